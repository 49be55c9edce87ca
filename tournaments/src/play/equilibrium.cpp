// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/play/equilibrium.hpp>

#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "play/exact_pairs.hpp"

namespace detente {
namespace {

/// The field's entrants without motives and numbers, each once; the resident left out.
std::vector<std::string> mutants_of(const Request& request, const std::string& against, const Registry& registry,
                                    const std::string& resident) {
  Request asked = request;
  asked.strategies = is_field(against, registry) ? find_field(against, registry).strategies : against;
  asked.tremble_of.clear();
  asked.misperception_of.clear();
  asked.self_play = true;
  std::vector<std::string> names;
  for (const Entrant& entrant : make_design(asked, registry).entrants) {
    const std::string name = entrant.name.substr(0, entrant.name.find_first_of("@#"));
    if (name != resident && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

/// Absent where it takes what mutants get among themselves, and that is not known.
std::optional<Invasion> invasion(double resident, double mutant, double resident_by_mutant,
                                 std::optional<double> mutant_by_mutant, double tie) {
  if (std::abs(resident - mutant) > tie) return resident > mutant ? Invasion::resisted : Invasion::succeeds;
  if (!mutant_by_mutant) return std::nullopt;
  if (std::abs(resident_by_mutant - *mutant_by_mutant) <= tie) return Invasion::drifts;
  return resident_by_mutant > *mutant_by_mutant ? Invasion::resisted : Invasion::succeeds;
}

double both_seats(const PairResult& pair) {
  return (pair.score[0] + pair.score[1]) / 2;
}

}  // namespace

Equilibrium equilibrium(const Request& request, const std::string& against, const Registry& registry, int threads) {
  Request asked = request;
  asked.engine = "auto";
  const Design alone = make_design(asked, registry);
  if (alone.entrants.size() != 1)
    throw Error("equilibrium tests take one strategy, not " + std::to_string(alone.entrants.size()));
  if (alone.entrants[0].motive != "game")
    throw Error("equilibrium tests use the game's own payoffs; leave '@" + alone.entrants[0].motive + "' out");
  const std::string resident = alone.entrants[0].name;
  const std::vector<std::string> mutants = mutants_of(request, against, registry, resident);
  asked.strategies = joined(mutants, ",");
  asked.strategies = resident + (mutants.empty() ? "" : "," + asked.strategies);
  const Design design = make_design(asked, registry);

  std::vector<Meeting> schedule{{0, 0}};
  for (std::size_t i = 1; i < design.entrants.size(); ++i) {
    schedule.push_back({0, i});
    schedule.push_back({i, i});
  }
  tbb::task_arena arena(threads > 0 ? threads : tbb::this_task_arena::max_concurrency());
  const auto solved = exact_pairs(design, schedule, false, arena, {});
  Design endless = design;
  endless.rules = for_ever(design.rules);
  const PairResult without_end = exact_pairs(endless, {{0, 0}}, false, arena, {})[0];
  if (solved[0].hindrance)
    throw Error("'" + resident + "' cannot be solved exactly against itself: " + *solved[0].hindrance);
  const Side& side = design.entrants[0].side;
  const auto exposure = exploitability(design.rules, design.game, side, side.tremble, side.misperception,
                                       static_cast<std::size_t>(asked.exact_limit));
  if (!exposure)
    throw Error("'" + resident + "' has no automaton of up to " + std::to_string(asked.exact_limit) + " states");

  const Payoffs payoffs = design.game.payoffs();
  const auto cells = payoffs.value.begin() + payoffs.levels * payoffs.levels;
  const auto [least, most] = std::minmax_element(payoffs.value.begin(), cells);
  const double tie = 1e-9 * (*most - *least);
  Equilibrium answers{.with_itself = both_seats(solved[0]),
                      .with_itself_for_ever = {},
                      .best_response = exposure->same,
                      .is_nash = {},
                      .is_stable = true,
                      .mutants = {},
                      .unanswered = {}};
  if (!without_end.hindrance) answers.with_itself_for_ever = both_seats(without_end);
  if (answers.best_response.gain <= answers.with_itself + tie)
    answers.is_nash = true;
  else if (answers.best_response.is_playable)
    answers.is_nash = false;
  for (std::size_t i = 1; i < design.entrants.size(); ++i) {
    const PairResult& mixed = solved[2 * i - 1];
    const PairResult& among = solved[2 * i];
    const auto among_mutants = among.hindrance ? std::nullopt : std::optional(both_seats(among));
    // What an upper bound leaves open, a mutant that does better refutes.
    if (!mixed.hindrance && mixed.score[1] > answers.with_itself + tie) answers.is_nash = false;
    const auto fate = mixed.hindrance
                          ? std::nullopt
                          : invasion(answers.with_itself, mixed.score[1], mixed.score[0], among_mutants, tie);
    if (!fate) {
      answers.unanswered.push_back(design.entrants[i].name);
      if (answers.is_stable == true) answers.is_stable.reset();
      continue;
    }
    if (*fate != Invasion::resisted) answers.is_stable = false;
    answers.mutants.push_back({.name = design.entrants[i].name,
                               .against_resident = mixed.score[1],
                               .against_itself = among_mutants,
                               .residents_share = mixed.score[0],
                               .invasion = *fate});
  }
  return answers;
}

}  // namespace detente
