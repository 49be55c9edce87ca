// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <detente/design/design.hpp>

namespace detente {

/// What a tournament in which everybody meets everybody keeps in memory.
struct MemoryNeeded {
  std::uint64_t pairs;  ///< that are played
  std::uint64_t bytes;  ///< for all of them
};

/// The least that the round robin of a design takes before its results are written: what is kept for each pair until
/// the end, and for each two entrants where pairs are sampled. A pair counts as exact where neither state alone
/// prevents that, since pairs that turn out to be sampled take more.
MemoryNeeded memory_needed(const Design& design, bool has_store = false);

}  // namespace detente
