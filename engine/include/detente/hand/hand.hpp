// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <detente/objects/match.hpp>

/// A match in which a person has the seat `row`, and decides between two rounds.
namespace detente {

/// What the strategy that stands for a person is called.
inline constexpr std::string_view kHandName = "you";
/// It can do all that the contract allows; where nobody decides for it, it means C and says nothing.
std::shared_ptr<const Prototype> hand();

/// One round as its seat learns of it.
struct HandRound {
  LevelSeen seen;  ///< of `mine`, what it learns: under public monitoring, what the other saw
  bool is_open;    ///< it let itself be verified
  Signal said;     ///< what it said
  Signal heard;    ///< what arrived
  /// Whether all of it is the same.
  bool operator==(const HandRound& other) const {
    return seen.meant == other.seen.meant && seen.mine == other.seen.mine && seen.theirs == other.seen.theirs &&
           seen.verified == other.seen.verified && is_open == other.is_open && said == other.said &&
           heard == other.heard;
  }
};

/// One repetition, a round at a time, with the draws of any match of that seed and repetition: who decides as a
/// strategy would gets the rounds that this strategy gets.
class HandMatch {
 public:
  /// The strategy of `row` is not asked. Throws `StrategyFailure`, as all that follows.
  HandMatch(const Rules& rules, const Side& row, const Side& column, std::uint64_t repetition);
  ~HandMatch();
  HandMatch(const HandMatch&) = delete;
  HandMatch& operator=(const HandMatch&) = delete;

  /// No round is left.
  bool is_over() const;
  /// The round that is next, or in which something was said, from 1.
  std::int64_t round() const;
  /// Whether it has spoken in this round.
  bool has_spoken() const;
  /// Says something, or nothing, which ends the first half of a round: what arrived from the other. Once a round, and
  /// only where one is left.
  Signal speak(Signal said);
  /// Ends the round; who has not spoken says nothing. Levels are the game's.
  const HandRound& play(Level meant, bool is_open);

  /// What the seat has learnt so far, by round.
  const std::vector<HandRound>& learnt() const;
  /// What truly happened so far.
  const Trace& truth() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Scores of a trace: mean payoff per round of each seat, after the costs of signals and openness; 0 without rounds.
std::array<double, 2> scores(const Rules& rules, const Side& row, const Side& column, const Trace& trace);

}  // namespace detente
