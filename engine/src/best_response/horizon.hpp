// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include <detente/best_response/best_response.hpp>

#include "best_response/policy.hpp"

namespace detente {

/// How long a decision process goes on, and how its rounds weigh.
struct Horizon {
  std::optional<std::int64_t> rounds;  ///< absent: without end
  double discount = 1;                 ///< weight of a round, of the one before it; 0…1
};

/// The horizon of a match. A match that may end after each round and payoffs that fade are one thing, since scores are
/// ratios of totals.
Horizon horizon(const Rules& rules);

/// The best that can be done from state 0.
struct Solution {
  double gain;   ///< reward per round, by the weights of the rounds
  double other;  ///< what another reward then comes to, likewise
  Plan plan;     ///< what is done; of options that are equally good the first
};

/// Solves a decision process: backward induction (Bellman 1957) for a number of rounds, discounted or average policy
/// iteration (Howard 1960) without end. `others` has the same options with the other reward. Absent where backward
/// induction still changes from round to round when it has taken too long: only for many rounds with rare errors.
std::optional<Solution> best_plan(const DecisionProcess& process, const DecisionProcess& others,
                                  const Horizon& horizon);

}  // namespace detente
