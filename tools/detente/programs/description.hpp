// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <detente/guests/description.hpp>
#include <nlohmann/json.hpp>

#include "programs/program.hpp"

namespace detente::cli {

/// The version of the protocol, `détente/1`.
inline constexpr int kProtocol = 1;

/// What a program says of one of its strategies.
struct ProgramDescription : guests::Description {
  std::size_t number = 0;  ///< in its program, from 0
  bool begins = false;     ///< it wants the briefing, and may refuse a game
  bool verifies = false;   ///< it tells rounds apart in which the other was open
};

/// The answer to "hello". Throws `ProgramFailure` for another protocol, and for what no strategy may say of itself.
std::vector<std::shared_ptr<const ProgramDescription>> read_hello(const Program& program, const nlohmann::json& answer);

/// A value of a parameter as JSON has it.
nlohmann::json json_of(const ParameterValue& value, Parameter::Kind kind);
/// Its reverse; absent for what is no such value.
std::optional<ParameterValue> value_of(const nlohmann::json& json, Parameter::Kind kind);

}  // namespace detente::cli
