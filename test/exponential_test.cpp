// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "numerics/exponential.hpp"
#include "numerics/scaled_elimination.hpp"
#include "numerics/wide_number.hpp"
#include "populations/quadratic_sum.hpp"

/// e^x and ln x of our own, and numbers with an exponent of their own.
namespace {

using namespace detente;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double drawn(std::mt19937_64& bits, double least, double most) {
  return least + (most - least) * static_cast<double>(bits() >> 11) * 0x1p-53;
}

TEST(Exponential, is_within_a_unit_of_the_last_place_and_the_same_in_four_lanes) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 200000; ++i) {
    const double x = drawn(bits, -700, 700) / (i % 3 == 0 ? 1000 : 1);
    const long double exact = std::exp(static_cast<long double>(x));
    const double found = exp_of(x);
    ASSERT_LE(std::abs((static_cast<long double>(found) - exact) / exact), 2.3e-16L) << x;
    Four four = {x, -x, 0, -1e9};
    exp_of(four);
    ASSERT_EQ(four[0], found);
    ASSERT_EQ(four[1], exp_of(-x));
    ASSERT_EQ(four[2], 1);
    ASSERT_EQ(four[3], 0);
    const long double ln = std::log(static_cast<long double>(found));
    ASSERT_LE(std::abs(static_cast<long double>(ln_of(found)) - ln), 2.3e-16L * std::abs(ln)) << x;
  }
}

TEST(Exponential, holds_at_the_ends) {
  EXPECT_EQ(exp_of(-kInfinity), 0);
  EXPECT_EQ(exp_of(kInfinity), kInfinity);
  EXPECT_EQ(exp_of(0), 1);
  EXPECT_TRUE(std::isnan(exp_of(std::nan(""))));
  EXPECT_EQ(ln_of(0), -kInfinity);
  EXPECT_EQ(ln_of(1), 0);
  EXPECT_EQ(ln_of(kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(ln_of(-1)));
  EXPECT_NEAR(ln_of(5e-324), std::log(5e-324), 1e-12);
  EXPECT_EQ(ln_sum(-kInfinity, -kInfinity), -kInfinity);
  EXPECT_EQ(ln_sum(3, -kInfinity), 3);
  EXPECT_NEAR(ln_sum(1000, 1000), 1000 + std::log(2), 1e-12);
}

TEST(Kernels, sum_exponents_and_eliminate_states_alike) {
  std::mt19937_64 bits(3);
  for (int i = 0; i < 3000; ++i) {
    const QuadraticExponents exponents{drawn(bits, -0.05, 0.05), drawn(bits, -3, 3)};
    const auto count = static_cast<std::int64_t>(drawn(bits, 1, 400));
    const double found = ln_sum(exponents, count);
    EXPECT_EQ(ln_sum(exponents, count, true), found);
    double most = -kInfinity;
    for (std::int64_t k = 0; k < count; ++k) most = std::max(most, exponents(static_cast<double>(k)));
    long double sum = 0;
    for (std::int64_t k = 0; k < count; ++k)
      sum += std::exp(static_cast<long double>(exponents(static_cast<double>(k)) - most));
    const double expected = most + static_cast<double>(std::log(sum));
    ASSERT_NEAR(found, expected, 1e-12 * std::max(1.0, std::abs(expected))) << exponents.half << " " << exponents.slope;
  }
  for (const std::size_t states : {2U, 5U, 13U, 40U}) {
    ScaledElimination wide(states);
    ScaledElimination plain(states);
    for (std::size_t from = 0; from < states; ++from)
      for (std::size_t to = 0; to < states; ++to)
        if (from != to) {
          const WideNumber rate = WideNumber::of_ln(drawn(bits, -3000, 0));
          wide.set_rate(from, to, rate);
          plain.set_rate(from, to, rate);
        }
    wide.eliminate();
    plain.eliminate(true);
    EXPECT_EQ(wide.ln_stationary(), plain.ln_stationary());
  }
}

TEST(WideNumbers, compute_like_doubles_and_beyond_their_range) {
  std::mt19937_64 bits(2);
  for (int i = 0; i < 20000; ++i) {
    const double x = std::exp(drawn(bits, -40, 40));
    const double y = std::exp(drawn(bits, -40, 40));
    EXPECT_EQ((WideNumber(x) * WideNumber(y)).value(), x * y);
    EXPECT_EQ((WideNumber(x) / WideNumber(y)).value(), x / y);
    EXPECT_NEAR((WideNumber(x) + WideNumber(y)).value() / (x + y), 1, 3e-16);
    EXPECT_NEAR(WideNumber(x).ln(), std::log(x), 1e-14);
  }
  const WideNumber tiny = WideNumber::of_ln(-150000.25);
  EXPECT_NEAR(tiny.ln(), -150000.25, 1e-10);
  EXPECT_NEAR((tiny * tiny / tiny).ln(), -150000.25, 1e-10);
  EXPECT_EQ(tiny.value(), 0);
  EXPECT_EQ((WideNumber() * tiny).is_zero(), true);
  EXPECT_EQ((WideNumber() + tiny).ln(), tiny.ln());
  EXPECT_EQ(WideNumber::of_ln(-kInfinity).ln(), -kInfinity);
  EXPECT_EQ(WideNumber(5e-324).value(), 5e-324);
}

}  // namespace
