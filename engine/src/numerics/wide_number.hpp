// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "numerics/exponential.hpp"

namespace detente {

/// A number of at least 0 with the digits of a double and no bounds: part · 2^(512 · power). Nothing under- or
/// overflows.
class WideNumber {
 public:
  constexpr WideNumber() = default;
  /// A finite number of at least 0.
  constexpr explicit WideNumber(double value) : part_(value), power_(0) {
    bring_back();
    bring_back();  // the least and the greatest doubles need it twice
  }

  /// e^ln for any finite ln; 0 for −∞.
  static WideNumber of_ln(double ln) {
    if (ln == kLnZero) return {};
    const double whole = std::floor(ln / kLnUnit + 0.5);
    // The head of ln 2 has zeros at its end, so that its multiples are exact.
    const double rest = (ln - whole * (512 * exponential::kLn2Head)) - whole * (512 * exponential::kLn2Tail);
    WideNumber result(exp_of(rest));
    result.power_ += static_cast<std::int64_t>(whole);
    return result;
  }

  /// mantissa · 2^exponent, with a mantissa of 0 or from 1 to 2⁵¹⁰.
  static constexpr WideNumber of_parts(double mantissa, std::int64_t exponent) {
    if (mantissa == 0) return {};
    WideNumber result;
    const std::int64_t rest = exponent & 511;
    result.part_ = mantissa * std::bit_cast<double>((rest + 1023) << 52);
    result.power_ = (exponent - rest) / 512;
    result.bring_back();
    return result;
  }
  /// Its parts, with a mantissa from 1 to below 2. Not of 0.
  constexpr double mantissa() const {
    const auto bits = std::bit_cast<std::uint64_t>(part_);
    return std::bit_cast<double>((bits & ((std::uint64_t{1} << 52) - 1)) | (std::uint64_t{1023} << 52));
  }
  constexpr std::int64_t exponent() const {
    return 512 * power_ + static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(part_) >> 52) - 1023;
  }

  constexpr bool is_zero() const { return part_ == 0; }
  /// Its natural logarithm; −∞ for 0.
  double ln() const {
    if (is_zero()) return ln_of(0);
    const auto units = static_cast<double>(power_);
    return units * (512 * exponential::kLn2Head) + (ln_of(part_) + units * (512 * exponential::kLn2Tail));
  }
  /// As a double: 0 where it is too small for one, ∞ where it is too large.
  double value() const {
    if (power_ == 0 || is_zero()) return part_;
    if (power_ == 1) return part_ * kUnit;
    if (power_ == -1) return part_ * kPerUnit;
    if (power_ == -2) return part_ * kPerUnit * kPerUnit;
    return power_ > 0 ? std::numeric_limits<double>::infinity() : 0;
  }

  constexpr WideNumber& operator*=(const WideNumber& other) {
    part_ *= other.part_;
    power_ += other.power_;
    bring_back();
    return *this;
  }
  /// `other` must not be 0.
  constexpr WideNumber& operator/=(const WideNumber& other) {
    part_ /= other.part_;
    power_ -= other.power_;
    bring_back();
    return *this;
  }
  constexpr WideNumber& operator+=(const WideNumber& other) {
    const std::int64_t above = power_ - other.power_;
    if (above == 0) {
      part_ += other.part_;
    } else if (above > 0) {
      if (above == 1) part_ += other.part_ * kPerUnit;
      return *this;
    } else {
      part_ = above == -1 ? part_ * kPerUnit + other.part_ : other.part_;
      power_ = other.power_;
    }
    if (part_ >= kMost) {
      part_ *= kPerUnit;
      ++power_;
    }
    return *this;
  }
  friend constexpr WideNumber operator*(WideNumber a, const WideNumber& b) { return a *= b; }
  friend constexpr WideNumber operator/(WideNumber a, const WideNumber& b) { return a /= b; }
  friend constexpr WideNumber operator+(WideNumber a, const WideNumber& b) { return a += b; }

 private:
  static constexpr double kUnit = 0x1p512;
  static constexpr double kPerUnit = 0x1p-512;
  static constexpr double kMost = 0x1p256;
  static constexpr double kLeast = 0x1p-256;
  static constexpr double kLnUnit = 354.8913564;  // 512 ln 2, for a first guess
  static constexpr std::int64_t kZero = -(std::int64_t{1} << 60);

  // Parts lie between 2⁻²⁵⁶ and 2²⁵⁶, so that products of two of them are doubles with all their digits.
  constexpr void bring_back() {
    if (part_ >= kMost) {
      part_ *= kPerUnit;
      ++power_;
    } else if (part_ < kLeast) {
      if (part_ == 0) {
        power_ = kZero;
        return;
      }
      part_ *= kUnit;
      --power_;
    }
  }

  double part_ = 0;
  std::int64_t power_ = kZero;
};

}  // namespace detente
