// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <detente/round_robin.hpp>

/// What is told of how pairs were played, and of those that were played both ways.
namespace detente::cli {

/// How many pairs of a tournament are exact, and which ones are not.
std::string engines_line(const Design& design, const Results& results, int width);
/// Who of the field `all` refuses the game; empty where nobody does.
std::string left_out_line(const Design& design, int width);
/// The same of a match.
std::string engine_line(const Design& design, const PairResult& pair, int width);

/// Under the engine `check`, the pair whose sample comes closest to its bound or leaves it furthest behind; null where
/// no pair is exact.
const PairResult* worst_check(const Results& results);
/// A paragraph on all pairs that were played both ways; empty under other engines.
std::string check_paragraph(const Design& design, const Results& results, int width);
/// Throws `RunFailure` where a sample differs from what is exact by more than chance.
void require_agreement(const Design& design, const Results& results);

}  // namespace detente::cli
