// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Standing: whether a state's hostility can be justified (Sugden 1986).
namespace detente {

/// The standings after a round, bit i for state i: 1 is good. A state is in bad standing if and only if it was hostile
/// in this round to some state that was in good standing before it: whoever punishes the bad does no wrong (Sugden
/// 1986; Ohtsuki & Iwasa 2004). Bit j of `victims[i]` is set if state i was hostile to state j; `good` are the
/// standings before the round, all bits set at first. Bits of states beyond the list stay as they are. Throws `Error`
/// for more than 64 states.
std::uint64_t good_after(const std::vector<std::uint64_t>& victims, std::uint64_t good);

/// One state's hostility to another, in up to 64 repetitions of a system.
struct Hostility {
  std::size_t by = 0;             ///< the hostile state, from 0
  std::size_t upon = 0;           ///< its victim
  std::uint64_t repetitions = 1;  ///< the repetitions in which it was hostile, as bits
};

/// The same for any number of states and up to 64 repetitions: `good` is by state, with a bit for each repetition.
/// Throws `Error` for a state that `good` does not have.
std::vector<std::uint64_t> good_after(const std::vector<Hostility>& acts, const std::vector<std::uint64_t>& good);

}  // namespace detente
