// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <type_traits>

#include <detente/round.hpp>

/// Counts for memories that can be enumerated: they end somewhere, unlike an `int`.
namespace detente {

/// A count that stays at `Most`: rounds of an opening, D up to a limit.
///
///     CountUpTo<10> rounds;                      // that are over
///     Move play() const { return rounds < 10 ? C : seen; }
///     void see(Seen round) { ++rounds; seen = round.theirs; }
template <int Most>
class CountUpTo {
  static_assert(Most >= 1 && Most <= 65535);

 public:
  constexpr CountUpTo() = default;
  /// From 0…`Most`.
  constexpr explicit CountUpTo(int count) : count_(static_cast<Number>(count)) {}

  /// Counts one more, up to the end.
  constexpr CountUpTo& operator++() {
    count_ = static_cast<Number>(count_ + (count_ < Most));
    return *this;
  }
  /// One less; 0 stays 0.
  constexpr CountUpTo& operator--() {
    count_ = static_cast<Number>(count_ - (count_ > 0));
    return *this;
  }
  /// The count.
  constexpr operator int() const { return count_; }  // NOLINT(google-explicit-constructor)
  /// Whether the end is reached.
  constexpr bool is_full() const { return count_ == Most; }

  auto operator<=>(const CountUpTo&) const = default;

 private:
  using Number = std::conditional_t<Most <= 255, std::uint8_t, std::uint16_t>;
  Number count_ = 0;
};

/// How many rounds in a row, up to `Most`, something has been so.
///
///     StreakUpTo<3> hostile;                     // D in a row
///     void see(Seen round) { hostile.add(round.theirs == D); }
template <int Most>
class StreakUpTo {
 public:
  /// Counts on where it is so, else begins again at 0.
  constexpr void add(bool is_so) {
    if (is_so)
      ++count_;
    else
      count_ = {};
  }
  /// The count.
  constexpr operator int() const { return count_; }  // NOLINT(google-explicit-constructor)
  /// Whether the end is reached.
  constexpr bool is_full() const { return count_.is_full(); }

  auto operator<=>(const StreakUpTo&) const = default;

 private:
  CountUpTo<Most> count_;
};

/// All moves of one side, counted. Such a memory grows with the match; where a strategy asks for no more than the
/// difference, or a share with a limit, keep that instead.
///
///     Ledger theirs;
///     Move play() const { return theirs.hostile > 0.1 * theirs.rounds() ? D : C; }
///     void see(Seen round) { theirs.add(round.theirs); }
struct Ledger {
  std::int32_t restrained = 0;  ///< every C
  std::int32_t hostile = 0;     ///< every D
  auto operator<=>(const Ledger&) const = default;

  /// Counts a move.
  constexpr void add(Move move) { ++(move == D ? hostile : restrained); }
  /// All that were counted.
  constexpr std::int32_t rounds() const { return restrained + hostile; }
  /// The share of C, 0…1; `before` where there was no round yet.
  constexpr double cooperation(double before) const {
    return rounds() == 0 ? before : static_cast<double>(restrained) / rounds();
  }
};

}  // namespace detente
