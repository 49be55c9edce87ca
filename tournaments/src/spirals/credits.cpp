// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <detente/spirals/spirals.hpp>

#include "spirals/lift.hpp"

namespace detente {
namespace {

/// Adds what a pair owes to its row.
void add(const Facts& facts, Credit& credit) {
  constexpr std::array<std::size_t, 4> kOrder{0, 2, 1, 3};
  for (std::size_t part = 0; part < kOrder.size(); ++part) credit.share[part] += facts.proximate->share[kOrder[part]];
  ++credit.pairs;
  if (!facts.is_exact) ++credit.sampled_pairs;
}

Credit mean_over(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant) {
  Credit credit{.entrant = entrant};
  for (std::size_t other = 0; other < field.entrants.size(); ++other) {
    if (other == entrant && !asked.design.request.self_play) continue;
    Facts facts = world.facts(field.entrants[entrant], field.entrants[other]);
    if (!facts.proximate) continue;
    add(facts, credit);
    if (other != entrant) continue;
    std::swap(facts.proximate->share[0], facts.proximate->share[1]);
    add(facts, credit);
  }
  for (double& share : credit.share)
    if (credit.pairs > 0) share /= static_cast<double>(credit.pairs);
  return credit;
}

}  // namespace

std::vector<Credit> credits(const SpiralDesign& asked, int threads, const Watch& watch) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  World world(asked.design, asked.request.trial, false, 0, watch, asked.known);
  const Field field = admit(asked, asked.design, world);
  for (std::size_t row = 0; row < field.entrants.size(); ++row)
    for (std::size_t column = row; column < field.entrants.size(); ++column)
      if (row != column || asked.design.request.self_play)
        world.need(field.entrants[row], field.entrants[column], {.proximate = true});
  world.find_out(arena, watch);
  std::vector<Credit> all;
  for (std::size_t entrant = 0; entrant < field.entrants.size(); ++entrant)
    all.push_back(mean_over(asked, field, world, entrant));
  return all;
}

}  // namespace detente
