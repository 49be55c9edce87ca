// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/evolution_json.hpp"

#include <cmath>

#include <detente/numerics/exponential.hpp>
#include <detente/version.hpp>

#include "arguments/evolution_settings.hpp"
#include "json/dynamics_json.hpp"

namespace detente::cli {
namespace {

Json interval(const std::optional<Interval>& interval) {
  return interval ? Json::array({interval->low, interval->high}) : Json(nullptr);
}

Json names(const Evolution& evolution, const std::vector<std::size_t>& strategies) {
  Json list = Json::array();
  for (const std::size_t strategy : strategies) list.push_back(evolution.names[strategy]);
  return list;
}

/// e^ln, where it fits a number.
Json count(const std::optional<double>& ln) {
  return ln ? finite(std::exp(*ln)) : Json(nullptr);
}

Json matrix(const PayoffMatrix& values) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < values.size(); ++i)
    rows.push_back(std::vector<double>(values.row(i), values.row(i) + values.size()));
  return rows;
}

Json half_width_matrix(const PayoffMatrix& errors) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < errors.size(); ++i)
    rows.push_back(half_widths({errors.row(i), errors.row(i) + errors.size()}));
  return rows;
}

/// Whose worlds a strategy enters.
Json entered(const Evolution& evolution, const LongRun& world, std::size_t mutant) {
  Json list = Json::array();
  for (const MutantInvasion& invasion : world.invasions)
    if (invasion.mutant == mutant && invasion.favoured == Favour::yes)
      list.push_back(evolution.names[invasion.resident]);
  return list;
}

Json invasion_json(const Evolution& evolution, const MutantInvasion& invasion) {
  return {{"mutant", evolution.names[invasion.mutant]},
          {"resident", evolution.names[invasion.resident]},
          {"ln_rho", finite(invasion.ln_rho)},
          {"rho", exp_of(invasion.ln_rho)},
          {"ln_rho_error", invasion.ln_rho_error},
          {"favoured", word(invasion.favoured)},
          {"threshold_share", maybe(invasion.needs.share)},
          {"cluster", maybe(invasion.needs.cluster)},
          {"founders", maybe(invasion.founders)},
          {"entry_loss", invasion.needs.entry_loss},
          {"steps_if_fixed", count(invasion.ln_steps_if_fixed)},
          {"steps_until_absorbed", count(invasion.ln_steps_until_absorbed)},
          {"sigma_needed", maybe(invasion.needs.sigma)}};
}

Json design_of(const Evolved& evolved, const std::vector<std::string>& modules) {
  const EvolutionRequest& request = evolved.request;
  Json json = design_json(evolved.design, modules);
  json["population"] = request.populations;
  json["selection"] = request.selections;
  json["process"] = word(request.imitation);
  json["fitness"] = request.fitness == Fitness::linear ? "linear" : "exponential";
  json["population_self"] = request.meets_itself;
  json["mutation"] = request.mutation ? Json(*request.mutation) : Json("rare");
  json["mutants"] = Json(nullptr);
  if (request.mutants) json["mutants"] = {{"names", request.mutants->names}, {"chances", request.mutants->rows}};
  json["dynamics"] = Json::array();
  for (std::size_t i = 0; i < kDynamics; ++i)
    if (request.wants(static_cast<Dynamics>(i))) json["dynamics"].push_back(kDynamicsWords[i]);
  json["hostile"] = names(evolved.evolution, evolved.evolution.hostile);
  json["shares"] = request.shares;
  json["generations"] = request.ecology.generations;
  json["extinct"] = request.ecology.extinct;
  json["background"] = request.ecology.background;
  json["clones"] = request.clones_each ? "each" : "once";
  json["draws"] = request.draws;
  json["state_limit"] = request.state_limit;
  const StructureQuestion& structure = request.structure;
  json["structure"] = structure.name;
  json["update"] = structure.graph ? Json(update_word(structure)) : Json(nullptr);
  json["gains"] = structure.process.gains == Gains::sum ? "sum" : "mean";
  json["block"] = structure.blocks;
  json["space"] = request.space == WalkSpace::reactive ? "reactive" : "memory-one";
  json["walk_length"] = request.walk_length;
  return json;
}

}  // namespace

std::string_view word(Favour answer) {
  switch (answer) {
    case Favour::yes:
      return "yes";
    case Favour::no:
      return "no";
    case Favour::neutral:
      return "neutral";
    case Favour::open:
      break;
  }
  return "open";
}

Json conducts_json(const Evolved& evolved) {
  Json conducts = Json::array();
  for (const std::vector<std::size_t>& group : evolved.evolution.entrants) {
    Json alike = Json::array();
    for (const std::size_t entrant : group) alike.push_back(evolved.design.entrants[entrant].name);
    conducts.push_back(std::move(alike));
  }
  return conducts;
}

Json world_json(const Evolved& evolved, const EvolvedWorld& one, bool has_invasions) {
  const Evolution& evolution = evolved.evolution;
  const LongRun& world = one.world;
  Json json{{"population", one.population},
            {"selection", one.selection},
            {"peace", world.peace},
            {"peace_interval", interval(world.peace_interval)},
            {"cooperation", world.cooperation},
            {"payoff", world.payoff},
            {"effective_strategies", world.effective_strategies},
            {"longest_absorption", count(world.ln_longest_absorption)},
            {"largest_mutation", exp_of(ln_of(0.1) - world.ln_longest_absorption)},
            {"to_peace", count(world.ln_to_peace)},
            {"to_war", count(world.ln_to_war)},
            {"way_out", names(evolution, world.way_out)},
            {"limit", !world.law || world.law->is_limit},
            {"sampled", world.law && world.law->is_sampled},
            {"monomorphic", world.law ? maybe(world.law->monomorphic) : Json(nullptr)},
            {"share_errors", world.law && world.law->is_sampled ? half_widths(world.law->share_error) : Json(nullptr)}};
  json["strategies"] = Json::array();
  for (std::size_t i = 0; i < world.strategies.size(); ++i) {
    const LongRunStrategy& strategy = world.strategies[i];
    json["strategies"].push_back({{"strategy", evolution.names[i]},
                                  {"share", exp_of(strategy.ln_share)},
                                  {"ln_share", finite(strategy.ln_share)},
                                  {"share_interval", interval(strategy.share)},
                                  {"payoff_at_home", strategy.payoff_at_home},
                                  {"peace_at_home", strategy.peace_at_home},
                                  {"robust", word(strategy.robust)},
                                  {"enters", entered(evolution, world, i)},
                                  {"entered_by", names(evolution, strategy.entered_by)},
                                  {"toppling_share", maybe(strategy.toppling_share)},
                                  {"to_peace_without", count(strategy.ln_to_peace_without)}});
  }
  if (has_invasions) {
    json["invasions"] = Json::array();
    for (const MutantInvasion& invasion : world.invasions)
      json["invasions"].push_back(invasion_json(evolution, invasion));
  }
  json["closed_classes"] = Json::array();
  for (const std::vector<std::size_t>& members : world.closed_classes)
    json["closed_classes"].push_back(names(evolution, members));
  return json;
}

Json evolution_json(const Evolved& evolved, const std::vector<std::string>& modules,
                    const std::vector<std::string>& verdict) {
  const Evolution& evolution = evolved.evolution;
  Json json{{"format", "detente-evolution-1"}, {"version", kVersion}, {"design", design_of(evolved, modules)}};
  json["verdict"] = verdict;
  json["strategies"] = evolution.names;
  json["conducts"] = conducts_json(evolved);
  json["payoffs"] = matrix(evolution.payoffs.known.payoff);
  json["payoff_errors"] =
      evolution.payoffs.sampled == 0 ? Json(nullptr) : half_width_matrix(evolution.payoffs.known.error);
  json["peace"] = matrix(evolution.payoffs.peace);
  json["cooperation"] = matrix(evolution.payoffs.cooperation);
  json["pairs"] = {{"pairs", evolution.payoffs.pairs},
                   {"sampled", evolution.payoffs.sampled},
                   {"repetitions", evolution.payoffs.repetitions}};
  json["worlds"] = Json::array();
  for (const EvolvedWorld& one : evolution.worlds) json["worlds"].push_back(world_json(evolved, one, true));
  json["small_worlds"] = Json::array();
  for (const SmallWorld& one : evolution.small_worlds)
    json["small_worlds"].push_back({{"with", names(evolution, one.breakers)}, {"peace", one.peace}});
  json["ecological"] = ecological_json(evolution);
  json["replicator"] = replicator_json(evolution);
  json["rest_points"] = rest_points_json(evolution);
  json["basin_none"] = evolution.rest_points ? Json(evolution.basins.none) : Json(nullptr);
  json["largest_support"] = maybe(evolution.largest_support);
  json["chain"] = chain_json(evolution);
  json["structure"] = structure_json(evolved);
  json["walk"] = walk_json(evolved);
  return json;
}

}  // namespace detente::cli
