// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "files/parquet_file.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

#include <zstd.h>

namespace detente::cli {
namespace {

// Names and numbers as in https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
enum Type : std::int32_t { kInt64 = 2, kDouble = 5, kByteArray = 6 };
enum Repetition : std::int32_t { kRequired = 0, kOptional = 1 };
enum Encoding : std::int32_t { kPlain = 0, kRle = 3, kRleDictionary = 8, kByteStreamSplit = 9 };
enum PageType : std::int32_t { kDataPage = 0, kDictionaryPage = 2 };
constexpr std::int32_t kUtf8 = 0, kZstd = 6;

constexpr std::string_view kMagic = "PAR1";
constexpr int kCompressionLevel = 1;

/// Appends the lowest bytes of a number, the lowest first on any machine.
template <std::size_t kBytes>
void append_bytes(std::uint64_t bits, std::string& bytes) {
  char low[kBytes];
  for (std::size_t i = 0; i < kBytes; ++i) low[i] = static_cast<char>(bits >> (8 * i));
  bytes.append(low, kBytes);
}

/// Appends small numbers of so many bits each, as one run if they are all the same
/// (https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE).
template <class Small>
void append_small(const std::vector<Small>& numbers, int width, std::string& bytes) {
  if (std::adjacent_find(numbers.begin(), numbers.end(), std::not_equal_to<>()) == numbers.end()) {
    append_varint(numbers.size() << 1, bytes);
    for (int bit = 0; bit < width; bit += 8) bytes += static_cast<char>(numbers.front() >> bit);
    return;
  }
  const std::size_t eights = (numbers.size() + 7) / 8;
  append_varint(eights << 1 | 1, bytes);
  std::uint64_t pending = 0;
  int pending_bits = 0;
  const auto append = [&](std::uint64_t number) {
    pending |= number << pending_bits;
    for (pending_bits += width; pending_bits >= 8; pending_bits -= 8, pending >>= 8)
      bytes += static_cast<char>(pending);
  };
  for (const Small number : numbers) append(number);
  for (std::size_t filler = numbers.size(); filler < 8 * eights; ++filler) append(0);
}

/// Appends which rows have a number.
void append_presence(const std::vector<std::uint8_t>& is_there, std::string& page) {
  std::string levels;
  append_small(is_there, 1, levels);
  append_bytes<4>(levels.size(), page);
  page += levels;
}

void append_numbers(const std::vector<std::int64_t>& numbers, std::string& page) {
  for (const std::int64_t number : numbers) append_bytes<8>(static_cast<std::uint64_t>(number), page);
}

/// Appends the lowest bytes of all doubles, then the next ones and so on: signs and exponents are alike, digits are not
/// (https://parquet.apache.org/docs/file-format/data-pages/encodings/#BYTESTREAMSPLIT).
void append_numbers(const std::vector<double>& numbers, std::string& page) {
  constexpr std::size_t kNear = 512;  // numbers that the fastest cache holds while their bytes are taken
  const std::size_t begin = page.size(), count = numbers.size();
  page.resize(begin + 8 * count);
  for (std::size_t first = 0; first < count; first += kNear) {
    const std::size_t end = std::min(count, first + kNear);
    for (std::size_t byte = 0; byte < 8; ++byte) {
      char* const to = page.data() + begin + byte * count;
      for (std::size_t i = first; i < end; ++i)
        to[i] = static_cast<char>(std::bit_cast<std::uint64_t>(numbers[i]) >> (8 * byte));
    }
  }
}

template <class Number>
std::string plain(Number number) {
  std::string bytes;
  append_bytes<8>(std::bit_cast<std::uint64_t>(number), bytes);
  return bytes;
}

/// Whether readers may skip rows by the least and the greatest of the numbers, of which NaN is neither.
template <class Number>
bool have_range(const std::vector<Number>& numbers) {
  if constexpr (std::is_same_v<Number, double>)
    if (std::any_of(numbers.begin(), numbers.end(), [](double number) { return std::isnan(number); })) return false;
  return !numbers.empty();
}

template <class Number>
ThriftStruct statistics(const ParquetNumbers<Number>& values) {
  const std::vector<Number>& numbers = values.numbers();
  ThriftStruct told;
  told.i64(3, static_cast<std::int64_t>(values.is_there().size() - numbers.size()));
  if (!have_range(numbers)) return told;
  auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
  Number min = *least, max = *greatest;
  if constexpr (std::is_same_v<Number, double>) {  // either zero may be among the numbers
    if (min == 0) min = -0.0;
    if (max == 0) max = 0.0;
  }
  return told.text(5, plain(max)).text(6, plain(min));
}

Type type_of(const ParquetValues& values) {
  if (std::holds_alternative<ParquetTexts>(values)) return kByteArray;
  return std::holds_alternative<ParquetNumbers<double>>(values) ? kDouble : kInt64;
}

ThriftStruct schema_of(const ParquetChunk& column) {
  const Type type = type_of(column.values);
  ThriftStruct schema;
  schema.i32(1, type).i32(3, type == kByteArray ? kRequired : kOptional).text(4, column.name);
  if (type == kByteArray) schema.i32(6, kUtf8).nested(10, ThriftStruct().nested(1, {}));
  return schema;
}

}  // namespace

void ParquetTexts::add(std::string_view text) {
  if (!rows_.empty() && text == last_) {
    rows_.push_back(rows_.back());
    return;
  }
  last_ = text;
  const auto known = places_.find(text);
  if (known != places_.end()) {
    rows_.push_back(known->second);
    return;
  }
  rows_.push_back(static_cast<std::uint32_t>(places_.size()));
  places_.emplace(text, rows_.back());
  append_bytes<4>(text.size(), dictionary_);
  dictionary_ += text;
}

void ParquetTexts::clear() {
  places_.clear();
  dictionary_.clear();
  rows_.clear();
}

/// What was written of a column, as readers count it: with the headers of its pages.
struct ParquetGroups::Written {
  std::int64_t raw = 0, packed = 0;
};

void ParquetGroups::FreeZstd::operator()(ZSTD_CCtx_s* context) const {
  ZSTD_freeCCtx(context);
}

ParquetGroups::ParquetGroups(std::vector<ParquetChunk> columns, Sink sink)
    : columns_(std::move(columns)), sink_(std::move(sink)), zstd_(ZSTD_createCCtx()) {
  if (!zstd_) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(zstd_.get(), ZSTD_c_compressionLevel, kCompressionLevel);
  ZSTD_CCtx_setParameter(zstd_.get(), ZSTD_c_checksumFlag, 1);  // readers then tell damage
  write(kMagic);
}

void ParquetGroups::write(std::string_view bytes) {
  sink_(bytes);
  written_ += static_cast<std::int64_t>(bytes.size());
}

void ParquetGroups::write_page(ThriftStruct header, int id, const ThriftStruct& kind, Written& chunk) {
  packed_.resize(std::max(packed_.size(), ZSTD_compressBound(page_.size())));
  const std::size_t size = ZSTD_compress2(zstd_.get(), packed_.data(), packed_.size(), page_.data(), page_.size());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // there is room for the worst case, so memory is what lacks
  header.i32(2, static_cast<std::int32_t>(page_.size())).i32(3, static_cast<std::int32_t>(size)).nested(id, kind);
  const std::string head = header.bytes();
  write(head);
  write({packed_.data(), size});
  chunk.raw += static_cast<std::int64_t>(head.size() + page_.size());
  chunk.packed += static_cast<std::int64_t>(head.size() + size);
}

ThriftStruct ParquetGroups::write_chunk(const ParquetChunk& column, Written& chunk) {
  const std::int64_t begin = written_;
  const auto rows = static_cast<std::int32_t>(rows_);
  const Type type = type_of(column.values);
  const auto write_data = [&](Encoding encoding) {
    write_page(ThriftStruct().i32(1, kDataPage), 5,
               ThriftStruct().i32(1, rows).i32(2, encoding).i32(3, kRle).i32(4, kRle), chunk);
  };
  ThriftStruct described;
  const auto describe = [&](Encoding encoding, Encoding before) {
    described.i32(1, type).i32s(2, {encoding, before}).texts(3, {column.name}).i32(4, kZstd).i64(5, rows);
    described.i64(6, chunk.raw).i64(7, chunk.packed);
  };
  const auto write_numbers = [&](const auto& values, Encoding encoding) {
    append_presence(values.is_there(), page_);
    append_numbers(values.numbers(), page_);
    write_data(encoding);
    describe(encoding, kRle);
    described.i64(9, begin).nested(12, statistics(values));
  };
  page_.clear();
  if (const auto* const texts = std::get_if<ParquetTexts>(&column.values)) {
    page_ = texts->dictionary();
    const auto distinct = static_cast<std::int32_t>(texts->distinct());
    write_page(ThriftStruct().i32(1, kDictionaryPage), 7, ThriftStruct().i32(1, distinct).i32(2, kPlain), chunk);
    const std::int64_t data = written_;
    const int width = std::max(1, static_cast<int>(std::bit_width(texts->distinct() - 1)));
    page_.assign(1, static_cast<char>(width));
    append_small(texts->rows(), width, page_);
    write_data(kRleDictionary);
    describe(kRleDictionary, kPlain);
    described.i64(9, data).i64(11, begin);
  } else if (const auto* const integers = std::get_if<ParquetNumbers<std::int64_t>>(&column.values)) {
    write_numbers(*integers, kPlain);
  } else if (const auto* const doubles = std::get_if<ParquetNumbers<double>>(&column.values)) {
    write_numbers(*doubles, kByteStreamSplit);
  }
  return ThriftStruct().i64(2, begin).nested(3, described);
}

void ParquetGroups::write_group() {
  ThriftStructs chunks;
  Written group;
  for (ParquetChunk& column : columns_) {
    Written chunk;
    chunks.add(write_chunk(column, chunk));
    group.raw += chunk.raw;
    group.packed += chunk.packed;
    std::visit([](auto& values) { values.clear(); }, column.values);
  }
  const auto rows = static_cast<std::int64_t>(rows_);
  groups_.add(ThriftStruct().structs(1, chunks).i64(2, group.raw).i64(3, rows).i64(6, group.packed));
  all_rows_ += rows;
  rows_ = 0;
}

void ParquetGroups::end_row() {
  ++rows_;
  const auto is_long = [](const ParquetChunk& column) {
    const auto* const texts = std::get_if<ParquetTexts>(&column.values);
    return texts != nullptr && texts->dictionary().size() >= kParquetGroupText;
  };
  if (rows_ == kParquetGroupRows || std::any_of(columns_.begin(), columns_.end(), is_long)) write_group();
}

void ParquetGroups::end(const ParquetNotes& notes) {
  if (rows_ > 0) write_group();
  ThriftStructs schema, told, orders;
  schema.add(ThriftStruct().text(4, "table").i32(5, static_cast<std::int32_t>(columns_.size())));
  for (const ParquetChunk& column : columns_) schema.add(schema_of(column));
  for (const auto& [name, text] : notes) told.add(ThriftStruct().text(1, name).text(2, text));
  for (std::size_t i = 0; i < columns_.size(); ++i) orders.add(ThriftStruct().nested(1, {}));  // that of the type
  ThriftStruct footer;
  footer.i32(1, 2).structs(2, schema).i64(3, all_rows_).structs(4, groups_).structs(5, told).text(6, "detente");
  std::string end = footer.structs(7, orders).bytes();
  append_bytes<4>(end.size(), end);
  write(end += kMagic);
}

}  // namespace detente::cli
