// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <detente/systems/system_design.hpp>

/// Parts of a system, read from what its user wrote. Each throws `Error`.
namespace detente::systems {

/// Pairs of states that can reach each other, ascending: complete, ring, grid:W, none or a list.
std::vector<std::pair<std::size_t, std::size_t>> read_fronts(const System& system, const std::string& text);
/// Pledges, and those of alliances; each alliance is an institution as well.
std::vector<SystemPledge> read_pledges(const System& system, const SystemRequest& request,
                                       std::vector<Institution>& institutions);
Institution read_institution(const System& system, const std::string& text);
War read_war(const std::string& text, const Game& game);
/// Strength, means and deterrents.
void read_holdings(const SystemRequest& request, const std::vector<Institution>& institutions, System& system);

}  // namespace detente::systems
