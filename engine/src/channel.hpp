// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/round.hpp>

namespace detente {

/// A signal that arrives as another kind: content as sent, or level 0 for 1 round where nothing was sent.
inline Signal garbled(Signal sent, Signal::Kind kind) {
  if (kind == Signal::none) return {};
  if (sent.kind == Signal::none) return {.kind = kind, .level = 0, .rounds = 1};
  return {.kind = kind, .level = sent.level, .rounds = sent.rounds};
}

}  // namespace detente
