// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <detente/strategy.hpp>

namespace detente::guests {

/// What somebody behind a wall says of one strategy, and what the `Info`, `Parameter` and `Preset` of its prototype
/// refer to.
struct Description {
  Description() = default;
  Description(const Description&) = delete;
  Description& operator=(const Description&) = delete;

  std::string name;     ///< as in `Info`
  std::string alias;    ///< as in `Info`
  std::string about;    ///< as in `Info`
  std::string source;   ///< as in `Info`
  std::string against;  ///< as in `Info`
  std::string plays;    ///< as in `Info`
  Info info;            ///< set by `fill_info`
  Traits traits;        ///< what the strategy can do
  /// A parameter.
  struct Item {
    std::string name;                                ///< as in `Parameter`
    std::string meaning;                             ///< as in `Parameter`
    Parameter::Kind kind = Parameter::Kind::number;  ///< of its values
    double low = 0;                                  ///< as in `Parameter`
    double high = 0;                                 ///< as in `Parameter`
    std::optional<ParameterValue> value = {};        ///< where it is said with the rest
  };
  std::vector<Item> parameters;                              ///< in the strategy's order
  std::vector<std::pair<std::string, std::string>> presets;  ///< names and settings

  /// Sets `info`, once all texts are there. `levels`: of the example.
  void fill_info(int levels) {
    info = {.name = name,
            .alias = alias,
            .about = about,
            .source = source,
            .against = against,
            .plays = plays,
            .levels = levels};
  }
  /// The parameters with these values, one for each.
  std::vector<Parameter> parameters_with(const std::vector<std::optional<ParameterValue>>& values) const {
    std::vector<Parameter> list;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      list.push_back({.name = parameters[i].name,
                      .kind = parameters[i].kind,
                      .low = parameters[i].low,
                      .high = parameters[i].high,
                      .meaning = parameters[i].meaning,
                      .value = values[i]});
    return list;
  }
  /// The presets as a prototype has them.
  std::vector<Preset> all_presets() const {
    std::vector<Preset> list;
    for (const auto& [preset, settings] : presets) list.push_back({preset, settings});
    return list;
  }
};

}  // namespace detente::guests
