// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/world/side.hpp>

namespace detente {

Briefing briefing(const Rules& rules, const Stretch& stretch) {
  return {.payoffs = stretch.payoffs,
          .tremble = stretch.tremble,
          .misperception = stretch.misperception,
          .signal_noise = rules.signal_noise,
          .signal_cost = rules.signal_cost,
          .open_cost = rules.open_cost,
          .rounds = rules.known_length ? rules.rounds : 0};
}

}  // namespace detente
