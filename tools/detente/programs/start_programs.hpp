// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/strategy/registry.hpp>

#include "programs/program.hpp"
#include "submissions/admit.hpp"

namespace detente::cli {

/// What came of a number of commands.
struct StartedPrograms {
  std::vector<Registry::Newcomers> newcomers = {};  ///< of each that names strategies; their origin is the command
  std::vector<RefusedFile> refused = {};            ///< those that do not
};

/// Starts them, all at once, and asks for their strategies. Throws `Error` for what is wrong here.
StartedPrograms start_programs(std::vector<ProgramCommand> commands, const ProgramManner& manner);

}  // namespace detente::cli
