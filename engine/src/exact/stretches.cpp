// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <deque>
#include <memory>

#include <detente/exact/exact.hpp>

#include "exact/joint.hpp"
#include "exact/propagation.hpp"

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
  std::vector<std::pair<std::array<std::uint32_t, 2>, Carried>> arriving;  // memories, and what flows into them
  // News change memories that no automaton has.
  const auto automaton = [](const Seated& seated) { return seated.side.is_ever_told() ? nullptr : seated.automaton; };
  for (std::size_t stretch = 0; stretch <= rules.turns.size(); ++stretch) {
    const bool goes_on = stretch < rules.turns.size();
    const std::int64_t first = stretch == 0 ? 1 : rules.turns[stretch - 1];
    const std::int64_t rounds = (goes_on ? rules.turns[stretch] : rules.rounds + 1) - first;
    Rules here = rules;
    here.turns.clear();
    here.rounds =
        goes_on ? rounds + 1 : rounds;  // the last round of a stretch leads somewhere, unless it is the match's
    Part& part = parts.emplace_back(Part{{in_stretch(row.side, stretch), in_stretch(column.side, stretch)}, {}});
    const Seated row_here{part.sides[0], automaton(row)};
    const Seated column_here{part.sides[1], automaton(column)};
    part.joint = std::make_unique<Joint>(here, row_here, column_here, false);
    std::vector<Carried> start;
    const bool is_walked = told(*part.joint, row_here, column_here, [&] {
      if (stretch == 0) {
        if (!part.joint->sit()) return false;
        part.joint->begin(rules.crisis);
        start = {{1, 0, 0}};
      } else {
        part.joint->sit(*parts[stretch - 1].joint);
        const auto news = [&](const Side& side) {
          return side.is_told(stretch) ? std::optional(briefing(rules, side.in(stretch))) : std::nullopt;
        };
        const std::array told_now{news(row.side), news(column.side)};
        for (const auto& [memories, carried] : arriving) {
          const std::uint32_t point = part.joint->turn(memories, told_now);
          if (point >= start.size()) start.resize(point + 1);
          for (std::size_t i = 0; i < 3; ++i) start[point][i] += carried[i];
        }
      }
      return part.joint->walk(limit, give_up);
    });
    if (!is_walked) return std::nullopt;
    const Chain& chain = part.joint->chain();
    const auto flow = begin_flow(chain, start);
    if (!match.play(chain, *flow, rounds, goes_on, give_up)) return std::nullopt;
    result.joint.push_back(match.leg(stretch).joint);
    result.joint_memories = std::max(result.joint_memories, chain.size());
    arriving.clear();
    for (std::size_t point = 0; goes_on && point < chain.size(); ++point)
      if (const Carried carried = flow->at(point); carried[0] > 0)
        arriving.emplace_back(chain.memories[point], carried);
  }
  result.whole = match.result();
  return result;
}

}  // namespace detente
