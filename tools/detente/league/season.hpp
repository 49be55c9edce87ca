// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include "arguments/options.hpp"

namespace detente::cli {

/// The folder that a league is of, and where its results are. Throws `Error`.
struct LeaguePlaces {
  std::filesystem::path folder, output;
};
LeaguePlaces league_places(const Arguments& arguments);

/// Plays a round of a league where something has changed, by a process of its own, and prints it. The exit status.
int play_season(const Arguments& arguments);

/// Does so now and after each change in the folder, until somebody asks for an end. This process loads nobody's code.
int watch_season(const Arguments& arguments);

}  // namespace detente::cli
