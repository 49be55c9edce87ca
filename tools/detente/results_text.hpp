// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <detente/round_robin.hpp>

#include "screen.hpp"

/// Results as tables for people and as comma-separated values.
namespace detente::cli {

std::string standings_csv(const Design& design, const Results& results);

/// What `run` prints.
std::string standings_table(const Design& design, const Results& results, const Screen& screen);
/// What `match` prints of its pair, below the header.
std::string pair_table(const Design& design, const PairResult& pair, const Screen& screen);

}  // namespace detente::cli
