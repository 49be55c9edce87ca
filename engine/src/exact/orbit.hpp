// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <detente/exact/exact.hpp>

namespace detente {

/// The places that a match without chance goes through, one a round, until it is where it was before; from there on it
/// goes round and round.
struct Orbit {
  std::size_t places;
  std::size_t back;  ///< where the last place leads; `places` where the match ends there

  /// How many of the first rounds are at a place.
  std::int64_t visits(std::size_t place, std::int64_t rounds) const {
    const auto before = static_cast<std::int64_t>(place);
    if (before >= rounds) return 0;
    if (place < back) return 1;
    return 1 + (rounds - 1 - before) / static_cast<std::int64_t>(places - back);
  }
};

/// Whether all that a chain holds is certain: each point has one outcome, and that one branch or, in the last round,
/// none. Its points then are the places of an orbit, in order.
bool is_certain(const Chain& chain);

Orbit orbit_of(const Chain& chain);

/// The one kind of round of a point of a certain chain.
inline const Chain::Outcome& only_outcome(const Chain& chain, std::size_t point) {
  return chain.outcomes[chain.first_outcome[point]];
}
/// Where the round of a point leads; null after the last one.
inline const std::uint32_t* only_target(const Chain& chain, std::size_t point) {
  const std::uint32_t branch = only_outcome(chain, point).first_branch;
  return chain.outcomes[chain.first_outcome[point] + 1].first_branch > branch ? &chain.branches[branch].target
                                                                              : nullptr;
}

/// What a certain match comes to, for any number of rounds in the time of its orbit. Rounds are counted as integers, so
/// that only the quotients and the sums over kinds are rounded.
Exact on_orbit(const Chain& chain, std::int64_t rounds);

}  // namespace detente
