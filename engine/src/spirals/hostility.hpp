// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/spirals/episodes.hpp>

namespace detente {

/// Both are at most at the peace level.
inline bool is_peace(const Chain::Kind& kind, const Peace& peace) {
  return kind.row <= peace.level && kind.column <= peace.level;
}

/// The branches of a chain told apart by whether the round was peace, those to one target taken together.
struct Steps {
  std::vector<std::uint32_t> first_calm;     ///< [point], one more at the end
  std::vector<std::uint32_t> first_hostile;  ///< [point]: after those of peace, up to the next point's
  std::vector<Chain::Branch> branches;

  Steps(const Chain& chain, const Peace& peace) {
    for (std::size_t point = 0; point < chain.size(); ++point) {
      first_calm.push_back(static_cast<std::uint32_t>(branches.size()));
      add(chain, peace, point, true);
      first_hostile.push_back(static_cast<std::uint32_t>(branches.size()));
      add(chain, peace, point, false);
    }
    first_calm.push_back(static_cast<std::uint32_t>(branches.size()));
  }

 private:
  void add(const Chain& chain, const Peace& peace, std::size_t point, bool is_calm) {
    const std::size_t first = branches.size();
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      if (is_peace(chain.kinds[chain.outcomes[o].kind], peace) != is_calm) continue;
      for (std::uint32_t b = chain.outcomes[o].first_branch; b < chain.outcomes[o + 1].first_branch; ++b) {
        std::size_t place = first;
        while (place < branches.size() && branches[place].target != chain.branches[b].target) ++place;
        if (place < branches.size())
          branches[place].chance += chain.branches[b].chance;
        else
          branches.push_back(chain.branches[b]);
      }
    }
  }
};

}  // namespace detente
