// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <detente/dice.hpp>
#include <detente/moves.hpp>

namespace detente::tables {

/// A mix as it is thrown: by the level that a word reaches.
class Choice {
 public:
  Choice(const LevelMix& mix, std::size_t levels) {
    double below = 0;
    for (std::size_t level = 0; level < levels; ++level) {
      const double chance = mix.chance[level];
      below += chance;
      limits_[level] = threshold(below);
      if (chance > 0) last = static_cast<std::uint8_t>(level);
      is_certain_ = is_certain_ && (chance == 0 || chance == 1);
    }
  }

  bool is_certain() const { return is_certain_; }
  std::uint8_t thrown(std::uint32_t word, std::size_t levels) const {
    std::uint8_t level = 0;
    for (std::size_t i = 0; i < levels; ++i) level = static_cast<std::uint8_t>(level + (word >= limits_[i] ? 1 : 0));
    return std::min(level, last);
  }

  std::uint8_t last = 0;  ///< the highest level that may be meant

 private:
  std::array<std::uint64_t, kMaxLevels> limits_{};  // a word below the first of them means level 0, and so on
  bool is_certain_ = true;
};

}  // namespace detente::tables
