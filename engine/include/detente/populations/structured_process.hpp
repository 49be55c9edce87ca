// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <detente/populations/process.hpp>

/// Populations whose states meet and copy their neighbours only: what is common to them.
namespace detente {

/// Who copies whom, in one step on a graph.
enum class StructureUpdate {
  /// A state, each equally likely, becomes like one of its neighbours, drawn with weights weight of edge · fitness.
  death_birth,
  /// A state, drawn with weights by fitness, is copied by one of its neighbours, drawn with weights of edges.
  birth_death,
  /// A state, each equally likely, compares itself with a neighbour, drawn with weights of edges, and copies it with
  /// chance 1 / (1 + e^(−selection · (other's payoff − own payoff))).
  pairwise
};

/// The payoff of a state with several neighbours.
enum class Gains {
  mean,  ///< the mean of its payoffs against its neighbours, with weights of edges
  sum    ///< the sum of its payoffs against its neighbours, times weights of edges
};

/// How states copy each other on a graph.
struct StructuredProcess {
  StructureUpdate update = StructureUpdate::death_birth;  ///< who copies whom
  Gains gains = Gains::mean;                              ///< the payoff of a state
  /// For death–birth and birth–death. If all weights of a draw by fitness are 0, all of its states are equally likely.
  Fitness fitness = Fitness::exponential;
  double selection = 1;  ///< β ≥ 0, per point of payoff; 0 is drift; with linear fitness at most 1
};

/// Throws `Error` unless selection is a number of at least 0, payoffs are finite, and with linear fitness selection is
/// at most 1 and no state of a degree from `least_degree` to `most_degree` (sums of weights) can have fitness below 0.
void require_structured(const StructuredProcess& process, const PairPayoffs& payoffs, double least_degree,
                        double most_degree);

/// What draws of populations on graphs and lattices, and of walks, are for.
enum class StructurePurpose : std::uint32_t {
  step = 160,           ///< who dies, who is copied: four words for each step of a run
  lattice_start = 161,  ///< which strategy a place of a lattice begins with
  mutant = 162,         ///< the strategy of a mutant: four words
  mutant_enters = 163,  ///< whether it takes over: two words
};

}  // namespace detente
