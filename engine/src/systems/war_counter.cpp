// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/war_counter.hpp"

#include <algorithm>

#include "systems/lane_counters.hpp"
#include "systems/lane_masks.hpp"

namespace detente::systems {

WarCounter::WarCounter(const System& system)
    : system_(system), fighting_(system.states.size()), peaceful_(system.states.size()), wars_(system) {}

void WarCounter::begin() {
  std::fill(peaceful_.begin(), peaceful_.end(), ~std::uint64_t{0});
}

void WarCounter::count(std::int64_t round, const std::vector<std::uint64_t>& conflict,
                       const std::vector<std::uint64_t>* alive, SystemTally& tally) {
  std::uint64_t war = 0;
  std::fill(fighting_.begin(), fighting_.end(), 0);
  for (std::size_t f = 0; f < conflict.size(); ++f) {
    fighting_[system_.fronts[f].row] |= conflict[f];
    fighting_[system_.fronts[f].column] |= conflict[f];
    war |= conflict[f];
  }
  if (war == 0) return;
  LaneSum fighting, living;
  for (std::size_t i = 0; i < fighting_.size(); ++i) {
    fighting.add(fighting_[i]);
    if (alive != nullptr) living.add((*alive)[i]);
    const std::uint64_t enters = fighting_[i] & peaceful_[i];
    peaceful_[i] &= ~enters;
    each_bit(enters, [&](std::size_t lane) { tally.entry[i][lane] = static_cast<std::uint64_t>(round); });
  }
  const std::array<std::uint32_t, kLanes> counts = fighting.counts();
  std::array<std::uint32_t, kLanes> of{};
  if (alive != nullptr)
    of = living.counts();
  else
    of.fill(static_cast<std::uint32_t>(fighting_.size()));
  const std::array<std::uint32_t, kLanes>& largest = wars_.largest(conflict, fighting_, counts, war);
  each_bit(war, [&](std::size_t lane) {
    ++tally.war[lane];
    if (2 * counts[lane] > of[lane]) ++tally.general_war[lane];
    tally.breadth[lane] += largest[lane];
  });
}

}  // namespace detente::systems
