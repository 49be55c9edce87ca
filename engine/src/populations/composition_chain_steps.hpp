// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/populations/composition_chain.hpp>
#include <detente/populations/process.hpp>

#include "numerics/wide_number.hpp"

namespace detente {

/// States by strategy.
using Composition = std::vector<std::int64_t>;

/// The greatest selection times the range of payoffs.
inline constexpr double kMostSelection = 1e9;

/// Throws `Error` unless selection times the range of payoffs is at most `kMostSelection`.
void require_selection(const Process& process, const PayoffMatrix& payoffs);

/// The mean payoff of a state of `strategy`, of which there must be one.
double payoff_in(const Process& process, const PayoffMatrix& payoffs, const Composition& composition,
                 std::size_t strategy);

/// One step of a population, as chances.
class PopulationStep {
 public:
  PopulationStep(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation)
      : process_(process), payoffs_(payoffs), mutation_(mutation) {}

  /// The chance that in one step, pairwise or moran, a state of strategy `before` becomes one of strategy `after`.
  /// `look` first.
  WideNumber chance(std::size_t before, std::size_t after) const;
  /// By strategy: the chance that an offspring is of it, mutants included; moran and Wright–Fisher. `look` first.
  const std::vector<WideNumber>& offspring() const { return offspring_; }
  /// Takes up a composition.
  void look(const Composition& composition);

 private:
  double mutant(std::size_t from, std::size_t to) const;
  void look_at_parents();

  const Process& process_;
  const PayoffMatrix& payoffs_;
  const Mutation& mutation_;
  Composition composition_;
  std::vector<double> payoff_;
  std::vector<WideNumber> parents_;
  std::vector<WideNumber> offspring_;
};

}  // namespace detente
