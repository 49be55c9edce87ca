// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/equilibrium.hpp>
#include <detente/properties.hpp>

#include "options.hpp"
#include "screen.hpp"

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
  std::optional<Exploitability> exploitability;

  std::string field;  ///< of --against
  std::optional<Equilibrium> equilibrium;
};

/// Looks up what the arguments ask for. Throws `Error`.
Shown look_up(const Arguments& arguments);

/// The traits that are declared by a strategy's members, by name.
std::vector<std::pair<const char*, bool>> traits_of(const Strategy& strategy);

std::string shown_json(const Shown& shown);
std::string shown_csv(const Shown& shown);
std::string shown_table(const Shown& shown, const Screen& screen);

}  // namespace detente::cli
