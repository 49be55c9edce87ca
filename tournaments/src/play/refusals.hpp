// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/dropped.hpp"

namespace detente {

/// Whether no pair of the design may be sampled.
bool needs_exact(const Design& design);

/// Throws `Error`, which says which pairs are not exact though the design needs that, and why. `solved`: by pair.
[[noreturn]] void refuse_inexact(const Design& design, const std::vector<Meeting>& schedule,
                                 const std::vector<PairResult>& solved);

/// The engine `tables` plays all pairs or none of those whose entrants do not fail. Throws `Error`, and `Stopped`.
void check_tables(const Design& design, const std::vector<Meeting>& schedule, const Watch& watch, Dropped& dropped);

/// Throws `Error` for rates that no sampled pair can show. `which` says what pairs these are.
void check_rates(const Design& design, const std::vector<Meeting>& sampled, const std::string& which);

}  // namespace detente
