// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <detente/systems/play.hpp>

#include "systems/diplomacy.hpp"
#include "systems/lane_counters.hpp"
#include "systems/war_counter.hpp"

namespace detente::systems {

/// Makes room for what is counted of a block, and sets it to nothing.
void clear_tally(const System& system, const Block& block, SystemTally& tally);

/// A round of a block, as it is counted.
struct CountedRound {
  std::int64_t round;
  std::size_t lanes;
  std::size_t stretch;
  const std::vector<LaneBytes>& done;     ///< by seat
  const std::vector<LaneBytes>& live;     ///< masks, by front: both live
  const std::vector<LaneBytes>& hostile;  ///< masks, by seat
  const Holdings& holdings;               ///< at the beginning of the round
};

/// Counts rounds of a block.
class SystemCounter {
 public:
  explicit SystemCounter(const System& system);

  void begin(const Block& block, SystemTally& tally);
  void count(const CountedRound& round, SystemTally& tally);
  /// What was called for in the last round is honoured in this one, or not; then `called` and `own` are kept.
  void count_pledges(const CountedRound& round, const std::vector<LaneBytes>& attacks,
                     const std::vector<LaneBytes>& called, const std::vector<LaneBytes>& seen);
  void finish(std::size_t stretch, const Holdings& holdings, SystemTally& tally);
  /// Adds up the bytes before another stretch begins.
  void flush(std::size_t stretch, SystemTally& tally);

 private:
  void count_fronts(const CountedRound& round, SystemTally& tally);
  void count_states(const CountedRound& round, SystemTally& tally);
  void count_wars(const CountedRound& round, SystemTally& tally);
  bool has_war() const { return system_.war.pace > 0; }

  const System& system_;
  std::size_t cells_;
  std::uint64_t playing_ = 0;        // lanes that have the round
  SystemTally::Counts rounds_in_{};  // of the stretch
  // Bits by lane: of seats, of fronts, of states; and, with war, fronts of which both live, seats whose state lives
  // while the other is ruined.
  std::vector<std::uint64_t> hostile_, conflict_, alive_, live_, alone_;
  LaneCounters hostile_rounds_, conflict_rounds_, live_rounds_, alone_rounds_, lived_;
  WarCounter wars_;
  std::vector<std::uint64_t> pleas_, honours_, traps_;  // by seat, bits by lane; empty where nobody stands by another
  std::vector<std::uint64_t> called_, saw_hostile_;     // the same of the round before
  bool has_former_ = false;
  LaneCounters invoked_, honoured_, entrapped_;
};

}  // namespace detente::systems
