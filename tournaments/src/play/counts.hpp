// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/objects/match.hpp>

#include "play/intervals.hpp"

namespace detente {

/// What each entrant met in each repetition of a block, summed over its opponents: joint levels (own first) in each
/// stretch of the match, signals sent, rounds of being open. Integers, so that sums do not depend on the order of
/// execution. Everything is counted twice, and in self-play once for each seat, so that a self-pair counts as the mean
/// of its seats.
class Counts {
 public:
  Counts(std::size_t entrants, int levels, std::size_t stretches)
      : levels_(static_cast<std::size_t>(levels)),
        stretches_(stretches),
        cells_(stretches * levels_ * levels_ + 2),
        values_(entrants * cells_ * kLanes) {}

  void add(std::size_t row, std::size_t column, const Tally& tally);
  void add(const Counts& other);
  void clear() { values_.assign(values_.size(), 0); }

  std::size_t stretches() const { return stretches_; }
  std::uint64_t joint(std::size_t entrant, std::size_t stretch, std::size_t own, std::size_t other,
                      std::size_t lane) const {
    return values_[(entrant * cells_ + (stretch * levels_ + own) * levels_ + other) * kLanes + lane];
  }
  std::uint64_t signals(std::size_t entrant, std::size_t lane) const {
    return values_[(entrant * cells_ + cells_ - 2) * kLanes + lane];
  }
  std::uint64_t opened(std::size_t entrant, std::size_t lane) const {
    return values_[(entrant * cells_ + cells_ - 1) * kLanes + lane];
  }
  /// Bytes that one block of so many entrants takes.
  static std::size_t bytes(std::size_t entrants, int levels, std::size_t stretches) {
    return entrants * (stretches * static_cast<std::size_t>(levels * levels) + 2) * kLanes * sizeof(std::uint64_t);
  }

 private:
  void add_to(std::size_t entrant, std::size_t cell, const Tally::Counts& counts, bool twice);

  std::size_t levels_, stretches_, cells_;
  std::vector<std::uint64_t> values_;
};

/// Payoff total of a seat in each lane, costs taken off. Cells in order, so that sums are the same everywhere.
void scores(const Tally& tally, const Side& side, const Rules& rules, std::size_t seat,
            std::array<double, kLanes>& sums);
/// Payoff total of an entrant in one lane over its opponents (not twice).
double score(const Counts& counts, std::size_t entrant, const Side& side, const Rules& rules, std::size_t lane);
/// What any match pays a seat per round, costs taken off.
Bounds bounds(const Side& side, const Rules& rules);

}  // namespace detente
