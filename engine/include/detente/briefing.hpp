// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include <detente/round.hpp>

namespace detente {

/// A value for each pair of own level (first) and other's level, by default 2×2: {{R, S}, {T, P}}.
struct Payoffs {
  int levels = 2;                                       ///< 2…16
  std::array<double, kMaxLevels * kMaxLevels> value{};  ///< row-major, own level first, `levels` in a row

  /// The value at own level (first) and other's level.
  double& at(int own, int other) { return value[static_cast<std::size_t>(own * levels + other)]; }
  /// The value at own level (first) and other's level.
  double at(int own, int other) const { return value[static_cast<std::size_t>(own * levels + other)]; }

  double reward() const { return at(0, 0); }                        ///< R: both fully restrained.
  double sucker() const { return at(0, levels - 1); }               ///< S: restrained against full hostility.
  double temptation() const { return at(levels - 1, 0); }           ///< T: fully hostile against restraint.
  double punishment() const { return at(levels - 1, levels - 1); }  ///< P: both fully hostile.

  bool operator==(const Payoffs&) const = default;
};

/// Chances that a level is shifted by one, by level: `up[i]` makes level i one more hostile, `down[i]` one less.
/// An up-error at the top and a down-error at 0 do nothing.
struct Errors {
  std::array<double, kMaxLevels> up{};    ///< chance by level, 0…1
  std::array<double, kMaxLevels> down{};  ///< chance by level, 0…1

  /// The same rates at every level.
  static Errors everywhere(double up_rate, double down_rate) {
    Errors errors;
    errors.up.fill(up_rate);
    errors.down.fill(down_rate);
    return errors;
  }
  bool operator==(const Errors&) const = default;
};

/// All that a state is told before round 1. Nothing of it says who the other is.
struct Briefing {
  Payoffs payoffs;          ///< Its own, as played.
  Errors tremble;           ///< How it slips.
  Errors misperception;     ///< How it misreads the other.
  double signal_noise = 0;  ///< Chance that a signal arrives as another kind.
  double signal_cost = 0;   ///< Price of saying something, per signal.
  double open_cost = 0;     ///< Price of being open, per round.
  std::int64_t rounds = 0;  ///< Length of the match; 0 where unknown, which is the default.

  /// Levels of the game.
  int levels() const { return payoffs.levels; }
};

}  // namespace detente
