// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <detente/spirals/episodes.hpp>

namespace detente {

/// Where a match without end and without noise goes, from each point of its chain.
struct Absorption {
  std::vector<bool> is_settled;  ///< nothing but peace can come
  std::vector<bool> is_certain;  ///< peace comes for good, whatever happens
  std::vector<double> recovery;  ///< the chance of it; exactly 1 where certain and 0 where impossible
  /// Expected sums over the rounds until it is settled, where certain: of rounds that are no peace, rounds with neither
  /// at peace, and U(0,0) − payoff by seat.
  std::vector<std::array<double, 4>> sums;
};

Absorption absorption(const Chain& chain, const Material& material, const Peace& peace, const GiveUp& give_up);

}  // namespace detente
