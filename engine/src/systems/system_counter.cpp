// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_counter.hpp"

#include <algorithm>
#include <numeric>

namespace detente::systems {
namespace {

constexpr int kFull = 255;

void clear(std::vector<SystemTally::Counts>& counts, std::size_t size) {
  counts.resize(size);
  for (SystemTally::Counts& one : counts) one.fill(0);
}

}  // namespace

SystemCounter::SystemCounter(const System& system)
    : system_(system),
      cells_(static_cast<std::size_t>(system.rules.levels * system.rules.levels)),
      conflict_(system.fronts.size()),
      fighting_(system.states.size()),
      called_(2 * system.fronts.size()),
      saw_hostile_(2 * system.fronts.size()) {
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
  LaneBytes peace, war;
  peace.at.fill(kTrue);
  for (LaneBytes& mask : fighting_) mask.at.fill(0);
  for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
    const LaneBytes& row = round.hostile[2 * f];
    const LaneBytes& column = round.hostile[2 * f + 1];
    LaneBytes& conflict = conflict_[f];
    for_lanes([&](std::size_t l) {
      conflict.at[l] = static_cast<std::uint8_t>(row.at[l] & column.at[l]);
      peace.at[l] = static_cast<std::uint8_t>(peace.at[l] & ~(row.at[l] | column.at[l]));
      war.at[l] = static_cast<std::uint8_t>(war.at[l] | conflict.at[l]);
    });
    for (const std::size_t state : {system_.fronts[f].row, system_.fronts[f].column})
      for_lanes([&](std::size_t l) {
        fighting_[state].at[l] = static_cast<std::uint8_t>(fighting_[state].at[l] | conflict.at[l]);
      });
  }
  std::array<std::uint32_t, kLanes> fighting{}, living{};
  for (std::size_t i = 0; i < fighting_.size(); ++i)
    for_lanes([&](std::size_t l) {
      fighting[l] += fighting_[i].at[l] & 1U;
      living[l] += round.holdings.alive[i].at[l] & 1U;
    });
  for (std::size_t i = 0; i < fighting_.size(); ++i)
    for (std::size_t l = 0; l < round.lanes; ++l)
      if (fighting_[i].at[l] != 0 && tally.entry[i][l] == 0)
        tally.entry[i][l] = static_cast<std::uint64_t>(round.round);
  for (std::size_t l = 0; l < round.lanes; ++l) {
    tally.quiet[l] += peace.at[l] & 1U;
    if (war.at[l] == 0) continue;
    ++tally.war[l];
    if (2 * fighting[l] > living[l]) ++tally.general_war[l];
    tally.breadth[l] += largest_war(l);
  }
}

/// States of the largest connected set of fronts in conflict.
std::size_t SystemCounter::largest_war(std::size_t lane) {
  war_of_.resize(system_.states.size());
  std::iota(war_of_.begin(), war_of_.end(), std::size_t{0});
  const auto root = [&](std::size_t state) {
    while (war_of_[state] != state) state = war_of_[state] = war_of_[war_of_[state]];
    return state;
  };
  for (std::size_t f = 0; f < conflict_.size(); ++f)
    if (conflict_[f].at[lane] != 0) {
      const std::size_t a = root(system_.fronts[f].row);
      const std::size_t b = root(system_.fronts[f].column);
      war_of_[std::max(a, b)] = std::min(a, b);
    }
  size_.assign(system_.states.size(), 0);
  std::size_t largest = 0;
  for (std::size_t i = 0; i < war_of_.size(); ++i) largest = std::max(largest, ++size_[root(i)]);
  return largest;
}

void SystemCounter::count_pledges(const CountedRound& round, const std::vector<LaneBytes>& attacks,
                                  const std::vector<LaneBytes>& called, const std::vector<LaneBytes>& seen,
                                  SystemTally& tally) {
  const auto peace = static_cast<std::uint8_t>(system_.peace_level);
  for (std::size_t seat = 0; seat < called.size(); ++seat) {
    if (has_former_) {
      const LaneBytes& live = round.live[seat / 2];
      for (std::size_t l = 0; l < round.lanes; ++l) {
        const unsigned plea = called_[seat].at[l] & live.at[l] & 1U;
        const unsigned honoured = plea & attacks[seat].at[l];
        tally.invoked[seat][l] += plea;
        tally.honoured[seat][l] += honoured;
        tally.entrapped[seat][l] += honoured & ~saw_hostile_[seat].at[l];
      }
    }
    called_[seat] = called[seat];
    for_lanes([&](std::size_t l) { saw_hostile_[seat].at[l] = mask_of(seen[seat].at[l] > peace); });
  }
  has_former_ = true;
}

void SystemCounter::finish(std::size_t stretch, const Holdings& holdings, SystemTally& tally) {
  flush(stretch, tally);
  for (std::size_t i = 0; i < holdings.strength.size(); ++i)
    for_lanes([&](std::size_t l) { tally.strength[i][l] = holdings.strength[i].at[l]; });
}

}  // namespace detente::systems
