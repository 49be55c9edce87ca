// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/known_field.hpp"

#include <algorithm>

#include "play/on_threads.hpp"
#include "play/refusals.hpp"
#include "play/standings.hpp"
#include "play/unknown_pairs.hpp"

namespace detente {
namespace {

/// A watch that is told of a part of the work alone.
Watch part_of(const Watch& watch, double from, double size) {
  Watch part{.progress = {}, .stop = watch.stop};
  if (watch.progress) part.progress = [&watch, from, size](double done) { watch.progress(from + size * done); };
  return part;
}

std::vector<Meeting> unsampled_of(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard,
                                  std::size_t row) {
  const std::size_t size = design.entrants.size();
  const bool samples_exact = samples_all(design.request) || design.request.engine == "check";
  std::vector<Meeting> pairs;
  if (!samples_exact && !known.solved(row).has_inexact) return pairs;
  const std::vector<bool> is_sampled = known.sampled(row);
  const std::size_t first = design.request.self_play ? row : row + 1;
  const auto solved =
      samples_all(design.request) ? std::vector<PairResult>(size - first) : known.read_solved(row, first, size);
  for (std::size_t column = first; column < size; ++column) {
    const PairResult& pair = solved[column - first];
    const bool is_exact = !pair.engine.empty();
    const bool is_open = !is_exact && !pair.hindrance && !samples_all(design.request);  // somebody failed
    if (is_open || is_sampled[column - row] || (is_exact && !samples_exact)) continue;
    if (!shard || holds(*shard, row, column)) pairs.push_back({row, column});
  }
  return pairs;
}

}  // namespace

std::vector<Meeting> unsampled(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard) {
  std::vector<Meeting> pairs;
  for (std::size_t row = 0; row < design.entrants.size(); ++row)
    for (const Meeting& meeting : unsampled_of(design, known, shard, row)) pairs.push_back(meeting);
  return pairs;
}

bool solve_field(const Design& design, KnownPairs& known, tbb::task_arena& arena, const Watch& watch) {
  if (samples_all(design.request)) return false;
  Watch first_half = watch;
  if (watch.progress && !needs_exact(design)) first_half.progress = [&](double done) { watch.progress(done / 2); };
  Dropped dropped(design);
  solve_unknown(design, known, {}, needs_exact(design), arena, first_half, dropped);
  if (dropped.size() > 0 || design.request.engine == "check") return false;
  for (std::size_t row = 0; row < design.entrants.size(); ++row)
    if (known.solved(row).has_inexact) return false;
  return true;
}

Results known_results(const Design& design, const KnownPairs& known) {
  const std::size_t size = design.entrants.size();
  const std::size_t own = design.request.self_play ? 0 : 1;  // column after the row with which a row begins
  std::vector<std::size_t> begin{0};                         // by row: pairs before it
  for (std::size_t row = 0; row < size; ++row) begin.push_back(begin.back() + size - own - row);
  const auto read = [&known, size, own, begin](std::size_t first, std::size_t end) {
    std::vector<PairResult> pairs;
    while (first < end) {
      const auto after = std::upper_bound(begin.begin(), begin.end(), first);
      const auto row = static_cast<std::size_t>(after - begin.begin()) - 1;
      const std::size_t column = row + own + first - begin[row];
      const std::size_t count = std::min(end - first, size - column);
      for (PairResult& pair : known.read_solved(row, column, column + count)) pairs.push_back(std::move(pair));
      first += count;
    }
    return pairs;
  };
  Results results{.standings = {}, .pairs = PairResults(begin.back(), read), .pairs_of = {{"exact", begin.back()}}};
  const std::vector<std::size_t> opponents(size, size - own);
  results.standings = standings(design, results.pairs, opponents, {.pairs = {}, .entrants = Moments(0)});
  return results;
}

void play_shard(const Design& design, const Shard& shard, int threads, const Watch& watch, KnownPairs& known) {
  on_threads(threads, [&](tbb::task_arena& arena) {
    Dropped dropped(design);
    const bool is_solved = !samples_all(design.request);
    const double half = !is_solved ? 0 : needs_exact(design) ? 1 : 0.5;
    if (is_solved) solve_unknown(design, known, shard, needs_exact(design), arena, part_of(watch, 0, half), dropped);
    const std::vector<Meeting> inexact = unsampled(design, known, shard);
    if (needs_exact(design) && !inexact.empty()) {
      std::vector<PairResult> solved;
      for (const auto& [row, column] : inexact) solved.push_back(known.read_solved(row, column, column + 1).front());
      refuse_inexact(design, inexact, solved);
    }
    check_tables(design, inexact, watch, dropped);
    check_rates(design, inexact, "which meets a sampled opponent");
    sample_unknown(design, inexact, known, arena, part_of(watch, half, 1 - half), dropped);
    if (dropped.size() > 0 && !design.request.forfeits) throw FieldFailure(dropped.failures());
    return 0;
  });
}

ToPlay to_play(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard) {
  const std::size_t size = design.entrants.size();
  ToPlay counted{};
  for (std::size_t row = 0; row < size; ++row) {
    const KnownPairs::Row solved = samples_all(design.request) ? KnownPairs::Row{} : known.solved(row);
    for (std::size_t column = design.request.self_play ? row : row + 1; column < size; ++column) {
      if (shard && !holds(*shard, row, column)) continue;
      ++counted.pairs;
      if (!samples_all(design.request) && !solved.is_known[column - row]) ++counted.unknown;
    }
    counted.unknown += unsampled_of(design, known, shard, row).size();
  }
  return counted;
}

}  // namespace detente
