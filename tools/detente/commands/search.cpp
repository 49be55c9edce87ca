// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/search/search.hpp>

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/command_line.hpp"
#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/search_settings.hpp"
#include "arguments/settings.hpp"
#include "files/checkpoint.hpp"
#include "files/output.hpp"
#include "json/search_json.hpp"
#include "page/page.hpp"
#include "sweeps/sweep_grid.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "terminal/unfinished.hpp"
#include "text/design_text.hpp"
#include "text/search_text.hpp"

namespace detente::cli {
namespace {

constexpr int kStopped = 130;

/// All worlds of `--over`, or the only one.
Searched worlds_of(const Arguments& arguments, const Registry& registry) {
  Searched searched;
  searched.request = search_request(arguments);
  const Arguments plain = with_field_to_meet(arguments, registry);
  if (plain.all("over").empty()) {
    const Design design = make_design(request(plain, kUsualMisperception), registry);
    searched.worlds.push_back(make_spiral_design(spiral_request(plain), design, registry));
    searched.world_names.emplace_back();
  } else {
    const Grid grid = read_grid(plain, registry);
    for (std::size_t i = 0; i < grid.axes.size(); ++i)
      if (grid.overs[i].variation || grid.sweeps("strategies"))
        throw Error(fmt::format("{} {}: the worlds of a search differ in design options, not in entrants",
                                grid.overs[i].where, grid.axes[i].key));
    check_points(grid, registry);
    for (std::size_t point = 0; point < grid.points(); ++point) {
      const SweepPoint here = resolved_point(grid, point, registry);
      searched.worlds.push_back(make_spiral_design(here.question, here.design, registry));
      searched.world_names.push_back(grid.name(point));
    }
  }
  const Request& first = searched.worlds.front().design.request;
  searched.request.seed = first.seed;
  for (const SpiralDesign& world : searched.worlds) {
    const Request& asked = world.design.request;
    if (asked.tremble != Rates{} || asked.monitoring == "public") searched.request.space.sees_own = true;
  }
  return searched;
}

/// A design's lines, as far as they are this command's and no key of --over says them.
std::string lines_of_search(const std::string& ini, const Arguments& arguments) {
  const std::vector<std::string_view> own = command("search").options;
  std::string lines = ini.substr(0, ini.find('\n') + 1);
  for (const IniEntry& entry : parse_ini(ini, "design.ini")) {
    const std::string& key = entry.key;
    bool is_swept = false;
    for (const Setting& over : arguments.all("over")) {
      const std::string swept(trimmed(over.value.substr(0, over.value.find('='))));
      is_swept = is_swept || swept == key || alternative(swept) == key;
    }
    if (!is_swept && std::find(own.begin(), own.end(), key) != own.end())
      lines += fmt::format("{} = {}\n", key, entry.value);
  }
  return lines;
}

/// What differs between two searches that have nothing to do with each other.
std::string question_of(const Searched& searched, const std::string& replay) {
  return replay.substr(replay.find('\n') + 1) + fmt::format("sees_own = {}\n", searched.request.space.sees_own);
}

}  // namespace

int search(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  Searched searched = worlds_of(arguments, strategies);
  const SpiralDesign& first = searched.worlds.front();
  const std::string replay =
      lines_of_search(design_ini(first.design, paths, "search") +
                          spirals_ini(spiral_request(with_field_to_meet(arguments, strategies)), first),
                      arguments) +
      search_ini(arguments);

  std::optional<OutputFolder> folder;
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value,
                   std::vector<std::string>{"search.json", "front.csv", "design.ini", std::string(kReportName)});
  std::optional<Checkpoint> checkpoint;
  SearchProgress from;
  const std::string question = question_of(searched, replay);
  if (const Setting* const given = arguments.find("checkpoint")) {
    checkpoint.emplace(given->value, given->where);
    if (checkpoint->exists()) from = read_checkpoint(given->value, question, searched.request);
    checkpoint->write(checkpoint_text(from, question));
    if (!checkpoint->fault().empty()) throw Error(checkpoint->fault());
  }
  {
    const Uninterrupted found_is_told;  // an end is at hand as soon as one is asked for, but takes a second or two
    Progress progress;
    searched.report = detente::search(searched.request, searched.worlds, strategies, workers, from,
                                      {.progress = [&](double done) { progress.show(done); },
                                       .stop = interrupted,
                                       .save =
                                           [&](const SearchProgress& so_far) {
                                             if (checkpoint && checkpoint->is_due())
                                               checkpoint->write(checkpoint_text(so_far, question));
                                           }});
  }
  obey_interruption();  // by telling what was found
  if (checkpoint) checkpoint->write(checkpoint_text(searched.report.progress, question));
  const auto json = [&] {
    Json document = search_json(searched, paths);
    document["command"] = command_line("search", replay);
    return document;
  };
  const std::string csv = search_csv(searched);
  const std::vector<File> files{{"search.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"front.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    const auto table = [&] { return search_text(searched, arguments.has_flag("novel"), terminal(STDOUT_FILENO)); };
    write_out(document(wanted, {.table = table, .csv = [&] { return csv; }, .json = [&] { return text(json()); }}));
  });
  if (checkpoint && !checkpoint->fault().empty()) throw RunFailure(checkpoint->fault());
  if (searched.report.is_complete) return 0;
  write_error("detente: stopped; what was found so far is above" +
              std::string(checkpoint ? fmt::format(", and the same command goes on from '{}'\n", checkpoint->path())
                                     : "; with --checkpoint FILE a search can be taken up again\n"));
  return kStopped;
}

}  // namespace detente::cli
