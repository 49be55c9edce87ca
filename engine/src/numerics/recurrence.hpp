// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace detente {

/// Spares the rounds of a long match that are like those before. Once what is where has come back to what it was some
/// rounds ago, but for rounding, that period stands for all of its kind that follow. A match of up to 2²⁰ rounds is
/// played round by round.
class Recurrence {
 public:
  /// `tail`: last rounds that are never spared.
  Recurrence(std::int64_t rounds, std::int64_t tail) : rounds_(rounds), tail_(tail) {}

  /// Whether it wants to see what is where before a round.
  bool asks(std::int64_t round) const { return round >= next_look_; }
  /// `scales`: by value, the size of what it must not differ by.
  void look(std::int64_t round, const std::vector<double>& values, const std::vector<double>& scales);
  /// How many rounds the round at hand stands for.
  double times() const { return times_; }
  /// The round after this one.
  std::int64_t after(std::int64_t round);

 private:
  static constexpr std::int64_t kLong = std::int64_t{1} << 20;
  static constexpr std::int64_t kPeriod = 4096;  // rounds, at most
  static constexpr double kRounding = 1e-15;     // of the scale

  std::int64_t rounds_, tail_;
  std::int64_t next_look_ = kLong;  // rounds, here and below
  std::int64_t mark_ = 0, next_mark_ = kLong;
  std::vector<double> marked_;  // values at the mark
  std::int64_t period_ = 0;
  std::int64_t last_ = 0;  // of the period that stands for others
  double times_ = 1;
};

}  // namespace detente
