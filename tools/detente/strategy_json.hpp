// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/roster.hpp>

#include "results_json.hpp"

namespace detente::cli {

/// A parameter's value: a number, or a run of moves in letters; null where the payoffs decide.
Json value_json(const Parameter& parameter);

/// A strategy as `list` tells it. `origin` is its module's path, "" for this build.
Json strategy_json(const Strategy& strategy, const std::string& origin);

}  // namespace detente::cli
