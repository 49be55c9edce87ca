// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include <detente/briefing.hpp>
#include <detente/strategy/registry.hpp>

/// What can be said of any strategy before it meets anybody: computed, never declared.
namespace detente {

/// Rounds after which a memory too large to be walked is taken at its word.
inline constexpr int kRoundsTried = 1000;

/// A strategy in a game. What is absent could not be computed. The words are those of `Properties`, dice in its memory
/// being dice, too. Where the memory cannot be walked to its end, what is there is still proved by a part of it (a die
/// that was seen, hostility that came first), but for two: nice, and not retaliating, may be what `kRoundsTried` rounds
/// against unbroken restraint and unbroken hostility show.
struct Character {
  std::optional<bool> is_deterministic;  ///< never mixes its choice
  std::optional<bool> is_nice;           ///< never the first to be hostile
  std::optional<bool> is_retaliating;    ///< answers hostility that it did not provoke
  std::optional<bool> is_forgiving;      ///< unbroken restraint wins it back
  /// Rounds that tell its state: infinity where no number does.
  std::optional<double> memory;
  std::optional<std::size_t> states;  ///< of the smallest automaton
  std::optional<bool> uses_length;    ///< it begins otherwise where it knows how long the match is
  std::optional<bool> uses_payoffs;   ///< … where the payoffs are others of the same order
};

/// A strategy that is told `briefing`, in a game whose levels up to `peace_level` are peaceful. Walks up to
/// `most_memories` of its memories. Nothing is known where it refuses the game. Throws `StrategyFailure`.
Character character(const Strategy& strategy, const Briefing& briefing, int peace_level, std::size_t most_memories);

/// The same in the prisoner's dilemma 5, 3, 1, 0; with levels, in the arms race of its example.
Character character(const Strategy& strategy, std::size_t most_memories);

}  // namespace detente
