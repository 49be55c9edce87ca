// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/search_json.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "glossary/columns.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

constexpr std::array kColumns{SearchColumn::ends,  SearchColumn::cost,         SearchColumn::in_spirals,
                              SearchColumn::least, SearchColumn::keeps,        SearchColumn::score,
                              SearchColumn::peace, SearchColumn::best_response};

/// A column's key: "in_spirals".
std::string key_of(SearchColumn column) {
  std::string key(detente::word(column));
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

Json value_json(SearchColumn column, double value) {
  return maybe(value_told(column, value));
}

void add_values(Json& json, const SearchValues& values) {
  for (const SearchColumn column : kColumns)
    json[key_of(column)] = value_json(column, values[static_cast<std::size_t>(column)]);
}

SearchValues all_over_worlds(const Searched& searched, const std::vector<SearchValues>& by_world) {
  SearchValues all{};
  for (const SearchColumn column : kColumns)
    all[static_cast<std::size_t>(column)] = over_worlds(column, searched.request.is_mean, by_world);
  return all;
}

Json find_json(const Searched& searched, const SearchFind& find) {
  Json json{{"automaton", find.automaton}, {"states", find.states}, {"number", maybe(find.number)}};
  add_values(json, all_over_worlds(searched, find.values));
  const Answer& first = find.answers.front();
  json["ends_baseline"] = maybe(first.ends_baseline);
  json["least_with"] = first.least_with.empty() ? Json(nullptr) : Json(first.least_with);
  json["worst_aggressor"] = find.worst_aggressor;
  json["class"] = first.kind ? Json(class_word(*first.kind)) : Json(nullptr);
  json["gain"] = maybe(first.gain);
  json["better"] = first.better;
  json["worse"] = first.worse;
  json["in_spirals_baseline"] = maybe(first.in_spirals_baseline);
  json["like"] = find.like;
  json["like_share"] = find.like_share;
  if (searched.worlds.size() == 1) return json;
  json["worlds"] = Json::array();
  for (std::size_t world = 0; world < searched.worlds.size(); ++world) {
    Json here{{"world", searched.world_names[world]}};
    add_values(here, find.values[world]);
    const Answer& answer = find.answers[world];
    here["ends_baseline"] = maybe(answer.ends_baseline);
    here["class"] = answer.kind ? Json(class_word(*answer.kind)) : Json(nullptr);
    json["worlds"].push_back(std::move(here));
  }
  return json;
}

Json named_json(const Searched& searched, const SearchNamed& named) {
  Json json{{"strategy", named.name}, {"states", named.states == 0 ? Json(nullptr) : Json(named.states)}};
  add_values(json, all_over_worlds(searched, named.values));
  json["surpassed"] = maybe(named.is_surpassed);
  return json;
}

}  // namespace

std::optional<double> value_told(SearchColumn column, double value) {
  return is_compared(column, value) && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string_view word(SearchRequest::Method method) {
  constexpr std::array<std::string_view, 3> kMethods{"exhaustive", "evolve", "gradient"};
  return kMethods[static_cast<std::size_t>(method)];
}

Json search_json(const Searched& searched, const std::vector<std::string>& modules) {
  const SearchRequest& request = searched.request;
  const SearchReport& report = searched.report;
  const SpiralDesign& first = searched.worlds.front();
  Json json{{"format", "detente-search-1"}, {"version", kVersion}, {"design", design_json(first.design, modules)}};
  json["baseline"] = first.request.baseline;
  json["seekers"] = Json::array();
  for (const std::size_t seeker : first.seekers) json["seekers"].push_back(first.design.entrants[seeker].name);
  json["aggressors"] = Json::array();
  for (const Entrant& aggressor : first.aggressors) json["aggressors"].push_back(aggressor.name);
  json["durable"] = first.request.trial.durable;
  json["horizon"] = first.request.trial.horizon;
  constexpr std::array<const char*, 3> kKinds{"automata", "tables", "chances"};
  const SearchSpace& space = request.space;
  json["method"] = word(request.method);
  json["objective"] = Json::array();
  for (const SearchColumn column : request.objective) json["objective"].push_back(detente::word(column));
  const bool is_exhaustive = request.method == SearchRequest::Method::exhaustive;
  json["restarts"] = is_exhaustive ? Json(nullptr) : Json(request.restarts);
  json["steps"] = is_exhaustive ? Json(nullptr) : Json(request.steps);
  json["complete"] = report.is_complete;
  const bool are_automata = space.kind == SearchSpace::Kind::automata;
  json["space"] = {
      {"kind", kKinds[static_cast<std::size_t>(space.kind)]},
      {"states", are_automata ? Json(space.states) : Json(nullptr)},
      {"memory", are_automata ? Json(nullptr) : Json(space.memory)},
      {"grid", space.kind == SearchSpace::Kind::chances ? Json(space.grid) : Json(nullptr)},
      {"sees_own", space.sees_own},
      {"members", report.members < 9e15 ? Json(static_cast<std::uint64_t>(report.members)) : Json(nullptr)},
      {"canonical",
       are_automata && report.members < 9e15 ? Json(static_cast<std::uint64_t>(report.members)) : Json(nullptr)},
      {"done", is_exhaustive ? Json(report.progress.done) : Json(nullptr)},
      {"minimal", is_exhaustive ? Json(report.progress.minimal) : Json(nullptr)},
      {"evaluated", report.progress.evaluated}};
  json["over_worlds"] = searched.worlds.size() == 1 ? Json(nullptr) : Json(request.is_mean ? "mean" : "worst");
  json["worlds"] = Json::array();
  for (const std::string& name : searched.world_names)
    if (!name.empty()) json["worlds"].push_back(name);
  json["front"] = Json::array();
  for (const SearchFind& find : report.front) json["front"].push_back(find_json(searched, find));
  json["field"] = Json::array();
  for (const SearchNamed& named : report.field) json["field"].push_back(named_json(searched, named));
  return json;
}

std::string search_csv(const Searched& searched) {
  std::string csv = columns_of("front.csv") + '\n';
  for (const SearchFind& find : searched.report.front)
    for (std::size_t world = 0; world < searched.worlds.size(); ++world) {
      csv += in_quotes(find.automaton) + ',' + std::to_string(find.states) + ',' +
             (find.number ? std::to_string(*find.number) : "") + ',' + in_quotes(searched.world_names[world]);
      for (const SearchColumn column : kColumns)
        csv += ',' + cell(value_told(column, find.values[world][static_cast<std::size_t>(column)]));
      const Answer& answer = find.answers[world];
      csv += ',' + cell(answer.ends_baseline) + ',' + in_quotes(answer.least_with) + ',' +
             (answer.kind ? std::string(class_word(*answer.kind)) : "") + ',' + in_quotes(find.like) + ',' +
             shortest(find.like_share) + '\n';
    }
  return csv;
}

}  // namespace detente::cli
