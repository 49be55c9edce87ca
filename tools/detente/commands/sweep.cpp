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
#include "arguments/settings.hpp"
#include "arguments/stores.hpp"
#include "files/output.hpp"
#include "page/page.hpp"
#include "sweeps/sweep_credit.hpp"
#include "sweeps/sweep_files.hpp"
#include "sweeps/sweep_text.hpp"
#include "terminal/terminal.hpp"
#include "text/forfeits.hpp"

namespace detente::cli {

int sweep(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  const Grid grid = read_grid(arguments, strategies);
  const std::optional<Credited> credited = read_credit(arguments, grid, strategies);
  check_points(grid, strategies);

  Stores stores(arguments, strategies);
  std::optional<OutputFolder> folder;
  const std::string replay = sweep_ini(grid, paths, strategies);
  if (const Setting* const output = arguments.find("output"); output != nullptr && !stores.follows())
    folder.emplace(output->value,
                   std::vector<std::string>{"sweep.json", "sweep.csv", "design.ini", std::string(kReportName)});

  const bool has_spirals = folder || wanted != Format::table || !credited;  // credit is told of peace alone
  const std::vector<SweepOutcome> outcomes = play_points(grid, paths, strategies, workers, has_spirals, stores);
  if (stores.plays_part()) return 0;
  if (credited)
    for (std::size_t point = 0; point < outcomes.size(); ++point)
      if (const auto& failed = outcomes[point].forfeits; !failed.empty())
        throw RunFailure(fmt::format("--credit compares the same entrants at all points, but at {} one is left out: {}",
                                     grid.name(point), failed.front().why));
  const std::vector<Credit> shared = credited ? credits(grid, *credited, outcomes) : std::vector<Credit>{};
  const auto json = [&] {
    Json document = sweep_json(grid, outcomes);
    if (credited) document["credit"] = credit_json(grid, *credited, shared);
    document["command"] = command_line("sweep", replay);
    return document;
  };
  const auto table = [&] {
    const Terminal out = terminal(STDOUT_FILENO);
    const SweepPoint first = resolved_point(grid, 0, strategies);
    if (!credited) return sweep_table(grid, first, outcomes, out);
    return sweep_header(grid, first, outcomes, out) + '\n' +
           credit_text(grid, *credited, shared, static_cast<std::size_t>(out.width));
  };
  const std::string csv = sweep_csv(grid, outcomes);
  const std::vector<File> files{{"sweep.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"sweep.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    write_out(document(wanted, {.table = table, .csv = [&] { return csv; }, .json = [&] { return text(json()); }}));
  });
  bool has_failed = false;
  for (std::size_t point = 0; point < outcomes.size(); ++point) {
    const SweepOutcome& outcome = outcomes[point];
    const std::string where = "at " + grid.name(point) + " ";
    tell(outcome.forfeits, where + "it is left out of the results");
    tell_left_out_of_verdict(outcome.verdict_forfeits, resolved_point(grid, point, strategies).design,
                             !outcome.breakers.empty(), where);
    has_failed = has_failed || !outcome.forfeits.empty() || !outcome.verdict_forfeits.empty();
  }
  for (const SweepOutcome& outcome : outcomes)
    if (!outcome.disagreement.empty()) throw RunFailure(outcome.disagreement);
  return has_failed ? 1 : 0;
}

}  // namespace detente::cli
