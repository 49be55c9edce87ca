// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/evolution/structured.hpp>

#include <algorithm>
#include <cmath>

#include <detente/error.hpp>
#include <detente/numerics/exponential.hpp>
#include <detente/populations/critical_ratio.hpp>
#include <detente/populations/fixation.hpp>
#include <detente/populations/graph_fixation.hpp>
#include <detente/populations/lattice.hpp>
#include <detente/populations/ring_fixation.hpp>

#include "evolution/each_watched.hpp"

namespace detente {
namespace {

constexpr std::int64_t kLatticeGenerations = 200;
constexpr std::size_t kMostPictured = 64;

StructureFrame picture(const LatticeFrame& frame) {
  StructureFrame result{.generation = frame.generation, .states = {}};
  const Lattice& lattice = frame.lattice;
  for (std::size_t row = 0; row < lattice.rows; ++row) {
    std::string places;
    for (std::size_t column = 0; column < lattice.columns; ++column)
      places += lattice.strategies[row * lattice.columns + column] == 0 ? '1' : '0';
    result.states.push_back(std::move(places));
  }
  return result;
}

/// A block on a lattice on which the best is copied.
void spread(const PayoffMatrix& payoffs, const PopulationGraph& graph, const std::function<bool()>& stop,
            FoundersFate& fate) {
  const TorusShape& torus = *graph.torus;
  LatticeRules rules;
  rules.payoffs = two_strategies(pair_payoffs(payoffs, fate.breaker, fate.hostile));
  rules.neighbours = graph.neighbours.front().size();
  std::vector<std::int64_t> pictured;
  if (torus.rows <= kMostPictured && torus.columns <= kMostPictured) pictured = {0, 1, 2, 4, 8, 16, 32, 64};
  const LatticeCourse course = run_lattice(rules, block_in_sea(torus.rows, torus.columns, fate.block, 0, 1),
                                           kLatticeGenerations, pictured, stop);
  const auto held = static_cast<double>(course.counts.back()[0]);
  const auto side = static_cast<double>(fate.block + 1);
  fate.generations = static_cast<std::int64_t>(course.counts.size()) - 1;
  fate.share = held / static_cast<double>(graph.size());
  fate.spreads = held > side * side;
  for (const LatticeFrame& frame : course.frames) fate.frames.push_back(picture(frame));
}

/// Places of the first founder, over which the chance is averaged: one where all places look alike, else all, or as
/// many as there are runs, evenly.
std::vector<std::size_t> origins_of(const PopulationGraph& graph, std::size_t most) {
  if (graph.is_transitive || graph.torus) return {0};
  std::vector<std::size_t> origins;
  const std::size_t count = std::min(graph.size(), most);
  for (std::size_t i = 0; i < count; ++i) origins.push_back(i * graph.size() / count);
  return origins;
}

/// The chance that founders take over.
void take_over(const PayoffMatrix& payoffs, const StructureQuestion& question, const std::function<bool()>& stop,
               FoundersFate& fate) {
  const PopulationGraph& graph = *question.graph;
  const PairPayoffs pair = pair_payoffs(payoffs, fate.breaker, fate.hostile);
  if (is_ring(graph)) {
    fate.share = exp_of(ln_ring_fixation(static_cast<std::int64_t>(graph.size()), pair, question.process,
                                         static_cast<std::int64_t>(fate.block)));
    return;
  }
  const bool is_exact = graph.size() <= kMostExactNodes;
  const std::vector<std::size_t> origins =
      origins_of(graph, is_exact ? graph.size() : static_cast<std::size_t>(question.runs));
  std::int64_t taken = 0;
  std::int64_t decided = 0;
  for (const std::size_t origin : origins) {
    const Placement start =
        graph.torus ? founders_block(graph, fate.block) : founders_together(graph, fate.block, origin);
    if (is_exact) {
      fate.share +=
          exact_takeover(graph, pair, question.process, start, stop).chance / static_cast<double>(origins.size());
      continue;
    }
    const SampledTakeover sampled = sampled_takeover(
        graph, pair, question.process, start,
        {.runs = question.runs / static_cast<std::int64_t>(origins.size()), .seed = question.seed + origin}, stop);
    taken += sampled.taken;
    decided += sampled.taken + sampled.lost;
  }
  if (is_exact) return;
  if (decided == 0)
    throw RunFailure("on " + question.name +
                     " no run of founders was decided within 10,000,000 steps; choose a smaller "
                     "structure, or less selection");
  fate.runs = decided;
  fate.share = static_cast<double>(taken) / static_cast<double>(decided);
  fate.share_error = std::sqrt(fate.share * (1 - fate.share) / static_cast<double>(decided));
}

/// Of the fates of a breaker among the same hostile, frames are kept of the smallest block that spreads, or of the
/// last.
void keep_telling_frames(std::vector<FoundersFate>& fates) {
  for (std::size_t first = 0; first < fates.size();) {
    std::size_t end = first;
    std::optional<std::size_t> told;
    while (end < fates.size() && fates[end].breaker == fates[first].breaker &&
           fates[end].hostile == fates[first].hostile) {
      if (!told && fates[end].spreads.value_or(false)) told = end;
      ++end;
    }
    for (std::size_t i = first; i < end; ++i)
      if (i != told.value_or(end - 1)) fates[i].frames.clear();
    first = end;
  }
}

}  // namespace

void require_structure(const StructureQuestion& question) {
  if (!question.graph) {
    if (question.copies_best)
      throw Error("update is best, which needs a torus; give a structure such as torus:50x50,8");
    return;
  }
  const PopulationGraph& graph = *question.graph;
  if (question.copies_best && !graph.torus)
    throw Error("update is best, which needs a torus, but the structure is " + question.name);
  for (const std::size_t block : question.blocks) {
    const bool fills = graph.torus ? block >= std::min(graph.torus->rows, graph.torus->columns) : block >= graph.size();
    if (block < 1 || fills)
      throw Error("block " + std::to_string(block) + " does not leave room for others on " + question.name);
  }
}

StructureResult solve_structure(const FieldPayoffs& payoffs, const std::vector<std::size_t>& hostile,
                                std::int64_t population, const StructureQuestion& question, int threads,
                                const Watch& watch) {
  require_structure(question);
  const PayoffMatrix& game = payoffs.known.payoff;
  StructureResult result;
  if (question.graph) {
    const PopulationGraph& graph = *question.graph;
    result.states = graph.size();
    const bool is_solved = graph.is_transitive || graph.size() <= kMostCoalescing;
    if (!question.copies_best && is_solved) {
      if (question.process.update == StructureUpdate::death_birth && question.process.gains == Gains::mean)
        result.critical_ratio = critical_ratio(graph, watch.stop).ratio;
      result.sigma = sigma(graph, question.process.update, question.process.gains, watch.stop);
    }
  } else {
    result.states = static_cast<std::size_t>(population);
    result.sigma = (static_cast<double>(population) - 2) / static_cast<double>(population);
  }
  for (const std::size_t resident : hostile)
    for (std::size_t mutant = 0; mutant < game.size(); ++mutant) {
      if (std::find(hostile.begin(), hostile.end(), mutant) != hostile.end()) continue;
      const PairPayoffs pair = pair_payoffs(game, mutant, resident);
      FavouredOnStructure favoured{
          .mutant = mutant, .resident = resident, .sigma_needed = thresholds(pair).sigma, .is_favoured = std::nullopt};
      if (result.sigma) favoured.is_favoured = *result.sigma * (pair.aa - pair.bb) > pair.ba - pair.ab;
      if (!question.copies_best) result.favoured.push_back(favoured);
      if (!question.graph) continue;
      for (const std::size_t block : question.blocks)
        result.founders.push_back({.breaker = mutant, .hostile = resident, .block = block});
    }
  each_watched(result.founders.size(), threads, watch, [&](std::size_t i) {
    if (question.copies_best)
      spread(game, *question.graph, watch.stop, result.founders[i]);
    else
      take_over(game, question, watch.stop, result.founders[i]);
  });
  keep_telling_frames(result.founders);
  return result;
}

}  // namespace detente
