// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <detente/spirals/recovery.hpp>

/// Opponents that very many small automata meet, one after the other.
namespace detente {

/// What an automaton and an opponent come to. As `exact_trials`, `exact_means` and `episodes` have it, but for about
/// the tenth digit, in a tenth of the time.
struct Pairing {
  double reached = 0;             ///< chance that a match comes to a spiral within 10,000 rounds
  double ended = 0;               ///< chance that durable peace follows the first one within the horizon; 0 without one
  double spiral_share = 0;        ///< share of the match's rounds in spirals
  std::array<double, 4> joint{};  ///< shares of rounds, the automaton's level first: CC, CD, DC, DD
};

/// What is asked of a pairing.
struct PairingParts {
  bool escape = true;  ///< `reached` and `ended`
  bool rounds = true;  ///< `spiral_share` and `joint`
  /// How far chances of the escape may be off: a rough look takes a fraction of the rounds.
  double precision = 1e-10;
};

/// The space that pairings need; one for each thread, to be used again.
class PairingSpace {
 public:
  PairingSpace();
  ~PairingSpace();
  PairingSpace(const PairingSpace&) = delete;
  PairingSpace& operator=(const PairingSpace&) = delete;

 private:
  friend class Opponent;
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

/// An opponent, made ready for whoever sits down in the other seat with these errors, says nothing and is never open.
class Opponent {
 public:
  /// `side` is the opponent's, `automaton` its automaton, `tremble` and `misperception` are the errors of those who
  /// meet it. `can_be_met` must hold.
  Opponent(const Rules& rules, const Side& side, const Automaton& automaton, const Errors& tremble,
           const Errors& misperception, const Trial& trial);

  /// Whether pairings are of a kind that this class computes: two levels, a fixed number of rounds that count alike
  /// and are all alike, private monitoring, an opponent that hears nothing but silence, and
  /// spirals of four rounds in episodes that end with two rounds of peace. All others are for `exact_trials`.
  static bool can_be_met(const Rules& rules, const Side& side, const Trial& trial);

  /// What they come to. `automaton` is of two levels; its states that say something or are open do not.
  Pairing meet(const Automaton& automaton, const PairingParts& parts, PairingSpace& space) const;

  /// States of its automaton.
  std::size_t size() const { return first_.size() / 2; }

 private:
  /// A way through a round: what the opponent does, where that takes it, and how likely it is.
  struct Way {
    std::uint32_t done, next;
    double chance;
  };
  /// A level and its chance.
  struct Part {
    std::uint32_t level;
    double chance;
  };

  std::int64_t rounds_;
  int durable_, horizon_;
  std::vector<std::uint32_t> first_;  // [state · 2 + what the other does], ways up to those of the next
  std::vector<Way> ways_;
  std::vector<bool> is_open_;                     // by state: it is seen without error
  std::array<std::vector<Part>, 2> done_, seen_;  // of those who meet it: by level meant, by level done by the opponent
};

}  // namespace detente
