// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/conduct.hpp"

#include <tuple>

#include <detente/play/round_robin.hpp>

namespace detente {

std::size_t Conducts::number(const Side& side, const Audience& audience) {
  Conduct fresh{.side = side, .automaton = {}, .told_apart = {}, .audience = audience};
  try {
    fresh.automaton = derive(side.strategy, levels_, possible_(side, audience.opens), limit_, is_stopped_);
  } catch (const StrategyFailure&) {  // where no pair may ever lead it; if one does, the pair will tell
  }
  if (fresh.automaton) {
    fresh.told_apart = *fresh.automaton;
    if (!audience.listens && !signals_cost_)
      for (Automaton::State& state : fresh.told_apart.states) state.said = {};
    fresh.told_apart = minimised(fresh.told_apart, is_stopped_);
    fresh.automaton = minimised(*fresh.automaton, is_stopped_);
  }
  if (is_stopped_ && is_stopped_()) throw Stopped();
  for (std::size_t i = 0; i < conducts_.size(); ++i)
    if (is_like(conducts_[i], fresh)) return i;
  conducts_.push_back(std::move(fresh));
  return conducts_.size() - 1;
}

bool Conducts::is_like(const Conduct& known, const Conduct& fresh) const {
  if (!(known.audience == fresh.audience) || known.side.tremble != fresh.side.tremble ||
      known.side.misperception != fresh.side.misperception)
    return false;
  const Traits a = known.side.strategy.traits();
  const Traits b = fresh.side.strategy.traits();
  const bool listens = a.listens || b.listens;
  const bool has_lens = a.graded == b.graded;
  if (known.automaton && fresh.automaton && !listens && has_lens) return known.told_apart == fresh.told_apart;
  return known.side.strategy.name() == fresh.side.strategy.name() && known.side.payoffs == fresh.side.payoffs;
}

bool Conducts::comes_before(std::size_t conduct, std::size_t other) const {
  const Automaton* const a = automaton(conduct);
  const Automaton* const b = automaton(other);
  if (a == nullptr || b == nullptr) return false;
  if (a->size() != b->size()) return a->size() < b->size();
  if (a->next != b->next) return a->next < b->next;
  for (std::size_t state = 0; state < a->size(); ++state)
    if (a->states[state].play.chance != b->states[state].play.chance)
      return a->states[state].play.chance < b->states[state].play.chance;
  const Side& one = conducts_[conduct].side;
  const Side& two = conducts_[other].side;
  return std::tie(one.tremble.up, one.tremble.down, one.misperception.up, one.misperception.down) <
         std::tie(two.tremble.up, two.tremble.down, two.misperception.up, two.misperception.down);
}

std::string conduct_of(const Automaton* automaton, int peace_level) {
  if (automaton == nullptr) return "";
  bool is_restrained = true, is_hostile = true;
  const auto levels = static_cast<std::size_t>(automaton->levels);
  const auto calm = static_cast<std::size_t>(automaton->levels == 2 ? 0 : peace_level);
  for (const Automaton::State& state : automaton->states)
    for (std::size_t level = 0; level < levels; ++level) {
      if (state.play.chance[level] <= 0) continue;
      is_restrained = is_restrained && level <= calm;
      is_hostile = is_hostile && level + 1 == levels;
    }
  return is_restrained ? "always restrained" : is_hostile ? "always hostile" : "";
}

}  // namespace detente
