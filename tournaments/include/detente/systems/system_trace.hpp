// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include <detente/systems/system_design.hpp>

namespace detente {

/// Every round of one repetition of a system, for people to read. Crisis rounds are left out.
struct SystemTrace {
  /// What a seat of a front did and learnt, by round; 0 where a state of the front is ruined.
  struct Seat {
    std::vector<Level> done;  ///< levels
    std::vector<Level> seen;  ///< what it saw of the other with its own eyes
    std::vector<Level> told;  ///< what its strategy was told, pleas of others included
  };
  /// A stance that a state takes, or drops for none; the pledges of the design are not told.
  struct StanceTurn {
    std::int64_t round = 1;        ///< from which on
    std::size_t by = 0, to = 0;    ///< numbers of states
    Stance stance = Stance::none;  ///< as it is now
  };

  std::uint64_t repetition = 0;  ///< which one
  std::int64_t rounds = 0;       ///< how many it has
  std::vector<Seat> seats;       ///< by 2·front + side, row first
  /// Units by state, and then by round: at the beginning of each, and after the last one.
  std::vector<std::vector<int>> strength;
  std::vector<StanceTurn> stances;  ///< in order of rounds

  /// Whether both states of a front live in a round, counted from 0.
  bool is_live(const System& system, std::size_t front, std::size_t round) const {
    return strength[system.fronts[front].row][round] > 0 && strength[system.fronts[front].column][round] > 0;
  }
};

/// Plays one repetition and keeps all of it. Throws `Error` for a match without end, and `StrategyFailure`.
SystemTrace trace_system(const SystemDesign& design, std::uint64_t repetition);

}  // namespace detente
