// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/command_line.hpp"

#include <detente/design/design.hpp>

#include "arguments/vocabulary.hpp"
#include "files/compiler.hpp"

namespace detente::cli {

std::string command_line(std::string_view command, const std::string& ini) {
  std::vector<std::string> words{"detente", std::string(command)};
  for (const IniEntry& entry : parse_ini(ini, "design.ini")) {
    const Option& known = option(entry.key, command);
    if (entry.value == known.initial) continue;
    words.push_back("--" + entry.key);
    if (!known.argument.empty()) words.push_back(entry.value);
  }
  return typed(words);
}

}  // namespace detente::cli
