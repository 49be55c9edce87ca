// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

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
  Shifts(const Errors& errors, int levels) : to_(static_cast<std::size_t>(levels)) {
    const auto top = static_cast<Level>(levels - 1);
    for (Level level = 0; level <= top; ++level) {
      const double up = level < top ? errors.up[level] : 0;
      const double down = level > 0 ? errors.down[level] : 0;
      const auto add = [&](int to, double chance) {
        if (chance > 0) to_[level].push_back({static_cast<Level>(to), chance});
      };
      add(level, 1 - (up + down));
      add(level + 1, up);
      add(level - 1, down);
    }
  }
  const std::vector<Likely>& from(Level level) const { return to_[level]; }

 private:
  std::vector<std::vector<Likely>> to_;
};

}  // namespace detente
