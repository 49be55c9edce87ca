// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "terminal/terminal.hpp"

/// Answers about spirals as tables for people and as comma-separated values.
namespace detente::cli {

/// What `spirals` prints below the header. `asked` is what the user wrote.
std::string spirals_table(const SpiralRequest& asked, const SpiralDesign& question, const SpiralReport& report,
                          const Terminal& terminal);
/// The 95% interval of a lift in whole percentage points, as "−3…18", or as "≤−44" where it reaches to the end of all
/// lifts; empty where it has none.
std::string lift_interval_text(const Breaker& breaker);
/// True where there is something to show of it.
bool has_lift_interval(const Breaker& breaker);
/// Sentences as a paragraph.
std::string paragraph(const std::vector<std::string>& sentences, const Terminal& terminal);

std::string breakers_csv(const SpiralDesign& question, const SpiralReport& report);

}  // namespace detente::cli
