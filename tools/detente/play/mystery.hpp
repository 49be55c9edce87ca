// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/hand/hand.hpp>

#include "json/results_json.hpp"
#include "play/seating.hpp"
#include "play/session.hpp"
#include "terminal/raw_keys.hpp"

/// Which strategy was it?
namespace detente::cli {

/// What the person thinks.
struct Guess {
  std::string strategy;  ///< by its full name, with its parameters
  std::string written;   ///< as the person wrote it
  bool is_right;
};

/// Asks until there is a name, or nothing more to read; a text has it after the line of its keys. Throws `Error` for a
/// name in a text that no strategy has.
std::optional<Guess> guess(const Seating& seating, const Registry& strategies, RawKeys& keys, const Screen& screen);

/// How an entrant of the field accounts for what was seen.
struct Explanation {
  std::size_t entrant;
  std::optional<double> log_likelihood;  ///< absent where its memories cannot be enumerated
  double probability = 0;                ///< where all of the field were equally probable before the match
};
/// The most probable first.
std::vector<Explanation> explanations(const Seating& seating, const std::vector<HandRound>& learnt);

std::string answer_text(const Seating& seating, const std::optional<Guess>& guess,
                        const std::vector<Explanation>& explanations, int width);
Json answer_json(const Seating& seating, const std::optional<Guess>& guess,
                 const std::vector<Explanation>& explanations);

}  // namespace detente::cli
