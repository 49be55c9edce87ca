// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/sweep_text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "sweeps/sweep_figures.hpp"
#include "terminal/table.hpp"
#include "text/design_text.hpp"
#include "text/engines_text.hpp"
#include "text/short_values.hpp"
#include "text/spirals_text.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kLongestTitle = 10;
constexpr std::size_t kLongestName = 24;
constexpr std::size_t kColumnGap = 2;

/// What the tables of one sweep share.
struct Sheet {
  const Grid& grid;
  const std::vector<SweepOutcome>& outcomes;
  std::size_t width;
  Terminal terminal;
  std::vector<std::string> titles;  // values of the last key, or (1), (2), …

  Sheet(const Grid& its_grid, const std::vector<SweepOutcome>& its_outcomes, const Terminal& its_screen)
      : grid(its_grid),
        outcomes(its_outcomes),
        width(static_cast<std::size_t>(its_screen.width)),
        terminal(its_screen) {
    const std::vector<std::string>& values = grid.axes.back().values;
    const bool fit = std::all_of(values.begin(), values.end(),
                                 [](const std::string& value) { return columns(value) <= kLongestTitle; });
    for (std::size_t i = 0; i < values.size(); ++i) titles.push_back(fit ? values[i] : fmt::format("({})", i + 1));
  }
  std::size_t last() const { return titles.size(); }
  std::size_t blocks() const { return outcomes.size() / last(); }
};

/// What a block has in common: "game stag-hunt, rounds 50".
std::string block_name(const Sheet& sheet, std::size_t block) {
  std::vector<std::string> words = sheet.grid.values(block * sheet.last());
  words.pop_back();
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = sheet.grid.axes[i].key + " " + words[i];
  return joined(words);
}

std::string column_names(const Sheet& sheet) {
  const Axis& axis = sheet.grid.axes.back();
  if (sheet.titles == axis.values) return "Columns: " + axis.key;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < sheet.last(); ++i) names.push_back(sheet.titles[i] + " " + axis.values[i]);
  return "Columns: " + axis.key + " " + joined(names, "; ");
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, columns(text)), ' ');
}

/// "↑2" for a figure whose rank is better by two than the point before.
std::string change(const Cell& before, const Cell& now) {
  if (!before.rank || !now.rank || *before.rank == *now.rank) return "";
  return fmt::format("{}{}", *now.rank < *before.rank ? "↑" : "↓", std::abs(*now.rank - *before.rank));
}

Colour by_mark(std::string_view cell) {
  return cell.find('*') != std::string_view::npos ? Colour::green : Colour::plain;
}

/// How a row goes from the first column to the last, beside those of its table.
std::vector<std::string> shapes(const std::vector<std::vector<std::optional<double>>>& rows) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (const auto& row : rows)
    for (const std::optional<double>& value : row) {
      least = std::min(least, value.value_or(least));
      most = std::max(most, value.value_or(most));
    }
  std::vector<std::string> lines;
  for (const auto& row : rows) lines.push_back(sparkline(row, least, most));
  return lines;
}

/// One table: rows by columns, folded where they do not fit side by side.
std::string block_table(const Sheet& sheet, const Figure& figure, const std::vector<RowName>& rows, std::size_t block) {
  std::vector<std::vector<std::string>> values, marks;  // by row and column
  std::vector<std::vector<std::optional<double>>> figures_of;
  std::size_t widest_mark = 0, widest = 0, widest_name = columns("strategy");
  for (const RowName& row : rows) {
    widest_name = std::max(widest_name, std::min(kLongestName, columns(row.name)));
    values.emplace_back();
    marks.emplace_back();
    figures_of.emplace_back();
    Cell before;
    for (std::size_t column = 0; column < sheet.last(); ++column) {
      const Cell cell = cell_of(sheet.outcomes[block * sheet.last() + column], figure, row);
      values.back().push_back(cell.value ? decimal(figure.scale * *cell.value, figure.decimals) : "–");
      figures_of.back().push_back(cell.value);
      marks.back().push_back((cell.is_best ? "*" : "") + change(before, cell));
      before = cell;
      widest = std::max({widest, columns(values.back().back()), columns(sheet.titles[column])});
      widest_mark = std::max(widest_mark, columns(marks.back().back()));
    }
  }
  const std::size_t room = sheet.width > widest_name ? sheet.width - widest_name : 0;
  const std::size_t at_once = std::max<std::size_t>(1, room / (widest + widest_mark + kColumnGap));
  const bool has_shapes = sheet.terminal.is_terminal && sheet.last() > 2 &&
                          sheet.last() * (widest + widest_mark + kColumnGap) + kColumnGap + sheet.last() <= room;
  const std::vector<std::string> lines = shapes(figures_of);
  std::string text;
  for (std::size_t first = 0; first < sheet.last(); first += at_once) {
    const std::size_t end = std::min(sheet.last(), first + at_once);
    std::vector<Table::Column> heads{{"strategy", false, true}};
    for (std::size_t column = first; column < end; ++column)
      heads.push_back({sheet.titles[column] + std::string(widest_mark, ' '), true, false, by_mark});
    if (has_shapes) heads.push_back({"", false, false});
    Table table(heads);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      std::vector<std::string> cells{rows[row].name};
      for (std::size_t column = first; column < end; ++column)
        cells.push_back(values[row][column] + padded(marks[row][column], widest_mark));
      if (has_shapes) cells.push_back(lines[row]);
      table.add(cells);
    }
    text += (first > 0 ? "\n" : "") + table.text(sheet.width, sheet.terminal.has_color);
  }
  return text;
}

bool plays_in(const Sheet& sheet, std::size_t block, const RowName& row) {
  for (std::size_t column = 0; column < sheet.last(); ++column)
    if (find_row(sheet.outcomes[block * sheet.last() + column], row) != nullptr) return true;
  return false;
}

std::string section(const Sheet& sheet, const Figure& figure) {
  std::string text = '\n' + wrapped(figure.title, sheet.width, 0) + '\n';
  const std::vector<RowName> all = row_names(sheet.outcomes);
  std::vector<std::string> motives;
  for (const RowName& row : all)
    if (std::find(motives.begin(), motives.end(), row.motive) == motives.end()) motives.push_back(row.motive);
  if (!figure.is_within_motive) motives = {""};
  bool is_first = true;
  for (std::size_t block = 0; block < sheet.blocks(); ++block)
    for (const std::string& motive : motives) {
      std::vector<RowName> rows = all;
      std::erase_if(rows, [&](const RowName& row) {
        return (!motive.empty() && row.motive != motive) || !plays_in(sheet, block, row);
      });
      if (rows.empty()) continue;
      std::vector<std::string> heads;
      if (sheet.blocks() > 1) heads.push_back(block_name(sheet, block));
      if (motives.size() > 1) heads.push_back(motive == "game" ? "the game's own payoffs" : "motive " + motive);
      const std::string head = joined(heads);
      text += (is_first ? "" : "\n") + (head.empty() ? "" : wrapped(head + ":", sheet.width, 0) + '\n') +
              block_table(sheet, figure, rows, block);
      is_first = false;
    }
  return text;
}

/// What becomes of one entrant that the grid is about.
std::string focus(const Sheet& sheet, const RowName& row) {
  std::vector<Table::Column> heads;
  for (const Axis& axis : sheet.grid.axes) heads.push_back({axis.key, false, heads.empty()});
  for (const char* const title : {"rank", "score", "peace", "ends", "baseline", "cost", "pays up to"})
    heads.push_back({title, true, false});
  Table table(heads);
  const std::vector<Figure> shown = figures();
  for (std::size_t point = 0; point < sheet.outcomes.size(); ++point) {
    const SweepRow* const found = find_row(sheet.outcomes[point], row);
    if (found == nullptr) continue;
    std::vector<std::string> cells;
    const std::vector<std::size_t> at = place(sheet.grid.axes, point);
    for (std::size_t key = 0; key < at.size(); ++key) cells.push_back(short_value(sheet.grid.axes[key], at[key]));
    const std::optional<Breaker>& breaker = found->breaker;
    const auto share = [](const std::optional<double>& value) { return value ? decimal(100 * *value, 1) : "–"; };
    cells.push_back(std::to_string(found->standing.rank));
    cells.push_back(decimal(found->standing.score, 3));
    cells.push_back(percent(found->standing.peace));
    for (const std::optional<double>& value : breaker ? std::array{breaker->answer.ends, breaker->answer.ends_baseline,
                                                                   breaker->answer.cost, breaker->answer.pays_up_to}
                                                      : std::array<std::optional<double>, 4>{})
      cells.push_back(share(value));
    table.add(cells);
  }
  return '\n' + row.name + ":\n" + table.text(sheet.width, sheet.terminal.has_color);
}

/// How a parameter that nobody gave is resolved from point to point; empty where it is the same everywhere.
std::string resolved_line(const Sheet& sheet, const RowName& row, const std::string& parameter) {
  const auto value_at = [&](std::size_t point) -> std::optional<double> {
    const SweepRow* const found = find_row(sheet.outcomes[point], row);
    if (found != nullptr)
      for (const ResolvedParameter& known : found->parameters)
        if (known.name == parameter) return known.value;
    return std::nullopt;
  };
  // Only the keys on which it depends are told.
  const std::vector<Axis>& axes = sheet.grid.axes;
  std::vector<Axis> told = axes;
  for (std::size_t key = 0; key < axes.size(); ++key) {
    bool depends = false;
    for (std::size_t point = 0; point < sheet.outcomes.size() && !depends; ++point) {
      std::vector<std::size_t> at = place(axes, point);
      at[key] = 0;
      const auto here = value_at(point), there = value_at(point_at(axes, at));
      depends = here && there && *here != *there;
    }
    if (!depends) told[key].values.resize(1);
  }
  if (points(told) == 1) return "";
  std::vector<std::pair<double, std::vector<std::string>>> groups;  // a value, and where it holds
  for (std::size_t i = 0; i < points(told); ++i) {
    const std::vector<std::size_t> at = place(told, i);
    const auto value = value_at(point_at(axes, at));
    if (!value) continue;
    std::vector<std::string> where;
    for (std::size_t key = 0; key < axes.size(); ++key)
      if (told[key].values.size() > 1) where.push_back(axes[key].values[at[key]]);
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == *value; });
    if (known == groups.end())
      groups.push_back({*value, {joined(where, " × ")}});
    else
      known->second.push_back(joined(where, " × "));
  }
  std::vector<std::string> words, keys;
  for (const auto& [value, where] : groups)
    words.push_back(fmt::format("{} at {}", with_minus(fmt::format("{:.4g}", value)), joined(where)));
  for (std::size_t key = 0; key < axes.size(); ++key)
    if (told[key].values.size() > 1) keys.push_back(axes[key].key);
  return fmt::format("{} of {}, depending on {}: {}", parameter, row.name, joined(keys, " × "), joined(words, "; "));
}

std::string resolved_lines(const Sheet& sheet) {
  std::string text;
  for (const RowName& row : row_names(sheet.outcomes)) {
    std::set<std::string> names;
    for (const SweepOutcome& outcome : sheet.outcomes)
      if (const SweepRow* const found = find_row(outcome, row))
        for (const ResolvedParameter& parameter : found->parameters) names.insert(parameter.name);
    for (const std::string& name : names)
      if (const std::string line = resolved_line(sheet, row, name); !line.empty())
        text += wrapped(line, sheet.width, 0) + '\n';
  }
  return text.empty() ? "" : '\n' + text;
}

std::string engines(const std::vector<SweepOutcome>& outcomes) {
  std::size_t pairs = 0, sampled = 0;
  std::vector<Coverage> coverage;
  for (const SweepOutcome& outcome : outcomes) {
    pairs += outcome.pairs;
    sampled += outcome.sampled;
    for (const Coverage& found : outcome.coverage) {
      const auto known =
          std::find_if(coverage.begin(), coverage.end(), [&](const Coverage& sum) { return sum.test == found.test; });
      Coverage& sum = known == coverage.end() ? coverage.emplace_back(Coverage{.test = found.test}) : *known;
      sum.pairs += found.pairs;
      sum.sampled += found.sampled;
    }
  }
  const std::string all =
      fmt::format("{} tournament{}, {} pairs", outcomes.size(), outcomes.size() == 1 ? "" : "s", pairs);
  const std::string tests = sampled_tests(coverage);
  return (sampled == 0 ? all + ", all exact"
                       : fmt::format("{}, of which {} sampled; their errors are in CSV and JSON", all, sampled)) +
         (tests.empty() ? "" : "; of the tests of spirals, " + tests + " sampled");
}

}  // namespace

std::string sweep_header(const Grid& grid, const SweepPoint& first, const std::vector<SweepOutcome>& outcomes,
                         const Terminal& terminal) {
  std::vector<std::string> keys;
  for (const Axis& axis : grid.axes) keys.push_back(axis.key);
  return design_header(first.design, terminal.width, [&](std::string_view key) { return !grid.sweeps(key); }) +
         wrapped(fmt::format("Over {}: {}", joined(keys, " × "), engines(outcomes)),
                 static_cast<std::size_t>(terminal.width), 0) +
         '\n';
}

std::string sweep_table(const Grid& grid, const SweepPoint& first, const std::vector<SweepOutcome>& outcomes,
                        const Terminal& terminal) {
  const Sheet sheet(grid, outcomes, terminal);
  std::string text = sweep_header(grid, first, outcomes, terminal);
  std::vector<RowName> varied;
  for (const RowName& row : row_names(outcomes))
    if (row.is_varied) varied.push_back(row);
  if (!varied.empty()) {
    text += '\n' +
            wrapped(
                "Columns: rank within its motive, score per round, share of rounds at peace; in %: how often spirals "
                "end, and with the baseline in the seat; what it keeps less than who always arms against its worst "
                "aggressor, of R − P (cost); largest share of aggressors at which it earns more than the baseline.",
                sheet.width, 0) +
            '\n';
    for (const Axis& axis : grid.axes) text += numbered_values(axis, sheet.width);
    for (const RowName& row : varied) text += focus(sheet, row);
    return text + resolved_lines(sheet);
  }
  text += wrapped(column_names(sheet), sheet.width, 0) + '\n';
  bool has_breakers = false;
  for (const SweepOutcome& outcome : outcomes)
    for (const SweepRow& row : outcome.rows) has_breakers = has_breakers || row.breaker;
  for (const Figure& figure : figures())
    if (!figure.is_about_spirals || has_breakers) text += section(sheet, figure);
  return text + '\n' +
         wrapped(
             "* best in its column (for ends and cost: among seekers that are not always hostile or always "
             "restrained); ↑ ↓ ranks gained or lost relative to the previous column.",
             sheet.width, 0) +
         '\n' + resolved_lines(sheet);
}

}  // namespace detente::cli
