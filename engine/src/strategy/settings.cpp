// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "strategy/settings.hpp"

#include <algorithm>
#include <set>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

std::string not_allowed(const Parameter& parameter, const std::string& owner, const std::string& value) {
  return "parameter " + std::string(parameter.name) + " of " + owner + " is " + value + "; it must be " +
         parameter.demand();
}

const Parameter* parameter_named(const std::vector<Parameter>& parameters, std::string_view name) {
  const auto at = std::find_if(parameters.begin(), parameters.end(),
                               [&](const Parameter& parameter) { return parameter.name == name; });
  return at == parameters.end() ? nullptr : &*at;
}

}  // namespace

const Parameter& parameter_of(const std::vector<Parameter>& parameters, std::string_view name,
                              const std::string& owner) {
  if (const Parameter* const found = parameter_named(parameters, name)) return *found;
  std::vector<std::string> known;
  for (const Parameter& parameter : parameters) known.emplace_back(parameter.name);
  const std::string near = did_you_mean(name, known);
  throw Error(owner + " has no parameter '" + std::string(name) + "'" +
              (known.empty()  ? "; it takes none"
               : near.empty() ? "; it has " + joined(known)
                              : near));
}

void check_value(const Parameter& parameter, const ParameterValue& value, const std::string& owner) {
  const std::string text = parameter.text(value);
  if (!parameter.allows(value))
    throw Error(not_allowed(parameter, owner, parameter.kind == Parameter::Kind::moves ? "'" + text + "'" : text));
}

std::vector<GivenValue> read_settings(std::string_view settings, const std::vector<Parameter>& parameters,
                                      const std::string& owner) {
  std::vector<GivenValue> given;
  std::set<std::string> seen;
  for (const std::string& piece : split(settings, ',')) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string::npos)
      throw Error("'" + piece + "' in '" + std::string(settings) + "' is not a parameter; write name=value");
    const std::string key(trimmed(std::string_view(piece).substr(0, equals)));
    const std::string text(trimmed(std::string_view(piece).substr(equals + 1)));
    if (!seen.insert(key).second) throw Error("'" + std::string(settings) + "' gives " + key + " twice");
    const Parameter& parameter = parameter_of(parameters, key, owner);
    const auto value = parameter.read(text);
    if (!value) throw Error(not_allowed(parameter, owner, "'" + text + "'"));
    check_value(parameter, *value, owner);
    given.emplace_back(key, *value);
  }
  return given;
}

void keep(std::vector<GivenValue>& given, const std::vector<Parameter>& parameters, const GivenValue& value) {
  std::erase_if(given, [&](const GivenValue& other) { return other.first == value.first; });
  const Parameter* const own = parameter_named(parameters, value.first);
  auto at = given.begin();
  while (at != given.end() && parameter_named(parameters, at->first) < own) ++at;
  given.insert(at, value);
}

std::string name_with(std::string_view name, const std::vector<GivenValue>& given,
                      const std::vector<Parameter>& parameters) {
  std::string text(name);
  for (std::size_t i = 0; i < given.size(); ++i)
    text += (i == 0 ? ":" : ",") + given[i].first + "=" +
            parameter_named(parameters, given[i].first)->text(given[i].second);
  return text;
}

}  // namespace detente
