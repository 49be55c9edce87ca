// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "strategy_json.hpp"

#include <detente/words.hpp>

namespace detente::cli {

Json strategy_json(const Strategy& strategy, const std::string& origin) {
  const Info& info = strategy.info();
  Json json{{"name", info.name},
            {"aliases", split(info.alias, ',')},
            {"about", info.about},
            {"source", info.source},
            {"parameters", Json::array()},
            {"graded", strategy.traits().graded},
            {"origin", origin.empty() ? "built-in" : origin}};
  for (const Parameter& parameter : strategy.parameters())
    json["parameters"].push_back({{"name", parameter.name},
                                  {"low", parameter.low},
                                  {"high", parameter.high},
                                  {"whole", parameter.is_whole},
                                  {"default", parameter.value ? Json(*parameter.value) : Json(nullptr)},
                                  {"meaning", parameter.meaning}});
  return json;
}

}  // namespace detente::cli
