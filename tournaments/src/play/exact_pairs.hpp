// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/exact/chain.hpp>
#include <detente/play/round_robin.hpp>

#include "play/dropped.hpp"

namespace detente {

/// Solves pairs of a design, whichever part of its schedule they are.
class ExactSolver {
 public:
  /// Derives the automata of all entrants. `design` must outlive it. Throws `Stopped`.
  explicit ExactSolver(const Design& design, const GiveUp& give_up = {});

  /// Solves each pair that can be solved, in the order of the schedule. The others are left without an engine, and say
  /// why as their hindrance. With `stops_at_first`, pairs are only looked at once one cannot be solved, since the run
  /// is going to fail. Who fails is added to `dropped`, in order of the schedule; without it, `FieldFailure` is thrown.
  /// Throws `Stopped`.
  std::vector<PairResult> solve(const std::vector<Meeting>& schedule, bool stops_at_first, tbb::task_arena& arena,
                                const Watch& watch, Dropped* dropped = nullptr) const;

 private:
  Seated seated(std::size_t entrant, std::size_t other) const;
  /// More for pairs that take longer.
  std::size_t cost(const Meeting& meeting) const;

  const Design& design_;
  std::vector<std::optional<Automaton>> closed_, opened_;  // by entrant, for opponents that do not open, or may
};

/// Why no chain could be made of a pair.
std::string no_chain(const Design& design, const Meeting& meeting);

/// Solves a schedule (see `ExactSolver::solve`).
std::vector<PairResult> exact_pairs(const Design& design, const std::vector<Meeting>& schedule, bool stops_at_first,
                                    tbb::task_arena& arena, const Watch& watch, Dropped* dropped = nullptr);

}  // namespace detente
