// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "sweeps/sweep_points.hpp"
#include "terminal/terminal.hpp"

/// Sweeps for people.
namespace detente::cli {

/// What holds at every point, and what differs.
std::string sweep_header(const Grid& grid, const SweepPoint& first, const std::vector<SweepOutcome>& outcomes,
                         const Terminal& terminal);
/// Where keys are about entrants, what becomes of those entrants from point to point; else what becomes of everybody:
/// score, lift and loss, strategies by values of the last key, one table for each combination of the others.
std::string sweep_table(const Grid& grid, const SweepPoint& first, const std::vector<SweepOutcome>& outcomes,
                        const Terminal& terminal);

}  // namespace detente::cli
