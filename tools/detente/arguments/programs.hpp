// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "arguments/options.hpp"
#include "programs/program.hpp"
#include "programs/start_programs.hpp"

/// `--program` and `--trust-programs`.
namespace detente::cli {

/// Commands of `--program`, each once.
std::vector<std::string> program_commands(const Arguments& arguments);
/// How they are run: boxed unless told otherwise, with the patience that was given.
ProgramManner program_manner(const Arguments& arguments);
/// Starts them, if there are any. Throws `Error` and `RunFailure`.
StartedPrograms start_programs(const Arguments& arguments);
/// Lines of design.ini.
std::string programs_ini(const Arguments& arguments);

}  // namespace detente::cli
