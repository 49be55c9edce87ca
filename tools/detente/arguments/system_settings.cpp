// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "arguments/system_settings.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "arguments/settings.hpp"

namespace detente::cli {
namespace {

constexpr double kMostCost = 1e9;
constexpr std::int64_t kLongestHorizon = 1'000'000;
constexpr std::int64_t kUsualHorizon = 20;
constexpr std::int64_t kLongestTrace = 10'000'000;  // rounds of fronts; each is kept in memory

/// `NAME=VALUE`, split at the last `=` that is not part of the value.
OfState of_state(const Arguments& arguments, std::string_view key, bool at_first) {
  OfState all;
  for (const Setting& setting : arguments.all(key)) {
    const std::size_t equals = at_first ? setting.value.find('=') : setting.value.rfind('=');
    if (equals == std::string::npos)
      throw Error(fmt::format("{} is '{}'; it must be {}", setting.where, setting.value, option(key).argument));
    std::pair<std::string, std::string> one{trimmed(setting.value.substr(0, equals)),
                                            trimmed(setting.value.substr(equals + 1))};
    for (const auto& [name, value] : all)
      if (name == one.first) throw Error(fmt::format("{} is given twice for '{}'; give it once", setting.where, name));
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

SystemRequest system_request(const Arguments& arguments) {
  SystemRequest asked;
  Arguments shared = arguments;
  std::string start = "peace";
  for (Setting& setting : shared.settings)
    if (setting.key == "start") {  // a crisis on one front, which other commands do not know
      start = setting.value;
      const std::size_t front = setting.value.starts_with("crisis:") ? setting.value.find(':', 7) : std::string::npos;
      setting.value = setting.value.substr(0, front);
    }
  if (const Setting* const given = arguments.find("engine")) choice(*given, {"auto", "exact", "tables", "objects"});
  asked.base = request(shared, kUsualMisperception);
  asked.base.start = start;
  for (const Setting& setting : arguments.all("state")) asked.states.push_back(setting.value);
  const auto text = [&](std::string_view key, std::string& into) {
    if (const Setting* const given = arguments.find(key)) into = trimmed(given->value);
  };
  text("fronts", asked.fronts);
  text("pledges", asked.pledges);
  text("alliances", asked.alliances);
  text("war", asked.war);
  for (const Setting& setting : arguments.all("institution"))
    if (setting.value != "none") asked.institutions.push_back(setting.value);
  if (const Setting* const given = arguments.find("ambiguity")) asked.ambiguity = number(*given, 0, 1);
  if (const Setting* const given = arguments.find("pace")) asked.pace = number(*given, 0, 1);
  if (const Setting* const given = arguments.find("upkeep")) asked.upkeep = number(*given, 0, kMostCost);
  if (const Setting* const given = arguments.find("pledge-cost")) asked.pledge_cost = number(*given, 0, kMostCost);
  asked.strength_of = of_state(arguments, "strength-of", true);
  asked.means_of = of_state(arguments, "means-of", true);
  asked.deterrent_of = of_state(arguments, "deterrent-of", true);
  asked.game_of = of_state(arguments, "game-of", true);
  return asked;
}

namespace {

/// "plan.ini, line 4: ", for a setting of a file.
std::string line_of(const Setting& setting) {
  const std::size_t line = setting.where.find(", line ");
  return line == std::string::npos ? "" : setting.where.substr(0, setting.where.find(": ", line) + 2);
}

}  // namespace

SystemDesign system_of(const Arguments& arguments, const Known& known) {
  const auto refusal_of = [&](const Arguments& asked) -> std::string {
    try {
      make_system(system_request(asked), known.strategies, known.alignments);
      return "";
    } catch (const Error& refusal) {
      return refusal.what();
    }
  };
  try {
    return make_system(system_request(arguments), known.strategies, known.alignments);
  } catch (const Error& refusal) {
    const std::string sentence = refusal.what();
    if (sentence.find(", line ") != std::string::npos) throw;
    // It is the fault of the last line without which there is none, or else of the last without which there is another.
    std::string changed;
    for (std::size_t i = arguments.settings.size(); i-- > 0;) {
      const std::string line = line_of(arguments.settings[i]);
      if (line.empty()) continue;
      Arguments without = arguments;
      without.settings.erase(without.settings.begin() + static_cast<std::ptrdiff_t>(i));
      const std::string other = refusal_of(without);
      if (other.empty()) throw Error(line + sentence);
      if (changed.empty() && other != sentence) changed = line;
    }
    throw Error(changed + sentence);
  }
}

std::string in_its_line(const std::string& refusal, const Arguments& arguments) {
  const Setting* const setting = arguments.find(refusal.substr(0, refusal.find_first_of(": ")));
  return setting == nullptr ? refusal : line_of(*setting) + refusal;
}

std::optional<SystemContest> system_contest(const Arguments& arguments, const Registry& registry) {
  const Setting* const state = arguments.find("contest");
  if (state == nullptr) {
    for (const std::string_view key : {"strategies", "field", "baseline", "aggressor"})
      if (const Setting* const given = arguments.find(key))
        throw Error(fmt::format("{} is about the candidates of --contest; give --contest STATE too", given->where));
    return std::nullopt;
  }
  SystemContest contest{.state = std::string(trimmed(state->value)), .candidates = {}};
  if (const Setting* const given = arguments.find("strategies")) {
    contest.candidates = entrants(given->value);
    if (contest.candidates.empty()) throw Error(fmt::format("{} names no candidate", given->where));
  } else {
    const Setting* const field = arguments.find("field");
    contest.candidates = entrants(find_field(field == nullptr ? "security" : field->value, registry).strategies);
  }
  if (const Setting* const given = arguments.find("baseline")) contest.baseline = trimmed(given->value);
  if (const Setting* const given = arguments.find("aggressor")) contest.aggressor = trimmed(given->value);
  return contest;
}

std::optional<Misreading> system_impulse(const Arguments& arguments) {
  const Setting* const given = arguments.find("impulse");
  const Setting* const horizon = arguments.find("horizon");
  if (given == nullptr) {
    if (horizon != nullptr && !arguments.has_flag("contagion"))
      throw Error(fmt::format("{} is about --impulse and --contagion; give one of them too", horizon->where));
    return std::nullopt;
  }
  const std::vector<std::string> parts = split(given->value, ',');
  const auto round = parts.size() == 3 ? read_whole(parts[2]) : std::nullopt;
  if (!round || *round < 1)
    throw Error(
        fmt::format("{} is '{}'; it must be A,B,ROUND: A misreads B in that round", given->where, given->value));
  Misreading impulse{.by = parts[0], .of = parts[1], .round = *round};
  if (horizon != nullptr) impulse.horizon = whole(*horizon, 1, kLongestHorizon);
  return impulse;
}

bool system_flag(const Arguments& arguments, std::string_view key) {
  const Setting* const flag = arguments.find(key);
  if (flag == nullptr || !yes(*flag)) return false;
  for (const std::string_view other : {"contest", "impulse"})
    if (arguments.find(other) != nullptr)
      throw Error(fmt::format("{} and --{} exclude each other; give one of them", flag->where, other));
  return true;
}

std::optional<std::int64_t> system_silence(const Arguments& arguments) {
  if (!system_flag(arguments, "contagion")) return std::nullopt;
  const Setting* const horizon = arguments.find("horizon");
  return horizon == nullptr ? kUsualHorizon : whole(*horizon, 1, kLongestHorizon);
}

std::optional<std::uint64_t> system_trace_of(const Arguments& arguments, const SystemDesign& design) {
  const Setting* const repetition = arguments.find("repetition");
  if (!system_flag(arguments, "trace")) {
    if (repetition != nullptr)
      throw Error(fmt::format("{} selects the repetition that --trace shows; give --trace too", repetition->where));
    return std::nullopt;
  }
  const Request& asked = design.request.base;
  if (asked.endless)
    throw Error("--trace shows every round, which is not possible with infinite rounds; give a number of rounds");
  const auto fronts = static_cast<std::int64_t>(std::max<std::size_t>(design.system.fronts.size(), 1));
  if (!asked.continuation && asked.rounds > kLongestTrace / fronts)
    throw Error(fmt::format("--trace keeps every round in memory and takes up to {} rounds of {} fronts, not {}",
                            kLongestTrace / fronts, fronts, asked.rounds));
  return repetition == nullptr ? 0 : static_cast<std::uint64_t>(whole(*repetition, 0, asked.repetitions - 1));
}

}  // namespace detente::cli
