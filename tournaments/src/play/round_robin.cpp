// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/play/round_robin.hpp>

#include "play/known_field.hpp"
#include "play/on_threads.hpp"
#include "play/playing.hpp"

namespace detente {

std::vector<Meeting> round_robin(std::size_t entrants, bool self_play) {
  std::vector<Meeting> schedule;
  for (std::size_t row = 0; row < entrants; ++row)
    for (std::size_t column = self_play ? row : row + 1; column < entrants; ++column) schedule.push_back({row, column});
  return schedule;
}

Results play(const Design& design, const std::vector<Meeting>& schedule, int threads, const Watch& watch) {
  return on_threads(threads,
                    [&](tbb::task_arena& arena) { return Playing(design, schedule, false, arena, watch).results(); });
}

Played play_field(const Design& design, int threads, const Watch& watch, KnownPairs* known) {
  return on_threads(threads, [&](tbb::task_arena& arena) {
    if (known != nullptr && solve_field(design, *known, arena, watch)) {
      Played played{.design = design, .results = known_results(design, *known)};
      if (watch.progress) watch.progress(1);
      return played;
    }
    const std::vector<Meeting> schedule = round_robin(design.entrants.size(), design.request.self_play);
    Playing playing(design, schedule, design.request.forfeits, arena, watch, known);
    Played played{.design = design, .results = playing.results()};
    if (playing.failures().empty()) return played;
    return without(played, FieldFailure(playing.failures()).forfeits());
  });
}

std::optional<PairResult> worst_check(const Results& results) {
  const auto excess = [](const PairResult& pair) {
    return pair.check ? pair.check->standard_errors / pair.check->bound : -1;
  };
  std::optional<PairResult> worst;
  for (const PairResult& pair : results.pairs)
    if (pair.check && (!worst || excess(*worst) < excess(pair))) worst = pair;
  return worst;
}

}  // namespace detente
