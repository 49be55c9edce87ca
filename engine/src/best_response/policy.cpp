// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "best_response/policy.hpp"

#include <algorithm>
#include <cmath>

#include "numerics/communicating_classes.hpp"
#include "numerics/elimination.hpp"

namespace detente {
namespace {

constexpr double kGrain = 1e-14;  // relative: smaller improvements are rounding
constexpr int kPatience = 50;     // improvements
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// What a policy is worth: reward per round for ever, and how much more than that comes at first.
struct Worth {
  std::vector<double> average, head_start;
};

/// Solves for the members of one class of states, given what lies beyond it. `gain` is added at each state before the
/// class is left; chances between `members` are the policy's. Each round weighs `discount` of the one before.
class Inside {
 public:
  Inside(const DecisionProcess& process, const Policy& policy, std::vector<std::size_t> members, double discount = 1)
      : process_(process),
        policy_(policy),
        members_(std::move(members)),
        discount_(discount),
        place_(process.size(), kNowhere) {
    for (std::size_t i = 0; i < members_.size(); ++i) place_[members_[i]] = i;
    const auto size = static_cast<Eigen::Index>(members_.size());
    chances_ = Elimination::Matrix::Zero(size, size);
    escape_.assign(members_.size(), 1 - discount);
    for (std::size_t i = 0; i < members_.size(); ++i)
      for (const auto& [target, chance] : taken(i).to)
        if (place_[target] == kNowhere)
          escape_[i] += discount * chance;
        else
          chances_(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(place_[target])) += discount * chance;
  }

  const std::vector<std::size_t>& members() const { return members_; }
  const Option& taken(std::size_t member) const { return process_[members_[member]][policy_[members_[member]]]; }
  std::vector<double> stationary() const { return Elimination(chances_, escape_).stationary(); }
  /// Sum of `gain` until the class is left, and of what `beyond` then holds.
  void solve(std::vector<double> gain, std::vector<double>& beyond) const {
    for (std::size_t i = 0; i < members_.size(); ++i)
      for (const auto& [target, chance] : taken(i).to)
        if (place_[target] == kNowhere) gain[i] += discount_ * chance * beyond[target];
    const std::vector<double> values = Elimination(chances_, escape_).values(gain);
    for (std::size_t i = 0; i < members_.size(); ++i) beyond[members_[i]] = values[i];
  }

 private:
  const DecisionProcess& process_;
  const Policy& policy_;
  std::vector<std::size_t> members_;
  double discount_;
  std::vector<std::size_t> place_;
  Elimination::Matrix chances_;
  std::vector<double> escape_;
};

Classes classes_of(const DecisionProcess& process, const Policy& policy) {
  Graph graph;
  for (std::size_t state = 0; state < process.size(); ++state) {
    for (const auto& [target, chance] : process[state][policy[state]].to) graph.to.push_back(target);
    graph.end_node();
  }
  return communicating_classes(graph);
}

Worth worth(const DecisionProcess& process, const Policy& policy) {
  const Classes classes = classes_of(process, policy);
  Worth worth{.average = std::vector<double>(process.size()), .head_start = std::vector<double>(process.size())};
  for (std::size_t c = classes.members.size(); c-- > 0;) {
    const Inside all(process, policy, classes.members[c]);
    const std::size_t size = all.members().size();
    if (!classes.is_closed[c]) {
      all.solve(std::vector<double>(size, 0.0), worth.average);
      std::vector<double> gain(size);
      for (std::size_t i = 0; i < size; ++i) gain[i] = all.taken(i).reward - worth.average[all.members()[i]];
      all.solve(gain, worth.head_start);
      continue;
    }
    const std::vector<double> share = all.stationary();
    double average = 0;
    for (std::size_t i = 0; i < size; ++i) average += share[i] * all.taken(i).reward;
    for (const std::size_t member : all.members()) worth.average[member] = average;
    // Measured from the member where most time is spent: a rare one would be far away, and rounding would add up.
    const auto usual = std::max_element(share.begin(), share.end()) - share.begin();
    std::vector<std::size_t> others = all.members();
    worth.head_start[others[static_cast<std::size_t>(usual)]] = 0;
    others.erase(others.begin() + usual);
    if (others.empty()) continue;
    const Inside rest(process, policy, others);
    std::vector<double> gain(size - 1);
    for (std::size_t i = 0; i + 1 < size; ++i) gain[i] = rest.taken(i).reward - average;
    rest.solve(gain, worth.head_start);
    // From the class's own mean, classes compare, and policies cannot go in circles.
    double mean = 0;
    for (std::size_t i = 0; i < size; ++i) mean += share[i] * worth.head_start[all.members()[i]];
    for (const std::size_t member : all.members()) worth.head_start[member] -= mean;
  }
  return worth;
}

/// The greatest value that an option may lead to, in size.
double reach(const std::vector<Option>& options, const std::vector<double>& values) {
  double most = 0;
  for (const Option& option : options)
    for (const auto& [target, chance] : option.to) most = std::max(most, std::abs(values[target]));
  return most;
}

double greatest_reward(const DecisionProcess& process) {
  double scale = 0;
  for (const auto& options : process)
    for (const Option& option : options) scale = std::max(scale, std::abs(option.reward));
  return scale;
}

/// Sums of `gain`, by state and option, over the rounds of a policy without end.
template <class Gain>
std::vector<double> discounted_sums(const DecisionProcess& process, const Policy& policy, double discount,
                                    const Gain& gain) {
  const Classes classes = classes_of(process, policy);
  std::vector<double> sums(process.size());
  for (std::size_t c = classes.members.size(); c-- > 0;) {
    const Inside all(process, policy, classes.members[c], discount);
    std::vector<double> gains;
    for (const std::size_t member : all.members()) gains.push_back(gain(member, policy[member]));
    all.solve(std::move(gains), sums);
  }
  return sums;
}

}  // namespace

double expected(const Option& option, const std::vector<double>& values) {
  double sum = 0;
  for (const auto& [target, chance] : option.to) sum += chance * values[target];
  return sum;
}

std::vector<double> average_reward(const DecisionProcess& process, const Policy& policy) {
  return worth(process, policy).average;
}

Policy best_policy(const DecisionProcess& process) {
  Policy policy(process.size(), 0);
  const double scale = greatest_reward(process);
  double grain = kGrain;
  for (int round = 1;; ++round) {
    if (round % kPatience == 0) grain *= 10;  // it goes in circles between policies that rounding tells apart
    const Worth now = worth(process, policy);
    bool has_changed = false;
    for (std::size_t state = 0; state < process.size(); ++state) {
      const std::vector<Option>& options = process[state];
      std::vector<double> average;
      for (const Option& option : options) average.push_back(expected(option, now.average));
      const auto best = static_cast<std::size_t>(std::max_element(average.begin(), average.end()) - average.begin());
      std::size_t choice = policy[state];
      if (average[best] > average[choice] + 100 * grain * scale) {
        choice = best;
      } else {
        // Head starts may be as long as errors are rare: only differences near this state count.
        const double tie = grain * (100 * scale + reach(options, now.head_start));
        const auto total = [&](std::size_t i) { return options[i].reward + expected(options[i], now.head_start); };
        for (std::size_t i = 0; i < options.size(); ++i)
          if (average[i] >= average[best] - 100 * grain * scale && total(i) > total(choice) + tie) choice = i;
      }
      has_changed = has_changed || choice != policy[state];
      policy[state] = choice;
    }
    if (!has_changed) return policy;
  }
}

Told told_from_average(const DecisionProcess& process) {
  Told told{.average = average_reward(process, best_policy(process)), .gains = {}, .scale = greatest_reward(process)};
  for (std::size_t state = 0; state < process.size(); ++state) {
    std::vector<Told::Gain>& gains = told.gains.emplace_back();
    for (const Option& option : process[state]) {
      const double drift = expected(option, told.average) - told.average[state];
      // What rounding leaves would be taken for a loss in each of a billion rounds.
      gains.push_back({option.reward - told.average[state], std::abs(drift) <= kGrain * told.scale ? 0 : drift});
    }
  }
  return told;
}

Picked pick(const std::vector<Option>& options, const std::vector<Told::Gain>& gains, double discount, double later,
            const std::vector<double>& values, double scale) {
  const auto total = [&](std::size_t i) {
    return gains[i].reward + later * gains[i].drift + discount * expected(options[i], values);
  };
  double best = total(0);
  for (std::size_t i = 1; i < options.size(); ++i) best = std::max(best, total(i));
  const double tie = kGrain * (100 * scale + reach(options, values));
  std::size_t first = 0;
  while (total(first) < best - tie) ++first;
  return {best, first, tie};
}

std::vector<double> discounted_reward(const DecisionProcess& process, const Policy& policy, double discount) {
  return discounted_sums(process, policy, discount,
                         [&](std::size_t state, std::size_t option) { return process[state][option].reward; });
}

Discounted best_discounted(const DecisionProcess& process, const Told& told, double discount) {
  const double later = discount / (1 - discount);
  Policy policy(process.size(), 0);
  for (int round = 1;; ++round) {
    std::vector<double> values = discounted_sums(process, policy, discount, [&](std::size_t state, std::size_t option) {
      return told.gains[state][option].reward + later * told.gains[state][option].drift;
    });
    Policy best(process.size());
    bool has_changed = false;
    // Policies that rounding tells apart could go in circles: in the end anything that is as good but for more will do.
    const double scale = told.scale * std::pow(10, round / kPatience);
    for (std::size_t state = 0; state < process.size(); ++state) {
      const Picked choice = pick(process[state], told.gains[state], discount, later, values, scale);
      best[state] = choice.first;
      has_changed = has_changed || choice.value > values[state] + 2 * choice.rounding;
    }
    policy = std::move(best);
    if (!has_changed) return {.policy = std::move(policy), .values = std::move(values)};
  }
}

}  // namespace detente
