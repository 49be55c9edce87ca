// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/system_json.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// What is due to each coupling: a table, and what it means.
std::string due_to_text(const SystemDesign& design, const std::vector<DueTo>& due, const Terminal& terminal);

/// What one misreading does in silence, by who misreads whom.
std::string silent_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal);

}  // namespace detente::cli
