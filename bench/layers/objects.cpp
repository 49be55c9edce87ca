// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <chrono>

#include <fmt/core.h>

#include "layers.hpp"

namespace layers {
namespace {

/// Each strategy of the library that `takes` says, against itself.
struct Mirrors {
  Mirrors(const std::string& game, const std::function<bool(const Strategy&)>& takes)
      : design(noisy("all", game)), climate(climate_of(design)), weather(weather_of(climate)) {
    for (const Entrant& entrant : design.entrants) {
      if (!takes(entrant.side.strategy)) continue;
      pairs.emplace_back(design.rules, climate, entrant.side, entrant.side);
      pairs.back().play(weather[1], tally);
      check(design.rules, entrant.side, entrant.side, tally);
    }
  }

  const Design design;
  const Climate climate;
  const std::vector<Weather> weather;
  Tally tally;
  std::vector<Encounter> pairs;
};

/// All rounds of all strategies over the time that they take together: the slow ones weigh most.
void objects(benchmark::State& state, const std::string& game, const std::function<bool(const Strategy&)>& takes) {
  Mirrors mirrors(game, takes);
  std::size_t block = 0;
  for (auto _ : state) {
    for (Encounter& pair : mirrors.pairs) pair.play(mirrors.weather[block % mirrors.weather.size()], mirrors.tally);
    ++block;
    benchmark::DoNotOptimize(mirrors.tally.joint.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(mirrors.pairs.size()) * kLaneRounds);
  state.SetLabel(fmt::format("{} strategies", mirrors.pairs.size()));
}

/// The mean of the strategies' own rates.
void objects_each(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  Mirrors mirrors("prisoners-dilemma", has_memory_one);
  std::vector<double> seconds(mirrors.pairs.size());
  for (auto _ : state)
    for (std::size_t i = 0; i < mirrors.pairs.size(); ++i) {
      const auto begin = Clock::now();
      for (const Weather& block : mirrors.weather) mirrors.pairs[i].play(block, mirrors.tally);
      seconds[i] += std::chrono::duration<double>(Clock::now() - begin).count();
    }
  const auto rounds = static_cast<double>(static_cast<std::int64_t>(mirrors.weather.size()) * kLaneRounds);
  double sum = 0;
  for (const double all : seconds) sum += static_cast<double>(state.iterations()) * rounds / all;
  state.counters["items_per_second"] = sum / static_cast<double>(seconds.size());
  state.SetLabel("mean of rates");
}

}  // namespace

void enter_objects() {
  using benchmark::State;
  enter("objects, memory one", "rounds", [](State& state) { objects(state, "prisoners-dilemma", has_memory_one); });
  enter("objects, memory one, each", "rounds", objects_each);
  enter("objects behind the lens", "rounds", [](State& state) {
    objects(state, "arms-race:levels=5", [](const Strategy& strategy) { return !strategy.traits().graded; });
  });
}

}  // namespace layers
