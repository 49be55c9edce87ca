// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <detente/exact.hpp>

/// Episodes of hostility in a match: when they begin, how long they last.
namespace detente {

/// What counts as peace. A rupture is the first round after peace that is none; the episode lasts from there up to, not
/// including, `calm` consecutive rounds of peace.
struct Peace {
  int level = 0;  ///< both levels done are at most this
  int calm = 2;   ///< rounds, 1…100
};

/// A chain that also knows where a match stands between peace and hostility. A match that begins in hostility never
/// knew peace: until it does it is in one episode, which is left-truncated.
struct EpisodeChain {
  enum class Phase : std::uint8_t { opening, truncated, peace, episode };
  Chain chain;
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
