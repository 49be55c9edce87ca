// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <detente/seats.hpp>
#include <detente/strategy/registry.hpp>

namespace detente::tables {

/// Seats whose lanes hold the number of a memory, and look up what it says, does and becomes: a table that grows with
/// what happens, for those who hear, or whose automaton does not close. `gives_chances`: of a binary strategy that
/// throws dice, `play` gives the chances of C. Null where the strategy's memory cannot be enumerated.
std::unique_ptr<Seats> seat_by_memories(const Strategy& strategy, int levels, bool gives_chances);

}  // namespace detente::tables
