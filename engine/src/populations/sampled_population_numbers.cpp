// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/sampled_population_numbers.hpp"

#include <algorithm>

#include "numerics/exponential.hpp"

namespace detente {
namespace {

// Chances that both ends of a walk must fall below before it ends: what is left is less than a draw can tell.
constexpr double kNothing = 1e-19;

double ln_factorial(std::int64_t n) {
  if (n < 16) {
    double product = 1;
    for (std::int64_t k = 2; k <= n; ++k) product *= static_cast<double>(k);
    return ln_of(product);
  }
  // Stirling's series; the next term is below 2⁻⁴⁴ / n.
  constexpr double kHalfLnTwoPi = 0.91893853320467274178;
  const auto x = static_cast<double>(n);
  const double y = 1 / (x * x);
  const double series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
  return (x + 0.5) * ln_of(x) - x + kHalfLnTwoPi + series;
}

}  // namespace

double ln_without(double x) {
  if (x > 1e-3) return ln_of(1 - x);
  return -x * (1 + x * (1.0 / 2 + x * (1.0 / 3 + x * (1.0 / 4 + x * (1.0 / 5 + x / 6)))));
}

std::int64_t binomial(std::int64_t trials, double p, double drawn) {
  if (trials == 0 || p <= 0) return 0;
  if (p >= 1) return trials;
  if (p > 0.5) return trials - binomial(trials, 1 - p, drawn);
  const auto n = static_cast<double>(trials);
  const double odds = p / (1 - p);
  const std::int64_t mode = std::min(trials, static_cast<std::int64_t>((n + 1) * p));
  const auto m = static_cast<double>(mode);
  double up = exp_of((ln_factorial(trials) - ln_factorial(mode) - ln_factorial(trials - mode)) + m * ln_of(p) +
                     (n - m) * ln_without(p));
  double down = up;
  double left = drawn - up;
  if (left < 0) return mode;
  std::int64_t above = mode;
  std::int64_t below = mode;
  while (up > kNothing || down > kNothing) {
    up *= static_cast<double>(trials - above) / static_cast<double>(above + 1) * odds;
    if (above < trials) ++above;
    left -= up;
    if (left < 0) return above;
    down *= static_cast<double>(below) / (static_cast<double>(trials - below + 1) * odds);
    if (below > 0) --below;
    left -= down;
    if (left < 0) return below;
  }
  return mode;
}

}  // namespace detente
