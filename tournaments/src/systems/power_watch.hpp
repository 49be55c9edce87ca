// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include <detente/systems/play.hpp>
#include <detente/systems/powers.hpp>

namespace detente::systems {

/// In how many rounds of a block of repetitions each state is essential, lane by lane.
class PowerWatch {
 public:
  PowerWatch(const System& system, const Block& block);

  /// Before the acts of a round; asked of all rounds in order.
  void see(const SystemRound& round);
  /// In place of it before round 1, where strength does not change.
  void see_constant(std::size_t lanes);
  /// The block was played.
  void finish();
  /// Rounds in which a state is essential.
  std::uint64_t rounds(std::size_t state, std::size_t lane) const { return rounds_[state][lane]; }

 private:
  void count(std::size_t lane, std::int64_t before);

  const System& system_;
  Block block_;
  std::vector<LaneBytes> strength_;           // by state, as it last was
  std::vector<std::vector<bool>> essential_;  // by lane, with that strength
  std::array<std::int64_t, kLanes> since_{};  // the round from which it has that
  std::vector<SystemTally::Counts> rounds_;   // by state
  EssentialStates states_;
};

}  // namespace detente::systems
