// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "terminal/table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/terminal.hpp"

namespace detente::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;
constexpr std::size_t kReadable = 15;  // columns of a name that is shortened

/// Bytes of so many characters from the start of a text, or up to its end.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && characters-- == 0) break;
  return at;
}

/// A text with "…" in place of its middle, and so many characters after that.
std::string with_gap(const std::string& text, std::size_t width, std::size_t tail) {
  const std::size_t all = columns(text);
  if (all <= width) return text;
  const std::size_t head = width - 1 - tail;
  return text.substr(0, bytes_of(text, head)) + "…" + text.substr(bytes_of(text, all - tail));
}

/// Texts of at most that width that are as different as they were; absent where no place for the gap keeps them so.
std::optional<std::vector<std::string>> shortened_apart(const std::vector<std::string>& texts, std::size_t width) {
  const std::set<std::string> different(texts.begin(), texts.end());
  const std::size_t middle = (width - 1) / 2;
  for (std::size_t step = 0; step + 1 < width; ++step)
    for (const std::size_t tail : {middle + step, middle - std::min(step, middle)}) {
      if (tail + 1 > width) continue;
      std::vector<std::string> list;
      for (const std::string& text : texts) list.push_back(with_gap(text, width, tail));
      if (std::set<std::string>(list.begin(), list.end()).size() == different.size()) return list;
    }
  return std::nullopt;
}

/// The least width, from one on, to which these texts can be shortened and stay apart.
std::size_t least_apart(const std::vector<std::string>& texts, std::size_t from) {
  std::size_t widest = 0;
  for (const std::string& text : texts) widest = std::max(widest, columns(text));
  while (from < widest && !shortened_apart(texts, from)) ++from;
  return std::min(from, widest);
}

std::vector<std::string> lines_of(const std::string& title) {
  std::vector<std::string> lines(1);
  for (const char letter : title) {
    if (letter == '\n')
      lines.emplace_back();
    else
      lines.back() += letter;
  }
  return lines;
}

}  // namespace

std::vector<std::size_t> Table::widths(std::size_t width) const {
  std::vector<std::size_t> widths(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    for (const std::string& line : lines_of(columns_[i].title)) widths[i] = std::max(widths[i], columns(line));
    for (const auto& [cells, kind] : rows_)
      if (kind == Kind::cells) widths[i] = std::max(widths[i], columns(cells[i]));
  }
  const auto total = [&] { return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1)); };
  // The widest of those that yield gives way first, down to what still tells names apart, and then the others.
  for (const std::size_t least : {kReadable, kNarrowest})
    while (width > 0 && total() > width) {
      std::size_t widest = columns_.size();
      for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].yields && widths[i] > least_width(i, least) &&
            (widest == columns_.size() || widths[i] > widths[widest]))
          widest = i;
      if (widest == columns_.size()) break;
      --widths[widest];
    }
  return widths;
}

std::size_t Table::least_width() const {
  std::vector<std::size_t> all = widths(0);
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].yields) all[i] = std::min(all[i], least_width(i, kReadable));
  return std::accumulate(all.begin(), all.end(), kGap * (all.size() - 1));
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

std::size_t Table::least_width(std::size_t column, std::size_t from) const {
  return columns_[column].is_prose ? from : least_apart(cells_of(column), from);
}

std::vector<std::string> Table::cells_of(std::size_t column) const {
  std::vector<std::string> cells;
  for (const Row& row : rows_)
    if (row.kind == Kind::cells) cells.push_back(row.cells[column]);
  return cells;
}

Table Table::without(std::size_t column) const {
  Table rest = *this;
  const auto erase = [&](auto& list) { list.erase(list.begin() + static_cast<std::ptrdiff_t>(column)); };
  for (auto& [cells, kind] : rest.rows_)
    if (kind == Kind::cells) erase(cells);
  erase(rest.columns_);
  return rest;
}

Table Table::shortened(const std::vector<std::size_t>& widths) const {
  Table result = *this;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].yields || columns_[i].is_prose) continue;
    const auto cells = shortened_apart(cells_of(i), widths[i]);
    if (!cells) continue;  // as wide as they are
    auto next = cells->begin();
    for (Row& row : result.rows_)
      if (row.kind == Kind::cells) row.cells[i] = *next++;
  }
  return result;
}

std::string Table::head(const std::vector<std::size_t>& widths, bool has_color) const {
  std::size_t height = 0;
  for (const Column& column : columns_) height = std::max(height, lines_of(column.title).size());
  std::string text;
  for (std::size_t i = 0; i < height; ++i) {
    std::vector<std::string> cells;
    for (const Column& column : columns_) {
      const std::vector<std::string> lines = lines_of(column.title);
      cells.push_back(i + lines.size() < height ? "" : lines[i + lines.size() - height]);
    }
    std::string words = line(cells, widths, false);
    words.pop_back();
    text += coloured(words, Colour::bold, has_color) + '\n';
  }
  return text;
}

std::string Table::text(std::size_t width, bool has_color) const {
  if (width > 0 && full_width() > width) {
    const auto last = std::max_element(columns_.begin(), columns_.end(),
                                       [](const Column& a, const Column& b) { return a.goes < b.goes; });
    if (last->goes > 0 && least_width() > width)
      return without(static_cast<std::size_t>(last - columns_.begin())).text(width, has_color);
    const std::vector<std::size_t> fitting = widths(width);
    const Table narrow = shortened(fitting);
    return narrow.head(fitting, has_color) + narrow.body(fitting, has_color);
  }
  const std::vector<std::size_t> fitting = widths(width);
  return head(fitting, has_color) + body(fitting, has_color);
}

std::string Table::text_for(const Terminal& terminal) const {
  const auto width = static_cast<std::size_t>(terminal.width);
  if (terminal.is_terminal) return text(width, terminal.has_color);
  const auto last = std::max_element(columns_.begin(), columns_.end(),
                                     [](const Column& a, const Column& b) { return a.goes < b.goes; });
  if (full_width() <= width || last == columns_.end() || last->goes == 0) return text(0);
  const Table narrow = without(static_cast<std::size_t>(last - columns_.begin()));
  return (narrow.full_width() <= width ? narrow : *this).text(0);
}

std::string Table::body(const std::vector<std::size_t>& fitting, bool has_color) const {
  std::string text;
  for (const auto& [cells, kind] : rows_)
    text += kind == Kind::cells
                ? line(cells, fitting, has_color)
                : (kind == Kind::heading ? "\n" : "") + coloured(cells.front(), Colour::bold, has_color) + '\n';
  return text;
}

std::string escaped(std::string_view text, Markup markup) {
  const std::string_view special = markup == Markup::latex ? "&%$#_{}" : "|*_<>`";
  std::string result;
  for (const char letter : text) {
    if (markup == Markup::latex && letter == '~')
      result += "\\textasciitilde{}";
    else if (markup == Markup::latex && letter == '^')
      result += "\\textasciicircum{}";
    else if (markup == Markup::latex && letter == '\\')
      result += "\\textbackslash{}";
    else
      result += special.find(letter) == std::string_view::npos ? std::string{letter} : std::string{'\\', letter};
  }
  if (markup != Markup::latex) return result;
  // Signs that LaTeX has in mathematics alone.
  for (const auto& [sign, command] :
       {std::pair{"−", "$-$"}, std::pair{"±", "$\\pm$"}, std::pair{"≥", "$\\geq$"}, std::pair{"≤", "$\\leq$"}})
    for (std::size_t at = result.find(sign); at != std::string::npos; at = result.find(sign, at + 1))
      result.replace(at, std::string_view(sign).size(), command);
  return result;
}

std::string Table::in(Markup markup) const {
  const bool is_latex = markup == Markup::latex;
  const auto row_of = [&](const std::vector<std::string>& cells) {
    std::vector<std::string> words;
    for (const std::string& cell : cells) words.push_back(escaped(trimmed(cell), markup));
    return is_latex ? "  " + joined(words, " & ") + " \\\\\n" : "| " + joined(words, " | ") + " |\n";
  };
  std::vector<std::string> titles, rules;
  std::string places;
  for (const Column& column : columns_) {
    std::string title;
    for (const std::string& line : lines_of(column.title))
      title += (title.empty() || title.ends_with('/') || title.ends_with('-') ? "" : " ") + line;
    titles.push_back(title);
    rules.emplace_back(column.is_number ? "---:" : "---");
    places += column.is_number ? 'r' : 'l';
  }
  std::string body;
  for (const auto& [cells, kind] : rows_) {
    if (kind == Kind::cells)
      body += row_of(cells);
    else if (is_latex)
      body += "  \\multicolumn{" + std::to_string(columns_.size()) + "}{l}{\\emph{" + escaped(cells.front(), markup) +
              "}} \\\\\n";
    else
      body += "| *" + escaped(cells.front(), markup) + "* |" +
              joined(std::vector<std::string>(columns_.size() - 1, " |"), "") + '\n';
  }
  if (!is_latex) return row_of(titles) + "| " + joined(rules, " | ") + " |\n" + body;
  return "\\begin{tabular}{" + places + "}\n  \\toprule\n" + row_of(titles) + "  \\midrule\n" + body +
         "  \\bottomrule\n\\end{tabular}\n";
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
