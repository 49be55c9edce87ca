// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "judging/judgement.hpp"
#include "programs/program.hpp"

namespace detente::cli {

/// Verdicts on the strategies of a program, or on the one of that name, unless it is empty. Two processes of it are
/// asked the same, since what it does with a clock or a generator of its own shows in nothing else. Throws `Error`,
/// `ProgramFailure` where it cannot be tried, and `RunFailure` where it was stopped.
std::vector<Verdict> judge_program(const ProgramCommand& command, const ProgramManner& manner, const std::string& only);

}  // namespace detente::cli
