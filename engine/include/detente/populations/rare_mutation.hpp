// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <detente/populations/process.hpp>

/// The limit of rare mutants (Fudenberg & Imhof 2006): a population is nearly always a world of one strategy, and moves
/// from one to another at the rate at which mutants arise and take over.
namespace detente {

/// Logarithms of a chance, or a rate, for every ordered pair of strategies: by resident, then by mutant. What is on the
/// diagonal means nothing.
class LnRates {
 public:
  /// All rates 0: logarithms of −∞.
  explicit LnRates(std::size_t strategies);
  /// How many strategies there are.
  std::size_t size() const { return size_; }
  /// From worlds of `resident` to worlds of `mutant`.
  double& operator()(std::size_t resident, std::size_t mutant) { return at_[resident * size_ + mutant]; }
  /// From worlds of `resident` to worlds of `mutant`.
  double operator()(std::size_t resident, std::size_t mutant) const { return at_[resident * size_ + mutant]; }

 private:
  std::size_t size_;
  std::vector<double> at_;
};

/// ln ρ of a single mutant of every strategy among residents of every other. O(strategies² · N). Throws `Error` as
/// `require_process` does.
LnRates fixation_rates(const PayoffMatrix& payoffs, const Process& process);

/// The chance of each mutant by resident, rows that sum to 1.
using MutantChances = PayoffMatrix;
/// Every other strategy equally likely.
MutantChances uniform_mutants(std::size_t strategies);
/// Rates per mutant that arises: its chance times its ρ.
LnRates invasion_rates(const LnRates& fixation, const MutantChances& mutants);

/// Sets of worlds that lead to each other and nowhere else, in order of their first; members in order. Where a rate is
/// at least `ln_least`.
std::vector<std::vector<std::size_t>> closed_classes(const LnRates& rates, double ln_least);

/// ln of the long-run share of each strategy: the stationary law of the chain of worlds, by elimination without
/// subtraction (Grassmann, Taksar & Heyman 1985). Where there are several closed classes, each has the chance to be
/// reached from a world drawn with equal chances.
std::vector<double> ln_long_run_shares(const LnRates& rates);

/// ln of the expected number of mutants that arise until a world of a set is reached, for worlds drawn with weights
/// e^`ln_start`; −∞ if all of them are in the set, +∞ if it need not be reached.
double ln_mutants_until(const LnRates& rates, const std::vector<double>& ln_start, const std::vector<bool>& is_target);

/// The most likely sequence of worlds from one to a set, both ends included: the one whose moves, each given that its
/// world is left, have the greatest product of chances. Empty if no world of the set can be reached.
std::vector<std::size_t> likeliest_way(const LnRates& rates, std::size_t from, const std::vector<bool>& is_target);

}  // namespace detente
