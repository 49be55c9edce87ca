// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/verdict.hpp>

#include "cards.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "design_text.hpp"
#include "engines_text.hpp"
#include "output.hpp"
#include "page.hpp"
#include "pairs_csv.hpp"
#include "pairs_json.hpp"
#include "progress.hpp"
#include "results_json.hpp"
#include "results_text.hpp"
#include "screen.hpp"
#include "settings.hpp"
#include "spirals_json.hpp"
#include "spirals_text.hpp"
#include "stretches.hpp"
#include "traces.hpp"

namespace detente::cli {
namespace {

/// Who breaks spirals takes longer to find out than all matches together: in a larger field it has to be asked for.
constexpr std::size_t kMostJudged = 64;  // entrants

/// Who broke spirals at what price, or why that cannot be told.
struct Answer {
  std::optional<SpiralDesign> question;
  SpiralReport report;
  std::vector<std::string> verdict;

  /// What nobody asked for in so many words may be left out.
  void leave_out(const Error& why) {
    question.reset();
    report = {};
    verdict = {fmt::format("No verdict on spirals: {}.", why.what())};
  }
};

Answer asked(const Arguments& arguments, const Design& design, const Roster& strategies) {
  Answer answer;
  if (design.entrants.size() > kMostJudged && !asks_about_spirals(arguments)) {
    answer.leave_out(
        Error(fmt::format("with more than {} entrants it takes minutes; 'detente spirals' tries", kMostJudged)));
    return answer;
  }
  try {
    answer.question = make_spiral_design(spiral_request(arguments), design, strategies);
  } catch (const Error& refusal) {
    if (asks_about_spirals(arguments)) throw;
    answer.leave_out(refusal);
  }
  return answer;
}

void find(Answer& answer, const Arguments& arguments, const Results& results, const Roster& strategies, int workers) {
  if (!answer.question) return;
  try {
    answer.report = watched_spirals(*answer.question, results, strategies, Detail::verdict, workers);
    answer.verdict = verdict(*answer.question, answer.report);
  } catch (const Error& refusal) {
    if (asks_about_spirals(arguments)) throw;
    answer.leave_out(refusal);
  }
}

Json results_json(const Design& design, const std::vector<std::string>& modules, const Results& results,
                  const Answer& answer) {
  Json json = tournament_json(design, modules, results);
  json["verdict"] = answer.verdict;
  json["breakers"] = answer.question ? breakers_json(*answer.question, answer.report) : Json::array();
  return json;
}

Json with_pairs(Json json, const Design& design, const Results& results) {
  const PairsJson pairs(design);
  for (const PairResult& pair : results.pairs) json["pairs"].push_back(pairs.document(pair));
  return json;
}

std::string results_table(const Design& design, const Results& results, const Answer& answer) {
  const Screen out = screen(STDOUT_FILENO);
  const std::string stretches = stretches_line(design, results.pairs, out.width);
  return standings_table(design, results, out) + (stretches.empty() ? "" : '\n' + stretches) +
         (answer.question ? breakers_table(*answer.question, answer.report, out) : "") + paragraph(answer.verdict, out);
}

}  // namespace

int run(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Roster strategies = roster(arguments);
  const Design design = make_design(request(arguments, 0.05), strategies);
  Answer answer = asked(arguments, design, strategies);
  const std::size_t traced = traced_pairs(arguments, design);

  std::optional<OutputFolder> folder;
  const std::string replay = design_ini(design, paths, "run") +
                             (answer.question ? spirals_ini(spiral_request(arguments), *answer.question) : "") +
                             (arguments.find("traces") ? fmt::format("traces = {}\n", traced) : "");
  const bool has_page = design.entrants.size() <= kMostOnPage;
  std::vector<std::string> names{"results.json", "standings.csv", "pairs.csv", "design.ini"};
  if (has_page) names.emplace_back(kReportName);
  if (const Setting* const output = arguments.find("output")) folder.emplace(output->value, names);

  const Results results = watched_play(design, round_robin(design.entrants.size(), design.request.self_play), workers);
  find(answer, arguments, results, strategies, workers);
  Json json;
  if (folder || wanted == Format::json) {
    json = results_json(design, paths, results, answer);
    json["command"] = command_line("run", replay);
    json["entrants"] = cards_json(design, strategies);
    if (answer.question) {
      json["recovery"] = peace_json(*answer.question, watched_peace(*answer.question, workers));
      json["broke"] = credits_json(*answer.question, watched_credits(*answer.question, workers));
    }
    json["traces"] = traces_json(design, results, traced);
  }
  const std::string csv = standings_csv(design, results);
  const auto write_json = [&](const Sink& sink) { write_tournament(json, design, results, workers, sink); };
  std::vector<File> files{{"results.json", write_json},
                          {"standings.csv", csv},
                          {"pairs.csv", [&](const Sink& sink) { write_pairs_csv(design, results, workers, sink); }},
                          {"design.ini", replay}};
  if (has_page)
    files.emplace_back(std::string(kReportName),
                       [&](const Sink& sink) { sink(page(with_pairs(json, design, results))); });
  deliver(folder, files, [&] {
    if (wanted == Format::json)
      write_json(write_out);
    else
      write_out(wanted == Format::csv ? csv : results_table(design, results, answer));
  });
  if (folder && !has_page)
    fmt::print(stderr, "No {}: a page of more than {} entrants would be too heavy to open.\n", kReportName,
               kMostOnPage);
  require_agreement(design, results);
  return 0;
}

}  // namespace detente::cli
