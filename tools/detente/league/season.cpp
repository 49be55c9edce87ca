// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "league/season.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/store/store.hpp>
#include <detente/version.hpp>

#include "arguments/programs.hpp"
#include "arguments/settings.hpp"
#include "files/held_folder.hpp"
#include "files/scratch_folder.hpp"
#include "files/sha256.hpp"
#include "json/json_reader.hpp"
#include "league/candidates.hpp"
#include "league/league_folder.hpp"
#include "league/league_json.hpp"
#include "league/league_text.hpp"
#include "league/round_process.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostSteps = 1'000'000'000'000;
constexpr std::int64_t kMostMemory = 1024;  // MiB

GuestLimits limits_of(const Arguments& arguments) {
  GuestLimits limits{.steps = kLeagueSteps};
  if (const Setting* const given = arguments.find("steps")) limits.steps = whole(*given, 1000, kMostSteps);
  if (const Setting* const given = arguments.find("memory")) limits.memory = whole(*given, 1, kMostMemory);
  limits.mean = limits.steps / kMeanPart;
  return limits;
}

/// Throws for options that no round can be played with, before anything is compiled.
void require_options(const Arguments& arguments) {
  const Registry registry = Registry::built_in();
  const Design design = make_design(request(arguments, kUsualMisperception), registry);
  if (asks_about_spirals(arguments)) make_spiral_design(spiral_request(arguments), design, registry);
  format(arguments);
  threads(arguments);
}

/// All that decides what comes out.
std::string key_of(const RoundOrder& order, const std::vector<Entry>& entries, const std::string& field) {
  std::vector<std::string> parts;
  for (const Setting& setting : order.arguments.settings)
    if (std::find(kUnimportant.begin(), kUnimportant.end(), setting.key) == kUnimportant.end())
      parts.push_back(setting.key + '=' + (setting.key == "field" ? order.field : setting.value));
  std::sort(parts.begin(), parts.end());
  std::string text = fmt::format("{} {} {}\n{}\n", kVersion, kResultsVersion, order.title, field);
  for (const std::string& part : parts) text += part + '\n';
  for (const Entry& entry : entries) text += fmt::format("{}\n{}\n", entry.name, entry.hash);
  return sha256(text);
}

/// A field from a file is kept with the league, where the process that plays can read it. Its text.
std::string keep_field(Arguments& arguments, const fs::path& output) {
  for (Setting& setting : arguments.settings) {
    if (setting.key != "field" || !setting.value.ends_with(".ini")) continue;
    std::string text = text_in(setting.value);
    const fs::path kept = output / "field.ini";
    if (text_in(kept) != text) std::ofstream(kept, std::ios::binary) << text;
    setting.value = kept.string();
    return text;
  }
  return "";
}

void print(const Json& league, const Arguments& arguments, const fs::path& output) {
  const Format wanted = format(arguments);
  const fs::path shown = output.lexically_proximate(fs::current_path());
  write_out(wanted == Format::json  ? text(league)
            : wanted == Format::csv ? text_in(output / "standings.csv")
                                    : league_text(league, shown.string(), terminal(STDOUT_FILENO)));
}

/// Plays it, without those that end the process that plays, one after the other.
int played(RoundOrder& order, const fs::path& scratch) {
  for (std::size_t tries = 0; tries <= order.candidates.size() + 1; ++tries) {
    const RoundEnd end = round_played(order, scratch);
    if (end.status == 0) return 0;
    if (end.is_unclear && !order.checks_alone) {
      order.checks_alone = true;
      continue;
    }
    if (end.culprits.empty()) return end.status;
    Checks checks(order.output / "checks.json");
    for (const std::string& file : end.culprits) {
      tell(fmt::format("'{}' is quarantined, and the round is played without it: {}", file, end.how));
      for (const Candidate& candidate : order.candidates)
        if (candidate.entry.name == file)
          checks.keep(candidate.code, {.why = "it ended the process that played it: " + end.how});
    }
    checks.write();
  }
  return 1;
}

}  // namespace

LeaguePlaces league_places(const Arguments& arguments) {
  const std::string& given = arguments.positional.front();
  if (given.empty()) throw Error("the name of the league's folder is empty");
  const fs::path folder = fs::absolute(given).lexically_normal();
  const Setting* const output = arguments.find("output");
  if (output != nullptr && output->value.empty()) throw Error(output->where + " needs a folder");
  std::error_code error;
  if (!fs::exists(folder, error)) throw Error(fmt::format("there is no folder '{}'", given));
  if (!fs::is_directory(folder, error)) throw Error(fmt::format("'{}' is not a folder", given));
  return {folder, output == nullptr ? folder / "league" : fs::absolute(output->value).lexically_normal()};
}

int play_season(const Arguments& arguments) {
  const auto [folder, output] = league_places(arguments);
  std::vector<Entry> all = entries(folder, output);
  require_options(arguments);
  const GuestLimits limits = limits_of(arguments);
  make_league_folder(output);
  const HeldFolder held(output);
  finish_round(output);

  std::error_code error;
  const fs::path named = folder.filename().empty() ? folder.parent_path() : folder;
  RoundOrder order{.arguments = arguments,
                   .output = output,
                   .title = harmless(fs::weakly_canonical(named, error).filename().string()),
                   .field = "security",
                   .key = {},
                   .limits = limits,
                   .candidates = {}};
  if (const Setting* const given = arguments.find("field"))
    order.field = harmless(fs::path(given->value).filename().string());
  const std::string field = keep_field(order.arguments, output);
  order.key = key_of(order, all, field);
  order.arguments.settings.push_back({"store", (output / "store.db").string(), "--store"});

  const fs::path file = output / "league.json";
  if (fs::exists(file, error)) {
    const Document last = read_json(file.string(), text_in(file));
    if (last.json.value("format", "") != "detente-league-1")
      throw Error(fmt::format("'{}' is no league of this version; name another folder with --output", file.string()));
    if (last.json.value("key", "") == order.key) {
      write_error(fmt::format("Nothing changed since round {}.\n", last.json.at("round").get<int>()));
      print(last.json, arguments, output);
      return 0;
    }
  }
  const ScratchFolder scratch;
  Checks checks(output / "checks.json");
  order.candidates = candidates(std::move(all), order.limits, program_manner(arguments), scratch.path(), checks);
  if (const int status = played(order, scratch.path()); status != 0) return status;
  finish_round(output);
  print(read_json(file.string(), text_in(file)).json, arguments, output);
  return 0;
}

}  // namespace detente::cli
