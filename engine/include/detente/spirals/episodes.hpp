// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/exact/exact.hpp>

/// Episodes of hostility in a match: when they begin, how long they last, what they cost.
namespace detente {

/// What counts as peace. A rupture is the first round after peace that is none; the episode lasts from there up to, not
/// including, `calm` consecutive rounds of peace.
struct Peace {
  int level = 0;  ///< both levels done are at most this
  int calm = 2;   ///< rounds, 1…100

  bool operator==(const Peace&) const = default;
};

/// Ages that make an episode a spiral or a lock-in, in rounds; the rupture has age 1.
struct Ages {
  int spiral = 4;    ///< 1…1000
  int lock_in = 50;  ///< at least `spiral`, up to 1000

  bool operator==(const Ages&) const = default;
};

/// The peace level of a game: 0 on two levels, ⌈(L−1)/4⌉ on more, since GRIT keeps a floor.
int peace_level(int levels);

/// What a match comes to in episodes; expectations over one match, or means over sampled ones.
///
/// An episode's length runs from its rupture to its last round that is no peace. A match that begins in hostility never
/// knew peace: it is in one episode from round 1, whose rupture was never seen (left-truncated; it counts here like any
/// other, with age 1 in round 1). One that is not over when the match ends is right-censored: its rounds count, its
/// length does not.
struct Episodes {
  double rupture_rate = 0;    ///< ruptures per round; the begin of a match is none
  double left_truncated = 0;  ///< chance that a match begins in hostility
  /// Rounds in episodes for each episode that ends: the mean length, as far as ends do not depend on age. Absent where
  /// none ends.
  std::optional<double> length;
  double hostile_share = 0;  ///< share of all rounds that are in episodes
  double spiral_share = 0;   ///< share of all rounds in episodes that last at least `Ages::spiral` rounds
  double lock_in_share = 0;  ///< … at least `Ages::lock_in`
  std::array<double, 2>
      cost{};           ///< per round of the match: what each seat lost to peace (U(0,0) − payoff), in episodes
  double depth = 0;     ///< mean level of both over the rounds of episodes, of the top level; 0 where there are none
  double conflict = 0;  ///< share of the rounds of episodes with neither at peace (DD on two levels)
  /// [k − 1]: chance that an episode lasts at least k rounds, k = 1 … lock_in, by the estimator of Kaplan & Meier
  /// (1958). Empty where no episode is ever seen to last or to end. That an episode is over is known `calm` rounds
  /// later, that it goes on often sooner: in matches of a few dozen rounds survival leans up a little.
  std::vector<double> survival;
  /// How the other answers each seat: P(other hostile next | seat hostile) − P(other hostile next | seat restrained),
  /// by seat. Positive: a spiral regime; negative: deterrence. Absent where one of the two never happens.
  std::array<std::optional<double>, 2> reaction{};
};

/// Chance that an episode that has lasted `age` rounds is over then, from survival: 1 − S(age + 1) / S(age). Absent
/// beyond what is known.
std::optional<double> escape_hazard(const Episodes& episodes, std::size_t age);

/// Payoffs that episodes are measured in: U(0,0) and the payoff of each kind of round, by seat.
using Material = std::array<Payoffs, 2>;

/// Episodes of the match that these rules describe, exactly. With a discount rounds count alike all the same. Absent
/// when `give_up` said so.
std::optional<Episodes> episodes(const Chain& chain, const Rules& rules, const Material& material, const Peace& peace,
                                 const Ages& ages, const GiveUp& give_up = {});

/// A chain that also knows where a match stands between peace and hostility. A match that begins in hostility never
/// knew peace: until it does it is in one episode, which is left-truncated.
struct EpisodeChain {
  /// Between peace and hostility; `opening` is before round 1.
  enum class Phase : std::uint8_t { opening, truncated, peace, episode };
  Chain chain;               ///< whose points are told apart
  std::vector<Phase> phase;  ///< by point, before the round
};

/// The chain, told apart by phase and by calm rounds so far.
EpisodeChain with_episodes(const Chain& chain, const Peace& peace);

/// Episodes of a match without end, in the long run. Left-truncated ones have no part in it.
struct EpisodeRates {
  double onset;                   ///< ruptures per round
  std::optional<double> stretch;  ///< mean rounds of peace between episodes; absent where there are no ruptures
  std::optional<double> length;   ///< mean rounds of an episode
  std::vector<double> survival;   ///< [k − 1]: chance that an episode lasts at least k rounds; empty likewise
};

/// Rates and survival up to age `ages`. `chain` must be of an endless match. Onset · (stretch + length) = 1 wherever
/// peace always comes back (the renewal identity). Absent when `give_up` said so.
std::optional<EpisodeRates> episode_rates(const Chain& chain, const Peace& peace, std::size_t ages,
                                          const GiveUp& give_up = {});

}  // namespace detente
