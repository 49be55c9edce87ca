// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <detente/populations/graph.hpp>
#include <detente/populations/structured_process.hpp>

/// Takeover on any graph: exactly where it is small, else by simulation.
namespace detente {

/// Which nodes mutants begin at, true for a mutant.
using Placement = std::vector<bool>;

/// So many mutants next to each other: the first that a search through neighbours (breadth first, in ascending order of
/// nodes) comes to from node `from`. Throws `Error` unless they are 1 to nodes − 1 and `from` is a node.
Placement founders_together(const PopulationGraph& graph, std::size_t founders, std::size_t from = 0);

/// A square of `block` by `block` mutants with its first at row 0 and column 0. Throws `Error` unless the graph is a
/// torus that it does not fill.
Placement founders_block(const PopulationGraph& graph, std::size_t block);

/// What comes of mutants, exactly.
struct ExactTakeover {
  double chance = 0;  ///< that they take over
  double steps = 0;   ///< expected, until one kind is gone
};

/// The most nodes for which all placements are one chain.
inline constexpr std::size_t kMostExactNodes = 12;

/// From the chain of all 2^nodes placements, by elimination without subtraction (Grassmann, Taksar & Heyman 1985): a
/// second and 140 MB for 12 nodes. Throws `Error` for more than `kMostExactNodes` nodes, for a start that is not of the
/// graph or has no mutants or no residents, and as `require_structured`; `RunFailure` where a placement that is neither
/// start nor end cannot change (fitness 0) or chances underflow; and `GivenUp` when `give_up` says so.
ExactTakeover exact_takeover(const PopulationGraph& graph, const PairPayoffs& payoffs, const StructuredProcess& process,
                             const Placement& start, const std::function<bool()>& give_up = {});

/// How takeover is simulated.
struct TakeoverSampling {
  std::int64_t runs = 1000;              ///< 1…1,000,000
  std::int64_t most_steps = 10'000'000;  ///< of one run, after which it is undecided; 1…4,000,000,000
  std::uint64_t seed = 1;                ///< names the draws
};

/// What came of mutants, in runs.
struct SampledTakeover {
  std::int64_t runs = 0;       ///< in all
  std::int64_t taken = 0;      ///< of which mutants took over
  std::int64_t lost = 0;       ///< of which they died out
  std::int64_t undecided = 0;  ///< of which they did neither within the limit of steps
  /// taken / (taken + lost); absent if no run was decided. It is that of takeover only if few are undecided.
  std::optional<double> chance;
  /// Its standard error, √(chance · (1 − chance) / decided runs); 0 if all ended alike, which says nothing of the rest.
  double error = 0;
  /// Mean steps of runs that were decided; absent if none was.
  std::optional<double> steps;
};

/// Simulates step by step. A step costs neighbours operations, and more where somebody changes. Draws are named by
/// seed, run and step. Throws `Error` for numbers outside of their ranges and otherwise as `exact_takeover`, without a
/// limit of nodes; `GivenUp` when `give_up` says so.
SampledTakeover sampled_takeover(const PopulationGraph& graph, const PairPayoffs& payoffs,
                                 const StructuredProcess& process, const Placement& start,
                                 const TakeoverSampling& sampling, const std::function<bool()>& give_up = {});

/// Where a step on a graph may lead from a placement: the chance of each single node to change, by node. What is left
/// of 1 is the chance that nothing does. Throws `Error` as `exact_takeover`, without a limit of nodes.
std::vector<double> change_chances(const PopulationGraph& graph, const PairPayoffs& payoffs,
                                   const StructuredProcess& process, const Placement& placed);

}  // namespace detente
