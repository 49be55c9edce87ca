// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <detente/play/round_robin.hpp>

#include "play/sampling.hpp"

namespace detente {

/// Ranks entrants within each motive. `opponents`: by entrant, how many it has. `sampled` is of the pairs that were
/// sampled (see `Sampled`), empty where all are exact; exact pairs add nothing to any error.
std::vector<Standing> standings(const Design& design, const PairResults& pairs,
                                const std::vector<std::size_t>& opponents, const Sampled& sampled);

}  // namespace detente
