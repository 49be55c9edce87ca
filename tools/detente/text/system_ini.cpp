// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/system_ini.hpp"

#include <fmt/core.h>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "text/design_text.hpp"

namespace detente::cli {

std::string system_ini(const SystemRequest& asked, const SystemQuestion& question,
                       const std::vector<std::string>& modules) {
  std::string ini = fmt::format("# détente {}; replay with: detente system design.ini\n", kVersion);
  const auto add = [&](const char* key, const std::string& value) { ini += fmt::format("{} = {}\n", key, value); };
  const auto add_all = [&](const char* key, const OfState& all) {
    for (const auto& [name, value] : all) add(key, name + "=" + value);
  };
  ini += module_lines(modules);
  for (const std::string& state : asked.states) add("state", state);
  add_all("strength-of", asked.strength_of);
  add_all("means-of", asked.means_of);
  add_all("deterrent-of", asked.deterrent_of);
  add("fronts", asked.fronts);
  add_all("game-of", asked.game_of);
  add("pledges", asked.pledges);
  add("alliances", asked.alliances);
  for (const std::string& institution : asked.institutions) add("institution", institution);
  add("ambiguity", shortest(asked.ambiguity));
  if (!asked.war.empty()) add("war", asked.war);
  add("pace", shortest(asked.pace));
  add("upkeep", shortest(asked.upkeep));
  add("pledge-cost", shortest(asked.pledge_cost));
  ini += world_lines(asked.base, false);
  if (question.contest) {
    add("contest", question.contest->state);
    add("strategies", joined(question.contest->candidates, ","));
    add("baseline", question.contest->baseline);
    add("aggressor", question.contest->aggressor);
  }
  if (question.impulse) {
    const Misreading& impulse = *question.impulse;
    add("impulse", fmt::format("{},{},{}", impulse.by, impulse.of, impulse.round));
    add("horizon", std::to_string(impulse.horizon));
  }
  if (question.asks_due) add("due-to", "yes");
  if (question.contagion) {
    add("contagion", "yes");
    add("horizon", std::to_string(*question.contagion));
  }
  return ini + traced_lines(question.repetition);
}

}  // namespace detente::cli
