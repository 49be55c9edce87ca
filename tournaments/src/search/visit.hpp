// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "search/searched_world.hpp"

namespace detente {

/// A member on its way through a world: whom it met so far, and the best that it may still come to.
class Visit {
 public:
  /// Told the best that a member may still come to, says whether that cannot matter any more.
  using CannotMatter = std::function<bool(const SearchValues& at_best)>;

  /// All that is handed over must outlive it.
  Visit(const SearchedWorld& world, const Automaton& member, const std::vector<SearchColumn>& columns,
        PairingSpace& space, double precision, const CannotMatter& cannot_matter);

  /// The values in the columns that are asked for; absent where `cannot_matter` said so.
  std::optional<SearchValues> values();

 private:
  using Other = SearchedWorld::Other;

  bool has(SearchColumn column) const;
  double& value(SearchColumn column) { return at_best_[static_cast<std::size_t>(column)]; }
  bool is_over() { return cannot_matter_(at_best_); }

  void keep(double payoff);
  void meet_greedy();
  /// Aggressors whose automata have at most so many states.
  void meet_aggressors(std::size_t most_states);
  void take_copy();
  Pairing meet(const Other& other, bool is_copy);
  void meet_seeker(const Other& other);
  void end_with_copy();
  void add_ended(const Pairing& pairing, double baseline_reached);
  /// What is still unknown is the best that there is.
  void bound();

  const SearchedWorld& world_;
  const Automaton& member_;
  const std::vector<SearchColumn>& columns_;
  PairingSpace& space_;
  double precision_;
  const CannotMatter& cannot_matter_;
  bool has_cost_, has_escapes_, has_score_, has_spirals_;
  SearchValues at_best_{};
  double kept_;  // what aggressors leave it, as far as it met them
  std::vector<Other>::const_iterator next_aggressor_;
  std::optional<Other> copy_;  // where strategies meet their copies
  std::optional<Pairing> with_copy_;
  std::vector<double> ended_, in_spirals_;  // of opponents that count
  double score_ = 0, peace_ = 0;            // sums over entrants that it met
  std::size_t entrants_met_ = 0, entrants_left_ = 0, seekers_left_ = 0;
  bool is_ended_by_somebody_ = false;  // a spiral with the member
};

}  // namespace detente
