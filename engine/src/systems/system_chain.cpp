// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>

#include <detente/error.hpp>
#include <detente/systems/exact.hpp>
#include <detente/systems/powers.hpp>

#include "numerics/communicating_classes.hpp"
#include "numerics/elimination.hpp"
#include "systems/system_features.hpp"
#include "systems/system_walk.hpp"

namespace detente {
namespace {

using systems::Features;
using systems::Point;
using systems::SystemWalk;

constexpr std::size_t kPulse = 64;              // points between two looks at whether to give up
constexpr std::size_t kMostSteps = 30'000'000;  // ways from point to point that are followed: some seconds
constexpr std::size_t kMostAtOnce = 5'000;      // points of a class that are solved at once, for a match without end
constexpr double kNothing = 1e-18;              // weight of rounds that are left out

}  // namespace

struct SystemChain::Points {
  explicit Points(const System& the_system) : system(the_system), walk(the_system), features(the_system, walk.ties()) {}

  bool explore(std::size_t limit, const GiveUp& give_up) {
    if (!walk.is_closed()) return false;
    number(walk.first());
    std::vector<std::pair<std::uint32_t, double>> row;
    std::vector<std::size_t> slot;
    for (std::size_t at = 0; at < points.size(); ++at) {
      if (points.size() > limit || ways > kMostSteps || walk.is_too_wide()) return false;
      if (at % kPulse == 0 && give_up && give_up()) return false;
      row.clear();
      slot.clear();
      const Point point = points[at];
      const std::vector<std::uint8_t> stances = walk.stances(point);
      Features::Row& here = features.begin(point, stances);
      systems::each_act(walk.acts(point, stances, {}), [&](const auto& acts, double act_chance) {
        features.add(here, point, acts, act_chance);
        if (ways > kMostSteps) return;
        walk.each_next(point, stances, acts, {}, [&](const Point& next, double chance) {
          ++ways;
          row.emplace_back(number(next), act_chance * chance);
        });
      });
      std::sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      for (std::size_t i = 0; i < row.size();) {
        const std::uint32_t next = row[i].first;
        double chance = 0;
        for (; i < row.size() && row[i].first == next; ++i) chance += row[i].second;
        to.push_back(next);
        chances.push_back(chance);
      }
      first.push_back(to.size());
    }
    return points.size() <= limit && !walk.is_too_wide();
  }

  std::uint32_t number(const Point& point) {
    const auto [known, is_new] = numbers.try_emplace(walk.key(point), static_cast<std::uint32_t>(points.size()));
    if (is_new) points.push_back(point);
    return known->second;
  }

  std::vector<double> forward(const std::vector<double>& law) const {
    std::vector<double> next(law.size());
    for (std::size_t z = 0; z < law.size(); ++z) {
      if (law[z] == 0) continue;
      for (std::size_t i = first[z]; i < first[z + 1]; ++i) next[to[i]] += law[z] * chances[i];
    }
    return next;
  }

  /// Expected rounds at each point, and the law after the last round.
  bool propagate(std::vector<double>& visits, std::vector<double>& last, const GiveUp& give_up) const {
    std::vector<double> law(points.size());
    law[0] = 1;
    visits.assign(points.size(), 0);
    const Rules& rules = system.rules;
    if (rules.endless) {
      visits = long_run(law, give_up);
      last = visits;
      return !visits.empty();
    }
    last.assign(points.size(), 0);
    double weight = 1;  // of the round, or the chance that there is one
    for (std::int64_t round = 1; rules.continuation ? weight > kNothing : round <= rules.rounds; ++round) {
      if (give_up && give_up()) return false;
      for (std::size_t z = 0; z < law.size(); ++z) visits[z] += weight * law[z];
      law = forward(law);
      if (rules.continuation) {
        const double ends = weight * (1 - *rules.continuation);
        for (std::size_t z = 0; z < law.size(); ++z) last[z] += ends * law[z];
        weight *= *rules.continuation;
      }
    }
    if (!rules.continuation) last = std::move(law);
    return true;
  }

  /// Shares of rounds of a match without end, from a law. Empty when `give_up` said so.
  std::vector<double> long_run(const std::vector<double>& start, const GiveUp& give_up) const {
    Graph graph;
    for (std::size_t z = 0; z < points.size(); ++z) {
      for (std::size_t i = first[z]; i < first[z + 1]; ++i) graph.to.push_back(to[i]);
      graph.end_node();
    }
    const Classes classes = communicating_classes(graph);
    std::vector<double> mass = start;
    std::vector<double> shares(points.size());
    try {
      for (std::size_t c = 0; c < classes.members.size(); ++c) {
        const std::vector<std::size_t>& members = classes.members[c];
        double all = 0;
        for (const std::size_t z : members) all += mass[z];
        if (all == 0) continue;
        if (members.size() > kMostAtOnce)
          throw RunFailure("a class of " + std::to_string(members.size()) +
                           " joint memories is too large to be solved for a match without end");
        const Elimination solved = eliminated(classes, c, give_up);
        if (classes.is_closed[c]) {
          const std::vector<double> stay = solved.stationary();
          for (std::size_t k = 0; k < members.size(); ++k) shares[members[k]] = all * stay[k];
          continue;
        }
        std::vector<double> inside;
        for (const std::size_t z : members) inside.push_back(mass[z]);
        const std::vector<double> visits = solved.visits(inside);
        for (std::size_t k = 0; k < members.size(); ++k)
          for (std::size_t i = first[members[k]]; i < first[members[k] + 1]; ++i)
            if (classes.class_of[to[i]] != c) mass[to[i]] += visits[k] * chances[i];
      }
    } catch (const GivenUp&) {
      return {};
    }
    return shares;
  }

  Elimination eliminated(const Classes& classes, std::size_t number_of_class, const GiveUp& give_up) const {
    const std::vector<std::size_t>& members = classes.members[number_of_class];
    const auto size = static_cast<Eigen::Index>(members.size());
    Elimination::Matrix matrix = Elimination::Matrix::Zero(size, size);
    std::vector<double> escape(members.size());
    for (std::size_t k = 0; k < members.size(); ++k)
      for (std::size_t i = first[members[k]]; i < first[members[k] + 1]; ++i) {
        const auto place = std::lower_bound(members.begin(), members.end(), to[i]);
        if (place != members.end() && *place == to[i])
          matrix(static_cast<Eigen::Index>(k), place - members.begin()) += chances[i];
        else
          escape[k] += chances[i];
      }
    return {std::move(matrix), std::move(escape), give_up};
  }

  const System& system;
  SystemWalk walk;
  Features features;
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<Point> points;
  std::size_t ways = 0;               // that were followed
  std::vector<std::size_t> first{0};  // of a point's transitions
  std::vector<std::uint32_t> to;
  std::vector<double> chances;
};

std::optional<std::string> SystemChain::unsolvable(const System& system) {
  if (!system.rules.turns.empty()) return "payoffs or errors turn in a later round";
  if (system.rules.discount < 1) return "rounds are discounted";
  for (const SystemState& state : system.states)
    if (!state.later_means.empty()) return "the means of '" + state.name + "' change in a later round";
  for (const SystemFront& front : system.fronts)
    for (const Side* const side : {&front.row_side, &front.column_side}) {
      const Traits traits = side->strategy.traits();
      if (traits.memory_throws_dice) return "the memory of '" + side->name + "' throws dice";
      if (traits.listens || system.rules.signal_cost != 0)
        return "'" + side->name + "' listens, or signals have a price";
      if (traits.opens && system.rules.open_cost != 0) return "being open has a price";
      if (!traits.ordered) return "the memory of '" + side->name + "' cannot be enumerated";
    }
  return std::nullopt;
}

SystemChain::SystemChain(std::unique_ptr<Points> points) : points_(std::move(points)) {}
SystemChain::~SystemChain() = default;
SystemChain::SystemChain(SystemChain&&) noexcept = default;

std::optional<SystemChain> SystemChain::walk(const System& system, std::size_t limit, const GiveUp& give_up) {
  auto points = std::make_unique<Points>(system);
  if (!points->explore(limit, give_up)) return std::nullopt;
  return SystemChain(std::move(points));
}

std::size_t SystemChain::size() const {
  return points_->points.size();
}

std::optional<SystemExpectation> SystemChain::expectation(const GiveUp& give_up) const {
  std::vector<double> visits, last;
  if (!points_->propagate(visits, last, give_up)) return std::nullopt;
  SystemExpectation expected = points_->features.expected(visits);
  expected.points = size();
  const std::size_t states = points_->system.states.size();
  expected.ruin.assign(states, 0);
  expected.strength.assign(states, 0);
  expected.essential_end.assign(states, 0);
  EssentialStates essential;
  for (std::size_t z = 0; z < last.size(); ++z) {
    if (last[z] == 0) continue;
    const std::vector<std::uint8_t>& strengths = points_->points[z].strength;
    const std::vector<bool>& is_essential = essential.of(strengths);
    for (std::size_t i = 0; i < states; ++i) {
      expected.strength[i] += last[z] * strengths[i];
      if (strengths[i] == 0) expected.ruin[i] += last[z];
      if (is_essential[i]) expected.essential_end[i] += last[z];
    }
    const auto found = concentration({strengths.begin(), strengths.end()});
    expected.end_hhi += found ? last[z] * found->hhi : 0;
    expected.end_top_share += found ? last[z] * found->top : 0;
    expected.end_deserted += found ? 0 : last[z];
  }
  return expected;
}

}  // namespace detente
