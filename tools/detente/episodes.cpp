// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "episodes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <fmt/core.h>
#include <detente/words.hpp>

#include "screen.hpp"
#include "table.hpp"

namespace detente::cli {
namespace {

constexpr int kMiddleAge = 10;  // between a spiral and a lock-in

bool is_greedy(const Entrant& entrant) {
  return entrant.motive != "game" && entrant.material.temptation() > entrant.material.reward();
}

/// Chance that an episode lasts so many rounds; absent beyond what is known.
std::optional<double> survival(const Episodes& episodes, int age) {
  const auto at = static_cast<std::size_t>(age) - 1;
  return at < episodes.survival.size() ? std::optional(episodes.survival[at]) : std::nullopt;
}

/// Share of all rounds in which one seat is at peace and the other is not.
double friction(const Design& design, const PairResult& pair) {
  const auto levels = static_cast<std::size_t>(design.game.levels);
  const auto peace = static_cast<std::size_t>(design.peace.level);
  double share = 0;
  for (std::size_t row = 0; row < levels; ++row)
    for (std::size_t column = 0; column < levels; ++column)
      if ((row <= peace) != (column <= peace)) share += pair.joint[row * levels + column];
  return share;
}

std::string field(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

/// "row answers …": how likelier a state is hostile after the other was.
std::string answer(const std::string& who, const std::string& whom, const std::optional<double>& reaction) {
  if (!reaction) return fmt::format("{} meets only one conduct of {}", who, whom);
  if (*reaction > -0.0005 && *reaction < 0.0005) return fmt::format("{} is hostile as often either way", who);
  return fmt::format("{} is {:.1f} points {} likely to be hostile", who, 100 * (*reaction < 0 ? -*reaction : *reaction),
                     *reaction < 0 ? "less" : "more");
}

std::string length(const Design& design, const Episodes& episodes) {
  if (!episodes.length) return "no episode ever ends";
  const Request& asked = design.request;
  if (!asked.endless && !asked.continuation && *episodes.length > static_cast<double>(asked.rounds))
    return "hardly any episode ends before the match does";
  return fmt::format("episodes last {} {} on average", decimal(*episodes.length, 1),
                     decimal(*episodes.length, 1) == "1.0" ? "round" : "rounds");
}

}  // namespace

std::optional<Kinds> kinds(const Design& design, const PairResult& pair) {
  if (!pair.episodes) return std::nullopt;
  const Episodes& episodes = *pair.episodes;
  if (!(episodes.hostile_share > 0)) return std::nullopt;
  // On two levels friction is half of its depth; else its share of all rounds tells, all of which are in episodes.
  const bool is_binary = design.game.levels == 2;
  if (!is_binary && design.request.discount) return std::nullopt;
  const double echo = is_binary ? std::max(0.0, 2 * (episodes.depth - episodes.conflict))
                                : std::min(1.0, friction(design, pair) / episodes.hostile_share);
  if (is_greedy(design.entrants[pair.row]) || is_greedy(design.entrants[pair.column]))
    return Kinds{.aggression = std::min(1.0, echo + episodes.conflict)};
  return Kinds{.echo = echo, .feud = episodes.conflict};
}

Json episodes_json(const Design& design, const PairResult& pair) {
  if (!pair.episodes) return nullptr;
  const Episodes& episodes = *pair.episodes;
  const bool has_cost = !payoffs_turn(design);
  const Ages& ages = design.request.ages;
  const std::optional<Kinds> kind = kinds(design, pair);
  Json json{{"rupture_rate", episodes.rupture_rate},
            {"episode_length", maybe(episodes.length)},
            {"spiral_share", episodes.spiral_share},
            {"lock_in_share", episodes.lock_in_share},
            {"cost", has_cost ? Json(episodes.cost[0] + episodes.cost[1]) : Json(nullptr)},
            {"cost_by_seat", has_cost ? Json(episodes.cost) : Json(nullptr)},
            {"left_truncated", episodes.left_truncated},
            {"hostile_share", episodes.hostile_share},
            {"depth", episodes.depth},
            {"conflict", episodes.conflict}};
  for (const int age : std::set{ages.spiral, std::clamp(kMiddleAge, ages.spiral, ages.lock_in), ages.lock_in})
    json["survival"][std::to_string(age)] = maybe(survival(episodes, age));
  json["reaction"] = Json::array({maybe(episodes.reaction[0]), maybe(episodes.reaction[1])});
  const auto share = [&](double Kinds::*member) { return kind ? Json((*kind).*member) : Json(nullptr); };
  json["kind"] = {
      {"echo", share(&Kinds::echo)}, {"feud", share(&Kinds::feud)}, {"aggression", share(&Kinds::aggression)}};
  return json;
}

std::string episodes_columns() {
  return ",rupture_rate,episode_length,hostile_share,spiral_share,lock_in_share,row_cost,column_cost,row_reaction,"
         "column_reaction";
}

std::string episodes_fields(const Design& design, const PairResult& pair) {
  if (!pair.episodes) return ",,,,,,,,,";
  const Episodes& episodes = *pair.episodes;
  const auto cost = [&](std::size_t seat) { return payoffs_turn(design) ? "" : shortest(episodes.cost[seat]); };
  return fmt::format(",{},{},{},{},{},{},{},{},{}", shortest(episodes.rupture_rate), field(episodes.length),
                     shortest(episodes.hostile_share), shortest(episodes.spiral_share),
                     shortest(episodes.lock_in_share), cost(0), cost(1), field(episodes.reaction[0]),
                     field(episodes.reaction[1]));
}

std::string episodes_paragraph(const Design& design, const PairResult& pair, int width) {
  const auto columns_wide = static_cast<std::size_t>(width);
  if (!pair.episodes)
    return wrapped("Episodes of hostility are counted in sampled matches where something turns: --engine objects.",
                   columns_wide, 0) +
           '\n';
  const Episodes& episodes = *pair.episodes;
  if (!(episodes.hostile_share > 0)) return wrapped("Episodes of hostility: none.", columns_wide, 0) + '\n';
  const Ages& ages = design.request.ages;
  std::string words = "Episodes of hostility: ";
  words += episodes.rupture_rate > 0
               ? fmt::format("peace ruptures {:.2f} times in 100 rounds", 100 * episodes.rupture_rate)
               : "peace never ruptures";
  if (episodes.left_truncated > 0)
    words += episodes.left_truncated < 1
                 ? fmt::format(", {} of matches begin in hostility", percent(episodes.left_truncated))
                 : ", every match begins in hostility";
  words += "; " + length(design, episodes) + ". ";
  words += fmt::format(
      "Of all rounds {} are in episodes, {} in spirals (of {} rounds or more), {} in lock-ins (of {} or more). ",
      percent(episodes.hostile_share), percent(episodes.spiral_share), ages.spiral, percent(episodes.lock_in_share),
      ages.lock_in);
  if (!payoffs_turn(design))
    words += fmt::format("They cost row {} and column {} per round of the match.", decimal(episodes.cost[0], 3),
                         decimal(episodes.cost[1], 3));
  if (episodes.reaction[0] || episodes.reaction[1])
    words += fmt::format(" After hostility rather than restraint of the other, {}; {}.",
                         answer("column", "row", episodes.reaction[0]), answer("row", "column", episodes.reaction[1]));
  return wrapped(words, columns_wide, 0) + '\n';
}

}  // namespace detente::cli
