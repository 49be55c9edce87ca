// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What populations of several strategies cost on one core. Targets: 60 ms for the chain of three strategies among 100
// states (5,151 compositions); 10 s for the Wright–Fisher process at its limit of 2,000 states.
#include <benchmark/benchmark.h>

#include <cmath>

#include <detente/populations/composition_chain.hpp>
#include <detente/populations/replicator.hpp>
#include <detente/populations/rest_points.hpp>
#include <detente/populations/sampled_population.hpp>
#include <detente/populations/wright_fisher.hpp>

using namespace detente;

namespace {

/// Tit-for-tat, grit and hawk in a prisoner's dilemma of 200 rounds, misperception 0.05; tit-for-tat again where there
/// are more.
PayoffMatrix payoffs_of(std::size_t strategies) {
  const double entries[3][3] = {{2.293421052599, 3.0115519645639997, 0.94525},
                                {2.7992190261889998, 2.931694206932, 0.598166179202},
                                {1.219, 2.607335283192, 1.0}};
  PayoffMatrix payoffs(strategies);
  for (std::size_t i = 0; i < strategies; ++i)
    for (std::size_t j = 0; j < strategies; ++j) payoffs(i, j) = entries[i % 3][j % 3];
  return payoffs;
}

bool is_near(double value, double known) {
  return std::abs(value - known) <= 1e-12 * std::abs(known);
}

/// Ten states first, whose shares are known.
void chain(benchmark::State& state, std::size_t strategies, const Process& process, double rate) {
  const CompositionLaw known = composition_law({.population = 10}, payoffs_of(3), {.rate = 0.01, .mutants = {}});
  if (!is_near(known.mean_share[0], 0.325886059724626))
    return state.SkipWithError("the mean share among ten states is wrong");
  const PayoffMatrix payoffs = payoffs_of(strategies);
  for (auto _ : state) {
    const CompositionLaw law = composition_law(process, payoffs, {.rate = rate, .mutants = {}});
    benchmark::DoNotOptimize(law.mean_share[0]);
  }
}

void chain_of_two(benchmark::State& state) {
  chain(state, 2, {.population = state.range(0)}, 0.01);
}
void chain_of_three(benchmark::State& state) {
  chain(state, 3, {.population = state.range(0)}, 0.01);
}
void chain_of_three_by_moran(benchmark::State& state) {
  chain(state, 3, {.imitation = Imitation::moran, .population = state.range(0)}, 0.01);
}
void chain_of_three_under_strong_selection(benchmark::State& state) {
  chain(state, 3, {.population = state.range(0), .selection = 10}, 1e-9);
}
void chain_of_three_beyond_doubles(benchmark::State& state) {
  chain(state, 3, {.population = state.range(0), .selection = 10}, 1e-280);
}
void chain_of_four(benchmark::State& state) {
  chain(state, 4, {.population = state.range(0)}, 0.01);
}
void chain_of_three_by_wright_and_fisher(benchmark::State& state) {
  chain(state, 3, {.imitation = Imitation::wright_fisher, .population = state.range(0)}, 0.01);
}

void wright_fisher(benchmark::State& state) {
  const PayoffMatrix payoffs = payoffs_of(3);
  Process process{.imitation = Imitation::wright_fisher, .population = 50, .selection = 0.1};
  if (!is_near(wright_fisher_fixation(process, payoffs, 0, 2).rho[1], 0.0442519708497488434))
    return state.SkipWithError("the fixation among fifty states is wrong");
  process.population = state.range(0);
  for (auto _ : state) benchmark::DoNotOptimize(wright_fisher_fixation(process, payoffs, 0, 2).rho[1]);
}

void sampled(benchmark::State& state, Imitation imitation, double rate) {
  const PayoffMatrix payoffs = payoffs_of(3);
  const Process process{.imitation = imitation, .population = 100};
  const Mutation mutation{.rate = rate, .mutants = {}};
  const double exact = composition_law({.population = 100}, payoffs, mutation).mean_share[2];
  const std::int64_t steps = 1'000'000;
  SamplingRequest request{.start = {0, 0, 100}, .burn_in = 100'000, .steps = steps, .runs = 10};
  if (imitation == Imitation::pairwise && rate > 1e-3) {
    const SampledPopulation population = sampled_population(process, payoffs, mutation, request);
    if (!(std::abs(population.mean_share[2] - exact) < 6 * population.mean_share_error[2]))
      return state.SkipWithError("the sampled share is not the exact one");
  }
  std::int64_t run = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sampled_run(process, payoffs, mutation, request, run).mean_share[0]);
    run = (run + 1) % request.runs;
  }
  state.counters["steps"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * 1'100'000, benchmark::Counter::kIsRate);
}

void sampled_steps(benchmark::State& state) {
  sampled(state, Imitation::pairwise, 0.01);
}
void sampled_steps_of_moran(benchmark::State& state) {
  sampled(state, Imitation::moran, 0.01);
}
void sampled_steps_with_rare_mutants(benchmark::State& state) {
  sampled(state, Imitation::pairwise, 1e-6);
}

void replicator_equation(benchmark::State& state) {
  const PayoffMatrix payoffs = payoffs_of(7);
  const std::vector<double> equal(7, 1.0 / 7);
  const std::vector<double> end = replicator(payoffs, equal, {1000}).share[0];
  double sum = 0;
  for (const double share : end) sum += share;
  if (!(std::abs(sum - 1) < 1e-12)) return state.SkipWithError("shares do not add up to 1");
  for (auto _ : state) benchmark::DoNotOptimize(replicator(payoffs, equal, {1000}).share[0]);
}

/// Zeeman's game, of which two rest points are stable, 2,000 starts.
void two_thousand_starts(benchmark::State& state) {
  PayoffMatrix payoffs(3);
  const double entries[3][3] = {{0, 6, -4}, {-3, 0, 5}, {-1, 3, 0}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) payoffs(i, j) = entries[i][j];
  const std::vector<RestPoint> points = rest_points(payoffs);
  if (points.size() != 6 || !(basins(payoffs, points).none < 0.01)) return state.SkipWithError("rest points are wrong");
  for (auto _ : state) benchmark::DoNotOptimize(basins(payoffs, points).none);
}

BENCHMARK(chain_of_two)->Arg(100)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_of_three)->Arg(30)->Arg(100)->Arg(300)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_of_three_by_moran)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_of_three_under_strong_selection)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_of_three_beyond_doubles)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_of_four)->Arg(30)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_of_three_by_wright_and_fisher)->Arg(20)->Unit(benchmark::kMillisecond);
BENCHMARK(wright_fisher)->Arg(100)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(sampled_steps)->Unit(benchmark::kMillisecond);
BENCHMARK(sampled_steps_of_moran)->Unit(benchmark::kMillisecond);
BENCHMARK(sampled_steps_with_rare_mutants)->Unit(benchmark::kMillisecond);
BENCHMARK(replicator_equation)->Unit(benchmark::kMillisecond);
BENCHMARK(two_thousand_starts)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
