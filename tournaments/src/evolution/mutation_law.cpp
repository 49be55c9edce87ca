// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/evolution/mutation_law.hpp>

#include <algorithm>

#include <detente/numerics/exponential.hpp>
#include <detente/populations/composition_chain.hpp>
#include <detente/populations/sampled_population.hpp>

#include "evolution/each_watched.hpp"
#include "evolution/invasions.hpp"

namespace detente {
namespace {

constexpr std::int64_t kRuns = 16;
constexpr double kMutantsOfRun = 4000;  // that arise in a run after its first tenth
constexpr double kMostSteps = 5e14;     // of a run; those until the next mutant cost nothing
constexpr double kLeastSteps = 1e6;

Mutation mutation_of(const MutationQuestion& question) {
  Mutation mutation{.rate = question.mutation, .mutants = {}};
  if (question.mutants)
    for (std::size_t row = 0; row < question.mutants->size(); ++row)
      mutation.mutants.emplace_back(question.mutants->row(row), question.mutants->row(row) + question.mutants->size());
  return mutation;
}

/// Σ meetings · values.
double mean_over(const StrategyPairs& meetings, const PayoffMatrix& values) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < values.size(); ++j) sum += meetings[i][j] * values(i, j);
  return sum;
}

void add_means(const FieldPayoffs& payoffs, const StrategyPairs& meetings, MutationLaw& law) {
  law.peace = mean_over(meetings, payoffs.peace);
  law.cooperation = mean_over(meetings, payoffs.cooperation);
  law.payoff = mean_over(meetings, payoffs.known.payoff);
}

/// As many of each strategy as may be.
std::vector<std::int64_t> equal_start(std::int64_t population, std::size_t strategies) {
  const auto count = static_cast<std::int64_t>(strategies);
  std::vector<std::int64_t> start(strategies, population / count);
  for (std::size_t i = 0; i < static_cast<std::size_t>(population % count); ++i) ++start[i];
  return start;
}

/// The limit of rare mutants, where the rate is within what it needs.
std::optional<MutationLaw> limit_law(const FieldPayoffs& payoffs, const MutationQuestion& question, int threads,
                                     const Watch& watch) {
  const std::size_t size = payoffs.known.payoff.size();
  const std::vector<MutantInvasion> all =
      invasions(payoffs, question.process, threads, {.progress = {}, .stop = watch.stop});
  double ln_longest = kLnZero;
  for (const MutantInvasion& one : all) ln_longest = std::max(ln_longest, one.ln_steps_until_absorbed);
  if (ln_of(question.mutation) > ln_of(0.1) - ln_longest) return std::nullopt;
  MutationLaw law;
  law.mutation = question.mutation;
  law.is_limit = true;
  law.ln_share = ln_long_run_shares(
      invasion_rates(fixation_of(all, size), question.mutants ? *question.mutants : uniform_mutants(size)));
  StrategyPairs meetings(size, std::vector<double>(size));
  for (std::size_t i = 0; i < size; ++i) {
    law.share.push_back(exp_of(law.ln_share[i]));
    meetings[i][i] = law.share[i];
  }
  add_means(payoffs, meetings, law);
  return law;
}

MutationLaw sampled_law(const FieldPayoffs& payoffs, const MutationQuestion& question, int threads,
                        const Watch& watch) {
  const bool is_generations = question.process.imitation == Imitation::wright_fisher;
  const double per_step = is_generations ? static_cast<double>(question.process.population) : 1;
  const double steps = std::clamp(kMutantsOfRun / (question.mutation * per_step), kLeastSteps / per_step, kMostSteps);
  const SamplingRequest request{.start = equal_start(question.process.population, payoffs.known.payoff.size()),
                                .burn_in = static_cast<std::int64_t>(steps / 10),
                                .steps = static_cast<std::int64_t>(steps),
                                .runs = kRuns,
                                .seed = question.seed,
                                .give_up = watch.stop};
  const Mutation mutation = mutation_of(question);
  std::vector<SampledRun> runs(static_cast<std::size_t>(kRuns));
  each_watched(runs.size(), threads, watch, [&](std::size_t run) {
    runs[run] = sampled_run(question.process, payoffs.known.payoff, mutation, request, static_cast<std::int64_t>(run));
  });
  const SampledPopulation mean = mean_of_runs(runs);
  MutationLaw law{.mutation = question.mutation, .share = mean.mean_share, .share_error = mean.mean_share_error};
  for (const double share : law.share) law.ln_share.push_back(ln_of(share));
  add_means(payoffs, mean.meetings, law);
  law.is_sampled = true;
  return law;
}

}  // namespace

MutationLaw solve_mutation(const FieldPayoffs& payoffs, const MutationQuestion& question, int threads,
                           const Watch& watch) {
  const PayoffMatrix& game = payoffs.known.payoff;
  if (game.size() == 1) {
    MutationLaw law{.mutation = question.mutation, .share = {1}, .ln_share = {0}, .share_error = {}, .monomorphic = 1};
    add_means(payoffs, {{1}}, law);
    return law;
  }
  if (!chain_cost(question.process, game.size(), question.state_limit).is_possible) {
    if (const auto limit = limit_law(payoffs, question, threads, watch)) return *limit;
    return sampled_law(payoffs, question, threads, watch);
  }
  const CompositionLaw exact =
      composition_law(question.process, game, mutation_of(question),
                      {.most_states = question.state_limit, .wants_law = false, .give_up = watch.stop});
  MutationLaw law{.mutation = question.mutation,
                  .share = exact.mean_share,
                  .ln_share = exact.ln_mean_share,
                  .share_error = {},
                  .monomorphic = exact.all_monomorphic};
  add_means(payoffs, exact.meetings, law);
  return law;
}

}  // namespace detente
