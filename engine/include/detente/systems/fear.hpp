// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <compare>
#include <cstdint>

#include <detente/systems/news.hpp>

namespace detente {

/// Whom a state fears: the strongest side in bad standing, allies excepted, until it was in good standing for so many
/// rounds. A field of alignments that react to threats; threat as Walt (1987) has it, reduced to strength and conduct.
struct Fear {
  State who = nobody;      ///< the feared state, `nobody` at first
  std::uint8_t quiet = 0;  ///< rounds for which it has been in good standing
  auto operator<=>(const Fear&) const = default;

  /// Learns of a round; `calm` quiet rounds end a fear, 1…255. Of equal sides the lower place is feared, and a new
  /// threat replaces an old one that is not stronger.
  void see(const News& news, int calm) {
    if (who != nobody && !news.is_alive(who)) *this = {};
    std::uint64_t bad = 0;
    for (State state = 0; state < news.size; ++state)
      bad |=
          static_cast<std::uint64_t>(static_cast<int>(news.is_alive(state)) & static_cast<int>(!news.at(state).is_good))
          << static_cast<unsigned>(state);
    State worst = nobody;
    int strongest = 0;
    for (std::uint64_t left = bad & ~bit_of(news.me); left != 0; left &= left - 1) {
      const auto state = static_cast<State>(std::countr_zero(left));
      if (news.is_ally(state)) continue;
      const int side = news.side(state);
      if (worst != nobody && side <= strongest) continue;
      worst = state;
      strongest = side;
    }
    if (worst != nobody && (who == nobody || strongest >= news.side(who))) {
      *this = {worst, 0};
      return;
    }
    quiet = who != nobody && news.at(who).is_good ? static_cast<std::uint8_t>(quiet + 1) : std::uint8_t{0};
    if (quiet >= calm) *this = {};
  }
};

}  // namespace detente
