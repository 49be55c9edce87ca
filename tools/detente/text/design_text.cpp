// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/design_text.hpp"

#include <fmt/core.h>
#include <detente/design/schedule.hpp>
#include <detente/error.hpp>
#include <detente/text/text.hpp>
#include <detente/version.hpp>

#include "arguments/settings.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

const char* yes_or_no(bool is_so) {
  return is_so ? "yes" : "no";
}

std::string length(const Request& request) {
  if (request.continuation) return fmt::format("continuation {}", shortest(*request.continuation));
  if (request.endless) return "rounds infinite";
  return fmt::format("{} {}", request.rounds, request.rounds == 1 ? "round" : "rounds");
}

std::string own_rates(const char* what, const std::vector<std::pair<std::string, Rates>>& given) {
  std::string words;
  for (const auto& [name, rates] : given) words += fmt::format("; {} of {} {}", what, name, text(rates));
  return words;
}

/// A schedule in words: "0.2, from round 41 on 0.1"; or what holds throughout.
std::string told(const std::string& schedule, const std::string& throughout) {
  if (schedule.empty()) return throughout;
  std::vector<std::string> words;
  for (const Scheduled& piece : parse_schedule(schedule, "the schedule"))
    words.push_back(piece.first == 1 ? piece.value : fmt::format("from round {} on {}", piece.first, piece.value));
  return joined(words);
}

std::string tremble(const Request& asked) {
  return asked.tremble_schedule.empty() ? text(asked.tremble) : asked.tremble_schedule;
}
std::string misperception(const Request& asked) {
  return asked.misperception_schedule.empty() ? text(asked.misperception) : asked.misperception_schedule;
}

std::string game_line(const Game& game) {
  const Payoffs payoffs = game.payoffs();
  const std::string corner = fmt::format("T {} R {} P {} S {}", figure(payoffs.temptation()), figure(payoffs.reward()),
                                         figure(payoffs.punishment()), figure(payoffs.sucker()));
  const std::string kind = game_class(corners(payoffs));
  return game.levels == 2 ? fmt::format("Game {} ({}): {}", game.name, kind, corner)
                          : fmt::format("Game {} ({} levels, {}): {}", game.name, game.levels, kind, corner);
}

/// "misperception 0.05 up / 0.01 down"; nothing where there is none.
std::string both_rates(const char* what, const Rates& rates) {
  if (rates == Rates{}) return "";
  if (rates.up == rates.down) return fmt::format("{} {} both ways", what, shortest(rates.up));
  return fmt::format("{} {} up / {} down", what, shortest(rates.up), shortest(rates.down));
}

}  // namespace

std::string design_line(const Design& design, int width) {
  const Request& asked = design.request;
  if (is_schedule(asked.game) || !asked.tremble_schedule.empty() || !asked.misperception_schedule.empty() ||
      !asked.tremble_of.empty() || !asked.misperception_of.empty())
    return design_header(design, width);
  const Payoffs payoffs = design.game.payoffs();
  std::vector<std::string> parts{fmt::format(
      "{} ({}T {} R {} P {} S {})", design.game.name,
      design.game.levels == 2 ? "" : fmt::format("{} levels, ", design.game.levels), figure(payoffs.temptation()),
      figure(payoffs.reward()), figure(payoffs.punishment()), figure(payoffs.sucker()))};
  const std::string slips = both_rates("tremble", asked.tremble);
  const std::string misreads = both_rates("misperception", asked.misperception);
  for (const std::string& part :
       {slips, misreads, asked.signal_noise > 0 ? "signal noise " + shortest(asked.signal_noise) : std::string(),
        slips.empty() && misreads.empty() ? std::string("no errors") : std::string(),
        length(asked) + (asked.known_length ? " (known)" : ""),
        asked.discount ? "discount " + shortest(*asked.discount) : std::string(),
        asked.monitoring == "public" ? std::string("public monitoring") : std::string(),
        asked.start == "peace" ? std::string() : "start " + asked.start})
    if (!part.empty()) parts.push_back(part);
  return wrapped(joined(parts), static_cast<std::size_t>(width), 0) + '\n';
}

std::string module_lines(const std::vector<std::string>& modules) {
  std::string ini;
  for (const std::string& module : modules) {
    if (module.find_first_of("\n\r") != std::string::npos || module.find(" #") != std::string::npos ||
        module.find("\t#") != std::string::npos || trimmed(module) != module)
      throw Error(fmt::format("module '{}' has a name that cannot be written in an .ini file; rename it", module));
    ini += fmt::format("module = {}\n", module);
  }
  return ini;
}

std::string world_lines(const Request& asked, bool has_self_play) {
  std::string ini;
  const auto add = [&](const char* key, const std::string& value) { ini += fmt::format("{} = {}\n", key, value); };
  add("game", asked.game);
  if (asked.continuation)
    add("continuation", shortest(*asked.continuation));
  else
    add("rounds", asked.endless ? "infinite" : std::to_string(asked.rounds));
  if (asked.discount) add("discount", shortest(*asked.discount));
  add("repetitions", std::to_string(asked.repetitions));
  add("start", asked.start);
  add("known-length", yes_or_no(asked.known_length));
  if (has_self_play) add("self-play", yes_or_no(asked.self_play));
  add("tremble", tremble(asked));
  add("misperception", misperception(asked));
  for (const auto& [name, rates] : asked.tremble_of) add("tremble-of", name + "=" + text(rates));
  for (const auto& [name, rates] : asked.misperception_of) add("misperception-of", name + "=" + text(rates));
  for (const auto& [name, motive] : asked.motive_of) add("motive-of", name + "=" + motive);
  add("signal-noise", shortest(asked.signal_noise));
  add("monitoring", asked.monitoring);
  add("engine", asked.engine);
  add("exact-limit", std::to_string(asked.exact_limit));
  add("seed", std::to_string(asked.seed));
  const Request usual;
  if (asked.peace_level) add("peace-level", std::to_string(*asked.peace_level));
  if (asked.calm != usual.calm) add("calm", std::to_string(asked.calm));
  if (asked.ages.spiral != usual.ages.spiral) add("spiral", std::to_string(asked.ages.spiral));
  if (asked.ages.lock_in != usual.ages.lock_in) add("lock-in", std::to_string(asked.ages.lock_in));
  return ini;
}

std::string traced_lines(const std::optional<std::uint64_t>& repetition) {
  return repetition ? fmt::format("trace = yes\nrepetition = {}\n", *repetition) : "";
}

std::string design_ini(const Design& design, const std::vector<std::string>& modules, std::string_view command,
                       const std::optional<std::uint64_t>& traced) {
  const Request& asked = design.request;
  std::string ini = fmt::format("# détente {}; replay with: detente {} --config design.ini\n", kVersion, command);
  ini += module_lines(modules);
  std::vector<std::string> entrants{asked.strategies};
  for (const Forfeit& forfeit : design.forfeits) entrants.push_back(forfeit.strategy);
  ini += fmt::format("strategies = {}\n", joined(entrants, ",")) + world_lines(asked, true);
  if (asked.forfeits) ini += "on-failure = forfeit\n";
  return ini + traced_lines(traced);
}

std::string spirals_ini(const SpiralRequest& asked, const SpiralDesign& question) {
  const SpiralRequest usual;
  const Trial& trial = asked.trial;
  std::string ini;
  const auto add = [&](const char* key, const auto& value) { ini += fmt::format("{} = {}\n", key, value); };
  std::vector<std::string> seekers, aggressors;
  for (const std::size_t seeker : question.seekers) seekers.push_back(question.design.entrants[seeker].name);
  for (const Entrant& aggressor : question.aggressors) aggressors.push_back(aggressor.name);
  if (question.baseline.name != usual.baseline) add("baseline", question.baseline.name);
  if (!asked.seekers.empty()) add("seekers", joined(seekers, ","));
  // The replay names its strategies, so that it has no field to ask.
  if (!asked.aggressors.empty() || !question.design.field_aggressors.empty())
    add("aggressors", joined(aggressors, ","));
  if (trial.durable != usual.trial.durable) add("durable", trial.durable);
  if (trial.horizon != usual.trial.horizon) add("horizon", trial.horizon);
  if (trial.crisis_rounds != usual.trial.crisis_rounds)
    add("crisis-rounds", fmt::format("{}-{}", trial.crisis_rounds[0], trial.crisis_rounds[1]));
  if (trial.burst != usual.trial.burst) add("burst", trial.burst);
  return ini;
}

std::string design_header(const Design& design, int width, const std::function<bool(std::string_view)>& is_told) {
  const Request& asked = design.request;
  std::string header;
  const auto add = [&](const std::string& line) { header += wrapped(line, static_cast<std::size_t>(width), 0) + '\n'; };
  const auto add_parts = [&](const char* head, const std::vector<std::pair<std::string_view, std::string>>& parts) {
    std::vector<std::string> told;
    for (const auto& [key, part] : parts)
      if (!part.empty() && is_told(key)) told.push_back(part);
    if (!told.empty()) add(head + joined(told));
  };
  if (is_told("game")) {
    const std::vector<Scheduled> games =
        is_schedule(asked.game) ? parse_schedule(asked.game, "game") : std::vector<Scheduled>{};
    if (games.empty()) add(game_line(design.game));
    for (const Scheduled& piece : games)
      add(fmt::format("From round {}: {}", piece.first, game_line(parse_game(piece.value))));
  }
  add_parts("Noise: ",
            {{"tremble", "tremble " + told(asked.tremble_schedule, text(asked.tremble))},
             {"misperception", "misperception " + told(asked.misperception_schedule, text(asked.misperception))},
             {"signal-noise", "signal noise " + shortest(asked.signal_noise) + own_rates("tremble", asked.tremble_of) +
                                  own_rates("misperception", asked.misperception_of)}});
  add_parts("Match: ", {{"rounds", length(asked) + (asked.known_length ? " (known)" : "")},
                        {"discount", asked.discount ? "discount " + shortest(*asked.discount) : ""},
                        {"monitoring", asked.monitoring == "public" ? "public monitoring" : ""},
                        {"start", "start " + asked.start}});
  return header;
}

}  // namespace detente::cli
