// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <bit>

#include <detente/objects/match.hpp>

namespace detente {

bool Observer::see(const RoundsDone& rounds) {
  std::array<LaneBytes, 2> done;
  for (std::size_t i = 0; i < rounds.rounds; ++i) {
    for (const std::size_t seat : {0U, 1U})
      for (std::size_t l = 0; l < kLanes; ++l) done[seat].at[l] = (rounds.hostile[seat][i] >> l) & 1U;
    const RoundDone round{.round = rounds.first + static_cast<std::int64_t>(i),
                          .lanes = static_cast<std::size_t>(std::popcount(rounds.playing[i])),
                          .done = {&done[0], &done[1]},
                          .earned = {}};
    if (!see(round)) return false;
  }
  return true;
}

}  // namespace detente
