// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <detente/play/round_robin.hpp>

#include "play/known_pairs.hpp"

namespace detente {

/// Solves what is not known of a field. True where all its pairs are known now and exact. Throws `Stopped`.
bool solve_field(const Design& design, KnownPairs& known, tbb::task_arena& arena, const Watch& watch);

/// Results of such a field, whose pairs are read from there whenever they are looked at. Both must outlive them.
Results known_results(const Design& design, const KnownPairs& known);

}  // namespace detente
