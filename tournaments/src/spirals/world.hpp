// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/spirals/recovery.hpp>
#include <detente/spirals/spirals.hpp>

#include "spirals/conduct.hpp"

namespace detente {

/// What two states come to by what they do, from the row's seat. Payoffs have no part in it.
struct Facts {
  bool is_exact = true;
  double reached = 0;                   ///< chance of a spiral within 10,000 rounds
  std::optional<double> durable_peace;  ///< of the escape test; absent where no spiral ever comes about
  double durable_error = 0;
  std::optional<std::int64_t> median_rounds;
  std::vector<double> crisis_peace;  ///< durable peace by crisis
  RecoveryCurve recovery_curve;
  std::optional<Proximate> proximate;    ///< absent where no episode ever ends
  std::vector<double> joint;             ///< shares of the rounds of the design's matches, row's level first
  std::optional<double> episode_length;  ///< in these matches
  double hostile_share = 0;              ///< likewise: of rounds in episodes
  double spiral_share = 0;               ///< likewise: of rounds in spirals
};

/// What is found out about a pair.
struct Asked {
  bool escape = false;
  bool crisis = false;
  bool joint = false;
  bool episodes = false;
  bool recovery_curve = false;
  bool proximate = false;

  bool any() const { return any_trial() || joint || episodes; }
  bool any_trial() const { return escape || crisis || recovery_curve || proximate; }
  void add(const Asked& other) {
    escape = escape || other.escape;
    crisis = crisis || other.crisis;
    joint = joint || other.joint;
    episodes = episodes || other.episodes;
    recovery_curve = recovery_curve || other.recovery_curve;
    proximate = proximate || other.proximate;
  }
};

/// Everybody who may take a seat under one weather, and what every two of them come to. States of like conduct share
/// that, so that replacing a state by one of like conduct changes nothing, to the last bit.
class World {
 public:
  /// `has_crises`: states are told apart by what they do after crises, too.
  /// `known`: what it finds out is kept there, and not found out again.
  /// `known_to`: how well an escape that is sampled has to be known (see `sampled_trials`).
  World(const Design& design, const Trial& trial, bool has_crises, double known_to, const Watch& watch = {},
        StoredTrials* known = nullptr);

  /// The number of a state that may take a seat.
  std::size_t admit(const Side& side);
  const Side& side(std::size_t state) const { return states_[state]; }
  /// They play alike in every round that this weather allows, before whoever was admitted.
  bool are_alike(std::size_t a, std::size_t b);
  /// Null where it has none of at most the exact limit's states.
  const Automaton* automaton(std::size_t state);

  /// What the design's matches of a pair showed, so that they need not be played again.
  void tell(std::size_t row, std::size_t column, const PairResult& result);
  /// Nothing will be sampled: pairs that are not exact come to nothing.
  void leave_out_what_is_not_exact() { is_exact_only_ = true; }
  /// Marks what will be asked about a pair, before `find_out`.
  void need(std::size_t row, std::size_t column, const Asked& asked);
  /// Finds out about all pairs that are needed, in several worlds together. Throws what `play` throws.
  static void find_out(const std::vector<World*>& worlds, tbb::task_arena& arena, const Watch& watch);
  void find_out(tbb::task_arena& arena, const Watch& watch) { find_out({this}, arena, watch); }
  /// What a pair comes to that was needed.
  Facts facts(std::size_t row, std::size_t column);
  /// Before this column both rows are one conduct: whatever they come to is the same, sampled or not.
  bool is_same_pair(std::size_t row, std::size_t other_row, std::size_t column);
  /// Of how many pairs that was found out, and how.
  Coverage coverage(const std::string& test, bool Asked::*question) const;

  const Design& design() const { return design_; }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;  // conducts; the lower number has the row's seat

  std::size_t conduct(std::size_t state, const Audience& audience);
  Pair pair(std::size_t row, std::size_t column);
  /// More for pairs that take longer.
  std::size_t cost(const Pair& pair) const;
  /// Which of the two has the row's seat depends on what they do alone, so that no digit depends on who else is there.
  std::optional<Facts> exact_facts(const Pair& pair, const Asked& asked, const GiveUp& give_up) const;
  std::optional<Facts> exact_facts_in_order(const Pair& pair, const Asked& asked, const GiveUp& give_up) const;
  /// What is asked, in a text that says all that it depends on.
  std::string name_of(const Pair& pair, const Asked& asked) const;
  std::optional<Facts> known_facts(const std::string& name) const;
  Facts sampled_facts(const Pair& pair, const Asked& asked, tbb::task_arena& arena, const Watch& watch) const;

  Design design_;
  Trial trial_;
  double known_to_;
  StoredTrials* known_;
  bool is_exact_only_ = false;
  Conducts conducts_;
  std::vector<Side> states_;
  std::vector<std::array<std::optional<std::size_t>, 4>> conduct_of_;  // by state and audience
  std::vector<Audience> audiences_;                                    // those that were met
  std::map<Pair, Asked> asked_;
  std::map<Pair, Facts> told_;  // without trials
  std::map<Pair, Facts> facts_;
};

}  // namespace detente
