// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/moments.hpp"

namespace detente {

namespace {

double mean_of(const std::vector<double>& samples, std::size_t dimension, std::size_t i) {
  const std::size_t rows = samples.size() / dimension;
  double sum = 0;
  for (std::size_t at = i; at < samples.size(); at += dimension) sum += samples[at];
  return sum / static_cast<double>(rows);
}

/// What two batches of so many samples add to a product because their means differ.
double between(double shift_of_one, double shift_of_other, double count, double more) {
  return shift_of_one * shift_of_other * (count * more / (count + more));
}

}  // namespace

void Moments::add(const std::vector<double>& samples) {
  const std::size_t dimension = mean_.size();
  const std::size_t rows = samples.size() / dimension;
  if (rows == 0) return;
  const auto more = static_cast<double>(rows);
  std::vector<double> mean(dimension), shift(dimension), centred(dimension);
  for (std::size_t i = 0; i < dimension; ++i) {
    mean[i] = mean_of(samples, dimension, i);
    shift[i] = mean[i] - mean_[i];
  }
  if (keeps_samples_) {
    batches_.push_back(samples);
  } else {
    products_.resize(dimension * dimension);
    std::vector<double> within(dimension * dimension);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < dimension; ++i) centred[i] = samples[row * dimension + i] - mean[i];
      for (std::size_t i = 0; i < dimension; ++i)
        for (std::size_t j = 0; j < dimension; ++j) within[i * dimension + j] += centred[i] * centred[j];
    }
    for (std::size_t i = 0; i < dimension; ++i)
      for (std::size_t j = 0; j < dimension; ++j)
        products_[i * dimension + j] += within[i * dimension + j] + between(shift[i], shift[j], count_, more);
  }
  for (std::size_t i = 0; i < dimension; ++i) mean_[i] += shift[i] * more / (count_ + more);
  count_ += more;
}

double Moments::product(std::size_t i, std::size_t j) const {
  const std::size_t dimension = mean_.size();
  double product = 0, count = 0, mean_i = 0, mean_j = 0;
  for (const std::vector<double>& samples : batches_) {
    const std::size_t rows = samples.size() / dimension;
    const auto more = static_cast<double>(rows);
    const double batch_i = mean_of(samples, dimension, i), batch_j = mean_of(samples, dimension, j);
    double within = 0;
    for (std::size_t row = 0; row < samples.size(); row += dimension)
      within += (samples[row + i] - batch_i) * (samples[row + j] - batch_j);
    product += within + between(batch_i - mean_i, batch_j - mean_j, count, more);
    mean_i += (batch_i - mean_i) * more / (count + more);
    mean_j += (batch_j - mean_j) * more / (count + more);
    count += more;
  }
  return product;
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
