// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "best_response/horizon.hpp"

#include <algorithm>
#include <cmath>

namespace detente {
namespace {

constexpr double kMostWork = 5e8;             // chances multiplied by values; some seconds
constexpr std::size_t kMostPlan = 100 << 20;  // bytes of moves kept, over all rounds that differ
constexpr std::size_t kMostPhases = 4096;     // states times rounds that repeat, solved at once
constexpr std::int64_t kLongestPeriod = 1 << 20;
constexpr double kFaded = 1e-18;    // weight of a round that no longer counts
constexpr double kSettled = 1e-13;  // of the greatest reward: changes that are rounding

std::vector<Level> moves(const Policy& policy) {
  return {policy.begin(), policy.end()};
}

std::size_t branches(const DecisionProcess& process) {
  std::size_t count = 0;
  for (const auto& options : process)
    for (const Option& option : options) count += option.to.size() + 1;
  return count;
}

bool is_close(const std::vector<double>& a, const std::vector<double>& b, double distance) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > distance) return false;
  return true;
}

/// Looks for values that come round again: compares them with those of ever later rounds (Brent 1980).
class Recurrence {
 public:
  /// Told the values before each round, from the last one backwards; true when they are those of `period` rounds later.
  bool sees(const std::vector<double>& values, double distance) {
    ++period_;
    firsts_.push_back(values[0]);
    if (!marked_.empty() && is_close(values, marked_, distance)) return true;
    if (period_ < patience_) return false;
    patience_ = std::min(2 * period_, kLongestPeriod);
    marked_ = values;
    firsts_.clear();
    period_ = 0;
    return false;
  }
  std::int64_t period() const { return period_; }
  /// The values of state 0 since then.
  const std::vector<double>& firsts() const { return firsts_; }

 private:
  std::vector<double> marked_;
  std::vector<double> firsts_;
  std::int64_t period_ = 0;
  std::int64_t patience_ = 1;
};

/// Backward induction. What comes in the last k rounds is W · g + h (see `Told`), W their weight; without a discount h
/// settles or comes round again, since no round can take it further than the one before did, and then the rest of any
/// number of rounds is known: the error per round is at most the distance that passes for settled.
class Induction {
 public:
  Induction(const DecisionProcess& process, const DecisionProcess& others, const Horizon& horizon)
      : process_(process),
        others_(others),
        rounds_(*horizon.rounds),
        discount_(horizon.discount),
        told_(told_from_average(process)),
        work_per_round_(static_cast<double>(branches(process))),
        values_(process.size()),
        other_values_(process.size()),
        policy_(process.size()),
        next_values_(process.size()),
        next_other_(process.size()),
        next_policy_(process.size()) {}

  std::optional<Solution> solved() {
    while (to_come_ < rounds_ && !is_settled_ && weight_ > kFaded) {
      if (work_ > kMostWork || kept_ > kMostPlan) return std::nullopt;
      step();
      is_settled_ = discount_ == 1 && recurrence_.sees(values_, kSettled * told_.scale);
    }
    const std::int64_t done = to_come_;
    plan_.last = done;
    plan_.period = is_settled_ ? recurrence_.period() : 1;
    double value = values_[0];
    double other = other_values_[0] / total_;
    if (done < rounds_ && discount_ == 1) {
      const auto place = (rounds_ - done - 1) % plan_.period;
      value = recurrence_.firsts()[static_cast<std::size_t>(place)];
      total_ = static_cast<double>(rounds_);
      const auto found = other_after_all();
      if (!found) return std::nullopt;
      other = *found;
    }
    return Solution{.gain = told_.average[0] + value / total_, .other = other, .plan = std::move(plan_)};
  }

 private:
  /// One round earlier.
  void step() {
    ++to_come_;
    const double later = discount_ * total_;
    total_ = 1 + later;
    weight_ *= discount_;
    for (std::size_t state = 0; state < process_.size(); ++state) {
      const Picked choice = pick(process_[state], told_.gains[state], discount_, later, values_, told_.scale);
      next_values_[state] = choice.value;
      next_policy_[state] = choice.first;
      const Option& taken = others_[state][choice.first];
      next_other_[state] = taken.reward + discount_ * expected(taken, other_values_);
    }
    if (plan_.spells.empty() || next_policy_ != policy_) {
      plan_.spells.push_back({to_come_, moves(next_policy_)});
      kept_ += policy_.size();
    }
    std::swap(policy_, next_policy_);
    std::swap(values_, next_values_);
    std::swap(other_values_, next_other_);
    work_ += work_per_round_;
  }

  /// The rounds that repeat as states of one process: a state and how far the rounds are in their period.
  DecisionProcess phases() const {
    const auto size = process_.size();
    const auto period = static_cast<std::size_t>(plan_.period);
    DecisionProcess phases;
    for (std::size_t phase = 0; phase < period; ++phase) {
      const std::size_t next = (phase + period - 1) % period;
      for (std::size_t state = 0; state < size; ++state) {
        const Level move = plan_.at(plan_.last + 1 + static_cast<std::int64_t>(phase), state);
        Option taken = others_[state][move];
        for (auto& [target, chance] : taken.to) target += static_cast<std::uint32_t>(next * size);
        phases.push_back({std::move(taken)});
      }
    }
    return phases;
  }

  /// The other reward per round: what is known of the last rounds, and then rounds that repeat, told in the same way.
  std::optional<double> other_after_all() {
    const std::size_t size = process_.size();
    const auto period = static_cast<std::size_t>(plan_.period);
    if (size * period > kMostPhases && period > 1) return std::nullopt;
    const DecisionProcess repeated = phases();
    const std::vector<double> average = average_reward(repeated, Policy(repeated.size(), 0));
    const double round_work = static_cast<double>(branches(repeated)) / static_cast<double>(period);
    Recurrence recurrence;
    std::vector<double> now = other_values_;
    std::vector<double> earlier(size);
    double most = told_.scale;
    for (const double value : now) most = std::max(most, std::abs(value));
    const double distance = kSettled * told_.scale + 1e-15 * most;
    const std::int64_t left = rounds_ - to_come_;
    std::size_t phase = 0;
    double value = now[0];
    for (std::int64_t round = 1; round <= left; ++round) {
      phase = static_cast<std::size_t>(round - 1) % period;
      for (std::size_t state = 0; state < size; ++state) {
        const Option& taken = repeated[phase * size + state][0];
        double sum = taken.reward - average[phase * size + state];
        for (const auto& [target, chance] : taken.to) sum += chance * now[target % size];
        earlier[state] = sum;
      }
      std::swap(now, earlier);
      value = now[0];
      work_ += round_work;
      if (work_ > 2 * kMostWork) return std::nullopt;
      // Only whole periods can be compared.
      if (recurrence.sees(now, distance) && recurrence.period() % plan_.period == 0) {
        const auto place = (left - round - 1) % recurrence.period();
        if (left > round) value = recurrence.firsts()[static_cast<std::size_t>(place)];
        break;
      }
    }
    phase = static_cast<std::size_t>(left - 1) % period;
    return (static_cast<double>(left) * average[phase * size] + value) / static_cast<double>(rounds_);
  }

  const DecisionProcess& process_;
  const DecisionProcess& others_;
  std::int64_t rounds_;
  double discount_;
  Told told_;
  double work_per_round_;
  std::int64_t to_come_ = 0;                   // rounds that are solved
  double total_ = 0;                           // their weight, the first of them weighing 1
  double weight_ = 1;                          // of the round after them
  std::vector<double> values_, other_values_;  // h, and the sum of the other reward
  Policy policy_;                              // of the first of them
  std::vector<double> next_values_, next_other_;
  Policy next_policy_;
  Plan plan_;
  Recurrence recurrence_;
  bool is_settled_ = false;
  double work_ = 0;
  std::size_t kept_ = 0;
};

}  // namespace

Horizon horizon(const Rules& rules) {
  if (rules.continuation) return {.rounds = {}, .discount = *rules.continuation * rules.discount};
  if (rules.endless) return {.rounds = {}, .discount = rules.discount};
  return {.rounds = rules.rounds, .discount = rules.discount};
}

Level Plan::at(std::int64_t to_come, std::size_t state) const {
  if (to_come > last) to_come = last - period + 1 + (to_come - last - 1) % period;
  const auto later = std::upper_bound(spells.begin(), spells.end(), to_come,
                                      [](std::int64_t rounds, const Spell& spell) { return rounds < spell.from; });
  return std::prev(later)->moves[state];
}

std::optional<Solution> best_plan(const DecisionProcess& process, const DecisionProcess& others,
                                  const Horizon& horizon) {
  if (horizon.rounds) return Induction(process, others, horizon).solved();
  const double discount = horizon.discount;
  const auto solution = [](double gain, double other, const Policy& policy) {
    return Solution{.gain = gain, .other = other, .plan = Plan{.spells = {Plan::Spell{1, moves(policy)}}}};
  };
  if (discount == 1) {
    const Policy policy = best_policy(process);
    return solution(average_reward(process, policy)[0], average_reward(others, policy)[0], policy);
  }
  const Told told = told_from_average(process);
  const Discounted best = best_discounted(process, told, discount);
  return solution(told.average[0] + (1 - discount) * best.values[0],
                  (1 - discount) * discounted_reward(others, best.policy, discount)[0], best.policy);
}

}  // namespace detente
