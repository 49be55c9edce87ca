// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/evolution/evolution.hpp>

/// Populations without end, which chance does not move.
namespace detente {

/// The replicator equation from the shares at the beginning, and who returned.
void add_replicator(const EvolutionRequest& request, const Watch& watch, Evolution& result);

/// Rest points, and how many of 2,000 uniform starts come to each.
void add_rest_points(std::uint64_t seed, int threads, const Watch& watch, Evolution& result);

}  // namespace detente
