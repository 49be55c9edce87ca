// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include <Eigen/Core>
#include <detente/numerics/given_up.hpp>

namespace detente {

/// A Markov chain taken apart state by state, from the last to the first, by the elimination of Grassmann, Taksar &
/// Heyman (1985): nothing is ever subtracted, so that every chance keeps its digits, however small. A state may also
/// escape from the chain (end, or leave for elsewhere).
class Elimination {
 public:
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  /// `chances[i][j]`: from i to j. What it has on the diagonal is not read: a state stays with the chance that the
  /// others leave. `escape[i]`: out of the chain.
  /// Throws `RunFailure` where products of chances underflow, and `GivenUp` when `give_up`, which is asked now and
  /// then, says so.
  Elimination(Matrix chances, std::vector<double> escape, const std::function<bool()>& give_up = {});

  std::size_t size() const { return leave_.size(); }
  /// Shares of time in a chain that nothing escapes from. Every state must reach the first.
  std::vector<double> stationary() const;
  /// Expected rounds in each state before the escape, when `start[i]` begin in i. Something must escape.
  std::vector<double> visits(const std::vector<double>& start) const;
  /// Expected sum of `gain` over the rounds before the escape, from each state.
  std::vector<double> values(const std::vector<double>& gain) const;

 private:
  Matrix chances_;  // below the diagonal: to earlier states, once later ones are gone; above it: from earlier
  std::vector<double> leave_;  // chance to leave a state for earlier ones or for good
};

}  // namespace detente
