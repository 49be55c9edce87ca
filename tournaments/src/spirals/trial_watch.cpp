// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/trial_watch.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "play/intervals.hpp"
#include "play/lane_bits.hpp"

namespace detente {
namespace {

std::uint64_t bit(std::size_t lane) {
  return std::uint64_t{1} << lane;
}

std::uint64_t set_bits(std::uint64_t lanes) {
  return static_cast<std::uint64_t>(std::popcount(lanes));
}

double share(std::uint64_t count, std::uint64_t all) {
  return static_cast<double>(count) / static_cast<double>(all);
}

std::size_t cell(const RoundDone& round, std::size_t lane, std::size_t levels) {
  return round.done[0]->at[lane] * levels + round.done[1]->at[lane];
}

/// What each seat lost to peace over these rounds.
std::array<double, 2> loss(const std::vector<std::uint64_t>& joint, std::size_t levels, const Material& material) {
  std::array<double, 2> sum{};
  for (std::size_t i = 0; i < joint.size(); ++i) {
    const auto row = static_cast<int>(i / levels);
    const auto column = static_cast<int>(i % levels);
    sum[0] += static_cast<double>(joint[i]) * (material[0].reward() - material[0].at(row, column));
    sum[1] += static_cast<double>(joint[i]) * (material[1].reward() - material[1].at(column, row));
  }
  return sum;
}

/// The first place by which the counts add up to at least half of `all`.
std::optional<std::size_t> median(const std::vector<std::uint64_t>& counts, std::uint64_t all) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (sum += counts[i]; 2 * sum >= all) return i;
  return std::nullopt;
}

}  // namespace

void LatelyHostile::begin() {
  std::fill(earlier_.begin(), earlier_.end(), ~std::uint64_t{0});
  place_ = 0;
  sum_ = 0;
}

std::uint64_t LatelyHostile::see(std::uint64_t hostile) {
  now_[place_] = hostile;
  sum_ |= hostile;
  const std::uint64_t lately = sum_ | (place_ + 1 < earlier_.size() ? earlier_[place_ + 1] : 0);
  if (++place_ == now_.size()) {
    std::uint64_t later = 0;
    for (std::size_t i = now_.size(); i-- > 0;) earlier_[i] = later |= now_[i];
    place_ = 0;
    sum_ = 0;
  }
  return lately;
}

RecoveryWatch::RecoveryWatch(int levels, const Trial& trial, bool waits)
    : levels_(static_cast<std::size_t>(levels)),
      trial_(trial),
      waits_(waits),
      lately_(trial.durable),
      last_watched_(static_cast<std::size_t>(trial.horizon)),
      durable_(static_cast<std::size_t>(trial.horizon)),
      joint_(levels_ * levels_) {}

void RecoveryWatch::begin(const Block& block) {
  lanes_ = {};
  matches_ += block.lanes;
  waiting_ = waits_ ? lowest(block.lanes) : 0;
  watched_ = waits_ ? 0 : lowest(block.lanes);
  in_episode_ = in_durable_peace_ = 0;
  lately_.begin();
  std::fill(last_watched_.begin(), last_watched_.end(), 0U);
  if (waits_) return;
  last_watched_[0] = watched_;
  reached_ += block.lanes;
}

bool RecoveryWatch::see(const RoundDone& round) {
  const auto level = static_cast<std::uint8_t>(trial_.peace.level);
  const std::uint64_t rows = hostile_lanes(*round.done[0], level);
  const std::uint64_t columns = hostile_lanes(*round.done[1], level);
  const std::uint64_t hostile = rows | columns;
  const std::uint64_t watched = watched_;  // those whose spiral comes now are watched from the next round on
  watched_ &= ~std::exchange(last_watched_[static_cast<std::size_t>(round.round % trial_.horizon)], 0U);
  for (std::uint64_t rest = waiting_ & (hostile | in_episode_); rest != 0; rest &= rest - 1) {
    const std::size_t l = lowest_bit(rest);
    approach(l, round.round, (hostile & bit(l)) != 0);
  }
  if (round.round == kPatience) waiting_ = 0;
  watch(watched, round, rows, columns);
  return (waiting_ | watched_) != 0;
}

void RecoveryWatch::approach(std::size_t l, std::int64_t round, bool is_hostile) {
  Lane& lane = lanes_[l];
  if (!is_hostile) {
    if (round - lane.last >= trial_.peace.calm) in_episode_ &= ~bit(l);
    return;
  }
  if ((in_episode_ & bit(l)) == 0) lane.begun = round;
  in_episode_ |= bit(l);
  lane.last = round;
  if (round - lane.begun + 1 < trial_.ages.spiral) return;
  waiting_ &= ~bit(l);
  watched_ |= bit(l);
  lane.started = round;
  last_watched_[static_cast<std::size_t>(round % trial_.horizon)] |= bit(l);
  ++reached_;
}

void RecoveryWatch::watch(std::uint64_t watched, const RoundDone& round, std::uint64_t rows, std::uint64_t columns) {
  const std::uint64_t fresh = watched & ~lately_.see(rows | columns) & ~in_durable_peace_;
  if (watched == 0) return;
  if (levels_ == 2) {
    const std::array lanes{~rows & ~columns, ~rows & columns, rows & ~columns, rows & columns};
    for (std::size_t i = 0; i < lanes.size(); ++i) joint_[i] += set_bits(watched & lanes[i]);
  } else {
    for (std::uint64_t rest = watched; rest != 0; rest &= rest - 1) ++joint_[cell(round, lowest_bit(rest), levels_)];
  }
  sucker_rounds_[0] += set_bits(watched & ~rows & columns);
  sucker_rounds_[1] += set_bits(watched & rows & ~columns);
  in_durable_peace_ |= fresh;
  for (std::uint64_t rest = fresh; rest != 0; rest &= rest - 1)
    ++durable_[static_cast<std::size_t>(round.round - lanes_[lowest_bit(rest)].started) - 1];
}

double RecoveryWatch::durable_error() const {
  std::uint64_t durable = 0;
  for (const std::uint64_t count : durable_) durable += count;
  return share_error(durable, reached_);
}

Recovery RecoveryWatch::recovery(const Material& material) const {
  Recovery result;
  std::uint64_t durable = 0;
  for (const std::uint64_t count : durable_) durable += count;
  result.durable_peace = share(durable, reached_);
  result.durable_error = share_error(durable, reached_);
  if (const auto middle = median(durable_, reached_)) result.median_rounds = static_cast<std::int64_t>(*middle) + 1;
  result.loss = loss(joint_, levels_, material);
  for (const std::size_t seat : {0U, 1U}) {
    result.loss[seat] /= static_cast<double>(reached_);
    result.sucker_rounds[seat] = share(sucker_rounds_[seat], reached_);
  }
  return result;
}

SilenceWatch::SilenceWatch(int levels, const Trial& trial, std::optional<Interference::Error> error, std::int64_t burst)
    : levels_(static_cast<std::size_t>(levels)),
      peace_(trial.peace),
      horizon_(trial.horizon),
      error_(error),
      disturbance_(error ? 1 : burst),
      cells_(static_cast<std::size_t>(error ? disturbance_ + kAfter : 0)),
      joint_(levels_ * levels_),
      after_(static_cast<std::size_t>(disturbance_ + kAfter)),
      over_(static_cast<std::size_t>(disturbance_ + kAfter)) {}

void SilenceWatch::begin(const Block& block) {
  lanes_ = block.lanes;
  calm_ = 0;
  last_ = {};
  usual_ = {};
}

Interference SilenceWatch::interference(std::int64_t round) const {
  const bool is_disturbed = round > kBefore && round <= kBefore + disturbance_;
  if (!is_disturbed) return {.is_silent = true};
  return {.is_silent = error_.has_value(), .error = error_};
}

bool SilenceWatch::see(const RoundDone& round) {
  const auto level = static_cast<std::uint8_t>(peace_.level);
  const std::uint64_t hostile = hostile_lanes(*round.done[0], level) | hostile_lanes(*round.done[1], level);
  for (std::uint64_t rest = hostile & lowest(lanes_); rest != 0; rest &= rest - 1)
    last_[lowest_bit(rest)] = round.round;
  const auto both = [&](std::size_t l) { return std::uint64_t{round.done[0]->at[l]} + round.done[1]->at[l]; };
  if (round.round > kBefore) {
    const auto after = static_cast<std::size_t>(round.round - kBefore - 1);
    for (std::uint64_t rest = calm_; rest != 0; rest &= rest - 1) {
      const std::size_t l = lowest_bit(rest);
      if (error_) cells_[after].at[l] = static_cast<std::uint8_t>(cell(round, l, levels_));
      after_[after] += both(l);
    }
  }
  if (round.round <= kBefore && round.round > kBefore - kUsual)
    for (std::size_t l = 0; l < lanes_; ++l) usual_[l] += both(l);
  if (round.round != kBefore) return true;
  for (std::size_t l = 0; l < lanes_; ++l)
    if (last_[l] <= kBefore - kCalm) calm_ |= bit(l);
  return calm_ != 0;
}

void SilenceWatch::end() {
  for (std::uint64_t rest = calm_; rest != 0; rest &= rest - 1) {
    const std::size_t l = lowest_bit(rest);
    ++established_;
    before_ += usual_[l];
    if (last_[l] > rounds() - kCalm) continue;
    ++recovered_;
    const auto last = static_cast<std::size_t>(std::max<std::int64_t>(last_[l] - kBefore - 1, 0));
    ++over_[last];
    for (std::size_t after = 0; error_ && after <= last; ++after) ++joint_[cells_[after].at[l]];
  }
}

Impulse SilenceWatch::impulse(const Material& material) const {
  Impulse result;
  result.error = error_->is_tremble ? Impulse::Error::tremble : Impulse::Error::misperception;
  result.by = error_->by;
  result.recovery = share(recovered_, established_);
  result.recovery_error = share_error(recovered_, established_);
  if (const auto middle = median(over_, established_)) result.half_life = static_cast<std::int64_t>(*middle);
  const auto matches = static_cast<double>(established_);
  std::vector<double> levels;
  for (std::size_t round = 0; round < after_.size() && round < static_cast<std::size_t>(horizon_); ++round)
    levels.push_back(static_cast<double>(after_[round]) / matches);
  result.escalation =
      escalation(levels, static_cast<double>(before_) / kUsual / matches, 2 * (static_cast<double>(levels_) - 1));
  if (recovered_ < established_) return result;
  std::uint64_t lost = 0;
  std::uint64_t conflict = 0;
  for (std::size_t i = 0; i < joint_.size(); ++i) {
    const auto row = static_cast<int>(i / levels_);
    const auto column = static_cast<int>(i % levels_);
    if (std::max(row, column) > peace_.level) lost += joint_[i];
    if (std::min(row, column) > peace_.level) conflict += joint_[i];
  }
  result.rounds_lost = share(lost, established_);
  result.conflict_rounds = share(conflict, established_);
  result.loss = loss(joint_, levels_, material);
  for (double& sum : *result.loss) sum /= static_cast<double>(established_);
  return result;
}

Burst SilenceWatch::burst() const {
  return {.peace = share(recovered_, established_), .peace_error = share_error(recovered_, established_)};
}

bool CreditWatch::see(const RoundDone& round) {
  for (std::size_t l = 0; l < round.lanes; ++l) {
    Lane& lane = lanes_[l];
    const bool row_rests = round.done[0]->at[l] <= peace_.level;
    const bool column_rests = round.done[1]->at[l] <= peace_.level;
    const std::array<bool, 2> is_earned{round.earned[0]->at[l] != 0, round.earned[1]->at[l] != 0};
    if (!row_rests || !column_rests) {
      lane.last = round.round;
      lane.conceder = row_rests ? 0 : column_rests ? 1 : 2;
      lane.is_conceded = lane.conceder == 2 || is_earned[lane.conceder];
      continue;
    }
    if (lane.last == 0) continue;
    if (round.round == lane.last + 1) lane.is_turned = is_earned[0] && is_earned[1];
    if (round.round - lane.last < peace_.calm) continue;
    ++credit_[lane.is_conceded && lane.is_turned ? lane.conceder : 3];
    lane.last = 0;
  }
  return true;
}

std::optional<Proximate> CreditWatch::proximate() const {
  const std::uint64_t all = credit_[0] + credit_[1] + credit_[2] + credit_[3];
  if (all == 0) return std::nullopt;
  Proximate result;
  for (std::size_t i = 0; i < credit_.size(); ++i) result.share[i] = share(credit_[i], all);
  return result;
}

}  // namespace detente
