// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/intervals.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace detente {
namespace {

constexpr double kUpper = 0.975;
/// Deviations that are rounding, of the largest payoff. Where lengths vary, variances are differences of large numbers.
constexpr double kRounding = 1e-9;
constexpr double kRoundingOfRatios = 1e-6;

/// A skewed sample underrates its spread as often as its mean. The two-sided error of Student's interval grows with
/// skewness² / count (Hall 1988); twice the factor of that expansion makes up for what small samples do not show of
/// their skewness.
constexpr double kSkewed = 2;

double student(double count) {
  return boost::math::quantile(boost::math::students_t(count - 1), kUpper);
}

/// The farther end of Fieller's set. Lengths that vary too much leave it open on one side or both: then bounds end it.
double fieller(const RatioSample& sample, const Bounds& bounds) {
  const double ratio = sample.ratio();
  const double widened = 1 + kSkewed * sample.skewness * sample.skewness / sample.count;
  const double quantile = widened * student(sample.count);
  const double weight = quantile * quantile / sample.count;
  // (total − r · length)² ≤ weight · residual variance at r: a · r² − 2b · r + c ≤ 0.
  const double a = sample.length * sample.length - weight * sample.lengths;
  const double b = sample.total * sample.length - weight * sample.covariance;
  const double c = sample.total * sample.total - weight * sample.variance;
  const double root = std::sqrt(std::max(b * b - a * c, 0.0));
  Bounds ends = bounds;
  if (a > 0) {
    ends = {std::max(bounds.low, (b - root) / a), std::min(bounds.high, (b + root) / a)};
  } else if (a < 0 && root > 0) {  // all but what lies between two roots; what is beyond bounds does not count
    const Bounds gap{(b + root) / a, (b - root) / a};
    if (gap.low < bounds.low && ratio >= gap.high) ends.low = std::max(bounds.low, gap.high);
    if (gap.high > bounds.high && ratio <= gap.low) ends.high = std::min(bounds.high, gap.low);
  }
  return std::max(ends.high - ratio, ratio - ends.low);
}

}  // namespace

double half_width(double variance, double count) {
  return student(count) * std::sqrt(std::max(variance, 0.0) / count);
}

double share_error(std::uint64_t count, std::uint64_t all) {
  if (all == 0) return 1;
  const double z = boost::math::quantile(boost::math::normal(), kUpper);
  const auto n = static_cast<double>(all);
  const double share = static_cast<double>(count) / n;
  const double weight = z * z / n;
  const double middle = (share + weight / 2) / (1 + weight);
  const double half = std::sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight);
  return half + std::abs(middle - share);
}

double unseen_chance(double count) {
  return 1 - std::pow(1 - 0.95, 1 / count);
}

bool has_equal_ratios(const RatioSample& sample, const Bounds& bounds) {
  const double largest = std::max(std::abs(bounds.low), std::abs(bounds.high)) * sample.length;
  const double least = (sample.lengths == 0 ? kRounding : kRoundingOfRatios) * largest;
  return sample.residual_variance(sample.ratio()) <= least * least;
}

double ratio_error(const RatioSample& sample, const Bounds& bounds) {
  const double ratio = sample.ratio();
  if (has_equal_ratios(sample, bounds)) {
    const double chance = unseen_chance(sample.count);
    // Long matches are likelier to differ: the share of rounds is at most what the longest of a geometric distribution
    // hold.
    const double share = sample.has_random_length ? chance * (1 - std::log(chance)) : chance;
    return share * std::max(bounds.high - ratio, ratio - bounds.low);
  }
  if (sample.lengths == 0) return half_width(sample.residual_variance(ratio), sample.count) / sample.length;
  return fieller(sample, bounds);
}

void Residuals::add(const double* totals, const double* lengths, std::size_t count) {
  double total = 0;
  double length = 0;
  for (std::size_t i = 0; i < count; ++i) {
    total += totals[i];
    length += lengths[i];
  }
  Residuals batch;
  batch.ratio_ = total / length;
  for (std::size_t i = 0; i < count; ++i) {
    const double residual = totals[i] - batch.ratio_ * lengths[i];
    batch.sums_[0] += residual * residual * residual;
    batch.sums_[1] += residual * residual * lengths[i];
    batch.sums_[2] += residual * lengths[i] * lengths[i];
    batch.sums_[3] += lengths[i] * lengths[i] * lengths[i];
  }
  merge(batch);
}

void Residuals::merge(Residuals batch) {
  if (sums_[3] == 0) ratio_ = batch.ratio_;
  batch.move_to(ratio_);
  for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += batch.sums_[i];
}

double Residuals::skewness(double ratio, double count, double variance) const {
  if (variance <= 0) return 0;
  Residuals here = *this;
  here.move_to(ratio);
  const double spread = variance * (count - 1) / count;
  return here.sums_[0] / count / (spread * std::sqrt(spread));
}

void Residuals::move_to(double ratio) {
  const double by = ratio - ratio_;
  sums_[0] += by * (-3 * sums_[1] + by * (3 * sums_[2] - by * sums_[3]));
  sums_[1] += by * (-2 * sums_[2] + by * sums_[3]);
  sums_[2] -= by * sums_[3];
  ratio_ = ratio;
}

}  // namespace detente
