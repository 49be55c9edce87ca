// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_counter.hpp"

#include <algorithm>

namespace detente::systems {
namespace {

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
      live_(system.war.pace > 0 ? system.fronts.size() : 0),
      alone_(2 * live_.size()),
      hostile_rounds_(hostile_.size()),
      conflict_rounds_(conflict_.size()),
      live_rounds_(live_.size()),
      alone_rounds_(alone_.size()),
      lived_(system.war.pace > 0 ? system.states.size() : 0),
      wars_(system),
      pleas_(pledging_seats(system)),
      honours_(pleas_),
      traps_(pleas_),
      called_(pleas_),
      saw_hostile_(pleas_),
      invoked_(pleas_.size()),
      honoured_(pleas_.size()),
      entrapped_(pleas_.size()) {}

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
  rounds_in_.fill(0);
  has_former_ = false;
  wars_.begin();
  for (LaneCounters* const counters : {&hostile_rounds_, &conflict_rounds_, &live_rounds_, &alone_rounds_, &lived_,
                                       &invoked_, &honoured_, &entrapped_})
    counters->clear();
}

void SystemCounter::count(const CountedRound& round, SystemTally& tally) {
  playing_ = first_lanes(round.lanes);
  for (std::size_t l = 0; l < round.lanes; ++l) ++rounds_in_[l];
  for (std::size_t seat = 0; seat < hostile_.size(); ++seat) hostile_[seat] = bits_of(round.hostile[seat]);
  for (std::size_t i = 0; i < alive_.size(); ++i) alive_[i] = bits_of(round.holdings.alive[i]);
  for (std::size_t f = 0; f < conflict_.size(); ++f) conflict_[f] = hostile_[2 * f] & hostile_[2 * f + 1] & playing_;
  count_fronts(round, tally);
  count_states(round, tally);
  count_wars(round, tally);
}

void SystemCounter::count_fronts(const CountedRound& round, SystemTally& tally) {
  if (system_.rules.levels == 2) {
    hostile_rounds_.add(hostile_.data(), playing_);
    conflict_rounds_.add(conflict_.data(), playing_);
    return;
  }
  const auto levels = static_cast<std::size_t>(tally.levels);
  for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
    const LaneBytes& row = round.done[2 * f];
    const LaneBytes& column = round.done[2 * f + 1];
    SystemTally::Counts* const joint = &tally.joint[(f * tally.stretches + round.stretch) * cells_];
    for (std::size_t l = 0; l < round.lanes; ++l)
      if (round.live[f].at[l] != 0) ++joint[row.at[l] * levels + column.at[l]][l];
  }
}

void SystemCounter::flush(std::size_t stretch, SystemTally& tally) {
  if (system_.rules.levels == 2) {
    const std::vector<SystemTally::Counts>& hostile = hostile_rounds_.sums();
    const std::vector<SystemTally::Counts>& conflicts = conflict_rounds_.sums();
    for (std::size_t f = 0; f < conflict_.size(); ++f) {
      // Of two levels, counts of both, of each and of all rounds tell those of cells.
      SystemTally::Counts* const joint = &tally.joint[(f * tally.stretches + stretch) * 4];
      const SystemTally::Counts& row = hostile[2 * f];
      const SystemTally::Counts& column = hostile[2 * f + 1];
      const SystemTally::Counts& both = conflicts[f];
      const SystemTally::Counts& live = has_war() ? live_rounds_.sums()[f] : rounds_in_;
      for (std::size_t l = 0; l < kLanes; ++l) {
        joint[0][l] = live[l] + both[l] - row[l] - column[l];
        joint[1][l] = column[l] - both[l];
        joint[2][l] = row[l] - both[l];
        joint[3][l] = both[l];
      }
    }
  }
  for (LaneCounters* const counters : {&hostile_rounds_, &conflict_rounds_, &live_rounds_}) counters->clear();
  rounds_in_.fill(0);
}

void SystemCounter::count_states(const CountedRound& round, SystemTally& tally) {
  const Holdings& holdings = round.holdings;
  std::array<std::uint32_t, kLanes> total{}, squares{};
  LaneBytes most;
  for (std::size_t i = 0; i < system_.states.size(); ++i) {
    const LaneBytes& strength = holdings.strength[i];
    SystemTally::Counts& arms = tally.arms[i];
    for (std::size_t l = 0; l < kLanes; ++l) {
      const std::uint16_t units = strength.at[l];
      total[l] += units;
      squares[l] += static_cast<std::uint16_t>(units * units);
    }
    combine(most, strength, [](unsigned a, unsigned b) { return std::max(a, b); });
    for (std::size_t l = 0; l < round.lanes; ++l) arms[l] += strength.at[l];
  }
  for (std::size_t l = 0; l < round.lanes; ++l) {
    if (total[l] == 0) continue;
    const double all = total[l];
    tally.hhi[l] += static_cast<double>(squares[l]) / (all * all);
    tally.top_share[l] += static_cast<double>(most.at[l]) / all;
  }
  if (!has_war()) return;  // nobody is ever ruined
  lived_.add(alive_.data(), playing_);
  for (std::size_t f = 0; f < conflict_.size(); ++f) {
    const SystemFront& front = system_.fronts[f];
    live_[f] = alive_[front.row] & alive_[front.column];
    alone_[2 * f] = alive_[front.row] & ~alive_[front.column];
    alone_[2 * f + 1] = alive_[front.column] & ~alive_[front.row];
  }
  live_rounds_.add(live_.data(), playing_);
  alone_rounds_.add(alone_.data(), playing_);
}

void SystemCounter::count_wars(const CountedRound& round, SystemTally& tally) {
  std::uint64_t any = 0;
  for (const std::uint64_t hostile : hostile_) any |= hostile;
  each_bit(playing_ & ~any, [&](std::size_t lane) { ++tally.quiet[lane]; });
  wars_.count(round.round, conflict_, has_war() ? &alive_ : nullptr, tally);
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
    invoked_.add(pleas_.data(), playing_);
    honoured_.add(honours_.data(), playing_);
    entrapped_.add(traps_.data(), playing_);
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
  for (std::size_t i = 0; i < holdings.strength.size(); ++i) {
    for_lanes([&](std::size_t l) { tally.strength[i][l] = holdings.strength[i].at[l]; });
    for (std::size_t l = 0; !has_war() && l < tally.block.lanes; ++l)
      tally.lived[i][l] = static_cast<std::uint64_t>(tally.block.lengths[l]);
  }
  if (!has_war()) return;
  tally.lived = lived_.sums();
  for (std::size_t seat = 0; seat < alone_.size(); ++seat) {
    const SystemFront& front = system_.fronts[seat / 2];
    SystemTally::Counts& alone = tally.alone[seat % 2 == 0 ? front.row : front.column];
    const SystemTally::Counts& rounds = alone_rounds_.sums()[seat];
    for_lanes([&](std::size_t l) { alone[l] += rounds[l]; });
  }
}

}  // namespace detente::systems
