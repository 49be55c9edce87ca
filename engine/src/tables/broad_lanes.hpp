// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <detente/seats.hpp>

#include "tables/broad_layout.hpp"

/// A third room of kernels: rounds of 64 matches at once between automata of up to 64 states.
namespace detente::tables {

/// One seat in a window of rounds; tapes as in `ByteSeat`.
struct BroadSeat {
  const BroadLayout* layout;
  LaneBytes* states;        ///< by lane; taken further
  const LaneBytes* flips;   ///< [round]
  const LaneBytes* turned;  ///< [round]; never null
  const LaneBytes* ranks;   ///< [round]: how many of the limits the dice reach
  std::size_t rank_step;    ///< 1, or 0 where one entry of `ranks` stands for all rounds
};

/// Plays rounds of a window; a bit for each lane, by round, says who was hostile.
using BroadPlay = void (*)(const BroadSeat& row, const BroadSeat& column, std::size_t rounds,
                           std::uint64_t* row_hostile, std::uint64_t* column_hostile);

/// The one that runs everywhere, a lane after the other.
void play_broadly_and_plainly(const BroadSeat& row, const BroadSeat& column, std::size_t rounds,
                              std::uint64_t* row_hostile, std::uint64_t* column_hostile);

/// The kernel of a name, which runs here.
BroadPlay broad_kernel(std::string_view name);

}  // namespace detente::tables
