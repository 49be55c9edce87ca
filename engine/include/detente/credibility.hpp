// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

#include <detente/round.hpp>

namespace detente {

/// What a state that listens remembers of the other's promises: how often they were kept and broken, each up to `Most`,
/// and the one that still holds, for at most `MostRounds` rounds. Each round under a promise counts once: kept if the
/// level seen is at most the level promised. Both are levels as the strategy knows them: C and D to a binary one. Small
/// enough to be part of a memory that is enumerated: old news fade, since a full count takes one from the other in
/// place of growing.
template <int Most, int MostRounds>
class CredibilityUpTo {
 public:
  static constexpr int kMost = Most;              ///< greatest count
  static constexpr int kMostRounds = MostRounds;  ///< a longer promise is held to so many rounds

  /// What the last round did to the other's word.
  enum Word : std::uint8_t { not_given, kept, broken };

  /// Call from `hear`. A new promise takes the place of the old one; other signals leave it as it is.
  void hear(Signal signal) {
    if (signal.kind != Signal::reassure) return;
    rounds_left_ = static_cast<std::uint8_t>(std::min<int>(signal.rounds, kMostRounds));
    level_ = rounds_left_ > 0 ? signal.level : Level{0};
  }
  /// Call once from `see`, with the level seen of the other.
  Word see(Level theirs) {
    if (rounds_left_ == 0) return not_given;
    const bool is_kept = theirs <= level_;
    if (--rounds_left_ == 0) level_ = 0;
    count(is_kept ? kept_ : broken_, is_kept ? broken_ : kept_);
    return is_kept ? kept : broken;
  }

  /// A promise holds for the round to come, …
  bool is_promised() const { return rounds_left_ > 0; }
  /// … of at most this level.
  Level promised() const { return level_; }
  /// Rounds under a promise that were kept, and broken, as far as they are remembered: 0…`kMost`.
  int times_kept() const { return kept_; }
  /// Rounds under a promise that were broken, as far as they are remembered: 0…`kMost`.
  int times_broken() const { return broken_; }
  /// Chance that a promise is kept, by the rule of succession: (kept + 1) / (kept + broken + 2), 0…1; 1/2 at first.
  double value() const { return (kept_ + 1.0) / (kept_ + broken_ + 2.0); }

  auto operator<=>(const CredibilityUpTo&) const = default;

 private:
  static void count(std::uint8_t& news, std::uint8_t& old) {
    if (news < kMost)
      ++news;
    else if (old > 0)
      --old;
  }

  std::uint8_t kept_ = 0;
  std::uint8_t broken_ = 0;
  std::uint8_t rounds_left_ = 0;
  Level level_ = 0;
};

/// The account that suits most listeners.
using Credibility = CredibilityUpTo<3, 15>;

}  // namespace detente
