// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include <detente/play/round_robin.hpp>

#include "files/output.hpp"

namespace detente::cli {

/// The column of a share of rounds: "joint_CD", or "joint_0_3" where there are more than two levels.
std::string joint_column(std::size_t row, std::size_t column, int levels);

/// The pairs of results as comma-separated values, a line each after the names of the columns.
std::string pairs_csv(const Design& design, const Results& results);
/// The same piece by piece, made on so many threads (0: all cores): of a large field it is hundreds of megabytes.
void write_pairs_csv(const Design& design, const Results& results, int threads, const Sink& sink);

}  // namespace detente::cli
