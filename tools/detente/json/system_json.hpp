// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/systems/due_to.hpp>
#include <detente/systems/system_contest.hpp>
#include <detente/systems/system_course.hpp>
#include <detente/systems/system_trace.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// What was found of a system: one of three, by what was asked.
struct SystemFindings {
  std::optional<SystemResults> results = {};
  std::optional<SystemCourse> course = {};  ///< beside the results, where somebody wants to see it
  std::optional<SystemContest> asked_contest = {};
  std::optional<ContestResults> contest = {};
  std::optional<Misreading> asked_impulse = {};
  std::optional<Contagion> contagion = {};
  std::optional<SystemTrace> trace = {};                                   ///< beside results
  std::optional<std::vector<DueTo>> due = {};                              ///< likewise
  std::optional<std::vector<std::optional<SilentContagion>>> silent = {};  ///< likewise, by seat
  std::int64_t silent_horizon = 0;                                         ///< rounds
};

/// Format `detente-system-1`. `replay`: the lines of design.ini; without them no command is told.
Json system_json(const SystemDesign& design, const SystemFindings& findings, const std::vector<std::string>& modules,
                 const std::string& replay = "");

}  // namespace detente::cli
