// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <detente/strategy/registry.hpp>

#include "league/checks.hpp"
#include "league/order.hpp"
#include "league/rows.hpp"
#include "programs/program.hpp"

namespace detente::cli {

/// Who plays a round, and who does not.
struct Admission {
  std::vector<std::string> entrants;  ///< as `Request::also` takes them, in order of files
  Owners owners;                      ///< by name of the strategy
  std::vector<std::string> why;       ///< by candidate: why it is not played, or ""
};

/// Loads all candidates, tries the laws of those that are not known, and enters the strategies of those that obey.
/// Names depend on those alone that are played. `alone`: whether strategies play the game is asked with this request.
/// `programs`: those that run, by candidate.
Admission admitted(const RoundOrder& order, const Request& alone, const std::vector<std::shared_ptr<Program>>& programs,
                   int threads, Checks& checks, Registry& registry);

/// Tells the process that started this one.
void tell_parent(const std::string& line);

}  // namespace detente::cli
