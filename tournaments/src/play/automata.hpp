// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/design/design.hpp>

namespace detente {

/// The smallest automaton of an entrant as it is seated, if it has one of no more states than `limit`. `is_verified`:
/// its opponent may be open. Absent as well where it fails in a round that no pair of the design may ever lead to, and
/// when `give_up` said so.
std::optional<Automaton> automaton_of(const Design& design, const Entrant& entrant, bool is_verified, std::size_t limit,
                                      const GiveUp& give_up = {});

/// Why an entrant has no automaton; empty where that is only a matter of size.
std::string lacks_automaton(const Entrant& entrant);

}  // namespace detente
