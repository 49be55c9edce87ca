// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/systems/play.hpp>

namespace detente::systems {

/// Of 64 words, of which each has a bit for each lane, the words of each lane (Warren, Hacker's Delight, 7-3).
void transpose(SystemTally::Counts& words);

/// Many counts of bits by lane, of which each gets a word a round. A count is a number in binary whose digits are
/// words; two words of the same weight wait for a third, and the three become a digit and a carry (Harley & Seal).
class LaneCounters {
 public:
  explicit LaneCounters(std::size_t count);

  /// Adds a round: of each count those bits that `playing` has too.
  void add(const std::uint64_t* words, std::uint64_t playing);
  /// All that was counted.
  const std::vector<SystemTally::Counts>& sums();
  /// Begins anew.
  void clear();

 private:
  static constexpr std::size_t kDigits = 8;
  static constexpr std::size_t kMost = (1U << kDigits) - 1;

  void spill();

  std::size_t count_;
  std::vector<SystemTally::Counts> sums_;
  std::size_t added_ = 0;  // rounds that are not in the sums; a digit of it says whether a word of that weight waits
  std::array<std::vector<std::uint64_t>, kDigits> digits_, waiting_;
  std::array<std::vector<std::uint64_t>, 2> carries_;  // of digits in turn
};

/// How many of up to 65,535 words have each lane's bit.
class LaneSum {
 public:
  void add(std::uint64_t word);
  std::array<std::uint32_t, kLanes> counts() const;

 private:
  static constexpr std::size_t kDigits = 16;

  std::size_t added_ = 0;
  std::array<std::uint64_t, kDigits> digits_{}, waiting_{};
};

}  // namespace detente::systems
