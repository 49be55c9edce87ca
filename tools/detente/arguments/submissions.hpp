// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/design/design.hpp>
#include <detente/design/forfeit.hpp>
#include <detente/strategy/registry.hpp>

#include "arguments/options.hpp"
#include "submissions/native.hpp"

/// `--submission`, `--steps` and `--memory`; and what submissions and programs have in common.
namespace detente::cli {

/// Starts all programs, then compiles all submissions, if there are any; this process is confined then. Admits the
/// strategies of both. Files and commands that cannot be played are told on standard error, and are in `refused_files`.
/// Throws `Error` and `RunFailure`.
void admit_submissions(const Arguments& arguments, Registry& registry);
/// The one that is given, a file; Throws `Error` where there are others, or an operand beside it.
std::string one_submission(const Arguments& arguments);
/// `--steps` and `--memory`.
GuestLimits guest_limits(const Arguments& arguments);
/// Whether there are any submissions or programs.
bool has_submissions(const Arguments& arguments);
/// Files and commands that were refused, as those who are left out.
const std::vector<Forfeit>& refused_files();
/// Entrants that failed, and then those.
std::vector<Forfeit> left_out(const Design& design);
/// Enters all strategies of submissions and programs, and leaves out entrants that fail unless told otherwise.
Request with_submissions(Request request, const Arguments& arguments);
/// Lines of design.ini.
std::string submissions_ini(const Arguments& arguments);

}  // namespace detente::cli
