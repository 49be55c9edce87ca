// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/play/round_robin.hpp>

#include "files/output.hpp"

namespace detente::cli {

/// The pairs of results as an Apache Parquet file, with the columns of pairs.csv; what is empty there is null here.
void write_pairs_parquet(const Design& design, const Results& results, const Sink& sink);

}  // namespace detente::cli
