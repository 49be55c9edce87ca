// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <detente/automata/give_up.hpp>
#include <detente/memories.hpp>
#include <detente/strategy/registry.hpp>

/// The automaton that a strategy is, read off the struct that plays.
namespace detente {

/// Which rounds a state may live through: what is impossible need not be told apart.
struct Possible {
  bool slips = true;                            ///< what it did may differ from what it meant
  bool verified = false;                        ///< the other may be open
  std::int64_t crisis = 0;                      ///< forced rounds of full hostility before the first state
  std::vector<std::int64_t> other_crises = {};  ///< the same before other states that it may begin in

  bool operator==(const Possible&) const = default;
};

/// A machine with finitely many states. State 0 is the first. Levels are the strategy's own: 0 and 1 for a binary one.
/// Signals are not among its inputs: it is what the strategy does while the other says nothing.
class Automaton {
 public:
  /// What the machine does in one state.
  struct State {
    LevelMix play;         ///< the choice in this state
    Signal said;           ///< the signal sent in this state
    bool is_open = false;  ///< whether it lets itself be verified in this state

    /// Whether both do the same.
    bool operator==(const State& other) const {
      return play.chance == other.play.chance && said == other.said && is_open == other.is_open;
    }
  };
  /// Where it begins after so many forced rounds of full hostility.
  struct Start {
    std::int64_t crisis;  ///< rounds of forced hostility before round 1
    std::uint32_t state;  ///< number of the state

    bool operator==(const Start&) const = default;
  };

  /// The state after a round. A level that the state never means counts as one that it does mean.
  std::size_t after(std::size_t state, const LevelSeen& round) const { return next[state * inputs() + input(round)]; }
  /// Number of states.
  std::size_t size() const { return states.size(); }
  /// Number of different rounds that a state can see.
  std::size_t inputs() const { return std::size_t(levels) * std::size_t(levels) * std::size_t(levels) * 2; }
  /// The number of a round among them.
  std::size_t input(const LevelSeen& round) const {
    const auto wide = static_cast<std::size_t>(levels);
    return ((round.meant * wide + round.mine) * wide + round.theirs) * 2 + (round.verified ? 1 : 0);
  }
  bool operator==(const Automaton&) const = default;

  int levels = 2;                        ///< of the game, 2…16
  std::vector<State> states;             ///< the first one is the state before round 1
  std::vector<Start> other_starts = {};  ///< in the order of `Possible::other_crises`
  std::vector<std::uint32_t> next;       ///< [state][meant][mine][theirs][verified]
};

/// Walks the memories of a strategy (after `briefed`) in a game of so many levels until none is new. Absent where they
/// cannot be enumerated or are more than `limit`, or when `give_up` said so. Throws `StrategyFailure`.
std::optional<Automaton> derive(const Strategy& strategy, int game_levels, const Possible& possible, std::size_t limit,
                                const GiveUp& give_up = {});

/// The smallest machine that plays, says and opens alike whatever happens, by partition refinement (Moore 1956). States
/// keep the order of their first members. The automaton as it is when `give_up` said so.
Automaton minimised(const Automaton& automaton, const GiveUp& give_up = {});

/// The states as memories to walk through. `automaton` must outlive it.
std::unique_ptr<Memories> walk(const Automaton& automaton);

}  // namespace detente
