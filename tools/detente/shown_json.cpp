// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <detente/words.hpp>

#include "shown.hpp"
#include "strategy_json.hpp"
#include "table.hpp"

namespace detente::cli {
namespace {

std::optional<double> played_value(const Shown& shown, std::size_t parameter) {
  return shown.played.empty() ? std::nullopt : shown.played[parameter].value;
}

Json depth(const Properties& properties) {
  if (!properties.is_depth_known) return nullptr;
  return properties.memory_depth ? Json(*properties.memory_depth) : Json("infinite");
}

Json response_json(const BestResponse& best) {
  return {{"gain", best.gain}, {"victim", best.victim}};
}

const char* bound(const BestResponse& best) {
  return best.is_playable ? "exact" : "omniscient";
}

const char* word(Invasion invasion) {
  return invasion == Invasion::resisted ? "resisted" : invasion == Invasion::drifts ? "drifts" : "succeeds";
}

Json equilibrium_json(const Shown& shown) {
  const Equilibrium& answers = *shown.equilibrium;
  Json json{{"field", shown.field},
            {"with_itself", answers.with_itself},
            {"with_itself_for_ever", answers.with_itself_for_ever},
            {"best_response", answers.best_response.gain},
            {"bound", bound(answers.best_response)},
            {"nash", answers.is_nash ? Json(*answers.is_nash) : Json(nullptr)},
            {"evolutionarily_stable", answers.is_stable},
            {"mutants", Json::array()},
            {"unanswered", answers.unanswered}};
  for (const Mutant& mutant : answers.mutants)
    json["mutants"].push_back({{"strategy", mutant.name},
                               {"against_resident", mutant.against_resident},
                               {"against_itself", mutant.against_itself},
                               {"resident", mutant.residents_share},
                               {"invasion", word(mutant.invasion)}});
  return json;
}

}  // namespace

std::string shown_json(const Shown& shown) {
  Json json = strategy_json(shown.strategy, shown.origin);
  json["game"] = shown.game.name;
  json["motive"] = shown.motive.empty() ? "game" : shown.motive;
  json["refusal"] = shown.refusal.empty() ? Json(nullptr) : Json(shown.refusal);
  for (std::size_t i = 0; i < json["parameters"].size(); ++i) {
    Parameter played = shown.strategy.parameters()[i];
    played.value = played_value(shown, i);
    json["parameters"][i]["value"] = value_json(played);
  }
  for (const auto& [name, has_it] : traits_of(shown.strategy)) json["traits"][name] = has_it;
  const Info& info = shown.strategy.info();
  json["example"] = {{"levels", info.levels}, {"against", info.against}, {"plays", info.plays}};
  json["properties"] = nullptr;
  json["exploitability"] = nullptr;
  if (shown.properties) {
    const Properties& found = *shown.properties;
    json["properties"] = {{"deterministic", found.is_deterministic},
                          {"nice", found.is_nice},
                          {"retaliating", found.is_retaliating},
                          {"forgiving", found.is_forgiving},
                          {"memory_depth", depth(found)},
                          {"memories", shown.memories},
                          {"states", found.states}};
  }
  json["no_automaton"] = shown.no_automaton.empty() ? Json(nullptr) : Json(shown.no_automaton);
  if (shown.exploitability) {
    const Exploitability& exposure = *shown.exploitability;
    json["exploitability"] = {
        {"same", response_json(exposure.same)},
        {"greedy", response_json(exposure.greedy)},
        {"spoiler", response_json(exposure.spoiler)},
        {"held_to", exposure.held_to},
        {"bound", bound(exposure.same)},
        {"tremble", Json::array({shown.request.tremble.up, shown.request.tremble.down})},
        {"misperception", Json::array({shown.request.misperception.up, shown.request.misperception.down})}};
  }
  if (shown.equilibrium) json["against"] = equilibrium_json(shown);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string shown_csv(const Shown& shown) {
  const Info& info = shown.strategy.info();
  std::string csv = "property,value\n";
  const auto add = [&](const std::string& property, std::string_view value) {
    csv += in_quotes(property) + ',' + in_quotes(value) + '\n';
  };
  const auto yes = [](bool is_so) { return is_so ? "yes" : "no"; };
  add("name", shown.strategy.name());
  add("aliases", info.alias);
  add("about", info.about);
  add("source", info.source);
  add("origin", shown.origin.empty() ? "built-in" : shown.origin);
  add("game", shown.game.name);
  const std::vector<Parameter> parameters = shown.strategy.parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto value = played_value(shown, i);
    add(fmt::format("parameter {}", parameters[i].name), value ? parameters[i].text(*value) : "");
  }
  for (const auto& [name, has_it] : traits_of(shown.strategy)) add(name, yes(has_it));
  add("against", info.against);
  add("plays", info.plays);
  if (shown.properties) {
    const Properties& found = *shown.properties;
    add("deterministic", yes(found.is_deterministic));
    add("nice", yes(found.is_nice));
    add("retaliating", yes(found.is_retaliating));
    add("forgiving", yes(found.is_forgiving));
    const Json deep = depth(found);
    add("memory_depth", deep.is_string() ? "infinite" : deep.is_null() ? "" : deep.dump());
    add("memories", std::to_string(shown.memories));
    add("states", std::to_string(found.states));
  }
  if (shown.exploitability) {
    const Exploitability& exposure = *shown.exploitability;
    const auto add_response = [&](const std::string& name, const BestResponse& best) {
      add(name + " responder gains", shortest(best.gain));
      add(name + " responder leaves", shortest(best.victim));
    };
    add_response("same", exposure.same);
    add_response("greedy", exposure.greedy);
    add_response("spoiler", exposure.spoiler);
    add("held to", shortest(exposure.held_to));
    add("bound", bound(exposure.same));
  }
  if (shown.equilibrium) {
    const Equilibrium& answers = *shown.equilibrium;
    add("field", shown.field);
    add("with itself", shortest(answers.with_itself));
    add("nash", answers.is_nash ? yes(*answers.is_nash) : "");
    add("evolutionarily stable", yes(answers.is_stable));
    for (const Mutant& mutant : answers.mutants) add("invasion by " + mutant.name, word(mutant.invasion));
    for (const std::string& name : answers.unanswered) add("invasion by " + name, "");
  }
  return csv;
}

}  // namespace detente::cli
