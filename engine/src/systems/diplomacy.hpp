// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <detente/systems/play.hpp>

#include "systems/lane_masks.hpp"
#include "systems/ties.hpp"

namespace detente::systems {

/// What states hold in a block: units of strength and means, and whether they live and are in good standing.
struct Holdings {
  std::vector<LaneBytes> strength, means;  ///< by state
  std::vector<LaneBytes> alive, good;      ///< masks, by state

  void begin(const System& system);
  /// After strength has changed.
  void see_who_lives();
};

/// The alliance game of a block: who stands by whom, what a plea adds to what is seen, and what alignments learn.
class Diplomacy final : public SystemStances {
 public:
  explicit Diplomacy(const System& system);

  void begin(const Holdings& holdings, std::size_t lanes);
  Stance stance(std::size_t by, std::size_t to, std::size_t lane) const override;
  /// Asks all alignments for their stances of a round.
  void take_stances(std::size_t lanes);
  /// Lanes in which the seat's state opposes the other; null where it never can.
  const LaneBytes* opposed(std::size_t seat);
  /// Which pledges count in this round: `back` always, `defend` for those in good standing.
  void hold_pledges(const Holdings& holdings);
  bool has_pledges() const { return !attitudes_.empty(); }
  /// The worst of what the seat saw, and of what those by whom it stands saw of the same state; `called` is where
  /// one of these saw it hostile.
  void tell(std::size_t seat, const std::vector<LaneBytes>& seen, LaneBytes& told, LaneBytes& called) const;
  /// Tells alignments of a round.
  void inform(const std::vector<LaneBytes>& seen, const Holdings& holdings, std::size_t lanes);
  /// What a state's alignment wants of arms in a lane; its means where it has no wish.
  int wanted_arms(std::size_t state, std::size_t lane, int means) const;
  /// Adds pledges of a state that hold.
  void count_pledges(std::size_t state, const Holdings& holdings, SystemTally::Counts& count, std::size_t lanes) const;

  std::size_t acting = 0;  ///< the state whose alignment is being asked, for messages

 private:
  /// A tie, by lane.
  struct Attitude {
    LaneBytes stance = {};
    LaneBytes counts = {};  // a mask: a plea of the other counts
  };
  /// What a circle learns, by place and lane: bits of places.
  struct Rumours {
    std::vector<SystemTally::Counts> victims, protectors;
  };

  template <class Learn>
  void inform_circles(const Holdings& holdings, std::size_t lanes, Learn learn);

  const System& system_;
  Ties ties_;
  std::vector<std::unique_ptr<AlignmentLanes>> alignments_;  // by state; null where it has none
  std::vector<Attitude> attitudes_;                          // by tie
  std::vector<Rumours> rumours_;                             // by circle
  LaneBytes opposed_;
};

}  // namespace detente::systems
