// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include <detente/round_robin.hpp>

#include "moments.hpp"

namespace detente {

/// What one entrant met in all repetitions together.
struct EntrantTotals {
  std::vector<std::uint64_t> joint;  ///< own level first; counted twice, as in `Counts`
  std::size_t opponents = 0;
};

/// Ranks entrants within each motive. `moments` holds, for each repetition, every entrant's payoff total (mean over its
/// opponents), then the match length.
std::vector<Standing> standings(const Design& design, const std::vector<EntrantTotals>& totals, const Moments& moments);

}  // namespace detente
