// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <detente/populations/process.hpp>

namespace detente {

/// The replicator equation in u = ln x, step by step. Strategies of share 0 are left out.
class ReplicatorFlow {
 public:
  /// `start` sums to 1. `tolerance` as in `ReplicatorRequest`.
  ReplicatorFlow(const PayoffMatrix& payoffs, const std::vector<double>& start, double mutation, double tolerance);

  double time() const { return time_; }
  /// One step of suitable length, which does not pass `end`.
  void step(double end);
  /// Removes strategies whose share is below `least`.
  void remove_below(double least);
  /// By strategy; −∞ for 0.
  std::vector<double> ln_shares() const;
  std::vector<double> shares() const;

 private:
  using Values = std::vector<double>;

  void take(const std::vector<std::size_t>& alive);
  void normalise(Values& u) const;
  void slope(const Values& u, Values& result);
  double try_step(double length);

  const PayoffMatrix& payoffs_;
  double mutation_;
  double tolerance_;
  double time_ = 0;
  double length_;  // of the next step
  std::vector<std::size_t> alive_;
  Values gains_;  // among those alive, by row; less a constant
  Values u_;      // by strategy alive
  Values next_;
  Values x_, trial_;  // of a slope
  std::array<Values, 7> slopes_;
};

}  // namespace detente
