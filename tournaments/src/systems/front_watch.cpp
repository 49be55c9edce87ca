// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/front_watch.hpp"

#include <atomic>
#include <cmath>

#include "play/intervals.hpp"
#include "play/lane_bits.hpp"

namespace detente::systems {
namespace {

constexpr double kNinetyFive = 1.959963984540054;  // 97.5% of the standard normal

std::uint64_t lane_bit(std::size_t lane) {
  return std::uint64_t{1} << lane;
}

void add_at_once(std::uint64_t& sum, std::uint64_t more) {
  if (more != 0) std::atomic_ref(sum).fetch_add(more, std::memory_order_relaxed);
}

/// Lanes in which a state has strength.
std::uint64_t living(const LaneBytes& strength) {
  std::uint64_t lanes = 0;
  for (std::size_t l = 0; l < kLanes; ++l) lanes |= std::uint64_t{strength.at[l] != 0 ? 1U : 0U} << l;
  return lanes;
}

}  // namespace

Trial trial_of(const SystemDesign& design) {
  return {.peace = {design.system.peace_level, design.base.peace.calm}, .ages = design.base.request.ages};
}

void EscapeTimes::add_to(EscapeTimes& sums) const {
  add_at_once(sums.reached, reached);
  for (std::size_t i = 0; i < escaped.size(); ++i) add_at_once(sums.escaped[i], escaped[i]);
  for (std::size_t i = 0; i < cut.size(); ++i) add_at_once(sums.cut[i], cut[i]);
}

std::optional<Estimate> EscapeTimes::chance() const {
  std::uint64_t seen = reached;
  if (seen == 0) return std::nullopt;
  double stays = 1, spread = 0;
  for (std::size_t i = 0; i < escaped.size() && stays > 0; ++i) {
    seen -= cut[i];
    if (seen == 0) return std::nullopt;
    const auto all = static_cast<double>(seen);
    const auto leave = static_cast<double>(escaped[i]);
    stays *= (all - leave) / all;
    if (leave < all) spread += leave / (all * (all - leave));
    seen -= escaped[i];
  }
  const bool is_sure = stays == 0 || stays == 1;
  return Estimate{1 - stays, is_sure ? share_error(0, std::max<std::uint64_t>(reached - cut[0], 1))
                                     : kNinetyFive * stays * std::sqrt(spread)};
}

void EscapeWatch::begin(std::size_t lanes) {
  times_ = EscapeTimes(*trial_);
  lately_.begin();
  std::fill(last_watched_.begin(), last_watched_.end(), 0U);
  lanes_ = {};
  waiting_ = lowest(lanes);
  in_episode_ = watched_ = 0;
  round_ = 0;
}

void EscapeWatch::see(std::int64_t round, std::uint64_t playing, std::uint64_t hostile) {
  if (const std::uint64_t over = watched_ & ~playing; over != 0) cut(over);
  waiting_ &= playing;
  round_ = round;
  const std::uint64_t escaped = watched_ & ~lately_.see(hostile);
  for (std::uint64_t rest = escaped; rest != 0; rest &= rest - 1)
    ++times_.escaped[static_cast<std::size_t>(round - lanes_[lowest_bit(rest)].started) - 1];
  watched_ &= ~escaped;
  std::uint64_t& last = last_watched_[static_cast<std::size_t>(round % trial_->horizon)];
  if ((watched_ & last) != 0) cut(watched_ & last);
  last = 0;
  for (std::uint64_t rest = waiting_ & (hostile | in_episode_); rest != 0; rest &= rest - 1) {
    const std::size_t l = lowest_bit(rest);
    approach(l, round, (hostile & lane_bit(l)) != 0);
  }
}

/// What is watched in these lanes ends with the last round that was seen.
void EscapeWatch::cut(std::uint64_t lanes) {
  for (std::uint64_t rest = lanes; rest != 0; rest &= rest - 1)
    ++times_.cut[static_cast<std::size_t>(round_ - lanes_[lowest_bit(rest)].started)];
  watched_ &= ~lanes;
}

void EscapeWatch::approach(std::size_t l, std::int64_t round, bool is_hostile) {
  Lane& lane = lanes_[l];
  if (!is_hostile) {
    if (round - lane.last >= trial_->peace.calm) in_episode_ &= ~lane_bit(l);
    return;
  }
  if ((in_episode_ & lane_bit(l)) == 0) lane.begun = round;
  in_episode_ |= lane_bit(l);
  lane.last = round;
  if (round - lane.begun + 1 < trial_->ages.spiral) return;
  waiting_ &= ~lane_bit(l);
  watched_ |= lane_bit(l);
  lane.started = round;
  last_watched_[static_cast<std::size_t>(round % trial_->horizon)] |= lane_bit(l);
  ++times_.reached;
}

const EscapeTimes& EscapeWatch::finish() {
  cut(watched_);
  return times_;
}

FrontWatch::FrontWatch(const SystemDesign& design)
    : system_(design.system),
      trial_(trial_of(design)),
      alive_(design.system.states.size()),
      live_(design.system.fronts.size()),
      counts_(design.system.fronts.size()),
      escape_times_(design.system.fronts.size()) {
  const std::size_t fronts = design.system.fronts.size();
  episodes_.reserve(fronts);
  for (std::size_t f = 0; f < fronts; ++f) {
    episodes_.emplace_back(design.system.rules.levels, trial_.peace, trial_.ages);
    escapes_.emplace_back(trial_);
  }
}

void FrontWatch::begin(const Block& block) {
  block_ = block;
  for (EpisodeCounter& counter : episodes_) counter.begin(block_);
  for (EscapeWatch& escape : escapes_) escape.begin(block.lanes);
  std::fill(live_.begin(), live_.end(), lowest(block.lanes));
}

bool FrontWatch::see(const SystemRound& round) {
  const bool may_fall = system_.war.pace > 0;
  if (may_fall)
    for (std::size_t i = 0; i < alive_.size(); ++i) alive_[i] = living(round.strength[i]);
  const auto level = static_cast<std::uint8_t>(system_.peace_level);
  for (std::size_t f = 0; f < episodes_.size(); ++f) {
    const SystemFront& front = system_.fronts[f];
    const LaneBytes& row = round.done[2 * f];
    const LaneBytes& column = round.done[2 * f + 1];
    if (may_fall) {
      const std::uint64_t live = alive_[front.row] & alive_[front.column];
      if (const std::uint64_t fallen = live_[f] & lowest(round.lanes) & ~live; fallen != 0) {
        episodes_[f].end(fallen, round.round);
        live_[f] &= ~fallen;
      }
    }
    episodes_[f].see(RoundDone{round.round, round.lanes, {&row, &column}, {}});
    const std::uint64_t playing = live_[f] & lowest(round.lanes);
    escapes_[f].see(round.round, playing, (hostile_lanes(row, level) | hostile_lanes(column, level)) & playing);
  }
  return true;
}

void FrontWatch::see_acts(std::int64_t round, std::size_t lanes, const std::vector<std::uint64_t>& hostile) {
  const std::uint64_t playing = lowest(lanes);
  for (std::size_t f = 0; f < episodes_.size(); ++f) {
    episodes_[f].see(lanes, hostile[2 * f], hostile[2 * f + 1]);
    escapes_[f].see(round, playing, (hostile[2 * f] | hostile[2 * f + 1]) & playing);
  }
}

void FrontWatch::finish() {
  for (std::size_t f = 0; f < episodes_.size(); ++f) {
    counts_[f] = &episodes_[f].finish();
    escape_times_[f] = &escapes_[f].finish();
  }
}

FrontSums::FrontSums(const SystemDesign& design)
    : design_(design),
      trial_(trial_of(design)),
      episodes_(design.system.fronts.size(), EpisodeCounts(design.system.rules.levels, trial_.ages)),
      escapes_(design.system.fronts.size(), EscapeTimes(trial_)) {}

void FrontSums::add(const FrontWatch& block) {
  for (std::size_t f = 0; f < episodes_.size(); ++f) {
    block.counts_[f]->add_to(episodes_[f]);
    block.escape_times_[f]->add_to(escapes_[f]);
  }
}

FrontSpirals FrontSums::spirals(std::size_t f, const std::vector<std::uint64_t>& joint,
                                std::int64_t repetitions) const {
  const SystemFront& front = design_.system.fronts[f];
  FrontSpirals found;
  found.episodes = episodes_of(episodes_[f], joint.data(), static_cast<std::size_t>(design_.system.rules.levels),
                               {front.row_side.payoffs, front.column_side.payoffs}, trial_.peace, trial_.ages);
  found.reached = static_cast<double>(escapes_[f].reached) / static_cast<double>(repetitions);
  found.escape = escapes_[f].chance();
  return found;
}

}  // namespace detente::systems
