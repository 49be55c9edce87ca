// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>

#include "tables/word_lanes.hpp"

namespace detente::tables {
namespace {

std::uint64_t set_bits(std::uint64_t word) {
  return static_cast<std::uint64_t>(std::popcount(word));
}

}  // namespace

void ripen_plainly(const std::uint64_t* words, std::size_t before, std::size_t count, std::size_t levels,
                   std::uint64_t* room, std::uint64_t* reached) {
  std::copy_n(words, count, room);
  for (std::size_t level = 0; level < levels; ++level)
    for (std::size_t i = 0; i < count; ++i) {
      if (level > 0) room[i] &= level <= before + i ? *(words + i - level) : 0;
      reached[level] += set_bits(room[i]);
    }
}

void answer_plainly(const std::uint64_t* rows, const std::uint64_t* columns, const std::uint64_t* playing,
                    std::size_t count, Spells::Answers& sums) {
  for (std::size_t i = 1; i <= count; ++i) {
    const std::uint64_t row_before = rows[i - 1] & playing[i];
    const std::uint64_t column_before = columns[i - 1] & playing[i];
    sums.followed += set_bits(playing[i]);
    sums.hostile[0] += set_bits(row_before);
    sums.hostile[1] += set_bits(column_before);
    sums.answers[0] += set_bits(rows[i]);
    sums.answers[1] += set_bits(columns[i]);
    sums.to_hostile[0] += set_bits(column_before & rows[i]);
    sums.to_hostile[1] += set_bits(row_before & columns[i]);
  }
}

void tell_plainly(const std::uint64_t* words, std::size_t count, std::uint64_t* sums) {
  for (std::size_t i = 0; i < count; ++i) sums[i] += set_bits(words[i]);
}

void unite_plainly(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result) {
  for (std::size_t i = 0; i < count; ++i) result[i] = one[i] | other[i];
}

void intersect_plainly(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result) {
  for (std::size_t i = 0; i < count; ++i) result[i] = one[i] & other[i];
}

}  // namespace detente::tables
