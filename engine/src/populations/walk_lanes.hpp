// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <detente/populations/walk.hpp>

namespace detente {

/// Mutants that are tried side by side.
inline constexpr std::size_t kMutantLanes = 8;

/// One resident, for its mutants.
struct WalkResident {
  MemoryOne strategy = {};
  double turned[4] = {};  // its chances with errors, by outcome as its opponent sees it
  double payoff = 0;      // among its like
};

/// Of `kMutantLanes` mutants from number `first` on, the first that takes over, counted from 0; `kMutantLanes` if none
/// does. A mutant takes over if its draw times Σ e^(E_k) is below 1, of which sums are in the order of k.
std::size_t first_to_enter(const WalkRules& rules, std::uint64_t seed, std::uint64_t first,
                           const WalkResident& resident);

}  // namespace detente
