// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <detente/systems/play.hpp>

#include "systems/lane_masks.hpp"
#include "systems/named_lanes.hpp"
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

/// Sets of places, of which each lane has its own; one for each place of a neighbourhood.
class PlaceSets {
 public:
  explicit PlaceSets(std::size_t places) : parts_((places + 7) / 8), bytes_(places * parts_) {}

  void clear() { std::fill(bytes_.begin(), bytes_.end(), LaneBytes()); }
  /// Puts `member` into the set of `place` in the lanes of a mask.
  void add(std::size_t place, std::size_t member, const LaneBytes& mask) {
    const unsigned bit = 1U << member % 8;
    combine(bytes_[place * parts_ + member / 8], mask, [=](unsigned a, unsigned b) { return a | (b & bit); });
  }
  /// As bits.
  std::uint64_t at(std::size_t place, std::size_t lane) const {
    std::uint64_t set = 0;
    for (std::size_t part = 0; part < parts_; ++part)
      set |= std::uint64_t{bytes_[place * parts_ + part].at[lane]} << 8 * part;
    return set;
  }

 private:
  std::size_t parts_;
  std::vector<LaneBytes> bytes_;  // [place][eight members]
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
    LaneBytes stands = {};  // a mask: it stands by the other
    LaneBytes counts = {};  // a mask: a plea of the other counts
  };
  /// What a circle learns, by place.
  struct Rumours {
    PlaceSets victims, protectors;
  };

  void see_who_stands(Attitude& attitude) const;
  /// Writes down what a circle learns, in all lanes.
  void write_news(std::size_t circle, const Holdings& holdings, std::size_t lanes);

  const System& system_;
  Ties ties_;
  std::vector<std::unique_ptr<AlignmentLanes>> alignments_;  // by state; null where it has none, else `NamedLanes`
  std::vector<Attitude> attitudes_;                          // by tie
  std::vector<Rumours> rumours_;                             // by circle
  /// By circle and alignment.
  std::vector<std::map<std::string, std::vector<NamedLanes::Seer>>> seers_;
  std::vector<News> news_;  // by lane
  LaneBytes opposed_;
};

}  // namespace detente::systems
