// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/properties/filter.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// A parameter's value: a number, or a run of moves in letters; null where the payoffs decide.
Json value_json(const Parameter& parameter);

/// A parameter: its range, its value as its default, and what it means.
Json parameter_json(const Parameter& parameter);

/// What was computed of a strategy.
Json character_json(const Character& character);
/// A strategy. `origin` is its module's path, "" for this build.
Json strategy_json(const Strategy& strategy, const std::string& origin);
/// … as `list` tells it, with its family and what was computed of it.
Json listed_json(const Listed& listed);

}  // namespace detente::cli
