// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <vector>

#include <detente/seats.hpp>

namespace detente {

/// Means and covariances of vectors, a batch at a time. Batches must come in a fixed order: sums are then the same to
/// the last bit. Pairwise update of Chan, Golub & LeVeque (1983).
///
/// Of many numbers the covariances would be the square. Where fewer samples than numbers come, the samples are kept
/// instead, and each covariance is computed from them when it is asked for, by the same arithmetic.
class Moments {
 public:
  /// `samples`: the most that will come.
  explicit Moments(std::size_t dimension, std::size_t samples = std::numeric_limits<std::size_t>::max())
      : keeps_samples_(samples < dimension), mean_(dimension) {}

  /// Adds `samples` (one row of `dimension` after another) as one batch.
  void add(const std::vector<double>& samples);

  double count() const { return count_; }
  double mean(std::size_t i) const { return mean_[i]; }
  /// Sample covariance; needs two samples.
  double covariance(std::size_t i, std::size_t j) const {
    return (keeps_samples_ ? product(i, j) : products_[i * mean_.size() + j]) / (count_ - 1);
  }
  /// Bytes that so many samples of so many numbers take.
  static std::size_t bytes(std::size_t dimension, std::size_t samples) {
    return dimension * std::min(dimension, samples) * sizeof(double);
  }

 private:
  /// The sum of centred products over all batches.
  double product(std::size_t i, std::size_t j) const;

  bool keeps_samples_;
  double count_ = 0;
  std::vector<double> mean_;
  std::vector<double> products_;              // [i][j], where samples are not kept
  std::vector<std::vector<double>> batches_;  // their samples, where they are
};

/// The same of three numbers, for many small batches: without a heap, in the same arithmetic.
class TripleMoments {
 public:
  static constexpr std::size_t kDimension = 3;
  /// By lane.
  using Samples = std::array<std::array<double, kLanes>, kDimension>;

  /// Adds the first `lanes` samples as one batch.
  void add(const Samples& samples, std::size_t lanes);
  void merge(const TripleMoments& batch);

  double count() const { return count_; }
  double mean(std::size_t i) const { return mean_[i]; }
  double covariance(std::size_t i, std::size_t j) const { return products_[i * kDimension + j] / (count_ - 1); }

 private:
  double count_ = 0;
  std::array<double, kDimension> mean_{};
  std::array<double, kDimension * kDimension> products_{};
};

}  // namespace detente
