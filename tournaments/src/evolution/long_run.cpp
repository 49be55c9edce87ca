// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/evolution/long_run.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <detente/numerics/exponential.hpp>

#include "evolution/each_watched.hpp"
#include "evolution/invasions.hpp"

namespace detente {
namespace {

MutantChances mutants_of(const LongRunQuestion& question, std::size_t strategies) {
  return question.mutants ? *question.mutants : uniform_mutants(strategies);
}

/// Mean of something at home, by long-run share.
double mean_at_home(const PayoffMatrix& values, const std::vector<double>& shares) {
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) sum += shares[i] * values(i, i);
  return sum;
}

std::vector<double> shares_of(const std::vector<double>& ln_shares) {
  std::vector<double> shares;
  for (const double ln : ln_shares) shares.push_back(exp_of(ln));
  return shares;
}

/// The ends of the middle 95 % of some values, between which they lie in order.
Interval middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double chance) {
    const double place = chance * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
  };
  return {at(0.025), at(0.975)};
}

/// Whether any payoff of the two was sampled.
bool is_uncertain(const UncertainPayoffs& known, std::size_t mutant, std::size_t resident) {
  return known.error(mutant, mutant) > 0 || known.error(mutant, resident) > 0 || known.error(resident, mutant) > 0 ||
         known.error(resident, resident) > 0;
}

/// Intervals of shares and peace, over matrices that sampled payoffs allow.
void add_intervals(const FieldPayoffs& payoffs, const LongRunQuestion& question, int threads, const Watch& watch,
                   LongRun& world) {
  const std::size_t size = payoffs.known.payoff.size();
  const auto draws = static_cast<std::size_t>(question.draws);
  std::vector<std::vector<double>> shares(draws);
  const MutantChances mutants = mutants_of(question, size);
  const LnRates fixation = fixation_of(world.invasions, size);
  each_watched(draws, threads, {.progress = {}, .stop = watch.stop}, [&](std::size_t draw) {
    const PayoffMatrix drawn = drawn_payoffs(payoffs.known, question.seed, draw);
    LnRates rates(size);
    for (std::size_t resident = 0; resident < size; ++resident)
      for (std::size_t mutant = 0; mutant < size; ++mutant)
        if (mutant != resident)
          rates(resident, mutant) = is_uncertain(payoffs.known, mutant, resident)
                                        ? ln_rho(pair_payoffs(drawn, mutant, resident), question.process)
                                        : fixation(resident, mutant);
    shares[draw] = shares_of(ln_long_run_shares(invasion_rates(rates, mutants)));
  });
  std::vector<double> peace(draws);
  for (std::size_t draw = 0; draw < draws; ++draw) peace[draw] = mean_at_home(payoffs.peace, shares[draw]);
  world.peace_interval = middle(peace);
  for (std::size_t i = 0; i < size; ++i) {
    std::vector<double> own(draws);
    for (std::size_t draw = 0; draw < draws; ++draw) own[draw] = shares[draw][i];
    world.strategies[i].share = middle(own);
  }
}

/// Whether mutants are favoured at each home.
void add_entries(LongRun& world) {
  for (const MutantInvasion& invasion : world.invasions) {
    LongRunStrategy& home = world.strategies[invasion.resident];
    if (invasion.favoured == Favour::yes) {
      home.entered_by.push_back(invasion.mutant);
      home.robust = Favour::no;
    } else if (invasion.favoured == Favour::open && home.robust == Favour::yes) {
      home.robust = Favour::open;
    }
  }
}

std::vector<bool> peaceful(const FieldPayoffs& payoffs) {
  std::vector<bool> is_peaceful(payoffs.peace.size());
  for (std::size_t i = 0; i < is_peaceful.size(); ++i) is_peaceful[i] = payoffs.peace(i, i) > kPeaceful;
  return is_peaceful;
}

/// ln of the mutants from hostile worlds to peace.
double ln_to_peace(const LnRates& rates, const std::vector<std::size_t>& hostile,
                   const std::vector<bool>& is_peaceful) {
  std::vector<double> start(rates.size(), kLnZero);
  for (const std::size_t one : hostile) start[one] = 0;
  return ln_mutants_until(rates, start, is_peaceful);
}

/// The same without one strategy: its mutants do not arise, the others all the more.
double ln_to_peace_without(std::size_t left_out, const LnRates& fixation, const MutantChances& mutants,
                           const std::vector<std::size_t>& hostile, const std::vector<bool>& is_peaceful) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < fixation.size(); ++i)
    if (i != left_out) kept.push_back(i);
  LnRates rates(kept.size());
  std::vector<bool> target(kept.size());
  std::vector<std::size_t> start;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    target[i] = is_peaceful[kept[i]];
    if (std::find(hostile.begin(), hostile.end(), kept[i]) != hostile.end()) start.push_back(i);
    double supply = 0;
    for (const std::size_t mutant : kept) supply += mutants(kept[i], mutant);
    for (std::size_t j = 0; j < kept.size(); ++j)
      if (i != j && supply > 0) rates(i, j) = fixation(kept[i], kept[j]) + ln_of(mutants(kept[i], kept[j]) / supply);
  }
  return ln_to_peace(rates, start, target);
}

void add_passages(const FieldPayoffs& payoffs, const LongRunQuestion& question, const LnRates& fixation,
                  const std::vector<double>& ln_shares, int threads, LongRun& world) {
  const std::size_t size = fixation.size();
  const std::vector<bool> is_peaceful = peaceful(payoffs);
  const bool has_peace = std::find(is_peaceful.begin(), is_peaceful.end(), true) != is_peaceful.end();
  std::vector<std::size_t> hostile;  // those at home in war
  for (const std::size_t one : question.hostile)
    if (!is_peaceful[one]) hostile.push_back(one);
  if (!has_peace) return;
  const MutantChances mutants = mutants_of(question, size);
  const LnRates rates = invasion_rates(fixation, mutants);
  if (std::find(is_peaceful.begin(), is_peaceful.end(), false) != is_peaceful.end()) {
    std::vector<double> start = ln_shares;
    std::vector<bool> is_war(size);
    for (std::size_t i = 0; i < size; ++i) {
      is_war[i] = !is_peaceful[i];
      if (is_war[i]) start[i] = kLnZero;
    }
    if (std::any_of(start.begin(), start.end(), [](double ln) { return ln != kLnZero; }))
      world.ln_to_war = ln_mutants_until(rates, start, is_war);
  }
  if (hostile.empty()) return;
  world.ln_to_peace = ln_to_peace(rates, hostile, is_peaceful);
  // To the peaceful world that is found most often: others may be on the way there, or to war again.
  std::vector<bool> is_end(size);
  std::size_t longest = size;
  for (std::size_t i = 0; i < size; ++i)
    if (is_peaceful[i] && (longest == size || ln_shares[i] > ln_shares[longest])) longest = i;
  is_end[longest] = true;
  world.way_out = likeliest_way(rates, hostile.front(), is_end);
  if (size > kMostLeftOut) return;
  each_watched(size, threads, {}, [&](std::size_t i) {
    if (std::find(question.hostile.begin(), question.hostile.end(), i) == question.hostile.end())
      world.strategies[i].ln_to_peace_without = ln_to_peace_without(i, fixation, mutants, hostile, is_peaceful);
  });
}

}  // namespace

LongRun solve_long_run(const FieldPayoffs& payoffs, const LongRunQuestion& question, int threads, const Watch& watch) {
  require_process(question.process, payoffs.known.payoff);
  const std::size_t size = payoffs.known.payoff.size();
  LongRun world;
  world.invasions = invasions(payoffs, question.process, threads, watch);
  const LnRates fixation = fixation_of(world.invasions, size);
  const LnRates rates = invasion_rates(fixation, mutants_of(question, size));
  std::vector<double> ln_shares = ln_long_run_shares(rates);
  if (question.mutation) {
    world.law = solve_mutation(payoffs,
                               {.process = question.process,
                                .mutation = *question.mutation,
                                .mutants = question.mutants,
                                .state_limit = question.state_limit,
                                .seed = question.seed},
                               threads, watch);
    ln_shares = world.law->ln_share;
  }
  const std::vector<double> shares = shares_of(ln_shares);
  double squares = 0;
  for (std::size_t i = 0; i < size; ++i) {
    squares += shares[i] * shares[i];
    world.strategies.push_back({.ln_share = ln_shares[i],
                                .share = {},
                                .payoff_at_home = payoffs.known.payoff(i, i),
                                .peace_at_home = payoffs.peace(i, i)});
  }
  world.effective_strategies = 1 / squares;
  world.peace = mean_at_home(payoffs.peace, shares);
  world.cooperation = mean_at_home(payoffs.cooperation, shares);
  world.payoff = mean_at_home(payoffs.known.payoff, shares);
  if (world.law) {  // then states of several strategies meet
    world.peace = world.law->peace;
    world.cooperation = world.law->cooperation;
    world.payoff = world.law->payoff;
  }
  world.ln_longest_absorption = kLnZero;
  LnRates favoured(size);
  for (const MutantInvasion& invasion : world.invasions) {
    world.ln_longest_absorption = std::max(world.ln_longest_absorption, invasion.ln_steps_until_absorbed);
    if (invasion.favoured == Favour::yes) favoured(invasion.resident, invasion.mutant) = invasion.ln_rho;
  }
  world.closed_classes = closed_classes(favoured, kLnZero);
  add_entries(world);
  for (const std::size_t hostile : question.hostile)
    for (const MutantInvasion& invasion : world.invasions)
      if (invasion.resident == hostile) {
        std::optional<double>& topple = world.strategies[invasion.mutant].toppling_share;
        topple = std::min(topple.value_or(1), invasion.needs.toppling_share);
      }
  add_passages(payoffs, question, fixation, ln_shares, threads, world);
  if (payoffs.sampled > 0 && question.draws > 1 && !question.mutation)
    add_intervals(payoffs, question, threads, watch, world);
  return world;
}

std::vector<SmallWorld> small_worlds(const LongRun& known, const FieldPayoffs& payoffs, const LongRunQuestion& question,
                                     const std::vector<std::size_t>& trusting, std::size_t most_of_two) {
  std::vector<std::size_t> base = question.hostile;
  for (const std::size_t one : trusting)
    if (std::find(base.begin(), base.end(), one) == base.end()) base.push_back(one);
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < payoffs.known.payoff.size(); ++i)
    if (std::find(base.begin(), base.end(), i) == base.end()) others.push_back(i);
  const LnRates fixation = fixation_of(known.invasions, payoffs.known.payoff.size());
  const auto peace_with = [&](const std::vector<std::size_t>& joining) {
    std::vector<std::size_t> world = base;
    world.insert(world.end(), joining.begin(), joining.end());
    std::sort(world.begin(), world.end());
    if (world.size() == 1) return payoffs.peace(world[0], world[0]);
    LnRates rates(world.size());
    for (std::size_t i = 0; i < world.size(); ++i)
      for (std::size_t j = 0; j < world.size(); ++j)
        if (i != j) rates(i, j) = fixation(world[i], world[j]);
    const std::vector<double> shares = ln_long_run_shares(rates);
    double peace = 0;
    for (std::size_t i = 0; i < world.size(); ++i) peace += exp_of(shares[i]) * payoffs.peace(world[i], world[i]);
    return peace;
  };
  std::vector<SmallWorld> all{{.breakers = {}, .peace = peace_with({})}};
  for (const std::size_t one : others) all.push_back({.breakers = {one}, .peace = peace_with({one})});
  if (payoffs.known.payoff.size() <= most_of_two)
    for (std::size_t i = 0; i < others.size(); ++i)
      for (std::size_t j = i + 1; j < others.size(); ++j)
        all.push_back({.breakers = {others[i], others[j]}, .peace = peace_with({others[i], others[j]})});
  return all;
}

}  // namespace detente
