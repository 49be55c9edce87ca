// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include <detente/briefing.hpp>
#include <detente/round.hpp>

namespace detente {

/// A number for each of the four rounds, own move first: CC, CD, DC, DD.
using PerRound = std::array<double, 4>;

/// What the four rounds are worth to oneself.
inline PerRound worth(const Payoffs& own) {
  return {own.reward(), own.sucker(), own.temptation(), own.punishment()};
}

/// How often each of the four rounds came. Whole counts, so that a score does not depend on the order of the rounds.
/// Such a memory grows with the match.
///
///     PerRound payoffs{};
///     Outcomes past;
///     void begin(const Briefing& briefing) { payoffs = worth(briefing.payoffs); }
///     Move play() const { return past.score(payoffs) > 2.5 * past.rounds() ? C : D; }
///     void see(Seen round) { past.add(round); }
struct Outcomes {
  std::array<std::int32_t, 4> count{};  ///< of CC, CD, DC, DD
  auto operator<=>(const Outcomes&) const = default;

  /// Counts a round.
  constexpr void add(Seen round) { ++count[static_cast<std::size_t>(2 * round.mine + round.theirs)]; }
  /// Rounds that were counted.
  constexpr std::int32_t rounds() const { return count[0] + count[1] + count[2] + count[3]; }
  /// The sum over all rounds in which the own move was this one.
  constexpr double score_of(Move mine, const PerRound& each) const {
    const std::size_t first = mine == C ? 0 : 2;
    return each[first] * count[first] + each[first + 1] * count[first + 1];
  }
  /// The sum over all rounds.
  constexpr double score(const PerRound& each) const { return score_of(C, each) + score_of(D, each); }
};

}  // namespace detente
