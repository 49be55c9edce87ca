// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/strategy_json.hpp"

#include <cmath>

#include <detente/text/text.hpp>

namespace detente::cli {
namespace {

/// Rounds, or a word where no number of them is enough.
Json memory_json(const std::optional<double>& rounds) {
  if (rounds && std::isinf(*rounds)) return "infinite";
  return rounds ? Json(static_cast<std::int64_t>(*rounds)) : Json(nullptr);
}

}  // namespace

Json value_json(const Parameter& parameter) {
  if (!parameter.value) return nullptr;
  if (parameter.kind == Parameter::Kind::moves) return parameter.text(*parameter.value);
  const double number = std::get<double>(*parameter.value);
  return parameter.kind == Parameter::Kind::whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

Json parameter_json(const Parameter& parameter) {
  return {{"name", parameter.name},
          {"low", parameter.low},
          {"high", parameter.high},
          {"whole", parameter.kind == Parameter::Kind::whole},
          {"moves", parameter.kind == Parameter::Kind::moves},
          {"default", value_json(parameter)},
          {"meaning", parameter.meaning}};
}

Json strategy_json(const Strategy& strategy, const std::string& origin) {
  const Info& info = strategy.info();
  Json json{{"name", info.name},
            {"aliases", split(info.alias, ',')},
            {"about", info.about},
            {"source", info.source},
            {"parameters", Json::array()},
            {"graded", strategy.traits().graded},
            {"origin", origin.empty() ? "built-in" : origin}};
  for (const Parameter& parameter : strategy.parameters()) json["parameters"].push_back(parameter_json(parameter));
  return json;
}

Json character_json(const Character& is) {
  return {{"deterministic", maybe(is.is_deterministic)}, {"nice", maybe(is.is_nice)},
          {"retaliating", maybe(is.is_retaliating)},     {"forgiving", maybe(is.is_forgiving)},
          {"memory_depth", memory_json(is.memory)},      {"states", maybe(is.states)},
          {"uses_length", maybe(is.uses_length)},        {"uses_payoffs", maybe(is.uses_payoffs)}};
}

Json listed_json(const Listed& listed) {
  Json json = strategy_json(listed.strategy, listed.origin);
  json["family"] = listed.family;
  json["preset_of"] = nullptr;
  if (listed.is_preset) {
    json["name"] = listed.name;
    json["preset_of"] = listed.strategy.name();
    json["aliases"] = Json::array();
  }
  json["properties"] = character_json(listed.character);
  return json;
}

}  // namespace detente::cli
