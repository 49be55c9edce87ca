// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/memory_one.hpp>

#include <cmath>
#include <string>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"
#include "populations/four_outcomes.hpp"

namespace detente {
namespace {

void require_chances(const MemoryOne& strategy, const MemoryOneNoise& noise) {
  const bool is_noisy = noise.misperception > 0 || noise.tremble > 0;
  bool is_fixed = false;
  double done[4];
  const double chosen[4] = {strategy[0], strategy[1], strategy[2], strategy[3]};
  add_noise(chosen, noise, done);
  for (std::size_t s = 0; s < 4; ++s) {
    if (!(strategy[s] >= 0 && strategy[s] <= 1))
      throw Error("a memory-one strategy cooperates with chance " + rounded(strategy[s]) + "; it must be 0 to 1");
    is_fixed = is_fixed || done[s] == 0 || done[s] == 1;
  }
  if (is_fixed)
    throw Error(is_noisy
                    ? "a memory-one strategy has chances of 0 or 1 that errors leave as they are; what it comes to "
                      "may depend on the first round, so chances must lie between"
                    : "without errors, chances to cooperate must lie strictly between 0 and 1, for what comes of "
                      "others may depend on the first round");
}

// Chances of both, by outcome as the first sees it.
void noisy_pair(const MemoryOne& first, const MemoryOne& second, const MemoryOneNoise& noise, double (&x)[4],
                double (&y)[4]) {
  const double first_chosen[4] = {first[0], first[1], first[2], first[3]};
  const double second_chosen[4] = {second[0], second[1], second[2], second[3]};
  double second_done[4];
  add_noise(first_chosen, noise, x);
  add_noise(second_chosen, noise, second_done);
  for (std::size_t s = 0; s < 4; ++s) y[s] = second_done[kTurned[s]];
}

}  // namespace

void require_memory_one(const OutcomePayoffs& payoffs, const MemoryOneNoise& noise) {
  for (const double payoff : {payoffs.cc, payoffs.cd, payoffs.dc, payoffs.dd})
    if (!std::isfinite(payoff)) throw Error("payoffs must be finite numbers");
  for (const double rate : {noise.misperception, noise.tremble})
    if (!(rate >= 0 && rate <= 0.5)) throw Error("an error has chance " + rounded(rate) + "; it must be 0 to 0.5");
}

MemoryOneLaw memory_one_law(const MemoryOne& first, const MemoryOne& second, const OutcomePayoffs& payoffs,
                            const MemoryOneNoise& noise) {
  require_memory_one(payoffs, noise);
  require_chances(first, noise);
  require_chances(second, noise);
  double x[4];
  double y[4];
  double share[4];
  noisy_pair(first, second, noise, x, y);
  four_outcomes(x, y, share);
  MemoryOneLaw law;
  for (std::size_t s = 0; s < 4; ++s) law.shares[s] = share[s];
  outcome_mean(share, payoffs.cc, payoffs.cd, payoffs.dc, payoffs.dd, law.payoff);
  outcome_mean(share, payoffs.cc, payoffs.dc, payoffs.cd, payoffs.dd, law.other_payoff);
  return law;
}

std::array<double, 4> memory_one_gradient(const MemoryOne& resident, const OutcomePayoffs& payoffs,
                                          const MemoryOneNoise& noise) {
  const MemoryOneLaw law = memory_one_law(resident, resident, payoffs, noise);
  double x[4];
  double y[4];
  noisy_pair(resident, resident, noise, x, y);
  // What is gained beyond the mean from each outcome until the next CC: the derivative of the mean payoff is the
  // stationary flow of changed chances times differences of it (Schweitzer 1968).
  const double gains[4] = {payoffs.cc, payoffs.cd, payoffs.dc, payoffs.dd};
  Elimination::Matrix chances(3, 3);
  std::vector<double> escape(3);
  std::vector<double> beyond(3);
  for (std::size_t s = 1; s < 4; ++s) {
    const double to[4] = {x[s] * y[s], x[s] * (1 - y[s]), (1 - x[s]) * y[s], (1 - x[s]) * (1 - y[s])};
    escape[s - 1] = to[0];
    for (std::size_t t = 1; t < 4; ++t)
      chances(static_cast<Eigen::Index>(s - 1), static_cast<Eigen::Index>(t - 1)) = to[t];
    beyond[s - 1] = gains[s] - law.payoff;
  }
  const std::vector<double> later = Elimination(chances, escape).values(beyond);
  const double value[4] = {0, later[0], later[1], later[2]};
  std::array<double, 4> gradient{};
  for (std::size_t s = 0; s < 4; ++s) {
    const double by_move = law.shares[s] * (y[s] * (value[0] - value[2]) + (1 - y[s]) * (value[1] - value[3]));
    const double by_choice = (1 - 2 * noise.tremble) * by_move;
    gradient[s] += (1 - noise.misperception) * by_choice;
    gradient[kMisread[s]] += noise.misperception * by_choice;
  }
  return gradient;
}

std::array<double, 2> reactive_gradient(double p, double q, const OutcomePayoffs& payoffs,
                                        const MemoryOneNoise& noise) {
  const std::array<double, 4> by = memory_one_gradient({p, q, p, q}, payoffs, noise);
  return {by[0] + by[2], by[1] + by[3]};
}

bool is_partner(const MemoryOne& strategy, const OutcomePayoffs& payoffs, double tolerance) {
  const double tempted = payoffs.dc - payoffs.cc;
  return strategy[0] >= 1 - tolerance && tempted * strategy[2] < (payoffs.cc - payoffs.cd) * (1 - strategy[1]) &&
         tempted * strategy[3] < (payoffs.cc - payoffs.dd) * (1 - strategy[1]);
}

bool is_rival(const MemoryOne& strategy, double tolerance) {
  return strategy[3] <= tolerance && strategy[1] + strategy[2] <= 1;
}

}  // namespace detente
