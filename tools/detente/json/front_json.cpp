// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/front_json.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "json/episodes.hpp"
#include "json/pairs_csv.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

Json or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string engine_of(const SystemResults& results) {
  return results.exact_points ? "exact" : results.sampled_by;
}

/// What episodes cost has one measure: payoffs do not turn.
bool has_cost(const SystemDesign& design) {
  return std::all_of(design.system.fronts.begin(), design.system.fronts.end(), [](const SystemFront& front) {
    const auto turns = [](const Side& side) {
      return std::any_of(side.later.begin(), side.later.end(),
                         [&](const auto& later) { return !(later.payoffs == side.payoffs); });
    };
    return !turns(front.row_side) && !turns(front.column_side);
  });
}

Json spirals_of_front(const SystemDesign& design, const SystemResults& results, const FrontSpirals& spirals) {
  const Episodes& episodes = spirals.episodes;
  Json lasting = Json::object();
  for (const int age : told_ages(design.base.request.ages))
    lasting[std::to_string(age)] = or_null(survival(episodes, age));
  const bool is_costly = has_cost(design);
  return {{"engine", spirals.is_exact ? "exact" : results.sampled_by},
          {"rupture_rate", episodes.rupture_rate},
          {"rupture_rate_error", or_null(spirals.rupture_rate_error)},
          {"episode_length", or_null(episodes.length)},
          {"hostile_share", episodes.hostile_share},
          {"hostile_share_error", or_null(spirals.hostile_share_error)},
          {"spiral_share", episodes.spiral_share},
          {"spiral_share_error", or_null(spirals.spiral_share_error)},
          {"lock_in_share", episodes.lock_in_share},
          {"lock_in_share_error", or_null(spirals.lock_in_share_error)},
          {"cost", is_costly ? Json(episodes.cost[0] + episodes.cost[1]) : Json(nullptr)},
          {"cost_by_seat", is_costly ? Json(episodes.cost) : Json(nullptr)},
          {"left_truncated", episodes.left_truncated},
          {"depth", episodes.depth},
          {"conflict", episodes.conflict},
          {"survival", lasting},
          {"reaction", Json::array({or_null(episodes.reaction[0]), or_null(episodes.reaction[1])})},
          {"reached", or_null(spirals.reached)},
          {"escape", spirals.escape ? Json(spirals.escape->value) : Json(nullptr)},
          {"escape_error", spirals.escape ? or_null(spirals.escape->error) : Json(nullptr)}};
}

}  // namespace

Json front_json(const SystemDesign& design, const SystemResults& results, std::size_t f) {
  const SystemFront& front = design.system.fronts[f];
  const FrontResult& result = results.fronts[f];
  return {{"row", design.system.states[front.row].name},
          {"column", design.system.states[front.column].name},
          {"engine", engine_of(results)},
          {"live", result.live},
          {"joint", result.joint},
          {"spirals", result.spirals ? spirals_of_front(design, results, *result.spirals) : Json(nullptr)}};
}

std::string fronts_csv(const SystemDesign& design, const SystemResults& results) {
  const int levels = design.system.rules.levels;
  const auto size = static_cast<std::size_t>(levels);
  std::string text = "row,column,engine,live";
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t column = 0; column < size; ++column) text += "," + joint_column(row, column, levels);
  text +=
      ",rupture_rate,episode_length,hostile_share,spiral_share,spiral_share_error,lock_in_share,reached,escape,"
      "escape_error\n";
  for (std::size_t f = 0; f < results.fronts.size(); ++f) {
    const SystemFront& front = design.system.fronts[f];
    const FrontResult& result = results.fronts[f];
    text += fmt::format("{},{},{},{}", in_quotes(design.system.states[front.row].name),
                        in_quotes(design.system.states[front.column].name), engine_of(results), cell(result.live));
    for (const double share : result.joint) text += "," + cell(share);
    if (!result.spirals) {
      text += ",,,,,,,,,\n";
      continue;
    }
    const FrontSpirals& spirals = *result.spirals;
    const Episodes& episodes = spirals.episodes;
    text += fmt::format(",{},{},{},{},{},{},{},{},{}\n", cell(episodes.rupture_rate), cell(episodes.length),
                        cell(episodes.hostile_share), cell(episodes.spiral_share), cell(spirals.spiral_share_error),
                        cell(episodes.lock_in_share), cell(spirals.reached),
                        cell(spirals.escape ? std::optional(spirals.escape->value) : std::nullopt),
                        cell(spirals.escape ? spirals.escape->error : std::nullopt));
  }
  return text;
}

}  // namespace detente::cli
