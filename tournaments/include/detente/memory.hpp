// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <detente/design.hpp>

namespace detente {

/// What a tournament in which everybody meets everybody keeps in memory.
struct Room {
  std::uint64_t pairs;
  std::uint64_t bytes;
};

/// The least that the round robin of a design takes before its results are written: what is kept for each pair until
/// the end, and for each two entrants where pairs are sampled. A pair counts as exact where neither state alone
/// prevents that, since pairs that turn out to be sampled take more.
Room room_of(const Design& design);

}  // namespace detente
