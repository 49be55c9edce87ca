// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <detente/automata/automaton.hpp>
#include <detente/seats.hpp>

namespace detente::tables {

/// Seats whose lanes hold the state of a machine and look up what it does: for machines that fill no vector. The
/// machine must outlive them. `gives_chances`: of a binary strategy that throws dice, `play` gives the chances of C.
std::unique_ptr<Seats> seat(const Automaton& machine, bool gives_chances);

}  // namespace detente::tables
