// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <type_traits>

#include <detente/round.hpp>

namespace detente {

/// The last N moves of one side, at most 64. Rounds before the first count as C. Small enough to be enumerated for
/// N up to about ten.
///
///     struct TitForTwoTats {
///       LastMoves<2> theirs;
///       auto operator<=>(const TitForTwoTats&) const = default;
///
///       Move play() const { return theirs.are_all(D) ? D : C; }
///       void see(Seen round) { theirs.add(round.theirs); }
///     };
template <int N>
class LastMoves {
  static_assert(N >= 1 && N <= 64);

 public:
  /// The smallest unsigned integer that holds them.
  using Bits = std::conditional_t<
      N <= 8, std::uint8_t,
      std::conditional_t<N <= 16, std::uint16_t, std::conditional_t<N <= 32, std::uint32_t, std::uint64_t>>>;

  /// Forgets the oldest move.
  constexpr void add(Move newest) { bits_ = static_cast<Bits>((bits_ << 1 | newest) & kAll); }
  /// Forgets all but the newest `rounds`, 1…N: they count as C.
  constexpr void keep(int rounds) { bits_ = static_cast<Bits>(bits_ & (~std::uint64_t{0} >> (64 - rounds))); }
  /// The move of so many rounds ago: 1 is the newest, N the oldest.
  constexpr Move ago(int rounds) const { return static_cast<Move>(bits_ >> (rounds - 1) & 1U); }
  /// How many of the newest `rounds` moves are D; of all that are kept, where no number is given.
  constexpr int hostile(int rounds = N) const {
    return std::popcount(static_cast<std::uint64_t>(bits_) & (~std::uint64_t{0} >> (64 - rounds)));
  }
  /// Whether all of them are this move.
  constexpr bool are_all(Move move) const { return bits_ == (move == D ? kAll : Bits{0}); }
  /// As binary digits, the newest last and 1 for D.
  constexpr Bits bits() const { return bits_; }

  auto operator<=>(const LastMoves&) const = default;

 private:
  static constexpr Bits kAll = static_cast<Bits>(~std::uint64_t{0} >> (64 - N));
  Bits bits_ = 0;
};

/// The last N rounds, both sides' moves; a table of rules is indexed by `row`.
///
///     Move play() const { return kRules[last.row()] == 'c' ? C : D; }
///     void see(Seen round) { last.add(round); }
template <int N>
struct LastRounds {
  LastMoves<N> own;     ///< own moves, as done
  LastMoves<N> others;  ///< the other's moves, as seen
  auto operator<=>(const LastRounds&) const = default;

  /// Takes in a round.
  constexpr void add(Seen round) {
    own.add(round.mine);
    others.add(round.theirs);
  }
  /// The own moves' bits, then the other's: 0…4^N − 1. With one round: CC, CD, DC, DD.
  constexpr std::size_t row() const { return static_cast<std::size_t>(own.bits()) << N | others.bits(); }
};

}  // namespace detente
