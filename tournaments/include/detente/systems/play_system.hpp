// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/spirals/episodes.hpp>
#include <detente/systems/blocs.hpp>
#include <detente/systems/exact.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/system_design.hpp>
#include <detente/systems/triads.hpp>

namespace detente {

/// A number with the half width of its 95% interval; the latter is 0 where it is exact, and absent where nobody knows.
struct Estimate {
  double value = 0;                  ///< the number
  std::optional<double> error = {};  ///< half of the interval
};

/// Where a state's score goes: R, the reward of restraint, less its score, per round.
struct SystemCost {
  double hostility = 0;  ///< fronts on which somebody is hostile, signals, and being open
  double arms = 0;       ///< upkeep
  double pledges = 0;    ///< pledges and institutions
  double ruin = 0;       ///< rounds of being ruined
};

/// What a state comes to.
struct StateResult {
  std::optional<Estimate> score = {};      ///< per round; absent for a state without fronts
  SystemCost cost;                         ///< per round
  Estimate ruin;                           ///< chance of being ruined after the last round
  double rounds = 0;                       ///< that it lives
  double strength = 0;                     ///< after the last round
  std::optional<Estimate> peace = {};      ///< share of its fronts' rounds that are at peace, where both live
  double entry = 0;                        ///< chance of ever being in conflict
  std::optional<double> entry_error = {};  ///< half width of its 95% interval; 0 where exact
  std::optional<double> entry_round = {};  ///< the first round of conflict, in the mean of those repetitions
  double invoked = 0;                      ///< rounds of its fronts, per repetition, as `SystemTally` has them
  double honoured = 0;                     ///< likewise
  double entrapped = 0;                    ///< likewise
  std::optional<Estimate> honours = {};    ///< honoured, of those invoked; absent where none is
  std::optional<Estimate> entraps = {};    ///< entrapped, of those honoured; absent where none is
  double hostile = 0;                      ///< rounds of its fronts in which it is hostile, per repetition
  double essential = 0;      ///< share of rounds in which it is in some minimal winning coalition (see powers.hpp)
  double essential_end = 0;  ///< chance of that after the last round
};

/// The spirals of a front, over the rounds in which both states live.
struct FrontSpirals {
  bool is_exact = false;  ///< its episodes are; reached and escape are sampled in any case
  Episodes episodes;      ///< as those of a pair; what they cost is without meaning where payoffs turn
  /// Half widths of 95% intervals; 0 where exact, absent for one repetition.
  std::optional<double> rupture_rate_error = {};
  std::optional<double> hostile_share_error = {};  ///< likewise
  std::optional<double> spiral_share_error = {};   ///< likewise
  std::optional<double> lock_in_share_error = {};  ///< likewise
  std::optional<double> reached = {};  ///< share of repetitions with a spiral; absent in a match without end
  /// Chance that the first spiral is followed by durable peace (10 rounds) within 100 rounds; absent where no
  /// repetition could be seen for so long.
  std::optional<Estimate> escape = {};
};

/// What a front comes to.
struct FrontResult {
  double live = 0;                           ///< rounds in which both live, per repetition
  std::vector<double> joint;                 ///< shares of them, [row level · levels + column level]
  std::optional<FrontSpirals> spirals = {};  ///< absent in a match without end, where they are not exact
};

/// What a system comes to.
struct SystemResults {
  /// Points of the chain; absent where all is sampled.
  std::optional<std::size_t> exact_points = {};
  std::string why_sampled = {};        ///< why there is no chain; "" where there is one
  std::int64_t repetitions = 0;        ///< that were played, for what is sampled
  std::string sampled_by = {};         ///< the engine that played them: "tables" or "objects"; "" where nothing was
  std::vector<StateResult> states;     ///< by state
  std::vector<FrontResult> fronts;     ///< by front
  Estimate peace;                      ///< share of fronts' rounds that are at peace, where both live
  Estimate quiet;                      ///< share of rounds in which every live front is at peace
  Estimate war;                        ///< share of rounds in which some front is in conflict
  Estimate general_war;                ///< share of rounds in which over half of the living states are in conflict
  Estimate general_war_ever;           ///< chance of a general war at some time
  std::optional<double> breadth = {};  ///< states of the largest war, in the mean of rounds with war
  double hhi = 0, top_share = 0;       ///< of strength, in the mean of rounds in which somebody lives
  /// The same after the last round, in the mean of repetitions in which somebody lives then; 0 where nobody ever does.
  double end_hhi = 0;
  double end_top_share = 0;  ///< likewise
  Estimate survivors;        ///< states that live after the last round
  /// The two sides into which hostility divides the states; absent for a single state and for over 300 of them.
  std::optional<Blocs> blocs = {};
  Triads triads = {};  ///< of neighbours; a front that is hostile in over half of its rounds has the sign −
};

/// Most states whose sides are found: it takes the cube of their number.
inline constexpr std::size_t kMostInBlocs = 300;

/// Plays a system: exactly where its chain has no more points than the request's limit, and by sampling. The same to
/// the last bit for any number of threads (0: all cores) and by any engine. Throws `Error` where it must be exact and
/// is not, or played from tables and cannot, `StrategyFailure` and `Stopped`.
SystemResults play_system(const SystemDesign& design, int threads, const Watch& watch = {});

}  // namespace detente
