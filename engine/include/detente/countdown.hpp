// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>

#include <detente/briefing.hpp>

namespace detente {

/// Rounds to come of a match whose length is known; where it is not, no round is near the end.
///
///     Countdown rounds;
///     void begin(const Briefing& briefing) { rounds.begin(briefing); }
///     Move play() const { return rounds.is_within(2) ? D : seen; }  // it defects in the last two rounds
///     void see(Seen round) { rounds.pass(); … }
class Countdown {
 public:
  /// Takes the length of the match from the briefing; 0 where it is unknown.
  void begin(const Briefing& briefing) {
    left_ =
        static_cast<std::int32_t>(std::min<std::int64_t>(briefing.rounds, std::numeric_limits<std::int32_t>::max()));
  }
  /// One round has passed.
  void pass() { left_ -= left_ > 0; }
  /// The round to come is one of so many last ones.
  bool is_within(int last_rounds) const { return left_ > 0 && left_ <= last_rounds; }

  auto operator<=>(const Countdown&) const = default;

 private:
  std::int32_t left_ = 0;  // 0 where the length is not known
};

}  // namespace detente
