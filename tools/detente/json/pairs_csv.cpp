// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/pairs_csv.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/core.h>
#include <detente/play/in_order.hpp>
#include <detente/text/text.hpp>

#include "json/episodes.hpp"
#include "terminal/table.hpp"

namespace detente::cli {
namespace {

std::string check_fields(const Check& check) {
  const auto finite = [](double value) { return std::isfinite(value) ? shortest(value) : ""; };
  return fmt::format(",{},{},{},{}", shortest(check.score[0]), shortest(check.score[1]), finite(check.standard_errors),
                     finite(check.bound));
}

std::string header(const Design& design) {
  std::string csv =
      "row,column,engine,repetitions,row_score,column_score,row_score_error,column_score_error,row_score_sd,"
      "column_score_sd,row_cooperation,column_cooperation";
  const auto levels = static_cast<std::size_t>(design.game.levels);
  for (std::size_t row = 0; row < levels; ++row)
    for (std::size_t column = 0; column < levels; ++column) csv += "," + joint_column(row, column, design.game.levels);
  const bool has_checks = design.request.engine == "check";
  csv += ",score_covariance,joint_memories";
  if (has_checks) csv += ",check_row_score,check_column_score,standard_errors,bound";
  return csv + episodes_columns() + '\n';
}

std::string lines(const Design& design, const Results& results, std::size_t first, std::size_t end) {
  const bool has_checks = design.request.engine == "check";
  const bool has_cost = !payoffs_turn(design);
  std::string csv;
  const auto add = [&](const std::optional<double>& value) {
    csv += ',';
    if (value) add_shortest(*value, csv);
  };
  results.pairs.each(first, end, [&](const PairResult& pair) {
    csv += in_quotes(design.entrants[pair.row].name);
    csv += ',';
    csv += in_quotes(design.entrants[pair.column].name);
    csv += ',';
    csv += pair.engine;
    csv += ',';
    csv += std::to_string(pair.repetitions);
    for (const double score : pair.score) add(score);
    for (const std::optional<double>& error : pair.score_error) add(error);
    for (const std::optional<double>& deviation : pair.score_sd) add(deviation);
    for (const double share : pair.cooperation) add(share);
    for (const double share : pair.joint) add(share);
    add(pair.score_covariance);
    csv += ',';
    if (pair.joint_memories) csv += std::to_string(*pair.joint_memories);
    if (has_checks) csv += pair.check ? check_fields(*pair.check) : ",,,,";
    add_episodes_fields(pair, has_cost, csv);
    csv += '\n';
  });
  return csv;
}

}  // namespace

std::string joint_column(std::size_t row, std::size_t column, int levels) {
  if (levels == 2) return std::string("joint_") + (row == 0 ? "C" : "D") + (column == 0 ? "C" : "D");
  return fmt::format("joint_{}_{}", row, column);
}

std::string pairs_csv(const Design& design, const Results& results) {
  return header(design) + lines(design, results, 0, results.pairs.size());
}

void write_pairs_csv(const Design& design, const Results& results, int threads, const Sink& sink) {
  constexpr std::size_t kAtOnce = 1024;
  const std::size_t all = results.pairs.size();
  sink(header(design));
  in_order(
      (all + kAtOnce - 1) / kAtOnce, threads,
      [&](std::size_t part) { return lines(design, results, part * kAtOnce, std::min(all, (part + 1) * kAtOnce)); },
      sink);
}

}  // namespace detente::cli
