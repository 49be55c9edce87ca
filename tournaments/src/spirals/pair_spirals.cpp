// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/pair_spirals.hpp"

#include <atomic>

#include "play/failures.hpp"
#include "play/longest_first.hpp"
#include "spirals/sampled_trials.hpp"

namespace detente {
namespace {

constexpr Wanted kEscapeAlone{
    .escape = true, .crisis = false, .impulse = false, .burst = false, .proximate = false, .recovery_curve = false};

std::optional<Automaton> automaton_of(const Design& design, const Entrant& entrant, const Trial& trial,
                                      bool is_verified, const GiveUp& give_up) {
  try {
    const auto automaton =
        derive(entrant.side.strategy, design.rules.levels, possible(design.rules, entrant.side, is_verified, trial, {}),
               static_cast<std::size_t>(design.request.exact_limit), give_up);
    return automaton ? std::optional(minimised(*automaton, give_up)) : std::nullopt;
  } catch (const StrategyFailure&) {  // where no pair may ever lead it; if one does, the pair will tell
    return std::nullopt;
  }
}

bool opens(const Entrant& entrant) {
  return entrant.side.strategy.traits().opens;
}

}  // namespace

std::vector<PairSpirals> pair_spirals(const Design& design, const Results& results, const Trial& trial,
                                      tbb::task_arena& arena, const Watch& watch) {
  const auto is_stopped = [&] { return watch.stop && watch.stop(); };
  std::array<std::vector<std::optional<Automaton>>, 2> automata;  // before those that are never open, and others
  for (const Entrant& entrant : design.entrants)
    for (const bool is_verified : {false, true}) {
      automata[is_verified ? 1 : 0].push_back(automaton_of(design, entrant, trial, is_verified, is_stopped));
      if (is_stopped()) throw Stopped();
    }
  const auto seated = [&](std::size_t entrant, std::size_t other) {
    const auto& machine = automata[opens(design.entrants[other]) ? 1 : 0][entrant];
    return Seated{design.entrants[entrant].side, machine ? &*machine : nullptr};
  };
  std::vector<PairSpirals> pairs(results.pairs.size());
  std::atomic<std::size_t> done{0};
  Failures failures;
  const auto examine = [&](std::size_t i) {
    if (failures.is_over(i) || is_stopped()) return;
    const std::size_t row = pairs[i].row, column = pairs[i].column;
    const Material material{design.entrants[row].material, design.entrants[column].material};
    try {
      std::optional<PairTrials> trials;
      if (!samples_all(design.request))
        trials = exact_trials(design.rules, seated(row, column), seated(column, row), material, trial, {},
                              static_cast<std::size_t>(design.request.exact_limit), is_stopped);
      if (!trials && !is_stopped())
        trials = sampled_trials(design, seated(row, column), seated(column, row), material, trial, {},
                                {.progress = {}, .stop = watch.stop});
      else if (trials && design.request.known_length)
        trials->escape = sampled_trials(design, seated(row, column), seated(column, row), material, trial, kEscapeAlone,
                                        {.progress = {}, .stop = watch.stop})
                             .escape;
      if (trials && design.request.known_length) trials->engine = "objects";
      if (trials) pairs[i].trials = std::move(*trials);
    } catch (...) {
      failures.record(i);
    }
    const std::size_t count = done.fetch_add(1, std::memory_order_relaxed) + 1;
    if (watch.progress) watch.progress(static_cast<double>(count) / static_cast<double>(pairs.size()));
  };
  std::vector<std::size_t> costs;
  for (const PairResult& pair : results.pairs) {
    const auto states = [&](std::size_t entrant) {
      return automata[0][entrant] ? automata[0][entrant]->size() : static_cast<std::size_t>(design.request.exact_limit);
    };
    pairs[costs.size()].row = pair.row;
    pairs[costs.size()].column = pair.column;
    costs.push_back(states(pair.row) * states(pair.column));
  }
  longest_first(costs, arena, examine);
  failures.rethrow_all();
  if (is_stopped()) throw Stopped();
  return pairs;
}

void need_counterfactuals(World& world, const std::vector<std::size_t>& entrants,
                          const std::vector<std::size_t>& baselines, const PairResult& pair) {
  for (const std::size_t row : {entrants[pair.row], baselines[pair.row]})
    for (const std::size_t column : {entrants[pair.column], baselines[pair.column]})
      world.need(row, column, {.episodes = true});
}

void add_counterfactuals(World& world, const std::vector<std::size_t>& entrants,
                         const std::vector<std::size_t>& baselines, PairSpirals& pair) {
  const Facts both = world.facts(entrants[pair.row], entrants[pair.column]);
  const Facts row_replaced = world.facts(baselines[pair.row], entrants[pair.column]);
  const Facts column_replaced = world.facts(entrants[pair.row], baselines[pair.column]);
  const Facts neither = world.facts(baselines[pair.row], baselines[pair.column]);
  const auto longer = [](const Facts& then, const Facts& now) -> std::optional<double> {
    if (!then.episode_length || !now.episode_length) return std::nullopt;
    return *then.episode_length - *now.episode_length;
  };
  pair.counterfactual = {longer(row_replaced, both), longer(column_replaced, both)};
  pair.counterfactual_share = {row_replaced.hostile_share - both.hostile_share,
                               column_replaced.hostile_share - both.hostile_share};
  const auto all = longer(neither, both);
  const auto row_alone = longer(neither, column_replaced);
  const auto column_alone = longer(neither, row_replaced);
  if (!all || !row_alone || !column_alone) return;
  pair.shapley = {(*row_alone + *all - *column_alone) / 2, (*column_alone + *all - *row_alone) / 2};
}

}  // namespace detente
