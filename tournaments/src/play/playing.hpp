// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <cstddef>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/dropped.hpp"
#include "play/known_pairs.hpp"
#include "play/sampling.hpp"

namespace detente {

/// A schedule at play. Who fails is dropped with all of its pairs, on which no other pair depends.
class Playing {
 public:
  /// What is `known` is not played again; the schedule must then be a round robin.
  Playing(const Design& design, const std::vector<Meeting>& schedule, bool forfeits, tbb::task_arena& arena,
          const Watch& watch, KnownPairs* known = nullptr);

  /// What came out of the pairs of those who did not fail. Throws `FieldFailure` where that is not wanted, or nothing
  /// is left.
  Results results();

  const std::vector<StrategyFailure>& failures() const { return dropped_.failures(); }

 private:
  void solve();
  /// Solves what is not known, and remembers the rest.
  void solve_unknown(const Watch& watch);
  /// Which pairs are left, and what of them has to be sampled, or under `check` is sampled as well.
  void sort_out();
  /// Some of the pairs, after so many others.
  Sampled sampled(const std::vector<Meeting>& pairs, std::size_t before);
  Results taken();

  const Design& design_;
  const std::vector<Meeting>& schedule_;
  bool forfeits_, is_solved_, needs_exact_;
  tbb::task_arena& arena_;
  const Watch& watch_;
  KnownPairs* known_;
  Dropped dropped_;
  std::vector<PairResult> pairs_;    // by place in the schedule
  std::vector<std::size_t> places_;  // of those that are left
  std::vector<Meeting> inexact_, twice_;
  std::vector<std::size_t> opponents_;  // by entrant
  Sampled samples_{.pairs = {}, .entrants = Moments(0)}, checks_ = samples_;
};

}  // namespace detente
