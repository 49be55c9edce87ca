// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/evolution/evolution.hpp>

#include <algorithm>
#include <cmath>

#include <detente/error.hpp>
#include <detente/numerics/exponential.hpp>
#include <detente/numerics/given_up.hpp>
#include <detente/play/part_of.hpp>

#include "evolution/deterministic.hpp"
#include "evolution/invasions.hpp"
#include "evolution/named_strategies.hpp"

namespace detente {
namespace {

/// The strategies of the population that some entrants are.
std::vector<std::size_t> strategies_of(const std::vector<std::size_t>& entrants,
                                       const std::vector<std::vector<std::size_t>>& strategies) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < strategies.size(); ++i)
    if (std::any_of(entrants.begin(), entrants.end(), [&](std::size_t entrant) {
          return std::find(strategies[i].begin(), strategies[i].end(), entrant) != strategies[i].end();
        }))
      found.push_back(i);
  return found;
}

std::vector<std::vector<std::size_t>> one_each(std::size_t entrants) {
  std::vector<std::vector<std::size_t>> strategies;
  for (std::size_t i = 0; i < entrants; ++i) strategies.push_back({i});
  return strategies;
}

Process process_of(const EvolutionRequest& request, std::int64_t population, double selection) {
  return {.imitation = request.imitation,
          .fitness = request.fitness,
          .population = population,
          .selection = selection,
          .meets_itself = request.meets_itself};
}

WalkRules walk_rules(const EvolutionRequest& request, const Design& design) {
  const Request& asked = design.request;
  const auto refuse = [](const std::string& why) {
    throw Error("walk is among strategies that remember one round: " + why);
  };
  if (design.game.levels != 2) refuse("the game must have two levels");
  if (!asked.misperception_schedule.empty() || !asked.tremble_schedule.empty() || !design.rules.turns.empty())
    refuse("nothing may change during a match; leave the schedule out");
  if (asked.misperception.up != asked.misperception.down || asked.tremble.up != asked.tremble.down)
    refuse("errors must be as likely both ways, as in misperception = 0.05");
  if (asked.monitoring == "public") refuse("monitoring must be private");
  const Payoffs payoffs = design.game.material("");
  return {.space = request.space,
          .payoffs = {.cc = payoffs.reward(),
                      .cd = payoffs.sucker(),
                      .dc = payoffs.temptation(),
                      .dd = payoffs.punishment()},
          .noise = {.misperception = asked.misperception.up, .tremble = asked.tremble.up},
          .population = request.populations.front(),
          .selection = request.selections.front()};
}

/// Shares in the limit of rare mutants.
std::vector<double> rare_shares(const FieldPayoffs& payoffs, const std::optional<MutantChances>& mutants,
                                const Process& process, int threads, const Watch& watch) {
  const std::size_t size = payoffs.known.payoff.size();
  const LnRates fixation =
      fixation_of(invasions(payoffs, process, threads, {.progress = {}, .stop = watch.stop}), size);
  std::vector<double> shares;
  for (const double ln : ln_long_run_shares(invasion_rates(fixation, mutants ? *mutants : uniform_mutants(size))))
    shares.push_back(exp_of(ln));
  return shares;
}

}  // namespace

bool EvolutionRequest::wants(Dynamics part) const {
  return std::find(wanted.begin(), wanted.end(), part) != wanted.end();
}

void require_evolution(const EvolutionRequest& request, const Design& design, const Registry& registry) {
  if (!design.request.self_play)
    throw Error("self-play is no, but every entrant of a population meets its own kind; leave it out");
  if (design.request.repetitions < 2)
    throw Error("repetitions is 1, but sampled payoffs have no errors then; it must be at least 2");
  if (request.mutants && !request.clones_each)
    throw Error("mutants gives each entrant a supply of its own, so that clones must count each; give clones each");
  const std::vector<std::size_t> hostile = hostile_entrants(request, design, registry);
  shares_at_first(request, design, one_each(design.entrants.size()), hostile, registry);
  if (request.mutants) mutant_chances(*request.mutants, design, registry);
  require_structure(request.structure);
  if (request.wants(Dynamics::walk)) walk_rules(request, design);
  PayoffMatrix nothing(1);
  for (const std::int64_t population : request.populations)
    for (const double selection : request.selections)
      require_process(process_of(request, population, selection), nothing);
}

namespace {

Evolution solved(const EvolutionRequest& request, const Played& played, const Registry& registry, int threads,
                 const Watch& watch) {
  const Design& design = played.design;
  const FieldPayoffs of_entrants = field_payoffs(design, played.results.pairs);
  Evolution result;
  result.entrants = request.clones_each ? one_each(design.entrants.size()) : conducts(of_entrants);
  std::vector<std::size_t> first;
  for (const std::vector<std::size_t>& alike : result.entrants) {
    first.push_back(alike.front());
    result.names.push_back(design.entrants[alike.front()].name);
  }
  result.payoffs = of_some(of_entrants, first);
  const std::vector<std::size_t> hostile = hostile_entrants(request, design, registry);
  result.hostile = strategies_of(hostile, result.entrants);
  std::vector<std::size_t> doves;
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (design.entrants[i].strategy.name() == "dove") doves.push_back(i);
  for (const std::size_t dove : strategies_of(doves, result.entrants))
    if (std::find(result.hostile.begin(), result.hostile.end(), dove) == result.hostile.end())
      result.trusting.push_back(dove);
  if (!result.trusting.empty())
    for (const std::size_t dove : doves) result.trusting_names.push_back(design.entrants[dove].name);
  result.shares = shares_at_first(request, design, result.entrants, hostile, registry);
  std::optional<MutantChances> mutants;
  if (request.mutants) mutants = mutant_chances(*request.mutants, design, registry);
  if (request.wants(Dynamics::world) || request.wants(Dynamics::invasion)) {
    const auto count = static_cast<double>(request.populations.size() * request.selections.size());
    double done = 0;
    for (const std::int64_t population : request.populations)
      for (const double selection : request.selections) {
        const LongRunQuestion question{.process = process_of(request, population, selection),
                                       .mutation = request.mutation,
                                       .mutants = mutants,
                                       .hostile = result.hostile,
                                       .draws = request.draws,
                                       .seed = design.request.seed,
                                       .state_limit = request.state_limit};
        result.worlds.push_back(
            {.population = population,
             .selection = selection,
             .world = solve_long_run(result.payoffs, question, threads, part_of(watch, done / count, 1 / count))});
        if (done == 0 && !result.hostile.empty())
          result.small_worlds = small_worlds(result.worlds.front().world, result.payoffs, question, result.trusting);
        ++done;
      }
  }
  const PayoffMatrix& payoffs = result.payoffs.known.payoff;
  if (request.wants(Dynamics::ecological))
    result.ecological = ecological_course(payoffs, result.shares, request.ecology);
  const Process process = process_of(request, request.populations.front(), request.selections.front());
  if (request.wants(Dynamics::replicator)) add_replicator(request, watch, result);
  if (request.wants(Dynamics::rest_points)) add_rest_points(design.request.seed, threads, watch, result);
  if (request.wants(Dynamics::chain)) {
    const std::vector<double> rates =
        request.mutation ? std::vector<double>{*request.mutation} : std::vector<double>{1e-4, 1e-3, 1e-2, 1e-1};
    const std::vector<double> limit = rare_shares(result.payoffs, mutants, process, threads, watch);
    for (const double rate : rates) {
      MutationLaw law = solve_mutation(result.payoffs,
                                       {.process = process,
                                        .mutation = rate,
                                        .mutants = mutants,
                                        .state_limit = request.state_limit,
                                        .seed = design.request.seed},
                                       threads, watch);
      double distance = 0;
      for (std::size_t i = 0; i < limit.size(); ++i) distance += std::abs(law.share[i] - limit[i]) / 2;
      law.distance = distance;
      result.chain.push_back(std::move(law));
    }
  }
  if (request.wants(Dynamics::structure)) {
    StructureQuestion question = request.structure;
    question.process.selection = process.selection;
    question.process.fitness = process.fitness;
    question.seed = design.request.seed;
    result.structure = solve_structure(result.payoffs, result.hostile, process.population, question, threads, watch);
  }
  if (request.wants(Dynamics::walk))
    result.walk = walk(walk_rules(request, design), request.walk_length, design.request.seed, {}, watch.stop);
  return result;
}

}  // namespace

Evolution evolve(const EvolutionRequest& request, const Played& played, const Registry& registry, int threads,
                 const Watch& watch) {
  try {
    return solved(request, played, registry, threads, watch);
  } catch (const GivenUp&) {
    throw Stopped();
  }
}

}  // namespace detente
