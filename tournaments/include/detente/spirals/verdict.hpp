// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

namespace detente {

/// The answer of a report in at most three plain sentences that are true of any field: who ends most spirals, beside
/// what the baseline does in the same seat, what it costs, and who does nearly as much for less.
std::vector<std::string> verdict(const SpiralDesign& design, const SpiralReport& report);

/// What a reader has to know beside the table: who cannot be brought back, the trivial ends, and in which worlds around
/// this one the answer does not hold.
std::vector<std::string> remarks(const SpiralDesign& design, const SpiralReport& report);

/// Those of its role and motive that behave like a strategy here, in the order of the report; itself alone at least.
std::vector<const Breaker*> alike(const SpiralDesign& design, const SpiralReport& report, const Breaker& breaker);

/// The name of a class of strategies in a sentence or a heading: "ends spirals", "like tit-for-tat".
std::string class_name(BreakerClass kind, const std::string& baseline);

/// A world around a design in a few words: "with offence 1 and errors both ways", "in endless matches".
std::string world_name(const Robustness& world);

}  // namespace detente
