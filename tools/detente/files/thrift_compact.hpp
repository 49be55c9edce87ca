// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

/// Apache Thrift's compact protocol, as much of it as a Parquet file takes
/// (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
namespace detente::cli {

/// Appends a whole number, seven bits to a byte and the lowest first.
inline void append_varint(std::uint64_t value, std::string& bytes) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  bytes += static_cast<char>(value);
}

class ThriftStructs;

/// A struct of Thrift: fields by their numbers in the definition of the format.
class ThriftStruct {
 public:
  /// Adds a field of 32 bits, or an enumerator.
  ThriftStruct& i32(int id, std::int32_t value) {
    field(id, kI32);
    return integer(value);
  }
  /// Adds a field of 64 bits.
  ThriftStruct& i64(int id, std::int64_t value) {
    field(id, kI64);
    return integer(value);
  }
  /// Adds a text, or any bytes.
  ThriftStruct& text(int id, std::string_view value) {
    field(id, kBinary);
    return characters(value);
  }
  /// Adds a struct.
  ThriftStruct& nested(int id, const ThriftStruct& value) {
    field(id, kStruct);
    fields_ += value.bytes();
    return *this;
  }
  /// Adds a list of fields of 32 bits, or of enumerators.
  ThriftStruct& i32s(int id, std::initializer_list<std::int32_t> values) {
    list(id, kI32, values.size());
    for (const std::int32_t value : values) integer(value);
    return *this;
  }
  /// Adds a list of texts.
  ThriftStruct& texts(int id, std::initializer_list<std::string_view> values) {
    list(id, kBinary, values.size());
    for (const std::string_view value : values) characters(value);
    return *this;
  }
  /// Adds a list of structs.
  ThriftStruct& structs(int id, const ThriftStructs& values);

  /// The struct as it is written.
  std::string bytes() const { return fields_ + '\0'; }

 private:
  enum Type : std::uint8_t { kI32 = 5, kI64 = 6, kBinary = 8, kList = 9, kStruct = 12 };

  ThriftStruct& integer(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    append_varint(bits << 1 ^ (value < 0 ? ~std::uint64_t{0} : 0), fields_);
    return *this;
  }
  ThriftStruct& characters(std::string_view value) {
    append_varint(value.size(), fields_);
    fields_ += value;
    return *this;
  }
  void field(int id, Type type) {
    const int step = id - last_id_;
    last_id_ = id;
    if (step > 0 && step < 16) {
      fields_ += static_cast<char>(step << 4 | type);
    } else {
      fields_ += static_cast<char>(type);
      integer(id);
    }
  }
  void list(int id, Type type, std::size_t size) {
    field(id, kList);
    if (size < 15) {
      fields_ += static_cast<char>(size << 4 | type);
    } else {
      fields_ += static_cast<char>(0xf0 | type);
      append_varint(size, fields_);
    }
  }

  std::string fields_;
  int last_id_ = 0;
};

/// A list of structs of Thrift.
class ThriftStructs {
 public:
  /// Adds a struct to the end.
  void add(const ThriftStruct& value) {
    bytes_ += value.bytes();
    ++size_;
  }

 private:
  friend class ThriftStruct;
  std::string bytes_;
  std::size_t size_ = 0;
};

inline ThriftStruct& ThriftStruct::structs(int id, const ThriftStructs& values) {
  list(id, kStruct, values.size_);
  fields_ += values.bytes_;
  return *this;
}

}  // namespace detente::cli
