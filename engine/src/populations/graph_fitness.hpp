// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <detente/populations/graph_fixation.hpp>

#include "numerics/exponential.hpp"

namespace detente {

/// Payoffs and logarithms of fitness of the nodes of a graph, kept while nodes change.
class GraphFitness {
 public:
  GraphFitness(const PopulationGraph& graph, const PairPayoffs& payoffs, const StructuredProcess& process)
      : graph_(graph),
        pay_(payoffs),
        process_(process),
        degrees_(degrees(graph)),
        has_equal_weights_(detente::has_equal_weights(graph)),
        is_mutant_(graph.size()),
        mutant_neighbours_(graph.size()),
        payoffs_(graph.size()),
        ln_fitness_(graph.size()) {}

  void place(const Placement& placed) {
    is_mutant_.assign(placed.begin(), placed.end());
    std::fill(mutant_neighbours_.begin(), mutant_neighbours_.end(), 0);
    for (std::size_t i = 0; i < graph_.size(); ++i)
      for (const GraphNeighbour& next : graph_.neighbours[i]) mutant_neighbours_[i] += is_mutant_[next.node];
    for (std::size_t i = 0; i < graph_.size(); ++i) renew(i);
  }
  /// What changes is its own payoff and that of its neighbours.
  void change(std::size_t node) {
    is_mutant_[node] ^= 1;
    renew(node);
    for (const GraphNeighbour& next : graph_.neighbours[node]) {
      mutant_neighbours_[next.node] += is_mutant_[node] != 0 ? 1 : -1;
      renew(next.node);
    }
  }

  bool is_mutant(std::size_t node) const { return is_mutant_[node] != 0; }
  double payoff(std::size_t node) const { return payoffs_[node]; }
  double ln_fitness(std::size_t node) const { return ln_fitness_[node]; }
  double degree(std::size_t node) const { return degrees_[node]; }
  const PopulationGraph& graph() const { return graph_; }

 private:
  void renew(std::size_t node) {
    const double with_mutant = is_mutant_[node] != 0 ? pay_.aa : pay_.ba;
    const double with_resident = is_mutant_[node] != 0 ? pay_.ab : pay_.bb;
    // Weights are added anew each time: kept sums would gather rounding.
    double mutants = 0;
    double residents = 0;
    if (has_equal_weights_) {
      const double weight = graph_.neighbours[node][0].weight;
      const auto count = static_cast<std::int64_t>(graph_.neighbours[node].size());
      mutants = weight * static_cast<double>(mutant_neighbours_[node]);
      residents = weight * static_cast<double>(count - mutant_neighbours_[node]);
    } else {
      for (const GraphNeighbour& next : graph_.neighbours[node])
        (is_mutant_[next.node] != 0 ? mutants : residents) += next.weight;
    }
    const double scale = process_.gains == Gains::mean ? degrees_[node] : 1;
    payoffs_[node] = mutants / scale * with_mutant + residents / scale * with_resident;
    if (process_.update == StructureUpdate::pairwise) return;
    ln_fitness_[node] = process_.fitness == Fitness::exponential
                            ? process_.selection * payoffs_[node]
                            : ln_of(std::max(0.0, 1 - process_.selection + process_.selection * payoffs_[node]));
  }

  const PopulationGraph& graph_;
  PairPayoffs pay_;
  StructuredProcess process_;
  std::vector<double> degrees_;
  bool has_equal_weights_;
  std::vector<std::uint8_t> is_mutant_;
  std::vector<std::int64_t> mutant_neighbours_;
  std::vector<double> payoffs_;
  std::vector<double> ln_fitness_;
};

/// Weights of a draw among the neighbours of a node, the greatest of them about that of its edge: by edges and fitness
/// (of which differences count only), or by edges alone where all fitness is 0.
inline void weights_by_fitness(const GraphFitness& fitness, std::size_t node, std::vector<double>& weights) {
  const std::vector<GraphNeighbour>& around = fitness.graph().neighbours[node];
  double most = -std::numeric_limits<double>::infinity();
  for (const GraphNeighbour& next : around) most = std::max(most, fitness.ln_fitness(next.node));
  weights.clear();
  for (const GraphNeighbour& next : around)
    weights.push_back(std::isinf(most) ? next.weight : next.weight * exp_of(fitness.ln_fitness(next.node) - most));
}

/// Throws `Error` unless a placement is of the graph.
void require_placement(const PopulationGraph& graph, const Placement& placed);

/// The same, and unless it has mutants and residents.
void require_start(const PopulationGraph& graph, const Placement& start);

/// `require_structured` for the degrees of a graph.
void require_on_graph(const PopulationGraph& graph, const PairPayoffs& payoffs, const StructuredProcess& process);

/// Adds `change_chances` of what is placed; `weights` is for computing.
void add_change_chances(const GraphFitness& fitness, const StructuredProcess& process, std::vector<double>& weights,
                        std::vector<double>& chances);

}  // namespace detente
