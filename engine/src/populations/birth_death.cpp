// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/birth_death.hpp"

#include <cmath>
#include <limits>

#include <detente/error.hpp>

namespace detente {
MixedPayoffs::MixedPayoffs(const PairPayoffs& payoffs, const Process& process)
    : population_(static_cast<double>(process.population)),
      own_(process.meets_itself ? 0 : 1),
      meetings_(population_ - own_),
      base_(payoffs.bb),
      a_(payoffs.aa - payoffs.bb),
      b_(payoffs.ab - payoffs.bb),
      c_(payoffs.ba - payoffs.bb),
      u_((a_ - b_) - c_),
      v_(population_ * b_ - own_ * a_) {}

BirthDeath::BirthDeath(const PairPayoffs& payoffs, const Process& process)
    : process_(process), payoffs_(payoffs, process) {
  if (process.imitation == Imitation::wright_fisher)
    throw Error("a Wright–Fisher population replaces all states at once; it is not a chain of single steps");
}

double BirthDeath::linear_fitness(double payoff) const {
  // What is let pass is below 0 by rounding only.
  return std::max(0.0, 1 - process_.selection + process_.selection * payoff);
}

double BirthDeath::ln_linear_ratio(double k) const {
  const double mutant = linear_fitness(payoffs_.mutant(k));
  const double resident = linear_fitness(payoffs_.resident(k));
  if (mutant == 0) return resident == 0 ? 0 : -kLnZero;
  return ln_of(resident) - ln_of(mutant);
}

StepChances BirthDeath::step(double k) const {
  const auto n = static_cast<double>(process_.population);
  if (process_.imitation == Imitation::pairwise) {
    const WideNumber meet(k * (n - k) / (n * (n - 1)));
    const WideNumber odds = WideNumber::of_ln(process_.selection * payoffs_.difference(k));
    const WideNumber sum = WideNumber(1.0) + odds;
    return {meet * (odds / sum), meet / sum};
  }
  WideNumber mutants;
  WideNumber residents;
  if (process_.fitness == Fitness::exponential) {
    mutants = WideNumber(k) * WideNumber::of_ln(process_.selection * payoffs_.difference(k));
    residents = WideNumber(n - k);
  } else {
    mutants = WideNumber(k * linear_fitness(payoffs_.mutant(k)));
    residents = WideNumber((n - k) * linear_fitness(payoffs_.resident(k)));
    if (mutants.is_zero() && residents.is_zero()) {  // drift
      mutants = WideNumber(k);
      residents = WideNumber(n - k);
    }
  }
  const WideNumber all = mutants + residents;
  return {mutants / all * WideNumber((n - k) / n), residents / all * WideNumber(k / n)};
}

}  // namespace detente
