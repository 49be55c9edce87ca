// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "files/output.hpp"
#include "files/thrift_compact.hpp"

struct ZSTD_CCtx_s;

/// Tables as Apache Parquet files (https://github.com/apache/parquet-format), which pandas, R and DuckDB read.
namespace detente::cli {

/// The most rows of a row group, which is what is in memory at a time. The lowest bytes of so many doubles, and then
/// the next ones, fill blocks of zstd (128 KiB), each with a code of its own: 122,880 rows take 1.6% more room.
inline constexpr std::size_t kParquetGroupRows = 65'536;
/// The length of the distinct texts of a column at which a row group ends early: a page has to be less than 2 GiB.
inline constexpr std::size_t kParquetGroupText = std::size_t{32} << 20;

/// The texts of a column in a row group: each distinct one once, and which of them each row has.
class ParquetTexts {
 public:
  /// Adds the text of the next row.
  void add(std::string_view text);
  /// Forgets all rows.
  void clear();

  /// How many distinct texts there are.
  std::size_t distinct() const { return places_.size(); }
  /// The distinct texts in the order of their first rows, each after its length in four bytes.
  const std::string& dictionary() const { return dictionary_; }
  /// The place in the dictionary of the text of each row.
  const std::vector<std::uint32_t>& rows() const { return rows_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> places_;
  std::string last_;  // many rows have the text of the row before
  std::string dictionary_;
  std::vector<std::uint32_t> rows_;
};

/// The numbers of a column in a row group; what is absent takes one bit.
template <class Number>
class ParquetNumbers {
 public:
  /// Adds the number of the next row, if it has one.
  void add(const std::optional<Number>& number) {
    is_there_.push_back(number ? 1 : 0);
    if (number) numbers_.push_back(*number);
  }
  /// Forgets all rows.
  void clear() {
    is_there_.clear();
    numbers_.clear();
  }

  /// 1 for each row that has a number, 0 for each that has none.
  const std::vector<std::uint8_t>& is_there() const { return is_there_; }
  /// The numbers of the rows that have one.
  const std::vector<Number>& numbers() const { return numbers_; }

 private:
  std::vector<std::uint8_t> is_there_;
  std::vector<Number> numbers_;
};

/// What a column holds in a row group, of any kind.
using ParquetValues = std::variant<ParquetTexts, ParquetNumbers<std::int64_t>, ParquetNumbers<double>>;

/// A column of a row group: its name, and what it holds.
struct ParquetChunk {
  std::string name;
  ParquetValues values;
};

/// How values of a type are kept; of other types there are no columns.
template <class Value>
struct ParquetKind {};
template <class Value>
requires std::convertible_to<Value, std::string_view>
struct ParquetKind<Value> {
  using Values = ParquetTexts;
};
template <std::integral Value>
requires std::same_as<std::common_type_t<Value, std::int64_t>, std::int64_t>
struct ParquetKind<Value> {
  using Values = ParquetNumbers<std::int64_t>;
};
template <>
struct ParquetKind<double> {
  using Values = ParquetNumbers<double>;
};
template <class Number>
requires std::is_arithmetic_v<Number>
struct ParquetKind<std::optional<Number>> : ParquetKind<Number> {
};

/// How values that a function returns of a row are kept.
template <class Get, class Row>
using ParquetKept = typename ParquetKind<std::decay_t<std::invoke_result_t<const Get&, const Row&>>>::Values;

/// A column of a table: its name, and a function that returns what it holds of a row. That is a text, a whole number
/// that `std::int64_t` can hold or a double; a number may be `std::optional`.
template <class Row>
class ParquetColumn {
 public:
  template <class Get>
  requires requires { typename ParquetKept<Get, Row>; }
  ParquetColumn(std::string name, Get get)
      : empty_{std::move(name), ParquetKept<Get, Row>{}},
        add_([value = std::move(get)](const Row& row, ParquetValues& values) {
          std::get_if<ParquetKept<Get, Row>>(&values)->add(value(row));
        }) {}

  /// The column of no rows.
  const ParquetChunk& empty() const { return empty_; }
  /// Adds what the column holds of a row to what was empty at first.
  void add(const Row& row, ParquetChunk& chunk) const { add_(row, chunk.values); }

 private:
  ParquetChunk empty_;
  std::function<void(const Row&, ParquetValues&)> add_;
};

/// Names and texts about a file as a whole.
using ParquetNotes = std::vector<std::pair<std::string, std::string>>;

/// A Parquet file that is being written from front to back, a row group at a time.
class ParquetGroups {
 public:
  /// Writes the beginning of a file. The columns are empty.
  ParquetGroups(std::vector<ParquetChunk> columns, Sink sink);

  /// The columns of the row group at hand, to each of which the next row adds a value.
  std::vector<ParquetChunk>& columns() { return columns_; }
  /// Ends a row, and with the last of its rows a row group, which is then written.
  void end_row();
  /// Writes what is left of the rows, and the end of the file.
  void end(const ParquetNotes& notes);

 private:
  struct FreeZstd {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  struct Written;

  void write(std::string_view bytes);
  void write_page(ThriftStruct header, int id, const ThriftStruct& kind, Written& chunk);
  void write_group();
  ThriftStruct write_chunk(const ParquetChunk& column, Written& chunk);

  std::vector<ParquetChunk> columns_;
  Sink sink_;
  std::unique_ptr<ZSTD_CCtx_s, FreeZstd> zstd_;
  std::string page_, packed_;  // before and after compression
  std::int64_t written_ = 0;   // bytes
  std::size_t rows_ = 0;       // of the row group at hand
  std::int64_t all_rows_ = 0;  // of those written
  ThriftStructs groups_;
};

/// Writes a table as a Parquet file. `each` is called once, with a function that takes the rows one by one.
template <class Row, class Each>
void write_parquet(const std::vector<ParquetColumn<Row>>& columns, const ParquetNotes& notes, const Each& each,
                   Sink sink) {
  std::vector<ParquetChunk> empty;
  for (const ParquetColumn<Row>& column : columns) empty.push_back(column.empty());
  ParquetGroups groups(std::move(empty), std::move(sink));
  each([&](const Row& row) {
    auto chunk = groups.columns().begin();
    for (const ParquetColumn<Row>& column : columns) column.add(row, *chunk++);
    groups.end_row();
  });
  groups.end(notes);
}

}  // namespace detente::cli
