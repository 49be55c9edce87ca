// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/unknown_pairs.hpp"

#include <algorithm>
#include <chrono>

#include "play/exact_pairs.hpp"
#include "play/sampling.hpp"

namespace detente {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFew = 64;              // pairs that are played first, to see how long they take
constexpr std::size_t kMostSolved = 1 << 14;  // pairs that are kept together
constexpr std::size_t kMostSampled = 1024;    // weather is drawn anew for each
constexpr double kPause = 0.5;                // seconds after which what was played should be kept

/// How many pairs to play before they are kept: as many as take half a second. No result depends on it.
class Portion {
 public:
  explicit Portion(std::size_t most) : most_(most) {}

  std::size_t size() const { return size_; }
  /// So many pairs were played.
  void played(std::size_t pairs) {
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    begin_ = now;
    const double in_time = static_cast<double>(pairs) * kPause / std::max(seconds, 1e-6);
    size_ = std::clamp(static_cast<std::size_t>(in_time), std::size_t{1}, std::min(most_, 4 * size_));
  }

 private:
  std::size_t most_;
  std::size_t size_ = kFew;
  Clock::time_point begin_ = Clock::now();
};

/// The same design with the entrants of some meetings alone, in the same order, which alone play them; and the meetings
/// there.
struct Few {
  Design design;
  std::vector<Meeting> schedule;
};

Few with_few(const Design& design, const std::vector<Meeting>& schedule) {
  std::vector<std::size_t> place(design.entrants.size());
  for (const Meeting& meeting : schedule) place[meeting.row] = place[meeting.column] = 1;
  Few few{.design = design, .schedule = {}};
  few.design.entrants.clear();
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (place[i] == 0) continue;
    place[i] = few.design.entrants.size();
    few.design.entrants.push_back(design.entrants[i]);
  }
  for (const Meeting& meeting : schedule) few.schedule.push_back({place[meeting.row], place[meeting.column]});
  return few;
}

}  // namespace

void keep(const std::vector<PairResult>& solved, KnownPairs& known) {
  std::vector<PairResult> row;
  const auto keep_row = [&] {
    if (!row.empty()) known.keep_solved(row);
    row.clear();
  };
  for (const PairResult& pair : solved) {
    if (pair.engine.empty() && !pair.hindrance) continue;  // somebody failed
    if (!row.empty() && row.back().row != pair.row) keep_row();
    row.push_back(pair);
  }
  keep_row();
}

bool holds(const Shard& shard, std::size_t row, std::size_t column) {
  return (row + column / kStrip) % static_cast<std::size_t>(shard.of) + 1 == static_cast<std::size_t>(shard.part);
}

UnknownPairs::UnknownPairs(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard)
    : design_(design), known_(known), shard_(shard) {
  read_row();
}

void UnknownPairs::read_row() {
  if (row_ >= design_.entrants.size()) return;
  is_known_ = known_.solved(row_).is_known;
  column_ = design_.request.self_play ? row_ : row_ + 1;
}

std::vector<Meeting> UnknownPairs::next(std::size_t most) {
  std::vector<Meeting> pairs;
  while (row_ < design_.entrants.size() && pairs.size() < most) {
    if (column_ == design_.entrants.size()) {
      ++row_;
      read_row();
      continue;
    }
    if (!is_known_[column_ - row_] && (!shard_ || holds(*shard_, row_, column_))) pairs.push_back({row_, column_});
    ++column_;
  }
  return pairs;
}

std::size_t UnknownPairs::count() {
  std::size_t count = 0;
  for (std::size_t some = next(kMostSolved).size(); some > 0; some = next(kMostSolved).size()) count += some;
  return count;
}

void solve_unknown(const Design& design, KnownPairs& known, const std::optional<Shard>& shard, bool stops_at_first,
                   tbb::task_arena& arena, const Watch& watch, Dropped& dropped) {
  const std::size_t all = UnknownPairs(design, known, shard).count();
  if (all == 0) return;
  const ExactSolver solver(design, watch.stop);
  UnknownPairs unknown(design, known, shard);
  Portion portion(kMostSolved);
  std::size_t done = 0;
  for (std::vector<Meeting> some = unknown.next(portion.size()); !some.empty(); some = unknown.next(portion.size())) {
    Watch part{.progress = {}, .stop = watch.stop};
    const auto share = [&](double of_some) {
      return (static_cast<double>(done) + of_some * static_cast<double>(some.size())) / static_cast<double>(all);
    };
    if (watch.progress) part.progress = [&](double of_some) { watch.progress(share(of_some)); };
    const std::vector<PairResult> solved = solver.solve(some, stops_at_first, arena, part, &dropped);
    keep(solved, known);
    known.commit();
    if (stops_at_first &&
        std::any_of(solved.begin(), solved.end(), [](const PairResult& pair) { return pair.hindrance.has_value(); }))
      return;
    done += some.size();
    portion.played(some.size());
  }
}

std::vector<std::optional<SampledPair>> sampled_apart(const Design& design, const std::vector<Meeting>& pairs,
                                                      tbb::task_arena& arena, const Watch& watch, Dropped& dropped) {
  const Few few = with_few(design, pairs);
  Dropped failed(few.design);
  std::vector<SampledPair> sampled = record(few.design, few.schedule, arena, watch, failed);
  std::vector<std::optional<SampledPair>> apart(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!failed.has(few.schedule[i])) apart[i] = std::move(sampled[i]);
    for (const StrategyFailure& failure : failed.failures()) dropped.add_if_named(pairs[i], failure);
  }
  return apart;
}

void sample_unknown(const Design& design, const std::vector<Meeting>& schedule, KnownPairs& known,
                    tbb::task_arena& arena, const Watch& watch, Dropped& dropped) {
  Portion portion(kMostSampled);
  for (std::size_t first = 0; first < schedule.size();) {
    const std::size_t end = std::min(schedule.size(), first + portion.size());
    const std::vector<Meeting> some(schedule.begin() + static_cast<std::ptrdiff_t>(first),
                                    schedule.begin() + static_cast<std::ptrdiff_t>(end));
    Watch part{.progress = {}, .stop = watch.stop};
    if (watch.progress)
      part.progress = [&](double of_some) {
        watch.progress((static_cast<double>(first) + of_some * static_cast<double>(some.size())) /
                       static_cast<double>(schedule.size()));
      };
    const auto sampled = sampled_apart(design, some, arena, part, dropped);
    for (std::size_t i = 0; i < some.size(); ++i)
      if (sampled[i]) known.keep_sampled(some[i], *sampled[i]);
    known.commit();
    portion.played(some.size());
    first = end;
  }
}

}  // namespace detente
