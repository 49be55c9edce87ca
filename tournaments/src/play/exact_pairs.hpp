// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/dropped.hpp"

namespace detente {

/// Solves each pair of a schedule that can be solved, in the order of the schedule. The others are left without an
/// engine, and say why as their hindrance. With `stops_at_first`, pairs are only looked at once one cannot be solved,
/// since the run is going to fail. Who fails is added to `dropped`, in order of the schedule; without it,
/// `FieldFailure` is thrown. Throws `Stopped`.
std::vector<PairResult> exact_pairs(const Design& design, const std::vector<Meeting>& schedule, bool stops_at_first,
                                    tbb::task_arena& arena, const Watch& watch, Dropped* dropped = nullptr);

}  // namespace detente
