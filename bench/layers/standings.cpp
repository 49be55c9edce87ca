// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "../../tournaments/src/play/standings.hpp"
#include "layers.hpp"

namespace layers {
namespace {

void rank(benchmark::State& state) {
  std::string names;
  for (const Strategy& strategy : Registry::built_in().strategies())
    if (has_memory_one(strategy)) names += (names.empty() ? "" : ",") + strategy.name();
  const Design design =
      make_design({.strategies = names, .game = "prisoners-dilemma", .engine = "exact"}, Registry::built_in());
  const std::size_t size = design.entrants.size();
  const auto schedule = round_robin(size, true);
  const Results results = play(design, schedule, 1);
  const std::vector<std::size_t> opponents(size, size);
  const auto rank = [&] { return standings(design, results.pairs, opponents, {.pairs = {}, .entrants = Moments(0)}); };
  for (std::size_t i = 0; const Standing& standing : rank())
    if (standing.entrant != results.standings[i++].entrant) wrong("a rank");
  for (auto _ : state) benchmark::DoNotOptimize(rank());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(schedule.size()));
}

}  // namespace

void enter_standings() {
  enter("standings", "pairs", rank);
}

}  // namespace layers
