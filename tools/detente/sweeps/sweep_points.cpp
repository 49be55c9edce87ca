// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweeps/sweep_points.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/play/part_of.hpp>
#include <detente/spirals/verdict.hpp>

#include "arguments/settings.hpp"
#include "hosting/memory_available.hpp"
#include "json/spirals_json.hpp"
#include "json/stretches.hpp"
#include "terminal/interrupt.hpp"
#include "terminal/progress.hpp"
#include "text/engines_text.hpp"
#include "text/forfeits.hpp"

namespace detente::cli {
namespace {

constexpr double kTournament = 0.1;  // of the time that a point takes; the rest goes to spirals

/// Parameters that are resolved in the game, where nobody gave them.
std::vector<ResolvedParameter> resolved(const Entrant& entrant) {
  const std::vector<Parameter> given = entrant.strategy.parameters();
  const std::vector<Parameter> seated = entrant.side.strategy.parameters();
  std::vector<ResolvedParameter> list;
  for (std::size_t i = 0; i < given.size() && i < seated.size(); ++i)
    if (!given[i].value)
      list.push_back({std::string(seated[i].name),
                      seated[i].value ? std::optional(std::get<double>(*seated[i].value)) : std::nullopt});
  return list;
}

/// Who broke spirals at what price, and in JSON with the design that was asked about.
struct Answer {
  SpiralReport report = {};
  std::vector<std::string> asked = {};  // names of the entrants that it is about
  Json design;
  Json breakers = Json::array();
  std::vector<std::string> verdict;
  std::vector<Forfeit> forfeits = {};
};

/// Where nobody asked in so many words, what cannot be told is left out.
Answer answer(const SweepPoint& point, const std::vector<std::string>& modules, const Played& played, bool is_asked,
              const Registry& registry, int threads, const Watch& watch, StoredTrials* known) {
  Answer found;
  const auto leave_out = [&](const std::string& why) {
    found = {.design = design_json(played.design, modules),
             .verdict = {fmt::format("No verdict on spirals: {}.", why)}};
  };
  const Inquest inquest = ask_without_failures(played, [&](const Played& others) {
    try {
      SpiralDesign question = make_spiral_design(point.question, others.design, registry);
      question.known = known;
      found.report = detente::spirals(question, others.results, registry, Detail::verdict, threads, watch);
      found.verdict = verdict(question, found.report);
      for (const std::string& remark : remarks(question, found.report)) found.verdict.push_back(remark);
      found.asked.clear();
      for (const Entrant& entrant : question.design.entrants) found.asked.push_back(entrant.name);
      Json json = spirals_json(question, modules, found.report, {});
      found.design = std::move(json["design"]);
      found.breakers = std::move(json["strategies"]);
    } catch (const Error& refusal) {
      if (is_asked && others.design.forfeits.empty()) throw;
      leave_out(refusal.what());
    } catch (const StrategyFailure&) {
      throw;
    } catch (const RunFailure& failure) {
      leave_out(failure.what());
    }
  });
  if (!inquest.obstacle.empty()) leave_out(inquest.obstacle);
  found.forfeits = inquest.forfeits;
  return found;
}

std::vector<SweepRow> rows_of(const SweepPoint& point, const Played& played, const Answer& told) {
  std::vector<SweepRow> rows;
  for (const Standing& standing : played.results.standings) {
    const Entrant& entrant = played.design.entrants[standing.entrant];
    const auto breaker = std::find_if(told.report.breakers.begin(), told.report.breakers.end(),
                                      [&](const Breaker& one) { return told.asked[one.entrant] == entrant.name; });
    const std::size_t place = point.place(entrant.name);
    rows.push_back({.row = point.rows[place],
                    .name = entrant.name,
                    .motive = entrant.motive,
                    .is_varied = point.is_varied[place],
                    .standing = standing,
                    .breaker = breaker == told.report.breakers.end() ? std::nullopt : std::optional(*breaker),
                    .parameters = resolved(entrant)});
  }
  return rows;
}

double mean_peace(const Design& design, const Results& results) {
  double sum = 0;
  for (const PairResult& pair : results.pairs) sum += peace(design, pair.joint);
  return sum / static_cast<double>(results.pairs.size());
}

std::string disagreement(const Design& design, const Results& results) {
  try {
    require_agreement(design, results);
    return "";
  } catch (const RunFailure& failure) {
    return failure.what();
  }
}

}  // namespace

std::vector<SweepOutcome> play_points(const Grid& grid, const std::vector<std::string>& modules,
                                      const Registry& registry, int threads, bool has_spirals, Stores& stores) {
  Progress progress;
  const Watch whole{.progress = [&](double done) { progress.show(done); }, .stop = interrupted};
  const std::size_t count = grid.points();
  std::vector<SweepOutcome> outcomes;
  for (std::size_t i = 0; i < count; ++i) {
    const Watch here =
        part_of(whole, static_cast<double>(i) / static_cast<double>(count), 1 / static_cast<double>(count));
    const SweepPoint point = resolved_point(grid, i, registry);
    require_memory(point.design, !stores.empty());
    const std::string where = grid.name(i) + ": ";
    if (stores.plays_part()) {
      if (!play_part(stores, point.design, threads, where)) break;
      continue;
    }
    KnownPairs* const known = told_known(stores, point.design, threads, where);
    const double share = has_spirals ? kTournament : 1;
    const Played played = play_field(point.design, threads, part_of(here, 0, share), known);
    const auto& [design, results] = played;
    Answer told;
    if (has_spirals)
      told = answer(point, modules, played, asks_about_spirals(grid.arguments(i)), registry, threads,
                    part_of(here, share, 1 - share), stores.trials());
    outcomes.push_back(
        {.rows = rows_of(point, played, told),
         .pairs = results.pairs.size(),
         .sampled =
             static_cast<std::size_t>(std::count_if(results.pairs.begin(), results.pairs.end(),
                                                    [](const PairResult& pair) { return pair.engine != "exact"; })),
         .coverage = told.report.coverage,
         .peace = mean_peace(design, results),
         .disagreement = disagreement(design, results),
         .forfeits = design.forfeits,
         .verdict_forfeits = std::move(told.forfeits),
         .design = std::move(told.design),
         .standings = tournament_json(design, modules, {.standings = results.standings, .pairs = {}})["standings"],
         .breakers = std::move(told.breakers),
         .verdict = std::move(told.verdict)});
  }
  return outcomes;
}

}  // namespace detente::cli
