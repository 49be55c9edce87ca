// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <detente/systems/exact.hpp>
#include <detente/systems/powers.hpp>

#include "systems/system_walk.hpp"

namespace detente::systems {

/// Calls `take` with each combination of what seats may do, and its chance.
template <class Take>
void each_act(const std::vector<std::vector<Act>>& laws, Take take) {
  for (const std::vector<Act>& law : laws)
    if (law.empty()) return;
  std::vector<std::size_t> at(laws.size());
  std::vector<const Act*> acts(laws.size());
  for (;;) {
    double chance = 1;
    for (std::size_t seat = 0; seat < laws.size(); ++seat) {
      acts[seat] = &laws[seat][at[seat]];
      chance *= acts[seat]->chance;
    }
    take(acts, chance);
    std::size_t seat = 0;
    while (seat < at.size() && ++at[seat] == laws[seat].size()) at[seat++] = 0;
    if (seat == at.size()) return;
  }
}

/// What is counted at each point of a chain, in expectation over what seats do there.
class Features {
 public:
  using Row = std::vector<double>;

  Features(const System& system, const Ties& ties);

  /// A row of zeros for the next point, but for what does not depend on acts. Valid until the next one begins.
  Row& begin(const Point& point, const std::vector<std::uint8_t>& stances);
  /// Adds what seats do with a chance.
  void add(Row& row, const Point& point, const std::vector<const Act*>& acts, double chance) const;
  /// Sums over points, each weighed with its rounds.
  SystemExpectation expected(const std::vector<double>& rounds) const;

 private:
  std::size_t largest_war(const std::vector<const Act*>& acts) const;

  const System& system_;
  const Ties& ties_;
  std::size_t cells_, states_, width_;  // joint cells by front; then by state; then of all
  std::vector<Row> rows_;
  EssentialStates essential_;
};

}  // namespace detente::systems
