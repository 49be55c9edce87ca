// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/playing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "play/exact_pairs.hpp"
#include "play/refusals.hpp"
#include "play/standings.hpp"
#include "play/unknown_pairs.hpp"

namespace detente {
namespace {

constexpr double kFalseAlarm = 1e-6;  // of a whole run under the engine `check`

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

Playing::Playing(const Design& design, const std::vector<Meeting>& schedule, bool forfeits, tbb::task_arena& arena,
                 const Watch& watch, KnownPairs* known)
    : design_(design),
      schedule_(schedule),
      forfeits_(forfeits),
      is_solved_(!samples_all(design.request)),
      needs_exact_(needs_exact(design)),
      arena_(arena),
      watch_(watch),
      known_(known),
      dropped_(design),
      pairs_(schedule.size()) {}

Results Playing::results() {
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

void Playing::solve() {
  Watch first_half = watch_;
  if (watch_.progress && !needs_exact_) first_half.progress = [&](double done) { watch_.progress(done / 2); };
  if (known_ == nullptr)
    pairs_ = exact_pairs(design_, schedule_, needs_exact_, arena_, first_half, &dropped_);
  else
    solve_unknown(first_half);
}

void Playing::solve_unknown(const Watch& watch) {
  std::vector<Meeting> unknown;
  std::vector<std::size_t> places;  // in the schedule
  for (std::size_t first = 0; first < schedule_.size();) {
    const std::size_t row = schedule_[first].row, columns = design_.entrants.size();
    const std::size_t end = first + columns - schedule_[first].column;
    std::vector<PairResult> of_row = known_->read_solved(row, schedule_[first].column, columns);
    for (std::size_t place = first; place < end; ++place) {
      pairs_[place] = std::move(of_row[place - first]);
      if (!pairs_[place].engine.empty() || pairs_[place].hindrance) continue;
      unknown.push_back(schedule_[place]);
      places.push_back(place);
    }
    first = end;
  }
  std::vector<PairResult> solved = exact_pairs(design_, unknown, needs_exact_, arena_, watch, &dropped_);
  for (std::size_t i = 0; i < places.size(); ++i) pairs_[places[i]] = std::move(solved[i]);
}

void Playing::sort_out() {
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

Sampled Playing::sampled(const std::vector<Meeting>& pairs, std::size_t before) {
  if (pairs.empty()) return {.pairs = {}, .entrants = Moments(0)};
  Watch second_half = watch_;
  const auto whole = static_cast<double>(inexact_.size() + twice_.size());
  const double from = static_cast<double>(before) / whole;
  const double part = static_cast<double>(pairs.size()) / whole;
  if (watch_.progress && is_solved_)
    second_half.progress = [=, this](double done) { watch_.progress(0.5 + (from + part * done) / 2); };
  if (known_ == nullptr) return sample(design_, pairs, opponents_, !forfeits_, arena_, second_half, dropped_);
  Dropped of_new(design_);
  sample_unknown(design_, not_sampled(pairs, *known_), *known_, arena_, second_half, of_new);
  return sample(design_, pairs, opponents_, !forfeits_, arena_, {.progress = {}, .stop = watch_.stop}, dropped_,
                known_);
}

Results Playing::taken() {
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
  Results results;
  for (const PairResult& pair : all) ++results.pairs_of[pair.engine];
  results.pairs = std::move(all);
  results.standings = standings(design_, results.pairs, opponents_, samples_);
  return results;
}

}  // namespace detente
