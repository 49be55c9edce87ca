// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include <detente/populations/process.hpp>

/// An infinite population whose strategies grow by what they earn above the mean.
namespace detente {

/// How the replicator equation is integrated.
struct ReplicatorRequest {
  double mutation = 0;  ///< U, per unit of time; 0, or 1e-200…1
  /// A strategy whose share falls below this is removed, and never comes back; at least 0 and below 1/n. Asked for
  /// after each step of the integration. 0 removes none; it must be 0 where there is mutation.
  double extinct = 0;
  /// Greatest error of a step in ln share, relative to max(1, |ln share|); 1e-14…0.01.
  double tolerance = 1e-9;
  std::function<bool()> give_up;  ///< asked now and then; true ends the integration with `GivenUp`
};

/// Shares of strategies at some times.
struct ReplicatorPath {
  std::vector<double> times;                  ///< as asked for
  std::vector<std::vector<double>> share;     ///< by time, then strategy; sums to 1
  std::vector<std::vector<double>> ln_share;  ///< natural logarithms of it, also where it is below 1e-308; −∞ for 0
};

/// The replicator equation with mutation that does not depend on fitness (Taylor & Jonker 1978; Bomze & Burger 1995):
/// ẋ_i = x_i ((Ax)_i − xAx) + U ((1 − x_i)/(n − 1) − x_i), from `start` at time 0, at each of `times`. It is integrated
/// in ln x by the pair of Runge–Kutta methods of Dormand & Prince (1980), so that no share leaves 0…1 and none is lost
/// by underflow; what is rare can return. A strategy that begins with share 0 stays there unless there is mutation.
/// Adding a constant to all payoffs changes nothing.
/// Throws `Error` unless there is a strategy (with mutation, two), payoffs are finite, `start` has one share for each
/// strategy, each in 0…1, which add up to 1 within 1e-9 (they are then scaled to 1), times are finite, at least 0 and
/// do not fall, and the request is as described.
ReplicatorPath replicator(const PayoffMatrix& payoffs, const std::vector<double>& start,
                          const std::vector<double>& times, const ReplicatorRequest& request = {});

}  // namespace detente
