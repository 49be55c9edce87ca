// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "../tournaments/src/play/moments.hpp"

#include <gtest/gtest.h>

#include <detente/lanes/draws.hpp>

namespace detente {
namespace {

/// Batches of one to nine samples of so many numbers, of very different sizes.
std::vector<std::vector<double>> batches(std::size_t dimension) {
  std::vector<std::vector<double>> all;
  std::uint32_t number = 0;
  for (const std::size_t rows : {4U, 1U, 9U, 2U}) {
    std::vector<double>& batch = all.emplace_back();
    for (std::size_t i = 0; i < rows * dimension; ++i)
      batch.push_back(static_cast<double>(philox({number++, 0, 0, 0}, {1, 2})[0]) * (i % 3 == 0 ? 1e-3 : 1e5));
  }
  return all;
}

TEST(Moments, samples_that_are_kept_give_the_same_bits) {
  constexpr std::size_t kDimension = 23;
  Moments products(kDimension), kept(kDimension, kDimension - 1);
  for (const std::vector<double>& batch : batches(kDimension)) {
    products.add(batch);
    kept.add(batch);
  }
  ASSERT_EQ(products.count(), kept.count());
  for (std::size_t i = 0; i < kDimension; ++i) {
    EXPECT_EQ(products.mean(i), kept.mean(i));
    for (std::size_t j = 0; j < kDimension; ++j) EXPECT_EQ(products.covariance(i, j), kept.covariance(i, j));
  }
}

TEST(Moments, covariance_is_that_of_all_samples) {
  const auto all = batches(2);
  Moments moments(2, 1);
  std::vector<std::array<double, 2>> samples;
  for (const std::vector<double>& batch : all) {
    moments.add(batch);
    for (std::size_t i = 0; i < batch.size(); i += 2) samples.push_back({batch[i], batch[i + 1]});
  }
  std::array<double, 2> mean{};
  for (const auto& sample : samples)
    for (const std::size_t i : {0U, 1U}) mean[i] += sample[i] / static_cast<double>(samples.size());
  double covariance = 0;
  for (const auto& sample : samples)
    covariance += (sample[0] - mean[0]) * (sample[1] - mean[1]) / static_cast<double>(samples.size() - 1);
  EXPECT_NEAR(moments.covariance(0, 1) / covariance, 1, 1e-9);
}

TEST(Moments, bytes_grow_with_the_fewer_of_numbers_and_samples) {
  EXPECT_EQ(Moments::bytes(10'000, 1000), 80'000'000U);
  EXPECT_EQ(Moments::bytes(16, 1'000'000), 16U * 16 * 8);
}

}  // namespace
}  // namespace detente
