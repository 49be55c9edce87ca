// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/sampled_population.hpp>

#include "support/golden.hpp"
#include "support/populations.hpp"

using namespace detente;

namespace {

// Means of 30 runs, by Student's t of 29 degrees of freedom: each comparison fails falsely with chance 10⁻⁵.
constexpr double kDeviations = 5.34;
constexpr std::int64_t kRuns = 30;

PayoffMatrix payoffs_of_three() {
  return payoffs_of(golden("evolution.json"), "prisoners-dilemma perc 0.05", {"tft", "grit", "hawk"});
}

/// Compares with the chain; `most_error` bounds standard errors, so that a sample that shows nothing fails.
void expect_as_exact(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                     const SamplingRequest& request, double most_error) {
  const CompositionLaw exact = composition_law(process, payoffs, mutation);
  const SampledPopulation sampled = sampled_population(process, payoffs, mutation, request);
  double met = 0;
  for (std::size_t i = 0; i < payoffs.size(); ++i) {
    EXPECT_LT(sampled.mean_share_error[i], most_error) << i;
    EXPECT_GT(sampled.mean_share_error[i], 0) << i;
    EXPECT_NEAR(sampled.mean_share[i], exact.mean_share[i], kDeviations * sampled.mean_share_error[i]) << i;
    for (std::size_t j = 0; j < payoffs.size(); ++j) {
      EXPECT_NEAR(sampled.meetings[i][j], exact.meetings[i][j], kDeviations * sampled.meetings_error[i][j])
          << i << " meets " << j;
      EXPECT_EQ(sampled.meetings[i][j], sampled.meetings[j][i]);
      met += sampled.meetings[i][j];
    }
  }
  EXPECT_NEAR(met, 1, 1e-12);
}

TEST(SampledPopulation, is_that_of_the_chain_with_frequent_mutants) {
  const PayoffMatrix payoffs = payoffs_of_three();
  for (const bool meets_itself : {false, true})
    for (const Fitness fitness : {Fitness::exponential, Fitness::linear})
      for (const Imitation imitation : {Imitation::pairwise, Imitation::moran, Imitation::wright_fisher}) {
        if (imitation == Imitation::pairwise && fitness == Fitness::linear) continue;
        SCOPED_TRACE(static_cast<int>(imitation));
        const Process process{.imitation = imitation,
                              .fitness = fitness,
                              .population = 12,
                              .selection = 0.8,
                              .meets_itself = meets_itself};
        const std::int64_t steps = imitation == Imitation::wright_fisher ? 3000 : 20000;
        expect_as_exact(process, payoffs, {.rate = 0.1, .mutants = {}},
                        {.start = {4, 4, 4}, .burn_in = 1000, .steps = steps, .runs = kRuns, .seed = 11}, 0.01);
      }
}

TEST(SampledPopulation, is_that_of_the_chain_with_rare_mutants) {
  const PayoffMatrix payoffs = payoffs_of_three();
  const Mutation mutation{.rate = 1e-5, .mutants = {{0, 0.9, 0.1}, {0.5, 0, 0.5}, {0.3, 0.7, 0}}};
  for (const Imitation imitation : {Imitation::pairwise, Imitation::moran, Imitation::wright_fisher}) {
    SCOPED_TRACE(static_cast<int>(imitation));
    const Process process{.imitation = imitation, .population = 10, .selection = 0.8};
    const std::int64_t steps = imitation == Imitation::wright_fisher ? 60'000'000 : 600'000'000;
    expect_as_exact(process, payoffs, mutation,
                    {.start = {0, 0, 10}, .burn_in = steps / 20, .steps = steps, .runs = kRuns, .seed = 12}, 0.03);
  }
}

TEST(SampledPopulation, is_that_of_the_chain_where_every_one_is_a_mutant) {
  PayoffMatrix payoffs(2);
  payoffs(0, 1) = 3;
  for (const Imitation imitation : {Imitation::pairwise, Imitation::moran}) {
    SCOPED_TRACE(static_cast<int>(imitation));
    const Process process{.imitation = imitation, .population = 3, .selection = 2};
    expect_as_exact(process, payoffs, {.rate = 1, .mutants = {}},
                    {.start = {3, 0}, .burn_in = 100, .steps = 3000, .runs = kRuns, .seed = 13}, 0.01);
  }
  // A whole generation of mutants of one parent strategy is all of the other, for ever in turn.
  const Process process{.imitation = Imitation::wright_fisher, .population = 3, .selection = 2};
  const SampledPopulation turns =
      sampled_population(process, payoffs, {.rate = 1, .mutants = {}}, {.start = {3, 0}, .steps = 1000, .runs = 2});
  EXPECT_EQ(turns.mean_share[0], 0.5);
  EXPECT_EQ(turns.meetings[0][1], 0);
}

TEST(LongSampledPopulation, of_many_states_is_that_of_the_chain) {
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = 1;
  payoffs(1, 0) = 1.5;  // coexistence
  payoffs(0, 1) = 0.5;
  const Process process{.imitation = Imitation::moran, .population = 10000, .selection = 0.1};
  expect_as_exact(process, payoffs, {.rate = 0.05, .mutants = {}},
                  {.start = {5000, 5000}, .burn_in = 500'000, .steps = 1'000'000, .runs = kRuns, .seed = 14}, 0.01);
}

TEST(LongSampledPopulation, of_wright_and_fisher_is_near_that_of_the_replicator) {
  // Hawks and doves: half of each, which mutation does not move.
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = -1;
  payoffs(0, 1) = 2;
  payoffs(1, 1) = 1;
  const Process process{.imitation = Imitation::wright_fisher, .population = 1'000'000, .selection = 0.5};
  const SampledPopulation sampled =
      sampled_population(process, payoffs, {.rate = 1e-3, .mutants = {}},
                         {.start = {100, 999'900}, .burn_in = 300, .steps = 1000, .runs = 10, .seed = 15});
  EXPECT_NEAR(sampled.mean_share[0], 0.5, 1e-4);
  EXPECT_LT(sampled.mean_share_error[0], 1e-4);
}

TEST(SampledPopulation, is_a_pure_function_of_its_request) {
  const PayoffMatrix payoffs = payoffs_of_three();
  const Process process{.population = 20};
  SamplingRequest request{.start = {0, 0, 20}, .burn_in = 10, .steps = 5000, .runs = 5, .seed = 3};
  const Mutation mutation{.rate = 0.02, .mutants = {}};
  std::vector<SampledRun> runs(5);
  for (const std::int64_t run : {4, 2, 0, 1, 3})
    runs[static_cast<std::size_t>(run)] = sampled_run(process, payoffs, mutation, request, run);
  const SampledPopulation by_run = mean_of_runs(runs);
  const SampledPopulation together = sampled_population(process, payoffs, mutation, request);
  EXPECT_EQ(by_run.mean_share, together.mean_share);
  EXPECT_EQ(by_run.meetings_error, together.meetings_error);
  EXPECT_NE(runs[0].mean_share, runs[1].mean_share);
  request.seed = 4;
  EXPECT_NE(sampled_run(process, payoffs, mutation, request, 0).mean_share, runs[0].mean_share);
}

// A run is its parts: what counts is the time after burn-in, and nothing but.
TEST(SampledPopulation, counts_the_time_after_burn_in) {
  const PayoffMatrix payoffs = payoffs_of_three();
  const Process process{.population = 20};
  const Mutation mutation{.rate = 0.02, .mutants = {}};
  const auto share = [&](std::int64_t burn_in, std::int64_t steps) {
    return sampled_run(process, payoffs, mutation,
                       {.start = {0, 10, 10}, .burn_in = burn_in, .steps = steps, .runs = 2, .seed = 3}, 0)
        .mean_share[1];
  };
  EXPECT_NEAR(share(0, 500), (share(0, 200) * 200 + share(200, 300) * 300) / 500, 1e-12);
  EXPECT_EQ(share(0, 1), 0.5);  // the start
}

TEST(SampledPopulation, goes_to_the_next_mutant_at_once) {
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = payoffs(0, 1) = 1;
  const SampledPopulation sampled =
      sampled_population({.population = 100, .selection = 5}, payoffs, {.rate = 1e-14, .mutants = {}},
                         {.start = {0, 100}, .burn_in = 0, .steps = 900'000'000'000'000, .runs = 30, .seed = 5});
  // Nearly every mutant takes over, the first after 1/U steps in the mean, of 9/U.
  const double expected = 1 - (1 - std::exp(-9)) / 9;
  EXPECT_NEAR(sampled.mean_share[0], expected, kDeviations * sampled.mean_share_error[0] + 0.01);
  EXPECT_LT(sampled.mean_share_error[0], 0.03);
  EXPECT_GT(sampled.mean_share_error[0], 0.01);  // 1/9 in each run
}

TEST(SampledPopulation, refuses_what_is_no_sample) {
  const PayoffMatrix payoffs(2);
  const Process process{.population = 10};
  const auto sample = [&](const SamplingRequest& request) {
    return sampled_population(process, payoffs, {.rate = 0.1, .mutants = {}}, request);
  };
  EXPECT_NO_THROW(sample({.start = {5, 5}, .steps = 10, .runs = 2}));
  EXPECT_THROW(sample({.start = {5, 4}}), Error);
  EXPECT_THROW(sample({.start = {11, -1}}), Error);
  EXPECT_THROW(sample({.start = {10}}), Error);
  EXPECT_THROW(sample({.start = {5, 5}, .burn_in = -1}), Error);
  EXPECT_THROW(sample({.start = {5, 5}, .steps = 0}), Error);
  EXPECT_THROW(sample({.start = {5, 5}, .steps = 2'000'000'000'000'000}), Error);
  EXPECT_THROW(sample({.start = {5, 5}, .runs = 1}), Error);
  EXPECT_THROW(sampled_run(process, payoffs, {}, {.start = {5, 5}}, 10), Error);
  EXPECT_THROW(sampled_population(process, payoffs, {.rate = 0, .mutants = {}}, {.start = {5, 5}}), Error);
  EXPECT_THROW(mean_of_runs({}), Error);
}

}  // namespace
