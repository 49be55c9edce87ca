// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <detente/strategy.hpp>
#include <nlohmann/json.hpp>

#include "programs/program.hpp"

namespace detente::cli {

/// The version of the protocol, `détente/1`.
inline constexpr int kProtocol = 1;

/// What a program says of one of its strategies, and what `info` and `parameters` refer to.
struct ProgramDescription {
  ProgramDescription() = default;
  ProgramDescription(const ProgramDescription&) = delete;
  ProgramDescription& operator=(const ProgramDescription&) = delete;

  std::size_t number = 0;  ///< in its program, from 0
  std::string name, alias, about, source, against, plays;
  Info info;
  Traits traits;
  bool begins = false;    ///< it wants the briefing, and may refuse a game
  bool verifies = false;  ///< it tells rounds apart in which the other was open
  struct Item {
    std::string name, meaning;
    Parameter::Kind kind = Parameter::Kind::number;
    double low = 0, high = 0;
    std::optional<ParameterValue> value;
  };
  std::vector<Item> parameters;
  std::vector<std::pair<std::string, std::string>> presets;
};

/// The answer to "hello". Throws `ProgramFailure` for another protocol, and for what no strategy may say of itself.
std::vector<std::shared_ptr<const ProgramDescription>> read_hello(const Program& program, const nlohmann::json& answer);

/// A value of a parameter as JSON has it.
nlohmann::json json_of(const ParameterValue& value, Parameter::Kind kind);
/// Its reverse; absent for what is no such value.
std::optional<ParameterValue> value_of(const nlohmann::json& json, Parameter::Kind kind);

}  // namespace detente::cli
