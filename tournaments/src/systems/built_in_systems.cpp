// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/built_in_systems.hpp>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "systems/embedded_systems.hpp"

namespace detente {

std::vector<SystemInfo> built_in_systems() {
  std::vector<SystemInfo> all;
  for (const auto& [name, text] : embedded_systems()) {
    std::string_view first = text.substr(0, text.find('\n'));
    while (first.starts_with('#') || first.starts_with(' ')) first.remove_prefix(1);
    all.push_back({std::string(name), std::string(first), std::string(text)});
  }
  return all;
}

SystemInfo find_system(std::string_view name) {
  std::vector<std::string> known;
  for (SystemInfo& system : built_in_systems()) {
    if (system.name == name) return system;
    known.push_back(system.name);
  }
  const std::string near = did_you_mean(name, known);
  throw Error("there is no system '" + std::string(name) + "'" +
              (near.empty() ? "; systems of this build: " + joined(known) + "; a file of one ends with .ini" : near));
}

}  // namespace detente
