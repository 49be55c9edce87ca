// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "tables/layout.hpp"

#include <algorithm>
#include <bit>

#include <detente/dice.hpp>

namespace detente::tables {
namespace {

constexpr std::size_t kMostChances = 7;
constexpr std::uint8_t kFreeIndex = 0x03;  // bits of an index of 16 entries that no move takes

/// What an automaton takes of a round, and which chances it plays by.
class Needs {
 public:
  Needs(const Automaton& automaton, bool slips) : automaton_(automaton) {
    for (std::size_t state = 0; state < automaton.size(); ++state) {
      const double chance = automaton.states[state].play.chance[0];
      limits_.push_back(threshold(chance));
      mixes_ = mixes_ || (chance > 0 && chance < 1);
      for (const Level theirs : {C, D}) {
        const auto next = [&](Level meant, Level mine) { return automaton.after(state, {meant, mine, theirs, false}); };
        const bool may_c = chance > 0;
        const bool may_d = chance < 1;
        if (may_c && may_d) {
          own_move_ = own_move_ || next(C, C) != next(D, D);
          intention_ = intention_ || (slips && (next(C, C) != next(D, C) || next(C, D) != next(D, D)));
        } else if (slips) {
          const Level meant = may_c ? C : D;
          own_move_ = own_move_ || next(meant, C) != next(meant, D);
        }
        memory_ =
            memory_ || after(state, C, theirs) != after(0, C, theirs) || after(state, D, theirs) != after(0, D, theirs);
      }
    }
    std::sort(limits_.begin(), limits_.end());
    limits_.erase(std::unique(limits_.begin(), limits_.end()), limits_.end());
  }

  /// The state after a round in which it did this; where it cannot have meant that, after a slip.
  std::size_t after(std::size_t state, Level mine, Level theirs) const {
    const double chance = automaton_.states[state].play.chance[0];
    const Level meant = chance == 1 ? Level{C} : chance == 0 ? Level{D} : mine;
    return automaton_.after(state, {meant, mine, theirs, false});
  }
  const std::vector<std::uint64_t>& limits() const { return limits_; }
  bool memory() const { return memory_; }        ///< the state matters
  bool own_move() const { return own_move_; }    ///< what it did matters
  bool intention() const { return intention_; }  ///< what it meant matters, and cannot be told from the state
  bool mixes() const { return mixes_; }

 private:
  const Automaton& automaton_;
  std::vector<std::uint64_t> limits_;
  bool memory_ = false, own_move_ = false, intention_ = false, mixes_ = false;
};

/// A number's bits, lowest first, in the places of a mask.
std::uint8_t spread(std::size_t number, std::uint8_t places) {
  unsigned result = 0;
  for (unsigned rest = places; rest != 0; rest &= rest - 1, number >>= 1U)
    if ((number & 1U) != 0) result |= rest & (~rest + 1);
  return static_cast<std::uint8_t>(result);
}

/// A different number for each state whose number matters: of those with the same move, unless moves are learnt.
std::vector<std::size_t> places(const Automaton& automaton, bool matters, bool by_move) {
  std::vector<std::size_t> result;
  std::array<std::size_t, 2> used{};
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    const bool is_hostile = by_move && automaton.states[state].play.chance[0] == 0;
    result.push_back(matters ? used[is_hostile ? 1 : 0]++ : 0);
  }
  return result;
}

}  // namespace

std::optional<Layout> lay_out(const Automaton& automaton, std::size_t seat, bool slips) {
  if (automaton.levels != 2) return std::nullopt;
  const Needs needs(automaton, slips);
  if (needs.intention() || (needs.mixes() && needs.limits().size() > kMostChances)) return std::nullopt;
  Layout layout{.kind = Layout::dice, .learns = slips && needs.own_move()};
  const bool by_move = !needs.mixes() && !layout.learns;
  const std::vector<std::size_t> place = places(automaton, needs.memory(), by_move);
  const std::size_t most = *std::max_element(place.begin(), place.end());
  if (most >= (needs.mixes() ? 4 : 16)) return std::nullopt;
  if (needs.mixes())
    layout.limits = needs.limits();
  else
    layout.kind = most < 4 ? Layout::narrow : most < 8 ? Layout::wide : Layout::wider;

  const auto free = static_cast<std::uint8_t>(kFreeIndex | (layout.kind >= Layout::wide ? kWideIndex : 0) |
                                              (layout.kind == Layout::wider ? kWiderIndex : 0));
  const std::uint8_t own = seat == 0 ? kRow : kColumn;
  const std::uint8_t other = seat == 0 ? kColumn : kRow;
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    const std::uint64_t limit = threshold(automaton.states[state].play.chance[0]);
    const auto smaller = std::lower_bound(layout.limits.begin(), layout.limits.end(), limit) - layout.limits.begin();
    unsigned byte = spread(place[state], free);
    if (needs.mixes())
      byte |= static_cast<unsigned>(smaller) << 4U;
    else if (limit == 0)
      byte |= layout.kind == Layout::wider ? own : own | (unsigned{own} << kDoneToIndex);
    layout.byte.push_back(static_cast<std::uint8_t>(byte));
  }
  for (std::size_t state = 0; state < automaton.size(); ++state)
    for (const Level mine : {C, D}) {
      const bool is_meant = automaton.states[state].play.chance[0] == (mine == C ? 1 : 0);
      if (by_move && !is_meant) continue;  // another state's place
      for (const Level theirs : {C, D}) {
        const unsigned index = spread(place[state], free) | (mine == D ? own : 0U) | (theirs == D ? other : 0U);
        layout.next[index / 16][index % 16] = layout.byte[needs.after(state, mine, theirs)];
      }
    }
  return layout;
}

}  // namespace detente::tables
