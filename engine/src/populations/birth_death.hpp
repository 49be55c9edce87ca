// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/populations/fixation.hpp>

#include "numerics/wide_number.hpp"
#include "populations/quadratic_sum.hpp"

namespace detente {

/// Mean payoffs per round in a population of k mutants and N − k residents, k = 1 … N − 1. Residents' payoff against
/// each other is taken off all payoffs, which changes no difference and keeps digits.
class MixedPayoffs {
 public:
  MixedPayoffs(const PairPayoffs& payoffs, const Process& process);
  /// The mutant's payoff less the resident's: (u k + v) / meetings.
  double difference(double k) const { return (u_ * k + v_) / meetings_; }
  double mutant(double k) const { return ((k - own_) * a_ + (population_ - k) * b_) / meetings_ + base_; }
  double resident(double k) const { return (k * c_) / meetings_ + base_; }
  /// E_k of a selection β.
  QuadraticExponents exponents(double selection) const {
    return {selection * u_ / (2 * meetings_), selection * v_ / meetings_};
  }

 private:
  double population_;
  double own_;       // 1 where a state does not meet itself
  double meetings_;  // N − 1, or N
  double base_;      // the payoff of residents against each other
  double a_;         // the others, less that
  double b_;
  double c_;
  double u_;
  double v_;
};

/// The chances that a step adds a mutant (up) or removes one (down).
struct StepChances {
  WideNumber up;
  WideNumber down;
};

/// A population of two strategies that changes by one state at a time.
class BirthDeath {
 public:
  BirthDeath(const PairPayoffs& payoffs, const Process& process);
  /// With k mutants, 1 … N − 1.
  StepChances step(double k) const;
  /// T⁻/T⁺ with k mutants of linear fitness, as a logarithm: +∞ where no mutant can be added, 0 where all have fitness
  /// 0.
  double ln_linear_ratio(double k) const;

 private:
  /// The weight by which a state is drawn as a parent.
  double linear_fitness(double payoff) const;

  Process process_;
  MixedPayoffs payoffs_;
};

}  // namespace detente
