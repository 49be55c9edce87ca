// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <detente/round.hpp>

namespace detente {

/// A fixed run of at most 24 moves, such as an opening or a cycle, written in letters: `Moves("CCD")`. A field of this
/// type can be a parameter: `cycler:cycle=CCD`.
class Moves {
 public:
  /// The longest run.
  static constexpr int kMost = 24;

  /// No move.
  constexpr Moves() = default;
  /// Throws (in a constant: does not compile) for other letters than C and D, or more than 24.
  constexpr explicit Moves(std::string_view letters) {
    if (letters.size() > kMost) throw "at most 24 moves";
    for (const char letter : letters) {
      if (letter != 'C' && letter != 'D') throw "moves are written C and D";
      code_ = code_ << 1 | (letter == 'D' ? 1U : 0U);
    }
  }
  /// The run with this number; see `number`.
  static constexpr Moves numbered(std::uint32_t number) {
    Moves run;
    run.code_ = number;
    return run;
  }

  /// How many moves, 0…24.
  constexpr int size() const { return static_cast<int>(std::bit_width(code_)) - 1; }
  /// The move at a place, 0…size() − 1.
  constexpr Move operator[](int place) const { return static_cast<Move>(code_ >> (size() - 1 - place) & 1U); }
  /// The run as one number: binary digits, 1 for D, after a 1 that marks the beginning.
  constexpr std::uint32_t number() const { return code_; }
  /// In letters.
  std::string text() const {
    std::string letters;
    for (int place = 0; place < size(); ++place) letters += (*this)[place] == D ? 'D' : 'C';
    return letters;
  }

  auto operator<=>(const Moves&) const = default;

 private:
  std::uint32_t code_ = 1;
};

}  // namespace detente
