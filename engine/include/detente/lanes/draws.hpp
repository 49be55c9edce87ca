// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include <detente/dice.hpp>
#include <detente/seats.hpp>

namespace detente {

/// One word per lane.
struct alignas(64) LaneWords {
  std::array<std::uint32_t, kLanes> at{};  ///< by lane
};

/// The words of four consecutive rounds (4·⌊round/4⌋ and the next three) for a batch of repetitions. Equal, bit for
/// bit, to `word` of each name; `draw.repetition` is ignored in favour of `repetitions` (one per lane).
void draw_words(const Draw& draw, const std::array<std::uint64_t, kLanes>& repetitions,
                std::array<LaneWords, 4>& words);

}  // namespace detente
