// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/automata.hpp"

#include <algorithm>

namespace detente {

std::optional<Automaton> automaton_of(const Design& design, const Entrant& entrant, bool is_verified, std::size_t limit,
                                      const GiveUp& give_up) {
  const auto trembles = [&](const Stretch& stretch) { return stretch.tremble != Errors{}; };
  const bool slips =
      entrant.side.tremble != Errors{} || std::any_of(entrant.side.later.begin(), entrant.side.later.end(), trembles);
  const Possible possible{
      .slips = design.rules.public_monitoring || slips, .verified = is_verified, .crisis = design.rules.crisis};
  std::optional<Automaton> automaton;
  try {
    automaton = derive(entrant.side.strategy, design.rules.levels, possible, limit, give_up);
  } catch (const StrategyFailure&) {  // where no pair may ever lead it; if one does, the pair will tell
  }
  if (automaton) automaton = minimised(*automaton, give_up);
  return automaton;
}

std::string lacks_automaton(const Entrant& entrant) {
  const Traits traits = entrant.side.strategy.traits();
  if (traits.memory_throws_dice) return "the memory of '" + entrant.name + "' changes at random";
  if (!traits.ordered) return "the memory of '" + entrant.name + "' cannot be compared";
  return "";
}

}  // namespace detente
