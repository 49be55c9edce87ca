// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// Half widths of 95% intervals.
namespace detente {

/// Of a mean, by Student's distribution: `variance` of one of `count` samples, at least two.
double half_width(double variance, double count);

/// Of a share, `count` of `all`: the farther end of the interval of Wilson (1927), which has a width at 0 and 1 too. 1
/// where there are none.
double share_error(std::uint64_t count, std::uint64_t all);

/// All of `count` samples were equal: the largest chance with which one may differ, (1 − chance)^count = 5%.
double unseen_chance(double count);

/// Where a number must lie.
struct Bounds {
  double low;
  double high;
};

/// A ratio of two means: totals of payoffs over lengths.
struct RatioSample {
  double count;                          ///< samples, at least two
  double total, length;                  ///< means
  double variance, covariance, lengths;  ///< of totals, of totals with lengths, of lengths
  bool has_random_length = false;
  double skewness = 0;  ///< of total − ratio · length, where the length is random

  double ratio() const { return total / length; }
  /// Of total − ratio · length, the residual.
  double residual_variance(double ratio) const { return variance - 2 * ratio * covariance + ratio * ratio * lengths; }
};

/// Whether all samples have the same ratio, but for rounding.
bool has_equal_ratios(const RatioSample& sample, const Bounds& bounds);

/// Of a ratio that lies within bounds, those of a single match. Where lengths are equal it is Student's. Else it is the
/// farther end of the set of Fieller (1954): of all ratios whose residuals have a mean that does not differ from 0,
/// with Student's quantile widened by the residuals' skewness. Where all samples have the same ratio it is what an
/// unseen match may change.
double ratio_error(const RatioSample& sample, const Bounds& bounds);

/// The third moment of residuals total − ratio · length: a sum that is known for any ratio. Batches must come in a
/// fixed order.
class Residuals {
 public:
  /// Adds samples as one batch.
  void add(const double* totals, const double* lengths, std::size_t count);
  void merge(Residuals batch);
  /// At the ratio of all totals to all lengths; 0 without spread. `variance`: that of the residuals.
  double skewness(double ratio, double count, double variance) const;

 private:
  void move_to(double ratio);

  double ratio_ = 0;
  std::array<double, 4> sums_{};  // of d³, d²·length, d·length², length³ with d = total − ratio_ · length
};

}  // namespace detente
