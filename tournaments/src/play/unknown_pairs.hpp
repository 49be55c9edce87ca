// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <cstddef>
#include <optional>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/dropped.hpp"
#include "play/known_pairs.hpp"

namespace detente {

/// Pairs that stay together in a shard: a row with columns of one block of so many.
constexpr std::size_t kStrip = 256;

/// Whether a pair is of a part of a field.
bool holds(const Shard& shard, std::size_t row, std::size_t column);

/// What of a round robin is not known, strip by strip, without a list of all pairs.
class UnknownPairs {
 public:
  UnknownPairs(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard);

  /// Up to `most` of the next pairs; none at the end.
  std::vector<Meeting> next(std::size_t most);
  /// How many are left.
  std::size_t count();

 private:
  void read_row();

  const Design& design_;
  const KnownPairs& known_;
  std::optional<Shard> shard_;
  std::size_t row_ = 0, column_ = 0;
  std::vector<bool> is_known_;  // of the row, from its own column on
};

/// Keeps what was solved, row by row; nothing of those who failed.
void keep(const std::vector<PairResult>& solved, KnownPairs& known);

/// Samples pairs, as `sample_unknown` does. Absent for those who failed, who are added to `dropped`.
std::vector<std::optional<SampledPair>> sampled_apart(const Design& design, const std::vector<Meeting>& pairs,
                                                      tbb::task_arena& arena, const Watch& watch, Dropped& dropped);

/// Solves what is not known, and keeps it as it is solved. Who fails is added to `dropped`.
/// With `stops_at_first` it ends once some pair is not exact, since the run is going to fail. Throws `Stopped`.
void solve_unknown(const Design& design, KnownPairs& known, const std::optional<Shard>& shard, bool stops_at_first,
                   tbb::task_arena& arena, const Watch& watch, Dropped& dropped);

/// Samples pairs that are not known, and keeps them. Who fails is added to `dropped`. Throws `Stopped`.
void sample_unknown(const Design& design, const std::vector<Meeting>& schedule, KnownPairs& known,
                    tbb::task_arena& arena, const Watch& watch, Dropped& dropped);

}  // namespace detente
