// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <optional>
#include <string>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/version.hpp>

#include "arguments/command_line.hpp"
#include "arguments/commands.hpp"
#include "arguments/documents.hpp"
#include "arguments/settings.hpp"
#include "files/output.hpp"
#include "json/episodes.hpp"
#include "json/pairs_csv.hpp"
#include "json/pairs_json.hpp"
#include "json/results_json.hpp"
#include "json/stretches.hpp"
#include "json/traces.hpp"
#include "page/page.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"
#include "text/results_text.hpp"
#include "text/trace_text.hpp"

namespace detente::cli {
namespace {

constexpr std::int64_t kLongestTrace = 10'000'000;  // rounds; each is kept in memory

/// The pair: two operands, or the two entrants of --strategies.
Design pair_design(const Arguments& arguments, const Registry& strategies) {
  Request asked = request(arguments, {});
  const bool is_listed = arguments.find("strategies") != nullptr || arguments.find("field") != nullptr;
  if (arguments.positional.size() == 1 || (arguments.positional.empty() && !is_listed))
    throw Error("'detente match' needs two strategies; usage: detente match A B");
  if (!arguments.positional.empty()) {
    if (is_listed) throw Error("'detente match' takes its two strategies as A B or from --strategies, not from both");
    asked.strategies = arguments.positional[0] + "," + arguments.positional[1];
  }
  asked.self_play = true;  // without meaning for one pair
  Design design = make_design(asked, strategies);
  if (design.entrants.size() != 2)
    throw Error(fmt::format("'detente match' takes two strategies, not {}: {}", design.entrants.size(),
                            design.request.strategies));
  return design;
}

/// The repetition to show; absent without --trace.
std::optional<std::uint64_t> traced(const Arguments& arguments, const Design& design) {
  const Request& asked = design.request;
  const Setting* const flag = arguments.find("trace");
  const Setting* const repetition = arguments.find("repetition");
  if (flag == nullptr || !yes(*flag)) {
    if (repetition != nullptr)
      throw Error(fmt::format("{} selects the repetition that --trace shows; give --trace too", repetition->where));
    return std::nullopt;
  }
  if (asked.endless)
    throw Error("--trace shows every round, which is not possible with infinite rounds; give a number of rounds");
  if (!asked.continuation && asked.rounds > kLongestTrace)
    throw Error(fmt::format("--trace keeps every round in memory and takes up to {} rounds, not {}", kLongestTrace,
                            asked.rounds));
  check_traceable(design, "--trace");
  return repetition == nullptr ? 0 : static_cast<std::uint64_t>(whole(*repetition, 0, asked.repetitions - 1));
}

Json match_json(const Design& design, const std::vector<std::string>& modules, const PairResult& pair,
                const std::string& replay, const std::optional<std::uint64_t>& repetition, const Trace& rounds) {
  Json json{{"format", "detente-match-1"}, {"version", kVersion}, {"design", design_json(design, modules)}};
  json.update(PairsJson(design).document(pair));
  if (repetition) {
    json["repetition"] = *repetition;
    add_trace(json, rounds, design.game.levels);
  }
  json["command"] = command_line("match", replay);
  return json;
}

std::string match_table(const Design& design, const Results& results, const std::optional<std::uint64_t>& repetition,
                        const Trace& rounds) {
  const Terminal out = terminal(STDOUT_FILENO);
  const PairResult pair = results.pairs.front();
  std::string text = design_header(design, out.width) + engine_line(design, pair, out.width) + '\n' +
                     pair_table(design, pair, out) + '\n' + stretches_line(design, results.pairs, out.width) +
                     episodes_paragraph(design, pair, out.width) + check_paragraph(design, results, out.width);
  if (!repetition) return text;
  const std::size_t length = rounds.seats[0].done.size();
  text += fmt::format("\nRepetition {}, {} {}, seed {}:\n", *repetition, length, length == 1 ? "round" : "rounds",
                      design.request.seed);
  return text + trace_strips(rounds, {design.entrants[0].name, design.entrants[1].name}, design.game.levels, out);
}

}  // namespace

int match(const Arguments& arguments) {
  const Format wanted = format(arguments);
  const int workers = threads(arguments);
  const std::vector<std::string> paths = modules(arguments);
  const Registry strategies = registry(arguments);
  const Design design = pair_design(arguments, strategies);
  const std::optional<std::uint64_t> repetition = traced(arguments, design);

  std::optional<OutputFolder> folder;
  const std::string replay = design_ini(design, paths, "match", repetition);
  if (const Setting* const output = arguments.find("output"))
    folder.emplace(output->value,
                   std::vector<std::string>{"results.json", "pairs.csv", "design.ini", std::string(kReportName)});

  const Meeting meeting{0, 1};
  const Results results = watched_play(design, {meeting}, workers);
  const Trace rounds = repetition ? trace(design, meeting, *repetition) : Trace{};
  const auto json = [&] { return match_json(design, paths, results.pairs.front(), replay, repetition, rounds); };
  const std::string csv = pairs_csv(design, results);
  const std::vector<File> files{{"results.json", [&](const Sink& sink) { sink(text(json())); }},
                                {"pairs.csv", csv},
                                {"design.ini", replay},
                                {std::string(kReportName), [&](const Sink& sink) { sink(page(json())); }}};
  deliver(folder, files, [&] {
    write_out(document(wanted, {.table = [&] { return match_table(design, results, repetition, rounds); },
                                .csv = [&] { return repetition ? trace_csv(rounds, design.game.levels) : csv; },
                                .json = [&] { return text(json()); }}));
  });
  require_agreement(design, results);
  return 0;
}

}  // namespace detente::cli
