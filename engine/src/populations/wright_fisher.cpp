// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/wright_fisher.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"
#include "numerics/wide_number.hpp"
#include "populations/composition_chain_steps.hpp"

namespace detente {
namespace {

using Numbers = std::vector<WideNumber>;

/// The law of the next number of mutants, 0…N, after k: weights C(N, j) r^j, where r is the ratio of the chances to
/// descend from a mutant and from a resident.
Numbers next_generation(const Process& process, const PayoffMatrix& two, std::int64_t k) {
  const std::int64_t others = process.population - k;
  const double gain = payoff_in(process, two, {k, others}, 0);
  const double loss = payoff_in(process, two, {k, others}, 1);
  WideNumber mutants(static_cast<double>(k));
  WideNumber residents(static_cast<double>(others));
  if (process.fitness == Fitness::exponential) {
    mutants *= WideNumber::of_ln(process.selection * (gain - loss));
  } else {
    const auto fitness = [&](double payoff) {
      return std::max(0.0, 1 - process.selection + process.selection * (payoff + two(0, 0)));
    };
    const double of_mutants = fitness(gain);
    const double of_residents = fitness(loss);
    if (of_mutants > 0 || of_residents > 0) {
      mutants *= WideNumber(of_mutants);
      residents *= WideNumber(of_residents);
    }
  }
  const auto most = static_cast<std::size_t>(process.population);
  Numbers law(most + 1);
  if (residents.is_zero()) {
    law[most] = WideNumber(1);
    return law;
  }
  const WideNumber ratio = mutants / residents;
  law[0] = WideNumber(1);
  WideNumber sum = law[0];
  for (std::size_t j = 1; j <= most; ++j) {
    law[j] = law[j - 1] * ratio * WideNumber(static_cast<double>(most + 1 - j) / static_cast<double>(j));
    sum += law[j];
  }
  for (WideNumber& chance : law) chance /= sum;
  return law;
}

/// The numbers of mutants 1…N−1, of which all but the first few have been eliminated from the last to the first.
class Transients {
 public:
  Transients(const Process& process, const PayoffMatrix& two, const std::function<bool()>& give_up) {
    const auto most = static_cast<std::size_t>(process.population);
    for (std::size_t k = 0; k < most; ++k) {
      chances_.push_back(k == 0 ? Numbers(most + 1) : next_generation(process, two, static_cast<std::int64_t>(k)));
      fixes_.push_back(chances_[k][most]);
    }
    Numbers ends(most);
    for (std::size_t k = 1; k < most; ++k) ends[k] = chances_[k][0] + chances_[k][most];
    leave_.resize(most);
    for (std::size_t gone = most; gone-- > 1;) {
      if (give_up && gone % 16 == 0 && give_up()) throw GivenUp();
      WideNumber leave = ends[gone];
      for (std::size_t to = 1; to < gone; ++to) leave += chances_[gone][to];
      leave_[gone] = leave;
      for (std::size_t from = 1; from < gone; ++from) {
        const WideNumber visits = chances_[from][gone] /= leave;
        for (std::size_t to = 1; to < gone; ++to) chances_[from][to] += visits * chances_[gone][to];
        ends[from] += visits * ends[gone];
      }
    }
  }

  /// By number of mutants: the chance to become all in the next generation.
  const Numbers& fixes() const { return fixes_; }

  /// By number of mutants at the beginning: the expected sum of `gain` over all generations until absorption.
  Numbers sums(const Numbers& gain) const {
    Numbers result = gain;
    for (std::size_t gone = result.size(); gone-- > 1;)
      for (std::size_t from = 1; from < gone; ++from) result[from] += chances_[from][gone] * result[gone];
    for (std::size_t state = 1; state < result.size(); ++state) {
      for (std::size_t to = 1; to < state; ++to) result[state] += chances_[state][to] * result[to];
      result[state] /= leave_[state];
    }
    return result;
  }

 private:
  std::vector<Numbers> chances_;  // below the diagonal: to lower numbers; above it: expected visits from lower ones
  Numbers fixes_;
  Numbers leave_;  // chances to leave for lower numbers or for good
};

void require_two(const Process& process, const PayoffMatrix& payoffs, std::size_t mutant, std::size_t resident) {
  require_process(process, payoffs);
  require_selection(process, payoffs);
  if (process.imitation != Imitation::wright_fisher) throw Error("the process is not a Wright–Fisher process");
  if (process.population > kMostWrightFisher)
    throw Error("population is " + std::to_string(process.population) + "; the Wright–Fisher process takes at most " +
                grouped(static_cast<std::uint64_t>(kMostWrightFisher)) +
                " states, because its chain leads from every number of mutants to every other; moran would do");
  if (mutant >= payoffs.size() || resident >= payoffs.size() || mutant == resident)
    throw Error("mutant and resident are strategies " + std::to_string(mutant) + " and " + std::to_string(resident) +
                "; they must be two of 0 to " + std::to_string(payoffs.size() - 1));
}

}  // namespace

WrightFisherFixation wright_fisher_fixation(const Process& process, const PayoffMatrix& payoffs, std::size_t mutant,
                                            std::size_t resident, const std::function<bool()>& give_up) {
  require_two(process, payoffs, mutant, resident);
  PayoffMatrix two(2);
  two(0, 0) = payoffs(mutant, mutant);
  two(0, 1) = payoffs(mutant, resident);
  two(1, 0) = payoffs(resident, mutant);
  two(1, 1) = payoffs(resident, resident);
  const Transients transients(process, two, give_up);
  const std::size_t most = transients.fixes().size();
  const Numbers rho = transients.sums(transients.fixes());
  const Numbers absorbed = transients.sums(Numbers(most, WideNumber(1)));
  const Numbers fixed = transients.sums(rho);
  WrightFisherFixation result;
  for (std::size_t k = 0; k <= most; ++k) {
    const bool is_certain = k == most;
    const WideNumber chance = is_certain ? WideNumber(1) : k == 0 ? WideNumber() : rho[k];
    result.rho.push_back(chance.value());
    result.ln_rho.push_back(chance.ln());
    result.generations_until_absorbed.push_back(k == 0 || is_certain ? 0 : absorbed[k].value());
    result.generations_if_fixed.emplace_back();
    if (is_certain)
      result.generations_if_fixed.back() = 0;
    else if (!chance.is_zero())
      result.generations_if_fixed.back() = (fixed[k] / chance).value();
  }
  return result;
}

}  // namespace detente
