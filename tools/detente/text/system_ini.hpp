// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/systems/system_contest.hpp>

namespace detente::cli {

/// What else was asked of a system.
struct SystemQuestion {
  std::optional<SystemContest> contest = {};     ///< who takes which seat
  std::optional<Misreading> impulse = {};        ///< which misreading is followed
  std::optional<std::uint64_t> repetition = {};  ///< which one is shown round by round
  bool asks_due = false;                         ///< what is due to each coupling
  std::optional<std::int64_t> contagion = {};    ///< horizon within which every misreading is followed in silence
};

/// The lines of design.ini that play the same again. Throws `Error` for what cannot be written.
std::string system_ini(const SystemRequest& asked, const SystemQuestion& question,
                       const std::vector<std::string>& modules);

}  // namespace detente::cli
