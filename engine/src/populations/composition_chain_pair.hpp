// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/populations/composition_chain.hpp>

namespace detente {

/// The law of a population of two strategies, pairwise or moran, whose chain leads only to neighbours: by detailed
/// balance, π(k) / π(k−1) = T⁺(k−1) / T⁻(k).
CompositionLaw composition_law_of_two(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                                      const ChainRequest& request);

}  // namespace detente
