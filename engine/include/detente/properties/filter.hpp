// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include <detente/properties/character.hpp>

/// Questions that pick strategies by what they are.
namespace detente {

/// A strategy, or one that is a preset of another, with all that can be asked about it.
struct Listed {
  std::string name;     ///< its own, or that of the preset
  bool is_preset;       ///< a well-known member of a family under a name of its own
  Strategy strategy;    ///< with the settings of the preset
  std::string family;   ///< empty for a module
  std::string origin;   ///< path of the module; empty for what is built in
  Character character;  ///< computed
};

/// A filter about strategies: absent where the answer is not known.
using Filter = std::function<std::optional<bool>(const Listed&)>;

/// Reads `nice and (states<=8 or not deterministic)`: `or` binds least, then `and`, then `not`. Known are the booleans
/// deterministic, stochastic, nice, retaliating, forgiving, uses-length, uses-payoffs, enumerable, graded, speaks,
/// listens and opens; memory (in rounds, or `infinite`) and states, compared with a number; family = or != a name with
/// hyphens. Throws `Error` that says what cannot be read, and what can.
Filter read_filter(const std::string& text);

}  // namespace detente
