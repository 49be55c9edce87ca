// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/core.h>
#include <detente/tables/tables.hpp>

#include "../../tournaments/src/play/episode_counts.hpp"
#include "layers.hpp"

namespace layers {
namespace {

using Way = TableEncounter::Way;

/// All pairs of those automata of the library that are played in a way and have at most so many states.
void tables(benchmark::State& state, std::size_t most_states, bool mixes, bool counts_episodes, Way way = Way::narrow) {
  const Design design = noisy("all");
  Climate climate = climate_of(design);
  std::vector<std::pair<const Side*, SeatTables>> field;
  for (const Entrant& entrant : design.entrants) {
    const auto automaton = derive(entrant.side.strategy, 2, {}, 64);
    if (!automaton) continue;
    const Automaton least = minimised(*automaton);
    const bool is_mixed = std::any_of(least.states.begin(), least.states.end(), [](const Automaton::State& one) {
      return one.play.chance[0] > 0 && one.play.chance[0] < 1;
    });
    const SeatTables seat(design.rules, entrant.side, least);
    if (least.size() <= most_states && is_mixed == mixes &&
        TableEncounter::way(design.rules, entrant.side, seat, entrant.side, seat) == way)
      field.emplace_back(&entrant.side, seat);
  }
  if (field.size() < (way == Way::broad ? 4 : mixes ? 16 : 32)) wrong("the field");
  for (const auto& [side, seat] : field)
    for (const std::uint32_t where : {0U, 1U}) TableEncounter::admit(climate, *side, seat, where, way);
  const std::vector<Weather> weather = weather_of(climate);
  Tally tally;
  std::vector<TableEncounter> pairs;
  for (std::size_t i = 0; i < field.size(); ++i)
    for (std::size_t j = i; j < field.size(); ++j) {
      pairs.emplace_back(climate, *field[i].first, field[i].second, *field[j].first, field[j].second, "");
      pairs.back().play(weather[1], tally);
      if ((i + j) % 7 == 0) check(design.rules, *field[i].first, *field[j].first, tally);
    }
  EpisodeCounter episodes(2, design.peace, design.request.ages);
  for (auto _ : state)
    for (const Weather& block : weather)
      for (TableEncounter& pair : pairs) {
        if (counts_episodes) episodes.begin(block.block());
        pair.play(block, tally, {}, counts_episodes ? &episodes : nullptr);
        if (counts_episodes) benchmark::DoNotOptimize(episodes.finish());
        benchmark::DoNotOptimize(tally.joint.data());
      }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(weather.size() * pairs.size()) * kLaneRounds);
  state.SetLabel(fmt::format("{} automata, {}", field.size(), best_table_kernel()));
}

}  // namespace

void enter_tables() {
  using benchmark::State;
  enter("tables, <= 4 states", "rounds", [](State& state) { tables(state, 4, false, false); });
  enter("tables, <= 16 states", "rounds", [](State& state) { tables(state, 16, false, false); });
  enter("tables, with dice", "rounds", [](State& state) { tables(state, 16, true, false); });
  enter("tables, broad", "rounds", [](State& state) { tables(state, 64, false, false, Way::broad); });
  enter("tables, with episodes", "rounds", [](State& state) { tables(state, 16, false, true); });
}

}  // namespace layers
