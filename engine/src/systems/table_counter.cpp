// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/table_counter.hpp"

#include <algorithm>

#include "systems/lane_masks.hpp"
#include "systems/system_counter.hpp"

namespace detente::systems {

TableCounter::TableCounter(const TablePlan& plan, const Block& block, SystemTally& tally)
    : plan_(plan),
      tally_(tally),
      hostile_(plan.slots()),
      conflicts_(plan.system.fronts.size()),
      opened_(plan.opens ? plan.slots() : 0),
      said_(plan.speaks ? plan.slots() : 0),
      invoked_(plan.pleading.size()),
      honoured_(plan.pleading.size()),
      trapped_(plan.pleading.size()),
      conflict_(plan.system.fronts.size()),
      plea_(plan.pleading.size()),
      honour_(plan.pleading.size()),
      trap_(plan.pleading.size()),
      called_(plan.pleading.size()),
      saw_hostile_(plan.pleading.size()),
      wars_(plan.system) {
  clear_tally(plan.system, block, tally);
  wars_.begin();
  std::uint32_t all = 0, squares = 0, most = 0;
  for (const SystemState& state : plan.system.states) {
    const auto units = static_cast<std::uint32_t>(state.strength);
    all += units;
    squares += units * units;
    most = std::max(most, units);
  }
  hhi_ = static_cast<double>(squares) / (static_cast<double>(all) * static_cast<double>(all));
  top_share_ = static_cast<double>(most) / static_cast<double>(all);
}

void TableCounter::count(const Round& round) {
  const std::uint64_t playing = first_lanes(round.lanes);
  hostile_.add(round.done.data(), playing);
  if (plan_.opens) opened_.add(round.open.data(), playing);
  if (plan_.speaks) said_.add(round.said.data(), playing);
  count_wars(round, playing);
  if (!plan_.pleading.empty()) count_pledges(round, playing);
  for (std::size_t l = 0; l < round.lanes; ++l) {
    ++rounds_in_[l];
    tally_.hhi[l] += hhi_;
    tally_.top_share[l] += top_share_;
  }
}

void TableCounter::count_wars(const Round& round, std::uint64_t playing) {
  std::uint64_t hostile = 0;
  for (std::size_t f = 0; f < conflict_.size(); ++f) {
    const std::uint64_t row = round.done[plan_.slot_of[2 * f]];
    const std::uint64_t column = round.done[plan_.slot_of[2 * f + 1]];
    conflict_[f] = row & column & playing;
    hostile |= row | column;
  }
  conflicts_.add(conflict_.data(), playing);
  each_bit(playing & ~hostile, [&](std::size_t lane) { ++tally_.quiet[lane]; });
  wars_.count(round.round, conflict_, nullptr, tally_);
}

void TableCounter::count_pledges(const Round& round, std::uint64_t playing) {
  for (std::size_t i = 0; i < plan_.pleading.size(); ++i) {
    const std::size_t slot = plan_.pleading[i].slot;
    plea_[i] = called_[i];
    honour_[i] = plea_[i] & round.done[slot];
    trap_[i] = honour_[i] & ~saw_hostile_[i];
    called_[i] = round.called[i];
    saw_hostile_[i] = round.seen[slot];
  }
  if (has_former_) {
    invoked_.add(plea_.data(), playing);
    honoured_.add(honour_.data(), playing);
    trapped_.add(trap_.data(), playing);
  }
  has_former_ = true;
}

void TableCounter::flush(std::size_t stretch) {
  const std::vector<SystemTally::Counts>& hostile = hostile_.sums();
  const std::vector<SystemTally::Counts>& conflicts = conflicts_.sums();
  for (std::size_t f = 0; f < conflict_.size(); ++f) {
    SystemTally::Counts* const joint = &tally_.joint[(f * tally_.stretches + stretch) * 4];
    const SystemTally::Counts& row = hostile[plan_.slot_of[2 * f]];
    const SystemTally::Counts& column = hostile[plan_.slot_of[2 * f + 1]];
    const SystemTally::Counts& both = conflicts[f];
    for (std::size_t l = 0; l < kLanes; ++l) {
      joint[0][l] = rounds_in_[l] + both[l] - row[l] - column[l];
      joint[1][l] = column[l] - both[l];
      joint[2][l] = row[l] - both[l];
      joint[3][l] = both[l];
    }
  }
  hostile_.clear();
  conflicts_.clear();
  rounds_in_.fill(0);
}

void TableCounter::finish(std::size_t stretch) {
  flush(stretch);
  const System& system = plan_.system;
  for (std::size_t i = 0; i < system.states.size(); ++i) {
    const auto units = static_cast<std::uint64_t>(system.states[i].strength);
    tally_.strength[i].fill(units);
    for (std::size_t l = 0; l < tally_.block.lanes; ++l) {
      const auto rounds = static_cast<std::uint64_t>(tally_.block.lengths[l]);
      tally_.lived[i][l] = rounds;
      tally_.arms[i][l] = rounds * units;
      tally_.pledged[i][l] = rounds * plan_.pledges_of[i];
    }
  }
  for (std::size_t seat = 0; seat < plan_.slot_of.size(); ++seat) {
    const SystemFront& front = system.fronts[seat / 2];
    const bool is_counted = front.row_side.strategy.traits().listens || front.column_side.strategy.traits().listens ||
                            system.rules.signal_cost != 0;
    if (plan_.opens) tally_.opened[seat] = opened_.sums()[plan_.slot_of[seat]];
    if (plan_.speaks && is_counted) tally_.signals[seat] = said_.sums()[plan_.slot_of[seat]];
  }
  for (std::size_t i = 0; i < plan_.pleading.size(); ++i) {
    const std::size_t seat = plan_.seat_in[plan_.pleading[i].slot];
    tally_.invoked[seat] = invoked_.sums()[i];
    tally_.honoured[seat] = honoured_.sums()[i];
    tally_.entrapped[seat] = trapped_.sums()[i];
  }
}

}  // namespace detente::systems
