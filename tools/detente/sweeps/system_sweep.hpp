// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "json/system_json.hpp"
#include "sweeps/system_grid.hpp"
#include "terminal/terminal.hpp"

/// What is found of a system at each point of a grid.
namespace detente::cli {

/// A point that was played.
struct SystemPoint {
  SystemDesign design;
  SystemResults results;
};

/// The answer in a sentence, a row for each point, and what the numbers rest on.
std::string system_sweep_text(const SystemGrid& grid, const std::vector<SystemPoint>& points, const Terminal& terminal);
/// A row for each state at each point.
std::string system_sweep_csv(const SystemGrid& grid, const std::vector<SystemPoint>& points);
/// Format `detente-system-sweep-1`; `replay` are the lines of design.ini.
Json system_sweep_json(const SystemGrid& grid, const std::vector<SystemPoint>& points,
                       const std::vector<std::string>& modules, const std::string& replay);
/// The lines of design.ini that play all points again. Throws `Error` for what cannot be written.
std::string system_sweep_ini(const SystemGrid& grid, const Setting* credit, const std::vector<std::string>& modules);

}  // namespace detente::cli
