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

/// Eight numbers side by side.
struct Eight {
  Four low;
  Four high;
};

/// e^{E_k − most} for k, k + 1 … k + 7.
[[gnu::always_inline]] inline void terms_at(const QuadraticExponents& exponents, double most, double k, Eight& terms) {
  const Four low = {k, k + 1, k + 2, k + 3};
  const Four high = low + 4.0;
  terms.low = -(exponents.half * (low * (low + 1.0)) + exponents.slope * low) - most;
  terms.high = -(exponents.half * (high * (high + 1.0)) + exponents.slope * high) - most;
  exp_of(terms.low);
  exp_of(terms.high);
}

/// e^{E_{k+8} − E_k} for the same.
[[gnu::always_inline]] inline void ratios_at(const QuadraticExponents& exponents, double k, Eight& ratios) {
  const Four low = {k, k + 1, k + 2, k + 3};
  const Four high = low + 4.0;
  ratios.low = -(exponents.half * (16.0 * low + 72.0) + 8.0 * exponents.slope);
  ratios.high = -(exponents.half * (16.0 * high + 72.0) + 8.0 * exponents.slope);
  exp_of(ratios.low);
  exp_of(ratios.high);
}

/// Σ e^{E_k − most} over a range, in eight partial sums. Since E is quadratic, the ratio of terms that lie eight apart
/// changes by one and the same factor, so that two products make the next eight. Their errors grow with the square of
/// the steps, so that after sixteen, some 10⁻¹⁴, terms are computed anew.
[[gnu::always_inline]] inline double range_sum(const QuadraticExponents& exponents, double most, const Range& range) {
  constexpr std::int64_t kSteps = 16;
  Eight sums{};
  const double factor = exp_of(-128 * exponents.half);
  std::int64_t at = range.first;
  while (range.end - at >= 8) {
    const std::int64_t steps = std::min(kSteps, (range.end - at) / 8);
    Eight terms;
    terms_at(exponents, most, static_cast<double>(at), terms);
    sums.low += terms.low;
    sums.high += terms.high;
    if (steps > 1) {
      Eight ratios;
      ratios_at(exponents, static_cast<double>(at), ratios);
      for (std::int64_t step = 1; step < steps; ++step) {
        terms.low *= ratios.low;
        terms.high *= ratios.high;
        ratios.low *= factor;
        ratios.high *= factor;
        sums.low += terms.low;
        sums.high += terms.high;
      }
    }
    at += 8 * steps;
  }
  if (at < range.end) {
    Eight terms;
    terms_at(exponents, most, static_cast<double>(at), terms);
    const auto left = static_cast<int>(range.end - at);
    for (int lane = 0; lane < 4; ++lane) {
      if (lane < left) sums.low[lane] += terms.low[lane];
      if (lane + 4 < left) sums.high[lane] += terms.high[lane];
    }
  }
  const Four all = sums.low + sums.high;
  return (all[0] + all[2]) + (all[1] + all[3]);
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

double ln_sum(const QuadraticExponents& exponents, std::int64_t count, bool is_plain) {
  static const bool is_wide = has_wide_registers();
  const auto sum_of = is_wide && !is_plain ? wide_sum : plain_sum;
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
  auto ranges = ranges_above(exponents, least, count);
  // Whole eights are sooner summed than parts of them, as far as there are more terms before the next range.
  const bool are_two = ranges[1].end > ranges[1].first;
  const auto widen = [](Range& range, std::int64_t limit) {
    range.end = std::min(range.end + (8 - (range.end - range.first) % 8) % 8, limit);
  };
  widen(ranges[0], are_two ? ranges[1].first : count);
  if (are_two) widen(ranges[1], count);
  for (const Range& range : ranges) sum += sum_of(exponents, most, range);
  return most + ln_of(sum);
}

}  // namespace detente
