// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <detente/automaton.hpp>
#include <detente/game.hpp>
#include <detente/match.hpp>

/// How far a strategy can be exploited: the decision process of an opponent that knows its automaton, at the noise of
/// the design. Matches go on for ever and every round counts alike.
namespace detente {

/// What an opponent is after: own_weight · its payoff + victim_weight · the victim's. It errs like any state.
struct Responder {
  Payoffs payoffs;           ///< its own
  Errors tremble;            ///< how it slips
  Errors misperception;      ///< how it misreads the victim
  double own_weight = 1;     ///< weight of its own payoff
  double victim_weight = 0;  ///< weight of the victim's payoff; negative for one that wants to harm
};

/// The best that an opponent can do for ever that neither signals nor lets itself be verified. Of moves that are
/// equally good it keeps to the most restrained, so that it takes from the victim only what serves itself.
struct BestResponse {
  double gain;    ///< what it is after, per round
  double victim;  ///< the victim's payoff per round then
  /// It can know the victim's memory from what it does and sees. Where it cannot (private misperception, mostly), this
  /// is an upper bound: the answer of an omniscient opponent.
  bool is_playable;
  Automaton machine;  ///< what it does, by the victim's state; minimised. Levels are the game's.
};

/// Solves the decision process of `victim`, whose smallest automaton, with every round possible, is `machine`.
BestResponse best_response(const Rules& rules, const Side& victim, const Automaton& machine,
                           const Responder& responder);

/// A strategy's exposure at a design's noise, for ever.
struct Exploitability {
  BestResponse same;     ///< by an opponent with the game's own payoffs
  BestResponse greedy;   ///< with T = 2R − P
  BestResponse spoiler;  ///< that maximises own − other's
  double held_to;        ///< the least that any opponent can hold it to
};

/// Exposure of `victim` to opponents that err by `tremble` and `misperception`. Absent where its automaton has more
/// than `limit` states or none at all.
std::optional<Exploitability> exploitability(const Rules& rules, const Game& game, const Side& victim,
                                             const Errors& tremble, const Errors& misperception, std::size_t limit);

/// The best response of a state with the responder's payoffs, as a strategy `best-response-to:…`. Throws `Error` where
/// the victim's automaton is not to be had, or where its memory cannot be known by an opponent.
Strategy respond(const Rules& rules, const Side& victim, const Responder& responder, std::size_t limit);

}  // namespace detente
