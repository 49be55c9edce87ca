// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/systems/system_design.hpp>

namespace detente {

/// How a system goes, round by round, in the mean of repetitions.
struct SystemCourse {
  /// A front, by round told.
  struct Front {
    /// Share of the repetitions in which both live that are at peace; absent where they live in none.
    std::vector<std::optional<double>> peace;
    /// Likewise, of those in which both are hostile.
    std::vector<std::optional<double>> conflict;
  };
  /// A state, by round told.
  struct State {
    std::vector<double> strength;  ///< units at the beginning of the round, 0 where it is ruined
    std::vector<double> alive;     ///< share of repetitions, 0…1
  };
  std::int64_t repetitions = 0;      ///< that were played: the first ones of the design, up to 640
  std::vector<std::int64_t> rounds;  ///< that are told, from 1, equally far apart; those that a repetition reaches
  std::vector<Front> fronts;         ///< by front
  std::vector<State> states;         ///< by state
};

/// Plays the first repetitions of a system. The same for any number of threads. Throws `Error` for a match without end,
/// `StrategyFailure` and `Stopped`.
SystemCourse play_course(const SystemDesign& design, int threads, const Watch& watch = {});

}  // namespace detente
