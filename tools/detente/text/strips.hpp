// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "terminal/terminal.hpp"

/// What happens round by round, a character for each.
namespace detente::cli {

/// One line of it.
struct Strip {
  std::string label;
  std::string marks;      ///< by round; where a part has only blanks it is not printed
  bool is_moves = false;  ///< levels, which may have colour
};

/// Strips below each other, ten rounds in a group, in parts as wide as the terminal. `after` adds lines to a part, of
/// the rounds from `first` up to `last`, counted from 0.
std::string strips_text(const std::vector<Strip>& strips, std::size_t rounds, int levels, const Terminal& terminal,
                        const std::function<std::string(std::size_t first, std::size_t last)>& after = {});

/// "C restraint, D hostility".
std::string meaning_of_levels(int levels);

}  // namespace detente::cli
