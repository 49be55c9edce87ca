// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_samples.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "systems/system_blocks.hpp"

namespace detente::systems {
namespace {

constexpr double kNormal = 1.959963984540054;  // 97.5% of the standard normal

const Side& side_of(const System& system, std::size_t seat) {
  const SystemFront& front = system.fronts[seat / 2];
  return seat % 2 == 0 ? front.row_side : front.column_side;
}

}  // namespace

double cell_payoff(const Side& side, std::size_t stretch, Level own, Level other) {
  return stretch == 0 ? side.payoffs.at(own, other) : side.later[stretch - 1].payoffs.at(own, other);
}

double reward_of(const Side& side) {
  return side.payoffs.reward();
}

double least_of(const Side& side) {
  const auto size = static_cast<std::ptrdiff_t>(side.payoffs.levels) * side.payoffs.levels;
  return *std::min_element(side.payoffs.value.begin(), side.payoffs.value.begin() + size);
}

SystemSamples::SystemSamples(const SystemDesign& design)
    : design_(&design),
      cells_(static_cast<std::size_t>(design.system.rules.levels * design.system.rules.levels)),
      seats_(design.members.size()) {
  for (std::size_t f = 0; f < design.system.fronts.size(); ++f) {
    seats_[design.system.fronts[f].row].push_back(2 * f);
    seats_[design.system.fronts[f].column].push_back(2 * f + 1);
  }
  sums_.resize(of_all(kOfAll));
}

void SystemSamples::put(std::size_t measure, double value, double other) {
  MeasureSums& sums = sums_[measure];
  sums.sum += value;
  sums.squares += value * value;
  sums.with_other += value * other;
}

void SystemSamples::add(const SystemTally& tally, const FrontWatch& fronts, const PowerWatch& powers) {
  const System& system = design_->system;
  const auto levels = static_cast<std::size_t>(tally.levels);
  // By repetition, whatever lane it was in.
  std::vector<std::size_t> lanes(tally.block.lanes);
  for (std::size_t l = 0; l < lanes.size(); ++l) lanes[l] = l;
  std::sort(lanes.begin(), lanes.end(),
            [&](std::size_t a, std::size_t b) { return tally.block.repetitions[a] < tally.block.repetitions[b]; });
  for (const std::size_t l : lanes) {
    const auto length = static_cast<double>(tally.block.lengths[l]);
    count_ += 1;
    length_ += length;
    length_squares_ += length * length;
    double peace = 0, live = 0, survivors = 0;
    for (std::size_t f = 0; f < system.fronts.size(); ++f) {
      double both = 0;  // live
      for (std::size_t cell = 0; cell < cells_; ++cell) {
        double rounds = 0;
        for (std::size_t stretch = 0; stretch < tally.stretches; ++stretch)
          rounds += static_cast<double>(tally.joint[(f * tally.stretches + stretch) * cells_ + cell][l]);
        put(of_front(f, cell), rounds, length);
        both += rounds;
        if (static_cast<int>(std::max(cell / levels, cell % levels)) <= system.peace_level) peace += rounds;
      }
      live += both;
      const EpisodeCounter::InMatch& match = fronts.in_match(f, l);
      put(of_front(f, kRuptures), static_cast<double>(match.ruptures), both);
      put(of_front(f, kEpisodes), static_cast<double>(match.rounds), both);
      put(of_front(f, kSpirals), static_cast<double>(match.spirals), both);
      put(of_front(f, kLockIns), static_cast<double>(match.lock_ins), both);
      put(of_front(f, kFrontLive), both, length);
    }
    for (std::size_t i = 0; i < system.states.size(); ++i) {
      add_state(i, tally, l, length);
      survivors += tally.strength[i][l] > 0 ? 1 : 0;
    }
    const auto whole = [](std::uint64_t count) { return static_cast<double>(count); };
    put(of_all(kAllPeace), peace, live);
    put(of_all(kAllLive), live, length);
    add_powers(tally, powers, l, length);
    put(of_all(kWar), whole(tally.war[l]), length);
    put(of_all(kGeneral), whole(tally.general_war[l]), length);
    put(of_all(kGeneralEver), tally.general_war[l] > 0 ? 1 : 0, length);
    put(of_all(kBreadth), whole(tally.breadth[l]), length);
    put(of_all(kHhi), tally.hhi[l], length);
    put(of_all(kTop), tally.top_share[l], length);
    put(of_all(kSurvivors), survivors, length);
  }
}

/// Rounds in which all are ruined, who is essential, and how strength is divided in the end.
void SystemSamples::add_powers(const SystemTally& tally, const PowerWatch& powers, std::size_t l, double length) {
  const std::size_t states = design_->system.states.size();
  std::uint64_t longest = 0;  // life
  std::vector<std::uint8_t> last(states);
  for (std::size_t i = 0; i < states; ++i) {
    longest = std::max(longest, tally.lived[i][l]);
    last[i] = static_cast<std::uint8_t>(tally.strength[i][l]);
    put(of_state(i, kEssential), static_cast<double>(powers.rounds(i, l)), length);
  }
  const double deserted = length - static_cast<double>(longest);
  put(of_all(kDeserted), deserted, length);
  put(of_all(kQuiet), static_cast<double>(tally.quiet[l]), length);
  const std::vector<bool>& essential = essential_.of(last);
  for (std::size_t i = 0; i < states; ++i) put(of_state(i, kEssentialEnd), essential[i] ? 1 : 0, length);
  const auto found = concentration({last.begin(), last.end()});
  put(of_all(kEndHhi), found ? found->hhi : 0, length);
  put(of_all(kEndTop), found ? found->top : 0, length);
  put(of_all(kEndDeserted), found ? 0 : 1, length);
}

void SystemSamples::add_state(std::size_t i, const SystemTally& tally, std::size_t l, double length) {
  const System& system = design_->system;
  const auto levels = static_cast<std::size_t>(tally.levels);
  const auto whole = [](std::uint64_t count) { return static_cast<double>(count); };
  const double lived = whole(tally.lived[i][l]);
  const auto degree = static_cast<double>(seats_[i].size());
  double paid = 0, reward = 0, least = 0, peace = 0, live = 0, hostile = 0;
  double invoked = 0, honoured = 0, entrapped = 0;
  for (const std::size_t seat : seats_[i]) {
    const Side& side = side_of(system, seat);
    reward += reward_of(side);
    least = seat == seats_[i].front() ? least_of(side) : std::min(least, least_of(side));
    for (std::size_t stretch = 0; stretch < tally.stretches; ++stretch)
      for (std::size_t row = 0; row < levels; ++row)
        for (std::size_t column = 0; column < levels; ++column) {
          const std::size_t cell = (seat / 2 * tally.stretches + stretch) * cells_ + row * levels + column;
          const double rounds = whole(tally.joint[cell][l]);
          const auto own = static_cast<Level>(seat % 2 == 0 ? row : column);
          const auto other = static_cast<Level>(seat % 2 == 0 ? column : row);
          paid += rounds * (reward_of(side) - cell_payoff(side, stretch, own, other));
          live += rounds;
          if (std::max(own, other) <= system.peace_level) peace += rounds;
          if (own > system.peace_level) hostile += rounds;
        }
    paid += whole(tally.signals[seat][l]) * system.rules.signal_cost +
            whole(tally.opened[seat][l]) * system.rules.open_cost;
    invoked += whole(tally.invoked[seat][l]);
    honoured += whole(tally.honoured[seat][l]);
    entrapped += whole(tally.entrapped[seat][l]);
  }
  const double mean_reward = degree == 0 ? 0 : reward / degree;
  const double hostility = degree == 0 ? 0 : paid / degree;
  const double arms = system.upkeep * whole(tally.arms[i][l]);
  const double pledges = system.pledge_cost * whole(tally.pledged[i][l]) + system.states[i].institution_cost * lived;
  const double ruin = (mean_reward - least) * (length - lived);
  put(of_state(i, kScore), mean_reward * length - hostility - arms - pledges - ruin, length);
  put(of_state(i, kHostility), hostility, length);
  put(of_state(i, kArms), arms, length);
  put(of_state(i, kPledges), pledges, length);
  put(of_state(i, kRuinCost), ruin, length);
  put(of_state(i, kRuined), tally.strength[i][l] == 0 ? 1 : 0, length);
  put(of_state(i, kLived), lived, length);
  put(of_state(i, kStrength), whole(tally.strength[i][l]), length);
  put(of_state(i, kPeace), peace, live);
  put(of_state(i, kLive), live, length);
  put(of_state(i, kEntered), tally.entry[i][l] > 0 ? 1 : 0, length);
  put(of_state(i, kEntry), whole(tally.entry[i][l]), length);
  put(of_state(i, kInvoked), invoked, length);
  put(of_state(i, kHonoured), honoured, invoked);
  put(of_state(i, kEntrapped), entrapped, honoured);
  put(of_state(i, kHostile), hostile, length);
}

SystemSamples::Repetition SystemSamples::repetition(const SystemTally& tally, std::size_t lane, std::size_t state) {
  const auto levels = static_cast<std::size_t>(tally.levels);
  std::array<double, 2> peace{}, live{};  // of others, of its own
  for (std::size_t f = 0; f < design_->system.fronts.size(); ++f) {
    const SystemFront& front = design_->system.fronts[f];
    const std::size_t whose = front.row == state || front.column == state ? 1 : 0;
    for (std::size_t cell = 0; cell < cells_; ++cell)
      for (std::size_t stretch = 0; stretch < tally.stretches; ++stretch) {
        const auto rounds = static_cast<double>(tally.joint[(f * tally.stretches + stretch) * cells_ + cell][lane]);
        live[whose] += rounds;
        if (static_cast<int>(std::max(cell / levels, cell % levels)) <= design_->system.peace_level)
          peace[whose] += rounds;
      }
  }
  for (MeasureSums& sums : sums_) sums = {};
  const auto length = static_cast<double>(tally.block.lengths[lane]);
  add_state(state, tally, lane, length);
  return {.peace_own = live[1] > 0 ? peace[1] / live[1] : 1,
          .peace_others = live[0] > 0 ? peace[0] / live[0] : 1,
          .score = sums_[of_state(state, kScore)].sum / length,
          .is_ruined = tally.strength[state][lane] == 0};
}

Estimate estimate(const std::vector<double>& samples) {
  double sum = 0;
  for (const double sample : samples) sum += sample;
  const auto count = static_cast<double>(samples.size());
  const double mean = sum / count;
  if (samples.size() < 2) return {mean, std::nullopt};
  double squares = 0;
  for (const double sample : samples) squares += (sample - mean) * (sample - mean);
  return {mean, kNormal * std::sqrt(squares / (count - 1) / count)};
}

void SystemSamples::merge(const SystemSamples& later) {
  for (std::size_t m = 0; m < sums_.size(); ++m) {
    sums_[m].sum += later.sums_[m].sum;
    sums_[m].squares += later.sums_[m].squares;
    sums_[m].with_other += later.sums_[m].with_other;
  }
  count_ += later.count_;
  length_ += later.length_;
  length_squares_ += later.length_squares_;
}

Estimate SystemSamples::each(std::size_t measure) const {
  const MeasureSums& sums = sums_[measure];
  const double mean = sums.sum / count_;
  if (count_ < 2) return {mean, std::nullopt};
  const double variance = std::max(0.0, sums.squares - count_ * mean * mean) / (count_ - 1);
  return {mean, kNormal * std::sqrt(variance / count_)};
}

/// A ratio of totals, whose error is that of what repetitions deviate from it.
Estimate SystemSamples::per_round(std::size_t measure) const {
  const MeasureSums& sums = sums_[measure];
  const double rate = sums.sum / length_;
  if (count_ < 2) return {rate, std::nullopt};
  const double deviations = sums.squares - 2 * rate * sums.with_other + rate * rate * length_squares_;
  const double mean_length = length_ / count_;
  return {rate, kNormal * std::sqrt(std::max(0.0, deviations) / (count_ - 1) / count_) / mean_length};
}

std::optional<Estimate> SystemSamples::share_of(std::size_t measure, std::size_t live) const {
  const MeasureSums& of = sums_[measure];
  const MeasureSums& to = sums_[live];
  if (to.sum == 0) return std::nullopt;
  const double rate = of.sum / to.sum;
  if (count_ < 2) return Estimate{rate, std::nullopt};
  const double deviations = of.squares - 2 * rate * of.with_other + rate * rate * to.squares;
  return Estimate{rate, kNormal * std::sqrt(std::max(0.0, deviations) / (count_ - 1) / count_) / (to.sum / count_)};
}

std::optional<double> SystemSamples::ratio(std::size_t measure, std::size_t to) const {
  if (sums_[to].sum == 0) return std::nullopt;
  return sums_[measure].sum / sums_[to].sum;
}

FrontResult SystemSamples::front(std::size_t f, const FrontSums& sums) const {
  FrontResult front;
  std::vector<std::uint64_t> joint;
  const double live = sums_[of_front(f, kFrontLive)].sum;
  front.live = live / count_;
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    const double rounds = sums_[of_front(f, cell)].sum;
    front.joint.push_back(live > 0 ? rounds / live : 0);
    joint.push_back(static_cast<std::uint64_t>(rounds));
  }
  FrontSpirals& spirals = front.spirals.emplace(sums.spirals(f, joint, static_cast<std::int64_t>(count_)));
  const auto error = [&](OfFront measure) {
    const auto share = share_of(of_front(f, measure), of_front(f, kFrontLive));
    return share ? share->error : std::nullopt;
  };
  spirals.rupture_rate_error = error(kRuptures);
  spirals.hostile_share_error = error(kEpisodes);
  spirals.spiral_share_error = error(kSpirals);
  spirals.lock_in_share_error = error(kLockIns);
  return front;
}

SystemResults SystemSamples::results(const FrontSums& fronts) const {
  const System& system = design_->system;
  SystemResults results;
  results.repetitions = static_cast<std::int64_t>(count_);
  for (std::size_t i = 0; i < system.states.size(); ++i) {
    StateResult state;
    if (!seats_[i].empty()) state.score = per_round(of_state(i, kScore));
    state.cost = {.hostility = per_round(of_state(i, kHostility)).value,
                  .arms = per_round(of_state(i, kArms)).value,
                  .pledges = per_round(of_state(i, kPledges)).value,
                  .ruin = per_round(of_state(i, kRuinCost)).value};
    state.ruin = each(of_state(i, kRuined));
    state.rounds = mean(of_state(i, kLived));
    state.strength = mean(of_state(i, kStrength));
    state.peace = share_of(of_state(i, kPeace), of_state(i, kLive));
    const Estimate entry = each(of_state(i, kEntered));
    state.entry = entry.value;
    state.entry_error = entry.error;
    state.honours = share_of(of_state(i, kHonoured), of_state(i, kInvoked));
    state.entraps = share_of(of_state(i, kEntrapped), of_state(i, kHonoured));
    state.entry_round = ratio(of_state(i, kEntry), of_state(i, kEntered));
    state.invoked = mean(of_state(i, kInvoked));
    state.honoured = mean(of_state(i, kHonoured));
    state.entrapped = mean(of_state(i, kEntrapped));
    state.hostile = mean(of_state(i, kHostile));
    state.essential = per_round(of_state(i, kEssential)).value;
    state.essential_end = mean(of_state(i, kEssentialEnd));
    results.states.push_back(state);
  }
  for (std::size_t f = 0; f < system.fronts.size(); ++f) results.fronts.push_back(front(f, fronts));
  results.peace = share_of(of_all(kAllPeace), of_all(kAllLive)).value_or(Estimate{1, std::nullopt});
  results.quiet = per_round(of_all(kQuiet));
  results.war = per_round(of_all(kWar));
  results.general_war = per_round(of_all(kGeneral));
  results.general_war_ever = each(of_all(kGeneralEver));
  results.breadth = ratio(of_all(kBreadth), of_all(kWar));
  const double inhabited = length_ - sums_[of_all(kDeserted)].sum;  // rounds, at least the first
  results.hhi = sums_[of_all(kHhi)].sum / inhabited;
  results.top_share = sums_[of_all(kTop)].sum / inhabited;
  if (const double left = count_ - sums_[of_all(kEndDeserted)].sum; left > 0) {
    results.end_hhi = sums_[of_all(kEndHhi)].sum / left;
    results.end_top_share = sums_[of_all(kEndTop)].sum / left;
  }
  results.survivors = each(of_all(kSurvivors));
  return results;
}

}  // namespace detente::systems
