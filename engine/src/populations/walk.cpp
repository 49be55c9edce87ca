// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/walk.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/process.hpp>
#include <detente/text/text.hpp>

#include "numerics/elimination.hpp"
#include "populations/four_outcomes.hpp"
#include "populations/walk_lanes.hpp"

namespace detente {
namespace {

constexpr std::int64_t kStretches = 20;

void require_walk(const WalkRules& rules, std::int64_t mutants) {
  require_memory_one(rules.payoffs, rules.noise);
  if (rules.population < kLeastPopulation || rules.population > kMostPopulation)
    throw Error("population is " + std::to_string(rules.population) + "; it must be 2 to 1,000,000 states");
  if (!(rules.selection >= 0) || std::isinf(rules.selection))
    throw Error("selection is " + rounded(rules.selection) + "; it must be 0 or more");
  if (!(rules.tolerance >= 0 && rules.tolerance <= 1))
    throw Error("the tolerance of partners and rivals is " + rounded(rules.tolerance) + "; it must be 0 to 1");
  if (mutants < 1 || mutants > kMostMutants)
    throw Error("a walk of " + std::to_string(mutants) + " mutants; there must be 1 to 1,000,000,000,000");
}

// Means over parts of equal length of a walk.
class PartMeans {
 public:
  PartMeans(std::int64_t parts, std::int64_t whole) : whole_(whole), sums_(static_cast<std::size_t>(parts)) {}

  /// The walk went on from `begin` to `end`, at one value.
  void add(std::int64_t begin, std::int64_t end, double value) {
    while (begin < end) {
      while (begin >= bound(part_)) ++part_;
      const std::int64_t until = std::min(end, bound(part_));
      sums_[part_] += static_cast<double>(until - begin) * value;
      begin = until;
    }
  }
  /// Where a part ends.
  std::int64_t bound(std::size_t part) const {
    const auto parts = static_cast<std::int64_t>(sums_.size());
    const auto next = static_cast<std::int64_t>(part) + 1;
    // Without products that could exceed a word.
    return whole_ / parts * next + whole_ % parts * next / parts;
  }
  double mean(std::size_t part) const {
    return sums_[part] / static_cast<double>(bound(part) - (part == 0 ? 0 : bound(part - 1)));
  }
  std::size_t size() const { return sums_.size(); }

 private:
  std::int64_t whole_;
  std::vector<double> sums_;
  std::size_t part_ = 0;
};

double error_of_mean(const PartMeans& parts) {
  double mean = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) mean += parts.mean(i);
  const auto count = static_cast<double>(parts.size());
  mean /= count;
  double squares = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) squares += (parts.mean(i) - mean) * (parts.mean(i) - mean);
  return std::sqrt(squares / (count - 1) / count);
}

// What is said of a resident while it lives.
struct Residence {
  WalkResident resident;
  double cooperation = 0;
  bool is_partner = false;
  bool is_rival = false;

  Residence(const MemoryOne& strategy, const WalkRules& rules) {
    const MemoryOneLaw law = memory_one_law(strategy, strategy, rules.payoffs, rules.noise);
    resident.strategy = strategy;
    resident.payoff = law.payoff;
    const double chosen[4] = {strategy[0], strategy[1], strategy[2], strategy[3]};
    double done[4];
    add_noise(chosen, rules.noise, done);
    for (std::size_t s = 0; s < 4; ++s) resident.turned[s] = done[kTurned[s]];
    cooperation = law.shares[0] + 0.5 * (law.shares[1] + law.shares[2]);
    is_partner = detente::is_partner(strategy, rules.payoffs, rules.tolerance);
    is_rival = detente::is_rival(strategy, rules.tolerance);
  }
};

}  // namespace

Walk walk(const WalkRules& rules, std::int64_t mutants, std::uint64_t seed, const std::optional<MemoryOne>& start,
          const std::function<bool()>& give_up) {
  require_walk(rules, mutants);
  Residence now(start ? *start : drawn_mutant(rules.space, seed, 0), rules);
  PartMeans stretches(std::min(kStretches, mutants), mutants);
  PartMeans course(std::min(kMostWalkPoints, mutants), mutants);
  double payoff = 0;
  std::int64_t partners = 0;
  std::int64_t rivals = 0;
  Walk result;
  const auto stay = [&](std::int64_t begin, std::int64_t end) {
    stretches.add(begin, end, now.cooperation);
    course.add(begin, end, now.cooperation);
    payoff += static_cast<double>(end - begin) * now.resident.payoff;
    if (now.is_partner) partners += end - begin;
    if (now.is_rival) rivals += end - begin;
  };
  std::int64_t since = 0;
  std::int64_t tried = 0;
  constexpr std::int64_t kPerLook = 1 << 14;
  std::int64_t next_look = kPerLook;
  while (tried < mutants) {
    if (tried >= next_look) {
      if (give_up && give_up()) throw GivenUp();
      next_look = tried + kPerLook;
    }
    const auto number = static_cast<std::uint64_t>(tried) + 1;
    const std::size_t entered = first_to_enter(rules, seed, number, now.resident);
    const std::int64_t winner = tried + static_cast<std::int64_t>(entered);  // from 0
    if (entered == kMutantLanes || winner >= mutants) {
      tried = std::min(mutants, tried + static_cast<std::int64_t>(kMutantLanes));
      continue;
    }
    stay(since, winner);
    now = Residence(drawn_mutant(rules.space, seed, number + entered), rules);
    ++result.replacements;
    since = winner;
    tried = winner + 1;
  }
  stay(since, mutants);
  const auto all = static_cast<double>(mutants);
  for (std::size_t part = 0; part < stretches.size(); ++part) {
    const std::int64_t begin = part == 0 ? 0 : stretches.bound(part - 1);
    result.cooperation += stretches.mean(part) * (static_cast<double>(stretches.bound(part) - begin) / all);
  }
  if (mutants >= kStretches) result.cooperation_error = error_of_mean(stretches);
  result.payoff = payoff / all;
  result.partners = static_cast<double>(partners) / all;
  result.rivals = static_cast<double>(rivals) / all;
  result.last = now.resident.strategy;
  for (std::size_t part = 0; part < course.size(); ++part)
    result.course.push_back({course.bound(part), course.mean(part)});
  return result;
}

}  // namespace detente
