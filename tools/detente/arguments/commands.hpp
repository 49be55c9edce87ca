// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "arguments/options.hpp"

/// What can be asked of détente. Each command returns the exit status and throws what stops it.
namespace detente::cli {

int run(const Arguments& arguments);
int match(const Arguments& arguments);
int play(const Arguments& arguments);
int spirals(const Arguments& arguments);
int search(const Arguments& arguments);
int sweep(const Arguments& arguments);
int system_of_states(const Arguments& arguments);
int evolve(const Arguments& arguments);
int sweep_system(const Arguments& arguments);  // which is `system --over`
int league(const Arguments& arguments);
int list(const Arguments& arguments);
int show(const Arguments& arguments);
int report(const Arguments& arguments);
int make_new(const Arguments& arguments);
int check(const Arguments& arguments);
int explain(const Arguments& arguments);
int store(const Arguments& arguments);
int merge(const Arguments& arguments);

/// All commands, in the order in which they are shown.
std::vector<Command> commands();
/// Names of the options of all commands, in the order in which they are first met.
std::vector<std::string_view> all_options();
/// The command of that name. Throws `Error` with the nearest names.
Command command(const std::string& name);

}  // namespace detente::cli
