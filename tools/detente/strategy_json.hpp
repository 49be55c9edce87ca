// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/roster.hpp>

#include "results_json.hpp"

namespace detente::cli {

/// A strategy as `list` tells it. `origin` is its module's path, "" for this build.
Json strategy_json(const Strategy& strategy, const std::string& origin);

}  // namespace detente::cli
