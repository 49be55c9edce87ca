// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/command_line.hpp"
#include "arguments/commands.hpp"
#include "arguments/settings.hpp"
#include "arguments/stores.hpp"
#include "arguments/submissions.hpp"
#include "files/output.hpp"
#include "hosting/memory_available.hpp"
#include "json/pairs_csv.hpp"
#include "json/pairs_json.hpp"
#include "json/pairs_parquet.hpp"
#include "json/results_json.hpp"
#include "json/stretches.hpp"
#include "json/traces.hpp"
#include "page/page.hpp"
#include "page/page_sample.hpp"
#include "results/finding.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "text/answer_text.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"
#include "text/forfeits.hpp"
#include "text/results_text.hpp"
#include "text/spirals_text.hpp"

namespace detente::cli {
namespace {

/// What the page shows; of a large field a sample.
Json on_page(Json json, const Design& design, const Results& results) {
  if (design.entrants.size() > kMostOnPage) {
    const PageSample sample = page_sample(json["standings"]);
    json = sampled_page(std::move(json), sample);
    json["pairs"] = sampled_pairs(sample, design, results);
    return json;
  }
  const PairsJson pairs(design);
  for (const PairResult& pair : results.pairs) json["pairs"].push_back(pairs.document(pair));
  return json;
}

/// What design.ini says of the question.
std::string question_ini(const Arguments& arguments, const Design& design, const Registry& strategies) {
  try {
    const Finding answer = asked(arguments, design, strategies);
    return answer.question ? spirals_ini(spiral_request(arguments), *answer.question) : "";
  } catch (const StrategyFailure&) {  // told when it is asked
    return "";
  }
}

/// What is computed and printed.
struct Show {
  bool standings = true;
  bool spirals = true;
};

Show shown(const Arguments& arguments) {
  const Setting* const given = arguments.find("show");
  if (given == nullptr) return {};
  const std::string what = choice(*given, {"standings", "spirals", "both"});
  return {.standings = what != "spirals", .spirals = what != "standings"};
}

Markup markup_of(Format wanted) {
  return wanted == Format::latex ? Markup::latex : Markup::markdown;
}

std::string results_document(const Design& design, const Results& results, const Finding& answer, const Show& show,
                             Markup markup) {
  std::string text;
  if (show.spirals && answer.question) text += answer_document(*answer.question, answer.report, markup);
  if (show.spirals && !answer.question) text += escaped(joined(answer.verdict, " "), markup) + "\n\n";
  return text + (show.standings ? standings_document(design, results, markup) : "");
}

std::string results_table(const Design& design, const Results& results, const Finding& answer, const Show& show) {
  const Terminal out = terminal(STDOUT_FILENO);
  const std::string stretches = stretches_line(design, results.pairs, out.width);
  std::string text = (show.spirals ? question_line(out) : "") + design_line(design, out.width);
  if (show.spirals)
    text += answer.question ? answer_text(*answer.question, answer.report, out) : paragraph(answer.verdict, out);
  if (show.standings) text += standings_table(design, results, out) + (stretches.empty() ? "" : '\n' + stretches);
  if (answer.question && !answer.notes.empty()) text += paragraph(answer.notes, out);
  return text + how_played(design, results, answer.report.coverage, out);
}

}  // namespace

int run(const Arguments& arguments) {
  const Format wanted = document_format(arguments);
  const Show show = shown(arguments);
  const bool has_library = asks_library(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  const Design entered = make_design(with_submissions(request(arguments, kUsualMisperception), arguments), strategies);
  Stores stores(arguments, strategies);
  require_memory(entered, !stores.empty());
  if (stores.plays_part()) {
    play_part(stores, entered, workers);
    return 0;
  }
  const std::size_t traced = traced_pairs(arguments, entered);

  std::optional<OutputFolder> folder;
  const std::string replay = design_ini(entered, paths, "run") + question_ini(arguments, entered, strategies) +
                             (arguments.find("traces") ? fmt::format("traces = {}\n", traced) : "") +
                             settings_ini(arguments);
  const PairFiles pairs = pair_files(arguments);
  std::vector<std::string> names{"results.json", "standings.csv", "breakers.csv", "design.ini",
                                 std::string(kReportName)};
  if (pairs.csv) names.emplace_back("pairs.csv");
  if (pairs.parquet) names.emplace_back("pairs.parquet");
  if (const Setting* const output = arguments.find("output")) folder.emplace(output->value, names);

  const bool has_json = folder || wanted == Format::json;
  const Played played = watched_field(entered, workers, told_known(stores, entered, workers));
  const Design& design = played.design;
  const Results& results = played.results;
  Finding answer;
  if (!show.spirals)
    answer.leave_out("--show standings leaves it out");
  else if (folder || wanted != Format::csv)
    answer = found(arguments, played, strategies, has_json, has_library, workers, stores.trials());
  else
    answer = asked(arguments, design, strategies);
  Json json;
  if (has_json) {
    json = results_json(design, paths, results, answer);
    add_folder_json(json, design, results, answer, strategies, command_line("run", replay), traced);
  }
  const std::string csv = standings_csv(design, results);
  const Results no_pairs{.standings = results.standings, .pairs = {}};
  const auto write_json = [&](const Sink& sink) {
    write_tournament(json, design, pairs.json ? results : no_pairs, workers, sink);
  };
  std::vector<File> files{{"results.json", write_json}, {"standings.csv", csv}, {"design.ini", replay}};
  if (pairs.csv)
    files.emplace_back("pairs.csv", [&](const Sink& sink) { write_pairs_csv(design, results, workers, sink); });
  if (pairs.parquet)
    files.emplace_back("pairs.parquet", [&](const Sink& sink) { write_pairs_parquet(design, results, sink); });
  if (answer.question) files.emplace_back("breakers.csv", breakers_csv(*answer.question, answer.report));
  files.emplace_back(std::string(kReportName), [&](const Sink& sink) { sink(page(on_page(json, design, results))); });
  deliver(folder, files, [&] {
    if (wanted == Format::json)
      write_json(write_out);
    else
      write_out(wanted == Format::csv     ? csv
                : wanted == Format::table ? results_table(design, results, answer, show)
                                          : results_document(design, results, answer, show, markup_of(wanted)));
  });
  tell(design.forfeits, "it is left out of the results");
  tell_left_out_of_verdict(answer.forfeits, design, answer.question.has_value(), "");
  require_agreement(design, results);
  return has_submissions(arguments) || (design.forfeits.empty() && answer.forfeits.empty()) ? 0 : 1;
}

}  // namespace detente::cli
