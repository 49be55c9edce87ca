// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Rounds per second of the objects engine, on one core. A round is one round of one pair: two moves, and all channels.
// Weather is given, as in a round robin, where it is drawn once for all pairs; `weather` and `field` show what it adds.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <iostream>

#include <detente/play/round_robin.hpp>

#include "../test/support/reference.hpp"

namespace {

using namespace detente;

constexpr std::int64_t kRounds = 200;

struct Scene {
  Scene(const std::string& strategies, double noise)
      : design(make_design({.strategies = strategies,
                            .game = "prisoners-dilemma",
                            .rounds = kRounds,
                            .tremble = {noise, noise},
                            .misperception = {noise, noise}},
                           Registry::built_in())),
        climate(design.rules) {
    for (const Entrant& entrant : design.entrants)
      for (std::uint32_t seat = 0; seat < 2; ++seat) {
        climate.admit(Purpose::tremble, seat, entrant.side.tremble);
        climate.admit(Purpose::misperception, seat, entrant.side.misperception);
        climate.admit_dice(seat, entrant.side.strategy.traits());
      }
  }
  Design design;
  Climate climate;
};

/// A wrong fast answer must not be timed.
void check(const Rules& rules, const Side& row, const Side& column, const Tally& tally) {
  for (std::size_t lane = 0; lane < tally.block.lanes; lane += 7) {
    const reference::Outcome slow = reference::match(rules, row, column, tally.block.repetitions[lane]);
    for (std::size_t i = 0; i < slow.joint.size(); ++i)
      if (tally.joint[i][lane] != slow.joint[i]) {
        std::cerr << row.name << " - " << column.name << ": the engine and the reference differ\n";
        std::exit(1);
      }
  }
}

/// Each strategy against itself: both seats cost the same.
void pair(benchmark::State& state, const std::string& name, double noise) {
  const Scene scene(name, noise);
  const Side& side = scene.design.entrants[0].side;
  Encounter encounter(scene.design.rules, scene.climate, side, side);
  std::vector<Weather> weather;
  for (std::uint64_t block = 0; block < 2; ++block) {  // two, so that no branch learns one match by heart
    weather.emplace_back(scene.climate, make_block(scene.design.rules, block * kLanes, kLanes));
    weather.back().draw(1, kRounds);
  }
  Tally tally;
  encounter.play(weather[0], tally);
  check(scene.design.rules, side, side, tally);
  std::size_t i = 0;
  for (auto _ : state) {
    encounter.play(weather[++i % weather.size()], tally);
    benchmark::DoNotOptimize(tally.joint.data());
  }
  state.SetItemsProcessed(state.iterations() * kRounds * static_cast<std::int64_t>(kLanes));
}

void weather(benchmark::State& state) {
  const Scene scene("random", 0.05);
  Weather weather(scene.climate, make_block(scene.design.rules, 0, kLanes));
  for (auto _ : state) {
    weather.draw(1, kRounds);
    benchmark::DoNotOptimize(&weather.classes(0, 1));
  }
  state.SetItemsProcessed(state.iterations() * kRounds * static_cast<std::int64_t>(kLanes));
}

/// A whole round robin of all strategies on one thread, weather, counting and standings included.
void field(benchmark::State& state, double noise) {
  const Registry registry = Registry::built_in();
  const Design design = make_design({.field = "all",
                                     .game = "prisoners-dilemma",
                                     .rounds = kRounds,
                                     .repetitions = 256,
                                     .tremble = {noise, noise},
                                     .misperception = {noise, noise}},
                                    registry);
  const auto schedule = round_robin(design.entrants.size(), true);
  for (auto _ : state) benchmark::DoNotOptimize(play(design, schedule, 1).pairs.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(schedule.size()) * 256 * kRounds);
}

/// Ends with the strategies' rates under noise in order, the slowest first.
class SlowestFirst : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      const std::string name = run.benchmark_name();
      if (rate != run.counters.end() && name.ends_with(kNoisy) && !name.starts_with("field"))
        rates_.emplace_back(rate->second.value, name.substr(0, name.size() - kNoisy.size()));
    }
  }
  void Finalize() override {
    std::sort(rates_.begin(), rates_.end());
    std::cout << "\nMillions of rounds per second with 4 channels, slowest first:\n";
    for (const auto& [rate, name] : rates_)
      std::cout << std::setw(8) << std::fixed << std::setprecision(1) << rate / 1e6 << "  " << name << '\n';
  }
  static constexpr std::string_view kNoisy = "/4 channels";

 private:
  std::vector<std::pair<double, std::string>> rates_;
};

}  // namespace

int main(int argc, char** argv) {
  const Design everyone = make_design({.field = "all", .game = "prisoners-dilemma"}, Registry::built_in());
  for (const Entrant& entrant : everyone.entrants)
    for (const auto& [label, noise] : {std::pair{"noise 0", 0.0}, std::pair{"4 channels", 0.05}}) {
      const std::string& name = entrant.name;
      benchmark::RegisterBenchmark((name + "/" + label).c_str(),
                                   [name, noise = noise](benchmark::State& state) { pair(state, name, noise); });
    }
  benchmark::RegisterBenchmark("weather/4 channels and dice", weather);
  benchmark::RegisterBenchmark("field all, one thread/noise 0", [](benchmark::State& state) { field(state, 0); });
  benchmark::RegisterBenchmark("field all, one thread/4 channels", [](benchmark::State& state) { field(state, 0.05); });
  benchmark::Initialize(&argc, argv);
  SlowestFirst reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}
