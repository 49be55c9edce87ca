// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/objects/match.hpp>
#include <detente/play/round_robin.hpp>

namespace detente {

/// What the sampled matches of a pair came to, repetition by repetition. Integers only.
struct SampledPair {
  std::string engine;                   ///< "tables" or "objects"
  std::vector<Tally> blocks;            ///< without the lengths of the matches, which are names of draws
  std::vector<std::uint64_t> episodes;  ///< as `EpisodeCounts` keeps them
};

/// Pairs of one design that were played before, and those that are played now. Nothing that is read depends on who else
/// is entered.
class KnownPairs {
 public:
  virtual ~KnownPairs() = default;

  /// By column from the row on: whether it was found out what the pair comes to exactly, or that it is not exact.
  struct Row {
    std::vector<bool> is_known;
    bool has_inexact;  ///< some may be of the latter kind
  };
  virtual Row solved(std::size_t row) const = 0;
  /// Pairs of a row with columns `first` … `end` − 1. What is not known has neither engine nor hindrance. From any
  /// thread.
  virtual std::vector<PairResult> read_solved(std::size_t row, std::size_t first, std::size_t end) const = 0;
  /// Keeps pairs of one row, by rising column.
  virtual void keep_solved(const std::vector<PairResult>& pairs) = 0;

  /// By column from the row on: whether the pair was sampled.
  virtual std::vector<bool> sampled(std::size_t row) const = 0;
  /// A pair that was. From any thread.
  virtual SampledPair read_sampled(const Meeting& meeting) const = 0;
  virtual void keep_sampled(const Meeting& meeting, const SampledPair& pair) = 0;

  /// From now on what was kept survives whatever happens.
  virtual void commit() = 0;
};

}  // namespace detente
