// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/play/round_robin.hpp>

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

#include "play/exact_pairs.hpp"
#include "play/sampling.hpp"
#include "play/standings.hpp"
#include "play/table_field.hpp"

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
  throw Error(why + "; not possible for " + std::to_string(count) + " of " + std::to_string(schedule.size()) +
              (schedule.size() == 1 ? " pair" : " pairs") + ": " + joined(groups, "; ") +
              (untold > 0 ? "; and " + std::to_string(untold) + " more for similar reasons" : "") +
              (is_limit ? "; a higher exact-limit may help" : ""));
}

[[noreturn]] void refuse_inexact(const Design& design, const std::vector<Meeting>& schedule,
                                 const std::vector<PairResult>& solved) {
  std::vector<std::string> hindrances;
  for (const PairResult& pair : solved) hindrances.push_back(pair.hindrance.value_or(""));
  refuse(design.request.engine == "exact" ? "the engine is exact"
         : design.rules.endless           ? "rounds is infinite, which requires exact pairs"
                                          : "a discount requires exact pairs",
         design, schedule, hindrances);
}

/// The engine `tables` plays all pairs or none of those whose entrants do not fail.
void check_tables(const Design& design, const std::vector<Meeting>& schedule, const Watch& watch, Dropped& dropped) {
  if (design.request.engine != "tables") return;
  const TableField tables(design, schedule, watch);
  for (const auto& [meeting, failure] : tables.failures()) dropped.add(meeting, failure);
  std::vector<std::string> hindrances;
  bool is_hindered = false;
  for (const Meeting& meeting : schedule) {
    hindrances.push_back(dropped.has(meeting) ? "" : tables.hindrance(meeting));
    is_hindered = is_hindered || !hindrances.back().empty();
  }
  if (is_hindered) refuse("the engine is tables", design, schedule, hindrances);
}

/// Rates that no sampled pair can show. `which` says what pairs these are.
void check_rates(const Design& design, const std::vector<Meeting>& sampled, const std::string& which) {
  for (const Meeting& meeting : sampled)
    for (const std::size_t i : {meeting.row, meeting.column}) {
      const Side& side = design.entrants[i].side;
      const std::string of = " of '" + side.name + "' (" + which + ")";
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

/// A schedule at play. Who fails is dropped with all of its pairs, on which no other pair depends.
class Playing {
 public:
  Playing(const Design& design, const std::vector<Meeting>& schedule, bool forfeits, tbb::task_arena& arena,
          const Watch& watch)
      : design_(design),
        schedule_(schedule),
        forfeits_(forfeits),
        is_solved_(!samples_all(design.request)),
        needs_exact_(design.request.engine == "exact" || design.rules.endless || design.rules.discount < 1),
        arena_(arena),
        watch_(watch),
        dropped_(design),
        pairs_(schedule.size()) {}

  /// What came out of the pairs of those who did not fail. Throws `FieldFailure` where that is not wanted, or nothing
  /// is left.
  Results results() {
    check_tables(design_, schedule_, watch_, dropped_);
    if (is_solved_) solve();
    std::size_t known = 0;
    do {
      known = dropped_.size();
      sort_out();
      if (needs_exact_ && !inexact_.empty()) {
        if (known > 0 && !forfeits_) break;
        refuse_inexact(design_, schedule_, pairs_);
      }
      check_rates(design_, inexact_, "which meets a sampled opponent");
      check_rates(design_, twice_, "whose pairs the engine check also samples");
      samples_ = sampled(inexact_, 0);
      if (dropped_.size() == known) checks_ = sampled(twice_, inexact_.size());
    } while (forfeits_ && dropped_.size() > known);
    if (dropped_.size() > 0 && (!forfeits_ || places_.empty())) throw FieldFailure(dropped_.failures());
    return taken();
  }

  const std::vector<StrategyFailure>& failures() const { return dropped_.failures(); }

 private:
  void solve() {
    Watch first_half = watch_;
    if (watch_.progress && !needs_exact_) first_half.progress = [&](double done) { watch_.progress(done / 2); };
    pairs_ = exact_pairs(design_, schedule_, needs_exact_, arena_, first_half, &dropped_);
  }

  /// Which pairs are left, and what of them has to be sampled, or under `check` is sampled as well.
  void sort_out() {
    inexact_.clear();
    twice_.clear();
    places_.clear();
    opponents_.assign(design_.entrants.size(), 0);
    for (std::size_t pair = 0; pair < schedule_.size(); ++pair) {
      const Meeting& meeting = schedule_[pair];
      if (dropped_.has(meeting)) {
        pairs_[pair].hindrance.reset();
        continue;
      }
      places_.push_back(pair);
      if (pairs_[pair].engine.empty())
        inexact_.push_back(meeting);
      else if (design_.request.engine == "check")
        twice_.push_back(meeting);
      ++opponents_[meeting.row];
      if (meeting.row != meeting.column) ++opponents_[meeting.column];
    }
  }

  /// Some of the pairs, after so many others.
  Sampled sampled(const std::vector<Meeting>& pairs, std::size_t before) {
    if (pairs.empty()) return {.pairs = {}, .entrants = Moments(0)};
    Watch second_half = watch_;
    const auto whole = static_cast<double>(inexact_.size() + twice_.size());
    const double from = static_cast<double>(before) / whole;
    const double part = static_cast<double>(pairs.size()) / whole;
    if (watch_.progress && is_solved_)
      second_half.progress = [=, this](double done) { watch_.progress(0.5 + (from + part * done) / 2); };
    return sample(design_, pairs, opponents_, !forfeits_, arena_, second_half, dropped_);
  }

  Results taken() {
    std::vector<PairResult> all;
    std::size_t next_sample = 0;
    std::size_t next_check = 0;
    for (const std::size_t place : places_) {
      PairResult pair = std::move(pairs_[place]);
      if (pair.engine.empty()) {
        std::optional<std::string> hindrance = std::move(pair.hindrance);
        pair = std::move(samples_.pairs[next_sample++]);
        pair.hindrance = std::move(hindrance);
      } else if (design_.request.engine == "check") {
        pair.check = checked(design_, pair, checks_.pairs[next_check++], static_cast<double>(places_.size()));
      }
      all.push_back(std::move(pair));
    }
    if (watch_.progress) watch_.progress(1);
    Results results{.standings = {}, .pairs = std::move(all)};
    results.standings = standings(design_, results.pairs, opponents_, samples_);
    return results;
  }

  const Design& design_;
  const std::vector<Meeting>& schedule_;
  bool forfeits_, is_solved_, needs_exact_;
  tbb::task_arena& arena_;
  const Watch& watch_;
  Dropped dropped_;
  std::vector<PairResult> pairs_;    // by place in the schedule
  std::vector<std::size_t> places_;  // of those that are left
  std::vector<Meeting> inexact_, twice_;
  std::vector<std::size_t> opponents_;  // by entrant
  Sampled samples_{.pairs = {}, .entrants = Moments(0)}, checks_ = samples_;
};

/// Calls `act` with an arena of so many threads.
template <class Act>
auto on_threads(int threads, Act act) {
  const int workers = threads > 0 ? threads : tbb::this_task_arena::max_concurrency();
  // Or more threads than cores would be refused with a warning.
  const tbb::global_control allowance(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  return act(arena);
}

}  // namespace

std::vector<Meeting> round_robin(std::size_t entrants, bool self_play) {
  std::vector<Meeting> schedule;
  for (std::size_t row = 0; row < entrants; ++row)
    for (std::size_t column = self_play ? row : row + 1; column < entrants; ++column) schedule.push_back({row, column});
  return schedule;
}

Results play(const Design& design, const std::vector<Meeting>& schedule, int threads, const Watch& watch) {
  return on_threads(threads,
                    [&](tbb::task_arena& arena) { return Playing(design, schedule, false, arena, watch).results(); });
}

Played play_field(const Design& design, int threads, const Watch& watch) {
  const std::vector<Meeting> schedule = round_robin(design.entrants.size(), design.request.self_play);
  return on_threads(threads, [&](tbb::task_arena& arena) {
    Playing playing(design, schedule, design.request.forfeits, arena, watch);
    Played played{.design = design, .results = playing.results()};
    if (playing.failures().empty()) return played;
    return without(played, FieldFailure(playing.failures()).forfeits());
  });
}

std::optional<PairResult> worst_check(const Results& results) {
  const auto excess = [](const PairResult& pair) {
    return pair.check ? pair.check->standard_errors / pair.check->bound : -1;
  };
  std::optional<PairResult> worst;
  for (const PairResult& pair : results.pairs)
    if (pair.check && (!worst || excess(*worst) < excess(pair))) worst = pair;
  return worst;
}

}  // namespace detente
