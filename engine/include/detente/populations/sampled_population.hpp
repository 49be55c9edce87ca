// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <detente/populations/composition_chain.hpp>
#include <detente/populations/process.hpp>

/// A population with mutants, followed through time by draws: for populations whose chain has too many compositions.
namespace detente {

/// What a draw of a population is for. Names of draws are (seed, run, step, purpose).
enum class PopulationPurpose : std::uint32_t {
  focal = 140,         ///< which state compares itself (pairwise)
  model = 141,         ///< with which other
  accept = 142,        ///< whether it copies
  mutate = 143,        ///< whether there is a mutant, or how long until there is one
  mutant = 144,        ///< of which strategy
  start = 145,         ///< shares at the beginning (of basins)
  parent = 146,        ///< which state has an offspring (moran)
  dead = 147,          ///< which state it replaces (moran)
  more_mutants = 148,  ///< how many more mutants a generation has after its first (Wright–Fisher)
  offspring = 1000     ///< how many are of the first strategy (Wright–Fisher); 1001, 1002, … for the others
};

/// Which part of time is sampled.
struct SamplingRequest {
  std::vector<std::int64_t> start;     ///< states by strategy at the beginning; at least 0, N in all
  std::int64_t burn_in = 0;            ///< steps before any count; at least 0
  std::int64_t steps = 1'000'000;      ///< steps that count, after those; 1…10¹⁵ with `burn_in`
  std::int64_t runs = 10;              ///< independent repetitions; 2…1,000,000
  std::uint64_t seed = 1;              ///< of the draws
  std::function<bool()> give_up = {};  ///< asked now and then; true ends the sampling with `GivenUp`
};

/// What one run came to.
struct SampledRun {
  std::vector<double> mean_share;  ///< by strategy: mean over the steps that count of its share of the states
  StrategyPairs meetings;          ///< as in `CompositionLaw`
};

/// Run number `run` (from 0) of a sampled population. Steps are those of `Process`, generations in the Wright–Fisher
/// process. A population of one strategy goes to its next mutant at once, so that rare mutation costs little. The runs
/// of a request are independent and may be computed in any order. Throws as `sampled_population` does.
SampledRun sampled_run(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                       const SamplingRequest& request, std::int64_t run);

/// What a population was in the mean of several runs.
struct SampledPopulation {
  std::vector<double> mean_share;        ///< by strategy: mean over runs and over the steps that count
  std::vector<double> mean_share_error;  ///< its standard error: deviation between runs over √runs
  /// As in `CompositionLaw`: the chance that two different states who meet are i and j, in the mean over time and runs.
  StrategyPairs meetings;
  StrategyPairs meetings_error;  ///< its standard error
};

/// The mean of runs, of which there are at least two, and its standard error.
SampledPopulation mean_of_runs(const std::vector<SampledRun>& runs);

/// All runs of a request, and their mean. The long-run law is that of `composition_law`, once burn-in has let the
/// population forget its start. Throws `Error` when the process, the payoffs (selection times their range at most 10⁹),
/// the mutation or the request are not as described; and `GivenUp`.
SampledPopulation sampled_population(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                                     const SamplingRequest& request);

}  // namespace detente
