// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/search_settings.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/automata/notation.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/settings.hpp"

namespace detente::cli {
namespace {

constexpr std::int64_t kMostGrid = 1000;
constexpr std::int64_t kMostRestarts = 100'000;
constexpr std::int64_t kMostSteps = 10'000'000;
/// Of the options of `search`, those that say what is looked for.
constexpr std::array<std::string_view, 8> kSearchOptions{"states", "memory",    "chances",  "method",
                                                         "worlds", "objective", "restarts", "steps"};

std::vector<SearchColumn> objective_of(const Setting& setting) {
  std::vector<SearchColumn> columns;
  for (const std::string& word : split(setting.value, ',')) {
    const auto column = search_column(word);
    if (!column) {
      std::vector<std::string> known;
      for (std::size_t i = 0; i < kSearchColumns; ++i) known.emplace_back(detente::word(static_cast<SearchColumn>(i)));
      const std::string near = did_you_mean(word, known);
      throw Error(fmt::format("{} names '{}', which is no column to look for{}", setting.where, word,
                              near.empty() ? "; allowed are " + joined(known) : near));
    }
    if (std::find(columns.begin(), columns.end(), *column) != columns.end())
      throw Error(fmt::format("{} names '{}' twice; name it once", setting.where, word));
    columns.push_back(*column);
  }
  if (columns.empty()) throw Error(fmt::format("{} needs a value: {}", setting.where, option("objective").argument));
  return columns;
}

SearchSpace space_of(const Arguments& arguments) {
  SearchSpace space;
  const Setting* const states = arguments.find("states");
  const Setting* const memory = arguments.find("memory");
  const Setting* const chances = arguments.find("chances");
  if (states != nullptr && memory != nullptr)
    throw Error(fmt::format("{} and {} exclude each other; give one of them", states->where, memory->where));
  if (chances != nullptr && memory == nullptr)
    throw Error(fmt::format("{} is about strategies that remember one round; give --memory 1 as well", chances->where));
  if (states != nullptr)
    space.states = static_cast<int>(whole(*states, 1, static_cast<std::int64_t>(kMostWrittenStates)));
  if (memory == nullptr) return space;
  space.kind = chances == nullptr ? SearchSpace::Kind::tables : SearchSpace::Kind::chances;
  space.memory = static_cast<int>(whole(*memory, 1, 2));
  if (chances != nullptr && space.memory != 1)
    throw Error(
        fmt::format("{} is for strategies that remember one round; give --memory 1, or leave it out", chances->where));
  if (chances != nullptr) space.grid = static_cast<int>(whole(*chances, 1, kMostGrid));
  return space;
}

}  // namespace

SearchRequest search_request(const Arguments& arguments) {
  SearchRequest request;
  request.space = space_of(arguments);
  if (const Setting* const given = arguments.find("method")) {
    const std::string method = choice(*given, {"exhaustive", "evolve", "gradient"});
    request.method = method == "evolve"     ? SearchRequest::Method::evolve
                     : method == "gradient" ? SearchRequest::Method::gradient
                                            : SearchRequest::Method::exhaustive;
  }
  const bool climbs = request.method == SearchRequest::Method::gradient;
  if (const Setting* const chances = arguments.find("chances"); climbs && chances != nullptr)
    throw Error(
        fmt::format("{} is about the method exhaustive; gradient takes any chances, so leave it out", chances->where));
  if (climbs && request.space.kind == SearchSpace::Kind::tables && request.space.memory == 1)
    request.space.kind = SearchSpace::Kind::chances;
  if (const Setting* const given = arguments.find("objective")) request.objective = objective_of(*given);
  if (const Setting* const given = arguments.find("worlds"))
    request.is_mean = choice(*given, {"worst", "mean"}) == "mean";
  for (const std::string_view key : {"restarts", "steps"})
    if (const Setting* const given = arguments.find(key);
        given != nullptr && request.method == SearchRequest::Method::exhaustive)
      throw Error(
          fmt::format("{} is about the methods evolve and gradient; leave it out, or give --method", given->where));
  if (const Setting* const given = arguments.find("restarts"))
    request.restarts = static_cast<int>(whole(*given, 1, kMostRestarts));
  if (const Setting* const given = arguments.find("steps"))
    request.steps = static_cast<int>(whole(*given, 1, kMostSteps));
  return request;
}

Arguments with_field_to_meet(Arguments arguments, const Registry& registry) {
  const Setting* const given = arguments.find("against");
  for (const char* const key : {"strategies", "field"})
    if (const Setting* const other = arguments.find(key); given != nullptr && other != nullptr)
      throw Error(fmt::format("{} and {} exclude each other; give one of them", other->where, given->where));
  for (Setting& setting : arguments.settings)
    if (setting.key == "against") {
      if (trimmed(setting.value).empty())
        throw Error(fmt::format("{} needs a value: {}", setting.where, option("against").argument));
      setting.key = is_field(setting.value, registry) ? "field" : "strategies";
    }
  return arguments;
}

std::string search_ini(const Arguments& arguments) {
  std::string ini;
  for (const std::string_view key : kSearchOptions)
    if (const Setting* const given = arguments.find(key)) ini += fmt::format("{} = {}\n", key, given->value);
  for (const Setting& over : arguments.all("over")) ini += fmt::format("over = {}\n", over.value);
  return ini;
}

std::string space_words(const SearchSpace& space) {
  if (space.kind == SearchSpace::Kind::tables)
    return space.memory == 1 ? "tables of moves that remember one round" : "tables of moves that remember two rounds";
  if (space.kind == SearchSpace::Kind::chances) return "tables of chances that remember one round";
  return space.states == 1 ? "automata of one state" : fmt::format("automata of at most {} states", space.states);
}

}  // namespace detente::cli
