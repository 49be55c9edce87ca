// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "arguments/options.hpp"
#include "json/results_json.hpp"

/// Matches of a tournament round by round, for people to look at.
namespace detente::cli {

/// Throws `Error` where rates are too small for the draws of a repetition, which an exact pair may have; `what` begins
/// the sentence.
void check_traceable(const Design& design, const std::string& what);

/// How many pairs to trace: as --traces says, else some; none where nobody asked and they cannot be played. Throws
/// `Error`.
std::size_t traced_pairs(const Arguments& arguments, const Design& design);

/// So many pairs of those who rank best, a few repetitions of each, the first rounds of each.
Json traces_json(const Design& design, const Results& results, std::size_t pairs);

}  // namespace detente::cli
