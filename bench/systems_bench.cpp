// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What a system costs. Targets: 10⁷ rounds of a state a second on one core for strategies and alignments as they are
// written, with war; 10 ms for three tit-for-tats, exactly; 1 s for the case of July 1914.
#include <benchmark/benchmark.h>

#include <detente/systems/exact.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/system_design.hpp>

using namespace detente;

namespace {

SystemDesign made(const SystemRequest& request) {
  static const Registry registry = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, registry, alignments);
}

void play(benchmark::State& state, const SystemRequest& request) {
  const SystemDesign design = made(request);
  SystemMatch match(design.system);
  SystemTally tally;
  std::uint64_t first = 0;
  for (auto _ : state) {
    match.play(first, kLanes, tally);
    first += kLanes;
    benchmark::DoNotOptimize(tally.quiet);
  }
  const double rounds = static_cast<double>(state.iterations()) * static_cast<double>(kLanes) *
                        static_cast<double>(design.system.rules.rounds) *
                        static_cast<double>(design.system.states.size());
  state.counters["state_rounds"] = benchmark::Counter(rounds, benchmark::Counter::kIsRate);
}

SystemRequest states(int count, const std::string& strategy) {
  SystemRequest request;
  for (int i = 0; i < count; ++i) request.states.push_back("S" + std::to_string(i) + "=" + strategy);
  return request;
}

void six_without_coupling(benchmark::State& state) {
  play(state, states(6, "tit-for-tat"));
}

void six_with_alignments_and_war(benchmark::State& state) {
  SystemRequest request = states(5, "tit-for-tat+balancer");
  request.states.emplace_back("H=tit-for-tat+hegemon-seeker");
  for (const std::string& text : request.states) request.strength_of.emplace_back(text.substr(0, text.find('=')), "3");
  request.strength_of.back().second = "5";
  request.war = "0.1";
  request.ambiguity = 0.1;
  play(state, request);
}

void thousand_of_degree_four(benchmark::State& state) {
  SystemRequest request = states(1000, "tit-for-tat");
  request.fronts = "grid:40";
  play(state, request);
}

void three_exactly(benchmark::State& state) {
  const SystemDesign design = made(states(3, "tit-for-tat"));
  for (auto _ : state) {
    const auto chain = SystemChain::walk(design.system, 4096);
    benchmark::DoNotOptimize(chain->expectation());
  }
}

BENCHMARK(six_without_coupling)->Unit(benchmark::kMillisecond);
BENCHMARK(six_with_alignments_and_war)->Unit(benchmark::kMillisecond);
BENCHMARK(thousand_of_degree_four)->Unit(benchmark::kMillisecond);
BENCHMARK(three_exactly)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
