// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "json/results_json.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// What `league` prints of a round: the answer, the top, who was not played, what was new. `folder`: where its files
/// are, as its user names it.
std::string league_text(const Json& league, const std::string& folder, const Terminal& terminal);

}  // namespace detente::cli
