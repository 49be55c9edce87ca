// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/spirals/recovery.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/play_system.hpp>
#include <detente/systems/system_design.hpp>

#include "play/episode_counts.hpp"
#include "spirals/trial_watch.hpp"

namespace detente::systems {

/// When durable peace comes after the first spiral of a front, in integers: sums do not depend on the order.
struct EscapeTimes {
  explicit EscapeTimes(const Trial& trial)
      : escaped(static_cast<std::size_t>(trial.horizon)), cut(static_cast<std::size_t>(trial.horizon) + 1) {}

  std::uint64_t reached = 0;           ///< repetitions with a spiral
  std::vector<std::uint64_t> escaped;  ///< [round − 1]: durable peace is complete in that round after it
  std::vector<std::uint64_t> cut;      ///< [rounds]: it was not, as long as it could be seen

  /// Adds these to `sums`, which other threads may be adding to as well.
  void add_to(EscapeTimes& sums) const;
  /// Chance of durable peace within the horizon, by the estimator of Kaplan & Meier (1958), with the half width of its
  /// 95% interval (Greenwood 1926). Absent where nobody could be seen for so long.
  std::optional<Estimate> chance() const;
};

/// Waits for the first spiral of a front in each lane, and then for durable peace.
class EscapeWatch {
 public:
  explicit EscapeWatch(const Trial& trial)
      : trial_(&trial), times_(trial), lately_(trial.durable), last_watched_(static_cast<std::size_t>(trial.horizon)) {}

  void begin(std::size_t lanes);
  /// A round in which the front is live in some lanes, and hostile in some of these.
  void see(std::int64_t round, std::uint64_t playing, std::uint64_t hostile);
  const EscapeTimes& finish();

 private:
  struct Lane {
    std::int64_t begun = 0;    // the episode's first round; 0 in peace
    std::int64_t last = 0;     // its last hostile round
    std::int64_t started = 0;  // the round in which the episode became a spiral
  };

  void approach(std::size_t l, std::int64_t round, bool is_hostile);
  void cut(std::uint64_t lanes);

  const Trial* trial_;
  EscapeTimes times_;
  LatelyHostile lately_;
  std::vector<std::uint64_t> last_watched_;  // [round % horizon]: lanes that are watched up to it
  std::array<Lane, kLanes> lanes_;
  std::uint64_t waiting_ = 0, in_episode_ = 0, watched_ = 0;
  std::int64_t round_ = 0;  // the last one that was seen
};

/// Counts the episodes of all fronts of a block of repetitions, while both states live.
class FrontWatch final : public SystemObserver {
 public:
  explicit FrontWatch(const SystemDesign& design);

  void begin(const Block& block);
  bool see(const SystemRound& round) override;
  /// The same where nobody can fall, on two levels: who is hostile, as bits of lanes by seat.
  void see_acts(std::int64_t round, std::size_t lanes, const std::vector<std::uint64_t>& hostile);
  /// The block was played.
  void finish();

  /// What a front came to in a lane.
  const EpisodeCounter::InMatch& in_match(std::size_t front, std::size_t lane) const {
    return episodes_[front].in_match(lane);
  }

 private:
  friend class FrontSums;

  const System& system_;
  Trial trial_;
  Block block_;
  std::vector<EpisodeCounter> episodes_;          // by front
  std::vector<EscapeWatch> escapes_;              // likewise
  std::vector<std::uint64_t> alive_;              // lanes, by state
  std::vector<std::uint64_t> live_;               // lanes, by front
  std::vector<const EpisodeCounts*> counts_;      // by front, of the block that was played
  std::vector<const EscapeTimes*> escape_times_;  // likewise
};

/// Sums over all blocks, which any number of threads may add to.
class FrontSums {
 public:
  explicit FrontSums(const SystemDesign& design);

  void add(const FrontWatch& block);
  /// The spirals of a front in which both lived in so many rounds by [row level · levels + column level].
  FrontSpirals spirals(std::size_t front, const std::vector<std::uint64_t>& joint, std::int64_t repetitions) const;

 private:
  const SystemDesign& design_;
  Trial trial_;
  std::vector<EpisodeCounts> episodes_;
  std::vector<EscapeTimes> escapes_;
};

/// What counts as peace, as a spiral and as durable peace in a system.
Trial trial_of(const SystemDesign& design);

}  // namespace detente::systems
