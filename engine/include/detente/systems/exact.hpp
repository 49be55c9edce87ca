// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <detente/automata/give_up.hpp>
#include <detente/systems/system.hpp>

/// A small system without sampling: one Markov chain over the memories of all seats and alignments, standings, strength
/// and means.
namespace detente {

/// A system in expectation. Rounds are of one repetition; of a match without end they are shares of all rounds.
struct SystemExpectation {
  std::size_t points = 0;  ///< of the chain
  /// Rounds in which both live, by front and [row level · levels + column level].
  std::vector<std::vector<double>> joint;
  std::vector<double> lived;      ///< rounds, by state
  std::vector<double> alone;      ///< by state: rounds that it lives, times neighbours that are ruined in them
  std::vector<double> arms;       ///< by state: strength, summed over rounds
  std::vector<double> pledged;    ///< by state: pledges that hold, summed over rounds
  std::vector<double> ruin;       ///< by state: chance of being ruined after the last round
  std::vector<double> strength;   ///< by state, after the last round
  std::vector<double> invoked;    ///< by state: its seats' rounds, as `SystemTally` has them
  std::vector<double> honoured;   ///< likewise
  std::vector<double> entrapped;  ///< likewise
  /// By state: chance of ever being in conflict. Empty for a match without end, and for more than 63 states.
  std::vector<double> entry;
  std::vector<double> entry_round;                          ///< by state: that first round, times this chance
  std::optional<double> general_war_ever = {};              ///< chance of a general war at some time; absent likewise
  double quiet = 0, war = 0, general_war = 0, breadth = 0;  ///< as `SystemTally` has them
  double deserted = 0;                    ///< rounds in which all are ruined, which `quiet` counts too
  double hhi = 0, top_share = 0;          ///< summed over rounds
  std::vector<double> essential;          ///< by state: rounds in which it is in some minimal winning coalition
  std::vector<double> essential_end;      ///< by state: chance of that after the last round
  double end_hhi = 0, end_top_share = 0;  ///< after the last round, 0 where all are ruined
  double end_deserted = 0;                ///< chance that all are ruined after the last round
};

/// What one misreading does to a system at peace.
struct SilentContagion {
  std::vector<double> left;  ///< by front: chance that it is not at peace in some round of the horizon, or before
  double recovered = 0;      ///< chance that after the horizon no state would be hostile to another
  double rounds_lost = 0;    ///< rounds of the horizon in which not all fronts are at peace, expected
};

/// The chain of a system.
class SystemChain {
 public:
  /// Why a system is not solved whatever its size; absent where it may be.
  static std::optional<std::string> unsolvable(const System& system);

  /// Walks all points that can be reached. Absent where a memory cannot be enumerated, where there are more than
  /// `limit` points or more than 6,000,000 ways between them, or when `give_up` said so. `system`, which must be one
  /// that `unsolvable` has nothing against, must outlive it. Throws `StrategyFailure`.
  static std::optional<SystemChain> walk(const System& system, std::size_t limit, const GiveUp& give_up = {});
  ~SystemChain();
  /// Moves it; what is left may only be destroyed.
  SystemChain(SystemChain&&) noexcept;

  /// Points of the chain.
  std::size_t size() const;
  /// The system in expectation, by forward propagation; of a match without end by its stationary shares. Absent when
  /// `give_up` said so.
  std::optional<SystemExpectation> expectation(const GiveUp& give_up = {}) const;

 private:
  struct Points;
  explicit SystemChain(std::unique_ptr<Points> points);
  std::unique_ptr<Points> points_;
};

/// From peace everywhere, a seat (2·front + side) misreads the other by one level in round 1, and nothing trembles or
/// is misread otherwise; ambiguity and verification stay. The horizon is of rounds after that one. Absent as
/// `SystemChain::walk` has it.
std::optional<SilentContagion> silent_contagion(const System& system, std::size_t seat, std::int64_t horizon,
                                                std::size_t limit, const GiveUp& give_up = {});

/// Whether nobody is hostile in so many rounds where nothing trembles or is misread; ambiguity and verification stay.
/// Absent as `SystemChain::walk` has it.
std::optional<bool> stays_at_peace(const System& system, std::int64_t rounds, std::size_t limit,
                                   const GiveUp& give_up = {});

}  // namespace detente
