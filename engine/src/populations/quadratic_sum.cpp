// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/quadratic_sum.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "numerics/exponential.hpp"

namespace detente {
namespace {

/// Some consecutive k.
struct Range {
  std::int64_t first = 0;
  std::int64_t end = 0;
};

/// Σ e^{E_k − most} over a range: four partial sums, and what is left over by itself.
[[gnu::always_inline]] inline double range_sum(const QuadraticExponents& exponents, double most, const Range& range) {
  Four sums{};
  const auto first = static_cast<double>(range.first);
  Four k = {first, first + 1, first + 2, first + 3};
  std::int64_t at = range.first;
  for (; at + 4 <= range.end; at += 4) {
    Four term = -(exponents.half * (k * (k + 1.0)) + exponents.slope * k) - most;
    exp_of(term);
    sums += term;
    k += 4.0;
  }
  double sum = (sums[0] + sums[2]) + (sums[1] + sums[3]);
  for (; at < range.end; ++at) sum += exp_of(exponents(static_cast<double>(at)) - most);
  return sum;
}

DETENTE_WIDE [[gnu::noinline]] double wide_sum(const QuadraticExponents& exponents, double most, const Range& range) {
  return range_sum(exponents, most, range);
}

[[gnu::noinline]] double plain_sum(const QuadraticExponents& exponents, double most, const Range& range) {
  return range_sum(exponents, most, range);
}

/// Where E_k may be at least `least`: up to two ranges, one place too wide where rounding might matter.
std::array<Range, 2> ranges_above(const QuadraticExponents& exponents, double least, std::int64_t count) {
  // −half k² − (half + slope) k − least = 0
  const double half = exponents.half;
  const double middle = half + exponents.slope;
  const auto place = [&](double k) {
    return static_cast<std::int64_t>(std::clamp(k, -1.0, static_cast<double>(count)));
  };
  if (half == 0) {
    if (middle == 0) return {Range{0, count}, {}};
    const std::int64_t root = place(-least / middle);
    return {middle > 0 ? Range{0, std::min(root + 2, count)} : Range{std::max<std::int64_t>(root - 1, 0), count}, {}};
  }
  const double inner = middle * middle - 4 * half * least;
  if (!(inner > 0)) return {Range{0, count}, {}};
  const double root = std::sqrt(inner);
  // Stable roots: the one of greater size first, the other by their product.
  const double far = middle >= 0 ? -(middle + root) : root - middle;
  double low = far / (2 * half);
  double high = far == 0 ? low : 2 * least / far;
  if (low > high) std::swap(low, high);
  const std::int64_t from = std::max<std::int64_t>(place(low) - 1, 0);
  const std::int64_t to = std::min(place(high) + 2, count);
  if (half > 0) return {Range{from, to}, {}};
  const std::int64_t left = std::min(place(low) + 2, count);
  const std::int64_t right = std::max(place(high) - 1, left);
  return {Range{0, left}, Range{right, count}};
}

}  // namespace

double ln_sum(const QuadraticExponents& exponents, std::int64_t count) {
  static const auto sum_of = has_wide_registers() ? wide_sum : plain_sum;
  const auto last = static_cast<double>(count - 1);
  double most = std::max(exponents(0), exponents(last));
  if (exponents.half > 0) {  // the greatest may lie between the ends
    const double top = std::floor(-(exponents.half + exponents.slope) / (2 * exponents.half));
    for (const double k : {top, top + 1})
      if (k > 0 && k < last) most = std::max(most, exponents(k));
  }
  constexpr std::int64_t kWorthwhile = 24;  // fewer terms are sooner computed than looked for
  constexpr double kNegligible = 53;        // a million terms of e^−53 are below 2⁻⁵⁶
  if (count <= kWorthwhile) return most + ln_of(sum_of(exponents, most, {0, count}));
  const double least = most - kNegligible;
  double sum = 0;
  for (const Range& range : ranges_above(exponents, least, count)) sum += sum_of(exponents, most, range);
  return most + ln_of(sum);
}

}  // namespace detente
