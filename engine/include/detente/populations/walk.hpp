// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <detente/populations/memory_one.hpp>

/// Evolution among all strategies of a space, one mutant after another: Imhof & Nowak (2010).
namespace detente {

/// From where mutants come.
enum class WalkSpace {
  reactive,   ///< p and q uniform in 0…1
  memory_one  ///< p_CC, p_CD, p_DC and p_DD uniform in 0…1
};

/// A population of one strategy, in which mutants arise so rarely that each is gone or all that there is before the
/// next: it is replaced with the chance of takeover of the pairwise process (`Imitation::pairwise`), without self-play.
struct WalkRules {
  WalkSpace space = WalkSpace::memory_one;  ///< from where mutants come
  OutcomePayoffs payoffs = {};              ///< per round
  MemoryOneNoise noise = {};                ///< of both
  std::int64_t population = 100;            ///< N, states; 2…1,000,000
  double selection = 1;                     ///< β ≥ 0, per point of payoff per round
  /// How far p_CC may be from 1 for a partner, and p_DD from 0 for a rival, 0…1: exact ones are never drawn.
  double tolerance = 0.1;
};

/// The strategies that live in the course of a walk, for curves.
struct WalkPoint {
  std::int64_t mutants = 0;  ///< tried so far
  double cooperation = 0;    ///< mean over the mutants since the point before
};

/// What a walk came to. Means are over mutants: of residents after each was tried.
struct Walk {
  double cooperation = 0;  ///< share of moves that cooperate, 0…1
  /// Its standard error, from the means of 20 stretches of equal length; absent for fewer than 20 mutants.
  std::optional<double> cooperation_error;
  double payoff = 0;              ///< per round
  double partners = 0;            ///< share of time for which the resident is a partner, 0…1
  double rivals = 0;              ///< share of time for which the resident is a rival, 0…1
  std::int64_t replacements = 0;  ///< mutants that took over
  MemoryOne last = {};            ///< the last resident
  std::vector<WalkPoint> course;  ///< at most `kMostWalkPoints`
};

/// The most points of a course.
inline constexpr std::int64_t kMostWalkPoints = 500;
/// The most mutants of a walk.
inline constexpr std::int64_t kMostMutants = 1'000'000'000'000;

/// Tries so many mutants, one after another. The first resident is `start`, or drawn as mutants are. Draws are named by
/// seed and number of the mutant. Throws `Error` for numbers outside of their ranges and for a start of which
/// `memory_one_law` is not defined, and `GivenUp` when `give_up` says so.
Walk walk(const WalkRules& rules, std::int64_t mutants, std::uint64_t seed, const std::optional<MemoryOne>& start = {},
          const std::function<bool()>& give_up = {});

/// The mutant of a number, from 1; 0 is the first resident.
MemoryOne drawn_mutant(WalkSpace space, std::uint64_t seed, std::uint64_t number);

}  // namespace detente
