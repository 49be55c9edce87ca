// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "arguments/stores.hpp"
#include "json/results_json.hpp"
#include "sweeps/sweep_grid.hpp"
#include "terminal/terminal.hpp"
#include "text/evolution_text.hpp"

/// `detente evolve --over`: the long run at each point of a grid.
namespace detente::cli {

/// The points of the grid, read and checked. Throws `Error`.
Grid evolution_grid(const Arguments& arguments, const Registry& registry);

/// Plays and solves all points, one after the other. Throws what `play` throws.
std::vector<Evolved> solve_points(const Grid& grid, const Registry& registry, int threads, Stores& stores);

/// A line for the world of each point, after what they say together.
std::string evolution_sweep_text(const Grid& grid, const std::vector<Evolved>& points, const Terminal& terminal);
/// One line for each strategy of each world of each point.
std::string evolution_sweep_csv(const Grid& grid, const std::vector<Evolved>& points);
/// Format `detente-evolution-sweep-1`.
Json evolution_sweep_json(const Grid& grid, const std::vector<Evolved>& points,
                          const std::vector<std::string>& modules);

}  // namespace detente::cli
