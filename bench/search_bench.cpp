// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include <detente/search/search.hpp>

namespace {

using namespace detente;

struct Question {
  Registry registry = Registry::built_in();
  SpiralDesign world = make_spiral_design({}, make_design({.misperception = {0.05, 0.01}}, registry), registry);
};

const Question& question() {
  static const Question asked;
  return asked;
}

SearchReport found(int states, int threads) {
  SearchRequest request;
  request.space.states = states;
  return search(request, {question().world}, question().registry, threads);
}

/// Two states: 24 minimal automata and two of one state, tit-for-tat among the best.
void check() {
  const SearchReport report = found(2, 2);
  bool has_tit_for_tat = false;
  for (const SearchFind& find : report.front) has_tit_for_tat = has_tit_for_tat || find.automaton == "C/0/1_D/0/1";
  if (report.progress.minimal == 26 && has_tit_for_tat) return;
  std::fputs("the front is wrong\n", stderr);
  std::exit(1);
}

/// All automata of up to so many states against the field `security`, with the report; by threads.
void exhaustive(benchmark::State& state) {
  check();
  double members = 0;
  for (auto _ : state)
    members +=
        static_cast<double>(found(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))).progress.done);
  state.counters["automata/s"] = benchmark::Counter(members, benchmark::Counter::kIsRate);
}
BENCHMARK(exhaustive)->Args({3, 1})->Args({3, 2})->Args({4, 2})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
