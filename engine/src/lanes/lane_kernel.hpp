// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include <detente/lanes/draws.hpp>

/// What every round asks of all 64 lanes alike, in vectors. Nothing of the vector library leaves this room.
namespace detente::lanes {

/// One round of two binary seats: row, column.
struct Meeting {
  std::array<const LaneBytes*, 2> meant;
  /// Error classes of two levels: bit 0 says whether a C changes, bit 1 whether a D does.
  std::array<const LaneBytes*, 2> tremble, misperception;
  const LaneBytes* playing;  ///< 1 in lanes whose match still runs
  std::array<LaneBytes*, 2> done, seen;
  std::array<LaneBytes, 3>* hostile;  ///< counts: by the row, the column, both
};

/// What goes wrong for one seat in a round, in the bits of a tape.
struct Marks {
  std::array<const LaneBytes*, 2> classes;  ///< of the tremble and the misperception; null where nothing goes wrong
  std::array<std::uint8_t, 2> bits;
  LaneBytes* flips;   ///< what changes a C …
  LaneBytes* turned;  ///< … and how that differs for a D; null where it never does
};

/// A way to do this on some machines, the same to the last bit as every other.
struct LaneKernel {
  std::string_view name;
  bool runs_here;
  /// As `draw_words`.
  void (*draw)(const Draw& draw, const std::array<std::uint64_t, kLanes>& repetitions,
               std::array<LaneWords, 4>& words) noexcept;
  /// Which of these words are below limits, each in 1…2³²: bit l of `masks[4·i + q]` says that the word of lane l and
  /// of the q-th of the four rounds is below limit i.
  void (*draw_below)(const Draw& draw, const std::array<std::uint64_t, kLanes>& repetitions,
                     const std::vector<std::uint64_t>& limits, std::uint64_t* masks) noexcept;
  /// Throws the dice of mixed choices: 0 (C) where a lane's word is below `threshold` of its chance, else 1. True when
  /// every chance lies in 0…1; otherwise the choices mean nothing.
  bool (*throw_dice)(const double* cooperation, const std::uint32_t* words, LaneBytes& choices) noexcept;
  /// Which of two limits a word is below: bit 0 the first, bit 1 the second.
  void (*classify)(const std::array<std::uint64_t, 2>& limits, const LaneWords& words, LaneBytes& classes) noexcept;
  /// How many limits a word reaches, times `unit`.
  void (*count_reached)(const std::vector<std::uint64_t>& limits, const LaneWords& words, std::uint8_t unit,
                        LaneBytes& counts) noexcept;
  void (*mark)(const Marks& marks) noexcept;
  /// True when all that is meant, in any lane, is C or D; in other lanes what is done and seen means nothing.
  bool (*meet)(const Meeting& meeting) noexcept;
};

/// The kernel that runs everywhere, a lane after the other.
extern const LaneKernel plain_kernel;

/// All that were built, the fastest first; the last one runs everywhere.
const std::vector<LaneKernel>& lane_kernels();
/// The first of them that runs here.
const LaneKernel& best_lane_kernel();

}  // namespace detente::lanes
