// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <array>
#include <bit>

#include <detente/systems/triads.hpp>

#include "systems/front_check.hpp"

namespace detente {

Triads triads(std::size_t states, const std::vector<FrontSign>& fronts) {
  const std::size_t words = (states + 63) / 64;
  // By sign (0 hostile, 1 peaceful): a row of bits for each state, its neighbours by such fronts.
  std::array<std::vector<std::uint64_t>, 2> rows;
  rows.fill(std::vector<std::uint64_t>(states * words));
  FrontCheck check_front(states);
  for (const FrontSign& front : fronts) {
    check_front(front.a, front.b);
    std::vector<std::uint64_t>& of_sign = rows[front.is_peaceful ? 1 : 0];
    of_sign[front.a * words + front.b / 64] |= std::uint64_t{1} << (front.b % 64);
    of_sign[front.b * words + front.a / 64] |= std::uint64_t{1} << (front.a % 64);
  }
  Triads result;
  for (const FrontSign& front : fronts)
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t friends = rows[1][front.a * words + i];
      const std::uint64_t enemies = rows[0][front.a * words + i];
      const std::uint64_t others_friends = rows[1][front.b * words + i];
      const std::uint64_t others_enemies = rows[0][front.b * words + i];
      const std::uint64_t agreed = (friends & others_friends) | (enemies & others_enemies);
      const std::uint64_t disputed = (friends & others_enemies) | (enemies & others_friends);
      result.all += std::popcount(agreed | disputed);
      result.balanced += std::popcount(front.is_peaceful ? agreed : disputed);
    }
  // Each was seen from its three fronts.
  result.all /= 3;
  result.balanced /= 3;
  return result;
}

}  // namespace detente
