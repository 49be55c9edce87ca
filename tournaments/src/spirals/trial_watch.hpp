// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/objects/match.hpp>
#include <detente/spirals/recovery.hpp>

/// What is watched in the matches of a sampled trial. Integers, so that payoffs multiply in at the end.
namespace detente {

/// Watches one trial over all its blocks.
class TrialWatch : public Observer {
 public:
  /// Before each block.
  virtual void begin(const Block& block) = 0;
  /// After each block.
  virtual void end() {}
};

/// In which lanes there was hostility lately: in the last so many rounds. Before the first one there was, everywhere.
class LatelyHostile {
 public:
  explicit LatelyHostile(int rounds)
      : earlier_(static_cast<std::size_t>(rounds)), now_(static_cast<std::size_t>(rounds)) {}

  void begin();
  /// Takes a round, and tells of it and those before.
  std::uint64_t see(std::uint64_t hostile);

 private:
  // Rounds come in runs of that length. Of the run before it is known who was hostile from each place on.
  std::vector<std::uint64_t> earlier_, now_;
  std::size_t place_ = 0;
  std::uint64_t sum_ = 0;  // of the run at hand
};

/// Durable peace after the first spiral of a match, or from round 1.
class RecoveryWatch final : public TrialWatch {
 public:
  static constexpr std::int64_t kPatience = 10'000;  ///< rounds that a match has for its first spiral

  /// `waits`: for a spiral.
  RecoveryWatch(int levels, const Trial& trial, bool waits);

  void begin(const Block& block) override;
  bool see(const RoundDone& round) override;

  std::uint64_t reached() const { return reached_; }
  /// All that were begun.
  std::uint64_t matches() const { return matches_; }
  /// How well the chance of durable peace is known: the farther end of its 95% interval. 1 where none was watched.
  double durable_error() const;
  /// Of the matches that were watched, at least one.
  Recovery recovery(const Material& material) const;

 private:
  struct Lane {
    std::int64_t begun = 0;    // the episode's first round; 0 in peace
    std::int64_t last = 0;     // its last hostile one
    std::int64_t started = 0;  // the round before the first that is watched
  };

  void approach(std::size_t l, std::int64_t round, bool is_hostile);
  void watch(std::uint64_t watched, const RoundDone& round, std::uint64_t rows, std::uint64_t columns);

  std::size_t levels_;
  const Trial& trial_;
  bool waits_;
  LatelyHostile lately_;
  std::array<Lane, kLanes> lanes_;
  std::uint64_t waiting_ = 0, watched_ = 0, in_episode_ = 0, in_durable_peace_ = 0;  // lanes
  std::vector<std::uint64_t> last_watched_;  // [round % horizon]: lanes that are watched up to it
  std::uint64_t reached_ = 0, matches_ = 0;
  std::vector<std::uint64_t> durable_;  // [round − 1]: matches in which peace became durable
  std::vector<std::uint64_t> joint_;    // over horizons
  std::array<std::uint64_t, 2> sucker_rounds_{};
};

/// Established peace, a disturbance, and silence.
class SilenceWatch final : public TrialWatch {
 public:
  static constexpr std::int64_t kBefore = 200;  ///< silent rounds that establish peace …
  static constexpr std::int64_t kAfter = 300;   ///< … or bring it back
  static constexpr std::int64_t kCalm = 50;     ///< the last of them that must be peace
  static constexpr std::int64_t kUsual = 20;    ///< the last of those before, whose levels are those of peace

  /// One error disturbs peace, or `burst` rounds of noise.
  SilenceWatch(int levels, const Trial& trial, std::optional<Interference::Error> error, std::int64_t burst);

  std::int64_t rounds() const { return kBefore + disturbance_ + kAfter; }
  void begin(const Block& block) override;
  Interference interference(std::int64_t round) const override;
  bool see(const RoundDone& round) override;
  void end() override;

  std::uint64_t established() const { return established_; }
  std::uint64_t recovered() const { return recovered_; }
  Impulse impulse(const Material& material) const;
  Burst burst() const;

 private:
  std::size_t levels_;
  Peace peace_;
  int horizon_;
  std::optional<Interference::Error> error_;
  std::int64_t disturbance_;  // rounds
  std::size_t lanes_ = 0;
  std::uint64_t calm_ = 0;                   // lanes in established peace
  std::array<std::int64_t, kLanes> last_{};  // hostile round
  std::uint64_t established_ = 0, recovered_ = 0;
  std::vector<LaneBytes> cells_;               // [rounds after the first of the disturbance]: levels of both
  std::vector<std::uint64_t> joint_;           // from the disturbance on to the last hostile round, in such matches
  std::array<std::uint64_t, kLanes> usual_{};  // sums of both levels before the disturbance
  std::uint64_t before_ = 0;                   // … of matches with established peace
  std::vector<std::uint64_t> after_;           // [rounds after the first of the disturbance]: likewise, from then on
  std::vector<std::uint64_t> over_;            // [rounds after the first of the disturbance]: last hostile round
};

/// Who ends episodes.
class CreditWatch final : public TrialWatch {
 public:
  explicit CreditWatch(const Peace& peace) : peace_(peace) {}

  void begin(const Block&) override { lanes_ = {}; }
  bool see(const RoundDone& round) override;

  /// Absent where no episode ended.
  std::optional<Proximate> proximate() const;

 private:
  struct Lane {
    std::int64_t last = 0;     // the episode's last hostile round; 0 in peace
    std::size_t conceder = 0;  // row, column, or both
    bool is_conceded = false;  // restraint in that round was earned where it counts
    bool is_turned = false;    // … and that of both in the round after it
  };

  Peace peace_;
  std::array<Lane, kLanes> lanes_;
  std::array<std::uint64_t, 4> credit_{};
};

}  // namespace detente
