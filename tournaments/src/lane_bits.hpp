// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <detente/seats.hpp>

/// Truths about lanes, or about the rounds of a lane, as the bits of a word.
namespace detente {

static_assert(kLanes == 64);

/// A bit for each lane above the peace level.
inline std::uint64_t hostile_lanes(const LaneBytes& levels, std::uint8_t peace_level) {
  LaneBytes hostile;
  for (std::size_t l = 0; l < kLanes; ++l) hostile.at[l] = levels.at[l] > peace_level ? 1 : 0;
  std::uint64_t lanes = 0;
  for (std::size_t byte = 0; byte < 8; ++byte) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, hostile.at.data() + 8 * byte, 8);
    lanes |= (eight * 0x0102040810204080U >> 56U) << (8 * byte);  // gathers eight lowest bits, in order of address
  }
  return lanes;
}

/// The lowest `count` bits.
inline std::uint64_t lowest(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// The place of the lowest bit; 64 where there is none.
inline std::size_t lowest_bit(std::uint64_t bits) {
  return static_cast<std::size_t>(std::countr_zero(bits));
}

}  // namespace detente
