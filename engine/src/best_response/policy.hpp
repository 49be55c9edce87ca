// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace detente {

/// One thing that can be done in a state of a decision process: what it brings at once, and where it leads.
struct Option {
  double reward;
  std::vector<std::pair<std::uint32_t, double>> to;  ///< states and their chances
};
/// Options by state; none is without one.
using DecisionProcess = std::vector<std::vector<Option>>;

/// What an option leads to, of values by state.
double expected(const Option& option, const std::vector<double>& values);
/// The option taken, by state.
using Policy = std::vector<std::size_t>;

/// A policy's reward per round for ever, by the state it begins in.
std::vector<double> average_reward(const DecisionProcess& process, const Policy& policy);

/// The policy with the greatest reward per round for ever, from every state at once: Howard's policy iteration for
/// chains of any structure (Puterman 1994, section 9.2). Of options that are equally good, it keeps the first.
Policy best_policy(const DecisionProcess& process);

/// Values told from the best rewards per round for ever, g. Where rounds to come weigh W in all, the value of a state
/// is W · g + h with an h that stays small, so that no digits are lost however long the horizon is. An option that
/// leaves rounds of weight W' adds `reward` + W' · `drift` to h.
struct Told {
  struct Gain {
    double reward;  ///< the option's, less g
    double drift;   ///< the g that it may be expected to lead to, less g: 0 or below but for rounding
  };
  std::vector<double> average;           ///< g, by state
  std::vector<std::vector<Gain>> gains;  ///< by state and option
  double scale;                          ///< the greatest reward, in size
};
Told told_from_average(const DecisionProcess& process);

/// The best option of a state where the round to come weighs `discount` of this one, all later ones `later`, and states
/// then have the h of `values`.
struct Picked {
  double value;       ///< the best h
  std::size_t first;  ///< the first option that is as good but for rounding
  double rounding;    ///< what is taken for that
};
Picked pick(const std::vector<Option>& options, const std::vector<Told::Gain>& gains, double discount, double later,
            const std::vector<double>& values, double scale);

/// The sum of a policy's rewards, each round weighing `discount` (below 1) of the one before, by the state it begins
/// in.
std::vector<double> discounted_reward(const DecisionProcess& process, const Policy& policy, double discount);

/// The best policy of a process without end in which each round weighs `discount` (below 1) of the one before, and its
/// h: policy iteration (Howard 1960). Of options that are equally good, it takes the first.
struct Discounted {
  Policy policy;
  std::vector<double> values;
};
Discounted best_discounted(const DecisionProcess& process, const Told& told, double discount);

}  // namespace detente
