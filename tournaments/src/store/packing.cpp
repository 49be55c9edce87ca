// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "store/packing.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include <cstring>

namespace detente {
namespace {

constexpr int kLevel = 1;
constexpr std::size_t kBytes = 8;
constexpr std::size_t kMost = 1U << 30;  // bytes that no content has

struct Head {
  std::uint32_t columns;
  std::uint32_t rows;
};

}  // namespace

std::string hash(std::string_view content) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const XXH128_hash_t value = XXH3_128bits(content.data(), content.size());
  std::string text;
  for (const std::uint64_t half : {value.high64, value.low64})
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(half >> static_cast<unsigned>(shift)) & 15U];
  return text;
}

std::int64_t check_sum(std::string_view content, const std::vector<std::int64_t>& belongs_to) {
  const XXH64_hash_t seed = XXH3_64bits(belongs_to.data(), belongs_to.size() * sizeof(std::int64_t));
  return static_cast<std::int64_t>(XXH3_64bits_withSeed(content.data(), content.size(), seed) >> 1U);
}

std::string packed(const std::vector<std::uint64_t>& numbers, std::size_t columns, std::string_view rest) {
  const std::size_t rows = columns == 0 ? 0 : numbers.size() / columns;
  const Head head{static_cast<std::uint32_t>(columns), static_cast<std::uint32_t>(rows)};
  std::string raw(sizeof head + numbers.size() * kBytes, '\0');
  std::memcpy(raw.data(), &head, sizeof head);
  char* to = raw.data() + sizeof head;
  for (std::size_t column = 0; column < columns; ++column, to += kBytes * rows)
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint64_t number = numbers[row * columns + column];
      for (std::size_t byte = 0; byte < kBytes; ++byte)
        to[byte * rows + row] = static_cast<char>((number >> (8 * (kBytes - 1 - byte))) & 255U);
    }
  raw += rest;
  std::string bytes(ZSTD_compressBound(raw.size()), '\0');
  bytes.resize(ZSTD_compress(bytes.data(), bytes.size(), raw.data(), raw.size(), kLevel));
  return bytes;
}

std::optional<Unpacked> unpacked(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMost || size < sizeof(Head))
    return std::nullopt;
  std::string raw(size, '\0');
  if (ZSTD_decompress(raw.data(), raw.size(), bytes.data(), bytes.size()) != raw.size()) return std::nullopt;
  Head head{};
  std::memcpy(&head, raw.data(), sizeof head);
  const std::size_t count = std::size_t{head.columns} * head.rows;
  if (count > kMost || sizeof head + count * kBytes > raw.size()) return std::nullopt;
  Unpacked all{.numbers = std::vector<std::uint64_t>(count), .columns = head.columns, .rest = {}};
  const auto* from = reinterpret_cast<const unsigned char*>(raw.data()) + sizeof head;
  for (std::size_t column = 0; column < head.columns; ++column, from += kBytes * head.rows)
    for (std::size_t row = 0; row < head.rows; ++row) {
      std::uint64_t number = 0;
      for (std::size_t byte = 0; byte < kBytes; ++byte) number = number << 8U | from[byte * head.rows + row];
      all.numbers[row * head.columns + column] = number;
    }
  all.rest = raw.substr(sizeof head + count * kBytes);
  return all;
}

}  // namespace detente
