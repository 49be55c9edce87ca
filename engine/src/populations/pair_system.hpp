// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include <detente/populations/graph.hpp>

namespace detente {

/// The linear system of the coalescence times of all pairs of nodes, τ_ij = 1 + ½ Σ_k (p_ik τ_jk + p_jk τ_ik), made
/// symmetric: with S_ij = √(π_i π_j) τ_ij and Q_ij = w_ij / √(d_i d_j) it is S − ½ (Q S + S Q) = √(π_i π_j), of which
/// only i ≠ j counts and S_ii = 0. Matrices are rows one after the other, whole, for both triangles are alike.
class PairSystem {
 public:
  /// Of the weights of edges by node, each edge at both its ends. Loops are allowed, once.
  explicit PairSystem(const std::vector<std::vector<GraphNeighbour>>& weights);

  std::size_t size() const { return root_.size(); }
  /// √π_i.
  const std::vector<double>& root() const { return root_; }
  std::vector<double> right_side() const;
  /// `result` = S − ½ (Q S + S Q) off the diagonal, 0 on it; the inner product of S and the result. `scratch` is for
  /// Q S. All three are size².
  double apply(const std::vector<double>& s, std::vector<double>& scratch, std::vector<double>& result) const;
  /// The right side minus what the system makes of S, to more digits than `apply` gives.
  std::vector<double> rest(const std::vector<double>& s) const;

 private:
  std::vector<std::vector<GraphNeighbour>> half_;  // ½ Q, by row
  std::vector<double> root_;                       // √π
};

/// The sum of squares, in a fixed order.
double squared_length(const std::vector<double>& v);

/// What comes near to the solution of the system for a right side: linear, symmetric and positive.
using PairPreconditioner = std::function<void(const std::vector<double>& right_side, std::vector<double>& near)>;

/// Adds to `solution` what solves the system for the right side `residual`, by conjugate gradients (Hestenes & Stiefel
/// 1952), until the squared length of what is left is at most `aim`, after `most_steps` at the latest. `precondition`
/// may be empty. `residual` is used up. Throws `GivenUp`.
void conjugate_gradients(const PairSystem& system, const PairPreconditioner& precondition, std::size_t most_steps,
                         std::vector<double>& residual, std::vector<double>& solution, double aim,
                         const std::function<bool()>& give_up);

}  // namespace detente
