// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "populations/composition_chain_steps.hpp"

#include <algorithm>
#include <limits>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {

void require_selection(const Process& process, const PayoffMatrix& payoffs) {
  double least = payoffs(0, 0);
  double most = least;
  for (std::size_t row = 0; row < payoffs.size(); ++row)
    for (std::size_t column = 0; column < payoffs.size(); ++column) {
      least = std::min(least, payoffs(row, column));
      most = std::max(most, payoffs(row, column));
    }
  if (!(process.selection * (most - least) <= kMostSelection))
    throw Error("selection is " + rounded(process.selection) + " and payoffs range from " + rounded(least) + " to " +
                rounded(most) + "; selection times their range must be at most 1,000,000,000");
}

double payoff_in(const Process& process, const PayoffMatrix& payoffs, const Composition& composition,
                 std::size_t strategy) {
  double sum = 0;
  std::int64_t others = 0;
  for (std::size_t other = 0; other < composition.size(); ++other) {
    const std::int64_t met = composition[other] - (other == strategy && !process.meets_itself ? 1 : 0);
    if (met == 0) continue;
    // Centred, so that a constant added to all payoffs does not cost digits.
    sum += static_cast<double>(met) * (payoffs(strategy, other) - payoffs(0, 0));
    others += met;
  }
  return sum / static_cast<double>(others);
}

double PopulationStep::mutant(std::size_t from, std::size_t to) const {
  if (mutation_.mutants.empty()) return 1 / static_cast<double>(payoffs_.size() - 1);
  return mutation_.mutants[from][to];
}

void PopulationStep::look(const Composition& composition) {
  composition_ = composition;
  payoff_.assign(composition.size(), 0.0);
  for (std::size_t i = 0; i < composition.size(); ++i)
    if (composition[i] > 0) payoff_[i] = payoff_in(process_, payoffs_, composition, i);
  if (process_.imitation != Imitation::pairwise) look_at_parents();
}

void PopulationStep::look_at_parents() {
  const std::size_t strategies = composition_.size();
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < strategies; ++i)
    if (composition_[i] > 0) most = std::max(most, payoff_[i]);
  parents_.assign(strategies, WideNumber());
  WideNumber sum;
  for (std::size_t i = 0; i < strategies; ++i) {
    if (composition_[i] == 0) continue;
    parents_[i] = WideNumber(static_cast<double>(composition_[i]));
    if (process_.fitness == Fitness::exponential)
      parents_[i] *= WideNumber::of_ln(process_.selection * (payoff_[i] - most));
    else
      parents_[i] *=
          WideNumber(std::max(0.0, 1 - process_.selection + process_.selection * (payoff_[i] + payoffs_(0, 0))));
    sum += parents_[i];
  }
  for (std::size_t i = 0; i < strategies; ++i) {
    if (sum.is_zero())
      parents_[i] = WideNumber(static_cast<double>(composition_[i]) / static_cast<double>(process_.population));
    else
      parents_[i] /= sum;
  }
  offspring_.assign(strategies, WideNumber());
  for (std::size_t to = 0; to < strategies; ++to) {
    for (std::size_t from = 0; from < strategies; ++from)
      if (from != to && composition_[from] > 0) offspring_[to] += parents_[from] * WideNumber(mutant(from, to));
    offspring_[to] *= WideNumber(mutation_.rate);
    offspring_[to] += parents_[to] * WideNumber(1 - mutation_.rate);
  }
}

WideNumber PopulationStep::chance(std::size_t before, std::size_t after) const {
  const auto population = static_cast<double>(process_.population);
  const WideNumber drawn(static_cast<double>(composition_[before]) / population);
  if (process_.imitation != Imitation::pairwise) return drawn * offspring_[after];
  WideNumber taken(mutation_.rate * mutant(before, after));
  if (composition_[after] > 0) {
    const double met = static_cast<double>(composition_[after]) / (population - 1);
    const double loss = process_.selection * (payoff_[before] - payoff_[after]);
    WideNumber copied((1 - mutation_.rate) * met);
    copied /= WideNumber(1) + WideNumber::of_ln(loss);
    taken += copied;
  }
  return drawn * taken;
}

}  // namespace detente
