// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// The words of the command line.
namespace detente::cli {

/// One option as its users know it.
struct Option {
  std::string_view name;      ///< without dashes; also the key in an .ini file
  std::string_view argument;  ///< what follows it; empty for a flag
  std::string_view initial;   ///< its default, as users would write it; empty where there is none
  std::string_view meaning;
  bool is_repeatable = false;
  char letter = 0;                ///< its short form, as in -o; 0 where it has none
  std::string_view command = {};  ///< the one command in which the name means this; empty for all others
};

/// The option of that name, which exists, as a command means it.
const Option& option(std::string_view name, std::string_view command = {});
/// The name of the option with that short form; empty where there is none.
std::string_view name_of(char letter);

}  // namespace detente::cli
