// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/moments.hpp"

namespace detente {

void Moments::add(const std::vector<double>& samples) {
  const std::size_t dimension = mean_.size();
  const std::size_t rows = samples.size() / dimension;
  if (rows == 0) return;
  Moments batch(dimension);
  batch.count_ = static_cast<double>(rows);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < dimension; ++i) batch.mean_[i] += samples[row * dimension + i];
  for (double& value : batch.mean_) value /= batch.count_;
  std::vector<double> centred(dimension);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < dimension; ++i) centred[i] = samples[row * dimension + i] - batch.mean_[i];
    for (std::size_t i = 0; i < dimension; ++i)
      for (std::size_t j = 0; j < dimension; ++j) batch.products_[i * dimension + j] += centred[i] * centred[j];
  }
  merge(batch);
}

void Moments::merge(const Moments& batch) {
  if (batch.count_ == 0) return;
  const std::size_t dimension = mean_.size();
  const double total = count_ + batch.count_;
  const double weight = count_ * batch.count_ / total;
  std::vector<double> shift(dimension);
  for (std::size_t i = 0; i < dimension; ++i) shift[i] = batch.mean_[i] - mean_[i];
  for (std::size_t i = 0; i < dimension; ++i)
    for (std::size_t j = 0; j < dimension; ++j)
      products_[i * dimension + j] += batch.products_[i * dimension + j] + shift[i] * shift[j] * weight;
  for (std::size_t i = 0; i < dimension; ++i) mean_[i] += shift[i] * batch.count_ / total;
  count_ = total;
}

void TripleMoments::add(const Samples& samples, std::size_t lanes) {
  if (lanes == 0) return;
  TripleMoments batch;
  batch.count_ = static_cast<double>(lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane)
    for (std::size_t i = 0; i < kDimension; ++i) batch.mean_[i] += samples[i][lane];
  for (double& value : batch.mean_) value /= batch.count_;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    std::array<double, kDimension> centred;
    for (std::size_t i = 0; i < kDimension; ++i) centred[i] = samples[i][lane] - batch.mean_[i];
    for (std::size_t i = 0; i < kDimension; ++i)
      for (std::size_t j = i; j < kDimension; ++j) batch.products_[i * kDimension + j] += centred[i] * centred[j];
  }
  for (std::size_t i = 0; i < kDimension; ++i)
    for (std::size_t j = 0; j < i; ++j) batch.products_[i * kDimension + j] = batch.products_[j * kDimension + i];
  merge(batch);
}

void TripleMoments::merge(const TripleMoments& batch) {
  if (batch.count_ == 0) return;
  const double total = count_ + batch.count_;
  const double weight = count_ * batch.count_ / total;
  std::array<double, kDimension> shift;
  for (std::size_t i = 0; i < kDimension; ++i) shift[i] = batch.mean_[i] - mean_[i];
  for (std::size_t i = 0; i < kDimension; ++i)
    for (std::size_t j = 0; j < kDimension; ++j)
      products_[i * kDimension + j] += batch.products_[i * kDimension + j] + shift[i] * shift[j] * weight;
  for (std::size_t i = 0; i < kDimension; ++i) mean_[i] += shift[i] * batch.count_ / total;
  count_ = total;
}

}  // namespace detente
