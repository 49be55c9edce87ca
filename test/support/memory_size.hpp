// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <detente/automata/automaton.hpp>

/// True for a strategy (after `briefed`) that remembers no more than `most` different things while nobody speaks. Some
/// count without end, and have no number of memories.
inline bool has_memories_up_to(const detente::Strategy& strategy, int game_levels, std::size_t most) {
  return detente::derive(strategy, game_levels, {.slips = true, .verified = true}, most).has_value();
}
