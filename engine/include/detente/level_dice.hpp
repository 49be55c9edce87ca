// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include <detente/answers.hpp>
#include <detente/dice.hpp>
#include <detente/round.hpp>

/// How a word becomes a level, by the chances of each.
namespace detente {

namespace level_dice {
[[gnu::always_inline]] inline Level thrown(const LevelMix& mix, std::uint32_t bits, int levels) {
  double below = 0;
  int choice = 0;  // levels that the throw lies above
  int last = 0;
  bool is_sound = true;
  for (int level = 0; level < levels; ++level) {
    const double chance_here = mix.chance[static_cast<std::size_t>(level)];
    is_sound = is_sound & (chance_here >= 0) & (chance_here <= 1);
    below += chance_here;
    last = chance_here > 0 ? level : last;
    if (level + 1 < levels) choice += bits >= threshold(below) ? 1 : 0;
  }
  std::uint64_t beyond = 0;  // bits of all other chances: a wide "or" is fast
  for (int level = levels; level < kMaxLevels; ++level)
    beyond |= std::bit_cast<std::uint64_t>(mix.chance[static_cast<std::size_t>(level)]);
  const bool is_more = beyond << 1 != 0;  // but for signs of zeros
  if (!is_sound || is_more || below < 1 - 1e-9 || below > 1 + 1e-9) checked(mix, levels);
  return static_cast<Level>(choice < last ? choice : last);
}
}  // namespace level_dice

/// The level that a word throws. Throws `std::out_of_range` for what is no distribution over so many levels.
inline Level thrown(const LevelMix& mix, std::uint32_t bits, int levels) {
  // For the usual game the compiler knows how many.
  return levels == 2 ? level_dice::thrown(mix, bits, 2) : level_dice::thrown(mix, bits, levels);
}

}  // namespace detente
