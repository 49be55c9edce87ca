// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

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

static_assert(std::endian::native == std::endian::little);
/// A bit for each lane of a mask.
inline std::uint64_t bits_of(const LaneBytes& mask) {
  std::uint64_t bits = 0;
  for (std::size_t lane = 0; lane < kLanes; lane += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, mask.at.data() + lane, sizeof(eight));
    // Multiplication gathers the lowest bits of eight bytes.
    bits |= ((eight & 0x0101010101010101) * 0x0102040810204080 >> 56) << lane;
  }
  return bits;
}

/// The first lanes, as bits.
inline std::uint64_t first_lanes(std::size_t lanes) {
  return lanes == kLanes ? ~std::uint64_t{0} : (std::uint64_t{1} << lanes) - 1;
}

/// `result = of(result, other)` in each lane. They are no parts of each other, which compilers cannot know of bytes.
template <class Of>
[[gnu::always_inline]] inline void combine(LaneBytes& result, const LaneBytes& other, Of of) {
  std::uint8_t* const __restrict to = result.at.data();
  const std::uint8_t* const __restrict from = other.at.data();
  for (std::size_t lane = 0; lane < kLanes; ++lane) to[lane] = static_cast<std::uint8_t>(of(to[lane], from[lane]));
}
inline void keep_where(LaneBytes& result, const LaneBytes& mask) {
  combine(result, mask, [](unsigned a, unsigned b) { return a & b; });
}
inline void add_where(LaneBytes& result, const LaneBytes& mask) {
  combine(result, mask, [](unsigned a, unsigned b) { return a | b; });
}
/// 0xFF where a level is above another.
inline void mark_above(const LaneBytes& levels, std::uint8_t level, LaneBytes& mask) {
  combine(mask, levels, [=](unsigned, unsigned b) { return mask_of(b > level); });
}

}  // namespace detente::systems
