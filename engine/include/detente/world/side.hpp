// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <detente/strategy/registry.hpp>
#include <detente/world/weather.hpp>

/// A state that sits down to a match.
namespace detente {

/// What may change about a state when another stretch of the match begins.
struct Stretch {
  Payoffs payoffs;       ///< as played
  Errors tremble;        ///< how the seat slips
  Errors misperception;  ///< how the seat misreads
  bool operator==(const Stretch&) const = default;
};

/// A state seated for a match: who plays, with which payoffs, and how it errs.
struct Side {
  Strategy strategy;                ///< after `briefed`, with what holds in the first stretch
  std::string name;                 ///< for messages
  Payoffs payoffs;                  ///< as played
  Errors tremble;                   ///< how it slips
  Errors misperception;             ///< how it misreads
  std::vector<Stretch> later = {};  ///< one for each of `Rules::turns`

  /// What holds in a stretch, 0 … number of turns.
  Stretch in(std::size_t stretch) const {
    return stretch == 0 ? Stretch{payoffs, tremble, misperception} : later[stretch - 1];
  }
  /// Whether its strategy is told that a later stretch, 1 … number of turns, begins: it wants to know, and its own
  /// payoffs or errors change there. What turns for the other alone is not its business, so that a match does not
  /// depend on what turns for others of the field.
  bool is_told(std::size_t stretch) const { return strategy.traits().turns && !(in(stretch) == in(stretch - 1)); }
  /// Whether it is told of any.
  bool is_ever_told() const {
    for (std::size_t stretch = 1; stretch <= later.size(); ++stretch)
      if (is_told(stretch)) return true;
    return false;
  }
};

/// What a state is told of a stretch: when a match begins, and at a turn.
Briefing briefing(const Rules& rules, const Stretch& stretch);

}  // namespace detente
