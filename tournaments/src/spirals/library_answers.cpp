// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <optional>

#include <detente/error.hpp>
#include <detente/spirals/spirals.hpp>

#include "design/entrants.hpp"
#include "spirals/answers.hpp"
#include "spirals/lift.hpp"
#include "spirals/world.hpp"

namespace detente {
namespace {

/// Every strategy and preset of the library that plays this game and has an automaton, one of each conduct.
std::vector<std::size_t> library_seats(const SpiralDesign& asked, const Registry& registry, World& world) {
  std::vector<std::size_t> seats;
  const auto admit = [&](const Strategy& strategy, const std::string& name) {
    try {
      seats.push_back(world.admit(seated(asked.design, strategy, name, "")));
    } catch (const Error&) {  // refuses the game
    } catch (const StrategyFailure&) {
    }
  };
  for (const Strategy& strategy : registry.strategies()) {
    admit(strategy, strategy.name());
    for (const Preset& preset : strategy.presets()) admit(registry.strategy(preset.name), std::string(preset.name));
  }
  std::vector<std::size_t> different;
  for (const std::size_t seat : seats) {
    if (world.automaton(seat) == nullptr) continue;
    if (std::none_of(different.begin(), different.end(),
                     [&](std::size_t known) { return world.are_alike(known, seat); }))
      different.push_back(seat);
  }
  return different;
}

/// Whether all of the field are exact with it, and somebody ends its spirals.
bool is_breakable(const Field& field, World& world, std::size_t opponent) {
  bool is_ended = false;
  for (std::size_t i = 0; i < field.entrants.size(); ++i)
    for (const std::size_t seat : {field.entrants[i], field.baselines[i]}) {
      const Facts facts = world.facts(seat, opponent);
      if (!facts.is_exact) return false;
      is_ended = is_ended || (seat == field.entrants[i] && has_spirals(facts) && ends_some(facts));
    }
  return is_ended;
}

LibraryAnswer answer_of(const Field& field, World& world, std::size_t entrant, const std::vector<std::size_t>& all) {
  LibraryAnswer answer;
  std::vector<double> with_it, with_baseline;
  for (const std::size_t opponent : all) {
    const Facts with = world.facts(field.entrants[entrant], opponent);
    const Facts without = world.facts(field.baselines[entrant], opponent);
    if (!has_spirals(with) || !has_spirals(without)) continue;
    with_it.push_back(with.durable_peace.value_or(0));
    with_baseline.push_back(without.durable_peace.value_or(0));
    const double gain = with_it.back() - with_baseline.back();
    if (gain >= kLeastDifference) ++answer.better;
    if (gain <= -kLeastDifference) ++answer.worse;
  }
  answer.opponents = all.size();
  answer.compared = with_it.size();
  if (with_it.empty()) return answer;
  answer.ends = mean_of(with_it);
  answer.ends_baseline = mean_of(with_baseline);
  std::sort(with_it.begin(), with_it.end());
  with_it.resize((with_it.size() + 9) / 10);
  answer.worst_tenth = mean_of(with_it);
  return answer;
}

}  // namespace

std::vector<LibraryAnswer> library_answers(const SpiralDesign& asked, const Registry& registry, int threads,
                                           const Watch& watch) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  World world(asked.design, asked.request.trial, false, 0, watch, asked.known);
  world.leave_out_what_is_not_exact();
  const Field field = admit(asked, asked.design, world);
  const std::vector<std::size_t> library = library_seats(asked, registry, world);
  for (std::size_t i = 0; i < field.entrants.size(); ++i)
    for (const std::size_t seat : {field.entrants[i], field.baselines[i]})
      for (const std::size_t opponent : library) world.need(seat, opponent, {.escape = true});
  world.find_out(arena, watch);
  std::vector<std::size_t> breakable;
  for (const std::size_t opponent : library)
    if (is_breakable(field, world, opponent)) breakable.push_back(opponent);
  std::vector<LibraryAnswer> answers;
  for (std::size_t i = 0; i < field.entrants.size(); ++i) answers.push_back(answer_of(field, world, i, breakable));
  return answers;
}

}  // namespace detente
