// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/spirals/spirals.hpp>

/// What is told of how pairs were played, and of those that were played both ways.
namespace detente::cli {

/// How many pairs of a tournament are exact, and which ones are not.
std::string engines_line(const Design& design, const Results& results, int width);
/// What of the tests of spirals was sampled; empty where nothing was.
std::string coverage_line(const Design& design, const std::vector<Coverage>& coverage, int width);
/// "3 of 91 escapes and 5 of 140 long-run payoffs"; empty where nothing was sampled.
std::string sampled_tests(const std::vector<Coverage>& coverage);
/// Who of the field `all` refuses the game; empty where nobody does.
std::string left_out_line(const Design& design, int width);
/// The same of a match.
std::string engine_line(const Design& design, const PairResult& pair, int width);

/// A paragraph on all pairs that were played both ways; empty under other engines.
std::string check_paragraph(const Design& design, const Results& results, int width);
/// Throws `RunFailure` where a sample differs from what is exact by more than chance.
void require_agreement(const Design& design, const Results& results);

}  // namespace detente::cli
