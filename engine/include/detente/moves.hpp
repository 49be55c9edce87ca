// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include <detente/round.hpp>

namespace detente {

/// A fixed run of at most `Most` moves, such as an opening or a cycle, written in letters: `Moves("CCD")`. A field of
/// type `Moves` or `LongMoves` can be a parameter: `cycler:cycle=CCD`. It takes a bit for each move that it may hold.
template <int Most>
class MovesUpTo {
  static_assert(Most >= 1 && Most <= 256);

 public:
  /// The longest run.
  static constexpr int kMost = Most;

  /// No move.
  constexpr MovesUpTo() = default;
  /// Throws (in a constant: does not compile) for other letters than C and D, or more than `Most`.
  constexpr explicit MovesUpTo(std::string_view letters) {
    for (const char letter : letters) {
      if (letter != 'C' && letter != 'D') throw std::invalid_argument("moves are written C and D");
      add(letter == 'D' ? D : C);
    }
  }
  /// The same moves in another size. Throws as above where they are too many.
  template <int Other>
  constexpr explicit MovesUpTo(const MovesUpTo<Other>& run) {
    for (int place = 0; place < run.size(); ++place) add(run[place]);
  }

  /// How many moves, 0…`Most`.
  constexpr int size() const { return size_; }
  /// The move at a place, 0…size() − 1.
  constexpr Move operator[](int place) const { return static_cast<Move>(byte(place) >> (7 - place % 8) & 1); }
  /// In letters.
  std::string text() const {
    std::string letters;
    for (int place = 0; place < size(); ++place) letters += (*this)[place] == D ? 'D' : 'C';
    return letters;
  }

  auto operator<=>(const MovesUpTo&) const = default;

 private:
  using Number = std::conditional_t<Most <= 255, std::uint8_t, std::uint16_t>;

  constexpr std::uint8_t byte(int place) const { return bits_[static_cast<std::size_t>(place) / 8]; }
  constexpr void add(Move move) {
    if (size_ == Most) throw std::length_error("there are more moves than " + std::to_string(Most));
    bits_[static_cast<std::size_t>(size_) / 8] =
        static_cast<std::uint8_t>(byte(size_) | static_cast<int>(move) << (7 - size_ % 8));
    ++size_;
  }

  Number size_ = 0;
  // The first move is the highest bit; those without a move are 0.
  std::array<std::uint8_t, static_cast<std::size_t>(Most + 7) / 8> bits_{};
};

/// Runs that fill four bytes, for memories that many matches copy.
using Moves = MovesUpTo<24>;
/// Runs of any length that a parameter may have.
using LongMoves = MovesUpTo<256>;

}  // namespace detente
