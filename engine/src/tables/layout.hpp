// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/automata/automaton.hpp>

namespace detente::tables {

/// Bits of a byte that stands for one lane. Both seats' bytes, their errors, and the indexes of look-ups share one
/// order, so that what one seat does arrives where the other looks for it.
enum Bit : std::uint8_t {
  kColumn = 0x04,      ///< the column's move is hostile, as the row's index has it; in a tape: that differs from meant
  kRow = 0x08,         ///< the row's move is hostile, as the column's index has it
  kWideIndex = 0x10,   ///< index of 32 entries …
  kWiderIndex = 0x20,  ///< … and of 64
  kColumnDone = 0x20,  ///< the column's move is hostile; in a tape: it slips
  kRowDone = 0x40,     ///< the row's move is hostile; in a tape: it slips
  kRank = 0x70,        ///< of a state that throws dice: how many of its strategy's chances are smaller
};
constexpr int kDoneToIndex = 3;  ///< how far apart the two places of a move are

/// The automaton of a binary strategy in one seat, laid out for look-ups by permutation: a state is a byte with its
/// move, and the byte that follows stands where the state, its own move, and what it sees say.
struct Layout {
  enum Kind : std::uint8_t { narrow, wide, wider, dice };  ///< 16, 32 or 64 entries; 16 and chances

  Kind kind;
  bool learns = false;                     ///< its own move counts as done, not as meant
  std::vector<std::uint64_t> limits = {};  ///< of a strategy that throws dice: the thresholds of its chances, ascending
  std::vector<std::uint8_t> byte = {};     ///< by state
  std::array<std::array<std::uint8_t, 16>, 4> next{};
};

/// Absent where it takes more room, or more is needed than what it did and saw: where a state that throws dice tells
/// what it meant from what it did. `slips`: what is done may differ from what was meant.
std::optional<Layout> lay_out(const Automaton& automaton, std::size_t seat, bool slips);

}  // namespace detente::tables
