// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What populations on graphs and lattices cost, and walks. Targets, on one core: the critical ratio of a graph of 1,000
// nodes in 3 s; a generation of a lattice of 512 by 512 places with 8 neighbours in 1 ms; 2 million mutants of a walk a
// second in a population of 100.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include <detente/dice.hpp>
#include <detente/populations/critical_ratio.hpp>
#include <detente/populations/graph_fixation.hpp>
#include <detente/populations/lattice.hpp>
#include <detente/populations/ring_fixation.hpp>
#include <detente/populations/walk.hpp>

using namespace detente;

namespace {

PopulationGraph unknown(const std::string& description) {
  PopulationGraph graph = describe_graph(description);
  graph.is_transitive = false;
  return graph;
}

void ratio_of(benchmark::State& state, const PopulationGraph& graph, double expected) {
  for (auto _ : state) {
    const double ratio = critical_ratio(graph).ratio;
    if (!(std::abs(ratio - expected) <= 1e-9 * std::abs(expected))) {
      state.SkipWithError("the critical ratio is wrong");
      return;
    }
  }
}

void critical_ratio_of_a_torus_of_1000(benchmark::State& state) {
  ratio_of(state, unknown("torus:25x40"), 998.0 / (1000.0 / 4 - 2));
}
void critical_ratio_of_a_moore_torus_of_992(benchmark::State& state) {
  ratio_of(state, unknown("torus:31x32,8"), 990.0 / (992.0 / 8 - 2));
}
void critical_ratio_of_a_ring_of_1000(benchmark::State& state) {
  ratio_of(state, unknown("ring:1000"), 998.0 / (1000.0 / 2 - 2));
}
void critical_ratio_of_all_neighbours_of_1000(benchmark::State& state) {
  ratio_of(state, unknown("complete:1000"), -999);
}

void critical_ratio_of_a_network_of_1000(benchmark::State& state) {
  std::vector<std::string> names;
  std::vector<GraphEdge> edges;
  std::vector<std::vector<bool>> seen(1000, std::vector<bool>(1000));
  for (std::uint32_t node = 0; node < 1000; ++node) {
    names.push_back(std::to_string(node));
    for (std::uint32_t i = 0; i < 3 && node > 0; ++i) {
      const std::uint32_t other = word({.seed = 1, .repetition = i, .round = node}) % node;
      if (!seen[node][other]) edges.push_back({node, other});
      seen[node][other] = true;
    }
  }
  const PopulationGraph graph = make_graph(names, edges);
  for (auto _ : state) benchmark::DoNotOptimize(critical_ratio(graph).ratio);
}

void takeover_on_a_ring_of_a_million(benchmark::State& state) {
  const PairPayoffs neutral{1, 1, 1, 1};
  if (std::abs(ln_ring_fixation(1'000'000, neutral, {}) + std::log(1e6)) > 1e-9) state.SkipWithError("not neutral");
  for (auto _ : state) benchmark::DoNotOptimize(ln_ring_fixation(1'000'000, {3, 0.5, 4.5, 1}, {.selection = 1e-6}));
}

void lattice_512(benchmark::State& state, LatticeKernel kernel) {
  LatticeRules rules{PayoffMatrix(2), 8, true};
  rules.payoffs(0, 0) = 1;
  rules.payoffs(1, 0) = 1.85;
  Lattice lattice = random_lattice(512, 512, {.6, .4}, 1);
  Lattice plain = lattice;
  LatticeGame game(rules, kernel);
  LatticeGame reference(rules, LatticeKernel::plain);
  for (int generation = 0; generation < 5; ++generation) {
    game.step(lattice);
    reference.step(plain);
  }
  if (lattice.strategies != plain.strategies) {
    state.SkipWithError("the kernels differ");
    return;
  }
  for (auto _ : state) {
    game.step(lattice);
    benchmark::DoNotOptimize(lattice.strategies.data());
  }
}
void generation_of_512_by_512(benchmark::State& state) {
  lattice_512(state, LatticeKernel::fastest);
}
void generation_of_512_by_512_place_by_place(benchmark::State& state) {
  lattice_512(state, LatticeKernel::plain);
}

void walk_of(benchmark::State& state, WalkSpace space) {
  WalkRules rules;
  rules.space = space;
  rules.noise.misperception = .01;
  rules.population = state.range(0);
  constexpr std::int64_t kMutants = 200'000;
  if (walk(rules, kMutants, 1).last != walk(rules, kMutants, 1).last) state.SkipWithError("the walk is not the same");
  for (auto _ : state) benchmark::DoNotOptimize(walk(rules, kMutants, 1).cooperation);
  state.counters["mutants"] =
      benchmark::Counter(static_cast<double>(state.iterations() * kMutants), benchmark::Counter::kIsRate);
}
void reactive_walk(benchmark::State& state) {
  walk_of(state, WalkSpace::reactive);
}
void memory_one_walk(benchmark::State& state) {
  walk_of(state, WalkSpace::memory_one);
}

void sampled_runs(benchmark::State& state, StructureUpdate update) {
  const PopulationGraph graph = describe_graph("torus:20x20,8");
  const StructuredProcess process{update, Gains::mean, Fitness::exponential, 0.1};
  const Placement start = founders_block(graph, 10);
  double steps = 0;
  for (auto _ : state) {
    const SampledTakeover result = sampled_takeover(graph, {1, 0, 1, 0}, process, start, {.runs = 5});
    if (result.undecided > 0 || !result.steps) {
      state.SkipWithError("a run is undecided");
      return;
    }
    steps += *result.steps * 5;
  }
  state.counters["steps"] = benchmark::Counter(steps, benchmark::Counter::kIsRate);
}
void death_birth_runs(benchmark::State& state) {
  sampled_runs(state, StructureUpdate::death_birth);
}
void birth_death_runs(benchmark::State& state) {
  sampled_runs(state, StructureUpdate::birth_death);
}

void all_placements_of_12_nodes(benchmark::State& state) {
  const PopulationGraph ring = describe_graph("ring:12");
  const PairPayoffs game{3, 0.5, 4.5, 1};
  const double expected = ln_ring_fixation(12, game, {}, 2);
  for (auto _ : state)
    if (std::abs(std::log(exact_takeover(ring, game, {}, founders_together(ring, 2)).chance) - expected) > 1e-9) {
      state.SkipWithError("the chain is wrong");
      return;
    }
}

BENCHMARK(critical_ratio_of_a_torus_of_1000)->Unit(benchmark::kMillisecond);
BENCHMARK(critical_ratio_of_a_moore_torus_of_992)->Unit(benchmark::kMillisecond);
BENCHMARK(critical_ratio_of_a_ring_of_1000)->Unit(benchmark::kMillisecond);
BENCHMARK(critical_ratio_of_all_neighbours_of_1000)->Unit(benchmark::kMillisecond);
BENCHMARK(critical_ratio_of_a_network_of_1000)->Unit(benchmark::kMillisecond);
BENCHMARK(takeover_on_a_ring_of_a_million)->Unit(benchmark::kMillisecond);
BENCHMARK(generation_of_512_by_512)->Unit(benchmark::kMillisecond);
BENCHMARK(generation_of_512_by_512_place_by_place)->Unit(benchmark::kMillisecond);
BENCHMARK(reactive_walk)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(memory_one_walk)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(death_birth_runs)->Unit(benchmark::kMillisecond);
BENCHMARK(birth_death_runs)->Unit(benchmark::kMillisecond);
BENCHMARK(all_placements_of_12_nodes)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
