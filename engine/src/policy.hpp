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
/// The option taken, by state.
using Policy = std::vector<std::size_t>;

/// A policy's reward per round for ever, by the state it begins in.
std::vector<double> average_reward(const DecisionProcess& process, const Policy& policy);

/// The policy with the greatest reward per round for ever, from every state at once: Howard's policy iteration for
/// chains of any structure (Puterman 1994, section 9.2). Of options that are equally good, it keeps the first.
Policy best_policy(const DecisionProcess& process);

}  // namespace detente
