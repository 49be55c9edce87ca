// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/systems/system_trace.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {

/// One repetition of a system round by round: a strip for each seat, what it misread or was told, and the rounds in
/// which strength changes, states are ruined, and stances are taken or dropped.
std::string system_trace_text(const SystemDesign& design, const SystemTrace& trace, const Terminal& terminal);

/// The same as comma-separated values, a line for each round of each front.
std::string system_trace_csv(const SystemDesign& design, const SystemTrace& trace);

}  // namespace detente::cli
