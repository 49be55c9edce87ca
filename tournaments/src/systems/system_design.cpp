// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/system_design.hpp>

#include <algorithm>
#include <map>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "design/entrants.hpp"
#include "systems/system_names.hpp"
#include "systems/system_parts.hpp"

namespace detente {
namespace {

/// What a state was asked to be.
struct Asked {
  std::string name;
  EntrantName entrant;
  std::optional<Alignment> alignment;
};

Asked read_state(const std::string& text, const Registry& registry, const Alignments& alignments) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos)
    throw Error("state '" + text + "' has no strategy; write NAME=STRATEGY, NAME=STRATEGY+ALIGNMENT or …@MOTIVE");
  const std::string name(trimmed(text.substr(0, equals)));
  systems::check_name(name);
  std::string strategy(trimmed(text.substr(equals + 1)));
  std::optional<Alignment> alignment;
  if (const std::size_t plus = strategy.find('+'); plus != std::string::npos) {
    const std::string rest = strategy.substr(plus + 1);
    const std::size_t motive = std::min(rest.find('@'), rest.size());
    alignment = alignments.alignment(trimmed(rest.substr(0, motive)));
    strategy = strategy.substr(0, plus) + rest.substr(motive);
  }
  EntrantName entrant = parse_entrant(strategy, registry);
  if (entrant.is_response)
    throw Error("state '" + name + "' cannot play a best response, which is computed against one other state");
  return {name, std::move(entrant), std::move(alignment)};
}

/// "crisis:K:A-B" apart: the start as every design has it, and the front.
std::pair<std::string, std::string> read_start(const std::string& text) {
  if (!text.starts_with("crisis:")) return {text, ""};
  const std::size_t colon = text.find(':', 7);
  if (colon == std::string::npos) return {text, ""};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

/// What all fronts with one game share. Names of states are for rates of their own, which no entrant has here.
Design base_design(const SystemRequest& request, const std::string& game, const Registry& registry) {
  Request base = request.base;
  base.game = game;
  base.start = read_start(base.start).first;
  base.strategies = "tit-for-tat";
  base.self_play = true;
  base.tremble_of = {};
  base.misperception_of = {};
  base.motive_of = {};
  Design design = make_design(base, registry);
  design.request.tremble_of = request.base.tremble_of;
  design.request.misperception_of = request.base.misperception_of;
  return design;
}

/// The chance that at least one of the institutions that both are in verifies.
double verification(const std::vector<Institution>& institutions, std::size_t a, std::size_t b) {
  double missed = 1;
  for (const Institution& one : institutions)
    if (std::binary_search(one.members.begin(), one.members.end(), a) &&
        std::binary_search(one.members.begin(), one.members.end(), b))
      missed *= 1 - one.verify;
  return 1 - missed;
}

void add_fronts(SystemDesign& design, const std::vector<Asked>& asked, const Registry& registry) {
  System& system = design.system;
  const SystemRequest& request = design.request;
  for (const auto& [row, column] : systems::read_fronts(system, request.fronts)) {
    SystemFront front{
        .row = row,
        .column = column,
        .row_side =
            {.strategy = asked[row].entrant.strategy, .name = {}, .payoffs = {}, .tremble = {}, .misperception = {}},
        .column_side = {
            .strategy = asked[column].entrant.strategy, .name = {}, .payoffs = {}, .tremble = {}, .misperception = {}}};
    front.verify.fill(verification(design.institutions, row, column));
    system.fronts.push_back(std::move(front));
  }
  std::map<std::size_t, Design> own_games;
  for (const auto& [pair, game] : request.game_of) {
    const std::size_t front = front_of(system, pair, "game-of");
    Design own = base_design(request, game, registry);
    if (own.rules.levels != system.rules.levels)
      throw Error("game-of " + pair + " has " + std::to_string(own.rules.levels) +
                  " levels, but the system's game has " + std::to_string(system.rules.levels) +
                  "; all fronts need equally many");
    if (!own_games.emplace(front, std::move(own)).second) throw Error("game-of " + pair + " is given twice");
  }
  const auto [start, where] = read_start(request.base.start);
  const std::int64_t crisis = design.base.rules.crisis;
  const std::size_t only = where.empty() ? system.fronts.size() : front_of(system, where, "start");
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    SystemFront& front = system.fronts[f];
    const auto own = own_games.find(f);
    const Design& base = own == own_games.end() ? design.base : own->second;
    front.row_side =
        seated(base, asked[front.row].entrant.strategy, asked[front.row].name, asked[front.row].entrant.motive);
    front.column_side = seated(base, asked[front.column].entrant.strategy, asked[front.column].name,
                               asked[front.column].entrant.motive);
    front.crisis = where.empty() || only == f ? crisis : 0;
  }
}

}  // namespace

SystemDesign make_system(const SystemRequest& request, const Registry& registry, const Alignments& alignments) {
  if (request.states.empty()) throw Error("a system needs states: --state NAME=STRATEGY for each");
  SystemDesign design{.request = request,
                      .base = base_design(request, request.base.game, registry),
                      .members = {},
                      .institutions = {},
                      .system = {}};
  System& system = design.system;
  std::vector<Asked> asked;
  for (const std::string& text : request.states) {
    asked.push_back(read_state(text, registry, alignments));
    const Asked& state = asked.back();
    design.members.push_back({state.entrant.strategy.name(), state.alignment ? state.alignment->name() : "",
                              state.entrant.motive.empty() ? "game" : state.entrant.motive});
    system.states.push_back({.name = state.name, .alignment = state.alignment});
  }
  system.rules = design.base.rules;
  system.rules.crisis = 0;
  system.peace_level = design.base.peace.level;
  system.ambiguity = request.ambiguity;
  system.war = systems::read_war(request.war, design.base.game);
  system.pace = request.pace;
  system.upkeep = request.upkeep;
  system.pledge_cost = request.pledge_cost;
  for (const std::string& text : request.institutions)
    design.institutions.push_back(systems::read_institution(system, text));
  system.pledges = systems::read_pledges(system, request, design.institutions);
  systems::read_holdings(request, design.institutions, system);
  for (const auto& [name, rates] : request.base.tremble_of) state_of(system, name, "tremble-of");
  for (const auto& [name, rates] : request.base.misperception_of) state_of(system, name, "misperception-of");
  add_fronts(design, asked, registry);
  std::vector<bool> has_front(system.states.size(), system.states.size() == 1);
  for (const SystemFront& front : system.fronts) has_front[front.row] = has_front[front.column] = true;
  if (const auto lonely = std::find(has_front.begin(), has_front.end(), false); lonely != has_front.end())
    throw Error("state '" + system.states[static_cast<std::size_t>(lonely - has_front.begin())].name +
                "' has no front; add one to --fronts, or leave the state out");
  check_system(system);
  return design;
}

}  // namespace detente
