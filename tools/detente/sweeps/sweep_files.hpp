// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "sweeps/sweep_points.hpp"

/// Sweeps as files.
namespace detente::cli {

/// One line for each entrant at each point: the grid's keys, its standing, and its answer about spirals.
std::string sweep_csv(const Grid& grid, const std::vector<SweepOutcome>& outcomes);
/// Format `detente-sweep-1`: what all designs share, the grid, and what differs at each point.
Json sweep_json(const Grid& grid, const std::vector<SweepOutcome>& outcomes);
/// An .ini file that replays the sweep.
std::string sweep_ini(const Grid& grid, const std::vector<std::string>& modules, const Registry& registry);

}  // namespace detente::cli
