// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <detente/numerics/exponential.hpp>

#include "numerics/ordered_sums.hpp"

/// e^x and ln x by operations that are the same on every machine, one by one and four side by side: those of C
/// libraries differ in their last digits.
namespace detente {

using FourBits [[gnu::vector_size(32)]] = std::int64_t;

/// e^x of four at once, in place and to the last bit. Written out in each place that calls it, for the registers
/// of that place.
[[gnu::always_inline]] inline void exp_of(Four& x);

namespace exponential {

// ln 2 in two parts, of which the first has 21 zeros at its end: multiples of it are exact.
inline constexpr double kLn2Head = 0x1.62e42feep-1;
inline constexpr double kLn2Tail = 0x1.a39ef35793c76p-33;
inline constexpr double kPerLn2 = 0x1.71547652b82fep+0;
// Added, it leaves a whole number in the last places.
inline constexpr double kWhole = 0x1.8p52;

/// e^r for |r| ≤ ½ ln 2, by Taylor's series to the power 13: the next term is below 2⁻⁵⁷.
template <typename Number>
[[gnu::always_inline]] inline void series(Number& r) {
  const Number r2 = r * r;
  const Number r4 = r2 * r2;
  const Number low = (r * (1.0 / 6) + 0.5) + r2 * (r * (1.0 / 120) + 1.0 / 24);
  const Number mid = (r * (1.0 / 5040) + 1.0 / 720) + r2 * (r * (1.0 / 362880) + 1.0 / 40320);
  const Number top = (r * (1.0 / 39916800) + 1.0 / 3628800) + r2 * (r * (1.0 / 6227020800) + 1.0 / 479001600);
  const Number tail = low + r4 * (mid + r4 * top);
  r = (r2 * tail + r) + 1.0;
}

}  // namespace exponential

[[gnu::always_inline]] inline void exp_of(Four& x) {
  using namespace exponential;
  const Four none{};
  const Four in = x < -708.0 ? none : x > 709.0 ? none : x;
  const Four shifted = in * kPerLn2 + kWhole;
  const Four whole = shifted - kWhole;
  Four r = (in - whole * kLn2Head) - whole * kLn2Tail;
  const FourBits power = ((FourBits)shifted - std::bit_cast<std::int64_t>(kWhole) + 1023) << 52;
  series(r);
  r *= (Four)power;
  x = x < -708.0 ? none : x > 709.0 ? none + std::numeric_limits<double>::infinity() : r;
}

}  // namespace detente
