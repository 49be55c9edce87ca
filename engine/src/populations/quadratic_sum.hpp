// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace detente {

/// E_k = −(half · k · (k + 1) + slope · k), the exponents of the pairwise and the exponential Moran process.
struct QuadraticExponents {
  double half = 0;   ///< β u / 2 / (N − 1)
  double slope = 0;  ///< β v / (N − 1)

  /// Of one k.
  double operator()(double k) const { return -(half * (k * (k + 1)) + slope * k); }
};

/// ln Σ e^{E_k} over k = 0 … count − 1, count at least 1. Terms that together are below 10⁻¹⁷ of the sum are not
/// computed. `is_plain`: without wide registers, where there are some; the result is the same to the last bit.
double ln_sum(const QuadraticExponents& exponents, std::int64_t count, bool is_plain = false);

}  // namespace detente
