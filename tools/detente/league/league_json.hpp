// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "league/admission.hpp"

namespace detente::cli {

/// All that is known of a round that was played.
struct Round {
  const RoundOrder& order;
  const Admission& admission;
  const Checks& checks;
  const Played& played;
  const Finding& finding;
};

/// Options that decide nothing of what comes out.
inline constexpr std::array<std::string_view, 9> kUnimportant{"output", "watch", "threads",  "format", "config",
                                                              "kernel", "store", "patience", "help"};

/// Format `detente-league-1`. `last`: that of the round before, or null.
Json league_json(const Round& round, const Json& last);

/// Codes of all files that can be played.
std::vector<std::string> codes(const RoundOrder& order);
/// What feedback on an author is called in the league's folder, by author.
Json feedback_names(const Json& league);
/// Feedback of the last round on authors who are gone.
std::vector<std::string> gone(const Json& league, const Json& last);

}  // namespace detente::cli
