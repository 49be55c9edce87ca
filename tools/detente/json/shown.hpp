// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/play/equilibrium.hpp>
#include <detente/properties/character.hpp>
#include <detente/properties/properties.hpp>

#include "arguments/options.hpp"
#include "terminal/terminal.hpp"

/// What `detente show` knows of a strategy, and how it is told.
namespace detente::cli {

/// A strategy, what becomes of it in a game, and what its automaton says of it.
struct Shown {
  Strategy strategy;
  std::string origin;
  Request request;
  Game game;
  std::string motive;             ///< "" for the game's own payoffs
  std::vector<Parameter> played;  ///< as resolved; empty where the game is refused
  std::string refusal;

  std::size_t memories = 0;            ///< walked before minimisation
  std::optional<Automaton> automaton;  ///< minimised
  std::string no_automaton;            ///< why there is none
  std::optional<Properties> properties;
  Character character;  ///< what is known of its properties, with an automaton or without
  Rules rules;          ///< whose length best responses are asked of
  std::optional<Exploitability> exploitability;
  std::string no_exploitability;  ///< why it was not found although there is an automaton

  std::string field;  ///< of --against
  std::optional<Equilibrium> equilibrium;
};

/// Looks up what the arguments ask for. Throws `Error`.
Shown look_up(const Arguments& arguments, const Registry& known);

/// The traits that are declared by a strategy's members, by name; of dice for its move, whether it throws any in this
/// game, where that is known.
std::vector<std::pair<const char*, bool>> traits_of(const Shown& shown);
/// What best responses are over: `over 200 rounds`, `for ever`, `over a random number of rounds (continuation 0.9)`,
/// with the discount factor.
std::string horizon_words(const Rules& rules);
/// `exact`, `omniscient`.
const char* bound(const BestResponse& best);
/// A question with three answers.
const char* answer(const std::optional<bool>& is_so);
const char* word(Invasion invasion);

std::string shown_json(const Shown& shown);
std::string shown_csv(const Shown& shown);
std::string shown_table(const Shown& shown, const Terminal& terminal);

}  // namespace detente::cli
