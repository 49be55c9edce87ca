// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <detente/populations/structured_process.hpp>

/// Takeover on a ring, exactly.
namespace detente {

/// ln of the chance that `founders` mutants side by side take over a ring of `states` states with 2 neighbours each.
/// Mutants stay one block, so that the process is a chain of their number (Ohtsuki & Nowak 2006, evolutionary games on
/// cycles), of any selection: (Σ_{k<founders} e^(E_k)) / (Σ_{k<states} e^(E_k)) with E_k the sum of ln(chance to lose
/// one / chance to win one) over 1…k. −∞ where takeover is impossible (by fitness 0 only). Takes states operations.
/// Throws `Error` for fewer than 3 or more than `kMostPopulation` states, founders outside of 1…states − 1, and as
/// `require_structured`.
double ln_ring_fixation(std::int64_t states, const PairPayoffs& payoffs, const StructuredProcess& process,
                        std::int64_t founders = 1);

}  // namespace detente
