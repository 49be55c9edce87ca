// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include <detente/systems/play.hpp>

#include "systems/lane_counters.hpp"
#include "systems/table_plan.hpp"
#include "systems/war_counter.hpp"

namespace detente::systems {

/// Counts rounds of a block that is played from tables: what `SystemCounter` counts, where nobody is ruined and
/// strength does not change.
class TableCounter {
 public:
  /// A round; all by slot, with a bit for each repetition.
  struct Round {
    std::int64_t round;
    std::size_t lanes;  ///< that have it: the first ones
    const std::vector<std::uint64_t>&done, &seen, &open, &said, &called;
  };

  TableCounter(const TablePlan& plan, const Block& block, SystemTally& tally);

  void count(const Round& round);
  /// Adds up what was counted, before another stretch of the rules begins.
  void flush(std::size_t stretch);
  void finish(std::size_t stretch);

 private:
  void count_wars(const Round& round, std::uint64_t playing);
  void count_pledges(const Round& round, std::uint64_t playing);

  const TablePlan& plan_;
  SystemTally& tally_;
  LaneCounters hostile_, conflicts_;                 // by slot; by front
  LaneCounters opened_, said_;                       // by slot, where anybody opens or speaks
  LaneCounters invoked_, honoured_, trapped_;        // by slot that may hear pleas
  SystemTally::Counts rounds_in_{};                  // of the stretch
  std::vector<std::uint64_t> conflict_;              // by front
  std::vector<std::uint64_t> plea_, honour_, trap_;  // by slot that may hear pleas
  std::vector<std::uint64_t> called_, saw_hostile_;  // the same of the round before
  bool has_former_ = false;
  double hhi_ = 0, top_share_ = 0;  // of a round
  WarCounter wars_;
};

}  // namespace detente::systems
