// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <detente/exact/exact.hpp>

#include "exact/flow.hpp"

namespace detente {

/// A sum that keeps what each addition rounds off (Neumaier 1974): long matches have millions of terms.
class Sum {
 public:
  void add(double term) {
    const double next = sum_ + term;
    lost_ += std::abs(sum_) >= std::abs(term) ? (sum_ - next) + term : (term - next) + sum_;
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

/// A match that is followed round by round, on one chain after the other.
class Propagation {
 public:
  explicit Propagation(double discount) : discount_(discount) {}

  /// Plays so many rounds on a chain, which must outlive this. `goes_on`: the flow is then before the round after them.
  /// False when `give_up` said so.
  bool play(const Chain& chain, Flow& flow, std::int64_t rounds, bool goes_on, const GiveUp& give_up);

  /// Of all rounds so far.
  Exact result() const;
  /// Scores and shares of the rounds on one chain; the covariance is left at 0.
  Exact leg(std::size_t number) const;

 private:
  struct Leg {
    const Chain* chain;
    std::vector<Sum> spent;  // weighted rounds of each kind
    Sum weights;
    Exact shares(double total) const;
  };

  double discount_;
  double weight_ = 1;
  std::vector<Leg> legs_;
  std::array<Sum, 3> products_;
};

/// Scores and shares, from what share of all rounds is of each kind.
Exact collected(const Chain& chain, const std::vector<double>& share);

/// A match of `rounds` rounds, round by round, the t-th weighing discount^(t−1).
std::optional<Exact> propagated(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up);
/// The same without the covariance.
std::optional<Exact> propagated_means(const Chain& chain, std::int64_t rounds, double discount, const GiveUp& give_up);

}  // namespace detente
