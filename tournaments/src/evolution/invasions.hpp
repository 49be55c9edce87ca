// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/evolution/long_run.hpp>

namespace detente {

/// ln ρ of a single mutant, in any process.
double ln_rho(const PairPayoffs& pair, const Process& process);

/// Every mutant into every resident: by resident, then by mutant.
std::vector<MutantInvasion> invasions(const FieldPayoffs& payoffs, const Process& process, int threads,
                                      const Watch& watch);

/// ln ρ of all pairs.
LnRates fixation_of(const std::vector<MutantInvasion>& invasions, std::size_t strategies);

}  // namespace detente
