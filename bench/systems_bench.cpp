// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What a system costs. Targets: 10⁷ rounds of a state a second on one core for strategies and alignments as they are
// written, with war; 10 ms for three tit-for-tats, exactly; 1 s for the case of July 1914.
#include <benchmark/benchmark.h>

#include <detente/systems/exact.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/system_design.hpp>
#include <detente/systems/table_play.hpp>

using namespace detente;

namespace {

SystemDesign made(const SystemRequest& request) {
  static const Registry registry = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, registry, alignments);
}

template <class Match>
void play(benchmark::State& state, const SystemRequest& request) {
  const SystemDesign design = made(request);
  Match match(design.system);
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
  play<SystemMatch>(state, states(6, "tit-for-tat"));
}

void six_without_coupling_from_tables(benchmark::State& state) {
  play<SystemTables>(state, states(6, "tit-for-tat"));
}

void six_with_alignments_and_war(benchmark::State& state) {
  SystemRequest request = states(5, "tit-for-tat+balancer");
  request.states.emplace_back("H=tit-for-tat+hegemon-seeker");
  for (const std::string& text : request.states) request.strength_of.emplace_back(text.substr(0, text.find('=')), "3");
  request.strength_of.back().second = "5";
  request.war = "0.1";
  request.ambiguity = 0.1;
  play<SystemMatch>(state, request);
}

/// 1,000 states on a grid; `pledge` as in "S0>S1:back", of each state to the next one but one; "" for none.
SystemRequest thousand(const std::string& strategy, const std::string& kind = "") {
  SystemRequest request = states(1000, strategy);
  request.fronts = "grid:40";
  if (!kind.empty()) {
    // Diagonal states share two neighbours, so that each plea has somebody to be about.
    request.pledges.clear();
    for (int i = 0; i + 41 < 1000; ++i)
      request.pledges += (i == 0 ? "S" : ",S") + std::to_string(i) + ">S" + std::to_string(i + 41) + ":" + kind;
  }
  return request;
}

void thousand_of_degree_four(benchmark::State& state) {
  play<SystemMatch>(state, thousand("tit-for-tat"));
}

void thousand_from_tables(benchmark::State& state) {
  play<SystemTables>(state, thousand("tit-for-tat"));
}

void thousand_with_guarantees_from_tables(benchmark::State& state) {
  play<SystemTables>(state, thousand("tit-for-tat", "defend"));
}

void thousand_with_ambiguity_from_tables(benchmark::State& state) {
  SystemRequest request = thousand("tit-for-tat", "back");
  request.ambiguity = 0.1;
  play<SystemTables>(state, request);
}

void thousand_of_grit_from_tables(benchmark::State& state) {
  play<SystemTables>(state, thousand("grit"));
}

void three_exactly(benchmark::State& state) {
  const SystemDesign design = made(states(3, "tit-for-tat"));
  for (auto _ : state) {
    const auto chain = SystemChain::walk(design.system, 4096);
    benchmark::DoNotOptimize(chain->expectation());
  }
}

BENCHMARK(six_without_coupling)->Unit(benchmark::kMillisecond);
BENCHMARK(six_without_coupling_from_tables)->Unit(benchmark::kMillisecond);
BENCHMARK(six_with_alignments_and_war)->Unit(benchmark::kMillisecond);
BENCHMARK(thousand_of_degree_four)->Unit(benchmark::kMillisecond);
BENCHMARK(thousand_from_tables)->Unit(benchmark::kMillisecond);
BENCHMARK(thousand_with_guarantees_from_tables)->Unit(benchmark::kMillisecond);
BENCHMARK(thousand_with_ambiguity_from_tables)->Unit(benchmark::kMillisecond);
BENCHMARK(thousand_of_grit_from_tables)->Unit(benchmark::kMillisecond);
BENCHMARK(three_exactly)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
