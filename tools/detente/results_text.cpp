// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "results_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/words.hpp>

#include "design_text.hpp"
#include "table.hpp"

namespace detente::cli {
namespace {

std::string maybe(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

/// Decimals that show the first digit of the largest error.
int decimals(double largest_error) {
  if (!(largest_error > 0)) return 3;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(largest_error))), 2, 6);
}

std::string score(double value, const std::optional<double>& error, int digits) {
  return error ? fmt::format("{:.{}f} ±{:.{}f}", value, digits, *error, digits) : fmt::format("{:.{}f}", value, digits);
}

/// What separates two motives in the standings.
std::string motive_line(const Design& design, const std::string& motive) {
  if (motive == "game") return "With the game's own payoffs:";
  const Payoffs payoffs = design.game.payoffs(motive);
  if (motive.find('=') != std::string::npos) return fmt::format("With payoffs {}:", motive);
  return fmt::format("With the motive {} (T {} R {} P {} S {}):", motive, shortest(payoffs.temptation()),
                     shortest(payoffs.reward()), shortest(payoffs.punishment()), shortest(payoffs.sucker()));
}

std::string rank_interval(const Standing& standing) {
  if (!standing.rank_interval) return "";
  const auto [low, high] = *standing.rank_interval;
  return low == high ? std::to_string(low) : fmt::format("{}–{}", low, high);
}

Table empty_standings() {
  return Table({{"rank", true, false},
                {"95%", false, false},
                {"strategy", false, true},
                {"score", true, false},
                {"coop.", true, false},
                {"peace", true, false},
                {"friction", true, false},
                {"conflict", true, false}});
}

void add(Table& table, const Design& design, const Standing& standing, int digits) {
  table.add({std::to_string(standing.rank), rank_interval(standing), design.entrants[standing.entrant].name,
             score(standing.score, standing.score_error, digits), percent(standing.cooperation),
             percent(standing.peace), percent(standing.friction), percent(standing.conflict)});
}

std::string overall(const Results& results) {
  double peace = 0, friction = 0, conflict = 0;
  for (const Standing& standing : results.standings) {
    peace += standing.peace;
    friction += standing.friction;
    conflict += standing.conflict;
  }
  const auto count = static_cast<double>(results.standings.size());
  return fmt::format("The whole field: peace {}, friction {}, conflict {} of all rounds.\n", percent(peace / count),
                     percent(friction / count), percent(conflict / count));
}

std::string joint_name(std::size_t row, std::size_t column, int levels) {
  if (levels == 2) return std::string(row == 0 ? "C" : "D") + (column == 0 ? "C" : "D");
  return fmt::format("{}_{}", row, column);
}

}  // namespace

std::string standings_csv(const Design& design, const Results& results) {
  std::string csv = "rank,rank_low,rank_high,strategy,motive,score,score_error,cooperation,peace,friction,conflict\n";
  for (const Standing& standing : results.standings) {
    const Entrant& entrant = design.entrants[standing.entrant];
    const auto& interval = standing.rank_interval;
    csv +=
        fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", standing.rank, interval ? std::to_string((*interval)[0]) : "",
                    interval ? std::to_string((*interval)[1]) : "", in_quotes(entrant.name), in_quotes(entrant.motive),
                    shortest(standing.score), maybe(standing.score_error), shortest(standing.cooperation),
                    shortest(standing.peace), shortest(standing.friction), shortest(standing.conflict));
  }
  return csv;
}

std::string pairs_csv(const Design& design, const Results& results) {
  std::string csv =
      "row,column,engine,repetitions,row_score,column_score,row_score_error,column_score_error,row_score_sd,"
      "column_score_sd,row_cooperation,column_cooperation";
  const auto levels = static_cast<std::size_t>(design.game.levels);
  for (std::size_t row = 0; row < levels; ++row)
    for (std::size_t column = 0; column < levels; ++column)
      csv += ",joint_" + joint_name(row, column, design.game.levels);
  csv += '\n';
  for (const PairResult& pair : results.pairs) {
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}", in_quotes(design.entrants[pair.row].name),
                       in_quotes(design.entrants[pair.column].name), pair.engine, pair.repetitions,
                       shortest(pair.score[0]), shortest(pair.score[1]), maybe(pair.score_error[0]),
                       maybe(pair.score_error[1]), maybe(pair.score_sd[0]), maybe(pair.score_sd[1]),
                       shortest(pair.cooperation[0]), shortest(pair.cooperation[1]));
    for (const double share : pair.joint) csv += ',' + shortest(share);
    csv += '\n';
  }
  return csv;
}

std::string standings_table(const Design& design, const Results& results, const Screen& screen) {
  const auto width = static_cast<std::size_t>(screen.width);
  double largest_error = 0;
  std::vector<std::string> motives;
  for (const Standing& standing : results.standings) {
    largest_error = std::max(largest_error, standing.score_error.value_or(0));
    const std::string& motive = design.entrants[standing.entrant].motive;
    if (std::find(motives.begin(), motives.end(), motive) == motives.end()) motives.push_back(motive);
  }
  std::string text = design_header(design, screen.width);
  if (motives.size() > 1)
    text += wrapped("Standings rank within each motive: scores of states with different payoffs do not compare.", width,
                    0) +
            '\n';
  for (const std::string& motive : motives) {
    Table table = empty_standings();
    for (const Standing& standing : results.standings)
      if (design.entrants[standing.entrant].motive == motive) add(table, design, standing, decimals(largest_error));
    text += '\n' + (motives.size() > 1 ? fitted(motive_line(design, motive), width) + '\n' : "") + table.text(width);
  }
  return text + '\n' + overall(results);
}

std::string pair_table(const Design& design, const PairResult& pair, const Screen& screen) {
  const auto width = static_cast<std::size_t>(screen.width);
  const double largest = std::max(pair.score_error[0].value_or(0), pair.score_error[1].value_or(0));
  Table table(
      {{"seat", false, false}, {"strategy", false, true}, {"score", true, false}, {"cooperation", true, false}});
  for (const std::size_t seat : {0U, 1U})
    table.add({seat == 0 ? "row" : "column", design.entrants[seat == 0 ? pair.row : pair.column].name,
               score(pair.score[seat], pair.score_error[seat], decimals(largest)), percent(pair.cooperation[seat])});
  const auto levels = static_cast<std::size_t>(design.game.levels);
  std::vector<Table::Column> heads{{"rounds", false, false}};
  const auto name = [&](std::size_t level) {
    return levels == 2 ? std::string(level == 0 ? "C" : "D") : std::to_string(level);
  };
  for (std::size_t column = 0; column < levels; ++column) heads.push_back({"column " + name(column), true, false});
  if (levels > 4)
    for (std::size_t column = 0; column < levels; ++column) heads[column + 1].title = name(column);
  Table joint(heads);
  for (std::size_t row = 0; row < levels; ++row) {
    std::vector<std::string> cells{"row " + name(row)};
    for (std::size_t column = 0; column < levels; ++column) {
      const double share = pair.joint[row * levels + column];
      cells.push_back(levels > 8 ? fmt::format("{:.0f}", 100 * share) : percent(share));
    }
    joint.add(cells);
  }
  return table.text(width) + "\nShares of all rounds" + (levels > 2 ? ", row's level down and column's across" : "") +
         (levels > 8 ? ", in percent" : "") + ":\n" + joint.text(0);
}

}  // namespace detente::cli
