// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>

#include <detente/verdict.hpp>

#include "command_line.hpp"
#include "commands.hpp"
#include "design_text.hpp"
#include "engines_text.hpp"
#include "output.hpp"
#include "page.hpp"
#include "progress.hpp"
#include "screen.hpp"
#include "settings.hpp"
#include "spirals_json.hpp"
#include "spirals_text.hpp"

namespace detente::cli {

int spirals(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Roster strategies = roster(arguments);
  const Design design = make_design(request(arguments, 0.05), strategies);
  const SpiralRequest asked = spiral_request(arguments);
  const SpiralDesign question = make_spiral_design(asked, design, strategies);

  std::optional<OutputFolder> folder;
  const std::string replay = design_ini(design, paths, "spirals") + spirals_ini(asked, question);
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value,
                   std::vector<std::string>{"spirals.json", "breakers.csv", "design.ini", std::string(kReportName)});

  const Results results = watched_play(design, round_robin(design.entrants.size(), design.request.self_play), workers);
  const SpiralReport report = watched_spirals(question, results, strategies, Detail::full, workers);
  const std::vector<std::string> sentences = verdict(question, report);
  const auto json = [&] {
    Json document = spirals_json(question, paths, report, sentences);
    document["command"] = command_line("spirals", replay);
    return document;
  };
  const std::string csv = breakers_csv(question, report);
  const std::vector<File> files{{"spirals.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"breakers.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    switch (wanted) {
      case Format::json:
        write_out(text(json()));
        break;
      case Format::csv:
        write_out(csv);
        break;
      case Format::table: {
        const Screen out = screen(STDOUT_FILENO);
        write_out(design_header(design, out.width) + engines_line(design, results, out.width) +
                  spirals_table(asked, question, report, out) + paragraph(sentences, out));
        break;
      }
    }
  });
  require_agreement(design, results);
  return 0;
}

}  // namespace detente::cli
