// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>

/// The words of one round: what a state chooses, says and sees.
namespace detente {

/// A choice in a game of two levels: `C` is restraint, `D` is hostility.
enum Move : std::uint8_t { C = 0, D = 1 };

/// The other choice.
constexpr Move opposite(Move move) {
  return move == C ? D : C;
}

/// The chance that a state chooses C this round; the engine throws the dice. A `Move` is a `Mix` without doubt.
struct Mix {
  double cooperation;  ///< Probability of C, 0…1. Anything else stops the match.

  /// From the chance of C.
  constexpr explicit Mix(double chance_of_c) : cooperation(chance_of_c) {}
  /// What is neither C nor D gives a chance below 0, which is refused.
  constexpr Mix(Move move) : cooperation(1 - static_cast<int>(move)) {}  // NOLINT(google-explicit-constructor)
};

/// C with probability `cooperation`, else D.
constexpr Mix chance(double cooperation) {
  return Mix(cooperation);
}

/// Most levels of hostility a game can have.
inline constexpr int kMaxLevels = 16;

/// A level of hostility in a game of L levels: 0 is full restraint, L−1 full hostility.
using Level = std::uint8_t;

/// The chances of each level this round. They must add up to 1; the top level with a chance takes what rounding leaves.
struct LevelMix {
  std::array<double, kMaxLevels> chance;  ///< by level

  constexpr LevelMix() {
    if (std::is_constant_evaluated()) {
      chance.fill(0);
      return;
    }
    // Compilers clear 128 bytes by an instruction that takes as long as all the rest of a move.
    using Two [[gnu::vector_size(16), gnu::aligned(8), gnu::may_alias]] = double;
    for (std::size_t level = 0; level < kMaxLevels; level += 2) *reinterpret_cast<Two*>(&chance[level]) = Two{};
  }
  /// Throws `std::out_of_range` for a level that no game has.
  constexpr LevelMix(Level level) : LevelMix() {  // NOLINT(google-explicit-constructor)
    if (level >= kMaxLevels) refuse(level);
    chance[level] = 1;
  }

 private:
  [[noreturn]] static void refuse(Level level) {
    throw std::out_of_range("it played level " + std::to_string(level) + "; the top level of any game is at most 15");
  }
};

/// What a state says before it moves. Cheap unless the game prices it. A binary strategy in a game of more levels names
/// C (0) or D (1), which others hear as level 0 or the top, and hears a level as it sees one: as D from the middle on.
struct Signal {
  /// What kind of signal.
  enum Kind : std::uint8_t {
    none,      ///< nothing was said
    reassure,  ///< a promise: at most `level` for the next `rounds` rounds
    threaten,  ///< a red line: above `level`, I answer
  };
  Kind kind = none;         ///< what is said
  Level level = 0;          ///< the level that it is about
  std::uint8_t rounds = 1;  ///< Length of a promise, 1…255 rounds.

  auto operator<=>(const Signal&) const = default;
};

/// All that a binary strategy learns from a round, from its own seat.
struct Seen {
  Move meant;     ///< What it chose.
  Move mine;      ///< What it did: a trembling hand may have changed it.
  Move theirs;    ///< What it saw of the other: misperception may have changed it.
  bool verified;  ///< The other was open this round, so that `theirs` is true.
};

/// The same for a graded strategy, in levels.
struct LevelSeen {
  /// What it chose.
  Level meant;
  /// What it did.
  Level mine;
  /// What it saw of the other.
  Level theirs;
  /// The other was open, so that `theirs` is true.
  bool verified;
};

}  // namespace detente
