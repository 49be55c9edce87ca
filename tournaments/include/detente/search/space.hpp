// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/automata/canonical_automata.hpp>

/// Which strategies a search looks through.
namespace detente {

/// Strategies of two levels that say nothing and are never open.
struct SearchSpace {
  /// What they are.
  enum class Kind : std::uint8_t {
    automata,  ///< deterministic ones of 1 … `states` states
    tables,    ///< deterministic ones that remember `memory` rounds
    chances,   ///< memory-one, with chances on a grid
  };
  Kind kind = Kind::automata;  ///< of them
  int states = 3;              ///< most states, 1…64
  int memory = 1;              ///< rounds, 1 or 2
  int grid = 4;                ///< steps from chance 0 to chance 1, 1…1000
  bool sees_own = false;       ///< automata know what they did, too: their hand may slip

  bool operator==(const SearchSpace&) const = default;
};

/// The canonical automaton of what an automaton does in a space: where hands do not slip, what would follow a slip is
/// of no account.
Automaton in_space(const Automaton& automaton, const SearchSpace& space);

/// A space as numbers. Numbers of a part with fewer states come first.
class SearchedSpace {
 public:
  /// With its members numbered.
  explicit SearchedSpace(const SearchSpace& space);

  /// How many members it has; exact up to 2⁵³.
  double size() const { return size_; }
  /// How many of them are of this many states (automata only).
  double of_states(std::size_t states) const { return by_states_[states - 1].count(); }
  /// Such a member; absent for an automaton that a smaller one equals. `number` is below `size()`, which is exact.
  std::optional<Automaton> member(std::uint64_t number) const;

 private:
  SearchSpace space_;
  std::vector<CanonicalAutomata> by_states_;
  double size_ = 0;
};

}  // namespace detente
