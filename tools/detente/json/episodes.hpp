// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <detente/play/round_robin.hpp>

/// What is told of the episodes of hostility of a pair's matches.
namespace detente::cli {

/// What the rounds of episodes consist of, besides peace that did not last: echoes (friction), feuds (conflict), and
/// where a seat is greedy aggression, whatever the rounds look like.
struct Kinds {
  double echo = 0;
  double feud = 0;
  double aggression = 0;
};
/// Absent where there are no episodes, and on more than two levels with a discount, where shares of rounds do not tell.
std::optional<Kinds> kinds(const Design& design, const PairResult& pair);

/// Chance that an episode lasts so many rounds; absent beyond what is known.
std::optional<double> survival(const Episodes& episodes, int age);

/// Columns of pairs.csv, each with a comma before it; and a pair's fields. `has_cost`: payoffs do not turn.
std::string episodes_columns();
void add_episodes_fields(const PairResult& pair, bool has_cost, std::string& csv);

/// A paragraph on the episodes of a match.
std::string episodes_paragraph(const Design& design, const PairResult& pair, int width);

}  // namespace detente::cli
