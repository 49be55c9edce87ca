// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/evolution/evolution.hpp>

#include <algorithm>

#include <detente/error.hpp>

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

/// A part of the work.
Watch part_of(const Watch& watch, double first, double share) {
  Watch part{.progress = {}, .stop = watch.stop};
  if (watch.progress) part.progress = [&watch, first, share](double done) { watch.progress(first + share * done); };
  return part;
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
  PayoffMatrix nothing(1);
  for (const std::int64_t population : request.populations)
    for (const double selection : request.selections)
      require_process(process_of(request, population, selection), nothing);
}

Evolution evolve(const EvolutionRequest& request, const Played& played, const Registry& registry, int threads,
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
  if (request.wants(Dynamics::world) || request.wants(Dynamics::invasion)) {
    const auto count = static_cast<double>(request.populations.size() * request.selections.size());
    double done = 0;
    for (const std::int64_t population : request.populations)
      for (const double selection : request.selections) {
        const LongRunQuestion question{
            .process = process_of(request, population, selection),
            .mutation = request.mutation,
            .mutants =
                request.mutants ? std::optional(mutant_chances(*request.mutants, design, registry)) : std::nullopt,
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
  if (request.wants(Dynamics::ecological))
    result.ecological = ecological_course(result.payoffs.known.payoff, result.shares, request.ecology);
  return result;
}

}  // namespace detente
