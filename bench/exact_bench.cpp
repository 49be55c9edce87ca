// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <detente/best_response/best_response.hpp>
#include <detente/exact/exact.hpp>
#include <detente/play/round_robin.hpp>

namespace {

using namespace detente;

constexpr double kNoise = 0.05;

Side seat(const Strategy& strategy) {
  const Payoffs payoffs = parse_game("prisoners-dilemma").payoffs();
  const Errors errors = Errors::everywhere(kNoise, kNoise);
  Side side{
      .strategy = strategy, .name = strategy.name(), .payoffs = payoffs, .tremble = errors, .misperception = errors};
  side.strategy = strategy.briefed({.payoffs = payoffs, .tremble = errors, .misperception = errors});
  return side;
}

/// Memory-one strategies with chances drawn by number.
std::vector<Side> stochastic(std::size_t count) {
  const Registry registry = Registry::built_in();
  std::vector<Side> sides;
  for (std::uint32_t number = 0; number < count; ++number) {
    Strategy strategy = registry.strategy("memory-one");
    std::uint32_t place = 0;
    for (const char* parameter : {"first", "cc", "cd", "dc", "dd"})
      strategy = strategy.with(parameter, (philox({number, place++, 0, 0}, {2026, 11})[0] % 999 + 1) / 1000.0);
    sides.push_back(seat(strategy));
  }
  return sides;
}

/// Scores over `rounds`, by walking the chain round by round with nothing but a vector: what every kernel must come to.
std::array<double, 2> slowly(const Chain& chain, std::int64_t rounds) {
  std::vector<double> now(chain.size());
  now[0] = 1;
  std::array<double, 2> sum{};
  for (std::int64_t round = 0; round < rounds; ++round) {
    std::vector<double> next(chain.size());
    for (std::size_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i)
        for (std::uint32_t b = chain.outcomes[i].first_branch; b < chain.outcomes[i + 1].first_branch; ++b) {
          const double chance = now[point] * chain.branches[b].chance;
          next[chain.branches[b].target] += chance;
          for (const std::size_t seat : {0U, 1U})
            sum[seat] += chance * chain.kinds[chain.outcomes[i].kind].reward[seat];
        }
    now = next;
  }
  return {sum[0] / static_cast<double>(rounds), sum[1] / static_cast<double>(rounds)};
}

void must_equal(double value, double expected, const char* what) {
  if (std::abs(value - expected) <= 1e-10) return;
  std::fprintf(stderr, "%s: %.17g is not %.17g\n", what, value, expected);
  std::abort();
}

std::vector<Automaton> machines_of(const std::vector<Side>& sides) {
  std::vector<Automaton> machines;
  for (const Side& side : sides) machines.push_back(minimised(*derive(side.strategy, 2, {}, 4096)));
  return machines;
}

/// All pairs of 200 stochastic memory-one strategies over 200 rounds, both noises of both players, automata included.
void memory_one_pairs(benchmark::State& state, bool has_covariance) {
  const std::vector<Side> sides = stochastic(200);
  const Rules rules;
  {
    const std::vector<Automaton> machines = machines_of(sides);
    for (std::size_t i = 0; i + 1 < sides.size(); i += 20) {
      const auto chain = join(rules, {sides[i], &machines[i]}, {sides[i + 1], &machines[i + 1]}, 4096);
      const auto expected = slowly(*chain, rules.rounds);
      const auto lean = lumped(*chain);
      must_equal(exact(lean ? *lean : *chain, rules)->score[0], expected[0], "mean");
      must_equal(exact_means(lean ? *lean : *chain, rules)->score[1], expected[1], "mean alone");
    }
  }
  for (auto _ : state) {
    const std::vector<Automaton> machines = machines_of(sides);
    for (std::size_t i = 0; i < sides.size(); ++i)
      for (std::size_t j = i; j < sides.size(); ++j) {
        const auto walked = join(rules, {sides[i], &machines[i]}, {sides[j], &machines[j]}, 4096);
        const auto lean = lumped(*walked);
        const Chain& chain = lean ? *lean : *walked;
        benchmark::DoNotOptimize(has_covariance ? exact(chain, rules) : exact_means(chain, rules));
      }
  }
  state.counters["pairs/s"] = benchmark::Counter(20100, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(memory_one_pairs, means, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(memory_one_pairs, means_and_variances, true)->Unit(benchmark::kMillisecond);

/// A tournament from the words of its user to standings, on one thread.
void field(benchmark::State& state, const std::string& game, bool endless) {
  const Registry registry = Registry::built_in();
  Request request;
  request.game = game;
  request.endless = endless;
  for (const PairResult& pair : play(make_design(request, registry), round_robin(12, true), 1).pairs)
    if (pair.engine != "exact") std::abort();
  for (auto _ : state) {
    const Design design = make_design(request, Registry::built_in());
    benchmark::DoNotOptimize(play(design, round_robin(design.entrants.size(), true), 1));
  }
}
BENCHMARK_CAPTURE(field, security_200_rounds, "security-dilemma", false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(field, security_endless, "security-dilemma", true)->Unit(benchmark::kMillisecond);

/// One pair by its kind of solution.
void pair(benchmark::State& state, const std::string& row, const std::string& column, const Rules& rules) {
  const Registry registry = Registry::built_in();
  const std::vector<Side> sides{seat(registry.strategy(row)), seat(registry.strategy(column))};
  const std::vector<Automaton> machines = machines_of(sides);
  const auto chain = join(rules, {sides[0], &machines[0]}, {sides[1], &machines[1]}, 4096);
  for (auto _ : state) benchmark::DoNotOptimize(exact(*chain, rules));
  state.counters["points"] = static_cast<double>(chain->size());
}
const Rules kFixed;
const Rules kRandom{.continuation = 0.99};
const Rules kEndless{.endless = true};
BENCHMARK_CAPTURE(pair, small_fixed, "tit-for-tat", "grim", kFixed)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pair, small_random_length, "tit-for-tat", "grim", kRandom)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pair, small_endless, "tit-for-tat", "grim", kEndless)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pair, large_fixed, "grit", "reassurance-seeker", kFixed)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pair, large_random_length, "grit", "reassurance-seeker", kRandom)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pair, large_endless, "grit", "reassurance-seeker", kEndless)->Unit(benchmark::kMicrosecond);

/// A match without chance, from its chain: it takes as long as its orbit, whatever the number of rounds.
void orbit(benchmark::State& state, const std::string& row, const std::string& column, std::int64_t rounds) {
  const Registry registry = Registry::built_in();
  std::vector<Side> sides{seat(registry.strategy(row)), seat(registry.strategy(column))};
  for (Side& side : sides) side.tremble = side.misperception = {};
  const std::vector<Automaton> machines = machines_of(sides);
  const Rules rules{.rounds = rounds};
  const auto chain = join(rules, {sides[0], &machines[0]}, {sides[1], &machines[1]}, 4096);
  const auto expected = slowly(*chain, std::min<std::int64_t>(rounds, 1'000'000));
  if (rounds <= 1'000'000) must_equal(exact(*chain, rules)->score[0], expected[0], "mean");
  for (auto _ : state) benchmark::DoNotOptimize(exact(*chain, rules));
  state.counters["points"] = static_cast<double>(chain->size());
}
BENCHMARK_CAPTURE(orbit, echo_200, "tit-for-tat", "suspicious-tit-for-tat", 200);
BENCHMARK_CAPTURE(orbit, echo_billion, "tit-for-tat", "suspicious-tit-for-tat", 1'000'000'000);

/// What a strategy is worth to its worst opponents.
void exposure(benchmark::State& state, const std::string& name) {
  const Side side = seat(Registry::built_in().strategy(name));
  const Game game = parse_game("prisoners-dilemma");
  const Rules rules{.endless = true};
  for (auto _ : state)
    benchmark::DoNotOptimize(exploitability(rules, game, side, side.tremble, side.misperception, 4096));
}
BENCHMARK_CAPTURE(exposure, grit, "grit")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(exposure, reassurance_seeker, "reassurance-seeker")->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
