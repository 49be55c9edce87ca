// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "league/league_json.hpp"

namespace detente::cli {

/// A page of Markdown for each author: path below the league's folder, and text. `last` as in `league_json`.
std::vector<std::pair<std::string, std::string>> feedback(const Round& round, const Json& league, const Json& last);

}  // namespace detente::cli
