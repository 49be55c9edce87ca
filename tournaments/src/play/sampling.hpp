// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <cstddef>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/dropped.hpp"
#include "play/intervals.hpp"
#include "play/known_pairs.hpp"
#include "play/moments.hpp"

namespace detente {

/// What came out of a sampled schedule.
struct Sampled {
  std::vector<PairResult> pairs;  ///< in the order of the schedule
  Moments entrants;  ///< for each repetition, every entrant's payoff total over the schedule, divided by its
                     ///< number of opponents; then the match length
  std::vector<Residuals> residuals = {};  ///< by entrant, of the same; empty where the length is fixed
};

/// Plays every repetition of every pair of a schedule. `opponents`: by entrant, how many it has in all.
/// Who fails is added to `dropped`, in order of repetition and schedule; what came out then means nothing. It plays on
/// where all who fail are to be found, else it ends as soon as it knows of some. What is `known` is not played again.
/// Throws `Stopped`.
Sampled sample(const Design& design, const std::vector<Meeting>& schedule, const std::vector<std::size_t>& opponents,
               bool finds_all, tbb::task_arena& arena, const Watch& watch, Dropped& dropped,
               const KnownPairs* known = nullptr);

/// Pairs of a schedule that were not sampled before.
std::vector<Meeting> not_sampled(const std::vector<Meeting>& schedule, const KnownPairs& known);

/// The same as it can be kept, in the order of the schedule; what is of those who were dropped means nothing.
std::vector<SampledPair> record(const Design& design, const std::vector<Meeting>& schedule, tbb::task_arena& arena,
                                const Watch& watch, Dropped& dropped);

}  // namespace detente
