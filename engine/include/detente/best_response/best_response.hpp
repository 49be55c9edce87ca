// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/objects/match.hpp>
#include <detente/world/game.hpp>

/// How far a strategy can be exploited: the decision process of an opponent that knows its automaton, at the noise of
/// the design and over its matches: a number of rounds, a random number of them, or without end, with a discount or
/// without.
namespace detente {

/// What an opponent is after: own_weight · its payoff + victim_weight · the victim's. It errs like any state.
struct Responder {
  Payoffs payoffs;           ///< its own
  Errors tremble;            ///< how it slips
  Errors misperception;      ///< how it misreads the victim
  double own_weight = 1;     ///< weight of its own payoff
  double victim_weight = 0;  ///< weight of the victim's payoff; negative for one that wants to harm
};

/// What a responder does, by the rounds still to come (the one at hand included) and the victim's state.
struct Plan {
  /// What it does while so many rounds are to come.
  struct Spell {
    std::int64_t from;         ///< that many rounds to come, and more, up to those of the next spell
    std::vector<Level> moves;  ///< by state
  };
  std::vector<Spell> spells;  ///< ascending, the first from 1
  /// With more rounds to come than these, it does what it does in the last `period` of these numbers, over and over.
  std::int64_t last = 1;
  std::int64_t period = 1;  ///< rounds after which its moves repeat

  /// Its level with so many rounds to come, in a state of the victim.
  Level at(std::int64_t to_come, std::size_t state) const;
  /// It does the same whatever is still to come.
  bool is_steady() const { return spells.size() == 1; }
};

/// The best that an opponent can do that neither signals nor lets itself be verified. Of moves that are equally good it
/// keeps to the most restrained, so that it takes from the victim only what serves itself.
struct BestResponse {
  double gain;    ///< what it is after, per round; rounds weigh as in the scores of matches (see `Exact`)
  double victim;  ///< the victim's payoff per round then
  /// It can know the victim's memory from what it does and sees. Where it cannot (private misperception, mostly), this
  /// is an upper bound: the answer of an omniscient opponent.
  bool is_playable;
  /// Follows the victim's state. Levels are the game's. It plays what the response does with many rounds to come; that
  /// is all, and the machine minimised, where the plan is steady.
  Automaton machine;
  Plan plan;  ///< by the machine's state, where it is not steady
};

/// Solves the decision process of `victim`, whose smallest automaton, with every round possible, is `machine`, over a
/// match of these rules: backward induction for a fixed number of rounds, policy iteration else. Strategies need not be
/// told the length: the responder knows it. Throws `Error` where the best response over very many rounds takes too long
/// to compute.
BestResponse best_response(const Rules& rules, const Side& victim, const Automaton& machine,
                           const Responder& responder);

/// The same rules for a match without end in which every round counts alike.
Rules for_ever(Rules rules);

/// A strategy's exposure at a design's noise, over a match of its length.
struct Exploitability {
  BestResponse same;     ///< by an opponent with the game's own payoffs
  BestResponse greedy;   ///< with T = 2R − P
  BestResponse spoiler;  ///< that maximises own − other's
  double held_to;        ///< the least that any opponent can hold it to
};

/// Exposure of `victim` to opponents that err by `tremble` and `misperception`. Absent where its automaton has more
/// than `limit` states or none at all. Throws `Error` like `best_response`.
std::optional<Exploitability> exploitability(const Rules& rules, const Game& game, const Side& victim,
                                             const Errors& tremble, const Errors& misperception, std::size_t limit);

/// The best response of a state with the responder's payoffs, as a strategy `best-response-to:…`. In a match of fixed
/// length it counts the rounds where that serves it, also where strategies are not told the length; beyond the last one
/// it goes on as if many were to come. Throws `Error` where the victim's automaton is not to be had, or where its
/// memory cannot be known by an opponent.
Strategy respond(const Rules& rules, const Side& victim, const Responder& responder, std::size_t limit);

}  // namespace detente
