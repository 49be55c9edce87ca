// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <string>
#include <variant>
#include <vector>

#include <detente/round_robin.hpp>

namespace detente {

/// Why a pair cannot be exact, as users read it.
struct Inexact {
  std::string reason;
};

/// Solves each pair of a schedule that can be solved, in the order of the schedule. With `stops_at_first`, pairs are
/// only looked at once one cannot be, since the run is going to fail. Throws `StrategyFailure` and `Stopped`.
std::vector<std::variant<PairResult, Inexact>> exact_pairs(const Design& design, const std::vector<Meeting>& schedule,
                                                           bool stops_at_first, tbb::task_arena& arena,
                                                           const Watch& watch);

}  // namespace detente
