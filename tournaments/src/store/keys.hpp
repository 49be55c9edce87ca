// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <detente/automata/automaton.hpp>
#include <detente/design/design.hpp>
#include <detente/spirals/recovery.hpp>

namespace detente {

/// All that an exact pair depends on, its entrants apart: neither the seed nor the number of repetitions, nor who else
/// is entered.
std::string exact_key(const Design& design);
/// The same of a sampled pair, which depends on both.
std::string sampled_key(const Design& design);
/// Who sits there: what plays, its payoffs and its errors; not its name in the field. What plays is its automaton, as
/// far as all that it may do is in it: two strategies of one automaton share their pairs, and a change of its source
/// that does not change it costs nothing. Else it is its code with its parameters. Throws `Error` where a module cannot
/// be read.
std::string entrant_key(const Design& design, const Entrant& entrant, const Registry& registry);

/// Who takes a seat in trials of spirals, in which payoffs have no part: its automaton for what may happen there, where
/// that says all, else its code; and its errors.
std::string conduct_key(const Design& design, const Side& side, const Automaton* automaton, const Registry& registry);
/// All that trials depend on but who takes the seats.
std::string trial_key(const Design& design, const Trial& trial, double known_to);

/// Whether a design of this version could have such a key.
bool is_current_design(std::string_view key);
/// Whether an entrant of this version could.
bool is_current_entrant(std::string_view key, const Registry& registry);

}  // namespace detente
