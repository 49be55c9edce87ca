// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include <detente/lanes/draws.hpp>

/// A truth value per lane: 0xFF or 0, so that it selects a level by `&`.
namespace detente::systems {

inline constexpr std::uint8_t kTrue = 0xFF;

/// Calls `act` for every lane, in a loop that becomes vectors.
template <class Act>
[[gnu::always_inline]] inline void for_lanes(Act act) {
  for (std::size_t lane = 0; lane < kLanes; ++lane) act(lane);
}

[[gnu::always_inline]] inline std::uint8_t mask_of(bool truth) {
  return static_cast<std::uint8_t>(-static_cast<int>(truth));
}

/// Whether a lane's word makes an event happen.
inline void happens(const LaneWords& words, std::uint64_t limit, LaneBytes& mask) {
  if (limit > 0xFFFFFFFF) {
    mask.at.fill(kTrue);
    return;
  }
  const auto below = static_cast<std::uint32_t>(limit);
  for_lanes([&](std::size_t l) { mask.at[l] = mask_of(words.at[l] < below); });
}

/// Calls `act` with the number of each bit.
template <class Act>
void each_bit(std::uint64_t bits, Act act) {
  for (; bits != 0; bits &= bits - 1) act(static_cast<std::size_t>(std::countr_zero(bits)));
}

/// A bit for each lane of a mask.
inline std::uint64_t bits_of(const LaneBytes& mask) {
  std::uint64_t bits = 0;
  for_lanes([&](std::size_t l) { bits |= std::uint64_t{mask.at[l] & 1U} << l; });
  return bits;
}

}  // namespace detente::systems
