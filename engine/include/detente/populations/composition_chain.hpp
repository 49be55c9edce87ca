// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <detente/populations/process.hpp>

/// A population with mutants at any rate, as one Markov chain of all its compositions.
namespace detente {

/// A number for each strategy and each strategy: by row, then by column.
using StrategyPairs = std::vector<std::vector<double>>;

/// How states come to strategies that they do not copy. In the pairwise process, the state that would compare takes
/// with chance `rate` a mutant's strategy instead; in the others, the offspring does.
struct Mutation {
  double rate = 0.001;  ///< U, a chance for each comparison or offspring; above 0, at most 1
  /// `mutants[i][j]`: the chance that a mutant of a state (or of a parent) of strategy i is of strategy j. Each row
  /// adds up to 1 and is 0 on the diagonal, and mutations alone lead from every strategy to every other. Empty: all
  /// other strategies are equally likely.
  StrategyPairs mutants;
};

/// Throws `Error` unless the rate and the mutants are what `Mutation` says, for so many strategies (at least 2).
void require_mutation(const Mutation& mutation, std::size_t strategies);

/// The number of compositions of a population: C(N + n − 1, n − 1). Absent above 9·10¹⁸, and for 0 strategies.
std::optional<std::int64_t> compositions(std::int64_t population, std::size_t strategies);

/// The most compositions that the chain takes on unless told otherwise.
inline constexpr std::int64_t kMostCompositions = 200'000;
/// The most multiplications that the chain takes on.
inline constexpr double kMostChainOperations = 1e11;

/// What the chain of a population costs.
struct ChainCost {
  std::optional<std::int64_t> states;  ///< compositions; absent above 9·10¹⁸
  /// Multiplications, at most: compositions · (compositions that one step may lie apart in their order)². For two
  /// strategies (but not in the Wright–Fisher process), one for each composition.
  double operations = 0;
  bool is_possible = false;  ///< within the limits
};

/// What the chain of a process costs with so many strategies, at least 2; `most_states` is the limit of compositions.
/// Two strategies, except in the Wright–Fisher process, are always possible.
ChainCost chain_cost(const Process& process, std::size_t strategies, std::int64_t most_states = kMostCompositions);

/// A composition of a population, and how much of the time it is found there.
struct CompositionShare {
  std::vector<std::int64_t> states;  ///< by strategy: how many states have it
  double share = 0;                  ///< of time, 0…1
};

/// What a population is in the long run.
struct CompositionLaw {
  std::vector<double> mean_share;      ///< by strategy: mean over time of its share of the states
  std::vector<double> ln_mean_share;   ///< its natural logarithm, also where the share is below 1e-308
  std::vector<double> monomorphic;     ///< by strategy: share of time in which all states have it
  std::vector<double> ln_monomorphic;  ///< its natural logarithm
  double all_monomorphic = 0;          ///< the sum of `monomorphic`
  /// By strategies i, j: mean over time of the chance that two different states, drawn at random and in order, are i
  /// and j (where the process lets a state meet itself: that two states, drawn with replacement, are). Sums to 1, so
  /// that the peace of the population is the sum of `meetings[i][j]` times the peace of i with j.
  StrategyPairs meetings;
  std::vector<CompositionShare> law;  ///< every composition, where that was asked for; in lexicographic order
};

/// How the chain is computed.
struct ChainRequest {
  std::int64_t most_states = kMostCompositions;  ///< limit of compositions
  bool wants_law = false;                        ///< whether to give the share of every composition
  std::function<bool()> give_up;                 ///< asked now and then; true ends the computation with `GivenUp`
};

/// The long-run law of a population, exactly, for all three processes, at least two strategies and any mutation rate.
/// Steps are those of `Process`; a parent is drawn uniformly where all fitnesses are 0. With three strategies and 100
/// states it takes some hundredths of a second. Needs 8 to 16 bytes for each composition and each that lies within one
/// step in their order (at the limits, up to 1 GB).
/// Throws `Error` when the process, the payoffs (at least two strategies; selection times the range of payoffs at most
/// 10⁹) or the mutation are not what they may be, when the chain is too large by `chain_cost`, and when the long run
/// depends on the beginning (which only fitness 0 can cause).
CompositionLaw composition_law(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                               const ChainRequest& request = {});

}  // namespace detente
