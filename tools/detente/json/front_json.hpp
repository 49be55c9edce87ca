// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/systems/play_system.hpp>

#include "json/results_json.hpp"

/// What the fronts of a system come to.
namespace detente::cli {

/// A front as an object of `detente-system-1`.
Json front_json(const SystemDesign& design, const SystemResults& results, std::size_t front);

/// All fronts as comma-separated values, a line each after the names of the columns.
std::string fronts_csv(const SystemDesign& design, const SystemResults& results);

}  // namespace detente::cli
