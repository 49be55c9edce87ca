// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <detente/tables/spells.hpp>

/// A second room of kernels: many rounds at once, each a word with a bit for each of 64 matches.
namespace detente::tables {

constexpr std::size_t kWordsTogether = 8;   ///< rounds that come together
constexpr std::size_t kLevelsTogether = 8;  ///< ages that rounds are told apart by come in so many

constexpr std::size_t room_to_ripen(std::size_t words) {
  return (kLevelsTogether + 1) * words;
}

/// A way to count words on some machines, the same to the last bit as every other.
struct WordKernel {
  std::string_view name;
  bool runs_here;

  /// Adds to `reached[k]`, k < levels, the bits of `count` words that end a run of more than k set bits of their lane.
  /// Runs may have begun in the `before` words before; what lies another `kLevelsTogether` back is zero. The first
  /// two are multiples of `kLevelsTogether`; `reached` has room for the next one from `levels` on. `room`: for
  /// `room_to_ripen(before + count)` words.
  void (*ripen)(const std::uint64_t* words, std::size_t before, std::size_t count, std::size_t levels,
                std::uint64_t* room, std::uint64_t* reached);
  /// Adds up how rows and columns answer the rounds before, which begin one word earlier. `playing`: who has the round.
  /// `count` is a multiple of `kWordsTogether`.
  void (*answer)(const std::uint64_t* rows, const std::uint64_t* columns, const std::uint64_t* playing,
                 std::size_t count, Spells::Answers& sums);
  /// Adds to `sums[i]` how many bits of word i are set.
  void (*tell)(const std::uint64_t* words, std::size_t count, std::uint64_t* sums);
  /// Word by word what is in one or the other, or in both; `result` may be one of the two.
  void (*unite)(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result);
  void (*intersect)(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result);
};

/// The kernel that runs everywhere.
void ripen_plainly(const std::uint64_t* words, std::size_t before, std::size_t count, std::size_t levels,
                   std::uint64_t* room, std::uint64_t* reached);
void answer_plainly(const std::uint64_t* rows, const std::uint64_t* columns, const std::uint64_t* playing,
                    std::size_t count, Spells::Answers& sums);
void tell_plainly(const std::uint64_t* words, std::size_t count, std::uint64_t* sums);
void unite_plainly(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result);
void intersect_plainly(const std::uint64_t* one, const std::uint64_t* other, std::size_t count, std::uint64_t* result);

/// The kernel of a name; the fastest one that runs here where that is empty.
const WordKernel& word_kernel(std::string_view name);

}  // namespace detente::tables
