// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <zstd.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <stdexcept>

#include "files/parquet_file.hpp"

/// Parquet files: what was written is read again, bit for bit, by a reader that knows only the definition of the format
/// (https://github.com/apache/parquet-format).
namespace {

using namespace detente::cli;

/// A value of Thrift, whichever it is.
struct Thrift {
  std::int64_t number = 0;
  std::string text;
  std::vector<Thrift> list;
  std::map<int, Thrift> fields;

  bool has(int id) const { return fields.count(id) != 0; }
  const Thrift& operator[](int id) const { return fields.at(id); }
};

/// Bytes from front to back.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : left_(bytes) {}

  std::size_t left() const { return left_.size(); }
  std::string_view take(std::size_t size) {
    if (size > left_.size()) throw std::runtime_error("the file ends too early");
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; const char c : take(size))
      number |= std::uint64_t{static_cast<unsigned char>(c)} << 8 * i++;
    return number;
  }
  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint64_t byte = this->number(1);
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
  }
  Thrift thrift(std::uint64_t type = 12) {
    Thrift value;
    if (type == 5 || type == 6) {
      const std::uint64_t zigzag = varint();
      value.number = static_cast<std::int64_t>(zigzag >> 1 ^ (~(zigzag & 1) + 1));
    } else if (type == 8) {
      value.text = take(varint());
    } else if (type == 9) {
      const std::uint64_t head = number(1);
      const std::uint64_t size = head >> 4 == 15 ? varint() : head >> 4;
      for (std::uint64_t i = 0; i < size; ++i) value.list.push_back(thrift(head & 15));
    } else if (type == 12) {
      int id = 0;
      while (const std::uint64_t head = number(1)) {
        id = head >> 4 == 0 ? static_cast<int>(thrift(5).number) : id + static_cast<int>(head >> 4);
        value.fields[id] = thrift(head & 15);
      }
    } else {
      throw std::runtime_error("a type of Thrift that Parquet files of ours do not have");
    }
    return value;
  }
  /// Small numbers of so many bits, in runs or in eights.
  std::vector<std::uint64_t> small(int width, std::size_t count) {
    std::vector<std::uint64_t> numbers;
    while (numbers.size() < count) {
      const std::uint64_t head = varint();
      if ((head & 1) == 0) {
        numbers.insert(numbers.end(), head >> 1, number(static_cast<std::size_t>(width + 7) / 8));
        continue;
      }
      const auto bits = static_cast<std::size_t>(width);
      const std::string_view packed = take((head >> 1) * bits);
      const auto bit_at = [&](std::size_t at) { return static_cast<std::uint64_t>(packed[at / 8] >> at % 8 & 1); };
      for (std::size_t i = 0; i < 8 * (head >> 1) && numbers.size() < count; ++i) {
        numbers.push_back(0);
        for (std::size_t bit = 0; bit < bits; ++bit) numbers.back() |= bit_at(i * bits + bit) << bit;
      }
    }
    EXPECT_EQ(numbers.size(), count);
    return numbers;
  }

 private:
  std::string_view left_;
};

/// A page of a file: its header, and its bytes as they were before compression.
struct Page {
  Thrift header;
  std::string bytes;
};

Page page_at(Bytes& file) {
  Page page{file.thrift(), {}};
  const std::string_view packed = file.take(static_cast<std::size_t>(page.header[3].number));
  page.bytes.resize(static_cast<std::size_t>(page.header[2].number));
  const std::size_t size = ZSTD_decompress(page.bytes.data(), page.bytes.size(), packed.data(), packed.size());
  if (size != page.bytes.size()) throw std::runtime_error("a page is damaged");
  return page;
}

using Cell = std::optional<std::string>;  // a text, or the eight bytes of a number

/// A whole file.
struct Read {
  explicit Read(const std::string& file) {
    if (file.substr(0, 4) != "PAR1" || file.substr(file.size() - 4) != "PAR1") throw std::runtime_error("no magic");
    const std::size_t size = Bytes(std::string_view(file).substr(file.size() - 8)).number(4);
    Bytes end(std::string_view(file).substr(file.size() - 8 - size, size));
    footer = end.thrift();
    EXPECT_EQ(end.left(), 0U);
    columns.resize(footer[2].list.size() - 1);
    std::size_t at = 4;
    for (const Thrift& group : footer[4].list) {
      std::int64_t raw = 0, packed = 0;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const Thrift& chunk = group[1].list.at(i)[3];
        const auto length = static_cast<std::size_t>(chunk[7].number);
        EXPECT_EQ(chunk[chunk.has(11) ? 11 : 9].number, static_cast<std::int64_t>(at));
        EXPECT_EQ(chunk[3].list.at(0).text, footer[2].list.at(i + 1)[4].text);
        EXPECT_EQ(chunk[5].number, group[3].number);
        read(std::string_view(file).substr(at, length), chunk, columns[i]);
        at += length;
        raw += chunk[6].number;
        packed += chunk[7].number;
      }
      EXPECT_EQ(group[2].number, raw);
      EXPECT_EQ(group[6].number, packed);
      group_rows.push_back(static_cast<std::size_t>(group[3].number));
    }
    EXPECT_EQ(at + size + 8, file.size());
  }

  /// Statistics of a column in the first row group.
  const Thrift& statistics(std::size_t column) const { return footer[4].list.at(0)[1].list.at(column)[3][12]; }

  Thrift footer;
  std::vector<std::vector<Cell>> columns;
  std::vector<std::size_t> group_rows;

 private:
  static void read(std::string_view bytes, const Thrift& chunk, std::vector<Cell>& cells) {
    Bytes pages(bytes);
    const auto rows = static_cast<std::size_t>(chunk[5].number);
    std::vector<std::string> dictionary;
    auto raw = static_cast<std::int64_t>(bytes.size());
    if (chunk[1].number == 6) {
      const Page page = page_at(pages);
      EXPECT_EQ(page.header[1].number, 2);
      raw += page.header[2].number - page.header[3].number;
      for (Bytes texts(page.bytes); texts.left() > 0;) dictionary.emplace_back(texts.take(texts.number(4)));
      EXPECT_EQ(page.header[7][1].number, static_cast<std::int64_t>(dictionary.size()));
      EXPECT_EQ(static_cast<std::int64_t>(bytes.size() - pages.left()), chunk[9].number - chunk[11].number);
    }
    const Page page = page_at(pages);
    EXPECT_EQ(pages.left(), 0U);
    EXPECT_EQ(raw + page.header[2].number - page.header[3].number, chunk[6].number);
    EXPECT_EQ(page.header[1].number, 0);
    EXPECT_EQ(page.header[5][1].number, chunk[5].number);
    EXPECT_EQ(page.header[5][2].number, chunk[2].list.at(0).number);
    Bytes data(page.bytes);
    if (!dictionary.empty()) {
      const auto width = static_cast<int>(data.number(1));
      for (const std::uint64_t place : data.small(width, rows)) cells.emplace_back(dictionary.at(place));
    } else {
      Bytes levels(data.take(data.number(4)));
      const std::vector<std::uint64_t> is_there = levels.small(1, rows);
      EXPECT_EQ(levels.left(), 0U);
      const std::size_t count = data.left() / 8;
      const std::string_view numbers = data.take(8 * count);
      const bool is_split = page.header[5][2].number == 9;
      std::size_t number = 0;
      for (const std::uint64_t is_this_there : is_there) {
        Cell& cell = cells.emplace_back();
        if (is_this_there == 0) continue;
        cell.emplace();
        for (std::size_t byte = 0; byte < 8; ++byte)
          *cell += numbers.at(is_split ? byte * count + number : 8 * number + byte);
        ++number;
      }
      EXPECT_EQ(number, count);
    }
    EXPECT_EQ(data.left(), 0U);
  }
};

struct Row {
  std::string text;
  std::optional<std::int64_t> whole;
  std::optional<double> number;
};
using Rows = std::vector<Row>;

const std::vector<ParquetColumn<Row>> kColumns{{"text", [](const Row& row) -> const std::string& { return row.text; }},
                                               {"whole", [](const Row& row) { return row.whole; }},
                                               {"number", [](const Row& row) { return row.number; }}};

void write(const Rows& rows, const Sink& sink, const ParquetNotes& notes = {}) {
  write_parquet<Row>(
      kColumns, notes,
      [&](const auto& add) {
        for (const Row& row : rows) add(row);
      },
      sink);
}

std::string written(const Rows& rows, const ParquetNotes& notes = {}) {
  std::string file;
  write(
      rows, [&](std::string_view piece) { file += piece; }, notes);
  return file;
}

template <class Number>
Cell cell_of(const std::optional<Number>& number) {
  if (!number) return {};
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(std::bit_cast<std::uint64_t>(*number) >> 8 * i);
  return bytes;
}

/// Writes rows, and expects to read the same ones.
Read again(const Rows& rows) {
  Read read(written(rows));
  EXPECT_EQ(read.footer[3].number, static_cast<std::int64_t>(rows.size()));
  for (const std::vector<Cell>& column : read.columns) EXPECT_EQ(column.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(read.columns[0].at(i), rows[i].text) << i;
    EXPECT_EQ(read.columns[1].at(i), cell_of(rows[i].whole)) << i;
    EXPECT_EQ(read.columns[2].at(i), cell_of(rows[i].number)) << i;
    if (testing::Test::HasFailure()) break;
  }
  return read;
}

/// Rows of any kind, some of whose numbers are absent.
Rows any_rows(std::size_t count, std::size_t names = 3) {
  std::mt19937_64 bits(count);
  Rows rows(count);
  for (Row& row : rows) {
    row.text = "name " + std::to_string(bits() % names);
    if (bits() % 3 != 0) row.whole = static_cast<std::int64_t>(bits());
    if (bits() % 3 != 0) row.number = std::bit_cast<double>(bits());
  }
  return rows;
}

Rows with_numbers(std::initializer_list<std::optional<double>> numbers) {
  Rows rows;
  for (const std::optional<double>& number : numbers) rows.push_back({"", 0, number});
  return rows;
}

using Sizes = std::vector<std::size_t>;

TEST(ParquetFile, of_no_rows_has_its_columns) {
  const Read read = again({});
  EXPECT_EQ(read.group_rows, Sizes{});
  ASSERT_EQ(read.footer[2].list.size(), 4U);
  EXPECT_EQ(read.footer[2].list[0][5].number, 3);
  const auto expect = [&](std::size_t i, const std::string& name, int type, bool is_optional) {
    const Thrift& column = read.footer[2].list[i];
    EXPECT_EQ(column[4].text, name);
    EXPECT_EQ(column[1].number, type);
    EXPECT_EQ(column[3].number, is_optional ? 1 : 0);
  };
  expect(1, "text", 6, false);
  expect(2, "whole", 2, true);
  expect(3, "number", 5, true);
}

TEST(ParquetFile, has_row_groups_of_bounded_length) {
  constexpr std::size_t kGroup = kParquetGroupRows;
  EXPECT_EQ(again(any_rows(1)).group_rows, Sizes{1});
  EXPECT_EQ(again(any_rows(1000)).group_rows, Sizes{1000});
  EXPECT_EQ(again(any_rows(kGroup - 1)).group_rows, Sizes{kGroup - 1});
  EXPECT_EQ(again(any_rows(kGroup)).group_rows, Sizes{kGroup});
  EXPECT_EQ(again(any_rows(kGroup + 1)).group_rows, (Sizes{kGroup, 1}));
  EXPECT_EQ(again(any_rows(2 * kGroup + 77)).group_rows, (Sizes{kGroup, kGroup, 77}));
}

TEST(ParquetFile, hands_over_a_row_group_before_the_next_one_begins) {
  std::size_t bytes = 0, rows = 0, first = 0;
  write_parquet<Row>(
      kColumns, {},
      [&](const auto& add) {
        for (const Row& row : any_rows(kParquetGroupRows + 1)) {
          if (++rows == kParquetGroupRows) first = bytes;
          add(row);
          if (rows < kParquetGroupRows) {
            EXPECT_EQ(bytes, 4U);
          }
        }
        EXPECT_GT(bytes, 8 * kParquetGroupRows);
      },
      [&](std::string_view piece) { bytes += piece.size(); });
  EXPECT_EQ(first, 4U);
}

TEST(ParquetFile, ends_a_row_group_early_where_texts_are_long) {
  Rows rows(5);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].text.assign(kParquetGroupText / 2, static_cast<char>('a' + i));
  EXPECT_EQ(again(rows).group_rows, (Sizes{2, 2, 1}));
}

TEST(ParquetFile, leaves_absent_numbers_out) {
  for (const std::size_t count : {1U, 7U, 8U, 9U, 1001U}) {
    SCOPED_TRACE(count);
    Rows rows = any_rows(count);
    for (Row& row : rows) row.whole.reset(), row.number.reset();
    const Read none = again(rows);
    for (const std::size_t column : {1U, 2U}) {
      EXPECT_EQ(none.statistics(column)[3].number, static_cast<std::int64_t>(count));
      EXPECT_FALSE(none.statistics(column).has(5));
      EXPECT_FALSE(none.statistics(column).has(6));
    }
    for (Row& row : rows) row.whole = -1, row.number = 0.1;
    const Read all = again(rows);
    for (const std::size_t column : {1U, 2U}) EXPECT_EQ(all.statistics(column)[3].number, 0);
    rows.back().whole.reset();
    rows.front().number.reset();
    const Read one = again(rows);
    for (const std::size_t column : {1U, 2U}) EXPECT_EQ(one.statistics(column)[3].number, 1);
  }
}

TEST(ParquetFile, keeps_every_bit_of_doubles) {
  using Limits = std::numeric_limits<double>;
  const auto payload = std::bit_cast<double>(0xfff8'dead'beef'0001);
  again(with_numbers({Limits::quiet_NaN(), payload, Limits::infinity(), -Limits::infinity(), 0.0, -0.0,
                      Limits::denorm_min(), -Limits::denorm_min(), Limits::min(), Limits::max(), Limits::lowest(), 0.1,
                      std::nullopt, 1.0 / 3}));
}

TEST(ParquetFile, keeps_whole_numbers_to_the_limits) {
  using Limits = std::numeric_limits<std::int64_t>;
  const Read read = again({{"", Limits::min(), {}}, {"", -1, {}}, {"", {}, {}}, {"", 0, {}}, {"", Limits::max(), {}}});
  EXPECT_EQ(read.statistics(1)[6].text, cell_of(std::optional(Limits::min())));
  EXPECT_EQ(read.statistics(1)[5].text, cell_of(std::optional(Limits::max())));
}

TEST(ParquetFile, tells_the_range_of_doubles_where_there_is_one) {
  const auto range = [](std::initializer_list<std::optional<double>> numbers) {
    const Read read = again(with_numbers(numbers));
    const Thrift& told = read.statistics(2);
    EXPECT_EQ(told.has(5), told.has(6));
    return told.has(5) ? std::pair(Cell(told[6].text), Cell(told[5].text)) : std::pair<Cell, Cell>();
  };
  const auto of = [](double min, double max) {
    return std::pair(cell_of(std::optional(min)), cell_of(std::optional(max)));
  };
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(range({0.5, std::nullopt, -3, 2}), of(-3, 2));
  EXPECT_EQ(range({1, kInfinity}), of(1, kInfinity));
  EXPECT_EQ(range({-kInfinity, 1}), of(-kInfinity, 1));
  EXPECT_EQ(range({0.0, 1}), of(-0.0, 1));
  EXPECT_EQ(range({-0.0, -1}), of(-1, 0.0));
  EXPECT_EQ(range({1, kNan, 2}), (std::pair<Cell, Cell>()));
  EXPECT_EQ(range({kNan}), (std::pair<Cell, Cell>()));
  EXPECT_EQ(range({std::nullopt}), (std::pair<Cell, Cell>()));
}

TEST(ParquetFile, keeps_texts_as_they_are) {
  using namespace std::string_literals;
  Rows rows;
  for (const std::string& text : {""s, R"("quoted", with 'both')"s, "détente – 緩和 🕊"s, "line\nbreak\r\n"s,
                                  "\0nul"s, " "s, ""s, "détente"s, "détent"s, std::string(70'000, 'x')})
    rows.push_back({text, {}, {}});
  again(rows);
  again({{"", {}, {}}});
}

TEST(ParquetFile, numbers_any_count_of_distinct_texts) {
  for (const std::size_t distinct : {1U, 2U, 3U, 4U, 5U, 255U, 256U, 257U, 5000U, 32'768U, 32'769U, 65'536U}) {
    SCOPED_TRACE(distinct);
    Rows rows(kParquetGroupRows + 3);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].text = std::to_string(i * 7919 % distinct);
    again(rows);
  }
}

TEST(ParquetFile, keeps_notes_and_says_who_wrote_it) {
  const Read read(written(any_rows(3), {{"design", "game = détente\n"}, {"", ""}}));
  EXPECT_EQ(read.footer[6].text, "detente");
  ASSERT_EQ(read.footer[5].list.size(), 2U);
  EXPECT_EQ(read.footer[5].list[0][1].text, "design");
  EXPECT_EQ(read.footer[5].list[0][2].text, "game = détente\n");
  EXPECT_EQ(read.footer[5].list[1][1].text, "");
}

TEST(ParquetFile, has_as_many_columns_as_are_declared) {
  std::vector<ParquetColumn<Row>> columns;
  for (int i = 0; i < 40; ++i)
    columns.emplace_back("column " + std::to_string(i), [i](const Row& row) { return *row.number + i; });
  std::string file;
  write_parquet<Row>(
      columns, {},
      [](const auto& add) {
        add(Row{"", {}, 0.5});
      },
      [&](std::string_view piece) { file += piece; });
  const Read read(file);
  ASSERT_EQ(read.columns.size(), 40U);
  for (std::size_t i = 0; i < 40; ++i)
    EXPECT_EQ(read.columns[i], std::vector{cell_of(std::optional(0.5 + static_cast<double>(i)))});
}

TEST(ParquetFile, is_the_same_each_time) {
  const Rows rows = any_rows(kParquetGroupRows + 100, 5000);
  EXPECT_EQ(written(rows), written(rows));
}

TEST(ParquetFile, lets_readers_tell_a_damaged_page) {
  const Rows rows = any_rows(1000);
  const std::string file = written(rows);
  const Read read(file);
  int missed = 0, told = 0;
  for (const Thrift& chunk : read.footer[4].list[0][1].list) {
    const auto end = static_cast<std::size_t>(chunk[3][9].number + chunk[3][7].number);
    for (std::size_t back = 1; back <= 400; ++back) {  // the last page of a column, and in it no header
      if (chunk[3].has(11)) break;
      std::string damaged = file;
      damaged[end - back] = static_cast<char>(damaged[end - back] ^ 0x10);
      try {
        const Read again(damaged);
        ++missed;
      } catch (const std::runtime_error&) {
        ++told;
      }
    }
  }
  EXPECT_EQ(missed, 0);
  EXPECT_EQ(told, 800);
}

TEST(ParquetFile, passes_on_what_its_sink_throws) {
  int pieces = 0;
  const Sink full = [&](std::string_view) {
    if (++pieces == 3) throw std::runtime_error("no space left");
  };
  EXPECT_THROW(write(any_rows(10), full), std::runtime_error);
}

template <class Value>
constexpr bool kIsKept = std::is_constructible_v<ParquetColumn<Row>, std::string, Value (*)(const Row&)>;

static_assert(kIsKept<std::string> && kIsKept<std::string_view> && kIsKept<const char*> && kIsKept<const std::string&>);
static_assert(kIsKept<int> && kIsKept<std::uint32_t> && kIsKept<std::optional<int>> && kIsKept<std::int64_t>);
static_assert(kIsKept<double> && kIsKept<std::optional<double>>);
static_assert(!kIsKept<std::uint64_t>, "it may be too large");
static_assert(!kIsKept<float>, "its shortest digits are not those of a double");
static_assert(!kIsKept<std::optional<std::string>>, "texts are never absent");
static_assert(!kIsKept<Row> && !kIsKept<void>);

}  // namespace
