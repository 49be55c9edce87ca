// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "spirals/episode_flows.hpp"

namespace detente {

/// How often a certain match is where between peace and hostility, likewise. `has_worth`: rounds of peace add something
/// to an episode (see `Flows::pending`).
Flows flows_on_orbit(const Chain& chain, std::int64_t rounds, const Peace& peace, const std::vector<Calm>& by_kind,
                     std::size_t most_after, bool has_worth);

}  // namespace detente
