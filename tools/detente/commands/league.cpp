// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/commands.hpp"
#include "league/season.hpp"

namespace detente::cli {

int league(const Arguments& arguments) {
  return arguments.has_flag("watch") ? watch_season(arguments) : play_season(arguments);
}

}  // namespace detente::cli
