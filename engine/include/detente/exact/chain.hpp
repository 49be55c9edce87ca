// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/world/side.hpp>

/// Two states at one table as a Markov chain over their joint memories.
namespace detente {

/// The chain of one pair. A point is a pair of memories before a round; a round leads from it, through one kind of
/// outcome, to the next. Only what can be reached is here, numbered in the order in which it is reached; 0 is the
/// start.
struct Chain {
  /// What a round brings: the levels done and what each seat gets, costs taken off.
  struct Kind {
    Level row, column;             ///< done
    std::array<double, 2> reward;  ///< by seat
  };
  /// One kind of round from one point: its chance, and its branches up to those of the next outcome.
  struct Outcome {
    std::uint32_t kind;          ///< index in `kinds`
    std::uint32_t first_branch;  ///< index in `branches`
    double chance;               ///< from the point
  };
  /// Where an outcome leads.
  struct Branch {
    std::uint32_t target;  ///< point
    double chance;         ///< from the point; those of an outcome add up to its chance. None after the last round
  };

  int levels = 2;                                      ///< of the game
  std::vector<Kind> kinds;                             ///< of rounds that occur
  std::vector<std::uint32_t> first_outcome;            ///< by point, one more at the end
  std::vector<Outcome> outcomes;                       ///< one more at the end
  std::vector<Branch> branches;                        ///< of all outcomes
  std::vector<std::array<std::uint32_t, 2>> memories;  ///< by point, as each seat's walk numbered them
  std::vector<std::int64_t> first_round;               ///< by point: the first round that can begin there

  /// Number of points.
  std::size_t size() const { return memories.size(); }
};

/// A seat and, where there is one, the automaton of its strategy, which spares the walk.
struct Seated {
  const Side& side;                      ///< the state in the seat
  const Automaton* automaton = nullptr;  ///< of its strategy; may be absent
};

/// Walks the joint memories that a match can reach before its last round. Absent where a strategy's memory cannot be
/// enumerated or they are more than `limit`, or when `give_up` said so. Throws `StrategyFailure`.
std::optional<Chain> join(const Rules& rules, const Seated& row, const Seated& column, std::size_t limit,
                          const GiveUp& give_up = {});

/// The same rounds, with the same chances, through fewer points: one for each way to land, after the start. Who
/// remembers one round gets from every memory to the same few, with the same chances, once it is clear what was done;
/// so a match can be told by where it lands. Its points stand for several memories, of which one is given. Absent
/// where this would not spare at least half of the points and of the branches, and where rounds lead nowhere.
std::optional<Chain> lumped(const Chain& chain);

}  // namespace detente
