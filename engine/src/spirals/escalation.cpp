// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/spirals/recovery.hpp>

namespace detente {
namespace {

constexpr std::size_t kLast = 20;   // rounds that stand for the end
constexpr std::size_t kInARow = 3;  // rounds below half of the peak that count as a return
constexpr double kNoRise = 1e-12;

}  // namespace

Escalation escalation(const std::vector<double>& levels, double before, double most) {
  Escalation result;
  std::size_t top = 0;
  for (std::size_t round = 0; round < levels.size(); ++round) {
    result.area += std::max(levels[round] - before, 0.0);
    if (levels[round] > levels[top]) top = round;
  }
  result.peak = levels.empty() ? 0 : levels[top] - before;
  if (result.peak <= kNoRise) return {};
  result.depth = result.peak / (most - before);
  const std::size_t last = std::min(kLast, levels.size());
  double end = 0;
  for (std::size_t round = levels.size() - last; round < levels.size(); ++round) end += levels[round] - before;
  result.ratchet = std::clamp(end / static_cast<double>(last) / result.peak, 0.0, 1.0);
  std::size_t low = 0;
  for (std::size_t round = top; round < levels.size() && !result.half_life; ++round) {
    low = levels[round] - before <= result.peak / 2 ? low + 1 : 0;
    if (low == kInARow) result.half_life = static_cast<std::int64_t>(round - top - (kInARow - 1));
  }
  return result;
}

}  // namespace detente
