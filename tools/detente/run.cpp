// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>
#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "commands.hpp"
#include "design_text.hpp"
#include "engines_text.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "results_json.hpp"
#include "results_text.hpp"
#include "screen.hpp"
#include "settings.hpp"

namespace detente::cli {

int run(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Roster strategies = roster(arguments);
  const Design design = make_design(request(arguments, 0.05), strategies);

  std::optional<OutputFolder> folder;
  const std::string replay = design_ini(design, paths, "run");
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value, std::vector<std::string>{"results.json", "standings.csv", "pairs.csv", "design.ini"});

  const Results results = watched_play(design, round_robin(design.entrants.size(), design.request.self_play), workers);
  const std::string json = text(tournament_json(design, paths, results));
  const std::string csv = standings_csv(design, results);
  if (folder)
    folder->write({{"results.json", json},
                   {"standings.csv", csv},
                   {"pairs.csv", pairs_csv(design, results)},
                   {"design.ini", replay}});
  write_out(wanted == Format::json  ? json
            : wanted == Format::csv ? csv
                                    : standings_table(design, results, screen(STDOUT_FILENO)));
  require_agreement(design, results);
  return 0;
}

}  // namespace detente::cli
