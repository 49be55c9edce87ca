// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/composition_chain.hpp>
#include <detente/text/text.hpp>

#include "numerics/communicating_classes.hpp"

namespace detente {
namespace {

constexpr double kRowTolerance = 1e-9;  // of a row's sum

bool leads_everywhere(const StrategyPairs& mutants) {
  Graph graph;
  for (const std::vector<double>& row : mutants) {
    for (std::size_t to = 0; to < row.size(); ++to)
      if (row[to] > 0) graph.to.push_back(static_cast<std::uint32_t>(to));
    graph.end_node();
  }
  return communicating_classes(graph).members.size() == 1;
}

}  // namespace

void require_mutation(const Mutation& mutation, std::size_t strategies) {
  if (!(mutation.rate > 0 && mutation.rate <= 1))
    throw Error("the mutation rate is " + rounded(mutation.rate) + "; it must be above 0 and at most 1");
  if (strategies < 2) throw Error("a population with mutation needs at least two strategies");
  if (mutation.mutants.empty()) return;
  if (mutation.mutants.size() != strategies)
    throw Error("mutants are given for " + std::to_string(mutation.mutants.size()) + " strategies of " +
                std::to_string(strategies) + "; there must be a row for each");
  for (std::size_t i = 0; i < strategies; ++i) {
    const std::vector<double>& row = mutation.mutants[i];
    const std::string name = "row " + std::to_string(i + 1) + " of the mutants ";
    if (row.size() != strategies)
      throw Error(name + "has " + std::to_string(row.size()) + " numbers; there must be one for each of " +
                  std::to_string(strategies) + " strategies");
    double sum = 0;
    for (const double chance : row) {
      if (!(chance >= 0 && chance <= 1)) throw Error(name + "has " + rounded(chance) + "; chances lie in 0…1");
      sum += chance;
    }
    if (row[i] != 0) throw Error(name + "has a mutant of its own strategy; the diagonal must be 0");
    if (std::abs(sum - 1) > kRowTolerance) throw Error(name + "adds up to " + rounded(sum) + "; it must be 1");
  }
  if (!leads_everywhere(mutation.mutants))
    throw Error("some strategies never come from others by mutation; mutants must lead from every one to every other");
}

std::optional<std::int64_t> compositions(std::int64_t population, std::size_t strategies) {
  if (strategies == 0 || population < 0) return std::nullopt;
  // C(N + k, k) = C(N + k − 1, k − 1) · (N + k) / k, each a whole number; with the smaller of n − 1 and N as the last
  // k.
  const auto others = static_cast<std::uint64_t>(strategies - 1);
  const auto states = static_cast<std::uint64_t>(population);
  const std::uint64_t least = std::min(others, states);
  const std::uint64_t most = std::max(others, states);
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::uint64_t result = 1;
  for (std::uint64_t k = 1; k <= least; ++k) {
    if (most > kMost - k) return std::nullopt;
    // (r · f) / k without the product: r = q k + rest.
    const std::uint64_t factor = most + k;
    const std::uint64_t quotient = result / k;
    const std::uint64_t rest = result % k;
    if (quotient > 0 && factor > kMost / quotient) return std::nullopt;
    if (rest > 0 && factor > kMost / rest) return std::nullopt;
    const std::uint64_t more = rest * factor / k;
    if (quotient * factor > kMost - more) return std::nullopt;
    result = quotient * factor + more;
  }
  return static_cast<std::int64_t>(result);
}

ChainCost chain_cost(const Process& process, std::size_t strategies, std::int64_t most_states) {
  ChainCost cost;
  cost.states = compositions(process.population, strategies);
  const auto double_of = [](const std::optional<std::int64_t>& states) {
    return states ? static_cast<double>(*states) : std::numeric_limits<double>::infinity();
  };
  const double states = double_of(cost.states);
  if (strategies == 2 && process.imitation != Imitation::wright_fisher) {
    cost.operations = states;
    cost.is_possible = true;
    return cost;
  }
  // A state that leaves the first strategy for the last passes all compositions of the others.
  const bool leads_everywhere_at_once = process.imitation == Imitation::wright_fisher;
  const double band =
      leads_everywhere_at_once || strategies < 2 ? states : double_of(compositions(process.population, strategies - 1));
  cost.operations = states * band * band;
  cost.is_possible = states <= static_cast<double>(most_states) && cost.operations <= kMostChainOperations;
  return cost;
}

}  // namespace detente
