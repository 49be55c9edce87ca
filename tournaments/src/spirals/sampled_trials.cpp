// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/sampled_trials.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include <detente/tables/pair_table.hpp>

#include "play/certainty.hpp"
#include "spirals/recovery_curve_watch.hpp"

namespace detente {
namespace {

constexpr std::int64_t kLongMatch = 1000;  // rounds that stand for a match without end

/// The trials of one pair, each played anew with the same draws.
class Trials {
 public:
  Trials(const Design& design, const Seated& row, const Seated& column, const Material& material, const Trial& trial,
         const Watch& watch, double known_to)
      : known_to_(known_to),
        is_length_known_(design.request.known_length),
        repetitions_(static_cast<std::uint64_t>(design.request.repetitions)),
        rules_(design.rules),
        row_(row.side),
        column_(column.side),
        material_(material),
        trial_(trial),
        watch_(watch),
        climate_(climate_of(lasting(1))),
        table_(design.request.engine == "objects" ? std::nullopt : PairTable::make(climate_, row, column)) {}

  PairTrials result(const Wanted& wanted) {
    PairTrials trials;
    trials.engine = "objects";
    if (wanted.escape) trials.escape = escape();
    if (wanted.crisis)
      for (int rounds = trial_.crisis_rounds[0]; rounds <= trial_.crisis_rounds[1]; ++rounds)
        trials.crisis.push_back(crisis(rounds));
    if (wanted.recovery_curve) trials.recovery_curve = recovery_curve();
    if (wanted.impulse) trials.impulses = impulses();
    if (wanted.burst) trials.burst = burst();
    if (wanted.proximate) trials.proximate = proximate();
    clear_errors(trials);
    return trials;
  }

 private:
  /// Matches without dice and errors are all alike; an impulse is followed in silence.
  void clear_errors(PairTrials& trials) const {
    if (throws_dice(row_) || throws_dice(column_)) return;
    if (trials.impulses)
      for (Impulse& impulse : *trials.impulses) impulse.recovery_error = 0;
    if (errs(row_) || errs(column_) || rules_.signal_noise > 0) return;
    if (trials.escape.recovery) trials.escape.recovery->durable_error = 0;
    for (Recovery& recovery : trials.crisis) recovery.durable_error = 0;
    std::fill(trials.recovery_curve.error.begin(), trials.recovery_curve.error.end(), 0.0);
    if (trials.burst) trials.burst->peace_error = 0;
  }

  Escape escape() {
    Course course(*this, lasting(is_length_known_ ? rules_.rounds : RecoveryWatch::kPatience + trial_.horizon));
    const RecoveryWatch watch = watched(
        RecoveryWatch(rules_.levels, trial_, true),
        [&](std::uint64_t first, RecoveryWatch& recovery) { play_levels(course, first, recovery); },
        [&](const RecoveryWatch& recovery) { return recovery.durable_error() <= known_to_; });
    Escape result;
    result.reached = static_cast<double>(watch.reached()) / static_cast<double>(watch.matches());
    if (watch.reached() > 0) result.recovery = watch.recovery(material_);
    return result;
  }

  Recovery crisis(int rounds) {
    Course course(*this, after_crisis(rounds));
    return watched(RecoveryWatch(rules_.levels, trial_, false),
                   [&](std::uint64_t first, RecoveryWatch& watch) { play_levels(course, first, watch); })
        .recovery(material_);
  }

  RecoveryCurve recovery_curve() {
    std::deque<Course> courses;
    for (int rounds = trial_.crisis_rounds[0]; rounds <= trial_.crisis_rounds[1]; ++rounds)
      courses.emplace_back(*this, after_crisis(rounds));
    return watched(RecoveryCurveWatch(trial_),
                   [&](std::uint64_t first, RecoveryCurveWatch& watch) {
                     for (Course& course : courses) play_levels(course, first, watch);
                     watch.settle();
                   })
        .recovery_curve();
  }

  std::optional<std::vector<Impulse>> impulses() const {
    std::vector<Impulse> list;
    for (const bool is_tremble : {true, false})
      for (const std::size_t by : {0U, 1U}) {
        SilenceWatch watch(rules_.levels, trial_, Interference::Error{by, is_tremble}, 1);
        play(lasting(watch.rounds()), watch);
        if (watch.established() == 0) return std::nullopt;
        list.push_back(watch.impulse(material_));
      }
    return list;
  }

  std::optional<Burst> burst() const {
    SilenceWatch watch(rules_.levels, trial_, {}, trial_.burst);
    play(lasting(watch.rounds()), watch);
    if (watch.established() == 0) return std::nullopt;
    return watch.burst();
  }

  std::optional<Proximate> proximate() const {
    CreditWatch watch(trial_.peace);
    Rules rules = rules_;
    if (rules.endless) rules.rounds = kLongMatch;
    rules.endless = false;
    play(rules, watch, trial_.peace.level);
    return watch.proximate();
  }

  /// A match of so many rounds from a peaceful start.
  Rules lasting(std::int64_t rounds) const {
    Rules rules = rules_;
    rules.continuation.reset();
    rules.endless = false;
    rules.crisis = 0;
    rules.rounds = rounds;
    return rules;
  }

  Rules after_crisis(int rounds) const {
    Rules rules = lasting(trial_.horizon);
    rules.crisis = rounds;
    return rules;
  }

  /// What is needed to play repetitions under some rules.
  struct Course {
    Course(const Trials& trials, Rules the_rules)
        : rules(std::move(the_rules)),
          climate(trials.climate_of(rules)),
          encounter(rules, climate, trials.row_, trials.column_) {}

    Rules rules;
    Climate climate;
    Encounter encounter;
  };

  void play(const Rules& rules, TrialWatch& watch, std::optional<int> judged = {}) const {
    Course course(*this, rules);
    if (judged) course.encounter.judge(*judged);
    for (std::uint64_t first = 0; first < repetitions_; first += kLanes) play(course, first, watch);
  }

  /// What is seen where nothing but levels is watched: `play_block` plays a block by `play_levels`.
  template <class Watching, class PlayBlock>
  Watching watched(const Watching& fresh, PlayBlock play_block) {
    return watched(fresh, play_block, [](const Watching&) { return false; });
  }
  /// `is_known`: looked at after each block; true: what follows is not played.
  template <class Watching, class PlayBlock, class IsKnown>
  Watching watched(const Watching& fresh, PlayBlock play_block, IsKnown is_known) {
    Watching watch = fresh;
    for (std::uint64_t first = 0; first < repetitions_; first += kLanes) {
      play_block(first, watch);
      if (table_ && table_->is_outgrown()) {
        table_.reset();
        return watched(fresh, play_block, is_known);
      }
      if (is_known(watch)) break;
    }
    return watch;
  }
  void play_levels(Course& course, std::uint64_t first, TrialWatch& watch) {
    if (!table_) return play(course, first, watch);
    const Block block = block_of(course, first);
    watch.begin(block);
    if (!table_->play(block, course.rules.crisis, watch, [&](std::int64_t) { return !is_stopped(); }) &&
        !table_->is_outgrown())
      throw Stopped();
    watch.end();
  }

  /// One block of repetitions.
  void play(Course& course, std::uint64_t first, TrialWatch& watch) const {
    const Block block = block_of(course, first);
    Tally tally;
    watch.begin(block);
    if (!course.encounter.play(
            Weather(course.climate, block), tally, [&](std::int64_t) { return !is_stopped(); }, &watch))
      throw Stopped();
    watch.end();
  }

  bool is_stopped() const { return watch_.stop && watch_.stop(); }
  Block block_of(const Course& course, std::uint64_t first) const {
    if (is_stopped()) throw Stopped();
    return make_block(course.rules, first, std::min<std::uint64_t>(kLanes, repetitions_ - first));
  }

  Climate climate_of(const Rules& rules) const {
    Climate climate(rules);
    for (const std::uint32_t seat : {0U, 1U}) {
      const Side& side = seat == 0 ? row_ : column_;
      climate.admit(Purpose::tremble, seat, side.tremble);
      climate.admit(Purpose::misperception, seat, side.misperception);
      climate.admit_dice(seat, side.strategy.traits());
    }
    return climate;
  }

  double known_to_;
  bool is_length_known_;  // beyond it strategies that count its rounds do what they like
  std::uint64_t repetitions_;
  const Rules& rules_;
  const Side& row_;
  const Side& column_;
  const Material& material_;
  const Trial& trial_;
  const Watch& watch_;
  Climate climate_;
  std::optional<PairTable> table_;
};

}  // namespace

PairTrials sampled_trials(const Design& design, const Seated& row, const Seated& column, const Material& material,
                          const Trial& trial, const Wanted& wanted, const Watch& watch, double known_to) {
  return Trials(design, row, column, material, trial, watch, known_to).result(wanted);
}

}  // namespace detente
