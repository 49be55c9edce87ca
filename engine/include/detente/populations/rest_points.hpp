// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <detente/populations/process.hpp>

/// Where the shares of an infinite population rest, and which beginnings lead there.
namespace detente {

/// Shares at which all strategies that are there earn the same.
struct RestPoint {
  std::vector<std::size_t> support;  ///< the strategies that are there, ascending
  std::vector<double> share;         ///< by strategy; 0 outside of the support
  double payoff = 0;                 ///< what each of the support earns, per round
  /// The greatest gain above `payoff`, per round, of a strategy outside of the support: the rate at which it would grow
  /// while rare. Absent where all strategies are in the support.
  std::optional<double> growth_outside;
  bool is_nash = false;  ///< nobody outside gains, to 1e-12 of the range of payoffs
  /// Asymptotically stable by linearisation: strategies outside decline, and so do all deviations within the support
  /// (rates below −1e-10 of the range of payoffs). False where linearisation does not decide.
  bool is_stable = false;
  /// Evolutionarily stable (Maynard Smith & Price 1973): by the criterion of Haigh (1975) on the support. Absent where
  /// a strategy outside earns as much as the support, so that the criterion does not decide.
  std::optional<bool> is_evolutionarily_stable;
};

/// The most supports that `rest_points` looks at: all of 16 strategies.
inline constexpr std::int64_t kMostSupports = 65'535;

/// All rest points of the replicator equation without mutation that are alone in their support: by supports of one
/// strategy, of two, …, each in lexicographic order. Supports in which rest points form a line or more (as where all
/// earn the same) are left out. `largest_support`: no larger supports are looked at; 0 for all. Throws `Error` when
/// there are no strategies, payoffs are not finite, or there are more than `kMostSupports` supports (the sentence says
/// which limit of their size would do); and `GivenUp`.
std::vector<RestPoint> rest_points(const PayoffMatrix& payoffs, std::size_t largest_support = 0,
                                   const std::function<bool()>& give_up = {});

/// How basins are sampled.
struct BasinRequest {
  std::int64_t starts = 2000;  ///< 1…100,000,000
  std::uint64_t seed = 1;      ///< of the draws
  /// Time, above 0, after which a start counts as having come nowhere. Shares within a support may settle slowly: at
  /// 2,000 more than half of the starts of a prisoner's dilemma were still on their way.
  double horizon = 50'000;
  /// A start has come to a stable rest point when no share differs by more than this from the point's; 0…0.01.
  double distance = 1e-6;
  std::function<bool()> give_up;  ///< asked now and then; true ends with `GivenUp`
};

/// The rest point to which one start comes: its place among `points`, of which only stable ones count; absent when it
/// comes to none within the horizon. The start's shares are uniform on the simplex (Dirichlet with all parameters 1),
/// by draws named (seed, start, strategy). So starts may be computed in any order.
std::optional<std::size_t> basin_of_start(const PayoffMatrix& payoffs, const std::vector<RestPoint>& points,
                                          std::int64_t start, const BasinRequest& request = {});

/// Which shares of all beginnings lead where.
struct Basins {
  std::vector<double> share;  ///< by rest point: share of the starts that come to it; 0 for those that are not stable
  std::vector<double> share_error;  ///< its standard error, √(share (1 − share) / starts)
  double none = 0;                  ///< share of the starts that come to no stable rest point within the horizon
  double none_error = 0;            ///< its standard error
};

/// The basins of the stable ones of `points`, which `rest_points` found for the same payoffs, from uniform starts.
/// Throws `Error` when the request is not as described or points have other numbers of strategies.
Basins basins(const PayoffMatrix& payoffs, const std::vector<RestPoint>& points, const BasinRequest& request = {});

}  // namespace detente
