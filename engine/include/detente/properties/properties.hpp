// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include <detente/automata/automaton.hpp>

/// What a strategy's automaton says of the strategy: computed, never declared.
namespace detente {

/// Words of Axelrod (1984), made exact. "Hostile" is above the peace level. Without errors, unless said otherwise.
struct Properties {
  bool is_deterministic;  ///< it never throws dice for its move, whatever happened
  bool is_nice;           ///< it is never the first to be hostile
  /// Unbroken hostility of the other from the start makes it hostile likelier, in some round, than unbroken restraint
  /// would have.
  bool is_retaliating;
  bool is_forgiving;  ///< whatever the other did, unbroken restraint wins it back for good, with certainty
  /// The least number of rounds (own done, other's seen; slips and errors included) that tell its state, whatever was
  /// before; absent where no number does.
  std::optional<std::size_t> memory_depth;
  bool is_depth_known;  ///< false where there are too many states to compare them all
  std::size_t states;   ///< of the smallest automaton
};

/// Properties of a minimised automaton; levels up to `peace_level` (its own) are peaceful.
Properties properties(const Automaton& automaton, int peace_level);

}  // namespace detente
