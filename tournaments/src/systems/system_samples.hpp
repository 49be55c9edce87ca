// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <detente/systems/play.hpp>
#include <detente/systems/play_system.hpp>
#include <detente/systems/system_design.hpp>

#include "systems/front_watch.hpp"
#include "systems/power_watch.hpp"

namespace detente::systems {

/// Sums of a measure over repetitions: itself, its square, and itself times what it is compared with: the length of the
/// repetition, or the rounds in which states live.
struct MeasureSums {
  double sum = 0, squares = 0, with_other = 0;
};

/// What a repetition comes to in numbers, and their sums over repetitions. A measure is a sum over rounds.
class SystemSamples {
 public:
  explicit SystemSamples(const SystemDesign& design);

  /// Adds a block, in order of repetitions, what its fronts came to in episodes, and who was essential in it.
  void add(const SystemTally& tally, const FrontWatch& fronts, const PowerWatch& powers);
  /// Adds later repetitions.
  void merge(const SystemSamples& later);
  /// `fronts`: the sums of all blocks.
  SystemResults results(const FrontSums& fronts) const;

  /// A repetition as one of its states sees it.
  struct Repetition {
    double peace_own,
        peace_others;  ///< shares of rounds of its fronts, and of all others, at peace; 1 where none lives
    double score;      ///< per round
    bool is_ruined;
  };
  Repetition repetition(const SystemTally& tally, std::size_t lane, std::size_t state);

 private:
  enum OfState : std::size_t {
    kScore,
    kHostility,
    kArms,
    kPledges,
    kRuinCost,
    kRuined,
    kLived,
    kStrength,
    kPeace,
    kLive,
    kEntered,
    kEntry,
    kInvoked,
    kHonoured,
    kEntrapped,
    kHostile,
    kEssential,
    kEssentialEnd,
    kOfState
  };
  /// Of a front, beside its cells.
  enum OfFront : std::size_t { kRuptures, kEpisodes, kSpirals, kLockIns, kFrontLive, kOfFront };
  enum OfAll : std::size_t {
    kAllPeace,
    kAllLive,
    kQuiet,
    kWar,
    kGeneral,
    kGeneralEver,
    kBreadth,
    kHhi,
    kTop,
    kSurvivors,
    kDeserted,
    kEndHhi,
    kEndTop,
    kEndDeserted,
    kOfAll
  };

  void add_powers(const SystemTally& tally, const PowerWatch& powers, std::size_t lane, double length);
  void add_state(std::size_t state, const SystemTally& tally, std::size_t lane, double length);
  FrontResult front(std::size_t front, const FrontSums& sums) const;
  void put(std::size_t measure, double value, double other);
  std::size_t of_state(std::size_t state, OfState what) const { return state * std::size_t{kOfState} + what; }
  std::size_t of_front(std::size_t front, std::size_t cell) const {
    return design_->members.size() * std::size_t{kOfState} + front * (cells_ + kOfFront) + cell;
  }
  std::size_t of_front(std::size_t front, OfFront what) const { return of_front(front, cells_ + what); }
  std::size_t of_all(OfAll what) const {
    return design_->members.size() * std::size_t{kOfState} + design_->system.fronts.size() * (cells_ + kOfFront) + what;
  }
  double mean(std::size_t measure) const { return sums_[measure].sum / count_; }
  /// Per repetition.
  Estimate each(std::size_t measure) const;
  /// Per round.
  Estimate per_round(std::size_t measure) const;
  /// A share of rounds in which states live; absent where none do.
  std::optional<Estimate> share_of(std::size_t measure, std::size_t live) const;
  /// Of two sums over rounds.
  std::optional<double> ratio(std::size_t measure, std::size_t to) const;

  const SystemDesign* design_;
  std::size_t cells_;
  std::vector<std::vector<std::size_t>> seats_;  // by state
  std::vector<MeasureSums> sums_;
  double count_ = 0, length_ = 0, length_squares_ = 0;
  EssentialStates essential_;
};

/// What a state that lives is paid for a round of one of its fronts in which both live, by own level and the other's.
double cell_payoff(const Side& side, std::size_t stretch, Level own, Level other);
/// R of a seat, and the least cell of its matrix, in the first stretch.
double reward_of(const Side& side);
double least_of(const Side& side);

}  // namespace detente::systems
