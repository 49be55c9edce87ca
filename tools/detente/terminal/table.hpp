// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/colours.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

/// Languages in which documents are written.
enum class Markup { markdown, latex };

/// A text in which nothing is taken for markup.
std::string escaped(std::string_view text, Markup markup);

/// Rows of text in aligned columns.
class Table {
 public:
  struct Column {
    std::string title;                             ///< may have lines
    bool is_number = false;                        ///< set flush right
    bool yields = false;                           ///< gives way, with "…" in it, where the table is too wide
    Colour (*colour)(std::string_view) = nullptr;  ///< of a cell
    int goes = 0;                                  ///< where the table is too wide, the greatest goes first; 0 stays
    bool is_prose = false;                         ///< it yields at its end; names yield where they stay apart
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// One cell per column.
  void add(std::vector<std::string> row) { rows_.push_back({std::move(row), Kind::cells}); }
  /// A line of its own between rows, after an empty one.
  void add_heading(std::string heading) { rows_.push_back({{std::move(heading)}, Kind::heading}); }
  /// The same without the empty line.
  void add_line(std::string heading) { rows_.push_back({{std::move(heading)}, Kind::line}); }
  /// All lines, each at most `width` columns wide where columns go or yield; 0 stands for any width.
  std::string text(std::size_t width, bool has_color = false) const;
  /// The same for a terminal. Where nobody looks, names stay whole, and the column that goes first is left out if that
  /// alone makes the others fit.
  std::string text_for(const Terminal& terminal) const;
  /// All of it as a table of a document; headings are rows. LaTeX's needs the package booktabs.
  std::string in(Markup markup) const;
  /// Columns that it takes where none yields.
  std::size_t full_width() const;

 private:
  enum class Kind : std::uint8_t { cells, heading, line };
  struct Row {
    std::vector<std::string> cells;  // of a heading or a line, one
    Kind kind;
  };

  std::vector<std::size_t> widths(std::size_t width) const;
  /// Columns that it takes where all that yield do.
  std::size_t least_width() const;
  /// Columns down to which a column that yields may go, from so many on.
  std::size_t least_width(std::size_t column, std::size_t from) const;
  std::vector<std::string> cells_of(std::size_t column) const;
  Table without(std::size_t column) const;
  /// The same with the cells of columns that yield shortened to what they are given, no two of them alike.
  Table shortened(const std::vector<std::size_t>& widths) const;
  std::string body(const std::vector<std::size_t>& widths, bool has_color) const;
  std::string head(const std::vector<std::size_t>& widths, bool has_color) const;
  std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths, bool has_color) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

/// A text as a field of comma-separated values: quoted, and quotes in it doubled.
std::string in_quotes(std::string_view text);
/// A number with so many decimals, a true minus, and none before a zero.
std::string decimal(double value, int decimals);
/// A field of comma-separated values: the shortest digits that read back, or nothing.
std::string cell(const std::optional<double>& value);
/// A computed number to twelve digits at most, with a true minus.
std::string figure(double value);
/// The digits of a number with a true minus, and none before a zero.
std::string with_minus(const std::string& number);
/// A share as "91.2%".
std::string percent(double share);

}  // namespace detente::cli
