// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "text/results_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <detente/design/schedule.hpp>
#include <detente/text/text.hpp>

#include "glossary/columns.hpp"
#include "terminal/table.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kBar = 16;  // of peace, friction and conflict, where a terminal has room for it
constexpr int kLeastDecimals = 3;
constexpr int kMostDecimals = 6;

/// Decimals that show the first digit of the largest error.
int decimals(double largest_error) {
  if (!(largest_error > 0)) return kLeastDecimals;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(largest_error))), kLeastDecimals, kMostDecimals);
}

std::string score(double value, const std::optional<double>& error, int digits) {
  return decimal(value, digits) + (error ? fmt::format(" ±{:.{}f}", *error, digits) : "");
}

/// What separates two motives in the standings.
std::string motive_line(const Design& design, const std::string& motive) {
  if (motive == "game") return "With the game's own payoffs:";
  if (is_schedule(motive)) return fmt::format("With motives {}:", motive);
  if (motive.find('=') != std::string::npos) return fmt::format("With payoffs {}:", motive);
  const Payoffs payoffs = design.game.payoffs(motive);
  return fmt::format("With the motive {} (T {} R {} P {} S {}):", motive, figure(payoffs.temptation()),
                     figure(payoffs.reward()), figure(payoffs.punishment()), figure(payoffs.sucker()));
}

std::string rank_interval(const Standing& standing) {
  if (!standing.rank_interval) return "";
  const auto [low, high] = *standing.rank_interval;
  return low == high ? std::to_string(low) : fmt::format("{}–{}", low, high);
}

/// How standings are shown: exact scores have no error, and their ranks no interval.
struct Look {
  std::vector<bool> is_sampled;  // by entrant: some pair of it was
  bool has_intervals = false;
  double largest_error = 0;
  int digits = kLeastDecimals;
  bool has_bars = false;
  bool has_color = false;

  Look(const Design& design, const Results& results) : is_sampled(design.entrants.size()) {
    const bool are_all_exact = results.pairs_of.size() == 1 && results.pairs_of.contains("exact");
    if (!are_all_exact)
      for (const PairResult& pair : results.pairs)
        if (pair.engine != "exact") is_sampled[pair.row] = is_sampled[pair.column] = true;
    for (const Standing& standing : results.standings) {
      largest_error = std::max(largest_error, standing.score_error.value_or(0));
      has_intervals = has_intervals || (is_sampled[standing.entrant] && standing.rank_interval);
    }
    digits = decimals(largest_error);
    const bool has_samples = std::find(is_sampled.begin(), is_sampled.end(), true) != is_sampled.end();
    while (!has_samples && digits < kMostDecimals && hides_a_rank(design, results)) ++digits;
  }

  std::string score_of(const Standing& standing) const {
    if (is_sampled[standing.entrant]) return score(standing.score, standing.score_error, digits);
    const std::string room = largest_error > 0 ? fmt::format("  {:.{}f}", largest_error, digits) : "";
    return score(standing.score, {}, digits) + std::string(room.size(), ' ');
  }

 private:
  /// Two neighbours of different rank would be shown with the same score.
  bool hides_a_rank(const Design& design, const Results& results) const {
    for (std::size_t i = 1; i < results.standings.size(); ++i) {
      const Standing& better = results.standings[i - 1];
      const Standing& worse = results.standings[i];
      if (design.entrants[better.entrant].motive == design.entrants[worse.entrant].motive &&
          better.rank != worse.rank && score(better.score, {}, digits) == score(worse.score, {}, digits))
        return true;
    }
    return false;
  }
};

Table empty_standings(const Look& look) {
  std::vector<Table::Column> columns{{"rank", true, false}};
  if (look.has_intervals) columns.push_back({"95%", false, false});
  columns.push_back({"strategy", false, true});
  // Where the terminal is narrow, what other columns tell as well goes first.
  const std::initializer_list<std::pair<const char*, int>> titles{
      {"score", 0}, {"coop.", 2}, {"peace", 0}, {"friction", 3}, {"conflict", 1}};
  for (const auto& [title, goes] : titles) columns.push_back({title, true, false, nullptr, goes});
  if (look.has_bars) columns.push_back({"rounds", false, false});
  return Table(columns);
}

void add(Table& table, const Design& design, const Standing& standing, const Look& look) {
  std::vector<std::string> cells{std::to_string(standing.rank)};
  if (look.has_intervals) cells.push_back(rank_interval(standing));
  cells.push_back(design.entrants[standing.entrant].shown);
  cells.push_back(look.score_of(standing));
  for (const double share : {standing.cooperation, standing.peace, standing.friction, standing.conflict})
    cells.push_back(percent(share));
  if (look.has_bars) cells.push_back(climate_bar(standing.peace, standing.friction, kBar, look.has_color));
  table.add(cells);
}

std::string overall(const Design& design, const Results& results) {
  double peace = 0, friction = 0, conflict = 0;
  for (const Standing& standing : results.standings) {
    peace += standing.peace;
    friction += standing.friction;
    conflict += standing.conflict;
  }
  const auto count = static_cast<double>(results.standings.size());
  return fmt::format("The whole field: peace {}, friction {}, conflict {} of all rounds{}.", percent(peace / count),
                     percent(friction / count), percent(conflict / count),
                     design.request.discount ? ", discounted" : "");
}

/// How the scores of both seats vary over matches.
std::string deviation_line(const Design& design, const PairResult& pair) {
  if (!pair.score_sd[0] || !pair.score_sd[1] || !pair.score_covariance) return "";
  const auto varies = [&](std::size_t seat) {
    const Payoffs& payoffs = design.entrants[seat == 0 ? pair.row : pair.column].side.payoffs;
    const auto cells = static_cast<std::ptrdiff_t>(payoffs.levels) * payoffs.levels;
    const auto [least, most] = std::minmax_element(payoffs.value.begin(), payoffs.value.begin() + cells);
    return *pair.score_sd[seat] > 1e-9 * (*most - *least);
  };
  const std::string line = "Std. dev.: standard deviation of the score per round of one match";
  if (!varies(0) || !varies(1)) return line + ".";
  const double correlation = std::clamp(*pair.score_covariance / *pair.score_sd[0] / *pair.score_sd[1], -1.0, 1.0);
  return fmt::format("{}; correlation of the two scores {}.", line, decimal(correlation, 2));
}

/// Shares of rounds, row's level by column's.
std::string joint_table(const Design& design, const PairResult& pair) {
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
  return fmt::format("Shares of all rounds{}{}{}:\n{}", design.request.discount ? ", discounted" : "",
                     levels > 2 ? ", row's level in rows and column's level in columns" : "",
                     levels > 8 ? ", in percent" : "", joint.text(0));
}

std::vector<std::string> motives_of(const Design& design, const Results& results) {
  std::vector<std::string> motives;
  for (const Standing& standing : results.standings) {
    const std::string& motive = design.entrants[standing.entrant].motive;
    if (std::find(motives.begin(), motives.end(), motive) == motives.end()) motives.push_back(motive);
  }
  return motives;
}

Table motive_table(const Design& design, const Results& results, const Look& look, const std::string& motive) {
  Table table = empty_standings(look);
  for (const Standing& standing : results.standings)
    if (design.entrants[standing.entrant].motive == motive) add(table, design, standing, look);
  return table;
}

}  // namespace

std::string standings_csv(const Design& design, const Results& results) {
  std::string csv = columns_of("standings.csv") + '\n';
  for (const Standing& standing : results.standings) {
    const Entrant& entrant = design.entrants[standing.entrant];
    const auto& interval = standing.rank_interval;
    csv +=
        fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", standing.rank, interval ? std::to_string((*interval)[0]) : "",
                    interval ? std::to_string((*interval)[1]) : "", in_quotes(entrant.name), in_quotes(entrant.motive),
                    shortest(standing.score), cell(standing.score_error), shortest(standing.cooperation),
                    shortest(standing.peace), shortest(standing.friction), shortest(standing.conflict));
  }
  return csv;
}

std::string how_played(const Design& design, const Results& results, const std::vector<Coverage>& coverage,
                       const Terminal& terminal) {
  return '\n' + engines_line(design, results, terminal.width) + coverage_line(design, coverage, terminal.width) +
         left_out_line(design, terminal.width);
}

std::string standings_document(const Design& design, const Results& results, Markup markup) {
  const Look look(design, results);
  const std::vector<std::string> motives = motives_of(design, results);
  std::string text;
  for (const std::string& motive : motives)
    text += (motives.size() > 1 ? escaped(motive_line(design, motive), markup) + "\n\n" : "") +
            motive_table(design, results, look, motive).in(markup) + '\n';
  return text;
}

std::string standings_table(const Design& design, const Results& results, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  Look look(design, results);
  look.has_color = terminal.has_color;
  const std::vector<std::string> motives = motives_of(design, results);
  const auto table_of = [&](const std::string& motive) { return motive_table(design, results, look, motive); };
  look.has_bars = terminal.is_terminal && std::all_of(motives.begin(), motives.end(), [&](const std::string& motive) {
                    return table_of(motive).full_width() + kBar + 2 <= width;
                  });
  std::string text;
  if (motives.size() > 1)
    text +=
        '\n' +
        wrapped("Ranks are within each motive, because scores under different payoffs are not comparable.", width, 0) +
        '\n';
  for (const std::string& motive : motives) {
    text += '\n' + (motives.size() > 1 ? fitted(motive_line(design, motive), width) + '\n' : "") +
            table_of(motive).text_for(terminal);
  }
  return text + '\n' + wrapped(overall(design, results), width, 0) + '\n' +
         check_paragraph(design, results, terminal.width);
}

std::string pair_table(const Design& design, const PairResult& pair, const Terminal& terminal) {
  const auto width = static_cast<std::size_t>(terminal.width);
  const bool is_exact = pair.engine == "exact";
  const bool has_deviations = pair.score_sd[0] && pair.score_sd[1];
  const int digits = decimals(std::max(pair.score_error[0].value_or(0), pair.score_error[1].value_or(0)));
  std::vector<Table::Column> heads{{"seat", false, false}, {"strategy", false, true}, {"score", true, false}};
  if (has_deviations) heads.push_back({"std. dev.", true, false});
  heads.push_back({"cooperation", true, false});
  Table table(heads);
  for (const std::size_t seat : {0U, 1U}) {
    std::vector<std::string> cells{seat == 0 ? "row" : "column",
                                   design.entrants[seat == 0 ? pair.row : pair.column].shown,
                                   score(pair.score[seat], is_exact ? std::nullopt : pair.score_error[seat], digits)};
    if (has_deviations) cells.push_back(score(*pair.score_sd[seat], {}, digits));
    cells.push_back(percent(pair.cooperation[seat]));
    table.add(cells);
  }
  const std::string deviations = deviation_line(design, pair);
  return table.text(width, terminal.has_color) + (deviations.empty() ? "" : wrapped(deviations, width, 0) + '\n') +
         '\n' + joint_table(design, pair);
}

}  // namespace detente::cli
