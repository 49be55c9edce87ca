// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <detente/systems/contest.hpp>
#include <detente/systems/play.hpp>

#include "systems/diplomacy.hpp"
#include "systems/lane_masks.hpp"
#include "systems/lane_stream.hpp"

namespace detente::systems {

/// What hostility costs a block in strength, and how strength comes back.
class Arms {
 public:
  explicit Arms(const System& system);

  void begin();
  /// Means of a state turn with its schedule.
  void turn_means(std::int64_t round, Holdings& holdings, std::size_t lanes) const;
  /// Losses of a round, by who attacked whom (masks by seat), spoils and second strikes.
  void fight(const Block& block, std::int64_t round, std::size_t lanes, const std::vector<LaneBytes>& attacks,
             Holdings& holdings);
  /// Stocks move towards what is wanted.
  void rearm(const Block& block, std::int64_t round, std::size_t lanes, const Diplomacy& diplomacy, Holdings& holdings);

 private:
  /// A seat from which a state is attacked, and whose it is.
  struct Attack {
    std::size_t seat, by;
  };

  void fight_in(std::size_t lane, const Block& block, std::int64_t round, const std::vector<LaneBytes>& attacks,
                Holdings& holdings);

  const System& system_;
  std::vector<std::vector<Attack>> against_;        // by state: seats of its neighbours against it
  std::vector<std::vector<std::size_t>> seats_of_;  // by state: its own seats
  std::vector<LaneStream> fates_, paces_;           // by state
  std::uint64_t moves_;                             // limit of words by which a stock moves
  LaneBytes moving_;
  std::vector<int> loss_, gain_;  // of a lane, by state
  std::vector<double> force_;
};

}  // namespace detente::systems
