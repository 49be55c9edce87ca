// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/blocked_range2d.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>

#include "play/counts.hpp"
#include "play/episode_counts.hpp"
#include "play/failures.hpp"
#include "play/handover.hpp"
#include "play/intervals.hpp"
#include "play/pair_sums.hpp"
#include "play/sampling.hpp"
#include "play/table_field.hpp"

namespace detente {
namespace {

constexpr std::size_t kBudget = 128U << 20;        // bytes that a wave's weather, counts and cells may take, each
constexpr std::size_t kSharedWeather = 32U << 20;  // bytes of a block's weather that pairs share; the rest each draws
constexpr std::size_t kTile = 16;                  // pairs that are at the table together: their seats stay in cache

/// What came out of one pair in one block: row total, column total, length, over its repetitions.
using Cell = TripleMoments;

Climate climate_of(const Design& design, const TableField* tables) {
  Climate climate(design.rules);
  for (const Entrant& entrant : design.entrants)
    for (std::uint32_t seat = 0; seat < 2; ++seat) {
      for (std::size_t stretch = 0; stretch <= design.rules.turns.size(); ++stretch) {
        const Stretch holds = entrant.side.in(stretch);
        climate.admit(Purpose::tremble, seat, holds.tremble);
        climate.admit(Purpose::misperception, seat, holds.misperception);
      }
      climate.admit_dice(seat, entrant.side.strategy.traits());
    }
  if (tables != nullptr) tables->admit(climate);
  return climate;
}

/// By pair of a schedule: whether it was sampled before.
std::vector<bool> known_of(const std::vector<Meeting>& schedule, const KnownPairs* known) {
  std::vector<bool> is_known(schedule.size());
  std::optional<std::size_t> row;
  std::vector<bool> in_row;
  for (std::size_t pair = 0; known != nullptr && pair < schedule.size(); ++pair) {
    if (row != schedule[pair].row) in_row = known->sampled(schedule[pair].row);
    row = schedule[pair].row;
    is_known[pair] = in_row[schedule[pair].column - *row];
  }
  return is_known;
}

std::vector<Meeting> without_known(const std::vector<Meeting>& schedule, const std::vector<bool>& is_known) {
  std::vector<Meeting> others;
  for (std::size_t pair = 0; pair < schedule.size(); ++pair)
    if (!is_known[pair]) others.push_back(schedule[pair]);
  return others;
}

/// A sample in the making. Repetitions go in waves of blocks, so that memory does not grow with their number.
class Sampling {
 public:
  Sampling(const Design& design, const std::vector<Meeting>& schedule, const std::vector<std::size_t>& opponents,
           bool finds_all, tbb::task_arena& arena, const Watch& watch, Dropped& dropped, const KnownPairs* known)
      : design_(design),
        schedule_(schedule),
        opponents_(opponents),
        finds_all_(finds_all),
        watch_(watch),
        dropped_(dropped),
        known_(known),
        is_known_(known_of(schedule, known)),
        to_play_(without_known(schedule, is_known_)),
        tables_(design, to_play_, watch),
        climate_(climate_of(design, &tables_)),
        arena_(arena),
        stretches_(design.rules.turns.size() + 1),
        pairs_(schedule.size(), PairSums(design)),
        entrant_moments_(design.entrants.size() + 1, static_cast<std::size_t>(design.request.repetitions)),
        entrant_residuals_(design.rules.continuation ? design.entrants.size() : 0) {}

  Sampled result() {
    const auto repetitions = static_cast<std::uint64_t>(design_.request.repetitions);
    const std::uint64_t blocks = (repetitions + kLanes - 1) / kLanes;
    rounds_to_play_ = static_cast<double>(blocks) * static_cast<double>(std::max<std::size_t>(to_play_.size(), 1)) *
                      (design_.rules.continuation ? 1 : static_cast<double>(design_.rules.rounds));
    const std::size_t dropped = dropped_.size();
    for (std::uint64_t first = 0; first < blocks; first += wave_blocks()) {
      wave(first, std::min<std::uint64_t>(wave_blocks(), blocks - first), repetitions);
      if (dropped_.size() > dropped && !finds_all_) return {.pairs = {}, .entrants = entrant_moments_};
    }
    Sampled sampled{.pairs = {}, .entrants = entrant_moments_, .residuals = entrant_residuals_};
    sampled.pairs.reserve(schedule_.size());
    for (std::size_t pair = 0; pair < schedule_.size(); ++pair)
      sampled.pairs.push_back(result_of(design_, schedule_[pair], engine(pair), pairs_[pair]));
    return sampled;
  }

  /// What can be kept of the pairs, in the order of the schedule.
  std::vector<SampledPair> record() {
    const auto repetitions = static_cast<std::size_t>(design_.request.repetitions);
    std::vector<SampledPair> record(schedule_.size());
    for (SampledPair& pair : record) pair.blocks.resize((repetitions + kLanes - 1) / kLanes);
    record_ = &record;
    result();
    for (std::size_t pair = 0; pair < schedule_.size(); ++pair) {
      record[pair].engine = engine(pair);
      record[pair].episodes = pairs_[pair].episodes.values();
    }
    return record;
  }

 private:
  /// A pair at the table, and what it came to in the blocks that it played there.
  struct Seated {
    std::optional<SampledPair> known;
    std::optional<TableEncounter> from_tables;
    std::optional<Encounter> encounter;
    EpisodeCounts episodes;
    std::vector<std::uint64_t> joint;
  };

  /// Rounds of a block whose weather pairs share; a pair that is alone keeps its own in cache.
  std::int64_t shared_rounds(const Block& block) const {
    if (schedule_.size() == 1) return 0;
    const std::size_t most = kSharedWeather / std::max<std::size_t>(climate_.bytes_per_round(), 1);
    return std::min(block.longest(), static_cast<std::int64_t>(most));
  }

  std::uint64_t wave_blocks() const {
    const std::size_t rounds =
        design_.rules.continuation ? kSharedWeather : static_cast<std::size_t>(design_.rules.rounds);
    const std::size_t weather = std::min(climate_.bytes_per_round() * rounds, kSharedWeather) + 1;
    const std::size_t counts = Counts::bytes(design_.entrants.size(), design_.rules.levels, stretches_);
    const std::size_t cells =
        schedule_.size() * (sizeof(Cell) + (design_.rules.continuation ? sizeof(SeatResiduals) : 0));
    return std::clamp<std::size_t>(kBudget / std::max({weather, counts, cells}), 1, 64);
  }

  void wave(std::uint64_t first, std::uint64_t blocks, std::uint64_t repetitions) {
    std::vector<Weather> weather;
    for (std::uint64_t block = first; block < first + blocks; ++block)
      weather.emplace_back(climate_, make_block(design_.rules, block * kLanes,
                                                std::min<std::size_t>(kLanes, repetitions - block * kLanes)));
    std::vector<Cell> cells(blocks * schedule_.size());
    std::vector<SeatResiduals> residuals(design_.rules.continuation ? cells.size() : 0);
    const std::vector<Counts> empty(blocks, Counts(design_.entrants.size(), design_.rules.levels, stretches_));
    tbb::enumerable_thread_specific<std::vector<Counts>> counts(empty);
    Failures failures;
    std::vector<std::atomic<std::size_t>> failed(schedule_.size());  // by pair: the first block in which it did
    for (auto& block : failed) block = blocks;
    const auto draw = [&](std::size_t block) {
      const Handover::Turn turn;
      const std::int64_t rounds = shared_rounds(weather[block].block());
      if (rounds > 0 && !to_play_.empty()) weather[block].draw(1, rounds);
    };
    const auto play_tile = [&](const auto& tile) {
      const Handover::Turn turn;
      std::vector<Counts>& mine = counts.local();
      Tally tally;
      EpisodeCounter episodes(design_.rules.levels, design_.peace, design_.request.ages, design_.request.kernel);
      for (std::size_t some = tile.cols().begin(); some < tile.cols().end(); some += kTile) {
        const std::size_t end = std::min(some + kTile, tile.cols().end());
        std::vector<Seated> seated;
        for (std::size_t pair = some; pair != end; ++pair) seated.push_back(empty_table());
        for (std::size_t block = tile.rows().begin(); block != tile.rows().end(); ++block)
          for (std::size_t pair = some; pair != end; ++pair) {
            const std::size_t cell = block * schedule_.size() + pair;
            if (is_stopped()) return;
            if (failures.is_over(cell) || failed[pair] < block || dropped_.has(schedule_[pair])) continue;
            try {
              Seated& at = seated[pair - some];
              if (is_known_[pair])
                remember(pair, first + block, weather[block], tally, at);
              else if (!play(pair, weather[block], tally, episodes, at))
                continue;
              if (record_ != nullptr) (*record_)[pair].blocks[first + block] = tally;
              take(pair, tally, at, cells[cell], residuals.empty() ? nullptr : &residuals[cell], mine[block]);
            } catch (...) {
              failures.record(cell);
              for (std::size_t known = failed[pair];
                   block < known && !failed[pair].compare_exchange_weak(known, block);)
                continue;
            }
          }
        for (std::size_t pair = some; pair != end; ++pair) take(pair, seated[pair - some]);
      }
    };
    arena_.execute([&] {
      {
        const Handover loop;
        tbb::parallel_for(std::size_t{0}, weather.size(), draw);
      }
      const Handover loop;
      tbb::parallel_for(tbb::blocked_range2d<std::size_t>(0, blocks, 1, 0, schedule_.size(), kTile), play_tile);
    });
    failures.rethrow();
    if (is_stopped()) throw Stopped();
    // Of each pair the first failure alone: which others come up depends on the threads.
    for (const auto& [cell, failure] : failures.of_strategies())
      if (failed[cell % schedule_.size()] == cell / schedule_.size())
        dropped_.add(schedule_[cell % schedule_.size()], failure);
    for (std::size_t pair = 0; pair < schedule_.size(); ++pair)
      for (std::size_t block = 0; block < blocks; ++block) {
        const std::size_t cell = block * schedule_.size() + pair;
        pairs_[pair].moments.merge(cells[cell]);
        if (!residuals.empty())
          for (const std::size_t seat : {0U, 1U}) pairs_[pair].residuals[seat].merge(residuals[cell][seat]);
      }
    for (std::size_t block = 0; block < blocks; ++block) {
      Counts sum = empty[block];
      for (const std::vector<Counts>& part : counts) sum.add(part[block]);
      take(sum, weather[block].block());
    }
  }

  Seated empty_table() const {
    return {.known = {},
            .from_tables = {},
            .encounter = {},
            .episodes = EpisodeCounts(design_.rules.levels, design_.request.ages),
            .joint = std::vector<std::uint64_t>(pairs_.front().joint.size())};
  }

  /// What a pair came to in a block when it was played before.
  void remember(std::size_t pair, std::size_t block, const Weather& weather, Tally& tally, Seated& seated) {
    if (!seated.known) seated.known = known_->read_sampled(schedule_[pair]);
    tally = seated.known->blocks[block];
    tally.block = weather.block();
    if (block == 0) seated.episodes.add(seated.known->episodes);
  }

  /// Whether a pair was played to the end of a block.
  bool play(std::size_t pair, const Weather& weather, Tally& tally, EpisodeCounter& episodes, Seated& seated) {
    const Meeting& meeting = schedule_[pair];
    // Progress is counted in rounds; where the length is random, in cells alone.
    const std::int64_t rounds = design_.rules.continuation ? 1 : design_.rules.rounds;
    std::int64_t told = 0;
    const auto pulse = [&](std::int64_t played) {
      if (!design_.rules.continuation) tell(played, told);
      return !is_stopped();
    };
    episodes.begin(weather.block());
    if (!seated.from_tables && !seated.encounter) {
      if (auto from_tables = tables_.encounter(climate_, meeting))
        seated.from_tables.emplace(std::move(*from_tables));
      else
        seated.encounter.emplace(design_.rules, climate_, design_.entrants[meeting.row].side,
                                 design_.entrants[meeting.column].side);
    }
    const bool is_played = seated.from_tables ? seated.from_tables->play(weather, tally, pulse, &episodes)
                                              : seated.encounter->play(weather, tally, pulse, &episodes);
    if (!is_played) return false;
    seated.episodes.add(episodes.finish());
    tell(rounds - told, told);
    return true;
  }

  /// Takes over what a pair came to in a block.
  void take(std::size_t pair, const Tally& tally, Seated& seated, Cell& cell, SeatResiduals* residuals,
            Counts& counts) const {
    const Meeting& meeting = schedule_[pair];
    counts.add(meeting.row, meeting.column, tally);
    TripleMoments::Samples samples;
    scores(tally, design_.entrants[meeting.row].side, design_.rules, 0, samples[0]);
    scores(tally, design_.entrants[meeting.column].side, design_.rules, 1, samples[1]);
    for (std::size_t lane = 0; lane < kLanes; ++lane) samples[2][lane] = static_cast<double>(tally.block.lengths[lane]);
    cell.add(samples, tally.block.lanes);
    if (residuals != nullptr)
      for (const std::size_t seat : {0U, 1U})
        (*residuals)[seat].add(samples[seat].data(), samples[2].data(), tally.block.lanes);
    for (std::size_t i = 0; i < seated.joint.size(); ++i)
      for (std::size_t lane = 0; lane < tally.block.lanes; ++lane) seated.joint[i] += tally.joint[i][lane];
  }

  std::string engine(std::size_t pair) const {
    if (is_known_[pair]) return known_->read_sampled(schedule_[pair]).engine;
    return tables_.plays(schedule_[pair]) ? "tables" : "objects";
  }

  /// Takes over what a pair came to at a table.
  void take(std::size_t pair, const Seated& seated) {
    seated.episodes.add_to(pairs_[pair].episodes);
    for (std::size_t i = 0; i < seated.joint.size(); ++i)
      std::atomic_ref(pairs_[pair].joint[i]).fetch_add(seated.joint[i], std::memory_order_relaxed);
  }

  void tell(std::int64_t played, std::int64_t& told) {
    told += played;
    const auto all = static_cast<double>(played_.fetch_add(played, std::memory_order_relaxed) + played);
    if (watch_.progress) watch_.progress(all / rounds_to_play_);
  }

  /// Takes over what the entrants met in a block.
  void take(const Counts& counts, const Block& block) {
    std::vector<double> samples;
    for (std::size_t lane = 0; lane < block.lanes; ++lane) {
      for (std::size_t i = 0; i < design_.entrants.size(); ++i)
        samples.push_back(score(counts, i, design_.entrants[i].side, design_.rules, lane) /
                          static_cast<double>(std::max<std::size_t>(opponents_[i], 1)));
      samples.push_back(static_cast<double>(block.lengths[lane]));
    }
    entrant_moments_.add(samples);
    const std::size_t wide = entrant_residuals_.size();
    std::array<double, kLanes> totals, lengths;
    for (std::size_t i = 0; i < wide; ++i) {
      for (std::size_t lane = 0; lane < block.lanes; ++lane) {
        totals[lane] = samples[lane * (wide + 1) + i];
        lengths[lane] = samples[lane * (wide + 1) + wide];
      }
      entrant_residuals_[i].add(totals.data(), lengths.data(), block.lanes);
    }
  }

  bool is_stopped() const { return watch_.stop && watch_.stop(); }

  const Design& design_;
  const std::vector<Meeting>& schedule_;
  const std::vector<std::size_t>& opponents_;
  bool finds_all_;
  const Watch& watch_;
  Dropped& dropped_;
  const KnownPairs* known_;
  std::vector<bool> is_known_;    // by pair
  std::vector<Meeting> to_play_;  // the others
  TableField tables_;
  Climate climate_;
  tbb::task_arena& arena_;
  std::size_t stretches_;
  std::vector<PairSums> pairs_;
  Moments entrant_moments_;
  std::vector<Residuals> entrant_residuals_;
  std::atomic<std::int64_t> played_{0};  // rounds of pairs and blocks; cells where the length is random
  double rounds_to_play_ = 1;
  std::vector<SampledPair>* record_ = nullptr;
};

}  // namespace

Sampled sample(const Design& design, const std::vector<Meeting>& schedule, const std::vector<std::size_t>& opponents,
               bool finds_all, tbb::task_arena& arena, const Watch& watch, Dropped& dropped, const KnownPairs* known) {
  return Sampling(design, schedule, opponents, finds_all, arena, watch, dropped, known).result();
}

std::vector<Meeting> not_sampled(const std::vector<Meeting>& schedule, const KnownPairs& known) {
  return without_known(schedule, known_of(schedule, &known));
}

std::vector<SampledPair> record(const Design& design, const std::vector<Meeting>& schedule, tbb::task_arena& arena,
                                const Watch& watch, Dropped& dropped) {
  const std::vector<std::size_t> opponents(design.entrants.size(), 1);
  return Sampling(design, schedule, opponents, true, arena, watch, dropped, nullptr).record();
}

Trace trace(const Design& design, const Meeting& meeting, std::uint64_t repetition, std::int64_t most_rounds) {
  const Climate climate = climate_of(design, nullptr);
  return Encounter(design.rules, climate, design.entrants[meeting.row].side, design.entrants[meeting.column].side)
      .trace(repetition, most_rounds);
}

}  // namespace detente
