// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include <detente/dice.hpp>
#include <detente/round.hpp>

/// How a word becomes a level, by the chances of each.
namespace detente {

/// Throws `std::out_of_range` for what is no chance.
inline void check_chance(double chance) {
  if (!(chance >= 0 && chance <= 1))
    throw std::out_of_range("it gave a chance of " + std::to_string(chance) + "; a chance lies in 0…1");
}

/// The game, as sentences about levels have it.
inline std::string a_game_of(int levels) {
  return "a game whose top level is " + std::to_string(levels - 1);
}

/// Throws `std::out_of_range` for what is no distribution over so many levels.
[[noreturn]] inline void refuse(const LevelMix& mix, int levels) {
  double sum = 0;
  for (int level = 0; level < kMaxLevels; ++level) {
    const double chance_here = mix.chance[static_cast<std::size_t>(level)];
    check_chance(chance_here);
    if (chance_here > 0 && level >= levels)
      throw std::out_of_range("it gave a chance to level " + std::to_string(level) + " of " + a_game_of(levels));
    sum += chance_here;
  }
  throw std::out_of_range("its chances add up to " + std::to_string(sum) + " and not to 1");
}

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
  if (!is_sound || is_more || below < 1 - 1e-9 || below > 1 + 1e-9) refuse(mix, levels);
  return static_cast<Level>(choice < last ? choice : last);
}
}  // namespace level_dice

/// The level that a word throws. Throws `std::out_of_range` for what is no distribution over so many levels.
inline Level thrown(const LevelMix& mix, std::uint32_t bits, int levels) {
  // For the usual game the compiler knows how many.
  return levels == 2 ? level_dice::thrown(mix, bits, 2) : level_dice::thrown(mix, bits, levels);
}

}  // namespace detente
