// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "numerics/exponential.hpp"

namespace detente {

double exp_of(double x) {
  using namespace exponential;
  if (std::isnan(x)) return x;
  if (x < -708.0) return 0;
  if (x > 709.0) return std::numeric_limits<double>::infinity();
  const double shifted = x * kPerLn2 + kWhole;
  const double whole = shifted - kWhole;
  double r = (x - whole * kLn2Head) - whole * kLn2Tail;
  const std::int64_t power = (std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(kWhole) + 1023) << 52;
  series(r);
  return r * std::bit_cast<double>(power);
}

double ln_of(double x) {
  using namespace exponential;
  if (std::isnan(x) || x < 0) return std::numeric_limits<double>::quiet_NaN();
  if (x == 0) return -std::numeric_limits<double>::infinity();
  if (std::isinf(x)) return x;
  std::int64_t power = 0;
  if (x < std::numeric_limits<double>::min()) {
    x *= 0x1p54;
    power = -54;
  }
  const std::int64_t bits = std::bit_cast<std::int64_t>(x);
  constexpr std::int64_t kMantissa = (std::int64_t{1} << 52) - 1;
  power += (bits >> 52) - 1023;
  double m = std::bit_cast<double>((bits & kMantissa) | std::bit_cast<std::int64_t>(1.0));
  if (m > 0x1.6a09e667f3bcdp+0) {  // √2
    m *= 0.5;
    ++power;
  }
  // ln m = 2 artanh s with |s| < 0.1716, whose series is cut where s²⁴ is below 2⁻⁶⁰.
  const double f = m - 1;
  const double s = f / (m + 1);
  const double t = s * s;
  const double t2 = t * t;
  const double t4 = t2 * t2;
  const double low = (t * (1.0 / 5) + 1.0 / 3) + t2 * (t * (1.0 / 9) + 1.0 / 7);
  const double mid = (t * (1.0 / 13) + 1.0 / 11) + t2 * (t * (1.0 / 17) + 1.0 / 15);
  const double top = (t * (1.0 / 21) + 1.0 / 19) + t2 * (t * (1.0 / 25) + 1.0 / 23);
  const double tail = low + t4 * (mid + t4 * top);
  // 2 s = f − s f, so that the leading term is f itself, without error.
  const double rest = s * (2 * t * tail - f);
  const auto p = static_cast<double>(power);
  return p * kLn2Head + (f + (rest + p * kLn2Tail));
}

double ln_sum(double a, double b) {
  const double most = a > b ? a : b;
  const double least = a > b ? b : a;
  if (std::isinf(most)) return most;
  return most + ln_of(1 + exp_of(least - most));
}

}  // namespace detente
