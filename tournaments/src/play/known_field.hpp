// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <optional>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/known_pairs.hpp"

namespace detente {

/// Solves what is not known of a field. True where all its pairs are known now and exact. Throws `Stopped`.
bool solve_field(const Design& design, KnownPairs& known, tbb::task_arena& arena, const Watch& watch);

/// Results of such a field, whose pairs are read from there whenever they are looked at. Both must outlive them.
Results known_results(const Design& design, const KnownPairs& known);

/// Pairs that have to be sampled, and were not: what is known not to be exact, and under `check` also what is.
std::vector<Meeting> unsampled(const Design& design, const KnownPairs& known, const std::optional<Shard>& shard);

}  // namespace detente
