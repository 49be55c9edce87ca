// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <detente/populations/sampled_population.hpp>

#include "populations/composition_chain_steps.hpp"
#include "populations/sampled_population_draws.hpp"

namespace detente {

/// Products of the numbers of states of two strategies, summed over time. Changes of a strategy's number must be told
/// before they happen.
class MeetingTimes {
 public:
  /// Time counts from `begin` on.
  MeetingTimes(std::size_t strategies, std::int64_t begin)
      : size_(strategies), sums_(strategies * strategies, 0.0), since_(strategies * strategies, begin) {}

  /// `states` of all strategies were as they are until `now`; the number of `strategy` changes then.
  void count(const Composition& states, std::size_t strategy, std::int64_t now);
  double sum(std::size_t a, std::size_t b) const { return sums_[place(a, b)]; }

 private:
  std::size_t place(std::size_t a, std::size_t b) const { return a < b ? a * size_ + b : b * size_ + a; }

  std::size_t size_;
  std::vector<double> sums_;
  std::vector<std::int64_t> since_;
};

/// One run of a sampled population, step by step.
class PopulationWalk {
 public:
  PopulationWalk(const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation,
                 const SamplingRequest& request, std::int64_t run);

  /// Walks to the end.
  SampledRun result();

 private:
  double draw(PopulationPurpose purpose, std::uint32_t other = 0) const {
    return uniform({request_.seed, run_, static_cast<std::uint64_t>(now_)}, purpose, other);
  }
  /// The strategy of one of all states, drawn uniformly; but of one of the strategy `except` fewer.
  std::size_t drawn_state(PopulationPurpose purpose, std::size_t except) const;
  std::size_t drawn_state(PopulationPurpose purpose) const { return drawn_state(purpose, states_.size()); }
  double mutant_chance(std::size_t from, std::size_t to) const;
  std::size_t drawn_mutant(std::size_t from) const;
  bool is_mutant() const { return draw(PopulationPurpose::mutate) < mutation_.rate; }
  /// So many offspring, each of a strategy with such chances: one strategy after the other, each of what is left.
  Composition drawn_offspring(std::int64_t offspring, const std::vector<double>& chances) const;

  // Steps.
  void wait_for_mutant(std::size_t only);
  void compare();
  void replace();
  void next_generation();

  /// One state changes in the step at hand.
  void change(std::size_t before, std::size_t after);
  /// All may change in the generation at hand.
  void take(const Composition& states);
  /// Sets fitness times states, by strategy.
  void weigh();
  SampledRun summed();

  const Process& process_;
  const PayoffMatrix& payoffs_;
  const Mutation& mutation_;
  const SamplingRequest& request_;
  std::uint32_t run_;
  std::int64_t end_;
  std::int64_t now_ = 0;
  Composition states_;
  MeetingTimes times_;
  std::vector<double> weights_;
  double weight_ = 0;  // their sum
  bool are_weights_old_ = true;
};

}  // namespace detente
