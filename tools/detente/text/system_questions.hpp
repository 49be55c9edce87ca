// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/system_json.hpp"
#include "terminal/terminal.hpp"

/// Answers to the two questions that `detente system` may be asked beside what the system comes to.
namespace detente::cli {

/// Who breaks spirals in a seat.
std::string contest_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal);
std::string contest_csv(const SystemFindings& findings);

/// How far one misreading spreads.
std::string contagion_text(const SystemDesign& design, const SystemFindings& findings, const Terminal& terminal);
std::string contagion_csv(const SystemDesign& design, const SystemFindings& findings);

}  // namespace detente::cli
