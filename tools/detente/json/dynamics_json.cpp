// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/dynamics_json.hpp"

#include <cmath>

#include <detente/numerics/exponential.hpp>

namespace detente::cli {
namespace {

/// Shares from logarithms, by time and strategy.
Json shares_json(const std::vector<std::vector<double>>& ln_shares) {
  Json shares = Json::array();
  for (const std::vector<double>& row : ln_shares) {
    Json here = Json::array();
    for (const double ln : row) here.push_back(exp_of(ln));
    shares.push_back(std::move(here));
  }
  return shares;
}

Json fate_json(const Evolution& evolution, const FoundersFate& fate, bool copies_best) {
  Json json{{"breaker", evolution.names[fate.breaker]},
            {"hostile", evolution.names[fate.hostile]},
            {"block", fate.block},
            {"generations", copies_best ? Json(fate.generations) : Json(nullptr)},
            {"spreads", maybe(fate.spreads)},
            {"taken", copies_best ? Json(fate.share == 1) : Json(nullptr)},
            {"share", fate.share},
            {"runs", fate.runs},
            {"share_error", half_width(fate.share_error)}};
  if (fate.frames.empty()) return json;
  json["frames"] = Json::array();
  for (const StructureFrame& frame : fate.frames)
    json["frames"].push_back({{"generation", frame.generation}, {"states", frame.states}});
  return json;
}

}  // namespace

Json half_width(const std::optional<double>& standard_error) {
  return standard_error ? Json(kNormal95 * *standard_error) : Json(nullptr);
}

Json half_widths(const std::vector<double>& standard_errors) {
  Json list = Json::array();
  for (const double error : standard_errors) list.push_back(kNormal95 * error);
  return list;
}

Json finite(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string_view update_word(const StructureQuestion& structure) {
  if (structure.copies_best) return "best";
  switch (structure.process.update) {
    case StructureUpdate::birth_death:
      return "birth-death";
    case StructureUpdate::pairwise:
      return "pairwise";
    case StructureUpdate::death_birth:
      break;
  }
  return "death-birth";
}

Json ecological_json(const Evolution& evolution) {
  if (!evolution.ecological) return nullptr;
  const EcologicalCourse& course = *evolution.ecological;
  Json revivals = Json::array();
  for (const Revival& revival : course.revivals)
    revivals.push_back({{"strategy", evolution.names[revival.strategy]},
                        {"lowest", exp_of(revival.ln_lowest)},
                        {"generation", revival.generation}});
  return {
      {"generations", course.generations}, {"share", shares_json(course.ln_shares)}, {"revivals", std::move(revivals)}};
}

Json replicator_json(const Evolution& evolution) {
  if (!evolution.replicator) return nullptr;
  const ReplicatorPath& path = *evolution.replicator;
  Json revivals = Json::array();
  for (const Revival& revival : evolution.replicator_revivals)
    revivals.push_back({{"strategy", evolution.names[revival.strategy]},
                        {"lowest", exp_of(revival.ln_lowest)},
                        {"time", path.times[static_cast<std::size_t>(revival.generation)]}});
  return {{"times", path.times}, {"share", path.share}, {"revivals", std::move(revivals)}};
}

Json rest_points_json(const Evolution& evolution) {
  if (!evolution.rest_points) return nullptr;
  Json list = Json::array();
  for (std::size_t i = 0; i < evolution.rest_points->size(); ++i) {
    const RestPoint& point = (*evolution.rest_points)[i];
    Json support = Json::array();
    Json share = Json::array();
    for (const std::size_t strategy : point.support) {
      support.push_back(evolution.names[strategy]);
      share.push_back(point.share[strategy]);
    }
    list.push_back({{"support", std::move(support)},
                    {"share", std::move(share)},
                    {"payoff", point.payoff},
                    {"growth_outside", maybe(point.growth_outside)},
                    {"nash", point.is_nash},
                    {"stable", point.is_stable},
                    {"ess", maybe(point.is_evolutionarily_stable)},
                    {"basin", point.is_stable ? Json(evolution.basins.share[i]) : Json(nullptr)},
                    {"basin_error", point.is_stable ? half_width(evolution.basins.share_error[i]) : Json(nullptr)}});
  }
  return list;
}

Json chain_json(const Evolution& evolution) {
  if (evolution.chain.empty()) return nullptr;
  Json rates = Json::array();
  for (const MutationLaw& law : evolution.chain)
    rates.push_back({{"mutation", law.mutation},
                     {"share", law.share},
                     {"share_error", law.is_sampled ? half_widths(law.share_error) : Json(nullptr)},
                     {"monomorphic", maybe(law.monomorphic)},
                     {"peace", law.peace},
                     {"cooperation", law.cooperation},
                     {"payoff", law.payoff},
                     {"distance", maybe(law.distance)},
                     {"limit", law.is_limit},
                     {"sampled", law.is_sampled}});
  return {{"rates", std::move(rates)}};
}

Json structure_json(const Evolved& evolved) {
  const Evolution& evolution = evolved.evolution;
  if (!evolution.structure) return nullptr;
  const StructureResult& result = *evolution.structure;
  const StructureQuestion& question = evolved.request.structure;
  Json json{{"structure", question.name},
            {"states", result.states},
            {"update", question.graph ? Json(update_word(question)) : Json(nullptr)},
            {"critical_ratio", result.critical_ratio ? finite(*result.critical_ratio) : Json(nullptr)},
            {"sigma", maybe(result.sigma)}};
  json["favoured"] = Json::array();
  for (const FavouredOnStructure& one : result.favoured)
    json["favoured"].push_back({{"mutant", evolution.names[one.mutant]},
                                {"resident", evolution.names[one.resident]},
                                {"sigma_needed", maybe(one.sigma_needed)},
                                {"favoured", maybe(one.is_favoured)}});
  json["blocks"] = Json::array();
  for (const FoundersFate& fate : result.founders)
    json["blocks"].push_back(fate_json(evolution, fate, question.copies_best));
  return json;
}

Json walk_json(const Evolved& evolved) {
  if (!evolved.evolution.walk) return nullptr;
  const Walk& walk = *evolved.evolution.walk;
  Json course = Json::array();
  for (const WalkPoint& point : walk.course)
    course.push_back({{"mutant", point.mutants}, {"cooperation", point.cooperation}});
  return {{"cooperation", walk.cooperation},
          {"cooperation_error", half_width(walk.cooperation_error)},
          {"payoff", walk.payoff},
          {"partners", walk.partners},
          {"rivals", walk.rivals},
          {"replacements", walk.replacements},
          {"mutants", evolved.request.walk_length},
          {"course", std::move(course)}};
}

}  // namespace detente::cli
