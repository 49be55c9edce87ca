// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "arguments/command_line.hpp"
#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/evolution_settings.hpp"
#include "arguments/settings.hpp"
#include "arguments/stores.hpp"
#include "arguments/submissions.hpp"
#include "files/output.hpp"
#include "hosting/memory_available.hpp"
#include "json/evolution_json.hpp"
#include "page/page.hpp"
#include "sweeps/evolution_sweep.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"
#include "text/evolution_text.hpp"
#include "text/forfeits.hpp"

namespace detente::cli {

namespace {

/// Lines of design.ini that no key of the grid says.
std::string ini_without_swept(const Grid& grid, const std::string& ini) {
  std::string lines = ini.substr(0, ini.find('\n') + 1);
  for (const IniEntry& entry : parse_ini(ini, "design.ini"))
    if (!grid.sweeps(entry.key)) lines += fmt::format("{} = {}\n", entry.key, entry.value);
  return lines;
}

int evolve_over(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  const Grid grid = evolution_grid(arguments, strategies);
  Stores stores(arguments, strategies);
  const std::string replay = ini_without_swept(
      grid, design_ini(resolved_point(grid, 0, strategies).design, paths, "evolve") + evolution_ini(arguments));
  std::optional<OutputFolder> folder;
  if (const Setting* const output = arguments.find("output"); output != nullptr && !stores.plays_part())
    folder.emplace(output->value, std::vector<std::string>{"evolution.json", "strategies.csv", "design.ini",
                                                           std::string(kReportName)});
  const std::vector<Evolved> points = solve_points(grid, strategies, workers, stores);
  if (stores.plays_part()) return 0;
  const auto json = [&] {
    Json document = evolution_sweep_json(grid, points, paths);
    document["command"] = command_line("evolve", replay);
    return document;
  };
  const std::string csv = evolution_sweep_csv(grid, points);
  const std::vector<File> files{{"evolution.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"strategies.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    write_out(document(wanted, {.table = [&] { return evolution_sweep_text(grid, points, terminal(STDOUT_FILENO)); },
                                .csv = [&] { return csv; },
                                .json = [&] { return text(json()); }}));
  });
  bool has_failed = false;
  for (std::size_t point = 0; point < points.size(); ++point) {
    tell(points[point].design.forfeits, "at " + grid.name(point) + " it is left out of the results");
    has_failed = has_failed || !points[point].design.forfeits.empty();
  }
  return has_failed ? 1 : 0;
}

}  // namespace

int evolve(const Arguments& arguments) {
  if (arguments.find("over") != nullptr) return evolve_over(arguments);
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  const EvolutionRequest asked = evolution_request(arguments);
  const Design entered =
      materially_paid(make_design(with_submissions(request(arguments, kEvolvedMisperception), arguments), strategies));
  require_evolution(asked, entered, strategies);
  Stores stores(arguments, strategies);
  require_memory(entered, !stores.empty());
  if (stores.plays_part()) {
    play_part(stores, entered, workers);
    return 0;
  }
  std::optional<OutputFolder> folder;
  const std::string replay = design_ini(entered, paths, "evolve") + evolution_ini(arguments);
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value, std::vector<std::string>{"evolution.json", "strategies.csv", "fixation.csv",
                                                           "trajectory.csv", "design.ini", std::string(kReportName)});
  const Played played = watched_field(entered, workers, told_known(stores, entered, workers));
  Evolved evolved{.design = played.design, .request = asked, .evolution = {}};
  {
    Progress progress;
    evolved.evolution =
        detente::evolve(asked, played, strategies, workers,
                        {.progress = [&](double done) { progress.show(done); }, .stop = [] { return interrupted(); }});
  }
  const auto json = [&] {
    Json document = evolution_json(evolved, paths, evolution_verdict(evolved));
    if (!played.design.forfeits.empty()) document["left_out"] = forfeits_json(played.design.forfeits);
    document["command"] = command_line("evolve", replay);
    return document;
  };
  const std::vector<File> files{{"evolution.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"strategies.csv", strategies_csv(evolved)},
                                {"fixation.csv", fixation_csv(evolved)},
                                {"trajectory.csv", trajectory_csv(evolved)},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    write_out(document(wanted, {.table = [&] { return evolution_text(evolved, terminal(STDOUT_FILENO)); },
                                .csv = [&] { return strategies_csv(evolved); },
                                .json = [&] { return text(json()); }}));
  });
  tell(played.design.forfeits, "it is left out of the results");
  require_agreement(played.design, played.results);
  return played.design.forfeits.empty() ? 0 : 1;
}

}  // namespace detente::cli
