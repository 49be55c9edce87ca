// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>

#include <detente/error.hpp>
#include <detente/spirals/verdict.hpp>

#include "arguments/command_line.hpp"
#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "arguments/stores.hpp"
#include "arguments/submissions.hpp"
#include "files/output.hpp"
#include "hosting/memory_available.hpp"
#include "json/spirals_json.hpp"
#include "page/page.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "text/answer_text.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"
#include "text/forfeits.hpp"
#include "text/spirals_text.hpp"

namespace detente::cli {

int spirals(const Arguments& arguments) {
  const Format wanted = document_format(arguments);
  const int workers = threads(arguments);
  const bool has_library = asks_library(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  const Design entered = make_design(with_submissions(request(arguments, kUsualMisperception), arguments), strategies);
  const SpiralRequest asked = spiral_request(arguments);
  SpiralDesign question = make_spiral_design(asked, entered, strategies);

  Stores stores(arguments, strategies);
  require_memory(entered, !stores.empty());
  if (stores.plays_part()) {
    play_part(stores, entered, workers);
    return 0;
  }

  std::optional<OutputFolder> folder;
  const std::string replay =
      design_ini(entered, paths, "spirals") + spirals_ini(asked, question) + settings_ini(arguments);
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value,
                   std::vector<std::string>{"spirals.json", "breakers.csv", "design.ini", std::string(kReportName)});

  Played played = watched_field(entered, workers, told_known(stores, entered, workers));
  const bool is_told = folder || wanted != Format::csv;  // more than one line for each strategy
  SpiralReport report;
  const Inquest inquest = ask_without_failures(played, [&](const Played& others) {
    question = make_spiral_design(asked, others.design, strategies);
    question.known = stores.trials();
    report = watched_spirals(question, others.results, strategies, Detail::full, workers);
    if (has_library) report.library = watched_library(question, strategies, workers);
  });
  if (!inquest.obstacle.empty()) throw RunFailure(inquest.obstacle);
  played = without(played, inquest.forfeits);
  const Design& design = played.design;
  const Results& results = played.results;
  std::vector<std::string> sentences;
  if (is_told) {
    sentences = verdict(question, report);
    for (const std::string& remark : remarks(question, report)) sentences.push_back(remark);
  }
  const auto json = [&] {
    Json document = spirals_json(question, paths, report, sentences);
    if (const auto out = left_out(played.design); !out.empty()) document["left_out"] = forfeits_json(out);
    document["command"] = command_line("spirals", replay);
    return document;
  };
  const std::string csv = breakers_csv(question, report);
  const std::vector<File> files{{"spirals.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"breakers.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  const auto table = [&] {
    const Terminal out = terminal(STDOUT_FILENO);
    return question_line(out) + design_line(design, out.width) + answer_text(question, report, out) + '\n' +
           spirals_table(asked, question, report, out) + '\n' + engines_line(design, results, out.width) +
           coverage_line(design, report.coverage, out.width);
  };
  deliver(folder, files, [&] {
    write_out(document(wanted, {.table = table,
                                .csv = [&] { return csv; },
                                .json = [&] { return text(json()); },
                                .markdown = [&] { return answer_document(question, report, Markup::markdown); },
                                .latex = [&] { return answer_document(question, report, Markup::latex); }}));
  });
  tell(design.forfeits, "it is left out of the results");
  require_agreement(design, results);
  return has_submissions(arguments) || design.forfeits.empty() ? 0 : 1;
}

}  // namespace detente::cli
