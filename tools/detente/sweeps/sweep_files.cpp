// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/sweep_files.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "arguments/settings.hpp"
#include "arguments/submissions.hpp"
#include "glossary/columns.hpp"
#include "json/spirals_json.hpp"
#include "terminal/table.hpp"
#include "text/answer_csv.hpp"
#include "text/design_text.hpp"
#include "text/forfeits.hpp"

namespace detente::cli {
namespace {

std::string field(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

/// A value of the grid: a number where it is one and no pair of rates.
std::string value_field(const std::string& value) {
  return value.find('/') == std::string::npos && read_number(value) ? value : in_quotes(value);
}

/// Both rates of such a key are columns of their own.
bool has_rates(const Axis& axis) {
  return axis.key == "misperception" || axis.key == "tremble";
}
/// Empty for a schedule.
std::string rate_fields(const std::string& value) {
  const std::optional<Rates> rates = read_rates(value);
  return rates ? shortest(rates->up) + "," + shortest(rates->down) + "," : ",,";
}

std::vector<std::string> lift_fields(const Breaker& breaker) {
  const auto interval = lift_interval(breaker);
  return {in_quotes(breaker.role),
          in_quotes(breaker.conduct),
          field(breaker.lift),
          field(breaker.lift_error),
          field(breaker.lift_worst),
          in_quotes(breaker.worst_opponent),
          field(breaker.lift_up_only),
          field(breaker.escape),
          field(breaker.median_rounds),
          shortest(breaker.loss_to_worst),
          in_quotes(breaker.worst_aggressor),
          field(breaker.break_even),
          shortest(breaker.false_alarm),
          shortest(breaker.false_trust),
          breaker.pareto ? "1" : "0",
          interval ? shortest(interval->front()) : "",
          interval ? shortest(interval->back()) : ""};
}

std::vector<std::string> breaker_fields(const std::optional<Breaker>& breaker) {
  const std::vector<std::string> answer = breaker ? answer_fields(breaker->answer) : no_answer_fields();
  std::vector<std::string> fields(17);
  if (breaker) fields = lift_fields(*breaker);
  fields.insert(fields.end(), answer.begin(), answer.end());
  return fields;
}

/// Removes from `common` what another design says otherwise.
void keep_common(Json& common, const Json& design) {
  for (auto item = common.begin(); item != common.end();) {
    const auto other = design.find(item.key());
    item = other == design.end() || *other != item.value() ? common.erase(item) : std::next(item);
  }
}

/// A name of this point as it is at every point, so that the grid can change it again.
std::string row_of(const SweepPoint& point, const std::string& name) {
  for (std::size_t i = 0; i < point.rows.size(); ++i)
    if (point.design.entrants[i].name == name) return point.rows[i];
  return name;
}

Design with_rows(const SweepPoint& point, Design design) {
  design.request.strategies = joined(point.rows, ",");
  for (auto* const rates : {&design.request.tremble_of, &design.request.misperception_of})
    for (auto& [name, rate] : *rates) name = row_of(point, name);
  for (auto& [name, motive] : design.request.motive_of) name = row_of(point, name);
  for (Entrant& entrant : design.entrants) entrant.name = row_of(point, entrant.name);
  return design;
}

/// What is asked about spirals; nothing where nothing can be.
std::string question_ini(const Grid& grid, const SweepPoint& point, const Registry& registry) {
  try {
    SpiralDesign question = make_spiral_design(point.question, point.design, registry);
    question.design = with_rows(point, question.design);
    if (grid.sweeps("field")) question.design.field_aggressors.clear();
    for (Entrant& aggressor : question.aggressors) aggressor.name = row_of(point, aggressor.name);
    return spirals_ini(point.question, question);
  } catch (const Error&) {
    return "";
  }
}

/// The list of a key; fields that are files are found from everywhere.
std::string list_of(const Grid& grid, std::size_t key) {
  if (grid.axes[key].key != "field") return grid.overs[key].list;
  std::vector<std::string> names = grid.axes[key].values;
  for (std::string& name : names)
    if (name.ends_with(".ini")) name = std::filesystem::absolute(name).lexically_normal().string();
  return joined(names, ";");
}

}  // namespace

std::string sweep_csv(const Grid& grid, const std::vector<SweepOutcome>& outcomes) {
  std::string csv;
  for (const Axis& axis : grid.axes) csv += in_quotes(axis.key) + ",";
  for (const Axis& axis : grid.axes)
    if (has_rates(axis)) csv += fmt::format("{0}_up,{0}_down,", axis.key);
  csv += columns_of("sweep.csv") + '\n';
  for (std::size_t point = 0; point < outcomes.size(); ++point) {
    std::string values;
    const std::vector<std::string> here = grid.values(point);
    for (const std::string& value : here) values += value_field(value) + ",";
    for (std::size_t key = 0; key < here.size(); ++key)
      if (has_rates(grid.axes[key])) values += rate_fields(here[key]);
    for (const SweepRow& row : outcomes[point].rows) {
      const Standing& standing = row.standing;
      csv += fmt::format("{}{},{},{},{},{},{},{},{},{},{}\n", values, standing.rank, in_quotes(row.row),
                         in_quotes(row.motive), shortest(standing.score), field(standing.score_error),
                         shortest(standing.cooperation), shortest(standing.peace), shortest(standing.friction),
                         shortest(standing.conflict), joined(breaker_fields(row.breaker), ","));
    }
  }
  return csv;
}

Json sweep_json(const Grid& grid, const std::vector<SweepOutcome>& outcomes) {
  Json common = outcomes.front().design;
  common.erase("parameters");
  for (const SweepOutcome& outcome : outcomes) keep_common(common, outcome.design);
  Json json{{"format", "detente-sweep-1"}, {"version", kVersion}, {"design", common}};
  json["over"] = Json::array();
  for (const Axis& axis : grid.axes) json["over"].push_back({{"key", axis.key}, {"values", axis.values}});
  json["points"] = Json::array();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const SweepOutcome& outcome = outcomes[i];
    Json point;
    const std::vector<std::string> values = grid.values(i);
    for (std::size_t key = 0; key < values.size(); ++key) point["values"][grid.axes[key].key] = values[key];
    point["design"] = Json::object();
    for (const auto& [key, value] : outcome.design.items())
      if (!common.contains(key) && key != "parameters") point["design"][key] = value;
    point["parameters"] = outcome.design.value("parameters", Json::object());
    point["rows"] = Json::object();
    for (const SweepRow& row : outcome.rows) point["rows"][row.name] = row.row;
    point["standings"] = outcome.standings;
    point["coverage"] = coverage_json(outcome.coverage);
    point["verdict"] = outcome.verdict;
    point["breakers"] = outcome.breakers;
    if (!outcome.forfeits.empty()) point["left_out"] = forfeits_json(outcome.forfeits);
    if (!outcome.verdict_forfeits.empty()) point["left_out_of_verdict"] = forfeits_json(outcome.verdict_forfeits);
    json["points"].push_back(std::move(point));
  }
  return json;
}

std::string sweep_ini(const Grid& grid, const std::vector<std::string>& modules, const Registry& registry) {
  const SweepPoint point = resolved_point(grid, 0, registry);
  const std::string lines = design_ini(with_rows(point, point.design), modules, "sweep") +
                            question_ini(grid, point, registry) + submissions_ini(grid.base);
  std::string ini = lines.substr(0, lines.find('\n') + 1);
  for (const IniEntry& entry : parse_ini(lines, "design.ini"))
    if (!grid.sweeps(entry.key)) ini += fmt::format("{} = {}\n", entry.key, entry.value);
  for (std::size_t i = 0; i < grid.axes.size(); ++i)
    ini += fmt::format("over = {}={}\n", grid.axes[i].key, list_of(grid, i));
  if (const Setting* const credit = grid.base.find("credit")) ini += fmt::format("credit = {}\n", credit->value);
  return ini;
}

}  // namespace detente::cli
