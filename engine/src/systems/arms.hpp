// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
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

  /// How likely a state of some strength is to lose a unit under some force.
  struct Chance {
    double pressure;
    std::uint8_t strength;
    double chance;
  };
  using Units = std::array<std::int32_t, kLanes>;

  void divide_forces(const std::vector<LaneBytes>& attacks, const Holdings& holdings);
  std::array<double, kLanes> pressure_on(std::size_t state, const std::vector<LaneBytes>& attacks) const;
  void touch(std::size_t state, std::size_t lane);
  void decide_fate(std::size_t j, std::size_t lane, double pressure, std::uint32_t word, Holdings& holdings);
  void strike_back(const Holdings& holdings);
  double chance_of_loss(double pressure, std::uint8_t strength);

  const System& system_;
  std::vector<std::vector<Attack>> against_;        // by state: seats of its neighbours against it
  std::vector<std::vector<std::size_t>> seats_of_;  // by state: its own seats
  std::vector<LaneStream> fates_, paces_;           // by state
  std::uint64_t moves_;                             // limit of words by which a stock moves
  LaneBytes moving_;
  std::vector<Units> loss_, gain_;                 // by state, in the lanes that are touched
  std::vector<std::array<double, kLanes>> force_;  // by state: on each of those whom it attacks
  std::vector<std::uint64_t> attacks_;             // bits by lane, by seat
  std::vector<std::uint64_t> touched_;             // bits by lane, by state: it loses or gains
  std::array<Chance, 1024> chances_{};             // that were asked for last
};

}  // namespace detente::systems
