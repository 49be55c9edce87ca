// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

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
    State worst = nobody;
    for (State state = 0; state < news.size; ++state)
      if (state != news.me && news.is_alive(state) && !news.at(state).is_good && !news.is_ally(state) &&
          (worst == nobody || news.side(state) > news.side(worst)))
        worst = state;
    if (worst != nobody && (who == nobody || news.side(worst) >= news.side(who))) {
      *this = {worst, 0};
      return;
    }
    quiet = who != nobody && news.at(who).is_good ? static_cast<std::uint8_t>(quiet + 1) : std::uint8_t{0};
    if (quiet >= calm) *this = {};
  }
};

}  // namespace detente
