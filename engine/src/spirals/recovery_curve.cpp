// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/recovery_curve.hpp"

#include <algorithm>

#include "spirals/hostility.hpp"

namespace detente {

std::optional<std::vector<double>> peace_by_round(const Chain& chain, const std::vector<std::uint32_t>& beginnings,
                                                  const Trial& trial, const GiveUp& give_up) {
  const Steps steps(chain, trial.peace);
  std::vector<double> now(chain.size()), next(chain.size());
  for (const std::uint32_t point : beginnings) now[point] += 1 / static_cast<double>(beginnings.size());
  std::vector<double> peace;
  for (int round = 1; round <= trial.horizon; ++round) {
    if (give_up && give_up()) return std::nullopt;
    std::fill(next.begin(), next.end(), 0.0);
    double calm = 0;
    for (std::size_t point = 0; point < now.size(); ++point) {
      if (now[point] == 0) continue;
      for (std::uint32_t b = steps.first_calm[point]; b < steps.first_calm[point + 1]; ++b) {
        const double chance = now[point] * steps.branches[b].chance;
        if (b < steps.first_hostile[point]) calm += chance;
        next[steps.branches[b].target] += chance;
      }
    }
    peace.push_back(std::min(calm, 1.0));
    std::swap(now, next);
  }
  return peace;
}

}  // namespace detente
