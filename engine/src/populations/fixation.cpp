// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/fixation.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <detente/error.hpp>

#include "populations/birth_death.hpp"

namespace detente {
namespace {

bool is_quadratic(const Process& process) {
  return process.imitation == Imitation::pairwise ||
         (process.imitation == Imitation::moran && process.fitness == Fitness::exponential);
}

/// ln Σ_{k<m} e^{E_k} for m = 1 … N at [m − 1], counted from the last number of mutants below which none can be added;
/// −∞ for those below it.
std::vector<double> ln_partial_sums(const BirthDeath& chain, std::int64_t population) {
  std::vector<double> sums(static_cast<std::size_t>(population));
  WideNumber sum(1.0);
  double exponent = 0;
  for (std::int64_t k = 1; k < population; ++k) {
    const double ratio = chain.ln_linear_ratio(static_cast<double>(k));
    if (ratio == -kLnZero) {
      std::fill(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(k), kLnZero);
      sum = WideNumber(1.0);
      exponent = 0;
    } else {
      exponent += ratio;
      sum = sum + WideNumber::of_ln(exponent);
    }
    sums[static_cast<std::size_t>(k)] = sum.ln();
  }
  return sums;
}

/// −Σ q_k ∂E_k, where E_k sums ln(f_B / f_A) and f = 1 − selection + selection · payoff.
std::array<double, 4> linear_gradient(const PairPayoffs& payoffs, const Process& process) {
  const BirthDeath chain(payoffs, process);
  const MixedPayoffs mixed(payoffs, process);
  const double own = process.meets_itself ? 0 : 1;
  const auto n = static_cast<double>(process.population);
  const double meetings = n - own;
  std::vector<double> exponents{0};
  WideNumber sum(1.0);
  for (double k = 1; k < n; ++k) {
    exponents.push_back(exponents.back() + chain.ln_linear_ratio(k));
    sum = sum + WideNumber::of_ln(exponents.back());
  }
  const double all = sum.ln();
  std::array<double, 4> slope{};  // ∂E_k
  std::array<double, 4> gradient{};
  for (double k = 1; k < n; ++k) {
    const double mutant = process.selection / (1 - process.selection + process.selection * mixed.mutant(k));
    const double resident = process.selection / (1 - process.selection + process.selection * mixed.resident(k));
    slope[0] -= mutant * (k - own) / meetings;
    slope[1] -= mutant * (n - k) / meetings;
    slope[2] += resident * k / meetings;
    slope[3] += resident * (n - k - own) / meetings;
    const double weight = exp_of(exponents[static_cast<std::size_t>(k)] - all);
    for (std::size_t i = 0; i < 4; ++i) gradient[i] -= weight * slope[i];
  }
  return gradient;
}

/// Of linear fitness.
double ln_share_of_sums(const std::vector<double>& sums, std::int64_t founders) {
  return sums[static_cast<std::size_t>(founders - 1)] - sums.back();
}

}  // namespace

double ln_fixation(const PairPayoffs& payoffs, const Process& process, std::int64_t founders) {
  if (founders < 1 || founders > process.population)
    throw Error("founders are 1 to the population, not " + std::to_string(founders));
  if (founders == process.population) return 0;
  if (!is_quadratic(process))
    return ln_share_of_sums(ln_partial_sums(BirthDeath(payoffs, process), process.population), founders);
  const QuadraticExponents exponents = MixedPayoffs(payoffs, process).exponents(process.selection);
  const double all = ln_sum(exponents, process.population);
  return founders == 1 ? -all : ln_sum(exponents, founders) - all;
}

std::optional<std::int64_t> founders_needed(const PairPayoffs& payoffs, const Process& process) {
  const double half = ln_of(0.5);
  std::vector<double> sums;
  QuadraticExponents exponents;
  if (is_quadratic(process)) {
    exponents = MixedPayoffs(payoffs, process).exponents(process.selection);
  } else {
    sums = ln_partial_sums(BirthDeath(payoffs, process), process.population);
  }
  const double all = sums.empty() ? ln_sum(exponents, process.population) : 0;
  const auto suffice = [&](std::int64_t founders) {
    return (sums.empty() ? ln_sum(exponents, founders) - all : ln_share_of_sums(sums, founders)) >= half;
  };
  if (process.population < 2 || !suffice(process.population - 1)) return std::nullopt;
  std::int64_t few = 0;  // do not suffice
  std::int64_t enough = process.population - 1;
  while (enough - few > 1) {
    const std::int64_t middle = few + (enough - few) / 2;
    (suffice(middle) ? enough : few) = middle;
  }
  return enough;
}

std::array<double, 4> ln_fixation_gradient(const PairPayoffs& payoffs, const Process& process) {
  if (!is_quadratic(process)) return linear_gradient(payoffs, process);
  const QuadraticExponents exponents = MixedPayoffs(payoffs, process).exponents(process.selection);
  const double all = ln_sum(exponents, process.population);
  const double own = process.meets_itself ? 0 : 1;
  const auto n = static_cast<double>(process.population);
  const double rate = process.selection / (n - own);
  double first = 0;   // Σ q_k k
  double second = 0;  // Σ q_k k (k + 1) / 2
  for (std::int64_t at = 0; at < process.population; ++at) {
    const auto k = static_cast<double>(at);
    const double weight = exp_of(exponents(k) - all);
    first += weight * k;
    second += weight * (k * (k + 1) / 2);
  }
  // −Σ q ∂E, E_k = −rate (u k (k + 1) / 2 + v k), u = a − b − c + d, v = −own a + N b − (N − own) d
  return {rate * (second - own * first), rate * (n * first - second), -rate * second,
          rate * (second - (n - own) * first)};
}

FixationTimes fixation_times(const PairPayoffs& payoffs, const Process& process) {
  const BirthDeath chain(payoffs, process);
  const auto size = static_cast<std::size_t>(process.population);
  std::vector<StepChances> steps(size);  // [k], k from 1
  for (std::size_t k = 1; k < size; ++k) steps[k] = chain.step(static_cast<double>(k));
  // From `last` mutants downward none can be added, so that the population is lost; above, all is positive.
  std::size_t last = 0;
  for (std::size_t k = 1; k < size; ++k)
    if (steps[k].up.is_zero()) last = k;
  if (last == 0) {
    WideNumber sum(1.0);
    WideNumber product(1.0);
    std::vector<WideNumber> partial(size, WideNumber(1.0));  // Σ_{j<k} Π γ at [k − 1]
    for (std::size_t k = 1; k < size; ++k) {
      product = product * (steps[k].down / steps[k].up);
      sum = sum + product;
      partial[k] = sum;
    }
    WideNumber any;  // S_k = γ_k S_{k−1} + 1 / T⁺_k
    WideNumber won;  // the same with φ_k / T⁺_k
    WideNumber any_total;
    WideNumber won_total;
    for (std::size_t k = 1; k < size; ++k) {
      const WideNumber ratio = steps[k].down / steps[k].up;
      any = any * ratio + WideNumber(1.0) / steps[k].up;
      won = won * ratio + partial[k - 1] / sum / steps[k].up;
      any_total = any_total + any;
      won_total = won_total + won;
    }
    return {.ln_until_absorbed = (any_total / sum).ln(), .ln_if_fixed = won_total.ln()};
  }
  // The single mutant is lost: the mean time of a chain on 1 … last, which can only go down from `last`.
  WideNumber below;  // from k to k − 1, k = last … 1
  WideNumber total;
  for (std::size_t k = last; k > 0; --k) {
    below = WideNumber(1.0) / steps[k].down + (k == last ? WideNumber() : steps[k].up / steps[k].down * below);
    if (k == 1) total = below;
  }
  return {.ln_until_absorbed = total.ln(), .ln_if_fixed = -kLnZero};
}

Thresholds thresholds(const PairPayoffs& payoffs) {
  const double entry = payoffs.bb - payoffs.ab;
  const double home = payoffs.aa - payoffs.ba;
  const double assort = payoffs.aa - payoffs.ab;
  Thresholds result;
  result.entry_loss = entry;
  if (entry < 0 || (entry == 0 && home > 0))
    result.share = 0;
  else if (home > 0)
    result.share = entry / (entry + home);
  if (entry <= 0)
    result.cluster = 0;
  else if (assort >= entry)
    result.cluster = entry / assort;
  if (home > 0) result.toppling_share = entry > 0 ? home / (entry + home) : 1;
  if (payoffs.aa > payoffs.bb) result.sigma = (payoffs.ba - payoffs.ab) / (payoffs.aa - payoffs.bb);
  return result;
}

}  // namespace detente
