// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tbb/task_arena.h>

#include <memory>
#include <optional>
#include <vector>

#include <detente/best_response/best_response.hpp>
#include <detente/search/search.hpp>
#include <detente/spirals/opponent.hpp>

#include "spirals/answers.hpp"

namespace detente {

/// One world of a search: the field, made ready for whoever takes another seat.
class SearchedWorld {
 public:
  SearchedWorld(const SpiralDesign& asked, tbb::task_arena& arena, const Watch& watch);

  /// Throws `Error` where pairs of members of so many states would be more than exact pairs may be.
  void check_exact(std::size_t states) const;

  const SpiralDesign& asked() const { return asked_; }
  World& world() { return *world_; }

 private:
  friend class Visit;
  /// Somebody whom a member may meet.
  struct Other {
    Side side;
    Automaton automaton;
    std::optional<Opponent> opponent;  // absent: solved in full
    std::size_t told_states = 0;       // of the automaton with what it says
    bool is_seeker = false;            // and the first of its conduct
    bool is_breakable = false;
    double baseline_reached = 0;  // chance of a spiral with the baseline in the member's seat
    std::size_t entrants = 0;     // of the field that are it
  };

  Other other(const Side& side, const Automaton* automaton, const std::string& name) const;
  Side side_of(const Automaton& member) const;
  Automaton in_this_world(const Automaton& member) const;
  Pairing meet(const Automaton& member, const Other& other, const PairingParts& parts, PairingSpace& space) const;
  BestResponse greedy_response(const Automaton& member) const;
  Other copy_of(const Automaton& member) const;
  bool is_like(const Automaton& member, const Other& other) const;

  SpiralDesign asked_;
  std::unique_ptr<World> world_;
  Side seat_;         // of members
  Payoffs material_;  // likewise, before relative gains
  double armed_ = 0;  // what always arming keeps in it
  Trial trial_;
  std::vector<Other> others_;      // the field, one of each conduct, those with few states first
  std::vector<Other> aggressors_;  // whose worst is the price
  std::optional<Other> baseline_;  // in the member's seat
};

}  // namespace detente
