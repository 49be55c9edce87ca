// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>

#include <detente/spirals/spirals.hpp>

#include "spirals/lift.hpp"

namespace detente {
namespace {

constexpr int kFurthest = 400;  // rounds that are told

PeaceAfterCrisis mean_over(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant,
                           std::size_t rounds) {
  PeaceAfterCrisis found{.entrant = entrant, .peace = std::vector<double>(rounds), .error = {}};
  std::vector<double> error(rounds);
  for (const std::size_t opponent : opponents(asked, field, world, entrant)) {
    const RecoveryCurve after = world.facts(field.entrants[entrant], field.entrants[opponent]).recovery_curve;
    ++found.pairs;
    if (!after.error.empty()) ++found.sampled_pairs;
    for (std::size_t round = 0; round < rounds; ++round) {
      found.peace[round] += after.peace[round];
      if (!after.error.empty()) error[round] += after.error[round];
    }
  }
  if (found.pairs == 0) return {.entrant = entrant, .peace = {}, .error = {}};
  for (std::size_t round = 0; round < rounds; ++round) {
    found.peace[round] /= static_cast<double>(found.pairs);
    error[round] /= static_cast<double>(found.pairs);
  }
  if (found.sampled_pairs > 0) found.error = std::move(error);
  return found;
}

}  // namespace

std::vector<PeaceAfterCrisis> peace_after_crises(const SpiralDesign& asked, int threads, const Watch& watch) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  Trial trial = asked.request.trial;
  trial.horizon = std::min(trial.horizon, kFurthest);
  World world(asked.design, trial, true, 0, watch, asked.known);
  const Field field = admit(asked, asked.design, world);
  for (std::size_t entrant = 0; entrant < field.entrants.size(); ++entrant)
    for (const std::size_t opponent : opponents(asked, field, world, entrant))
      world.need(field.entrants[entrant], field.entrants[opponent], {.recovery_curve = true});
  world.find_out(arena, watch);
  std::vector<PeaceAfterCrisis> all;
  for (std::size_t entrant = 0; entrant < field.entrants.size(); ++entrant)
    all.push_back(mean_over(asked, field, world, entrant, static_cast<std::size_t>(trial.horizon)));
  return all;
}

}  // namespace detente
