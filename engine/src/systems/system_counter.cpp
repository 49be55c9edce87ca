// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_counter.hpp"

#include <algorithm>

namespace detente::systems {
namespace {

constexpr int kFull = 255;

void clear(std::vector<SystemTally::Counts>& counts, std::size_t size) {
  counts.resize(size);
  for (SystemTally::Counts& one : counts) one.fill(0);
}

/// Seats of which pleas are counted: all, where anybody may stand by another.
std::size_t pledging_seats(const System& system) {
  const bool has_alignment = std::any_of(system.states.begin(), system.states.end(),
                                         [](const SystemState& state) { return state.alignment.has_value(); });
  return has_alignment || !system.pledges.empty() ? 2 * system.fronts.size() : 0;
}

}  // namespace

SystemCounter::SystemCounter(const System& system)
    : system_(system),
      cells_(static_cast<std::size_t>(system.rules.levels * system.rules.levels)),
      hostile_(2 * system.fronts.size()),
      conflict_(system.fronts.size()),
      alive_(system.states.size()),
      wars_(system),
      pleas_(pledging_seats(system)),
      honours_(pleas_),
      traps_(pleas_),
      called_(pleas_),
      saw_hostile_(pleas_),
      invoked_(pleas_.size()),
      honoured_(pleas_.size()),
      entrapped_(pleas_.size()) {
  if (system.rules.levels == 2) joint_.resize(4 * system.fronts.size());
}

void clear_tally(const System& system, const Block& block, SystemTally& tally) {
  const std::size_t fronts = system.fronts.size();
  const std::size_t states = system.states.size();
  tally.block = block;
  tally.stretches = system.rules.turns.size() + 1;
  tally.levels = system.rules.levels;
  clear(tally.joint, fronts * tally.stretches * static_cast<std::size_t>(tally.levels * tally.levels));
  for (auto* const by_seat : {&tally.signals, &tally.opened, &tally.invoked, &tally.honoured, &tally.entrapped})
    clear(*by_seat, 2 * fronts);
  for (auto* const by_state : {&tally.lived, &tally.alone, &tally.arms, &tally.pledged, &tally.entry, &tally.strength})
    clear(*by_state, states);
  for (auto* const counts : {&tally.quiet, &tally.war, &tally.general_war, &tally.breadth}) counts->fill(0);
  tally.hhi.fill(0);
  tally.top_share.fill(0);
}

void SystemCounter::begin(const Block& block, SystemTally& tally) {
  clear_tally(system_, block, tally);
  for (LaneBytes& bytes : joint_) bytes.at.fill(0);
  kept_ = 0;
  lanes_playing_ = 0;
  has_former_ = false;
  wars_.begin();
  for (LaneCounters* const counters : {&invoked_, &honoured_, &entrapped_}) counters->clear();
}

void SystemCounter::count(const CountedRound& round, SystemTally& tally) {
  if (lanes_playing_ != round.lanes) {
    lanes_playing_ = round.lanes;
    for_lanes([&](std::size_t l) { playing_.at[l] = mask_of(l < round.lanes); });
  }
  count_fronts(round, tally);
  count_states(round, tally);
  count_wars(round, tally);
}

void SystemCounter::count_fronts(const CountedRound& round, SystemTally& tally) {
  const auto levels = static_cast<std::size_t>(tally.levels);
  for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
    const LaneBytes& row = round.done[2 * f];
    const LaneBytes& column = round.done[2 * f + 1];
    const LaneBytes& live = round.live[f];
    if (levels == 2) {
      for (std::uint8_t cell = 0; cell < 4; ++cell) {
        LaneBytes& counted = joint_[4 * f + cell];
        for_lanes([&](std::size_t l) {
          const auto here = static_cast<std::uint8_t>(row.at[l] * 2 + column.at[l]);
          const auto one = static_cast<std::uint8_t>(live.at[l] & playing_.at[l] & mask_of(here == cell) & 1);
          counted.at[l] = static_cast<std::uint8_t>(counted.at[l] + one);
        });
      }
      continue;
    }
    SystemTally::Counts* const joint = &tally.joint[(f * tally.stretches + round.stretch) * cells_];
    for (std::size_t l = 0; l < round.lanes; ++l)
      if (live.at[l] != 0) ++joint[row.at[l] * levels + column.at[l]][l];
  }
  if (levels == 2 && ++kept_ == kFull) flush(round.stretch, tally);
}

void SystemCounter::flush(std::size_t stretch, SystemTally& tally) {
  for (std::size_t i = 0; i < joint_.size(); ++i) {
    SystemTally::Counts& counts = tally.joint[(i / 4 * tally.stretches + stretch) * 4 + i % 4];
    for_lanes([&](std::size_t l) { counts[l] += joint_[i].at[l]; });
    joint_[i].at.fill(0);
  }
  kept_ = 0;
}

void SystemCounter::count_states(const CountedRound& round, SystemTally& tally) {
  const Holdings& holdings = round.holdings;
  std::array<std::uint32_t, kLanes> total{}, squares{}, most{};
  for (std::size_t i = 0; i < system_.states.size(); ++i) {
    const LaneBytes& strength = holdings.strength[i];
    SystemTally::Counts& lived = tally.lived[i];
    SystemTally::Counts& arms = tally.arms[i];
    for (std::size_t l = 0; l < round.lanes; ++l) {
      const std::uint32_t units = strength.at[l];
      lived[l] += holdings.alive[i].at[l] & 1U;
      arms[l] += units;
      total[l] += units;
      squares[l] += units * units;
      most[l] = std::max(most[l], units);
    }
  }
  for (std::size_t l = 0; l < round.lanes; ++l) {
    if (total[l] == 0) continue;
    const double all = total[l];
    tally.hhi[l] += static_cast<double>(squares[l]) / (all * all);
    tally.top_share[l] += static_cast<double>(most[l]) / all;
  }
  if (system_.war.pace <= 0) return;  // nobody is ever ruined
  for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
    const SystemFront& front = system_.fronts[f];
    for (const std::size_t state : {front.row, front.column})
      for (std::size_t l = 0; l < round.lanes; ++l)
        tally.alone[state][l] += holdings.alive[state].at[l] & ~round.live[f].at[l] & 1U;
  }
}

void SystemCounter::count_wars(const CountedRound& round, SystemTally& tally) {
  const std::uint64_t playing = first_lanes(round.lanes);
  std::uint64_t any = 0;
  for (std::size_t seat = 0; seat < hostile_.size(); ++seat) any |= hostile_[seat] = bits_of(round.hostile[seat]);
  for (std::size_t f = 0; f < conflict_.size(); ++f) conflict_[f] = hostile_[2 * f] & hostile_[2 * f + 1] & playing;
  each_bit(playing & ~any, [&](std::size_t lane) { ++tally.quiet[lane]; });
  if (system_.war.pace > 0)
    for (std::size_t i = 0; i < alive_.size(); ++i) alive_[i] = bits_of(round.holdings.alive[i]);
  wars_.count(round.round, conflict_, system_.war.pace > 0 ? &alive_ : nullptr, tally);
}

void SystemCounter::count_pledges(const CountedRound& round, const std::vector<LaneBytes>& attacks,
                                  const std::vector<LaneBytes>& called, const std::vector<LaneBytes>& seen) {
  const auto peace = static_cast<std::uint8_t>(system_.peace_level);
  for (std::size_t seat = 0; seat < called.size(); ++seat) {
    pleas_[seat] = called_[seat] & bits_of(round.live[seat / 2]);
    honours_[seat] = pleas_[seat] & (system_.rules.levels == 2 ? hostile_[seat] : bits_of(attacks[seat]));
    traps_[seat] = honours_[seat] & ~saw_hostile_[seat];
    LaneBytes saw;
    mark_above(seen[seat], peace, saw);
    called_[seat] = bits_of(called[seat]);
    saw_hostile_[seat] = bits_of(saw);
  }
  if (has_former_) {
    const std::uint64_t playing = first_lanes(round.lanes);
    invoked_.add(pleas_.data(), playing);
    honoured_.add(honours_.data(), playing);
    entrapped_.add(traps_.data(), playing);
  }
  has_former_ = true;
}

void SystemCounter::finish(std::size_t stretch, const Holdings& holdings, SystemTally& tally) {
  flush(stretch, tally);
  if (has_former_) {
    tally.invoked = invoked_.sums();
    tally.honoured = honoured_.sums();
    tally.entrapped = entrapped_.sums();
  }
  for (std::size_t i = 0; i < holdings.strength.size(); ++i)
    for_lanes([&](std::size_t l) { tally.strength[i][l] = holdings.strength[i].at[l]; });
}

}  // namespace detente::systems
