// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

#include <detente/error.hpp>

#include "commands.hpp"
#include "output.hpp"
#include "screen.hpp"
#include "settings.hpp"
#include "sweep_files.hpp"
#include "sweep_text.hpp"

namespace detente::cli {

int sweep(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Roster strategies = roster(arguments);
  const Grid grid = read_grid(arguments, strategies);
  check_points(grid, strategies);

  std::optional<OutputFolder> folder;
  const std::string replay = sweep_ini(grid, paths, strategies);
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value, std::vector<std::string>{"sweep.json", "sweep.csv", "design.ini"});

  const std::vector<SweepOutcome> outcomes = play_points(grid, paths, strategies, workers);
  const auto json = [&] { return text(sweep_json(grid, outcomes)); };
  const std::string csv = sweep_csv(grid, outcomes);
  if (folder) folder->write({{"sweep.json", json()}, {"sweep.csv", csv}, {"design.ini", replay}});
  write_out(wanted == Format::json ? json()
            : wanted == Format::csv
                ? csv
                : sweep_table(grid, resolved_point(grid, 0, strategies), outcomes, screen(STDOUT_FILENO)));
  for (const SweepOutcome& outcome : outcomes)
    if (!outcome.disagreement.empty()) throw RunFailure(outcome.disagreement);
  return 0;
}

}  // namespace detente::cli
