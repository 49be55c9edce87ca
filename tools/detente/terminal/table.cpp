// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;

}  // namespace

std::vector<std::size_t> Table::widths(std::size_t width) const {
  std::vector<std::size_t> widths(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    widths[i] = columns(columns_[i].title);
    for (const auto& row : rows_)
      if (row.size() == columns_.size()) widths[i] = std::max(widths[i], columns(row[i]));
  }
  const std::size_t total = std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  for (std::size_t i = 0; width > 0 && total > width && i < columns_.size(); ++i) {
    if (!columns_[i].yields) continue;
    const std::size_t excess = total - width;
    widths[i] = widths[i] > excess + kNarrowest ? widths[i] - excess : std::min(widths[i], kNarrowest);
    break;
  }
  return widths;
}

std::size_t Table::full_width() const {
  const std::vector<std::size_t> all = widths(0);
  return std::accumulate(all.begin(), all.end(), kGap * (all.size() - 1));
}

std::string Table::line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                        bool has_color) const {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string cell = fitted(cells[i], widths[i]);
    const std::string blanks(widths[i] - columns(cell), ' ');
    const std::size_t end = cell.find_last_not_of(' ') + 1;  // no colour hides the end of a line
    const std::string shown =
        columns_[i].colour != nullptr
            ? coloured(std::string_view(cell).substr(0, end), columns_[i].colour(cell), has_color) + cell.substr(end)
            : cell;
    line += columns_[i].is_number ? blanks + shown : shown + blanks;
    line += std::string(i + 1 < cells.size() ? kGap : 0, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

std::string Table::text(std::size_t width, bool has_color) const {
  const std::vector<std::size_t> fitting = widths(width);
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  std::string head = line(titles, fitting, false);
  head.pop_back();
  std::string text = coloured(head, Colour::bold, has_color) + '\n';
  for (const auto& row : rows_)
    text += row.size() == columns_.size() ? line(row, fitting, has_color)
                                          : '\n' + coloured(row.front(), Colour::bold, has_color) + '\n';
  return text;
}

std::string in_quotes(std::string_view text) {
  std::string field = "\"";
  for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"')) {
    field.append(text, 0, at).append("\"\"");
    text.remove_prefix(at + 1);
  }
  return field.append(text) + '"';
}

std::string decimal(double value, int decimals) {
  return with_minus(fmt::format("{:.{}f}", value, decimals));
}

std::string figure(double value) {
  return with_minus(rounded(value));
}

std::string with_minus(const std::string& number) {
  if (number[0] != '-') return number;
  const std::string size = number.substr(1);
  return size.find_first_not_of("0.") == std::string::npos ? size : "−" + size;
}

std::string cell(const std::optional<double>& value) {
  return value ? shortest(*value) : "";
}

std::string percent(double share) {
  const double shown = 100 * share;
  return fmt::format("{:.1f}%", std::abs(shown) < 0.05 ? 0.0 : shown);  // no "-0.0%"
}

}  // namespace detente::cli
