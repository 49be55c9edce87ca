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

constexpr std::size_t kPulse = 64;             // points between two looks at whether to give up
constexpr std::size_t kMostSteps = 6'000'000;  // ways from point to point that are followed: some seconds
constexpr std::size_t kMostAtOnce = 5'000;     // points of a class that are solved at once, for a match without end
constexpr double kNothing = 1e-18;             // weight of rounds that are left out
constexpr double kRounding = 1e-14;            // of a sum of chances
constexpr std::size_t kMostFighters = 63;      // states
constexpr std::uint64_t kGeneralWar = std::uint64_t{1} << kMostFighters;
constexpr std::size_t kOfPleas = 3;

}  // namespace

struct SystemChain::Points {
  /// From a point to another.
  struct Way {
    std::uint32_t to;
    std::uint64_t fighting;
    double chance;
  };

  explicit Points(const System& the_system) : system(the_system), walk(the_system), features(the_system, walk.ties()) {}

  bool explore(std::size_t limit, const GiveUp& give_up) {
    if (!walk.is_closed()) return false;
    number(walk.first());
    std::vector<Way> row;
    for (std::size_t at = 0; at < points.size(); ++at) {
      if (points.size() > limit || ways > kMostSteps || walk.is_too_wide()) return false;
      if (at % kPulse == 0 && give_up && give_up()) return false;
      // Where the first points show that there will be far too many ways, the rest is not waited for.
      if (at % kPulse == 0 && at > 0 && ways / at * points.size() > 2 * kMostSteps) return false;
      row.clear();
      pleas.emplace_back(kOfPleas * system.states.size());
      const Point point = points[at];
      const std::vector<std::uint8_t> stances = walk.stances(point);
      Features::Row& here = features.begin(point, stances);
      systems::each_act(walk.acts(point, stances, {}), [&](const auto& acts, double act_chance) {
        features.add(here, point, acts, act_chance);
        if (ways > kMostSteps) return;
        const std::uint64_t fighting = fighters(point, acts);
        walk.each_next(point, stances, acts, {}, [&](const Point& next, const auto& seen, double chance) {
          ++ways;
          row.push_back({number(next), fighting, act_chance * chance});
          add_pleas(point, stances, seen, row.back().to, act_chance * chance);
        });
      });
      std::sort(row.begin(), row.end(),
                [](const Way& a, const Way& b) { return std::pair(a.to, a.fighting) < std::pair(b.to, b.fighting); });
      for (std::size_t i = 0; i < row.size();) {
        const Way& way = row[i];
        double chance = 0;
        for (; i < row.size() && row[i].to == way.to && row[i].fighting == way.fighting; ++i) chance += row[i].chance;
        to.push_back(way.to);
        fights.push_back(way.fighting);
        chances.push_back(chance);
      }
      first.push_back(to.size());
    }
    return points.size() <= limit && !walk.is_too_wide();
  }

  /// States in conflict, as bits, and whether it is a general war; nothing where there are more states than bits.
  std::uint64_t fighters(const Point& point, const std::vector<const systems::Act*>& acts) const {
    if (system.states.size() > kMostFighters) return 0;
    std::uint64_t fighting = 0;
    for (std::size_t f = 0; f < system.fronts.size(); ++f)
      if (walk.is_live(point, 2 * f) && std::min(acts[2 * f]->done, acts[2 * f + 1]->done) > system.peace_level)
        fighting |= std::uint64_t{1} << system.fronts[f].row | std::uint64_t{1} << system.fronts[f].column;
    const auto living =
        std::count_if(point.strength.begin(), point.strength.end(), [](int units) { return units > 0; });
    return fighting | (2 * __builtin_popcountll(fighting) > living ? kGeneralWar : 0);
  }

  /// What is called for on a way, and whether it will be done at its end.
  void add_pleas(const Point& point, const std::vector<std::uint8_t>& stances,
                 const std::vector<const systems::Glimpse*>& seen, std::uint32_t next, double chance) {
    for (std::size_t seat = 0; seat < seen.size(); ++seat) {
      if (!walk.is_live(point, seat) || !walk.is_called(point, stances, seen, seat) ||
          !walk.is_live(points[next], seat))
        continue;
      const double attack = chance * attacks_at(next)[seat];
      double* const of_state = &pleas.back()[kOfPleas * walk.state_of(seat)];
      of_state[0] += chance;
      of_state[1] += attack;
      if (seen[seat]->level <= system.peace_level) of_state[2] += attack;
    }
  }
  /// The chance that a seat attacks in the round after a point, by seat.
  const std::vector<double>& attacks_at(std::uint32_t number_of_point) {
    if (attacks.size() < points.size()) attacks.resize(points.size());
    std::vector<double>& known = attacks[number_of_point];
    if (!known.empty()) return known;
    const Point& point = points[number_of_point];
    for (const std::vector<systems::Act>& law : walk.acts(point, walk.stances(point), {})) {
      double chance = 0;
      for (const systems::Act& act : law) chance += act.done == system.rules.levels - 1 ? act.chance : 0;
      known.push_back(chance);
    }
    return known;
  }

  std::uint32_t number(const Point& point) {
    const auto [known, is_new] = numbers.try_emplace(walk.key(point), static_cast<std::uint32_t>(points.size()));
    if (is_new) points.push_back(point);
    return known->second;
  }

  /// A law a round later, by those ways alone on which nobody of `without` fights.
  std::vector<double> forward(const std::vector<double>& law, std::uint64_t without = 0) const {
    std::vector<double> next(law.size());
    for (std::size_t z = 0; z < law.size(); ++z) {
      if (law[z] == 0) continue;
      for (std::size_t i = first[z]; i < first[z + 1]; ++i)
        if ((fights[i] & without) == 0) next[to[i]] += law[z] * chances[i];
    }
    return next;
  }

  /// Chance of a first round in which one of `fighters` fights, and that round, summed. Absent when `give_up` said so.
  std::optional<std::pair<double, double>> first_fight(std::uint64_t of, const GiveUp& give_up) const {
    const Rules& rules = system.rules;
    std::vector<double> law(points.size());
    law[0] = 1;
    double before = 1, weight = 1;
    std::pair<double, double> found{0, 0};
    for (std::int64_t round = 1; rules.continuation ? weight > kNothing : round <= rules.rounds; ++round) {
      if (give_up && give_up()) return std::nullopt;
      law = forward(law, of);
      const double left = std::accumulate(law.begin(), law.end(), 0.0);
      const double gone = before - left;
      const double falls = gone > kRounding ? weight * gone : 0;
      found.first += falls;
      found.second += falls * static_cast<double>(round);
      before = left;
      if (rules.continuation) weight *= *rules.continuation;
    }
    return found;
  }

  /// Expected rounds at each point, those of them that another follows, and the law after the last round.
  bool propagate(std::vector<double>& visits, std::vector<double>& followed, std::vector<double>& last,
                 const GiveUp& give_up) const {
    std::vector<double> law(points.size());
    law[0] = 1;
    visits.assign(points.size(), 0);
    const Rules& rules = system.rules;
    if (rules.endless) {
      visits = long_run(law, give_up);
      followed = last = visits;
      return !visits.empty();
    }
    last.assign(points.size(), 0);
    double weight = 1;  // of the round, or the chance that there is one
    for (std::int64_t round = 1; rules.continuation ? weight > kNothing : round <= rules.rounds; ++round) {
      if (give_up && give_up()) return false;
      if (round == rules.rounds && !rules.continuation) followed = visits;
      for (std::size_t z = 0; z < law.size(); ++z) visits[z] += weight * law[z];
      law = forward(law);
      if (rules.continuation) {
        const double ends = weight * (1 - *rules.continuation);
        for (std::size_t z = 0; z < law.size(); ++z) last[z] += ends * law[z];
        weight *= *rules.continuation;
      }
    }
    if (rules.continuation) {
      followed = visits;
      for (double& rounds : followed) rounds *= *rules.continuation;
    } else {
      last = std::move(law);
    }
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
  std::vector<std::uint64_t> fights;
  std::vector<double> chances;
  std::vector<std::vector<double>> pleas;    // by point, then by state: invoked, honoured, entrapped
  std::vector<std::vector<double>> attacks;  // by point, as far as somebody asked; then by seat
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
  std::vector<double> visits, followed, last;
  if (!points_->propagate(visits, followed, last, give_up)) return std::nullopt;
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
  for (auto* const sums : {&expected.invoked, &expected.honoured, &expected.entrapped}) sums->assign(states, 0);
  for (std::size_t z = 0; z < followed.size(); ++z)
    for (std::size_t i = 0; i < states; ++i) {
      const double* const of_state = &points_->pleas[z][kOfPleas * i];
      expected.invoked[i] += followed[z] * of_state[0];
      expected.honoured[i] += followed[z] * of_state[1];
      expected.entrapped[i] += followed[z] * of_state[2];
    }
  if (points_->system.rules.endless || states > kMostFighters) return expected;
  for (std::size_t i = 0; i <= states; ++i) {
    const auto found = points_->first_fight(i < states ? std::uint64_t{1} << i : kGeneralWar, give_up);
    if (!found) return std::nullopt;
    if (i == states) {
      expected.general_war_ever = found->first;
    } else {
      expected.entry.push_back(found->first);
      expected.entry_round.push_back(found->second);
    }
  }
  return expected;
}

}  // namespace detente
