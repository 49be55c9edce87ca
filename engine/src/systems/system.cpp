// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <detente/error.hpp>
#include <detente/systems/system.hpp>

namespace detente {
namespace {

std::string quoted(const System& system, std::size_t state) {
  return "'" + system.states[state].name + "'";
}

void check_rate(double rate, const std::string& what) {
  if (!(rate >= 0 && rate <= 1)) throw Error(what + " must lie in 0…1");
  check_grain(rate, what);
}

void check_cost(double cost, const std::string& what) {
  if (!std::isfinite(cost) || cost < 0) throw Error(what + " must be a number of at least 0");
}

void check_units(int units, int least, const std::string& what) {
  if (units < least || units > kMostStrength)
    throw Error(what + " must be a whole number in " + std::to_string(least) + "…" + std::to_string(kMostStrength));
}

void check_states(const System& system) {
  if (system.states.empty()) throw Error("a system needs at least one state");
  if (system.states.size() > kMostStates)
    throw Error("a system has at most " + std::to_string(kMostStates) + " states");
  std::set<std::string> names;
  for (std::size_t i = 0; i < system.states.size(); ++i) {
    const SystemState& state = system.states[i];
    const std::string of = " of state " + quoted(system, i);
    if (!names.insert(state.name).second) throw Error("two states are called " + quoted(system, i) + "; rename one");
    check_units(state.strength, 1, "the strength" + of);
    check_units(state.means, 1, "the means" + of);
    if (state.means < state.strength)
      throw Error("the means" + of + " are less than its strength; a state cannot hold more than its means");
    check_units(state.deterrent, 0, "the deterrent" + of);
    check_cost(state.institution_cost, "what institutions cost" + of);
    std::int64_t before = 1;
    for (const MeansTurn& turn : state.later_means) {
      if (turn.round <= std::exchange(before, turn.round))
        throw Error("the means" + of + " change in rounds that must increase from 2");
      check_units(turn.means, 1, "the means" + of);
    }
  }
}

void check_fronts(const System& system) {
  const std::size_t count = system.states.size();
  std::vector<std::size_t> neighbours(count);
  std::pair<std::size_t, std::size_t> before;
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    const SystemFront& front = system.fronts[f];
    if (front.row >= front.column || front.column >= count) throw Error("a front is between two states of the system");
    const std::pair here{front.row, front.column};
    if (f > 0 && here <= before) throw Error("fronts must be in order, each once");
    before = here;
    ++neighbours[front.row];
    ++neighbours[front.column];
    for (const double chance : front.verify)
      check_rate(chance, "the chance of verification between " + quoted(system, front.row) + " and " +
                             quoted(system, front.column));
    if (front.crisis < 0) throw Error("a crisis has at least 0 rounds");
  }
  for (std::size_t i = 0; i < count; ++i)
    if (system.states[i].alignment && neighbours[i] >= kMostNeighbourhood)
      throw Error("state " + quoted(system, i) + " has " + std::to_string(neighbours[i]) +
                  " neighbours; an alignment knows at most " + std::to_string(kMostNeighbourhood - 1));
}

void check_pledges(const System& system) {
  std::set<std::pair<std::size_t, std::size_t>> known;
  for (const SystemPledge& pledge : system.pledges) {
    if (std::max(pledge.by, pledge.to) >= system.states.size()) throw Error("a pledge is between states of the system");
    if (pledge.by == pledge.to) throw Error("state " + quoted(system, pledge.by) + " cannot pledge itself to itself");
    if (pledge.kind != Stance::defend && pledge.kind != Stance::back) throw Error("a pledge is to defend or to back");
    if (!known.insert({pledge.by, pledge.to}).second)
      throw Error("state " + quoted(system, pledge.by) + " has two pledges to " + quoted(system, pledge.to) +
                  "; keep one of them");
  }
}

}  // namespace

void check_system(const System& system) {
  check_rules(system.rules);
  check_states(system);
  check_fronts(system);
  check_pledges(system);
  if (system.peace_level < 0 || system.peace_level >= system.rules.levels - 1)
    throw Error("the peace level must lie below the top level");
  check_rate(system.ambiguity, "ambiguity");
  check_rate(system.war.pace, "the pace of war");
  check_rate(system.war.spoils, "the spoils of war");
  check_rate(system.pace, "the pace of arms");
  if (!(system.war.offence >= 0 && system.war.offence <= 1)) throw Error("the offence of war must lie in 0…1");
  if (!(system.war.decisive >= 0 && system.war.decisive <= 8)) throw Error("decisive must lie in 0…8");
  check_cost(system.upkeep, "the upkeep");
  check_cost(system.pledge_cost, "the cost of a pledge");
}

std::vector<std::vector<std::size_t>> neighbourhoods(const System& system) {
  std::vector<std::vector<std::size_t>> all(system.states.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].push_back(i);
  for (const SystemFront& front : system.fronts) {
    all[front.row].push_back(front.column);
    all[front.column].push_back(front.row);
  }
  for (auto& places : all) std::sort(places.begin(), places.end());
  return all;
}

}  // namespace detente
