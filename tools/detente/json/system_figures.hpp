// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/systems/play_system.hpp>

#include "json/results_json.hpp"

/// What a system as a whole comes to: peace and war, two sides, and how power is divided.
namespace detente::cli {

/// The object `system` of `detente-system-1`.
Json system_figures(const SystemDesign& design, const SystemResults& results);

/// The same as comma-separated values, a line for each figure after the names of the columns.
std::string figures_csv(const SystemDesign& design, const SystemResults& results);

/// Names of the states on each of the two sides, in order; the first state is on the first side. Both empty where no
/// sides were looked for.
std::array<std::vector<std::string>, 2> sides(const SystemDesign& design, const SystemResults& results);

}  // namespace detente::cli
