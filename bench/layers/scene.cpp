// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "layers.hpp"

#include <cstdlib>
#include <map>

#include <fmt/core.h>
#include <detente/properties/character.hpp>

#include "../../test/support/reference.hpp"

namespace layers {
namespace {

std::map<std::string, std::string>& units() {
  static std::map<std::string, std::string> by_name;
  return by_name;
}

}  // namespace

void wrong(const std::string& what) {
  fmt::print(stderr, "{} is wrong, so that nothing is timed\n", what);
  std::exit(1);
}

void enter(const std::string& name, const std::string& unit, const std::function<void(benchmark::State&)>& act) {
  units()[name] = unit;
  benchmark::RegisterBenchmark(name.c_str(), act)->Repetitions(9)->ReportAggregatesOnly()->MinTime(0.05);
}

const std::string& unit_of(const std::string& name) {
  return units().at(name);
}

Design noisy(const std::string& field, const std::string& game) {
  return make_design(
      {.field = field, .game = game, .rounds = kRounds, .tremble = {kNoise, kNoise}, .misperception = {kNoise, kNoise}},
      Registry::built_in());
}

Design noisy_pair(const std::string& row, const std::string& column) {
  return make_design({.strategies = row + "," + column,
                      .game = "prisoners-dilemma",
                      .rounds = kRounds,
                      .tremble = {kNoise, kNoise},
                      .misperception = {kNoise, kNoise}},
                     Registry::built_in());
}

Climate climate_of(const Design& design) {
  Climate climate(design.rules);
  for (const Entrant& entrant : design.entrants)
    for (const std::uint32_t seat : {0U, 1U}) {
      climate.admit(Purpose::tremble, seat, entrant.side.tremble);
      climate.admit(Purpose::misperception, seat, entrant.side.misperception);
      climate.admit_dice(seat, entrant.side.strategy.traits());
    }
  return climate;
}

std::vector<Weather> weather_of(const Climate& climate) {
  std::vector<Weather> weather;
  for (std::uint64_t block = 0; block < 4; ++block) {
    weather.emplace_back(climate, make_block(climate.rules(), block * kLanes, kLanes));
    weather.back().draw(1, kRounds);
  }
  return weather;
}

void check(const Rules& rules, const Side& row, const Side& column, const Tally& tally) {
  for (std::size_t lane = 0; lane < tally.block.lanes; lane += 13) {
    const reference::Outcome slow = reference::match(rules, row, column, tally.block.repetitions[lane]);
    for (std::size_t i = 0; i < slow.joint.size(); ++i)
      if (tally.joint[i][lane] != slow.joint[i]) wrong(row.name + " – " + column.name);
  }
}

bool has_memory_one(const Strategy& strategy) {
  const auto memory = character(strategy, 500).memory;
  return memory && *memory <= 1;
}

}  // namespace layers
