// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/evolution/evolution.hpp>

namespace detente {

/// Entrants of a design that a comma list names, by their own name or by that of their strategy; `what` begins
/// messages. Throws `Error` for a name that is none of them.
std::vector<std::size_t> entrants_named(const Design& design, const std::string& list, const std::string& what,
                                        const Registry& registry);

/// Entrants of the hostile world: those named, or hawks, if there are any.
std::vector<std::size_t> hostile_entrants(const EvolutionRequest& request, const Design& design,
                                          const Registry& registry);

/// Shares at the beginning, by entrant; they sum to 1. `hostile`: entrants. `kinds`: by entrant, the strategy of the
/// population that it is. Throws `Error`.
std::vector<double> shares_at_first(const EvolutionRequest& request, const Design& design,
                                    const std::vector<std::vector<std::size_t>>& strategies,
                                    const std::vector<std::size_t>& hostile, const Registry& registry);

/// The chances of mutants by strategy of the population. Throws `Error` for a table that is none of this field.
MutantChances mutant_chances(const MutantTable& table, const Design& design, const Registry& registry);

}  // namespace detente
