// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/exact_pairs.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include <detente/exact/exact.hpp>

#include "play/automata.hpp"
#include "play/failures.hpp"
#include "play/longest_first.hpp"

namespace detente {
namespace {

/// Each entrant's automaton, where it has one of no more states than a pair may have. Throws `Stopped`.
std::vector<std::optional<Automaton>> automata(const Design& design, bool is_verified, const GiveUp& give_up) {
  std::vector<std::optional<Automaton>> list;
  for (const Entrant& entrant : design.entrants) {
    list.push_back(
        automaton_of(design, entrant, is_verified, static_cast<std::size_t>(design.request.exact_limit), give_up));
    if (give_up && give_up()) throw Stopped();
  }
  return list;
}

bool opens(const Entrant& entrant) {
  return entrant.side.strategy.traits().opens;
}

PairResult result_of(const Design& design, const Meeting& meeting, std::size_t joint_memories, Exact exact,
                     std::optional<Episodes> episodes) {
  const int levels = design.rules.levels;
  PairResult result{.row = meeting.row,
                    .column = meeting.column,
                    .engine = "exact",
                    .repetitions = 0,
                    .score = exact.score,
                    .score_error = {0.0, 0.0},
                    .score_sd = {std::sqrt(exact.covariance[0]), std::sqrt(exact.covariance[2])},
                    .score_covariance = exact.covariance[1],
                    .cooperation = {1, 1},
                    .joint = std::move(exact.joint),
                    .stretches = {},
                    .episodes = std::move(episodes),
                    .joint_memories = joint_memories,
                    .hindrance = {},
                    .check = {}};
  std::array<double, 2> restraint{}, hostility{};  // both, so that what is certain comes out as 0 or 1
  for (int row = 0; row < levels; ++row)
    for (int column = 0; column < levels; ++column) {
      const double share = result.joint[static_cast<std::size_t>(row * levels + column)];
      restraint[0] += share * (levels - 1 - row);
      restraint[1] += share * (levels - 1 - column);
      hostility[0] += share * row;
      hostility[1] += share * column;
    }
  for (const std::size_t seat : {0U, 1U})
    result.cooperation[seat] = restraint[seat] / (restraint[seat] + hostility[seat]);
  return result;
}

PairResult hindered(std::string reason) {
  PairResult result{};
  result.hindrance = std::move(reason);
  return result;
}

/// A pair that is solved, or says what hinders it. `is_wanted`: whether the solution of a pair that can be solved is.
PairResult solution(const Design& design, const Meeting& meeting, const Seated& row, const Seated& column,
                    const std::function<bool()>& is_wanted, const GiveUp& is_stopped) {
  const auto limit = static_cast<std::size_t>(design.request.exact_limit);
  if (!design.rules.turns.empty()) {
    auto found = exact_stretches(design.rules, row, column, limit, is_stopped);
    if (!found) return hindered(no_chain(design, meeting));
    PairResult result = result_of(design, meeting, found->joint_memories, std::move(found->whole), std::nullopt);
    result.stretches = std::move(found->joint);
    return result;
  }
  const auto chain = join(design.rules, row, column, limit, is_stopped);
  if (!chain) return hindered(no_chain(design, meeting));
  if (const auto hindrance = too_large(*chain, design.rules)) return hindered(*hindrance);
  if (!is_wanted()) return {};
  const auto lean = lumped(*chain);
  const Chain& solved = lean ? *lean : *chain;
  auto result = exact(solved, design.rules, is_stopped);
  const Material material{design.entrants[meeting.row].material, design.entrants[meeting.column].material};
  auto hostility = episodes(solved, design.rules, material, design.peace, design.request.ages, is_stopped);
  if (!result || !hostility) return {};
  return result_of(design, meeting, chain->size(), std::move(*result), std::move(*hostility));
}

}  // namespace

std::string no_chain(const Design& design, const Meeting& meeting) {
  for (const std::size_t i : {meeting.row, meeting.column}) {
    const std::string lack = lacks_automaton(design.entrants[i]);
    if (!lack.empty()) return lack;
  }
  return "more than " + std::to_string(design.request.exact_limit) + " joint memories";
}

ExactSolver::ExactSolver(const Design& design, const GiveUp& give_up) : design_(design) {
  // Another one for those whose opponent may be verified: a pair does not depend on who else is in the field.
  closed_ = automata(design, false, give_up);
  const bool has_open = std::any_of(design.entrants.begin(), design.entrants.end(), opens);
  if (has_open) opened_ = automata(design, true, give_up);
}

Seated ExactSolver::seated(std::size_t entrant, std::size_t other) const {
  const auto& machine = (opens(design_.entrants[other]) ? opened_ : closed_)[entrant];
  return {design_.entrants[entrant].side, machine ? &*machine : nullptr};
}

std::size_t ExactSolver::cost(const Meeting& meeting) const {
  const auto states = [&](std::size_t entrant) {
    return closed_[entrant] ? closed_[entrant]->size() : static_cast<std::size_t>(design_.request.exact_limit);
  };
  return states(meeting.row) * states(meeting.column);
}

std::vector<PairResult> ExactSolver::solve(const std::vector<Meeting>& schedule, bool stops_at_first,
                                           tbb::task_arena& arena, const Watch& watch, Dropped* dropped) const {
  const auto is_stopped = [&] { return watch.stop && watch.stop(); };
  std::vector<PairResult> solved(schedule.size());
  std::atomic<bool> has_inexact{false};
  std::vector<std::size_t> costs;
  for (const Meeting& meeting : schedule) costs.push_back(cost(meeting));
  // Who may have more joint memories than are allowed is told at the limit.
  std::vector<std::size_t> expected = costs;
  for (std::size_t& cost : expected) cost = std::min(cost, static_cast<std::size_t>(design_.request.exact_limit));
  WorkDone done(expected);
  Failures failures;
  const auto solve = [&](std::size_t pair) {
    if (failures.is_over(pair) || is_stopped()) return;
    const Meeting& meeting = schedule[pair];
    try {
      PairResult found = solution(
          design_, meeting, seated(meeting.row, meeting.column), seated(meeting.column, meeting.row),
          [&] { return !stops_at_first || !has_inexact; }, is_stopped);
      if (found.hindrance) has_inexact = true;
      found.row = meeting.row;
      found.column = meeting.column;
      solved[pair] = std::move(found);
    } catch (...) {
      failures.record(pair);
    }
    if (watch.progress) watch.progress(done.with(pair));
  };
  longest_first(costs, arena, solve);
  failures.rethrow();
  if (is_stopped()) throw Stopped();
  if (dropped == nullptr) failures.rethrow_all();
  for (const auto& [pair, failure] : failures.of_strategies()) dropped->add(schedule[pair], failure);
  return solved;
}

std::vector<PairResult> exact_pairs(const Design& design, const std::vector<Meeting>& schedule, bool stops_at_first,
                                    tbb::task_arena& arena, const Watch& watch, Dropped* dropped) {
  return ExactSolver(design, watch.stop).solve(schedule, stops_at_first, arena, watch, dropped);
}

}  // namespace detente
