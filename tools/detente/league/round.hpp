// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace detente::cli {

/// Plays a round of a league, in a process that is confined before it loads anybody's code, and leaves its files in the
/// anteroom of the league's folder. `file` holds the order. The exit status.
int league_round(const std::string& file);

}  // namespace detente::cli
