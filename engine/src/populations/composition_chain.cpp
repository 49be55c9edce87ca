// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <string>

#include <detente/error.hpp>
#include <detente/populations/composition_chain.hpp>
#include <detente/text/text.hpp>

#include "populations/composition_chain_elimination.hpp"
#include "populations/composition_chain_order.hpp"
#include "populations/composition_chain_pair.hpp"
#include "populations/composition_chain_steps.hpp"

namespace detente {
namespace {

void add_single_changes(PopulationStep& step, const CompositionOrder& order, std::size_t state,
                        const BandedChain::Add& add) {
  Composition at = order[state];
  step.look(at);
  for (std::size_t before = 0; before < at.size(); ++before) {
    if (at[before] == 0) continue;
    for (std::size_t after = 0; after < at.size(); ++after) {
      if (after == before) continue;
      const WideNumber chance = step.chance(before, after);
      if (chance.is_zero()) continue;
      --at[before];
      ++at[after];
      add(order.place(at), chance);
      ++at[before];
      --at[after];
    }
  }
}

/// All states are replaced at once: the multinomial law, p^c / c! for each strategy.
void add_generations(PopulationStep& step, const CompositionOrder& order, std::size_t state,
                     const BandedChain::Add& add) {
  step.look(order[state]);
  std::vector<std::vector<WideNumber>> factors;
  for (const WideNumber& chance : step.offspring()) {
    std::vector<WideNumber>& powers = factors.emplace_back(1, WideNumber(1));
    const auto population = static_cast<std::size_t>(order[0].back());
    for (std::size_t states = 1; states <= population; ++states)
      powers.push_back(powers.back() * chance / WideNumber(static_cast<double>(states)));
  }
  std::vector<WideNumber> next(order.size());
  WideNumber sum;
  for (std::size_t to = 0; to < order.size(); ++to) {
    next[to] = WideNumber(1);
    for (std::size_t i = 0; i < factors.size(); ++i) next[to] *= factors[i][static_cast<std::size_t>(order[to][i])];
    sum += next[to];
  }
  for (std::size_t to = 0; to < order.size(); ++to)
    if (to != state && !next[to].is_zero()) add(to, next[to] / sum);
}

CompositionLaw summed(const Process& process, const CompositionOrder& order, const std::vector<WideNumber>& shares,
                      bool wants_law) {
  const std::size_t strategies = order[0].size();
  const auto population = static_cast<double>(process.population);
  const double met = process.meets_itself ? population : population - 1;
  CompositionLaw result;
  std::vector<WideNumber> mean(strategies);
  result.meetings.assign(strategies, std::vector<double>(strategies, 0.0));
  for (std::size_t state = 0; state < order.size(); ++state) {
    const double share = shares[state].value();
    for (std::size_t i = 0; i < strategies; ++i) {
      const auto states = static_cast<double>(order[state][i]);
      if (states == 0) continue;
      mean[i] += shares[state] * WideNumber(states / population);
      for (std::size_t j = 0; j < strategies; ++j) {
        const double others = static_cast<double>(order[state][j]) - (i == j && !process.meets_itself ? 1 : 0);
        result.meetings[i][j] += share * (states / population) * (others / met);
      }
    }
    if (wants_law) result.law.push_back({order[state], share});
  }
  for (std::size_t i = 0; i < strategies; ++i) {
    Composition alone(strategies, 0);
    alone[i] = process.population;
    const WideNumber all = shares[order.place(alone)];
    result.mean_share.push_back(mean[i].value());
    result.ln_mean_share.push_back(mean[i].ln());
    result.monomorphic.push_back(all.value());
    result.ln_monomorphic.push_back(all.ln());
    result.all_monomorphic += all.value();
  }
  return result;
}

std::string too_many(const Process& process, std::size_t strategies, const ChainCost& cost, std::int64_t most_states) {
  const std::string states =
      cost.states ? grouped(static_cast<std::uint64_t>(*cost.states)) : "more than 9,000,000,000,000,000,000";
  return "too many states for the chain: a population of " + std::to_string(process.population) + " with " +
         std::to_string(strategies) + " strategies has " + states + " compositions, which take " +
         rounded(cost.operations) + " operations; at most " + grouped(static_cast<std::uint64_t>(most_states)) +
         " compositions and 100,000,000,000 operations are allowed; a smaller population, fewer strategies, the limit "
         "of rare mutation or a sampled population would do";
}

}  // namespace

CompositionLaw composition_law(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                               const ChainRequest& request) {
  require_process(process, payoffs);
  require_mutation(mutation, payoffs.size());
  require_selection(process, payoffs);
  const ChainCost cost = chain_cost(process, payoffs.size(), request.most_states);
  if (!cost.is_possible) throw Error(too_many(process, payoffs.size(), cost, request.most_states));
  if (payoffs.size() == 2 && process.imitation != Imitation::wright_fisher)
    return composition_law_of_two(process, payoffs, mutation, request);
  const CompositionOrder order(process.population, payoffs.size());
  PopulationStep step(process, payoffs, mutation);
  const bool is_wright_fisher = process.imitation == Imitation::wright_fisher;
  BandedChain chain;
  chain.lowest = is_wright_fisher ? std::vector<std::size_t>(order.size(), 0) : order.lowest();
  chain.rates = [&](std::size_t state, const BandedChain::Add& add) {
    is_wright_fisher ? add_generations(step, order, state, add) : add_single_changes(step, order, state, add);
  };
  return summed(process, order, stationary_shares(chain, request.give_up), request.wants_law);
}

}  // namespace detente
