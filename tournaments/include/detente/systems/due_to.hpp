// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/systems/play_system.hpp>

namespace detente {

/// What comes of a coupling: the system as it is, less the same one without it.
struct DueTo {
  std::string coupling;       ///< pledges, ambiguity, war, or "all"
  Estimate peace;             ///< share of the rounds of its live fronts at peace, in the mean of repetitions
  Estimate quiet;             ///< share of rounds in which every live front is at peace
  Estimate general_war_ever;  ///< chance of a general war at some time
  Estimate survivors;         ///< states that live after the last round
};

/// For each coupling that the system has, and for all where there are several: pledges void (those of alliances and of
/// alignments too; who verifies goes on), ambiguity 0, war 0. All are sampled on equal draws. Throws `Error` where
/// nothing couples the fronts or the match has no end, `StrategyFailure` and `Stopped`.
std::vector<DueTo> due_to(const SystemDesign& design, int threads, const Watch& watch = {});

}  // namespace detente
