// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <detente/briefing.hpp>

namespace detente {

/// A level and its chance.
struct Likely {
  Level level;
  double chance;
};

/// Where errors take each level.
class Shifts {
 public:
  Shifts(const Errors& errors, int levels) {
    const auto top = static_cast<Level>(levels - 1);
    for (Level level = 0; level <= top; ++level) {
      const double up = level < top ? errors.up[level] : 0;
      const double down = level > 0 ? errors.down[level] : 0;
      const auto add = [&](int to, double chance) {
        if (chance > 0) to_[level].likely[to_[level].count++] = {static_cast<Level>(to), chance};
      };
      add(level, 1 - (up + down));
      add(level + 1, up);
      add(level - 1, down);
    }
  }
  std::span<const Likely> from(Level level) const { return {to_[level].likely.data(), to_[level].count}; }

 private:
  struct Row {
    std::array<Likely, 3> likely;
    std::size_t count = 0;
  };
  std::array<Row, kMaxLevels> to_;
};

}  // namespace detente
