// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "league/checks.hpp"
#include "league/entries.hpp"
#include "league/order.hpp"
#include "programs/program.hpp"

namespace detente::cli {

/// Why this machine does not play a program of that name; "" where it does.
std::string unplayable_program(const std::string& name);

/// How the copy of a program is started: in a box that shows its folder, with the client, as /league.
ProgramCommand entered_program(const Entry& entry, const std::filesystem::path& copy);

/// Writes the client beside the copy of a program. Throws `RunFailure`.
void add_client(const std::filesystem::path& copy);

/// Tries all laws on two processes of a program, as `detente check` does. Throws `Error`, and `Stopped`.
Check tried_program(const ProgramCommand& command, const ProgramManner& manner);

/// The programs of a round, running; null for a candidate that is none, or not played. Throws `Error` and `RunFailure`.
std::vector<std::shared_ptr<Program>> running_programs(const RoundOrder& order, const ProgramManner& manner,
                                                       const Checks& checks);

}  // namespace detente::cli
