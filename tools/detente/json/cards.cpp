// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/cards.hpp"

#include <detente/automata/drawing.hpp>
#include <detente/error.hpp>

#include "json/strategy_json.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kMostMemories = 5000;  // walked for one strategy
constexpr std::size_t kMostStates = 24;      // that can still be read in a drawing

std::optional<Automaton> automaton_of(const Side& side, int levels) {
  const auto walked = derive(side.strategy, levels, {.slips = true, .verified = true}, kMostMemories);
  if (!walked) return std::nullopt;
  Automaton least = minimised(*walked);
  return least.size() <= kMostStates ? std::optional(std::move(least)) : std::nullopt;
}

Json drawing_json(const Automaton& automaton) {
  const Drawing drawn = drawing(automaton);
  Json json{{"states", Json::array()}, {"edges", Json::array()}};
  for (std::size_t state = 0; state < drawn.nodes.size(); ++state)
    json["states"].push_back({{"id", state},
                              {"label", drawn.nodes[state].label},
                              {"restraint", 1 - drawn.nodes[state].hostility},
                              {"start", state == 0}});
  for (const Drawing::Edge& edge : drawn.edges)
    json["edges"].push_back({{"from", edge.from}, {"to", edge.to}, {"label", edge.label}, {"slip", edge.is_slip}});
  return json;
}

/// Properties are those in the game that it plays, as it is told of it: a strategy that mixes in one may be certain of
/// its moves in another.
Json properties_json(const Entrant& entrant, const Design& design) {
  const int peaceful = entrant.strategy.traits().graded ? design.peace.level : 0;
  return character_json(
      character(entrant.strategy, briefing(design.rules, entrant.side.in(0)), peaceful, kMostMemories));
}

Json card(const Entrant& entrant, const Design& design, const Registry& registry) {
  const Strategy& played = entrant.side.strategy;
  const Info& info = played.info();
  const std::string family = registry.family(info.name);
  const std::string origin = registry.origin(info.name);
  Json json{{"strategy", entrant.name},
            {"name", info.name},
            {"family", family.empty() ? Json(nullptr) : Json(family)},
            {"origin", origin.empty() ? "built-in" : origin},
            {"about", info.about},
            {"source", info.source},
            {"graded", played.traits().graded},
            {"parameters", Json::object()},
            {"properties", nullptr},
            {"automaton", nullptr}};
  for (const Parameter& parameter : played.parameters())
    json["parameters"][std::string(parameter.name)] = value_json(parameter);
  // A strategy may fail where no match of the tournament leads it; then that is all that is said of it.
  try {
    json["properties"] = properties_json(entrant, design);
    if (const auto automaton = automaton_of(entrant.side, design.rules.levels))
      json["automaton"] = drawing_json(*automaton);
  } catch (const StrategyFailure&) {
    return json;
  }
  return json;
}

}  // namespace

Json cards_json(const Design& design, const Registry& registry) {
  Json list = Json::array();
  for (const Entrant& entrant : design.entrants) list.push_back(card(entrant, design, registry));
  return list;
}

}  // namespace detente::cli
