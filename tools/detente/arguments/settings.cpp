// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/settings.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include <fmt/core.h>
#include <detente/design/other_noise.hpp>
#include <detente/design/schedule.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/stores.hpp"
#include "arguments/submissions.hpp"
#include "arguments/workers.hpp"
#include "files/compiler.hpp"
#include "files/scratch_folder.hpp"

namespace detente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kBillion = 1'000'000'000;
constexpr std::int64_t kGreatestSeed = (std::int64_t{1} << 53) - 1;
constexpr std::string_view kUsualPatience = "60";  // seconds
constexpr int kMostThreads = 1024;
constexpr double kMostPatience = 1e6;  // seconds
constexpr int kLongestCalm = 100;
constexpr int kOldest = 1000;
constexpr int kLongestCrisis = 1000;
constexpr int kFurthest = 10'000;
constexpr std::array<std::string_view, 7> kSpiralOptions{"baseline", "seekers",       "aggressors", "durable",
                                                         "horizon",  "crisis-rounds", "burst"};

[[noreturn]] void refuse(const Setting& setting, std::string_view takes) {
  throw Error(fmt::format("{} takes {}, not '{}'", setting.where, takes, setting.value));
}

/// `NAME=U/V`, split at the last '='.
std::pair<std::string, Rates> rates_of(const Setting& setting) {
  const std::size_t at = setting.value.rfind('=');
  if (at == std::string::npos || trimmed(setting.value.substr(0, at)).empty())
    refuse(setting, "an entrant and its probabilities, as NAME=U or NAME=U/V");
  return {std::string(trimmed(setting.value.substr(0, at))), rates(setting, setting.value.substr(at + 1))};
}

std::vector<std::pair<std::string, Rates>> all_rates(const Arguments& arguments, std::string_view key) {
  std::vector<std::pair<std::string, Rates>> list;
  for (const Setting& setting : arguments.all(key)) {
    auto next = rates_of(setting);
    if (std::any_of(list.begin(), list.end(), [&](const auto& known) { return known.first == next.first; }))
      throw Error(fmt::format("{} gives rates for '{}' twice; give them once", setting.where, next.first));
    list.push_back(std::move(next));
  }
  return list;
}

const Setting& not_empty(const Setting& setting) {
  if (trimmed(setting.value).empty())
    throw Error(fmt::format("{} needs a value: {}", setting.where, option(setting.key).argument));
  return setting;
}

void set_who(const Arguments& arguments, Request& request) {
  if (const Setting* const given = arguments.find("strategies")) request.strategies = not_empty(*given).value;
  if (const Setting* const given = arguments.find("field")) request.field = not_empty(*given).value;
  if (const Setting* const given = arguments.find("self-play")) request.self_play = yes(*given);
}

void set_rounds(const Setting& setting, Request& request) {
  request.endless = setting.value == "infinite";
  if (request.endless) return;
  const auto value = read_whole(setting.value);
  if (!value || *value < 1 || *value > kBillion)
    refuse(setting, fmt::format("a whole number from 1 to {}, or infinite", kBillion));
  request.rounds = *value;
}

double discount(const Setting& setting) {
  const auto value = read_number(setting.value);
  if (!value || !(*value >= 0 && *value < 1)) refuse(setting, "a number at least 0 and below 1");
  return *value;
}

void set_match(const Arguments& arguments, Request& request) {
  if (const Setting* const given = arguments.find("game")) request.game = not_empty(*given).value;
  if (const Setting* const given = arguments.find("rounds")) set_rounds(*given, request);
  if (const Setting* const given = arguments.find("continuation")) request.continuation = number(*given, 0, 0.999999);
  if (const Setting* const given = arguments.find("discount")) request.discount = discount(*given);
  if (const Setting* const given = arguments.find("start")) request.start = not_empty(*given).value;
  if (const Setting* const given = arguments.find("known-length")) request.known_length = yes(*given);
}

/// Ranges that depend on the game or on each other are checked with the design.
void set_episodes(const Arguments& arguments, Request& request) {
  if (const Setting* const given = arguments.find("peace-level"))
    request.peace_level = static_cast<int>(whole(*given, 0, kMaxLevels - 2));
  if (const Setting* const given = arguments.find("calm"))
    request.calm = static_cast<int>(whole(*given, 1, kLongestCalm));
  if (const Setting* const given = arguments.find("spiral"))
    request.ages.spiral = static_cast<int>(whole(*given, 1, kOldest));
  if (const Setting* const given = arguments.find("lock-in"))
    request.ages.lock_in = static_cast<int>(whole(*given, 1, kOldest));
}

/// `A-B`, or one number for both.
std::array<int, 2> crisis_rounds(const Setting& setting) {
  const std::size_t dash = setting.value.find('-', 1);
  const auto low = read_whole(trimmed(std::string_view(setting.value).substr(0, dash)));
  const auto high =
      dash == std::string::npos ? low : read_whole(trimmed(std::string_view(setting.value).substr(dash + 1)));
  if (!low || !high || *low < 1 || *low > *high || *high > kLongestCrisis)
    refuse(setting, fmt::format("A-B, the shortest and the longest crisis, from 1 to {} rounds", kLongestCrisis));
  return {static_cast<int>(*low), static_cast<int>(*high)};
}

void set_engine(const Arguments& arguments, Request& request) {
  if (const Setting* const given = arguments.find("engine"))
    request.engine = choice(*given, {"auto", "exact", "tables", "objects", "check"});
  if (const Setting* const given = arguments.find("kernel")) request.kernel = given->value;
  if (const Setting* const given = arguments.find("exact-limit")) request.exact_limit = whole(*given, 1, kMillion);
  if (const Setting* const given = arguments.find("repetitions")) request.repetitions = whole(*given, 1, kBillion);
  if (const Setting* const given = arguments.find("seed"))
    request.seed = static_cast<std::uint64_t>(whole(*given, 0, kGreatestSeed));
}

/// Rates for the whole match, or a schedule of them, which is read with the design.
std::optional<CommonRates> common_rates(const Arguments& arguments, std::string_view key) {
  const Setting* const given = arguments.find(key);
  if (given == nullptr) return std::nullopt;
  if (is_schedule(given->value)) return CommonRates{.schedule = given->value};
  return CommonRates{.rates = rates(*given, given->value)};
}

/// `NAME=MOTIVE`, split where a motive or a schedule of motives begins: both may hold '=' themselves.
std::pair<std::string, std::string> motive_of(const Setting& setting) {
  const std::string_view text = setting.value;
  for (std::size_t at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
    const std::string_view name = trimmed(text.substr(0, at));
    const std::string_view motive = trimmed(text.substr(at + 1));
    const bool is_corners =
        motive.find('=') == 1 && std::string_view("TRPStrps").find(motive[0]) != std::string_view::npos;
    if (!name.empty() && (motive == "security-seeker" || motive == "greedy" || is_corners || is_schedule(motive)))
      return {std::string(name), std::string(motive)};
  }
  refuse(setting,
         "an entrant and its motive, as NAME=security-seeker, NAME=greedy, NAME=T=..,R=..,P=..,S=.. or a "
         "schedule of them");
}

void set_noise(const Arguments& arguments, Request& request) {
  request = with_noise(std::move(request), {.tremble = common_rates(arguments, "tremble"),
                                            .misperception = common_rates(arguments, "misperception")});
  request.tremble_of = all_rates(arguments, "tremble-of");
  request.misperception_of = all_rates(arguments, "misperception-of");
  for (const Setting& setting : arguments.all("motive-of")) request.motive_of.push_back(motive_of(setting));
  if (const Setting* const given = arguments.find("signal-noise")) request.signal_noise = number(*given, 0, 1);
  if (const Setting* const given = arguments.find("monitoring"))
    request.monitoring = choice(*given, {"private", "public"});
}

/// The strategies of a source, which is compiled for them.
template <class Load>
void load_source(const std::string& path, Load load) {
  std::error_code error;
  if (fs::is_directory(path, error)) throw Error(fmt::format("'{}' is a folder, not a file", path));
  if (!fs::is_regular_file(path, error)) throw Error(fmt::format("there is no module '{}'", path));
  const ScratchFolder scratch;
  const fs::path module = scratch.path() / "strategy.so";
  compile_module(path, module);
  load(module, path);  // the file may go once it is loaded
}

}  // namespace

std::int64_t whole(const Setting& setting, std::int64_t low, std::int64_t high) {
  const auto value = read_whole(setting.value);
  if (!value || *value < low || *value > high) refuse(setting, fmt::format("a whole number from {} to {}", low, high));
  return *value;
}

double number(const Setting& setting, double low, double high) {
  const auto value = read_number(setting.value);
  if (!value || !(*value >= low && *value <= high)) refuse(setting, fmt::format("a number from {} to {}", low, high));
  return *value;
}

Rates rates(const Setting& setting, const std::string& text) {
  const auto read = read_rates(text);
  if (!read) refuse(setting, fmt::format("{}, probabilities from 0 to 1", option(setting.key).argument));
  return *read;
}

std::string choice(const Setting& setting, const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), setting.value) == allowed.end())
    refuse(setting, joined({allowed.begin(), allowed.end() - 1}) + " or " + allowed.back());
  return setting.value;
}

std::vector<std::string> entrants(const std::string& list) {
  std::vector<std::string> names;
  for (const std::string& piece : split(list, ',')) {
    const std::size_t equals = piece.find('=');
    const bool continues = !names.empty() && equals != std::string::npos && piece.find_first_of(":@") > equals;
    if (continues)
      names.back() += "," + piece;
    else
      names.push_back(piece);
  }
  return names;
}

bool yes(const Setting& setting) {
  return choice(setting, {"yes", "no"}) == "yes";
}

bool asks_library(const Arguments& arguments) {
  const Setting* const given = arguments.find("opponents");
  return given != nullptr && choice(*given, {"field", "library"}) == "library";
}

PairFiles pair_files(const Arguments& arguments) {
  const Setting* const given = arguments.find("pairs");
  if (given == nullptr) return {};
  PairFiles files{.json = false, .csv = false, .parquet = false};
  const std::vector<std::string> words = split(given->value, ',');
  if (words.empty()) choice(*given, {"json", "csv", "parquet", "none"});
  for (const std::string& word : words) {
    if (word == "none" && words.size() > 1)
      throw Error(fmt::format("{} is '{}', but must be none alone, or a list of json, csv and parquet", given->where,
                              given->value));
    choice({given->key, word, given->where}, {"json", "csv", "parquet", "none"});
    files.json = files.json || word == "json";
    files.csv = files.csv || word == "csv";
    files.parquet = files.parquet || word == "parquet";
  }
  return files;
}

std::string settings_ini(const Arguments& arguments) {
  std::string ini;
  for (const std::string_view key : {"show", "opponents", "pairs"})
    if (const Setting* const given = arguments.find(key)) ini += fmt::format("{} = {}\n", key, given->value);
  return ini + submissions_ini(arguments);
}

Format document_format(const Arguments& arguments) {
  const Setting* const given = arguments.find("format");
  if (given == nullptr) return Format::table;
  const std::string word = choice(*given, {"table", "csv", "json", "markdown", "latex"});
  return word == "markdown" ? Format::markdown : word == "latex" ? Format::latex : format(arguments);
}

Format format(const Arguments& arguments) {
  const Setting* const given = arguments.find("format");
  if (given == nullptr) return Format::table;
  const std::string word = choice(*given, {"table", "csv", "json"});
  return word == "csv" ? Format::csv : word == "json" ? Format::json : Format::table;
}

std::vector<std::string> modules(const Arguments& arguments) {
  std::vector<std::string> paths;
  for (const Setting& setting : arguments.all("module")) {
    std::error_code error;
    const std::string path = fs::weakly_canonical(fs::absolute(not_empty(setting).value), error).string();
    if (error) throw Error(fmt::format("{}: '{}' cannot be read: {}", setting.where, setting.value, error.message()));
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  }
  return paths;
}

namespace {

/// Loads all modules, those of sources compiled: `load` is given a file, and what to call it.
template <class Load>
void load_modules(const Arguments& arguments, Load load) {
  for (const std::string& path : modules(arguments)) {
    if (path.ends_with(".cpp"))
      load_source(path, load);
    else
      load(path, path);
  }
}

}  // namespace

Registry registry(const Arguments& arguments) {
  Registry registry = Registry::built_in();
  load_modules(arguments, [&](const fs::path& module, const std::string& origin) { registry.load(module, origin); });
  admit_submissions(arguments, registry);
  return registry;
}

Known known(const Arguments& arguments) {
  Known known{Registry::built_in(), Alignments::built_in()};
  load_modules(arguments, [&](const fs::path& module, const std::string& origin) {
    std::error_code error;
    if (fs::exists(module, error) && Alignments::are_in(module))
      known.alignments.load(module, origin);
    else
      known.strategies.load(module, origin);
  });
  admit_submissions(arguments, known.strategies);
  return known;
}

Request request(const Arguments& arguments, const Rates& misperception) {
  Request request;
  request.misperception = misperception;
  set_who(arguments, request);
  set_match(arguments, request);
  set_noise(arguments, request);
  set_engine(arguments, request);
  set_episodes(arguments, request);
  if (const Setting* const given = arguments.find("on-failure"))
    request.forfeits = choice(*given, {"stop", "forfeit"}) == "forfeit";
  return request;
}

SpiralRequest spiral_request(const Arguments& arguments) {
  SpiralRequest request;
  const auto set_rounds = [&](std::string_view key, int& value) {
    if (const Setting* const given = arguments.find(key)) value = static_cast<int>(whole(*given, 1, kFurthest));
  };
  if (const Setting* const given = arguments.find("baseline")) request.baseline = not_empty(*given).value;
  if (const Setting* const given = arguments.find("seekers")) request.seekers = not_empty(*given).value;
  if (const Setting* const given = arguments.find("aggressors")) request.aggressors = not_empty(*given).value;
  set_rounds("durable", request.trial.durable);
  set_rounds("horizon", request.trial.horizon);
  set_rounds("burst", request.trial.burst);
  if (const Setting* const given = arguments.find("crisis-rounds")) request.trial.crisis_rounds = crisis_rounds(*given);
  return request;
}

bool asks_about_spirals(const Arguments& arguments) {
  return std::any_of(kSpiralOptions.begin(), kSpiralOptions.end(),
                     [&](std::string_view key) { return arguments.find(key) != nullptr; });
}

int threads(const Arguments& arguments) {
  const Setting* const given = arguments.find("threads");
  return possible_workers(given != nullptr            ? static_cast<int>(whole(*given, 1, kMostThreads))
                          : communicator() != nullptr ? 1  // there are as many ranks as cores
                                                      : 0);
}

double patience(const Command& command, const Arguments& arguments) {
  if (std::find(command.options.begin(), command.options.end(), "patience") == command.options.end()) return 0;
  // Steps of submissions are counted, and the thread that watches would be outside of what confines them.
  if (has_submissions(arguments)) return 0;
  const Setting* const given = arguments.find("patience");
  return number(given == nullptr ? Setting{"patience", std::string(kUsualPatience), ""} : *given, 0, kMostPatience);
}

std::string text(const Rates& rates) {
  return rates.up == rates.down ? shortest(rates.up) : shortest(rates.up) + "/" + shortest(rates.down);
}

}  // namespace detente::cli
