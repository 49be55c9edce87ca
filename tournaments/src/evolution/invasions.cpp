// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "evolution/invasions.hpp"

#include <cmath>
#include <limits>

#include <detente/numerics/exponential.hpp>
#include <detente/numerics/given_up.hpp>
#include <detente/populations/wright_fisher.hpp>

#include "evolution/each_watched.hpp"

namespace detente {
namespace {

/// How ln ρ changes with each payoff. Of a process that is no chain of single steps, over its standard error.
std::array<double, 4> slopes(const PairPayoffs& pair, const Process& process, const std::array<double, 4>& errors) {
  if (process.imitation != Imitation::wright_fisher) return ln_fixation_gradient(pair, process);
  constexpr std::array<double PairPayoffs::*, 4> kMembers{&PairPayoffs::aa, &PairPayoffs::ab, &PairPayoffs::ba,
                                                          &PairPayoffs::bb};
  std::array<double, 4> result{};
  for (std::size_t i = 0; i < kMembers.size(); ++i) {
    if (errors[i] == 0) continue;
    PairPayoffs more = pair;
    PairPayoffs less = pair;
    more.*kMembers[i] += errors[i];
    less.*kMembers[i] -= errors[i];
    result[i] = (ln_rho(more, process) - ln_rho(less, process)) / (2 * errors[i]);
  }
  return result;
}

/// The half width of the interval of ln ρ, from the errors of its four payoffs.
double ln_rho_error(const FieldPayoffs& payoffs, const Process& process, std::size_t mutant, std::size_t resident) {
  const UncertainPayoffs& known = payoffs.known;
  const double aa = known.error(mutant, mutant);
  const double ab = known.error(mutant, resident);
  const double ba = known.error(resident, mutant);
  const double bb = known.error(resident, resident);
  if (aa == 0 && ab == 0 && ba == 0 && bb == 0) return 0;
  const auto g = slopes(pair_payoffs(known.payoff, mutant, resident), process, {aa, ab, ba, bb});
  const double variance = g[0] * g[0] * aa * aa + g[1] * g[1] * ab * ab + g[2] * g[2] * ba * ba +
                          g[3] * g[3] * bb * bb + 2 * g[1] * g[2] * known.covariance(mutant, resident);
  return kNormal95 * std::sqrt(std::max(variance, 0.0));
}

Favour favoured(double ln_rho, double error, double ln_drift) {
  constexpr double kRounding = 1e-12;
  if (error > 0) {
    if (ln_rho - error > ln_drift) return Favour::yes;
    return ln_rho + error < ln_drift ? Favour::no : Favour::open;
  }
  if (std::abs(ln_rho - ln_drift) <= kRounding * std::max(1.0, std::abs(ln_drift))) return Favour::neutral;
  return ln_rho > ln_drift ? Favour::yes : Favour::no;
}

/// ρ, founders and times.
void add_fixation(const PairPayoffs& pair, const Process& process, MutantInvasion& result) {
  if (process.imitation != Imitation::wright_fisher) {
    const FixationTimes times = fixation_times(pair, process);
    result.ln_rho = ln_fixation(pair, process);
    result.founders = founders_needed(pair, process);
    result.ln_steps_until_absorbed = times.ln_until_absorbed;
    result.ln_steps_if_fixed = times.ln_if_fixed;
    return;
  }
  const WrightFisherFixation chain = wright_fisher_fixation(process, two_strategies(pair), 0, 1);
  result.ln_rho = chain.ln_rho[1];
  const double ln_n = ln_of(static_cast<double>(process.population));  // a generation is N steps
  for (std::int64_t founders = 1; founders < process.population && !result.founders; ++founders)
    if (chain.rho[static_cast<std::size_t>(founders)] >= 0.5) result.founders = founders;
  result.ln_steps_until_absorbed = ln_n + ln_of(chain.generations_until_absorbed[1]);
  result.ln_steps_if_fixed = chain.generations_if_fixed[1] ? ln_n + ln_of(*chain.generations_if_fixed[1]) : -kLnZero;
}

MutantInvasion invasion(const FieldPayoffs& payoffs, const Process& process, std::size_t mutant, std::size_t resident) {
  const PairPayoffs pair = pair_payoffs(payoffs.known.payoff, mutant, resident);
  MutantInvasion result;
  result.mutant = mutant;
  result.resident = resident;
  add_fixation(pair, process, result);
  result.ln_rho_error = ln_rho_error(payoffs, process, mutant, resident);
  result.favoured = favoured(result.ln_rho, result.ln_rho_error, -ln_of(static_cast<double>(process.population)));
  result.needs = thresholds(pair);
  return result;
}

}  // namespace

double ln_rho(const PairPayoffs& pair, const Process& process) {
  if (process.imitation != Imitation::wright_fisher) return ln_fixation(pair, process);
  return wright_fisher_fixation(process, two_strategies(pair), 0, 1).ln_rho[1];
}

std::vector<MutantInvasion> invasions(const FieldPayoffs& payoffs, const Process& process, int threads,
                                      const Watch& watch) {
  const std::size_t size = payoffs.known.payoff.size();
  std::vector<MutantInvasion> all(size * (size - 1));
  each_watched(size, threads, watch, [&](std::size_t resident) {
    std::size_t place = resident * (size - 1);
    for (std::size_t mutant = 0; mutant < size; ++mutant) {
      if (mutant == resident) continue;
      if (watch.stop && watch.stop()) throw GivenUp();
      all[place++] = invasion(payoffs, process, mutant, resident);
    }
  });
  return all;
}

LnRates fixation_of(const std::vector<MutantInvasion>& invasions, std::size_t strategies) {
  LnRates rates(strategies);
  for (const MutantInvasion& invasion : invasions) rates(invasion.resident, invasion.mutant) = invasion.ln_rho;
  return rates;
}

}  // namespace detente
