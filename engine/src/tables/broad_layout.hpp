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

constexpr std::size_t kBroadStates = 64;

/// The automaton of a binary strategy, for those that have no place in a `Layout`: a byte holds the state and nothing
/// else, and what happens in a round chooses the page in which the next one is looked up.
struct BroadLayout {
  static constexpr std::uint8_t saw = 1, did = 2, meant = 4;  ///< bits of a page: hostility

  bool mixes;                                        ///< it throws dice
  std::vector<std::uint64_t> limits;                 ///< the thresholds of its chances, ascending
  std::array<std::uint8_t, kBroadStates> smaller{};  ///< by state: how many of them are smaller than its own
  /// How many pages are told apart: 2, 4 or 8, since what it did, or meant, may not matter.
  std::size_t pages;
  std::array<std::array<std::uint8_t, kBroadStates>, 8> next{};  ///< [page][state]; the first state is 0
};

/// Absent where the automaton has more than two levels or more than 64 states. `slips`: what is done may differ from
/// what was meant.
std::optional<BroadLayout> lay_out_broadly(const Automaton& automaton, bool slips);

}  // namespace detente::tables
