// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include <detente/strategy/registry.hpp>

namespace detente {

/// What is proved of a strategy although its memories have no end, or a far one. The words are those of `Properties`;
/// what is absent is open.
struct Proved {
  std::optional<bool> is_deterministic;
  std::optional<bool> is_nice;
  std::optional<bool> is_retaliating;
  std::optional<bool> is_forgiving;
};

/// Walks for each question only through memories that matter for it, up to so many: a die seen on the way proves that
/// dice are thrown, and a question whose memories come to an end is answered, whatever lies elsewhere. `strategy` is
/// briefed; levels are its own. What it throws passes through.
Proved proved(const Strategy& strategy, int levels, int peace_level, std::size_t most_memories);

}  // namespace detente
