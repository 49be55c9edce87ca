// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "tables/broad_layout.hpp"

#include <algorithm>

#include <detente/dice.hpp>

namespace detente::tables {

std::optional<BroadLayout> lay_out_broadly(const Automaton& automaton, bool slips) {
  if (automaton.levels != 2 || automaton.size() > kBroadStates) return std::nullopt;
  BroadLayout layout{.mixes = false, .limits = {}, .pages = 8};
  for (const Automaton::State& state : automaton.states) {
    const double chance = state.play.chance[0];
    layout.limits.push_back(threshold(chance));
    layout.mixes = layout.mixes || (chance > 0 && chance < 1);
  }
  std::sort(layout.limits.begin(), layout.limits.end());
  layout.limits.erase(std::unique(layout.limits.begin(), layout.limits.end()), layout.limits.end());
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    const double chance = automaton.states[state].play.chance[0];
    // One that throws no dice has as many smaller chances as it is restrained, out of one.
    const auto smaller = std::lower_bound(layout.limits.begin(), layout.limits.end(), threshold(chance));
    layout.smaller[state] =
        static_cast<std::uint8_t>(layout.mixes ? smaller - layout.limits.begin() : (chance > 0 ? 1 : 0));
    for (std::size_t page = 0; page < 8; ++page) {
      const Level move = (page & BroadLayout::did) != 0 ? D : C;
      const bool meant_hostility = (page & BroadLayout::meant) != 0;
      const Level mixed = slips ? Level{meant_hostility ? D : C} : move;
      const Level meant = chance == 1 ? Level{C} : chance == 0 ? Level{D} : mixed;
      const Level theirs = (page & BroadLayout::saw) != 0 ? D : C;
      layout.next[page][state] =
          static_cast<std::uint8_t>(automaton.after(state, {meant, slips ? move : meant, theirs, false}));
    }
  }
  const auto are_alike = [&](std::size_t page, std::size_t other) { return layout.next[page] == layout.next[other]; };
  if (are_alike(0, 4) && are_alike(1, 5) && are_alike(2, 6) && are_alike(3, 7)) layout.pages = 4;
  if (layout.pages == 4 && are_alike(0, 2) && are_alike(1, 3)) layout.pages = 2;
  return layout;
}

}  // namespace detente::tables
