// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/systems/play_system.hpp>
#include <detente/systems/system_contest.hpp>

#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "arguments/system_settings.hpp"
#include "files/output.hpp"
#include "hosting/watchdog.hpp"
#include "json/front_json.hpp"
#include "json/system_figures.hpp"
#include "json/system_json.hpp"
#include "page/page.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "text/system_ini.hpp"
#include "text/system_text.hpp"
#include "text/system_trace_text.hpp"

namespace detente::cli {

namespace {

struct Asked {
  SystemDesign design;
  SystemQuestion question;
};

/// Everything that may be wrong is told before anything is played.
Asked asked(const Arguments& arguments, const Known& all) {
  Asked asked{.design = system_of(arguments, all),
              .question = {.contest = system_contest(arguments, all.strategies), .impulse = system_impulse(arguments)}};
  SystemQuestion& question = asked.question;
  if (question.contest && question.impulse) throw Error("--contest and --impulse exclude each other; give one of them");
  question.repetition = system_trace_of(arguments, asked.design);
  question.asks_due = system_flag(arguments, "due-to");
  question.contagion = system_silence(arguments);
  if (asked.design.system.fronts.empty() && (question.contagion || question.repetition))
    throw Error(fmt::format("a single state has no front, so that there is nothing to follow; leave --{} out",
                            question.contagion ? "contagion" : "trace"));
  return asked;
}

std::vector<std::string> names_of_files(const SystemQuestion& question) {
  std::vector<std::string> names{"results.json", "design.ini", std::string(kReportName)};
  if (question.contest) {
    names.emplace_back("contest.csv");
  } else if (question.impulse) {
    names.emplace_back("contagion.csv");
  } else {
    for (const char* const name : {"states.csv", "fronts.csv", "system.csv"}) names.emplace_back(name);
  }
  return names;
}

}  // namespace

int system_of_states(const Arguments& arguments) {
  if (arguments.find("over") != nullptr) return sweep_system(arguments);
  if (const Setting* const credit = arguments.find("credit"))
    throw Error(fmt::format("{} is about keys of --over; give --over KEY=V1;V2 too", credit->where));
  const Format wanted = format(arguments);
  const Known all = known(arguments);
  const Asked ask = asked(arguments, all);
  const SystemDesign& design = ask.design;
  const SystemQuestion& question = ask.question;
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const std::string replay = system_ini(design.request, question, paths);
  std::optional<OutputFolder> folder;
  if (const Setting* const output = arguments.find("output")) folder.emplace(output->value, names_of_files(question));
  const Watchdog watchdog(patience(command("system"), arguments));
  SystemFindings findings;
  {
    Progress progress;
    const Watch watch{.progress = [&](double done) { progress.show(done); }, .stop = [] { return interrupted(); }};
    if (question.asks_due) findings.due = due_to(design, workers, watch);
    try {
      if (question.contest)
        findings.contest =
            play_contest(design.request, *question.contest, all.strategies, all.alignments, workers, watch);
      else if (question.impulse)
        findings.contagion = play_impulse(design, *question.impulse, workers, watch);
      else
        findings.results = play_system(design, workers, watch);
    } catch (const Error& refusal) {
      throw Error(in_its_line(refusal.what(), arguments));
    }
    if (findings.results && (folder || wanted == Format::json) && !design.system.rules.endless)
      findings.course = play_course(design, workers, {.progress = {}, .stop = watch.stop});
    if (question.repetition) findings.trace = trace_system(design, *question.repetition);
    if (question.contagion) findings.silent = silent_matrix(design, *question.contagion, workers, watch);
  }
  findings.asked_contest = question.contest;
  findings.asked_impulse = question.impulse;
  findings.silent_horizon = question.contagion.value_or(0);
  const auto results = [&] {
    Json found = system_json(design, findings, paths, replay);
    found["verdict"] = Json::array({answer_of(system_text(design, findings, {}))});
    return found;
  };
  const auto json = [&] { return text(results()); };
  std::vector<File> files{{"results.json", [&](const Sink& sink) { sink(json()); }},
                          {"design.ini", replay},
                          {std::string(kReportName), [&](const Sink& sink) { sink(page(results())); }}};
  if (findings.results) {
    files.emplace_back("states.csv", system_csv(design, findings));
    files.emplace_back("fronts.csv", fronts_csv(design, *findings.results));
    files.emplace_back("system.csv", figures_csv(design, *findings.results));
  } else {
    files.emplace_back(question.contest ? "contest.csv" : "contagion.csv", system_csv(design, findings));
  }
  deliver(folder, files, [&] {
    write_out(document(
        wanted,
        {.table = [&] { return system_text(design, findings, terminal(STDOUT_FILENO)); },
         .csv =
             [&] { return findings.trace ? system_trace_csv(design, *findings.trace) : system_csv(design, findings); },
         .json = json}));
  });
  return 0;
}

}  // namespace detente::cli
