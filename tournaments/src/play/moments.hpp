// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <detente/seats.hpp>

namespace detente {

/// Means and centred products of vectors, a batch at a time. Batches must come in a fixed order: sums are then the same
/// to the last bit. Pairwise update of Chan, Golub & LeVeque (1983).
class Moments {
 public:
  explicit Moments(std::size_t dimension) : mean_(dimension), products_(dimension * dimension) {}

  /// Adds `samples` (one row of `dimension` after another) as one batch.
  void add(const std::vector<double>& samples);
  /// Adds what another holds, as one batch.
  void merge(const Moments& batch);

  double count() const { return count_; }
  double mean(std::size_t i) const { return mean_[i]; }
  /// Sample covariance; needs two samples.
  double covariance(std::size_t i, std::size_t j) const { return products_[i * mean_.size() + j] / (count_ - 1); }

 private:
  double count_ = 0;
  std::vector<double> mean_;
  std::vector<double> products_;
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
