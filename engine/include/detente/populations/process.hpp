// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// Populations of states that copy the conduct that pays: what is common to all processes.
namespace detente {

/// Payoffs per round of every strategy against every strategy of a population, its own kind included.
class PayoffMatrix {
 public:
  PayoffMatrix() = default;
  /// All payoffs 0.
  explicit PayoffMatrix(std::size_t strategies) : size_(strategies), at_(strategies * strategies) {}

  /// How many strategies there are.
  std::size_t size() const { return size_; }
  /// The payoff of `row` against `column`.
  double& operator()(std::size_t row, std::size_t column) { return at_[row * size_ + column]; }
  /// The payoff of `row` against `column`.
  double operator()(std::size_t row, std::size_t column) const { return at_[row * size_ + column]; }
  /// The payoffs of a row, by column.
  const double* row(std::size_t row) const { return at_.data() + row * size_; }

 private:
  std::size_t size_ = 0;
  std::vector<double> at_;
};

/// Payoffs per round of a mutant strategy and a resident one.
struct PairPayoffs {
  double aa = 0;  ///< mutant against mutant
  double ab = 0;  ///< mutant against resident
  double ba = 0;  ///< resident against mutant
  double bb = 0;  ///< resident against resident
};

/// Those of two strategies of a population.
PairPayoffs pair_payoffs(const PayoffMatrix& payoffs, std::size_t mutant, std::size_t resident);
/// The same as a population of two strategies, the mutant first.
PayoffMatrix two_strategies(const PairPayoffs& pair);

/// Who copies whom, in one step.
enum class Imitation {
  /// One of N states compares itself with one of the N − 1 others, and copies it with chance
  /// 1 / (1 + e^(−selection · (other's payoff − own payoff))): Traulsen, Nowak & Pacheco (2006).
  pairwise,
  /// A parent is drawn with weights by fitness, and one of all N states, the parent included, becomes like it.
  moran,
  /// All N states are replaced at once, each by the like of a parent drawn with weights by fitness.
  wright_fisher
};

/// How a payoff becomes fitness, for `moran` and `wright_fisher`.
enum class Fitness {
  exponential,  ///< e^(selection · payoff)
  linear        ///< 1 − selection + selection · payoff, which must not be negative; selection is 0…1
};

/// A population of finitely many states.
struct Process {
  Imitation imitation = Imitation::pairwise;  ///< who copies whom
  Fitness fitness = Fitness::exponential;     ///< for `moran` and `wright_fisher`
  std::int64_t population = 100;              ///< N, states; 2…1,000,000
  double selection = 1;                       ///< β ≥ 0, per point of payoff; 0 is drift
  bool meets_itself = false;                  ///< whether a state's payoff includes a match with itself
};

/// The least population.
inline constexpr std::int64_t kLeastPopulation = 2;
/// The greatest population.
inline constexpr std::int64_t kMostPopulation = 1'000'000;

/// Throws `Error` unless the process is one that can be: its numbers within their ranges, selection times the range of
/// payoffs times the population at most 10¹⁵, and, with linear fitness, no
/// payoff that would make a fitness negative (the sentence says which constant, added to all payoffs, would do).
void require_process(const Process& process, const PayoffMatrix& payoffs);

}  // namespace detente
