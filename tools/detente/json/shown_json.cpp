// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "json/shown.hpp"
#include "json/strategy_json.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

std::optional<ParameterValue> played_value(const Shown& shown, std::size_t parameter) {
  return shown.played.empty() ? std::nullopt : shown.played[parameter].value;
}

Json depth(const Properties& properties) {
  if (!properties.is_depth_known) return nullptr;
  return properties.memory_depth ? Json(*properties.memory_depth) : Json("infinite");
}

Json response_json(const BestResponse& best) {
  return {{"gain", best.gain}, {"victim", best.victim}};
}

Json horizon_json(const Rules& rules) {
  const bool is_fixed = !rules.endless && !rules.continuation;
  return {{"rounds", is_fixed        ? Json(rules.rounds)
                     : rules.endless ? Json("infinite")
                                     : Json(nullptr)},
          {"continuation", maybe(rules.continuation)},
          {"discount", rules.discount < 1 ? Json(rules.discount) : Json(nullptr)}};
}

Json equilibrium_json(const Shown& shown) {
  const Equilibrium& answers = *shown.equilibrium;
  Json json{{"field", shown.field},
            {"with_itself", answers.with_itself},
            {"with_itself_for_ever", maybe(answers.with_itself_for_ever)},
            {"horizon", horizon_json(shown.rules)},
            {"best_response", answers.best_response.gain},
            {"bound", bound(answers.best_response)},
            {"nash", maybe(answers.is_nash)},
            {"evolutionarily_stable", maybe(answers.is_stable)},
            {"mutants", Json::array()},
            {"unanswered", answers.unanswered}};
  for (const Mutant& mutant : answers.mutants)
    json["mutants"].push_back({{"strategy", mutant.name},
                               {"against_resident", mutant.against_resident},
                               {"against_itself", maybe(mutant.against_itself)},
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
  for (const auto& [name, has_it] : traits_of(shown)) json["traits"][name] = has_it;
  const Info& info = shown.strategy.info();
  json["example"] = {{"levels", info.levels}, {"against", info.against}, {"plays", info.plays}};
  json["properties"] = nullptr;
  json["exploitability"] = nullptr;
  if (shown.refusal.empty()) {
    const Character& known = shown.character;
    json["properties"] = {{"deterministic", maybe(known.is_deterministic)},
                          {"nice", maybe(known.is_nice)},
                          {"retaliating", maybe(known.is_retaliating)},
                          {"forgiving", maybe(known.is_forgiving)},
                          {"memory_depth", shown.properties ? depth(*shown.properties) : Json(nullptr)},
                          {"memories", shown.properties ? Json(shown.memories) : Json(nullptr)},
                          {"states", shown.properties ? Json(shown.properties->states) : Json(nullptr)},
                          {"uses_length", maybe(known.uses_length)},
                          {"uses_payoffs", maybe(known.uses_payoffs)},
                          {"length_known", false}};
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
        {"horizon", horizon_json(shown.rules)},
        {"tremble", Json::array({shown.request.tremble.up, shown.request.tremble.down})},
        {"misperception", Json::array({shown.request.misperception.up, shown.request.misperception.down})}};
  }
  json["no_exploitability"] = shown.no_exploitability.empty() ? Json(nullptr) : Json(shown.no_exploitability);
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
  for (const auto& [name, has_it] : traits_of(shown)) add(name, yes(has_it));
  add("against", info.against);
  add("plays", info.plays);
  if (shown.refusal.empty()) {
    const auto known = [&](const char* name, const std::optional<bool>& is_so) {
      add(name, is_so ? yes(*is_so) : "unknown");
    };
    known("deterministic", shown.character.is_deterministic);
    known("nice", shown.character.is_nice);
    known("retaliating", shown.character.is_retaliating);
    known("forgiving", shown.character.is_forgiving);
    known("uses_length", shown.character.uses_length);
    known("uses_payoffs", shown.character.uses_payoffs);
  }
  if (shown.properties) {
    const Properties& found = *shown.properties;
    const Json deep = depth(found);
    add("memory_depth", deep.is_string() ? "infinite" : deep.is_null() ? "unknown" : deep.dump());
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
    add("horizon", horizon_words(shown.rules));
  }
  if (shown.equilibrium) {
    const Equilibrium& answers = *shown.equilibrium;
    add("field", shown.field);
    add("with itself", shortest(answers.with_itself));
    add("nash", answer(answers.is_nash));
    add("evolutionarily stable", answer(answers.is_stable));
    for (const Mutant& mutant : answers.mutants) add("invasion by " + mutant.name, word(mutant.invasion));
    for (const std::string& name : answers.unanswered) add("invasion by " + name, "open");
  }
  return csv;
}

}  // namespace detente::cli
