// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/system_sweep.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "arguments/command_line.hpp"
#include "arguments/system_settings.hpp"
#include "terminal/table.hpp"
#include "text/short_values.hpp"
#include "text/system_ini.hpp"
#include "text/system_text.hpp"

namespace detente::cli {
namespace {

bool has_war_somewhere(const std::vector<SystemPoint>& points) {
  return std::any_of(points.begin(), points.end(),
                     [](const SystemPoint& point) { return point.design.system.war.pace > 0; });
}

/// "pledges (2), ambiguity 0.3".
std::string place_in_words(const SystemGrid& grid, std::size_t point) {
  const std::vector<std::size_t> at = place(grid.axes, point);
  std::vector<std::string> words;
  for (std::size_t key = 0; key < at.size(); ++key)
    words.push_back(grid.axes[key].key + " " + short_value(grid.axes[key], at[key]));
  return joined(words);
}

/// Where a front is most and where least at peace.
std::string answer_of_sweep(const SystemGrid& grid, const std::vector<SystemPoint>& points) {
  const auto less = [](const SystemPoint& a, const SystemPoint& b) {
    return a.results.peace.value < b.results.peace.value;
  };
  const auto most = std::max_element(points.begin(), points.end(), less);
  const auto least = std::min_element(points.begin(), points.end(), less);
  if (most->results.peace.value == least->results.peace.value)
    return fmt::format("At all {} points a front is at peace in {} of its rounds.", points.size(),
                       share_with_error(most->results.peace));
  const auto name = [&](auto point) { return place_in_words(grid, static_cast<std::size_t>(point - points.begin())); };
  return fmt::format("A front is most at peace with {}, in {} of its rounds, and least with {}, in {}.", name(most),
                     share_with_error(most->results.peace), name(least), share_with_error(least->results.peace));
}

std::string evidence_of_sweep(const std::vector<SystemPoint>& points) {
  const auto exact = static_cast<std::size_t>(std::count_if(
      points.begin(), points.end(), [](const SystemPoint& point) { return point.results.exact_points.has_value(); }));
  std::int64_t most = 0;
  for (const SystemPoint& point : points) most = std::max(most, point.results.repetitions);
  const std::string repetitions = grouped(static_cast<std::uint64_t>(most)) + " repetitions each";
  const std::string draws = " All points share their draws.";
  if (exact == points.size()) return "All points are exact.";
  return fmt::format("{}Sampled: {}; ± is half of a 95% interval.{}",
                     exact == 0 ? "" : fmt::format("{} of {} points are exact. ", exact, points.size()), repetitions,
                     draws);
}

}  // namespace

std::string system_sweep_text(const SystemGrid& grid, const std::vector<SystemPoint>& points,
                              const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const bool shows_war = has_war_somewhere(points);
  const bool shows_ever = std::none_of(points.begin(), points.end(),
                                       [](const SystemPoint& point) { return point.design.system.rules.endless; });
  std::vector<Table::Column> heads;
  std::string numbers;
  for (const Axis& axis : grid.axes) {
    heads.push_back({.title = axis.key, .yields = heads.empty()});
    numbers += numbered_values(axis, width);
  }
  heads.push_back({.title = "peace of\na front", .is_number = true});
  heads.push_back({.title = "all at\npeace", .is_number = true});
  if (shows_ever) heads.push_back({.title = "general war\nat some time", .is_number = true});
  if (shows_war) heads.push_back({.title = "states\nleft", .is_number = true});
  Table table(std::move(heads));
  for (std::size_t point = 0; point < points.size(); ++point) {
    const SystemResults& results = points[point].results;
    std::vector<std::string> row;
    const std::vector<std::size_t> at = place(grid.axes, point);
    for (std::size_t key = 0; key < at.size(); ++key) row.push_back(short_value(grid.axes[key], at[key]));
    row.push_back(share_with_error(results.peace));
    row.push_back(share_with_error(results.quiet));
    if (shows_ever) row.push_back(share_with_error(results.general_war_ever));
    if (shows_war) row.push_back(decimal(results.survivors.value, 2));
    table.add(std::move(row));
  }
  const std::string term =
      shows_ever ? "General war at some time: over half of the states are in conflict at once, at least once. " : "";
  return wrapped(answer_of_sweep(grid, points), width, 0) + "\n\n" + (numbers.empty() ? "" : numbers + "\n") +
         table.text_for(terminal) + "\n" + wrapped(term + evidence_of_sweep(points), width, 0) + "\n";
}

std::string system_sweep_csv(const SystemGrid& grid, const std::vector<SystemPoint>& points) {
  std::string csv;
  for (const Axis& axis : grid.axes) csv += in_quotes(axis.key) + ",";
  csv +=
      "state,strategy,alignment,motive,score,score_error,peace,peace_error,entry,strength,ruin,system_peace,"
      "system_peace_error,quiet,general_war_ever,survivors\n";
  const auto number = [](const std::optional<double>& value) { return value ? shortest(*value) : std::string(); };
  for (std::size_t point = 0; point < points.size(); ++point) {
    std::string values;
    for (const std::string& value : grid.values(point)) values += in_quotes(value) + ",";
    const auto& [design, results] = points[point];
    const std::string ever = design.system.rules.endless ? "" : shortest(results.general_war_ever.value);
    for (std::size_t i = 0; i < results.states.size(); ++i) {
      const StateResult& state = results.states[i];
      const SystemMember& member = design.members[i];
      csv += fmt::format("{}{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", values,
                         in_quotes(design.system.states[i].name), in_quotes(member.strategy),
                         in_quotes(member.alignment), in_quotes(member.motive),
                         state.score ? shortest(state.score->value) : "", state.score ? number(state.score->error) : "",
                         state.peace ? shortest(state.peace->value) : "", state.peace ? number(state.peace->error) : "",
                         design.system.rules.endless ? "" : shortest(state.entry), shortest(state.strength),
                         shortest(state.ruin.value), shortest(results.peace.value), number(results.peace.error),
                         shortest(results.quiet.value), ever, shortest(results.survivors.value));
    }
  }
  return csv;
}

std::string system_sweep_ini(const SystemGrid& grid, const Setting* credit, const std::vector<std::string>& modules) {
  // What is said of one state, front or institution has its value of the first point, so that it has its place.
  Arguments first = grid.arguments(0);
  std::erase_if(first.settings, [](const Setting& setting) { return setting.key == "institution"; });
  for (const Setting& setting : grid.base.settings)
    if (setting.key == "institution") first.settings.push_back(setting);
  std::string ini;
  for (const std::string& line : split(system_ini(system_request(first), {}, modules), '\n')) {
    const std::string key(trimmed(line.substr(0, line.find('='))));
    const bool is_swept = std::any_of(grid.axes.begin(), grid.axes.end(), [&](const Axis& axis) {
      return (axis.key == key || alternative(axis.key) == key) && !option(key).is_repeatable;
    });
    if (!line.empty() && !is_swept) ini += line + "\n";
  }
  for (const Axis& axis : grid.axes) ini += fmt::format("over = {}={}\n", axis.key, joined(axis.values, ";"));
  if (credit != nullptr) ini += "credit = " + credit->value + "\n";
  return ini;
}

Json system_sweep_json(const SystemGrid& grid, const std::vector<SystemPoint>& points,
                       const std::vector<std::string>& modules, const std::string& replay) {
  Json json{{"format", "detente-system-sweep-1"}, {"version", kVersion}};
  json["over"] = Json::array();
  for (const Axis& axis : grid.axes) json["over"].push_back({{"key", axis.key}, {"values", axis.values}});
  json["points"] = Json::array();
  for (std::size_t i = 0; i < points.size(); ++i) {
    Json point{{"values", Json::object()}};
    const std::vector<std::string> values = grid.values(i);
    for (std::size_t key = 0; key < values.size(); ++key) point["values"][grid.axes[key].key] = values[key];
    const Json whole = system_json(points[i].design, {.results = points[i].results}, modules);
    for (const auto& [key, value] : whole.items())
      if (key != "format" && key != "version") point[key] = value;
    json["points"].push_back(std::move(point));
  }
  json["command"] = command_line("system", replay);
  return json;
}

}  // namespace detente::cli
