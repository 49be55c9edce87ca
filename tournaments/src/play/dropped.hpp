// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <detente/design/forfeit.hpp>
#include <detente/play/round_robin.hpp>

namespace detente {

/// Entrants that failed at play, each with the first of its failures that was added.
class Dropped {
 public:
  explicit Dropped(const Design& design) : design_(design), has_(design.entrants.size()) {}

  /// Adds the one that failed in a pair. Throws the failure itself where it names neither.
  void add(const Meeting& meeting, const StrategyFailure& failure) {
    if (!add_if_named(meeting, failure)) throw StrategyFailure(failure);
  }
  /// Adds the one that failed where it is in the pair; else false.
  bool add_if_named(const Meeting& meeting, const StrategyFailure& failure) {
    for (const std::size_t entrant : {meeting.row, meeting.column}) {
      if (design_.entrants[entrant].name != failure.strategy()) continue;
      if (!has_[entrant]) failures_.push_back(failure);
      has_[entrant] = true;
      return true;
    }
    return false;
  }

  std::size_t size() const { return failures_.size(); }
  bool has(const Meeting& meeting) const { return has_[meeting.row] || has_[meeting.column]; }
  const std::vector<StrategyFailure>& failures() const { return failures_; }

 private:
  const Design& design_;
  std::vector<bool> has_;  // by entrant
  std::vector<StrategyFailure> failures_;
};

}  // namespace detente
