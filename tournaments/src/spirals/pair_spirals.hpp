// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <vector>

#include <detente/spirals/spirals.hpp>

#include "spirals/world.hpp"

namespace detente {

/// The trials of all pairs, in the order of the schedule; counterfactuals are left out. Throws what `play` throws.
std::vector<PairSpirals> pair_spirals(const Design& design, const Results& results, const Trial& trial,
                                      tbb::task_arena& arena, const Watch& watch);

/// Marks what the counterfactuals of a pair look at. By entrant: numbers of its state, and of the baseline in its seat.
void need_counterfactuals(World& world, const std::vector<std::size_t>& entrants,
                          const std::vector<std::size_t>& baselines, const PairResult& pair);
/// What would have been, once it is known.
void add_counterfactuals(World& world, const std::vector<std::size_t>& entrants,
                         const std::vector<std::size_t>& baselines, PairSpirals& pair);

}  // namespace detente
