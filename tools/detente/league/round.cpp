// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/round.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>

#include "arguments/commands.hpp"
#include "arguments/programs.hpp"
#include "arguments/settings.hpp"
#include "arguments/stores.hpp"
#include "files/compiler.hpp"
#include "hosting/last_words.hpp"
#include "hosting/memory_available.hpp"
#include "hosting/watchdog.hpp"
#include "json/json_reader.hpp"
#include "json/pairs_json.hpp"
#include "league/admission.hpp"
#include "league/entered_programs.hpp"
#include "league/feedback.hpp"
#include "league/index_page.hpp"
#include "league/league_folder.hpp"
#include "league/league_json.hpp"
#include "results/finding.hpp"
#include "submissions/build.hpp"
#include "submissions/confine.hpp"
#include "terminal/progress.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTraced = 36;

/// The last round; null where there is none.
Document before(const fs::path& folder) {
  const fs::path file = folder / "league.json";
  const std::string text = text_in(file);
  return text.empty() ? Document() : read_json(file.string(), text);
}

std::string results_text(const Json& json, const Played& played, int workers) {
  std::string text;
  write_tournament(json, played.design, played.results, workers, [&](std::string_view piece) { text += piece; });
  return text;
}

std::string command_of(const RoundOrder& order) {
  std::vector<std::string> words{"detente", "league", order.title};
  for (const Setting& setting : order.arguments.settings)
    if (std::find(kUnimportant.begin(), kUnimportant.end(), setting.key) == kUnimportant.end())
      words.insert(words.end(), {"--" + setting.key, setting.key == "field" ? order.field : setting.value});
  return typed(words);
}

/// Who failed at play is told as its own file, and plays no more.
void leave_out(const std::vector<Forfeit>& forfeits, const RoundOrder& order, Admission& admission) {
  for (const Forfeit& forfeit : forfeits) {
    const auto owner = admission.owners.find(forfeit.strategy);
    if (owner == admission.owners.end()) continue;
    for (std::size_t i = 0; i < order.candidates.size(); ++i)
      if (order.candidates[i].entry.name == owner->second.file && admission.why[i].empty())
        admission.why[i] = forfeit.why;
  }
}

}  // namespace

int league_round(const std::string& file) {
  RoundOrder order = RoundOrder::read(text_in(file));
  also_tell_last_words(kTellDescriptor);
  const int workers = threads(order.arguments);
  const Document last = before(order.output);
  for (Candidate& candidate : order.candidates)
    if (candidate.entry.kind == EntryKind::automaton) candidate.entry.contents = text_in(candidate.file);
  Checks checks(order.output / "checks.json");
  // First, since a process that is confined starts no other.
  const auto programs = running_programs(order, program_manner(order.arguments), checks);
  if (const std::string caution = confine({order.output}, submission_cache()); !caution.empty()) tell(caution);
  const Watchdog watchdog(patience(command("league"), order.arguments));  // a thread, which comes after the wall

  Registry registry = Registry::built_in();
  Request request = cli::request(order.arguments, kUsualMisperception);
  request.forfeits = true;
  Request alone = request;
  alone.strategies = "tit-for-tat";
  Admission admission = admitted(order, alone, programs, workers, checks, registry);
  request.also = admission.entrants;
  const Design design = make_design(request, registry);
  Stores stores(order.arguments, registry);
  require_memory(design, true);
  const Played played = watched_field(design, workers, told_known(stores, design, workers));
  leave_out(played.design.forfeits, order, admission);
  const Finding finding = found(order.arguments, played, registry, true, false, workers, stores.trials());

  Json results = results_json(played.design, {}, played.results, finding);
  add_folder_json(results, played.design, played.results, finding, registry, command_of(order), kTraced);
  const Round round{order, admission, checks, played, finding};
  const Json league = league_json(round, last.json);
  std::vector<std::pair<std::string, std::string>> files{
      {"league.json", text(league)},
      {"standings.csv", league_csv(league.at("standings"))},
      {fmt::format("history/{}.csv", league.at("round").get<int>()), league_csv(league.at("standings"))},
      {"results.json", results_text(results, played, workers)},
      {"index.html", index_page(league)},
      {"checks.json", checks.text(codes(order))}};
  for (auto& page : feedback(round, league, last.json)) files.push_back(std::move(page));
  prepare_round(order.output, files, gone(league, last.json));
  return 0;
}

}  // namespace detente::cli
