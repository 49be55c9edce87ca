// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "results/finding.hpp"

namespace detente::cli {

/// Whose strategies play, by the names of entrants.
struct Owner {
  std::string author, file;
};
using Owners = std::map<std::string, Owner>;

/// The standings of a league as JSON, best first: all strategies of authors, with their rank among these, and those of
/// the field, without. `entrant` is the index in the design.
Json league_rows(const Design& design, const Results& results, const Finding& finding, const Owners& owners);

/// The same as comma-separated values.
std::string league_csv(const Json& rows);

/// How one strategy fared against another.
struct Encounter {
  std::size_t opponent;  ///< index in the design
  double score, other;   ///< of it, of the opponent, per round
};
/// All opponents of each entrant but its own copy, best first.
std::vector<std::vector<Encounter>> encounters(const Design& design, const Results& results);

}  // namespace detente::cli
