// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include <detente/round.hpp>

namespace detente {

/// A signal that arrives as another kind: content as sent, or level 0 for 1 round where nothing was sent.
inline Signal garbled(Signal sent, Signal::Kind kind) {
  if (kind == Signal::none) return {};
  if (sent.kind == Signal::none) return {.kind = kind, .level = 0, .rounds = 1};
  return {.kind = kind, .level = sent.level, .rounds = sent.rounds};
}

/// A signal of which fate has it that it arrives as the first other kind (0), as the second (1), or as sent (2).
inline Signal arrived(Signal sent, std::uint8_t fate) {
  if (fate == 2) return sent;
  const auto others = sent.kind == Signal::none       ? std::array{Signal::reassure, Signal::threaten}
                      : sent.kind == Signal::reassure ? std::array{Signal::none, Signal::threaten}
                                                      : std::array{Signal::none, Signal::reassure};
  return garbled(sent, others[fate]);
}

}  // namespace detente
