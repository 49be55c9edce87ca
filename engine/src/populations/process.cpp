// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/process.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

/// Beyond, a logarithm of a chance is off by more than a tenth.
constexpr double kMostExponent = 1e15;

}  // namespace

PairPayoffs pair_payoffs(const PayoffMatrix& payoffs, std::size_t mutant, std::size_t resident) {
  return {.aa = payoffs(mutant, mutant),
          .ab = payoffs(mutant, resident),
          .ba = payoffs(resident, mutant),
          .bb = payoffs(resident, resident)};
}

PayoffMatrix two_strategies(const PairPayoffs& pair) {
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = pair.aa;
  payoffs(0, 1) = pair.ab;
  payoffs(1, 0) = pair.ba;
  payoffs(1, 1) = pair.bb;
  return payoffs;
}

void require_process(const Process& process, const PayoffMatrix& payoffs) {
  if (process.population < kLeastPopulation || process.population > kMostPopulation)
    throw Error("population is " + std::to_string(process.population) + "; it must be 2 to 1,000,000 states");
  if (!(process.selection >= 0) || std::isinf(process.selection))
    throw Error("selection is " + rounded(process.selection) + "; it must be 0 or more");
  if (payoffs.size() == 0) throw Error("a population needs a strategy");
  double least = payoffs(0, 0);
  double most = least;
  for (std::size_t row = 0; row < payoffs.size(); ++row)
    for (std::size_t column = 0; column < payoffs.size(); ++column) {
      if (!std::isfinite(payoffs(row, column))) throw Error("payoffs must be finite numbers");
      least = std::min(least, payoffs(row, column));
      most = std::max(most, payoffs(row, column));
    }
  const double exponent = process.selection * (most - least) * static_cast<double>(process.population);
  if (!(exponent <= kMostExponent))
    throw Error("selection " + rounded(process.selection) + " times the range of payoffs times the population is " +
                rounded(exponent) + "; it must be at most " + rounded(kMostExponent) +
                ", or logarithms of chances have no digits left");
  if (process.fitness != Fitness::linear || process.imitation == Imitation::pairwise) return;
  if (process.selection > 1)
    throw Error("selection is " + rounded(process.selection) + "; with linear fitness it must be 0 to 1");
  if (1 - process.selection + process.selection * least < 0)
    throw Error(
        "with linear fitness, 1 − selection + selection · payoff must not be negative, but the least payoff is " +
        rounded(least) + "; a game whose payoffs are all greater by " +
        rounded(-least - (1 - process.selection) / process.selection) + " would do, or exponential fitness");
}

}  // namespace detente
