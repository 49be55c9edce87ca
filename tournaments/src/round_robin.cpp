// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/round_robin.hpp>

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <detente/error.hpp>
#include <detente/words.hpp>

#include "exact_pairs.hpp"
#include "sampling.hpp"
#include "standings.hpp"
#include "table_field.hpp"

namespace detente {
namespace {

constexpr double kFalseAlarm = 1e-6;  // of a whole run under the engine `check`
constexpr std::size_t kNamed = 20;    // pairs that one message names of each reason
constexpr std::size_t kReasons = 6;   // that it tells

std::string pair_name(const Design& design, const Meeting& meeting) {
  return "'" + design.entrants[meeting.row].name + "' – '" + design.entrants[meeting.column].name + "'";
}

/// The design needs what some pairs cannot be. `hindrances`: by pair; empty where there is none.
[[noreturn]] void refuse(const std::string& why, const Design& design, const std::vector<Meeting>& schedule,
                         const std::vector<std::string>& hindrances) {
  std::map<std::string, std::vector<std::string>> pairs_of;  // by reason
  std::size_t count = 0;
  for (std::size_t pair = 0; pair < schedule.size(); ++pair)
    if (!hindrances[pair].empty()) {
      ++count;
      pairs_of[hindrances[pair]].push_back(pair_name(design, schedule[pair]));
    }
  std::vector<std::string> groups;
  bool is_limit = false;
  std::size_t untold = 0;
  for (auto& [reason, names] : pairs_of) {
    if (groups.size() == kReasons) {
      untold += names.size();
      continue;
    }
    is_limit = is_limit || reason.ends_with("joint memories");
    const std::size_t more = names.size() > kNamed ? names.size() - kNamed : 0;
    names.resize(names.size() - more);
    groups.push_back(joined(names) + (more > 0 ? " and " + std::to_string(more) + " more" : "") + " (" + reason + ")");
  }
  throw Error(why + ", and " + std::to_string(count) + " of " + std::to_string(schedule.size()) +
              (schedule.size() == 1 ? " pair" : " pairs") + " cannot be: " + joined(groups, "; ") +
              (untold > 0 ? "; and " + std::to_string(untold) + " more for reasons like these" : "") +
              (is_limit ? "; a higher exact-limit may help" : ""));
}

[[noreturn]] void refuse_inexact(const Design& design, const std::vector<Meeting>& schedule,
                                 const std::vector<PairResult>& solved) {
  std::vector<std::string> hindrances;
  for (const PairResult& pair : solved) hindrances.push_back(pair.hindrance.value_or(""));
  refuse(design.request.engine == "exact" ? "the engine is exact"
         : design.rules.endless           ? "rounds is infinite, which takes exact pairs"
                                          : "a discount takes exact pairs",
         design, schedule, hindrances);
}

/// The engine `tables` plays all pairs or none.
void check_tables(const Design& design, const std::vector<Meeting>& schedule, const Watch& watch) {
  if (design.request.engine != "tables") return;
  const TableField tables(design, schedule, watch);
  std::vector<std::string> hindrances;
  bool is_hindered = false;
  for (const Meeting& meeting : schedule) {
    hindrances.push_back(tables.hindrance(meeting));
    is_hindered = is_hindered || !hindrances.back().empty();
  }
  if (is_hindered) refuse("the engine is tables", design, schedule, hindrances);
}

/// Rates that no sampled pair can show. `which` says what pairs these are.
void check_rates(const Design& design, const std::vector<Meeting>& sampled, const std::string& which) {
  for (const Meeting& meeting : sampled)
    for (const std::size_t i : {meeting.row, meeting.column}) {
      const Side& side = design.entrants[i].side;
      const std::string of = " of '" + side.name + "', " + which + ",";
      check_grain(side.tremble, design.rules.levels, "tremble" + of);
      check_grain(side.misperception, design.rules.levels, "misperception" + of);
    }
  if (!sampled.empty()) check_grain(design.rules.signal_noise, "signal noise");
}

/// What a sample says of exact scores. The bound is Bernstein's inequality, which holds for any distribution of scores
/// in a known range, shared by both seats of all pairs.
Check checked(const Design& design, const PairResult& exact, const PairResult& sample, double pairs) {
  Check check{.score = sample.score, .standard_errors = 0, .bound = std::numeric_limits<double>::infinity()};
  const auto count = static_cast<double>(sample.repetitions);
  const double log_chance = std::log(2 * 2 * pairs / kFalseAlarm);
  for (const std::size_t seat : {0U, 1U}) {
    const Payoffs& payoffs = design.entrants[seat == 0 ? exact.row : exact.column].side.payoffs;
    const auto cells = payoffs.value.begin() + payoffs.levels * payoffs.levels;
    double range = *std::max_element(payoffs.value.begin(), cells) - *std::min_element(payoffs.value.begin(), cells) +
                   std::abs(design.rules.signal_cost) + std::abs(design.rules.open_cost);
    if (design.rules.continuation && *design.rules.continuation > 0) {  // matches longer than this hardly ever happen
      const double longest = 1 + std::log(kFalseAlarm * 1e-3 / count / pairs) / std::log(*design.rules.continuation);
      range *= longest * (1 - *design.rules.continuation);
    }
    const double off = std::abs(sample.score[seat] - exact.score[seat]);
    if (off <= 1e-9 * range) continue;
    const double error = *exact.score_sd[seat] / std::sqrt(count);
    const double third = range * log_chance / 3;
    const double allowed = (third + std::sqrt(third * third + 2 * count * count * error * error * log_chance)) / count;
    // A seat without spread has no standard error: any difference is beyond all bounds.
    if (error == 0)
      return {.score = sample.score, .standard_errors = std::numeric_limits<double>::infinity(), .bound = 0};
    if (check.standard_errors == 0 || off / allowed > check.standard_errors / check.bound) {
      check.standard_errors = off / error;
      check.bound = allowed / error;
    }
  }
  return check;
}

}  // namespace

std::vector<Meeting> round_robin(std::size_t entrants, bool self_play) {
  std::vector<Meeting> schedule;
  for (std::size_t row = 0; row < entrants; ++row)
    for (std::size_t column = self_play ? row : row + 1; column < entrants; ++column) schedule.push_back({row, column});
  return schedule;
}

Results play(const Design& design, const std::vector<Meeting>& schedule, int threads, const Watch& watch) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  // Or more threads than cores would be refused with a warning.
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  const std::string& engine = design.request.engine;
  const bool needs_exact = engine == "exact" || design.rules.endless || design.rules.discount < 1;

  Results results;
  const bool is_solved = !samples_all(design.request);
  check_tables(design, schedule, watch);
  if (is_solved) {
    Watch first_half = watch;
    if (watch.progress && !needs_exact) first_half.progress = [&](double done) { watch.progress(done / 2); };
    results.pairs = exact_pairs(design, schedule, needs_exact, arena, first_half);
  } else {
    results.pairs.resize(schedule.size());
  }
  // What has to be sampled, and under `check` what is sampled as well.
  std::vector<Meeting> inexact, twice;
  for (std::size_t pair = 0; pair < schedule.size(); ++pair)
    if (results.pairs[pair].engine.empty())
      inexact.push_back(schedule[pair]);
    else if (engine == "check")
      twice.push_back(schedule[pair]);
  if (needs_exact && !inexact.empty()) refuse_inexact(design, schedule, results.pairs);
  check_rates(design, inexact, "which meets a sampled opponent");
  check_rates(design, twice, "whose pairs the engine check samples as well");

  std::vector<std::size_t> opponents(design.entrants.size());
  for (const Meeting& meeting : schedule) {
    ++opponents[meeting.row];
    if (meeting.row != meeting.column) ++opponents[meeting.column];
  }
  Watch second_half = watch;
  const auto whole = static_cast<double>(inexact.size() + twice.size());
  double before = 0;
  double part = 1;
  if (watch.progress && is_solved)
    second_half.progress = [&](double done) { watch.progress(0.5 + (before + part * done) / 2); };
  const auto sampled = [&](const std::vector<Meeting>& pairs) {
    if (pairs.empty()) return Sampled{.pairs = {}, .entrants = Moments(design.entrants.size() + 1)};
    part = static_cast<double>(pairs.size()) / whole;
    Sampled samples = sample(design, pairs, opponents, arena, second_half);
    before += part;
    return samples;
  };
  Sampled samples = sampled(inexact);
  const Sampled checks = sampled(twice);

  std::size_t next_sample = 0;
  std::size_t next_check = 0;
  for (PairResult& pair : results.pairs) {
    if (pair.engine.empty()) {
      std::optional<std::string> hindrance = std::move(pair.hindrance);
      pair = std::move(samples.pairs[next_sample++]);
      pair.hindrance = std::move(hindrance);
    } else if (engine == "check") {
      pair.check = checked(design, pair, checks.pairs[next_check++], static_cast<double>(schedule.size()));
    }
  }
  if (watch.progress) watch.progress(1);
  results.standings = standings(design, results.pairs, opponents, samples);
  return results;
}

}  // namespace detente
