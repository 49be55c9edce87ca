// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <detente/spirals/spirals.hpp>

namespace {

using namespace detente;

struct Question {
  Registry registry = Registry::built_in();
  Design design = make_design({}, registry);
  Results results = play(design, round_robin(design.entrants.size(), true), 2);
  SpiralDesign spirals = make_spiral_design({}, design, registry);
};

const Question& question() {
  static const Question asked;
  return asked;
}

/// Two tits for tat against each other end every spiral by chance, and the baseline has no lift over itself; else what
/// is timed is worth nothing.
void check(const SpiralReport& report) {
  bool is_right = !report.breakers.empty();
  for (const Breaker& breaker : report.breakers)
    if (question().design.entrants[breaker.entrant].name == "tit-for-tat") is_right = is_right && breaker.lift == 0.0;
  for (const PairSpirals& pair : report.pairs)
    if (pair.row == 0 && pair.column == 0)
      is_right = is_right && pair.trials.proximate && std::abs(pair.trials.proximate->share[3] - 1) < 1e-12;
  if (is_right) return;
  std::fputs("the report is wrong\n", stderr);
  std::exit(1);
}

/// The field `security`, once its tournament is played; by threads.
void report(benchmark::State& state, Detail detail) {
  const Question& asked = question();
  const int threads = static_cast<int>(state.range(0));
  check(spirals(asked.spirals, asked.results, asked.registry, detail, threads));
  for (auto _ : state) benchmark::DoNotOptimize(spirals(asked.spirals, asked.results, asked.registry, detail, threads));
}
BENCHMARK_CAPTURE(report, verdict, Detail::verdict)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(report, full, Detail::full)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
