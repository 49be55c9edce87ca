// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/episodes.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

bool is_greedy(const Entrant& entrant) {
  return entrant.motive != "game" && entrant.material.temptation() > entrant.material.reward();
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

/// "row answers …": how likelier a state is hostile after the other was.
std::string answer(const std::string& who, const std::string& whom, const std::optional<double>& reaction) {
  if (!reaction)
    return fmt::format("the reaction of {} is undefined ({} is always hostile or always restrained)", who, whom);
  if (*reaction > -0.0005 && *reaction < 0.0005)
    return fmt::format("{} is equally likely to be hostile in both cases", who);
  return fmt::format("{} is {:.1f} percentage points {} likely to be hostile", who,
                     100 * (*reaction < 0 ? -*reaction : *reaction), *reaction < 0 ? "less" : "more");
}

std::string length(const Design& design, const Episodes& episodes) {
  if (!episodes.length) return "no episode ever ends";
  const Request& asked = design.request;
  if (!asked.endless && !asked.continuation && *episodes.length > static_cast<double>(asked.rounds))
    return "almost no episode ends before the match ends";
  return fmt::format("episodes last {} {} on average", decimal(*episodes.length, 1),
                     decimal(*episodes.length, 1) == "1.0" ? "round" : "rounds");
}

}  // namespace

std::optional<double> survival(const Episodes& episodes, int age) {
  const auto at = static_cast<std::size_t>(age) - 1;
  return at < episodes.survival.size() ? std::optional(episodes.survival[at]) : std::nullopt;
}

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

std::string episodes_columns() {
  return ",rupture_rate,episode_length,hostile_share,spiral_share,lock_in_share,row_cost,column_cost,row_reaction,"
         "column_reaction";
}

void add_episodes_fields(const PairResult& pair, bool has_cost, std::string& csv) {
  if (!pair.episodes) {
    csv += ",,,,,,,,,";
    return;
  }
  const Episodes& episodes = *pair.episodes;
  const auto add = [&](const std::optional<double>& value) {
    csv += ',';
    if (value) add_shortest(*value, csv);
  };
  add(episodes.rupture_rate);
  add(episodes.length);
  add(episodes.hostile_share);
  add(episodes.spiral_share);
  add(episodes.lock_in_share);
  for (const double cost : episodes.cost) add(has_cost ? std::optional(cost) : std::nullopt);
  for (const std::optional<double>& reaction : episodes.reaction) add(reaction);
}

std::string episodes_paragraph(const Design& design, const PairResult& pair, int width) {
  const auto columns_wide = static_cast<std::size_t>(width);
  if (!pair.episodes)
    return wrapped("With a schedule, episodes of hostility are counted only in sampled matches: use --engine objects.",
                   columns_wide, 0) +
           '\n';
  const Episodes& episodes = *pair.episodes;
  if (!(episodes.hostile_share > 0)) return wrapped("Episodes of hostility: none.", columns_wide, 0) + '\n';
  const Ages& ages = design.request.ages;
  std::string words = "Episodes of hostility: ";
  words += episodes.rupture_rate > 0
               ? fmt::format("peace ruptures {:.2f} times per 100 rounds", 100 * episodes.rupture_rate)
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
    words += fmt::format(" After hostility rather than restraint of the other side, {}; {}.",
                         answer("column", "row", episodes.reaction[0]), answer("row", "column", episodes.reaction[1]));
  return wrapped(words, columns_wide, 0) + '\n';
}

}  // namespace detente::cli
