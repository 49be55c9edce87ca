// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include <detente/lanes/draws.hpp>

namespace detente::systems {

/// The words of one purpose and seat, round after round. Four rounds are drawn at a time, when the first is asked for.
class LaneStream {
 public:
  LaneStream() = default;
  LaneStream(std::uint64_t seed, std::uint32_t seat, std::uint32_t purpose)
      : draw_{.seed = seed, .seat = seat, .purpose = purpose} {}

  /// Another block begins.
  void begin() { four_ = -1; }
  const LaneWords& at(std::int64_t round, const std::array<std::uint64_t, kLanes>& repetitions) {
    if (round / 4 != four_) {
      four_ = round / 4;
      draw_.round = static_cast<std::uint32_t>(4 * four_);
      draw_words(draw_, repetitions, words_);
    }
    return words_[static_cast<std::size_t>(round % 4)];
  }

 private:
  Draw draw_;
  std::int64_t four_ = -1;
  std::array<LaneWords, 4> words_;
};

}  // namespace detente::systems
