// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/systems/play_system.hpp>

namespace detente {

/// Who breaks spirals in a system: candidates take one state's seat, in the same weather.
struct SystemContest {
  std::string state;                     ///< whose strategy is replaced; its alignment and holdings stay
  std::vector<std::string> candidates;   ///< strategies, as users write them: "grit@greedy"
  std::string baseline = "tit-for-tat";  ///< with which candidates are compared
  std::string aggressor = "hawk";        ///< STRATEGY, or NEIGHBOUR=STRATEGY; else the first neighbour becomes it
};

/// What a candidate comes to in the seat.
struct ContestRow {
  std::string strategy;     ///< canonical
  std::string engine = {};  ///< that played it: "tables" where it did so with and without the aggressor, or "objects"
  Estimate score = {};      ///< per round
  Estimate ruin = {};       ///< chance of being ruined after the last round
  Estimate peace_own = {};  ///< share of its fronts' rounds that are at peace
  Estimate peace_others = {};  ///< the same of all other fronts; 1 where there are none
  Estimate lift_own = {};      ///< peace on its own fronts, less that with the baseline in the seat
  Estimate lift_others = {};   ///< likewise of all other fronts
  /// Score of the baseline, less its own, per round, where a neighbour is the aggressor: what it costs in security.
  Estimate price = {};
  Estimate ruin_by_aggressor = {};  ///< chance of being ruined then
};

/// What came of a contest, the greatest lift on own fronts first.
struct ContestResults {
  std::string neighbour;         ///< who becomes the aggressor
  std::string aggressor;         ///< canonical
  std::vector<ContestRow> rows;  ///< one for each candidate
};

/// Plays all candidates by sampling, on equal draws, so that differences have small errors. Throws `Error`,
/// `StrategyFailure` and `Stopped`.
ContestResults play_contest(const SystemRequest& request, const SystemContest& contest, const Registry& registry,
                            const Alignments& alignments, int threads, const Watch& watch = {});

/// One misreading in the weather of a system.
struct Misreading {
  std::string by, of;         ///< who misreads whom
  std::int64_t round = 1;     ///< when
  std::int64_t horizon = 20;  ///< rounds within which fronts may leave peace, the round of the impulse included
};

/// How far it spreads.
struct Contagion {
  /// By front: chance of not being at peace in some round of the horizon, with the impulse less without it.
  std::vector<Estimate> fronts;
  Estimate spread;  ///< their sum without the front of the impulse: fronts that it sets alight
  /// The same from peace everywhere without any other noise, exactly; absent where the chain is too large.
  std::optional<SilentContagion> silent = {};
};

/// Plays each repetition with and without the impulse, by the reference engine. Throws as `play_contest` does.
Contagion play_impulse(const SystemDesign& design, const Misreading& impulse, int threads, const Watch& watch = {});

/// What one misreading does to a system at peace without other noise, for every seat (2·front + side) that may misread:
/// `SilentContagion` with a horizon of so many rounds after it. Whatever crisis the design begins with is left out. All
/// absent where the chain is never solved, one where it is too large. Throws `StrategyFailure` and `Stopped`.
std::vector<std::optional<SilentContagion>> silent_matrix(const SystemDesign& design, std::int64_t horizon, int threads,
                                                          const Watch& watch = {});

}  // namespace detente
