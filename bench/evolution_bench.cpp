// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What the long run of a field costs, given its payoffs. Targets on one core: 221 strategies in the limit of rare
// mutants 20 ms at N = 100 and 60 ms at N = 1000; one ρ at N = 100 0.1 µs. All of `detente evolve` with its defaults:
// 0.5 s.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include <detente/evolution/evolution.hpp>

using namespace detente;

namespace {

/// Payoffs of so many strategies that spread as those of all strategies of the library do.
const FieldPayoffs& library() {
  static const FieldPayoffs payoffs = [] {
    Request request;
    request.field = "all";
    request.game = "prisoners-dilemma";
    request.misperception = {0.05, 0.05};
    request.repetitions = 20;
    const Registry registry = Registry::built_in();
    const Design design = materially_paid(make_design(request, registry));
    return field_payoffs(design, play_field(design, 0).results.pairs);
  }();
  return payoffs;
}

void rare_limit_of_the_library(benchmark::State& state) {
  const PayoffMatrix& payoffs = library().known.payoff;
  const Process process{.population = state.range(0), .selection = static_cast<double>(state.range(1))};
  const MutantChances mutants = uniform_mutants(payoffs.size());
  double sum = 0;
  for (auto _ : state) {
    const std::vector<double> shares = ln_long_run_shares(invasion_rates(fixation_rates(payoffs, process), mutants));
    sum = 0;
    for (const double share : shares) sum += std::exp(share);
    if (std::abs(sum - 1) > 1e-9) state.SkipWithError("shares do not sum to 1");
  }
  state.counters["strategies"] = static_cast<double>(payoffs.size());
}

void one_fixation_probability(benchmark::State& state) {
  const Process process{.population = state.range(0)};
  const PairPayoffs pair{2.2934, 0.94525, 1.219, 1};
  if (std::abs(ln_fixation(pair, {.population = 10}) - std::log(0.1817059557)) > 1e-4)
    state.SkipWithError("not the check value");
  for (auto _ : state) benchmark::DoNotOptimize(ln_fixation(pair, process));
}

void times_of_one_pair(benchmark::State& state) {
  const Process process{.population = state.range(0)};
  for (auto _ : state) benchmark::DoNotOptimize(fixation_times({2.2934, 0.94525, 1.219, 1}, process).ln_if_fixed);
}

void ecology_of_the_library(benchmark::State& state) {
  const PayoffMatrix& payoffs = library().known.payoff;
  const std::vector<double> equal(payoffs.size(), 1.0);
  for (auto _ : state) benchmark::DoNotOptimize(ecological_course(payoffs, equal, {}).ln_shares.back()[0]);
}

void the_default_field_with_its_tournament(benchmark::State& state) {
  const Registry registry = Registry::built_in();
  Request request;
  request.misperception = {0.05, 0.05};
  const Design design = materially_paid(make_design(request, registry));
  for (auto _ : state)
    benchmark::DoNotOptimize(evolve({}, play_field(design, 1), registry, 1).worlds.front().world.peace);
}

BENCHMARK(one_fixation_probability)->Arg(100)->Arg(1000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(times_of_one_pair)->Arg(100)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK(rare_limit_of_the_library)
    ->Args({100, 1})
    ->Args({1000, 1})
    ->Args({100, 10})
    ->Args({1000, 10})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(ecology_of_the_library)->Unit(benchmark::kMillisecond);
BENCHMARK(the_default_field_with_its_tournament)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
