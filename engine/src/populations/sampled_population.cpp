// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <utility>

#include <detente/error.hpp>
#include <detente/populations/sampled_population.hpp>
#include <detente/text/text.hpp>

#include "populations/composition_chain_steps.hpp"
#include "populations/sampled_population_walk.hpp"

namespace detente {
namespace {

constexpr std::int64_t kMostSteps = 1'000'000'000'000'000;
constexpr std::int64_t kMostRuns = 1'000'000;

void require_sampling(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                      const SamplingRequest& request) {
  require_process(process, payoffs);
  require_mutation(mutation, payoffs.size());
  require_selection(process, payoffs);
  if (request.start.size() != payoffs.size())
    throw Error("states at the beginning are given for " + std::to_string(request.start.size()) + " strategies of " +
                std::to_string(payoffs.size()) + "; there must be a number for each");
  std::int64_t left = process.population;
  for (const std::int64_t states : request.start) {
    if (states < 0 || states > left)
      throw Error("states at the beginning must be at least 0 and add up to the population, " +
                  std::to_string(process.population));
    left -= states;
  }
  if (left != 0)
    throw Error("states at the beginning add up to " + std::to_string(process.population - left) +
                "; they must add up to the population, " + std::to_string(process.population));
  if (request.burn_in < 0 || request.steps < 1 || request.burn_in > kMostSteps ||
      request.steps > kMostSteps - request.burn_in)
    throw Error("steps are " + std::to_string(request.steps) + " after " + std::to_string(request.burn_in) +
                "; at least one must count, and there must be at most 1,000,000,000,000,000");
  if (request.runs < 2 || request.runs > kMostRuns)
    throw Error("runs are " + std::to_string(request.runs) + "; they must be 2 to 1,000,000");
}

/// Mean and standard error of what `of` finds in each run.
template <typename Of>
std::pair<double, double> mean_and_error(const std::vector<SampledRun>& runs, const Of& of) {
  const auto count = static_cast<double>(runs.size());
  double sum = 0;
  for (const SampledRun& run : runs) sum += of(run);
  const double mean = sum / count;
  double squares = 0;
  for (const SampledRun& run : runs) squares += (of(run) - mean) * (of(run) - mean);
  return {mean, std::sqrt(squares / (count - 1) / count)};
}

}  // namespace

SampledRun sampled_run(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                       const SamplingRequest& request, std::int64_t run) {
  require_sampling(process, payoffs, mutation, request);
  if (run < 0 || run >= request.runs)
    throw Error("run " + std::to_string(run) + " is none of the " + std::to_string(request.runs) + " from 0");
  return PopulationWalk(process, payoffs, mutation, request, run).result();
}

SampledPopulation mean_of_runs(const std::vector<SampledRun>& runs) {
  if (runs.size() < 2) throw Error("a standard error needs at least two runs");
  const std::size_t strategies = runs[0].mean_share.size();
  SampledPopulation result;
  result.meetings.assign(strategies, std::vector<double>(strategies, 0.0));
  result.meetings_error = result.meetings;
  for (std::size_t i = 0; i < strategies; ++i) {
    const auto [mean, error] = mean_and_error(runs, [&](const SampledRun& run) { return run.mean_share[i]; });
    result.mean_share.push_back(mean);
    result.mean_share_error.push_back(error);
    for (std::size_t j = 0; j < strategies; ++j) {
      const auto [met, met_error] = mean_and_error(runs, [&](const SampledRun& run) { return run.meetings[i][j]; });
      result.meetings[i][j] = met;
      result.meetings_error[i][j] = met_error;
    }
  }
  return result;
}

SampledPopulation sampled_population(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                                     const SamplingRequest& request) {
  require_sampling(process, payoffs, mutation, request);
  std::vector<SampledRun> runs;
  for (std::int64_t run = 0; run < request.runs; ++run)
    runs.push_back(PopulationWalk(process, payoffs, mutation, request, run).result());
  return mean_of_runs(runs);
}

}  // namespace detente
