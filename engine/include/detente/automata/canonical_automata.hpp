// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/automata/automaton.hpp>

/// Counting automata: each that can be reached whole, once.
namespace detente {

/// A deterministic automaton of two levels as numbers.
struct PlainAutomaton {
  std::size_t inputs;               ///< 2: it tells apart what it saw of the other, C or D; 4: CC, CD, DC, DD, as done
  std::vector<Level> plays;         ///< by state
  std::vector<std::uint32_t> next;  ///< [state · inputs + input]

  /// Number of states.
  std::size_t size() const { return plays.size(); }
  bool operator==(const PlainAutomaton&) const = default;
};

/// The same as an automaton of the engines.
Automaton automaton_of(const PlainAutomaton& plain);
/// Whether no smaller automaton does the same (Moore 1956).
bool is_minimal(const PlainAutomaton& plain);

/// All automata of so many states, numbered from 0. Each is canonical: all its states can be reached, and are numbered
/// in the order in which they are, breadth first (Almeida, Moreira & Reis 2007). So of automata that differ in the
/// numbers of states alone there is one. Structures are in lexical order, and each with all of its 2^n choices of
/// moves.
class CanonicalAutomata {
 public:
  /// Of `states` ≥ 1 states and 2 or 4 inputs.
  CanonicalAutomata(std::size_t states, std::size_t inputs);

  /// How many there are; exact up to 2⁵³, beyond that as far as a double can tell.
  double count() const { return ways(0, 0) * plays_; }
  /// The automaton of that number, below `count()`, which must be exact.
  PlainAutomaton at(std::uint64_t number) const;
  /// The number of an automaton of this class.
  std::uint64_t number_of(const PlainAutomaton& automaton) const;

 private:
  /// Ways to go on from a position where the greatest state so far is known.
  double ways(std::size_t position, std::size_t greatest) const { return ways_[position * states_ + greatest]; }

  std::size_t states_, inputs_;
  double plays_;  // 2^n
  std::vector<double> ways_;
};

}  // namespace detente
