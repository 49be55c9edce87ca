// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/lane_counters.hpp"

#include <algorithm>

namespace detente::systems {
namespace {

/// Of eight bytes, of which each has a bit for each of eight lanes, the bytes of each lane (Hacker's Delight, 7-3).
std::uint64_t turned(std::uint64_t square) {
  const auto swap = [&](unsigned by, std::uint64_t mask) {
    const std::uint64_t swapped = (square ^ square >> by) & mask;
    square ^= swapped ^ swapped << by;
  };
  swap(7, 0x00AA00AA00AA00AA);
  swap(14, 0x0000CCCC0000CCCC);
  swap(28, 0x00000000F0F0F0F0);
  return square;
}

}  // namespace

void transpose(SystemTally::Counts& words) {
  std::uint64_t mask = 0x00000000FFFFFFFF;
  for (std::size_t width = 32; width != 0; width /= 2, mask ^= mask << width)
    for (std::size_t at = 0; at < kLanes; at = (at + width + 1) & ~width) {
      const std::uint64_t swapped = (words[at] >> width ^ words[at + width]) & mask;
      words[at] ^= swapped << width;
      words[at + width] ^= swapped;
    }
}

LaneCounters::LaneCounters(std::size_t count) : count_(count), sums_(count) {
  for (auto& carry : carries_) carry.resize(count);
  for (std::size_t digit = 0; digit < kDigits; ++digit) {
    digits_[digit].resize(count);
    waiting_[digit].resize(count);
  }
}

void LaneCounters::add(const std::uint64_t* words, std::uint64_t playing) {
  if ((added_ & 1U) == 0) {
    for (std::size_t i = 0; i < count_; ++i) waiting_[0][i] = words[i] & playing;
    if (++added_ == kMost) spill();
    return;
  }
  for (std::size_t digit = 0;; ++digit) {
    std::uint64_t* const __restrict sum = digits_[digit].data();
    const std::uint64_t* const __restrict one = waiting_[digit].data();
    const std::uint64_t* const __restrict other = digit == 0 ? words : carries_[digit % 2].data();
    const bool is_last = (added_ >> (digit + 1) & 1U) == 0;
    std::uint64_t* const __restrict carried = is_last ? waiting_[digit + 1].data() : carries_[(digit + 1) % 2].data();
    const std::uint64_t kept = digit == 0 ? playing : ~std::uint64_t{0};
    for (std::size_t i = 0; i < count_; ++i) {
      const std::uint64_t half = sum[i] ^ one[i];
      const std::uint64_t both = sum[i] & one[i];
      const std::uint64_t third = other[i] & kept;
      sum[i] = half ^ third;
      carried[i] = both | (half & third);
    }
    if (is_last) break;
  }
  if (++added_ == kMost) spill();
}

const std::vector<SystemTally::Counts>& LaneCounters::sums() {
  spill();
  return sums_;
}

void LaneCounters::clear() {
  spill();
  for (SystemTally::Counts& sum : sums_) sum.fill(0);
}

void LaneCounters::spill() {
  if (added_ == 0) return;
  // Waiting words and digits are numbers of their own.
  const auto add = [&](const std::array<std::vector<std::uint64_t>, kDigits>& number, auto has) {
    for (std::size_t i = 0; i < count_; ++i)
      for (unsigned byte = 0; byte < 8; ++byte) {
        std::uint64_t square = 0;
        for (unsigned digit = 0; digit < kDigits; ++digit)
          if (has(digit)) square |= (number[digit][i] >> 8 * byte & 0xFFU) << 8 * digit;
        square = turned(square);
        for (unsigned lane = 0; lane < 8; ++lane) sums_[i][8 * byte + lane] += square >> 8 * lane & 0xFFU;
      }
  };
  add(digits_, [](unsigned) { return true; });
  add(waiting_, [&](unsigned digit) { return (added_ >> digit & 1U) != 0; });
  for (auto& digit : digits_) std::fill(digit.begin(), digit.end(), 0);
  added_ = 0;
}

void LaneSum::add(std::uint64_t word) {
  std::size_t digit = 0;
  for (; (added_ >> digit & 1U) != 0; ++digit) {
    const std::uint64_t half = digits_[digit] ^ waiting_[digit];
    const std::uint64_t carried = (digits_[digit] & waiting_[digit]) | (half & word);
    digits_[digit] = half ^ word;
    word = carried;
  }
  waiting_[digit] = word;
  ++added_;
}

std::array<std::uint32_t, kLanes> LaneSum::counts() const {
  std::array<std::uint32_t, kLanes> counts{};
  for (std::size_t digit = 0; digit < kDigits && added_ >> digit != 0; ++digit) {
    const std::uint64_t waiting = (added_ >> digit & 1U) != 0 ? waiting_[digit] : 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      counts[lane] += static_cast<std::uint32_t>((digits_[digit] >> lane & 1U) + (waiting >> lane & 1U)) << digit;
  }
  return counts;
}

}  // namespace detente::systems
