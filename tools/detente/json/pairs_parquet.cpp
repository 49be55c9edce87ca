// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/pairs_parquet.hpp"

#include <cmath>

#include <detente/version.hpp>

#include "files/parquet_file.hpp"
#include "json/pairs_csv.hpp"

namespace detente::cli {
namespace {

using Columns = std::vector<ParquetColumn<PairResult>>;

void add_seats(const std::string& name, double (*of)(const PairResult&, std::size_t), Columns& columns) {
  for (const std::size_t seat : {0U, 1U})
    columns.emplace_back((seat == 0 ? "row_" : "column_") + name,
                         [=](const PairResult& pair) { return of(pair, seat); });
}

void add_seats(const std::string& name, std::optional<double> (*of)(const PairResult&, std::size_t), Columns& columns) {
  for (const std::size_t seat : {0U, 1U})
    columns.emplace_back((seat == 0 ? "row_" : "column_") + name,
                         [=](const PairResult& pair) { return of(pair, seat); });
}

std::optional<double> finite(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void add_check(Columns& columns) {
  for (const std::size_t seat : {0U, 1U})
    columns.emplace_back(seat == 0 ? "check_row_score" : "check_column_score", [=](const PairResult& pair) {
      return pair.check ? std::optional(pair.check->score[seat]) : std::nullopt;
    });
  columns.emplace_back("standard_errors", [](const PairResult& pair) {
    return pair.check ? finite(pair.check->standard_errors) : std::nullopt;
  });
  columns.emplace_back("bound",
                       [](const PairResult& pair) { return pair.check ? finite(pair.check->bound) : std::nullopt; });
}

void add_episodes(bool has_cost, Columns& columns) {
  const auto add = [&](const char* name, auto of) {
    columns.emplace_back(name, [=](const PairResult& pair) -> std::optional<double> {
      if (!pair.episodes) return std::nullopt;
      return of(*pair.episodes);
    });
  };
  add("rupture_rate", [](const Episodes& found) { return found.rupture_rate; });
  add("episode_length", [](const Episodes& found) { return found.length; });
  add("hostile_share", [](const Episodes& found) { return found.hostile_share; });
  add("spiral_share", [](const Episodes& found) { return found.spiral_share; });
  add("lock_in_share", [](const Episodes& found) { return found.lock_in_share; });
  for (const std::size_t seat : {0U, 1U})
    add(seat == 0 ? "row_cost" : "column_cost",
        [=](const Episodes& found) { return has_cost ? std::optional(found.cost[seat]) : std::nullopt; });
  for (const std::size_t seat : {0U, 1U})
    add(seat == 0 ? "row_reaction" : "column_reaction", [=](const Episodes& found) { return found.reaction[seat]; });
}

Columns columns_of(const Design& design) {
  Columns columns;
  columns.emplace_back("row",
                       [&](const PairResult& pair) -> const std::string& { return design.entrants[pair.row].name; });
  columns.emplace_back("column",
                       [&](const PairResult& pair) -> const std::string& { return design.entrants[pair.column].name; });
  columns.emplace_back("engine", [](const PairResult& pair) -> const std::string& { return pair.engine; });
  columns.emplace_back("repetitions", [](const PairResult& pair) { return pair.repetitions; });
  add_seats(
      "score", [](const PairResult& pair, std::size_t seat) { return pair.score[seat]; }, columns);
  add_seats(
      "score_error", [](const PairResult& pair, std::size_t seat) { return pair.score_error[seat]; }, columns);
  add_seats(
      "score_sd", [](const PairResult& pair, std::size_t seat) { return pair.score_sd[seat]; }, columns);
  add_seats(
      "cooperation", [](const PairResult& pair, std::size_t seat) { return pair.cooperation[seat]; }, columns);
  const auto levels = static_cast<std::size_t>(design.game.levels);
  for (std::size_t cell = 0; cell < levels * levels; ++cell)
    columns.emplace_back(joint_column(cell / levels, cell % levels, design.game.levels),
                         [=](const PairResult& pair) { return pair.joint[cell]; });
  columns.emplace_back("score_covariance", [](const PairResult& pair) { return pair.score_covariance; });
  columns.emplace_back("joint_memories", [](const PairResult& pair) -> std::optional<std::int64_t> {
    if (!pair.joint_memories) return std::nullopt;
    return static_cast<std::int64_t>(*pair.joint_memories);
  });
  if (design.request.engine == "check") add_check(columns);
  add_episodes(!payoffs_turn(design), columns);
  return columns;
}

}  // namespace

void write_pairs_parquet(const Design& design, const Results& results, const Sink& sink) {
  write_parquet<PairResult>(
      columns_of(design), {{"detente", std::string(kVersion)}},
      [&](const auto& add) {
        for (const PairResult& pair : results.pairs) add(pair);
      },
      sink);
}

}  // namespace detente::cli
