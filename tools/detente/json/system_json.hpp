// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/systems/system_contest.hpp>
#include <detente/systems/system_trace.hpp>

#include "json/results_json.hpp"

namespace detente::cli {

/// What was found of a system: one of three, by what was asked.
struct SystemFindings {
  std::optional<SystemResults> results = {};
  std::optional<SystemContest> asked_contest = {};
  std::optional<ContestResults> contest = {};
  std::optional<Misreading> asked_impulse = {};
  std::optional<Contagion> contagion = {};
  std::optional<SystemTrace> trace = {};  ///< beside results
};

/// Format `detente-system-1`. `replay`: the lines of design.ini.
Json system_json(const SystemDesign& design, const SystemFindings& findings, const std::vector<std::string>& modules,
                 const std::string& replay);

}  // namespace detente::cli
