// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <deque>
#include <memory>

#include <detente/exact.hpp>

#include "joint.hpp"
#include "propagation.hpp"

namespace detente {
namespace {

/// A side as it is in one stretch.
Side in_stretch(const Side& side, std::size_t stretch) {
  Side here = side;
  const Stretch holds = side.in(stretch);
  here.payoffs = holds.payoffs;
  here.tremble = holds.tremble;
  here.misperception = holds.misperception;
  here.later.clear();
  return here;
}

/// One stretch: its chain, from the memories that the one before it leads to.
struct Part {
  std::array<Side, 2> sides;
  std::unique_ptr<Joint> joint;
};

}  // namespace

std::optional<ExactStretches> exact_stretches(const Rules& rules, const Seated& row, const Seated& column,
                                              std::size_t limit, const GiveUp& give_up) {
  std::deque<Part> parts;
  Propagation match(rules.discount);
  ExactStretches result{.whole = {}, .joint = {}, .joint_memories = 0};
  std::vector<std::array<std::uint32_t, 2>> memories;  // that the stretch before leads to
  std::vector<Carried> carried;                        // what flows into them
  for (std::size_t stretch = 0; stretch <= rules.turns.size(); ++stretch) {
    const bool goes_on = stretch < rules.turns.size();
    const std::int64_t first = stretch == 0 ? 1 : rules.turns[stretch - 1];
    const std::int64_t rounds = (goes_on ? rules.turns[stretch] : rules.rounds + 1) - first;
    Rules here = rules;
    here.turns.clear();
    here.rounds =
        goes_on ? rounds + 1 : rounds;  // the last round of a stretch leads somewhere, unless it is the match's
    Part& part = parts.emplace_back(Part{{in_stretch(row.side, stretch), in_stretch(column.side, stretch)}, {}});
    const Seated row_here{part.sides[0], row.automaton};
    const Seated column_here{part.sides[1], column.automaton};
    part.joint = std::make_unique<Joint>(here, row_here, column_here, false);
    const bool is_walked = told(*part.joint, row_here, column_here, [&] {
      if (stretch == 0) {
        if (!part.joint->sit()) return false;
        part.joint->begin(rules.crisis);
        carried = {{1, 0, 0}};
      } else {
        part.joint->sit(*parts[stretch - 1].joint);
        for (const auto& pair : memories) part.joint->begin(pair);
      }
      return part.joint->walk(limit);
    });
    if (!is_walked) return std::nullopt;
    const Chain& chain = part.joint->chain();
    const auto flow = begin_flow(chain, carried);
    if (!match.play(chain, *flow, rounds, goes_on, give_up)) return std::nullopt;
    result.joint.push_back(match.leg(stretch).joint);
    result.joint_memories = std::max(result.joint_memories, chain.size());
    memories.clear();
    carried.clear();
    for (std::size_t point = 0; goes_on && point < chain.size(); ++point)
      if (const Carried here_now = flow->at(point); here_now[0] > 0) {
        memories.push_back(chain.memories[point]);
        carried.push_back(here_now);
      }
  }
  result.whole = match.result();
  return result;
}

}  // namespace detente
