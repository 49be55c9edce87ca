// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <detente/error.hpp>
#include <detente/round.hpp>

namespace detente {

/// A parameter that names a level of the game at hand, for `begin`. Throws `Error` in one sentence, which refuses the
/// game, where it is no whole number in `least` … `top`.
inline Level level_parameter(std::string_view strategy, std::string_view parameter, double value, int least, int top) {
  if (value == static_cast<int>(value) && value >= least && value <= top) return static_cast<Level>(value);
  std::string digits = std::to_string(value);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  throw Error(std::string(strategy) + ": " + std::string(parameter) + " is " + digits +
              "; in this game it must be a level, a whole number in " + std::to_string(least) + "…" +
              std::to_string(top));
}

}  // namespace detente
