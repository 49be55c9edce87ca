// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/colours.hpp"

namespace detente::cli {

/// Rows of text in aligned columns.
class Table {
 public:
  struct Column {
    std::string title;
    bool is_number = false;                        ///< set flush right
    bool yields = false;                           ///< gives way, with "…", where the table is too wide
    Colour (*colour)(std::string_view) = nullptr;  ///< of a cell
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// One cell per column.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// A line of its own between rows, after an empty one.
  void add_heading(std::string heading) { rows_.push_back({std::move(heading)}); }
  /// All lines, each at most `width` columns wide where a column yields; 0 stands for any width.
  std::string text(std::size_t width, bool has_color = false) const;
  /// Columns that it takes where none yields.
  std::size_t full_width() const;

 private:
  std::vector<std::size_t> widths(std::size_t width) const;
  std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths, bool has_color) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
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
