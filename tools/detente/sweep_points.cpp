// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "sweep_points.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <detente/error.hpp>
#include <detente/verdict.hpp>

#include "engines_text.hpp"
#include "interrupt.hpp"
#include "memory.hpp"
#include "progress.hpp"
#include "settings.hpp"
#include "spirals_json.hpp"
#include "stretches.hpp"

namespace detente::cli {
namespace {

constexpr double kTournament = 0.1;  // of the time that a point takes; the rest goes to spirals

/// Parameters that are resolved in the game, where nobody gave them.
std::vector<ResolvedParameter> resolved(const Entrant& entrant) {
  const std::vector<Parameter> given = entrant.strategy.parameters();
  const std::vector<Parameter> seated = entrant.side.strategy.parameters();
  std::vector<ResolvedParameter> list;
  for (std::size_t i = 0; i < given.size() && i < seated.size(); ++i)
    if (!given[i].value) list.push_back({std::string(seated[i].name), seated[i].value});
  return list;
}

std::vector<SweepRow> rows_of(const SweepPoint& point, const Results& results, const SpiralReport& report) {
  std::vector<SweepRow> rows;
  for (const Standing& standing : results.standings) {
    const Entrant& entrant = point.design.entrants[standing.entrant];
    const auto breaker = std::find_if(report.breakers.begin(), report.breakers.end(),
                                      [&](const Breaker& one) { return one.entrant == standing.entrant; });
    rows.push_back({.row = point.rows[standing.entrant],
                    .name = entrant.name,
                    .motive = entrant.motive,
                    .is_varied = point.is_varied[standing.entrant],
                    .standing = standing,
                    .breaker = breaker == report.breakers.end() ? std::nullopt : std::optional(*breaker),
                    .parameters = resolved(entrant)});
  }
  return rows;
}

/// Who broke spirals at what price, and in JSON with the design that was asked about.
struct Answer {
  SpiralReport report = {};
  Json design;
  Json breakers = Json::array();
  std::vector<std::string> verdict;
};

/// Where nobody asked in so many words, what cannot be told is left out.
Answer answer(const SweepPoint& point, const std::vector<std::string>& modules, const Results& results, bool is_asked,
              const Roster& roster, int threads, const Watch& watch) {
  try {
    const SpiralDesign question = make_spiral_design(point.question, point.design, roster);
    SpiralReport report = detente::spirals(question, results, roster, Detail::verdict, threads, watch);
    std::vector<std::string> sentences = verdict(question, report);
    Json json = spirals_json(question, modules, report, {});
    return {std::move(report), std::move(json["design"]), std::move(json["strategies"]), std::move(sentences)};
  } catch (const Error& refusal) {
    if (is_asked) throw;
    return {.design = design_json(point.design, modules),
            .verdict = {fmt::format("No verdict on spirals: {}.", refusal.what())}};
  }
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

std::vector<SweepOutcome> play_points(const Grid& grid, const std::vector<std::string>& modules, const Roster& roster,
                                      int threads) {
  Progress progress;
  const std::size_t count = grid.points();
  std::vector<SweepOutcome> outcomes;
  for (std::size_t i = 0; i < count; ++i) {
    const auto watch = [&](double from, double share) {
      return Watch{.progress =
                       [&progress, i, count, from, share](double done) {
                         progress.show((static_cast<double>(i) + from + share * done) / static_cast<double>(count));
                       },
                   .stop = interrupted};
    };
    const SweepPoint point = resolved_point(grid, i, roster);
    const Design& design = point.design;
    require_memory(design);
    const Results results =
        play(design, round_robin(design.entrants.size(), design.request.self_play), threads, watch(0, kTournament));
    Answer told = answer(point, modules, results, asks_about_spirals(grid.arguments(i)), roster, threads,
                         watch(kTournament, 1 - kTournament));
    outcomes.push_back(
        {.rows = rows_of(point, results, told.report),
         .pairs = results.pairs.size(),
         .sampled =
             static_cast<std::size_t>(std::count_if(results.pairs.begin(), results.pairs.end(),
                                                    [](const PairResult& pair) { return pair.engine != "exact"; })),
         .peace = mean_peace(design, results),
         .disagreement = disagreement(design, results),
         .design = std::move(told.design),
         .standings = tournament_json(design, modules, {.standings = results.standings, .pairs = {}})["standings"],
         .breakers = std::move(told.breakers),
         .verdict = std::move(told.verdict)});
  }
  return outcomes;
}

}  // namespace detente::cli
