// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include <detente/exact/chain.hpp>

namespace detente {

/// What is carried from point to point: a chance, and the chance-weighted sums of what row and column got so far, each
/// less its mean.
using Carried = std::array<double, 3>;

/// A match in flow: all points of a chain at once, a round at a time. Sums run in a fixed order that depends on the
/// chain alone, so that the result does not depend on how wide the machine is.
class Flow {
 public:
  Flow() = default;
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;
  virtual ~Flow() = default;

  /// By kind of outcome: what the round brings in all, before its gain.
  virtual void count(std::vector<Carried>& of_kind) = 0;
  /// One round on. `gain`, by kind, is what row and column get.
  virtual void pass(const std::vector<std::array<double, 2>>& gain) = 0;
  /// What is at a point now.
  virtual Carried at(std::size_t point) const = 0;
};

/// A match at its start, or with what `start` holds at the first points. Chains of few points that lead to most others
/// flow through full matrices, others along their branches.
std::unique_ptr<Flow> begin_flow(const Chain& chain, const std::vector<Carried>& start = {{1, 0, 0}});

/// Where the first point stands where points are laid out in fours. Most matches never come back to where they began:
/// then it is last in a four of its own, and the points found together, four of them in many chains, lie together.
std::size_t first_place(const std::vector<Chain::Branch>& branches);

}  // namespace detente
