// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/automata/give_up.hpp>
#include <detente/exact/chain.hpp>

/// What a match comes to, without sampling: expectations over the chain of a pair.
namespace detente {

/// A match in expectation. Rounds weigh alike, or discount^(t−1) where there is a discount; a match of random length
/// counts by ratios of totals, E[sum] / E[length].
struct Exact {
  std::array<double, 2> score{};  ///< per round, by seat
  /// Of the scores per round of one match: row with row, row with column, column with column. Where the length is
  /// random, of (sum − score · length) / E[length]. A match without end has spread only where it may end up in
  /// different recurrent classes.
  std::array<double, 3> covariance{};
  std::vector<double> joint;  ///< shares of rounds, [row level · levels + column level]
};

/// Why a chain cannot be solved under these rules, where it cannot: without a fixed number of rounds, joint memories
/// that all lead to each other are solved at once, and a full matrix of more than 20,000 of them is too large.
std::optional<std::string> too_large(const Chain& chain, const Rules& rules);

/// Means, variances and the covariance. Fixed length: forward propagation, with payoffs centred round by round. Random
/// length or discount: expected visits and values by elimination. Without end: Cesàro limits, by recurrent class.
/// Absent when `give_up` said so. The chain must not be too large.
std::optional<Exact> exact(const Chain& chain, const Rules& rules, const GiveUp& give_up = {});

/// The same without the covariance, which is left at 0: a third of the time where the length is fixed.
std::optional<Exact> exact_means(const Chain& chain, const Rules& rules, const GiveUp& give_up = {});

/// A match whose payoffs or errors turn (`Rules::turns`).
struct ExactStretches {
  Exact whole;                             ///< over all stretches
  std::vector<std::vector<double>> joint;  ///< [stretch]: shares of its rounds, as in `Exact::joint`
  std::size_t joint_memories;              ///< of the stretch that has most
};

/// Means, variances and the covariance of a match in stretches, propagated from chain to chain. Absent where a memory
/// cannot be enumerated, where a stretch reaches more than `limit` joint memories, or when `give_up` said so. Throws
/// `StrategyFailure`.
std::optional<ExactStretches> exact_stretches(const Rules& rules, const Seated& row, const Seated& column,
                                              std::size_t limit, const GiveUp& give_up = {});

/// Shares of rounds at each point of a match without end. Absent when `give_up` said so.
std::optional<std::vector<double>> long_run(const Chain& chain, const GiveUp& give_up = {});

}  // namespace detente
