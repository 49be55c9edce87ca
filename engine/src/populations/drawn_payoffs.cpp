// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/drawn_payoffs.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <detente/dice.hpp>

#include "numerics/exponential.hpp"

namespace detente {
namespace {

/// After the purposes of matches, systems and populations.
constexpr std::uint32_t kPayoffError = 180;

/// Two independent standard normal numbers of a name, by the polar method of Marsaglia & Bray (1964).
std::array<double, 2> normals(Draw name) {
  while (true) {
    const auto one = [&](std::uint32_t seat) {
      name.seat = seat;
      return (static_cast<double>(word(name)) + 0.5) * 0x1p-31 - 1;
    };
    const double x = one(0);
    const double y = one(1);
    const double square = x * x + y * y;
    if (square < 1 && square > 0) {
      const double scale = std::sqrt(-2 * ln_of(square) / square);
      return {x * scale, y * scale};
    }
    ++name.purpose;
  }
}

}  // namespace

PayoffMatrix drawn_payoffs(const UncertainPayoffs& payoffs, std::uint64_t seed, std::uint64_t draw) {
  PayoffMatrix drawn = payoffs.payoff;
  const std::size_t size = drawn.size();
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i; j < size; ++j) {
      const double first = payoffs.error(i, j);
      const double second = payoffs.error(j, i);
      if (first == 0 && second == 0) continue;
      const std::array<double, 2> normal = normals({.seed = seed,
                                                    .repetition = draw,
                                                    .seat = 0,
                                                    .round = static_cast<std::uint32_t>(i * size + j),
                                                    .purpose = kPayoffError});
      drawn(i, j) += first * normal[0];
      if (i == j) continue;
      const double correlation =
          first > 0 && second > 0 ? std::clamp(payoffs.covariance(i, j) / (first * second), -1.0, 1.0) : 0;
      drawn(j, i) += second * (correlation * normal[0] + std::sqrt(1 - correlation * correlation) * normal[1]);
    }
  return drawn;
}

}  // namespace detente
