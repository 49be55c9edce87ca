// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "spirals/lift.hpp"

namespace detente {

/// The difference between the highest and the lowest payoff.
double range(const Payoffs& payoffs);

/// What is known of one entrant at a time, put together.
class Description {
 public:
  /// `pairs`: what their trials found; empty where nobody asked.
  Description(const SpiralDesign& asked, const Results& results, const Field& field, World& world,
              const std::vector<PairSpirals>& pairs)
      : asked_(asked), design_(asked.design), results_(results), field_(field), world_(world), pairs_(pairs) {}

  /// Of an entrant, by number in the design; `baseline_price` is what the baseline in its seat would pay.
  Breaker breaker(std::size_t entrant, const Price& price, const Price& baseline_price) const;

 private:
  void add_alarms(std::size_t i, Breaker& found) const;
  void add_episodes(std::size_t i, Breaker& found) const;
  std::optional<double> reaction(std::size_t i) const;
  std::array<double, 2> proximate(std::size_t i) const;

  const SpiralDesign& asked_;
  const Design& design_;
  const Results& results_;
  const Field& field_;
  World& world_;
  const std::vector<PairSpirals>& pairs_;
};

}  // namespace detente
