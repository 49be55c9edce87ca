// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/spirals/episodes.hpp>

/// Tests of one pair: does it get out of hostility, and who gets it out?
namespace detente {

/// What is asked of every pair.
struct Trial {
  Peace peace = {};                         ///< what counts as peace
  Ages ages = {};                           ///< what counts as a spiral
  int durable = 10;                         ///< rounds of peace in a row that make it durable, 1…horizon
  int horizon = 100;                        ///< rounds that a pair has for it, 1…10000
  std::array<int, 2> crisis_rounds{5, 14};  ///< shortest and longest crisis, 1…1000
  int burst = 10;                           ///< noisy rounds of the burst test, 1…10000

  bool operator==(const Trial&) const = default;
};

/// From hostility towards durable peace. Round 1 is the first after the spiral reached its age, or after the crisis.
struct Recovery {
  double durable_peace = 0;  ///< chance that `durable` rounds of peace in a row are completed in the horizon
  double durable_error = 0;  ///< half width of its 95% interval, of Wilson where it is sampled; 0 where exact
  std::optional<std::int64_t> median_rounds;  ///< first round by which that chance reaches 1/2
  std::array<double, 2> loss{};               ///< by seat: expected total over the horizon of U(0,0) − payoff
  std::array<double, 2> sucker_rounds{};      ///< by seat: expected rounds at peace level against a hostile other
  std::string path;                           ///< rounds as "DC CD …" where only one can happen, else empty
};

/// How much peace there is after a crisis, which is as likely to last one of its lengths as another. Round 1 is the
/// first after it.
struct RecoveryCurve {
  std::vector<double> peace;  ///< by round: chance that it is one of peace
  std::vector<double> error;  ///< half widths of their 95% intervals; empty where exact
};

/// The escape test: the first spiral of a match, as the noise gives it.
struct Escape {
  double reached = 0;                ///< chance that a match comes to a spiral within 10,000 rounds
  std::optional<Recovery> recovery;  ///< absent where no match does
};

/// How far a disturbance drives both levels up, and how much of that stays: of the expected sum of both levels, round
/// by round over the horizon, above what it was in established peace.
struct Escalation {
  double peak = 0;                ///< greatest rise
  double depth = 0;               ///< the same over the greatest that there could be
  double area = 0;                ///< sum of all rises
  std::optional<double> ratchet;  ///< mean rise of the last 20 rounds, of the peak: 0 full return, 1 full ratchet
  std::optional<std::int64_t> half_life;  ///< rounds from the peak until three in a row rise by at most half of it
};

/// From the sum of both levels by round, that in established peace, and the greatest that there is.
Escalation escalation(const std::vector<double>& levels, double before, double most);

/// One error in established peace, then no noise any more.
struct Impulse {
  /// What kind of error.
  enum class Error : std::uint8_t { tremble, misperception };
  Error error = Error::tremble;  ///< the one that was made
  std::size_t by = 0;            ///< the seat that slipped, or that misread the other's restraint
  double recovery = 0;           ///< chance that peace comes for good
  double recovery_error = 0;     ///< half width of its 95% interval, of Wilson where it is sampled; 0 where exact
  // Absent unless recovery is 1:
  std::optional<double> rounds_lost;          ///< expected rounds that are no peace
  std::optional<double> conflict_rounds;      ///< expected rounds with neither at peace
  std::optional<std::array<double, 2>> loss;  ///< expected sum of U(0,0) − payoff, by seat
  /// First round, the error's being 0, after which peace for good has a chance of 1/2; absent where it never has.
  std::optional<std::int64_t> half_life;
  Escalation escalation;  ///< how far it drives levels up
  std::string path;       ///< rounds from the error's on, where only one can happen, else empty
};

/// Noise for a while, then none.
struct Burst {
  double peace = 0;        ///< chance that peace comes for good; 1 − it is the index of hysteresis
  double peace_error = 0;  ///< half width of its 95% interval, of Wilson where it is sampled; 0 where exact
};

/// Who ended the episodes that ended. The turn is from an episode's last hostile round to the round of peace after it.
/// Restraint is earned where it was meant, and would have been meant had the state seen the round before as it was.
/// After friction the state that was restrained already gets the credit, if both its restraint then and that of both
/// states at the turn were earned; after conflict both get it, if both turned by earned restraint; else chance does.
struct Proximate {
  std::array<double, 4> share{};  ///< row, column, both, chance; they add up to 1
};

/// Everything about one pair under one kind of weather.
struct PairTrials {
  std::string engine;            ///< "exact" or "objects"
  Escape escape;                 ///< the escape test
  std::vector<Recovery> crisis;  ///< by K, from the shortest crisis on
  RecoveryCurve recovery_curve;  ///< empty unless wanted
  std::optional<std::vector<Impulse>>
      impulses;                        ///< absent where noiseless peace is never established; else tremble by row,
                                       ///< tremble by column, misperception by row, misperception by column
  std::optional<Burst> burst;          ///< likewise
  std::optional<Proximate> proximate;  ///< absent where no episode ever ends
};

/// Which of them are wanted.
struct Wanted {
  bool escape = true;           ///< the escape test
  bool crisis = true;           ///< the crisis test
  bool impulse = true;          ///< the impulse test
  bool burst = true;            ///< the burst test
  bool proximate = true;        ///< who ended episodes
  bool recovery_curve = false;  ///< peace by round after a crisis
};

/// The rounds that a seat's automaton must know for `exact_trials`.
Possible possible(const Rules& rules, const Side& side, bool is_verified, const Trial& trial, const Wanted& wanted);

/// All trials, exactly. Rules' length and start have a part in `proximate` only: all else is asked of matches without
/// end from a peaceful start. A seat's automaton, where there is one, must be derived for what is `possible`. Absent
/// where a memory cannot be enumerated, where there are more than `limit` joint memories or when `give_up` said so.
/// Throws `StrategyFailure`.
std::optional<PairTrials> exact_trials(const Rules& rules, const Seated& row, const Seated& column,
                                       const Material& material, const Trial& trial, const Wanted& wanted,
                                       std::size_t limit, const GiveUp& give_up = {});

}  // namespace detente
