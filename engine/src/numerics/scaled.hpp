// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "numerics/exponential.hpp"

namespace detente {

/// A number from 0 up with an exponent of its own, so that neither products nor quotients leave its range: chances of
/// e^−15000 beside chances of 1 are usual where populations are large. Sums, products and quotients have the digits of
/// doubles.
class Scaled {
 public:
  Scaled() = default;
  /// A finite number from 0 up.
  explicit Scaled(double value) : mantissa_(value), exponent_(0) { normalise(); }
  /// e^ln; 0 for −∞. |ln| at most 10¹⁵.
  static Scaled of_ln(double ln) {
    if (ln == -std::numeric_limits<double>::infinity()) return {};
    const double twos = std::floor(ln * exponential::kPerLn2);
    Scaled result(exp_of((ln - twos * exponential::kLn2Head) - twos * exponential::kLn2Tail));
    result.exponent_ += static_cast<std::int64_t>(twos);
    return result;
  }
  /// mantissa · 2^exponent, the mantissa at least 1 or exactly 0.
  static Scaled of_parts(double mantissa, std::int64_t exponent) {
    Scaled result(mantissa);
    if (result.mantissa_ != 0) result.exponent_ += exponent;
    return result;
  }

  bool is_zero() const { return mantissa_ == 0; }
  /// Its logarithm; −∞ for 0.
  double ln() const {
    if (is_zero()) return -std::numeric_limits<double>::infinity();
    const auto twos = static_cast<double>(exponent_);
    return twos * exponential::kLn2Head + (ln_of(mantissa_) + twos * exponential::kLn2Tail);
  }
  /// The number as a double: 0 or +∞ where it is out of range.
  double value() const {
    return is_zero() ? 0 : std::ldexp(mantissa_, static_cast<int>(std::clamp<std::int64_t>(exponent_, -2000, 2000)));
  }

  double mantissa() const { return mantissa_; }
  std::int64_t exponent() const { return exponent_; }

  Scaled operator*(const Scaled& other) const {
    Scaled result;
    if (is_zero() || other.is_zero()) return result;
    result.mantissa_ = mantissa_ * other.mantissa_;
    result.exponent_ = exponent_ + other.exponent_;
    result.normalise();
    return result;
  }
  /// By a number above 0.
  Scaled operator/(const Scaled& other) const {
    Scaled result;
    if (is_zero()) return result;
    result.mantissa_ = mantissa_ / other.mantissa_;
    result.exponent_ = exponent_ - other.exponent_;
    result.normalise();
    return result;
  }
  Scaled operator+(const Scaled& other) const {
    if (is_zero()) return other;
    if (other.is_zero()) return *this;
    const Scaled& more = exponent_ >= other.exponent_ ? *this : other;
    const Scaled& less = exponent_ >= other.exponent_ ? other : *this;
    const std::int64_t apart = more.exponent_ - less.exponent_;
    if (apart > 60) return more;
    Scaled result;
    result.mantissa_ = more.mantissa_ + less.mantissa_ * std::bit_cast<double>((1023 - apart) << 52);
    result.exponent_ = more.exponent_;
    result.normalise();
    return result;
  }

  /// The exponent of 0: below all others, and far enough from the end that sums of exponents stay in range.
  static constexpr std::int64_t kExponentOfZero = -(std::int64_t{1} << 50);

 private:
  void normalise() {
    if (mantissa_ == 0) {
      exponent_ = kExponentOfZero;
      return;
    }
    const auto bits = std::bit_cast<std::uint64_t>(mantissa_);
    if (const auto stored = static_cast<std::int64_t>(bits >> 52); stored == 0) {  // subnormal
      mantissa_ *= 0x1p60;
      exponent_ -= 60;
      normalise();
    } else {
      exponent_ += stored - 1023;
      mantissa_ = std::bit_cast<double>((bits & ((std::uint64_t{1} << 52) - 1)) | (std::uint64_t{1023} << 52));
    }
  }

  double mantissa_ = 0;  // 1…2, or 0
  std::int64_t exponent_ = kExponentOfZero;
};

}  // namespace detente
