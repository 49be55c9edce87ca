// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <detente/spirals/episodes.hpp>

/// What came out of pairs.
namespace detente {

/// A pair played both ways: what the sample says of the exact scores.
struct Check {
  std::array<double, 2> score;  ///< of the sample
  double standard_errors;       ///< how far the worse seat's sampled mean is off, in exact standard errors of it
  double bound;                 ///< more than this happens to any pair of the schedule with a chance below 10⁻⁶
};

/// What came out of one pair.
struct PairResult {
  std::size_t row;              ///< entrant
  std::size_t column;           ///< entrant
  std::string engine;           ///< "exact", "tables" or "objects"
  std::int64_t repetitions;     ///< 0 where exact
  std::array<double, 2> score;  ///< mean payoff per round, by seat
  /// Half width of the 95% interval; absent with one repetition. Where all repetitions scored alike it is what one that
  /// was not seen may change, or 0 where chance has no part in the pair.
  std::array<std::optional<double>, 2> score_error;
  std::array<std::optional<double>, 2> score_sd;  ///< of the score per round of one match
  std::optional<double> score_covariance;         ///< of both seats' scores per round of one match
  std::array<double, 2> cooperation;              ///< 1 − mean level / (levels − 1)
  std::vector<double> joint;                      ///< shares of rounds, row level first
  std::vector<std::vector<double>> stretches;     ///< the same in each stretch; empty for a match of one
  std::optional<Episodes> episodes;               ///< absent where an exact match has stretches
  std::optional<std::size_t> joint_memories;      ///< points of the chain, where exact
  std::optional<std::string> hindrance;           ///< why it is not exact, where exactness was tried
  std::optional<Check> check;                     ///< under the engine `check`, where the pair is exact
};

/// Ages at which results tell how likely an episode is to last: that of a spiral, a middle one, that of a lock-in.
std::vector<int> told_ages(const Ages& ages);

/// What came out of all pairs of a schedule, in its order: in memory, or read piece by piece where they are more than
/// memory would hold.
class PairResults {
 public:
  /// Pairs `first` … `end` − 1. May be called from any thread.
  using Source = std::function<std::vector<PairResult>(std::size_t first, std::size_t end)>;

  PairResults() = default;
  /// Those that are in memory.
  PairResults(std::vector<PairResult> pairs)  // NOLINT(google-explicit-constructor): what they are
      : count_(pairs.size()), pairs_(std::move(pairs)) {}
  /// So many, which are read when they are looked at.
  PairResults(std::size_t count, Source source) : count_(count), source_(std::move(source)) {}

  /// How many there are.
  std::size_t size() const { return count_; }
  /// Whether there are none.
  bool empty() const { return count_ == 0; }
  /// A copy of one.
  PairResult operator[](std::size_t i) const { return source_ ? source_(i, i + 1).front() : pairs_[i]; }
  /// A copy of the first.
  PairResult front() const { return (*this)[0]; }
  /// A copy of the last.
  PairResult back() const { return (*this)[count_ - 1]; }
  /// Calls `act` with pairs `first` … `end` − 1, in order. From any thread.
  void each(std::size_t first, std::size_t end, const std::function<void(const PairResult&)>& act) const;

  /// Goes through all in order, some hundreds in memory at a time.
  class Iterator {
   public:
    // As the standard library calls them.
    using iterator_category = std::forward_iterator_tag;  ///< may go through them again
    using value_type = PairResult;                        ///< of a pair
    using difference_type = std::ptrdiff_t;               ///< of places
    using pointer = const PairResult*;                    ///< to a pair
    using reference = const PairResult&;                  ///< to a pair

    Iterator() = default;
    /// At a place.
    Iterator(const PairResults* of, std::size_t place);

    /// The pair here; what it refers to holds until this iterator moves on.
    reference operator*() const { return of_->source_ ? (*piece_)[place_ - first_] : of_->pairs_[place_]; }
    /// The pair here.
    pointer operator->() const { return &**this; }
    /// Moves on.
    Iterator& operator++();
    /// Moves on.
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    /// Whether both are at the same place.
    bool operator==(const Iterator& other) const { return place_ == other.place_; }

   private:
    void read();

    const PairResults* of_ = nullptr;
    std::size_t place_ = 0;
    std::size_t first_ = 0;                                 // of the piece
    std::shared_ptr<const std::vector<PairResult>> piece_;  // where they are not in memory
  };
  using const_iterator = Iterator;  ///< as the standard library calls it
  /// The first pair.
  Iterator begin() const { return {this, 0}; }
  /// Behind the last pair.
  Iterator end() const { return {this, count_}; }

 private:
  std::size_t count_ = 0;
  std::vector<PairResult> pairs_;
  Source source_;
};

}  // namespace detente
