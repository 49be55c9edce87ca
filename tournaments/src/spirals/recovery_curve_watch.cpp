// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/recovery_curve_watch.hpp"

#include <algorithm>

#include "play/intervals.hpp"
#include "play/lane_bits.hpp"

namespace detente {
namespace {

constexpr double kEqual = 1e-15;  // a variance of shares that is rounding

}  // namespace

RecoveryCurveWatch::RecoveryCurveWatch(const Trial& trial)
    : peace_(trial.peace),
      crises_(static_cast<std::size_t>(trial.crisis_rounds[1] - trial.crisis_rounds[0] + 1)),
      calm_(static_cast<std::size_t>(trial.horizon)),
      sums_(calm_.size()),
      squares_(calm_.size()) {}

void RecoveryCurveWatch::begin(const Block& block) {
  lanes_ = block.lanes;
}

bool RecoveryCurveWatch::see(const RoundDone& round) {
  const auto level = static_cast<std::uint8_t>(peace_.level);
  const std::uint64_t hostile = hostile_lanes(*round.done[0], level) | hostile_lanes(*round.done[1], level);
  Counts& calm = calm_[static_cast<std::size_t>(round.round) - 1];
  for (std::uint64_t rest = ~hostile & lowest(lanes_); rest != 0; rest &= rest - 1) ++calm[lowest_bit(rest)];
  return true;
}

void RecoveryCurveWatch::settle() {
  repetitions_ += lanes_;
  for (std::size_t round = 0; round < calm_.size(); ++round) {
    for (const std::uint64_t count : calm_[round]) {
      sums_[round] += count;
      squares_[round] += count * count;
    }
    calm_[round] = {};
  }
}

RecoveryCurve RecoveryCurveWatch::recovery_curve() const {
  const auto count = static_cast<double>(repetitions_);
  const auto crises = static_cast<double>(crises_);
  RecoveryCurve result;
  for (std::size_t round = 0; round < sums_.size(); ++round) {
    const double mean = static_cast<double>(sums_[round]) / count / crises;
    result.peace.push_back(mean);
    if (repetitions_ < 2) {
      result.error.push_back(1);
      continue;
    }
    const double square = static_cast<double>(squares_[round]) / count / crises / crises;
    const double variance = std::max(square - mean * mean, 0.0) * count / (count - 1);
    // Where all repetitions were equal the error is what one that was not seen may change.
    const double error =
        variance > kEqual ? half_width(variance, count) : unseen_chance(count) * std::max(mean, 1 - mean);
    result.error.push_back(error);
  }
  return result;
}

}  // namespace detente
