// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <detente/strategy.hpp>

/// Parameters as users set them, of whatever has parameters. `owner` is how messages call it: "strategy 'grit'".
namespace detente {

/// A parameter that was set, and its value.
using GivenValue = std::pair<std::string, ParameterValue>;

/// The parameter of that name. Throws `Error` with the nearest names.
const Parameter& parameter_of(const std::vector<Parameter>& parameters, std::string_view name,
                              const std::string& owner);
/// Throws `Error` for a value that is not of the parameter's kind or not in its range.
void check_value(const Parameter& parameter, const ParameterValue& value, const std::string& owner);
/// What users wrote, separated by commas: each name once, each value readable. Throws `Error`.
std::vector<GivenValue> read_settings(std::string_view settings, const std::vector<Parameter>& parameters,
                                      const std::string& owner);
/// Takes over a value, in the order of the parameters.
void keep(std::vector<GivenValue>& given, const std::vector<Parameter>& parameters, const GivenValue& value);
/// The name with what was given: `generous-tit-for-tat:generosity=0.3`.
std::string name_with(std::string_view name, const std::vector<GivenValue>& given,
                      const std::vector<Parameter>& parameters);

}  // namespace detente
