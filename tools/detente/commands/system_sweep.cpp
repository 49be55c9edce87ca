// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/system_sweep.hpp"

#include <unistd.h>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "files/output.hpp"
#include "hosting/watchdog.hpp"
#include "page/page.hpp"
#include "sweeps/system_credit.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "text/system_text.hpp"

namespace detente::cli {

int sweep_system(const Arguments& arguments) {
  const Format wanted = format(arguments);
  for (const std::string_view key : {"contest", "impulse", "trace", "due-to", "contagion"})
    if (const Setting* const given = arguments.find(key))
      throw Error(fmt::format("{} and --over exclude each other; give one of them", given->where));
  const Known all = known(arguments);
  const SystemGrid grid = read_system_grid(arguments);
  const std::optional<CreditedKeys> credited = read_system_credit(arguments, grid);
  // Everything that may be wrong is told before anything is played.
  std::vector<SystemPoint> points;
  for (std::size_t point = 0; point < grid.points(); ++point)
    points.push_back({.design = system_at(grid, point, all), .results = {}});
  const std::vector<std::string> paths = modules(arguments);
  const std::string replay = system_sweep_ini(grid, arguments.find("credit"), paths);
  std::optional<OutputFolder> folder;
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value,
                   std::vector<std::string>{"results.json", "points.csv", "design.ini", std::string(kReportName)});
  const int workers = threads(arguments);
  const Watchdog watchdog(patience(command("system"), arguments));
  {
    Progress progress;
    for (std::size_t point = 0; point < points.size(); ++point)
      points[point].results =
          play_system(points[point].design, workers,
                      {.progress =
                           [&](double done) {
                             progress.show((static_cast<double>(point) + done) / static_cast<double>(points.size()));
                           },
                       .stop = [] { return interrupted(); }});
  }
  std::vector<SystemResults> results;
  for (const SystemPoint& point : points) results.push_back(point.results);
  const std::vector<CreditedMeasure> measures =
      credited ? credited_measures(results, points.front().design.system.rules.endless)
               : std::vector<CreditedMeasure>{};
  const auto json = [&] {
    Json document = system_sweep_json(grid, points, paths, replay);
    document["verdict"] = Json::array({answer_of(system_sweep_text(grid, points, {}))});
    if (credited) document["credit"] = system_credit_json(grid, *credited, measures);
    return document;
  };
  const auto table = [&] {
    const Terminal out = terminal(STDOUT_FILENO);
    const std::string found = system_sweep_text(grid, points, out);
    if (!credited) return found;
    return system_credit_text(grid, *credited, measures, static_cast<std::size_t>(out.width)) + "\n" + found;
  };
  const std::string csv = system_sweep_csv(grid, points);
  const std::vector<File> files{{"results.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"points.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    write_out(document(wanted, {.table = table, .csv = [&] { return csv; }, .json = [&] { return text(json()); }}));
  });
  return 0;
}

}  // namespace detente::cli
