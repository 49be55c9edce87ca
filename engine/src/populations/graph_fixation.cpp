// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/graph_fixation.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include <detente/error.hpp>

#include "numerics/elimination.hpp"
#include "populations/graph_fitness.hpp"

namespace detente {
namespace {

Placement placement_of(std::size_t bits, std::size_t nodes) {
  Placement placed(nodes);
  for (std::size_t node = 0; node < nodes; ++node) placed[node] = (bits >> node & 1) != 0;
  return placed;
}

}  // namespace

void require_placement(const PopulationGraph& graph, const Placement& placed) {
  if (placed.size() != graph.size())
    throw Error("a placement has " + std::to_string(placed.size()) + " nodes and its graph " +
                std::to_string(graph.size()) + "; they must be the same");
}

void require_start(const PopulationGraph& graph, const Placement& start) {
  require_placement(graph, start);
  const auto mutants = static_cast<std::size_t>(std::count(start.begin(), start.end(), true));
  if (mutants == 0 || mutants == graph.size())
    throw Error("of " + std::to_string(graph.size()) + " nodes " + std::to_string(mutants) +
                " have mutants at the start; there must be mutants and residents");
}

void require_on_graph(const PopulationGraph& graph, const PairPayoffs& payoffs, const StructuredProcess& process) {
  const std::vector<double> weight = degrees(graph);
  const auto [least, most] = std::minmax_element(weight.begin(), weight.end());
  require_structured(process, payoffs, *least, *most);
}

Placement founders_together(const PopulationGraph& graph, std::size_t founders, std::size_t from) {
  if (founders < 1 || founders >= graph.size())
    throw Error("founders are " + std::to_string(founders) + "; in a graph of " + std::to_string(graph.size()) +
                " nodes they must be 1 to " + std::to_string(graph.size() - 1));
  if (from >= graph.size())
    throw Error("founders begin at node " + std::to_string(from) + "; it must be below " +
                std::to_string(graph.size()));
  Placement placed(graph.size());
  std::vector<std::size_t> order{from};
  placed[from] = true;
  for (std::size_t at = 0; order.size() < founders; ++at)
    for (const GraphNeighbour& next : graph.neighbours[order[at]]) {
      if (placed[next.node] || order.size() == founders) continue;
      placed[next.node] = true;
      order.push_back(next.node);
    }
  return placed;
}

Placement founders_block(const PopulationGraph& graph, std::size_t block) {
  if (!graph.torus) throw Error("a block of founders needs a torus, as torus:RxC");
  if (block < 1 || block > std::min(graph.torus->rows, graph.torus->columns) || block * block >= graph.size())
    throw Error("a block of " + std::to_string(block) + " by " + std::to_string(block) +
                " founders is not on a torus of " + std::to_string(graph.torus->rows) + " by " +
                std::to_string(graph.torus->columns) + "; it must be at least 1, fit, and leave residents");
  Placement placed(graph.size());
  for (std::size_t row = 0; row < block; ++row)
    for (std::size_t column = 0; column < block; ++column) placed[row * graph.torus->columns + column] = true;
  return placed;
}

void add_change_chances(const GraphFitness& fitness, const StructuredProcess& process, std::vector<double>& weights,
                        std::vector<double>& chances) {
  const PopulationGraph& graph = fitness.graph();
  const auto nodes = static_cast<double>(graph.size());
  double most = -std::numeric_limits<double>::infinity();
  double all = 0;
  const bool is_birth_death = process.update == StructureUpdate::birth_death;
  if (is_birth_death) {
    for (std::size_t i = 0; i < graph.size(); ++i) most = std::max(most, fitness.ln_fitness(i));
    for (std::size_t i = 0; i < graph.size(); ++i) all += exp_of(fitness.ln_fitness(i) - most);
  }
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const std::vector<GraphNeighbour>& around = graph.neighbours[i];
    const bool is_mixed = std::any_of(around.begin(), around.end(), [&](const GraphNeighbour& next) {
      return fitness.is_mutant(next.node) != fitness.is_mutant(i);
    });
    if (!is_mixed) continue;
    if (is_birth_death) {
      const double share = std::isinf(most) ? 1 / nodes : exp_of(fitness.ln_fitness(i) - most) / all;
      for (const GraphNeighbour& next : around)
        if (fitness.is_mutant(next.node) != fitness.is_mutant(i))
          chances[next.node] += share * (next.weight / fitness.degree(i));
    } else if (process.update == StructureUpdate::death_birth) {
      weights_by_fitness(fitness, i, weights);
      double sum = 0;
      double other = 0;
      for (std::size_t n = 0; n < around.size(); ++n) {
        sum += weights[n];
        if (fitness.is_mutant(around[n].node) != fitness.is_mutant(i)) other += weights[n];
      }
      chances[i] = other / sum / nodes;
    } else {
      for (const GraphNeighbour& next : around)
        if (fitness.is_mutant(next.node) != fitness.is_mutant(i))
          chances[i] += next.weight / fitness.degree(i) / nodes /
                        (1 + exp_of(-process.selection * (fitness.payoff(next.node) - fitness.payoff(i))));
    }
  }
}

std::vector<double> change_chances(const PopulationGraph& graph, const PairPayoffs& payoffs,
                                   const StructuredProcess& process, const Placement& placed) {
  require_placement(graph, placed);
  require_on_graph(graph, payoffs, process);
  GraphFitness fitness(graph, payoffs, process);
  fitness.place(placed);
  std::vector<double> weights;
  std::vector<double> chances(graph.size());
  add_change_chances(fitness, process, weights, chances);
  return chances;
}

ExactTakeover exact_takeover(const PopulationGraph& graph, const PairPayoffs& payoffs, const StructuredProcess& process,
                             const Placement& start, const std::function<bool()>& give_up) {
  const std::size_t nodes = graph.size();
  if (nodes > kMostExactNodes)
    throw Error("a graph of " + std::to_string(nodes) + " nodes is too large for the chain of all placements; it may " +
                "have at most " + std::to_string(kMostExactNodes));
  require_start(graph, start);
  require_on_graph(graph, payoffs, process);
  const std::size_t all = std::size_t{1} << nodes;
  // By number of mutants, of which one step changes one: the matrix is a band.
  std::vector<std::size_t> placements;
  for (std::size_t bits = 1; bits + 1 < all; ++bits) placements.push_back(bits);
  std::stable_sort(placements.begin(), placements.end(),
                   [](std::size_t x, std::size_t y) { return std::popcount(x) < std::popcount(y); });
  std::vector<Eigen::Index> place(all);
  for (std::size_t i = 0; i < placements.size(); ++i) place[placements[i]] = static_cast<Eigen::Index>(i);
  const auto count = static_cast<Eigen::Index>(placements.size());
  Elimination::Matrix chances = Elimination::Matrix::Zero(count, count);
  std::vector<double> escape(placements.size());
  std::vector<double> wins(placements.size());
  GraphFitness fitness(graph, payoffs, process);
  std::vector<double> weights;
  std::vector<double> change(nodes);
  for (std::size_t i = 0; i < placements.size(); ++i) {
    fitness.place(placement_of(placements[i], nodes));
    std::fill(change.begin(), change.end(), 0.0);
    add_change_chances(fitness, process, weights, change);
    for (std::size_t node = 0; node < nodes; ++node) {
      const std::size_t next = placements[i] ^ std::size_t{1} << node;
      if (next == 0 || next == all - 1) {
        escape[i] += change[node];
        if (next != 0) wins[i] += change[node];
      } else {
        chances(static_cast<Eigen::Index>(i), place[next]) = change[node];
      }
    }
  }
  std::size_t bits = 0;
  for (std::size_t node = 0; node < nodes; ++node) bits |= std::size_t{start[node]} << node;
  std::vector<double> from(placements.size());
  from[static_cast<std::size_t>(place[bits])] = 1;
  const std::vector<double> visits = Elimination(std::move(chances), escape, give_up).visits(from);
  ExactTakeover result;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    result.chance += visits[i] * wins[i];
    result.steps += visits[i];
  }
  return result;
}

}  // namespace detente
