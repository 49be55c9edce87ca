// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include <detente/populations/process.hpp>

/// Axelrod's (1980) ecological process: shares grow with what they earn, generation by generation.
namespace detente {

/// How long, and what counts as gone.
struct Ecology {
  std::int64_t generations = 1000;  ///< how many
  double extinct = 0;               ///< a share that falls below this is gone; 0: none ever is
  double background = 0;            ///< fitness that everybody has besides payoffs
};

/// A strategy that fell below a share of 10⁻⁶ and rose above 1 % again.
struct Revival {
  std::size_t strategy = 0;     ///< whose
  double ln_lowest = 0;         ///< ln of its lowest share before it rose
  std::int64_t generation = 0;  ///< when it was lowest
};

/// The course of an ecology.
struct EcologicalCourse {
  /// Generations that are told: 0 … 1000, of the next 9000 every tenth, of the next 90,000 every hundredth and so on,
  /// and the last.
  std::vector<std::int64_t> generations;
  std::vector<std::vector<double>> ln_shares;  ///< by told generation, then by strategy; −∞ for those that are gone
  std::vector<Revival> revivals;               ///< in order of strategies
};

/// x_i ← x_i (background + (Ax)_i) / Σ_j x_j (background + (Ax)_j), in logarithms, so that no share dies of underflow.
/// `shares`: at the beginning, at least 0, which need not sum to 1. Throws `Error` where a payoff and the background
/// sum to less than 0 (the sentence says which background would do), no share is above 0, or
/// `extinct` is not below 1 over the number of strategies.
EcologicalCourse ecological_course(const PayoffMatrix& payoffs, const std::vector<double>& shares,
                                   const Ecology& ecology);

}  // namespace detente
