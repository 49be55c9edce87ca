// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <detente/systems/system.hpp>

/// A system of states, played by the reference engine: 64 repetitions side by side, each seat asked once a round.
namespace detente {

/// What was counted in a block of repetitions, lane by lane. Whole numbers; payoffs and costs multiply in later. A seat
/// is 2·front + side, row first. A state lives in a round if its strength at the beginning is above 0.
struct SystemTally {
  /// One number per lane.
  using Counts = std::array<std::uint64_t, kLanes>;

  Block block;                ///< which repetitions, and how long each lasted
  std::size_t stretches = 1;  ///< of the rules
  int levels = 2;             ///< of the game
  /// Rounds in which both live, by [((front · stretches + stretch) · levels + row level) · levels + column level].
  std::vector<Counts> joint;
  std::vector<Counts> signals, opened;  ///< by seat: signals sent, rounds of being open
  std::vector<Counts> lived;            ///< rounds, by state
  std::vector<Counts> alone;            ///< by state: rounds that it lives, times neighbours that are ruined in them
  std::vector<Counts> arms;             ///< by state: strength, summed over rounds
  std::vector<Counts> pledged;          ///< by state: pledges that hold, summed over rounds
  /// By seat, of i against k: rounds before the last one in which somebody by whom i stands saw k hostile to itself and
  /// i's pledge held.
  std::vector<Counts> invoked;
  std::vector<Counts> honoured;            ///< those of them after which i attacks k
  std::vector<Counts> entrapped;           ///< those of these in which i itself saw k restrained
  std::vector<Counts> entry;               ///< by state: the first round in which it is in conflict; 0: never
  std::vector<Counts> strength;            ///< by state, after the last round
  Counts quiet{};                          ///< rounds in which every live front is at peace
  Counts war{};                            ///< rounds in which some front is in conflict: both are hostile
  Counts general_war{};                    ///< rounds in which over half of the living states are in conflict
  Counts breadth{};                        ///< states of the largest war, summed over rounds with war
  std::array<double, kLanes> hhi{};        ///< sum of squared shares of strength, summed over rounds
  std::array<double, kLanes> top_share{};  ///< largest share of strength, summed over rounds
};

/// How states stand to each other in a round.
class SystemStances {
 public:
  virtual ~SystemStances() = default;
  /// The stance of a state to another in a lane, the pledge of the system included; `none` too where it can have none.
  virtual Stance stance(std::size_t by, std::size_t to, std::size_t lane) const = 0;
};

/// A round of a block, just done. Its levels are 0 where a state of the front is ruined.
struct SystemRound {
  std::int64_t round;                      ///< from 1
  std::size_t lanes;                       ///< repetitions that have this round: the first ones
  const std::vector<LaneBytes>& done;      ///< levels, by seat
  const std::vector<LaneBytes>& seen;      ///< levels that a seat saw with its own eyes
  const std::vector<LaneBytes>& told;      ///< levels that its strategy was told
  const std::vector<LaneBytes>& strength;  ///< by state, at the beginning of the round
  const SystemStances* stances = nullptr;  ///< of the round; null where the engine does not tell them
};

/// How the noise of a round is overruled.
struct SystemInterference {
  bool is_silent = false;                      ///< nothing trembles, is misread or garbled; ambiguity stays
  std::optional<std::size_t> misread_by = {};  ///< a seat that sees one level more than it would, in every lane
};

/// Watches a block round by round, and may interfere with its noise.
class SystemObserver {
 public:
  virtual ~SystemObserver() = default;
  /// Asked before each round.
  virtual SystemInterference interference([[maybe_unused]] std::int64_t round) const { return {}; }
  /// Told after each round; false ends the block.
  virtual bool see(const SystemRound& round) = 0;
};

/// Watches a block of a system of two levels in which nobody can fall, played many repetitions at once.
class ActObserver {
 public:
  virtual ~ActObserver() = default;
  /// Told after each round: a word by seat, with a bit for each lane that was hostile. The first `lanes` have the
  /// round.
  virtual void see_acts(std::int64_t round, std::size_t lanes, const std::vector<std::uint64_t>& hostile) = 0;
};

/// States at the table. One object serves one thread and any number of blocks, in any order.
class SystemMatch {
 public:
  /// Of a system that `check_system` accepts, which must outlive it. Throws `Error` for rates that no draw can show.
  explicit SystemMatch(const System& system);
  ~SystemMatch();
  /// Moves it; what is left may only be destroyed.
  SystemMatch(SystemMatch&&) noexcept;

  /// Called every few thousand rounds of states with how many were played since; false gives up.
  using Pulse = std::function<bool(std::int64_t rounds)>;

  /// Plays repetitions from the first one on, at most 64. False when `pulse` gave up: the tally then means nothing, as
  /// when the observer ended the block. Throws `StrategyFailure`.
  bool play(std::uint64_t first_repetition, std::size_t lanes, SystemTally& tally, const Pulse& pulse = {},
            SystemObserver* observer = nullptr);

 private:
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace detente
