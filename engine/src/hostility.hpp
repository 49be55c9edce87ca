// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/episodes.hpp>

namespace detente {

/// Both are at most at the peace level.
inline bool is_peace(const Chain::Kind& kind, const Peace& peace) {
  return kind.row <= peace.level && kind.column <= peace.level;
}

}  // namespace detente
