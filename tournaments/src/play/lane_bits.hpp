// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

#include <bit>
#include <cstddef>
#include <cstdint>

#include <detente/seats.hpp>

/// Truths about lanes, or about the rounds of a lane, as the bits of a word.
namespace detente {

static_assert(kLanes == 64);

/// A bit for each lane above the peace level.
inline std::uint64_t hostile_lanes(const LaneBytes& levels, std::uint8_t peace_level) {
  std::uint64_t lanes = 0;
#if defined(__x86_64__)
  const __m128i peace = _mm_set1_epi8(static_cast<char>(peace_level));
  for (unsigned first = 0; first < kLanes; first += 16) {
    const __m128i sixteen = _mm_load_si128(reinterpret_cast<const __m128i*>(levels.at.data() + first));
    const __m128i hostile = _mm_cmpgt_epi8(sixteen, peace);  // levels are far below 128
    lanes |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(hostile))} << first;
  }
#else
  for (std::size_t l = 0; l < kLanes; ++l) lanes |= std::uint64_t{levels.at[l] > peace_level ? 1U : 0U} << l;
#endif
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
