// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/automata/give_up.hpp>
#include <detente/systems/play_system.hpp>

namespace detente::systems {

/// Whether every front is a match of its own: nothing couples the fronts, and no institution verifies.
bool is_uncoupled(const SystemDesign& design);

/// Puts exact episodes in place of sampled ones where a front is a match of its own whose chain is small enough.
void solve_spirals(const SystemDesign& design, SystemResults& results, const GiveUp& give_up);

}  // namespace detente::systems
