// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/play_system.hpp>

#include <algorithm>
#include <numeric>

#include <detente/error.hpp>

#include "systems/block_watch.hpp"
#include "systems/front_spirals.hpp"
#include "systems/system_blocks.hpp"
#include "systems/system_sampler.hpp"
#include "systems/system_samples.hpp"

namespace detente {
namespace {

using systems::SystemSamples;

SystemResults sampled(const SystemDesign& design, const systems::SystemSampler& sampler, int threads,
                      const Watch& watch) {
  const std::int64_t repetitions = design.request.base.repetitions;
  std::vector<std::optional<SystemSamples>> parts(systems::blocks_of(repetitions));
  systems::FrontSums fronts(design);
  systems::each_at_once(parts.size(), threads, watch, [&](std::size_t b) {
    SystemTally tally;
    const auto goes_on = [&](std::int64_t) { return !(watch.stop && watch.stop()); };
    const std::size_t lanes = systems::lanes_of(repetitions, b);
    systems::BlockWatch watched(design, make_block(design.system.rules, b * kLanes, lanes));
    if (!sampler.play(b * kLanes, lanes, tally, goes_on, &watched)) return;
    watched.finish();
    fronts.add(watched.fronts);
    parts[b].emplace(design);
    parts[b]->add(tally, watched.fronts, watched.powers);
  });
  for (std::size_t b = 1; b < parts.size(); ++b) parts[0]->merge(*parts[b]);
  SystemResults results = parts[0]->results(fronts);
  results.sampled_by = sampler.engine();
  return results;
}

/// What is left of a share where rounding is taken off. A match without end is solved at once, by numbers that leave
/// some 1e-16 where nothing is; no share of its rounds is known to less than this.
double rounded_off(double share, bool is_endless) {
  constexpr double kResidue = 1e-13;
  if (is_endless && share < kResidue) return 0;
  return is_endless && share > 1 - kResidue ? 1 : std::min(share, 1.0);
}

/// An expectation without the residue of rounding.
SystemExpectation tidied(SystemExpectation expected, const Rules& rules) {
  const bool is_endless = rules.endless;
  for (std::vector<double>* const shares : {&expected.ruin, &expected.essential_end})
    for (double& share : *shares) share = rounded_off(share, is_endless);
  for (double& chance : expected.entry) chance = std::min(chance, 1.0);
  if (expected.general_war_ever) expected.general_war_ever = std::min(*expected.general_war_ever, 1.0);
  if (!is_endless) return expected;
  for (std::vector<double>& joint : expected.joint)
    for (double& share : joint) share = rounded_off(share, true);
  for (std::vector<double>* const shares : {&expected.lived, &expected.essential})
    for (double& share : *shares) share = rounded_off(share, true);
  for (double* const share : {&expected.quiet, &expected.war, &expected.general_war, &expected.deserted})
    *share = rounded_off(*share, true);
  return expected;
}

/// Puts expectations in place of what was sampled.
void expect(const SystemDesign& design, const SystemExpectation& solved, SystemResults& results) {
  const SystemExpectation expected = tidied(solved, design.system.rules);
  const System& system = design.system;
  const Rules& rules = system.rules;
  const double rounds = rules.endless        ? 1
                        : rules.continuation ? 1 / (1 - *rules.continuation)
                                             : static_cast<double>(rules.rounds);
  const auto levels = static_cast<std::size_t>(rules.levels);
  std::vector<double> reward(system.states.size()), paid(reward), live(reward), peace(reward), hostile(reward);
  std::vector<double> least(reward), degree(reward);
  double all_live = 0, all_peace = 0;
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    const SystemFront& front = system.fronts[f];
    const std::vector<double>& joint = expected.joint[f];
    FrontResult& result = results.fronts[f];
    result.live = std::accumulate(joint.begin(), joint.end(), 0.0);
    for (std::size_t cell = 0; cell < joint.size(); ++cell)
      result.joint[cell] = result.live > 0 ? joint[cell] / result.live : 0;
    for (const bool is_row : {true, false}) {
      const Side& side = is_row ? front.row_side : front.column_side;
      const std::size_t state = is_row ? front.row : front.column;
      least[state] = degree[state] == 0 ? systems::least_of(side) : std::min(least[state], systems::least_of(side));
      degree[state] += 1;
      reward[state] += systems::reward_of(side);
      for (std::size_t cell = 0; cell < joint.size(); ++cell) {
        const auto own = static_cast<Level>(is_row ? cell / levels : cell % levels);
        const auto other = static_cast<Level>(is_row ? cell % levels : cell / levels);
        paid[state] += joint[cell] * (systems::reward_of(side) - side.payoffs.at(own, other));
        live[state] += joint[cell];
        if (std::max(own, other) <= system.peace_level) peace[state] += joint[cell];
        if (own > system.peace_level) hostile[state] += joint[cell];
      }
    }
    all_live += result.live;
    for (std::size_t cell = 0; cell < joint.size(); ++cell)
      if (static_cast<int>(std::max(cell / levels, cell % levels)) <= system.peace_level) all_peace += joint[cell];
  }
  double survivors = 0;
  for (std::size_t i = 0; i < system.states.size(); ++i) {
    StateResult& state = results.states[i];
    const double lived = expected.lived[i];
    if (degree[i] > 0) {
      const double mean_reward = reward[i] / degree[i];
      state.cost.hostility = paid[i] / degree[i] / rounds;
      state.cost.ruin = (mean_reward - least[i]) * (rounds - lived) / rounds;
      state.cost.arms = system.upkeep * expected.arms[i] / rounds;
      state.cost.pledges =
          (system.pledge_cost * expected.pledged[i] + system.states[i].institution_cost * lived) / rounds;
      const SystemCost& cost = state.cost;
      state.score = Estimate{mean_reward - cost.hostility - cost.arms - cost.pledges - cost.ruin, 0};
    }
    state.ruin = {expected.ruin[i], 0};
    state.rounds = lived;
    state.strength = expected.strength[i];
    if (live[i] > 0) state.peace = Estimate{peace[i] / live[i], 0};
    state.hostile = hostile[i];
    state.essential = std::min(expected.essential[i] / rounds, 1.0);
    state.essential_end = expected.essential_end[i];
    if (!expected.entry.empty()) {
      state.entry = expected.entry[i];
      state.entry_error = 0;
      state.entry_round =
          expected.entry[i] > 0 ? std::optional(expected.entry_round[i] / expected.entry[i]) : std::nullopt;
    }
    if (!rules.endless) {
      state.invoked = expected.invoked[i];
      state.honoured = expected.honoured[i];
      state.entrapped = expected.entrapped[i];
      const auto share = [](double part, double of) {
        return of > 0 ? std::optional(Estimate{part / of, 0}) : std::nullopt;
      };
      state.honours = share(state.honoured, state.invoked);
      state.entraps = share(state.entrapped, state.honoured);
    }
    survivors += 1 - expected.ruin[i];
  }
  results.peace = {all_live > 0 ? all_peace / all_live : 1, 0};
  results.quiet = {expected.quiet / rounds, 0};
  results.war = {expected.war / rounds, 0};
  results.general_war = {expected.general_war / rounds, 0};
  if (expected.general_war_ever) results.general_war_ever = {*expected.general_war_ever, 0};
  results.breadth = expected.war > 0 ? std::optional(expected.breadth / expected.war) : std::nullopt;
  // At least the first round has somebody who lives; in the long run there may be none.
  const double inhabited = rounds - expected.deserted;
  results.hhi = inhabited > 0 ? expected.hhi / inhabited : 0;
  results.top_share = inhabited > 0 ? expected.top_share / inhabited : 0;
  const double left = 1 - expected.end_deserted;
  results.end_hhi = left > 0 ? expected.end_hhi / left : 0;
  results.end_top_share = left > 0 ? expected.end_top_share / left : 0;
  results.survivors = {survivors, 0};
}

/// Sides and triads, from who is hostile to whom.
void find_blocs(const SystemDesign& design, SystemResults& results) {
  const System& system = design.system;
  const auto levels = static_cast<std::size_t>(system.rules.levels);
  std::vector<FrontValue> hostility;
  std::vector<FrontSign> signs;
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    double hostile = 0;
    for (std::size_t cell = 0; cell < results.fronts[f].joint.size(); ++cell)
      if (static_cast<int>(std::max(cell / levels, cell % levels)) > system.peace_level)
        hostile += results.fronts[f].joint[cell];
    if (results.fronts[f].joint.empty() || (system.rules.endless && results.fronts[f].live <= 0)) continue;  // at rest
    const SystemFront& front = system.fronts[f];
    hostility.push_back({front.row, front.column, std::min(hostile, 1.0)});
    signs.push_back({front.row, front.column, hostile <= 0.5});
  }
  const std::size_t states = system.states.size();
  if (states > 1 && states <= kMostInBlocs) results.blocs = blocs(states, hostility);
  results.triads = triads(states, signs);
}

}  // namespace

SystemResults play_system(const SystemDesign& design, int threads, const Watch& watch) {
  const Request& request = design.request.base;
  std::optional<systems::SystemSampler> sampler;
  if (!design.system.rules.endless) sampler.emplace(design);
  std::optional<SystemExpectation> expected;
  std::string why;
  if (!samples_all(request)) {
    if (const auto reason = SystemChain::unsolvable(design.system)) {
      why = *reason;
    } else {
      const auto stop = [&] { return watch.stop && watch.stop(); };
      const auto chain = SystemChain::walk(design.system, static_cast<std::size_t>(request.exact_limit), stop);
      if (stop()) throw Stopped();
      if (chain) expected = chain->expectation(stop);
      if (stop()) throw Stopped();
      if (!chain)
        why = "there are more than " + std::to_string(request.exact_limit) +
              " joint memories (--exact-limit) or 6 million ways from one to the next";
    }
  }
  if (!expected && (request.engine == "exact" || design.system.rules.endless))
    throw Error("the system cannot be solved exactly: " + why + "; " +
                (design.system.rules.endless ? "give --rounds" : "leave --engine out"));
  SystemResults results;
  if (design.system.rules.endless) {
    results.states.resize(design.system.states.size());
    for (std::size_t f = 0; f < design.system.fronts.size(); ++f)
      results.fronts.push_back({.live = 0, .joint = std::vector<double>(expected->joint[f].size())});
  } else {
    results = sampled(design, *sampler, threads, watch);
  }
  results.why_sampled = why;
  if (expected) {
    results.exact_points = expected->points;
    expect(design, *expected, results);
  }
  find_blocs(design, results);
  if (!samples_all(request)) systems::solve_spirals(design, results, [&] { return watch.stop && watch.stop(); });
  if (watch.stop && watch.stop()) throw Stopped();
  return results;
}

}  // namespace detente
