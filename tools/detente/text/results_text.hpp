// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

/// Results as tables for people and as comma-separated values.
namespace detente::cli {

std::string standings_csv(const Design& design, const Results& results);

/// What `run` prints. `coverage`: of the tests of spirals that follow.
std::string standings_table(const Design& design, const Results& results, const Terminal& terminal);
/// The same as a part of a document.
std::string standings_document(const Design& design, const Results& results, Markup markup);
/// How it was played: what was exact and what sampled, and who was left out.
std::string how_played(const Design& design, const Results& results, const std::vector<Coverage>& coverage,
                       const Terminal& terminal);
/// What `match` prints of its pair, below the header.
std::string pair_table(const Design& design, const PairResult& pair, const Terminal& terminal);

}  // namespace detente::cli
