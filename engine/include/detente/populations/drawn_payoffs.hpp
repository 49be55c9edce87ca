// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <detente/populations/process.hpp>

/// Payoffs that were sampled, and are known with an error.
namespace detente {

/// What is known of them.
struct UncertainPayoffs {
  PayoffMatrix payoff;      ///< the mean of the row against the column
  PayoffMatrix error;       ///< its standard error; 0 where it is exact
  PayoffMatrix covariance;  ///< of the errors of (row, column) and (column, row)
};

/// One of the matrices that the errors allow: pairs that were sampled are moved by normal errors with these standard
/// errors and covariances, exact ones are not. By named draws: the same `seed` and `draw` give the same matrix.
PayoffMatrix drawn_payoffs(const UncertainPayoffs& payoffs, std::uint64_t seed, std::uint64_t draw);

}  // namespace detente
