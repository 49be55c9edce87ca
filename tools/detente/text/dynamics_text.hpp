// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "text/evolution_text.hpp"

/// The parts of an evolution other than its worlds, as tables with what has to be known beside them.
namespace detente::cli {

/// Shares by generation, and who returned.
std::string ecological_text(const Evolution& evolution, const Terminal& terminal);
/// Shares by time, and who returned.
std::string replicator_text(const Evolution& evolution, const Terminal& terminal);
/// Rest points that are stable or Nash, and their basins.
std::string rest_points_text(const Evolution& evolution, const Terminal& terminal);
/// Whether shares at these rates are exact, sampled or those of the limit, in sentences.
std::string how_chains_are_solved(const std::vector<MutationLaw>& chain);
/// Shares by mutation rate.
std::string chain_text(const Evolution& evolution, const Terminal& terminal);
/// What neighbours change.
std::string structure_text(const Evolved& evolved, const Terminal& terminal);
/// Where the walk was.
std::string walk_text(const Evolved& evolved, const Terminal& terminal);

}  // namespace detente::cli
