// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/ties.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace detente::systems {
namespace {

std::optional<std::size_t> place_in(const std::vector<std::size_t>& places, std::size_t state) {
  const auto at = std::lower_bound(places.begin(), places.end(), state);
  if (at == places.end() || *at != state) return std::nullopt;
  return static_cast<std::size_t>(at - places.begin());
}

}  // namespace

Ties::Ties(const System& system)
    : of_state(system.states.size()), pleas(2 * system.fronts.size()), to_other(2 * system.fronts.size()) {
  const std::vector<std::vector<std::size_t>> near = neighbourhoods(system);
  std::map<std::pair<std::size_t, std::size_t>, Stance> pledges;
  for (const SystemPledge& pledge : system.pledges) pledges[{pledge.by, pledge.to}] = pledge.kind;
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (!system.states[i].alignment) continue;
    for (const std::size_t other : near[i])
      if (other != i) pledges.try_emplace({i, other}, Stance::none);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> numbers;
  for (const auto& [pair, kind] : pledges) {
    Tie tie{.by = pair.first, .to = pair.second, .pledge = kind};
    if (system.states[tie.by].alignment)
      if (const auto place = place_in(near[tie.by], tie.to)) tie.place = static_cast<State>(*place);
    numbers[pair] = all.size();
    of_state[tie.by].push_back(all.size());
    all.push_back(tie);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> seats;  // of a state against another
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    seats[{system.fronts[f].row, system.fronts[f].column}] = 2 * f;
    seats[{system.fronts[f].column, system.fronts[f].row}] = 2 * f + 1;
  }
  for (const auto& [pair, seat] : seats) {
    for (const std::size_t tie : of_state[pair.first])
      if (const auto own = seats.find({all[tie].to, pair.second}); own != seats.end())
        pleas[seat].push_back({tie, own->second});
    if (const auto tie = numbers.find(pair); tie != numbers.end() && all[tie->second].place)
      to_other[seat] = tie->second;
  }
  add_circles(system, near);
}

void Ties::add_circles(const System& system, const std::vector<std::vector<std::size_t>>& near) {
  std::map<std::vector<std::size_t>, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < near.size(); ++i)
    if (system.states[i].alignment) members[near[i]].push_back(i);
  for (auto& [places, who] : members) {
    Circle circle;
    circle.places = places;
    circle.members = std::move(who);
    for (const std::size_t member : circle.members)
      circle.member_places.push_back(static_cast<State>(*place_in(places, member)));
    circle.victims.resize(places.size());
    circle.protectors.resize(places.size());
    for (std::size_t seat = 0; seat < pleas.size(); ++seat) {
      const SystemFront& front = system.fronts[seat / 2];
      const auto seer = place_in(places, seat % 2 == 0 ? front.row : front.column);
      const auto actor = place_in(places, seat % 2 == 0 ? front.column : front.row);
      if (seer && actor) circle.victims[*actor].push_back({*seer, seat});
    }
    for (std::size_t tie = 0; tie < all.size(); ++tie) {
      const auto by = place_in(places, all[tie].by);
      const auto to = place_in(places, all[tie].to);
      if (by && to) circle.protectors[*to].push_back({*by, tie});
    }
    circles.push_back(std::move(circle));
  }
}

}  // namespace detente::systems
