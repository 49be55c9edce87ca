// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_names.hpp"

#include <algorithm>

#include <detente/error.hpp>
#include <detente/systems/system_design.hpp>
#include <detente/text/text.hpp>

namespace detente {

std::size_t state_of(const System& system, std::string_view name, std::string_view what) {
  const std::string_view wanted = trimmed(name);
  std::vector<std::string> known;
  for (std::size_t i = 0; i < system.states.size(); ++i) {
    if (system.states[i].name == wanted) return i;
    known.push_back(system.states[i].name);
  }
  std::string hint = did_you_mean(wanted, known);
  if (hint.empty() && known.size() <= 12) hint = "; the states are " + joined(known);
  throw Error(std::string(what) + ": there is no state '" + std::string(wanted) + "'" + hint);
}

std::size_t front_of(const System& system, std::string_view text, std::string_view what) {
  const std::pair<std::size_t, std::size_t> pair = systems::pair_of(system, text, '-', what);
  const std::size_t a = pair.first;
  const std::size_t b = pair.second;
  const auto found = std::find_if(system.fronts.begin(), system.fronts.end(), [&](const SystemFront& front) {
    return front.row == std::min(a, b) && front.column == std::max(a, b);
  });
  if (found == system.fronts.end())
    throw Error(std::string(what) + ": there is no front between '" + system.states[a].name + "' and '" +
                system.states[b].name + "'");
  return static_cast<std::size_t>(found - system.fronts.begin());
}

namespace systems {

std::pair<std::size_t, std::size_t> pair_of(const System& system, std::string_view text, char between,
                                            std::string_view what) {
  const auto knows = [&](std::string_view name) {
    return std::any_of(system.states.begin(), system.states.end(),
                       [&](const SystemState& state) { return state.name == trimmed(name); });
  };
  // Names may hold what stands between them.
  for (std::size_t at = text.find(between); at != std::string_view::npos; at = text.find(between, at + 1))
    if (knows(text.substr(0, at)) && knows(text.substr(at + 1)))
      return {state_of(system, text.substr(0, at), what), state_of(system, text.substr(at + 1), what)};
  const std::size_t at = text.find(between);
  if (at == std::string_view::npos)
    throw Error(std::string(what) + ": '" + std::string(text) + "' is not two states with " + between +
                " between them");
  return {state_of(system, text.substr(0, at), what), state_of(system, text.substr(at + 1), what)};
}

void check_name(const std::string& name) {
  if (name.empty()) throw Error("a state needs a name: NAME=STRATEGY");
  constexpr std::size_t kLongest = 64;
  if (name.size() > kLongest) throw Error("the name '" + shortened(name, kLongest) + "' is longer than 64 bytes");
  for (const char letter : name)
    if (static_cast<unsigned char>(letter) < 0x20 ||
        std::string_view(",;:=>@#+\"'").find(letter) != std::string_view::npos)
      throw Error("the state '" + name +
                  "' has a name that cannot be written in pledges; use letters, digits, blanks and -");
}

}  // namespace systems

}  // namespace detente
