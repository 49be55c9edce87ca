// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "strategy_json.hpp"

#include <detente/words.hpp>

namespace detente::cli {

Json value_json(const Parameter& parameter) {
  if (!parameter.value) return nullptr;
  if (parameter.kind == Parameter::Kind::moves) return parameter.text(*parameter.value);
  if (parameter.kind == Parameter::Kind::whole) return static_cast<std::int64_t>(*parameter.value);
  return *parameter.value;
}

Json strategy_json(const Strategy& strategy, const std::string& origin) {
  const Info& info = strategy.info();
  Json json{{"name", info.name},
            {"aliases", split(info.alias, ',')},
            {"about", info.about},
            {"source", info.source},
            {"parameters", Json::array()},
            {"presets", Json::array()},
            {"graded", strategy.traits().graded},
            {"origin", origin.empty() ? "built-in" : origin}};
  for (const Parameter& parameter : strategy.parameters())
    json["parameters"].push_back({{"name", parameter.name},
                                  {"low", parameter.low},
                                  {"high", parameter.high},
                                  {"whole", parameter.kind == Parameter::Kind::whole},
                                  {"moves", parameter.kind == Parameter::Kind::moves},
                                  {"default", value_json(parameter)},
                                  {"meaning", parameter.meaning}});
  for (const Preset& preset : strategy.presets())
    json["presets"].push_back({{"name", preset.name}, {"settings", preset.settings}});
  return json;
}

}  // namespace detente::cli
