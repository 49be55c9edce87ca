// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/lanes/draws.hpp>

#include "lanes/lane_kernel.hpp"

namespace detente {

void draw_words(const Draw& draw, const std::array<std::uint64_t, kLanes>& repetitions,
                std::array<LaneWords, 4>& words) {
  lanes::best_lane_kernel().draw(draw, repetitions, words);
}

}  // namespace detente
