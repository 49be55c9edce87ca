// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <detente/briefing.hpp>

/// Games over 2…16 levels of hostility, and the motives that give one state payoffs of its own.
namespace detente {

/// Payoffs of a game of two levels, from the player's own seat: S is own C against D.
struct Corners {
  double t = 0, r = 0, p = 0, s = 0;  ///< payoffs
  bool operator==(const Corners&) const = default;
};

/// A symmetric game. Every cell is linear in the corners, so that a motive that changes T changes every cell that holds
/// T.
struct Game {
  /// One cell: t·T + r·R + p·P + s·S + constant.
  struct Cell {
    double t = 0, r = 0, p = 0, s = 0, constant = 0;  ///< coefficients
  };

  std::string name;           ///< As users write it, with the parameters that were given: `arms-race:levels=4`.
  int levels = 2;             ///< 2…16
  Corners corners;            ///< T, R, P, S before relative gains, and before the cost of an arms race.
  std::vector<Cell> shape;    ///< levels × levels, own level first
  double relative_gains = 0;  ///< k: every cell becomes own − k·other, first of all.
  double signal_cost = 0;     ///< Paid into the score for each signal that is not `none`.
  double open_cost = 0;       ///< Paid into the score for each round of being open.
  /// Chance that levels 1 and 2 are mistaken for each other (offence-defence); replaces the misperception between them.
  std::optional<double> confusion;

  /// The matrix of a state without a motive of its own.
  Payoffs payoffs() const;
  /// The matrix of a state with a motive: "" (the game's own), "security-seeker" (T = (R+P)/2), "greedy" (T = 2R − P),
  /// or "T=..,R=..,P=..,S=.." (its own corners, as played). Throws `Error` for anything else.
  Payoffs payoffs(std::string_view motive) const;
  /// The same without relative gains: what rounds are worth to the state itself.
  Payoffs material(std::string_view motive) const;
  /// How a state misreads levels here when its rates are `up` and `down`.
  Errors misperception(double up, double down) const;
};

/// Reads `security-dilemma:offence=0.5,relative-gains=0.2`, `T=5,R=3,P=1,S=0` and the like. Throws `Error`.
Game parse_game(std::string_view spec);

/// One game of the list that users choose from.
struct GameInfo {
  std::string name;        ///< as users write it, without parameters
  std::string parameters;  ///< with defaults, as users write them
  std::string about;       ///< one sentence
};
/// All games, in the order in which they are listed.
std::vector<GameInfo> games();

/// The class of a 2×2 game: "prisoner's dilemma", "stag hunt", "chicken", "deadlock", "harmony"; ties that leave it
/// open are a "boundary between … and …", and "unnamed" is an order that has no name. Ties within 1e-9 of the range.
std::string game_class(const Corners& corners);

/// The corners of a matrix.
Corners corners(const Payoffs& payoffs);

}  // namespace detente
