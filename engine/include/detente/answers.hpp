// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include <detente/round.hpp>

/// What a strategy may answer when it is asked: every engine checks it here and nowhere else, so that all of them
/// refuse the same answers in the same words. Engines add who answered, in which pair and in which round.
namespace detente {

/// The shortest digits that read back, for sentences about an answer.
inline std::string digits_of(double value) {
  std::array<char, 32> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// Throws `std::out_of_range` for what is no chance, 0…1.
inline void check_chance(double chance) {
  if (!(chance >= 0 && chance <= 1))
    throw std::out_of_range("it returned the probability " + digits_of(chance) + "; a probability lies in 0…1");
}

/// The game, as sentences about levels have it.
inline std::string a_game_of(int levels) {
  return "a game whose top level is " + std::to_string(levels - 1);
}

/// Throws `std::out_of_range` for another number than C (0) and D (1).
inline Move checked(Move move) {
  if (move > D) throw std::out_of_range("it played move " + std::to_string(move) + "; a move is C (0) or D (1)");
  return move;
}

/// Throws `std::out_of_range` for a level that a game of so many levels has not.
inline Level checked(Level level, int levels) {
  if (level >= levels) throw std::out_of_range("it played level " + std::to_string(level) + " in " + a_game_of(levels));
  return level;
}

/// The chances as they are thrown: checked, and scaled to add up to 1 exactly as far as doubles can. Throws
/// `std::out_of_range` for what is no chance, for a chance of a level that the game has not, and for chances that do
/// not add up to 1 within 1e-9.
inline LevelMix checked(LevelMix mix, int levels) {
  double sum = 0;
  for (int level = 0; level < kMaxLevels; ++level) {
    const double chance = mix.chance[static_cast<std::size_t>(level)];
    check_chance(chance);
    if (chance > 0 && level >= levels)
      throw std::out_of_range("it gave a probability to level " + std::to_string(level) + " in " + a_game_of(levels));
    sum += chance;
  }
  if (!(sum >= 1 - 1e-9 && sum <= 1 + 1e-9))
    throw std::out_of_range("its probabilities add up to " + digits_of(sum) + ", not to 1");
  if (sum != 1)
    for (double& chance : mix.chance) chance /= sum;
  return mix;
}

/// Throws `std::out_of_range` for a signal that cannot be sent by who knows so many levels: 2 behind the lens. Silence
/// has no length.
inline Signal checked(Signal signal, int levels) {
  if (signal.kind > Signal::threaten)
    throw std::out_of_range("it sent a signal of kind " + std::to_string(signal.kind) +
                            "; a kind is none (0), reassure (1) or threaten (2)");
  if (signal.level >= levels)
    throw std::out_of_range("its signal names level " + std::to_string(signal.level) + "; it must be " +
                            (levels == 2 ? "C (0) or D (1)" : "a level in 0…" + std::to_string(levels - 1)));
  if (signal.rounds == 0 && signal.kind != Signal::none)
    throw std::out_of_range("it sent a signal for 0 rounds; a signal holds for 1…255 rounds");
  return signal;
}

/// The byte that an answer to `open` is. It may be neither 0 nor 1, where memory was never set or was overrun.
inline std::uint8_t byte_of(bool is_open) {
  return std::bit_cast<std::uint8_t>(is_open);
}
/// Throws `std::out_of_range` for a byte that is no truth value.
inline bool checked_truth(std::uint8_t byte) {
  asm("" : "+r"(byte));  // or compilers, who know that a bool is 0 or 1, leave the question out
  if (byte > 1)
    throw std::out_of_range("its open() returned a bool of value " + std::to_string(byte) +
                            "; a bool is false (0) or true (1)");
  return byte != 0;
}

/// The chances of each level that an answer to `play` comes to, in a game of so many levels. Throws
/// `std::out_of_range`.
template <class Choice>
LevelMix chances_of(const Choice& choice, int levels) {
  if constexpr (std::same_as<Choice, Mix>) {
    check_chance(choice.cooperation);
    LevelMix mix;
    mix.chance[0] = choice.cooperation;
    mix.chance[1] = 1 - choice.cooperation;
    return mix;
  } else if constexpr (std::same_as<Choice, Move>) {
    return LevelMix(static_cast<Level>(checked(choice)));
  } else if constexpr (std::same_as<Choice, Level>) {
    return LevelMix(checked(choice, levels));
  } else {
    return checked(choice, levels);
  }
}

}  // namespace detente
