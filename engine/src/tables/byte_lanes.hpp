// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <detente/seats.hpp>

#include "tables/layout.hpp"

/// The room of the kernels: rounds of 64 matches at once, a byte each. Nothing of the vector library leaves it.
namespace detente::tables {

/// One seat in a window of rounds.
struct ByteSeat {
  const Layout* layout;
  LaneBytes* states;        ///< by lane; taken further
  const LaneBytes* flips;   ///< [round]: errors, in the bits of this seat; those of a state that restrains itself …
  const LaneBytes* turned;  ///< [round]: … and how those of a hostile one differ; null where they are the same
  const LaneBytes* ranks;   ///< [round]: of the dice, as `kRank` has it, where this seat throws them
};

constexpr std::size_t kCountedTogether = 32;  ///< rounds

/// A way to do this on some machines, the same to the last bit as every other.
struct ByteKernel {
  using Play = void (*)(const ByteSeat& row, const ByteSeat& column, std::size_t rounds, std::uint64_t* row_hostile,
                        std::uint64_t* column_hostile);
  /// Counts for each lane in how many of at most 255 rounds the row, the column and both were hostile. Words follow
  /// them, up to a multiple of `kCountedTogether`, in which nobody is.
  using Count = void (*)(const std::uint64_t* row_hostile, const std::uint64_t* column_hostile, std::size_t rounds,
                         std::array<LaneBytes, 3>& sums);

  std::string_view name;
  bool runs_here;
  Play play;  ///< rounds of a window; a bit for each lane, by round, says who was hostile
  Count count;
  /// Those that it played since the process began.
  std::shared_ptr<std::atomic<std::uint64_t>> rounds = std::make_shared<std::atomic<std::uint64_t>>(0);
};

/// The kernel that runs everywhere, a lane after the other.
void play_plainly(const ByteSeat& row, const ByteSeat& column, std::size_t rounds, std::uint64_t* row_hostile,
                  std::uint64_t* column_hostile);
void count_plainly(const std::uint64_t* row_hostile, const std::uint64_t* column_hostile, std::size_t rounds,
                   std::array<LaneBytes, 3>& sums);

/// All that were built, the fastest first; the last one runs everywhere.
const std::vector<ByteKernel>& byte_kernels();

}  // namespace detente::tables
