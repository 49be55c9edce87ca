// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <string>
#include <vector>

#include <detente/search/search.hpp>

#include "search/searched_world.hpp"

namespace detente {

/// What is reported of one world: what `spirals` says of each automaton, were it entered, and of the field's seekers.
struct Findings {
  std::vector<Answer> answers;       // by automaton
  std::vector<SearchValues> values;  // likewise
  std::vector<std::string> worst;    // likewise: its worst aggressor
  std::vector<SearchNamed> field;    // seekers, with the values of this world
};

/// Exactly as `spirals` has them, to the last bit where pairs are exact.
Findings findings(SearchedWorld& searched, const std::vector<std::string>& automata, const Registry& registry,
                  tbb::task_arena& arena, const Watch& watch);

}  // namespace detente
