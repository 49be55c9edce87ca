// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/wars.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "systems/lane_counters.hpp"
#include "systems/lane_masks.hpp"

namespace detente::systems {
namespace {

constexpr std::size_t kMostSweeps = 40;  // through all fronts and lanes at once, before lanes are taken one by one

}  // namespace

Wars::Wars(const System& system)
    : reached_(system.states.size()),
      left_(system.states.size()),
      of_lane_((system.fronts.size() + 63) / 64),
      war_of_(system.states.size()),
      size_(system.states.size()) {
  for (const SystemFront& front : system.fronts)
    fronts_.push_back({static_cast<std::uint32_t>(front.row), static_cast<std::uint32_t>(front.column)});
}

const std::array<std::uint32_t, kLanes>& Wars::largest(const std::vector<std::uint64_t>& conflict,
                                                       const std::vector<std::uint64_t>& fighting,
                                                       const std::array<std::uint32_t, kLanes>& counts,
                                                       std::uint64_t lanes) {
  largest_.fill(0);
  fighting_ = counts;
  left_ = fighting;
  // Where most states fight there is one great war, which all lanes look for together; small wars are joined up.
  std::uint64_t crowded = 0;
  each_bit(lanes, [&](std::size_t lane) {
    if (4 * std::size_t{counts[lane]} > 3 * left_.size()) crowded |= std::uint64_t{1} << lane;
  });
  std::uint64_t rest = lanes & ~crowded;
  sweeps_ = 0;
  while (crowded != 0 && sweeps_ < kMostSweeps) crowded = flood(conflict, crowded);
  rest |= crowded;
  if (rest != 0) join(conflict, rest);
  return largest_;
}

/// Finds one war more in each lane. Those lanes are left in which the others could be larger.
std::uint64_t Wars::flood(const std::vector<std::uint64_t>& conflict, std::uint64_t lanes) {
  std::uint64_t seeking = lanes;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    reached_[i] = left_[i] & seeking;
    seeking &= ~left_[i];
  }
  while (spread(conflict))
    if (sweeps_ >= kMostSweeps) return lanes;
  LaneSum sum;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    sum.add(reached_[i]);
    left_[i] &= ~reached_[i];
  }
  const std::array<std::uint32_t, kLanes> size = sum.counts();
  each_bit(lanes, [&](std::size_t lane) {
    largest_[lane] = std::max(largest_[lane], size[lane]);
    fighting_[lane] -= size[lane];
    if (largest_[lane] >= fighting_[lane]) lanes &= ~(std::uint64_t{1} << lane);
  });
  return lanes;
}

/// Takes what is reached along the fronts, there and back; whether that reached anybody.
bool Wars::spread(const std::vector<std::uint64_t>& conflict) {
  std::uint64_t changed = 0;
  const auto take = [&](std::size_t f) {
    std::uint64_t& row = reached_[fronts_[f].row];
    std::uint64_t& column = reached_[fronts_[f].column];
    const std::uint64_t differ = (row ^ column) & conflict[f];
    row |= differ;
    column |= differ;
    changed |= differ;
  };
  ++sweeps_;
  for (std::size_t f = 0; f < fronts_.size(); ++f) take(f);
  if (std::exchange(changed, 0) == 0) return false;
  ++sweeps_;
  for (std::size_t f = fronts_.size(); f-- > 0;) take(f);
  return changed != 0;
}

/// Joins the states of each lane, front by front.
void Wars::join(const std::vector<std::uint64_t>& conflict, std::uint64_t lanes) {
  for (std::size_t part = 0; part < of_lane_.size(); ++part) {
    SystemTally::Counts& words = of_lane_[part];
    const std::size_t first = 64 * part;
    const std::size_t count = std::min<std::size_t>(64, conflict.size() - first);
    std::copy_n(conflict.begin() + static_cast<std::ptrdiff_t>(first), count, words.begin());
    std::fill(words.begin() + static_cast<std::ptrdiff_t>(count), words.end(), 0);
    transpose(words);
  }
  each_bit(lanes, [&](std::size_t lane) { join_in(lane); });
}

void Wars::join_in(std::size_t lane) {
  std::iota(war_of_.begin(), war_of_.end(), 0U);
  std::fill(size_.begin(), size_.end(), 1U);
  const auto root = [&](std::uint32_t state) {
    while (war_of_[state] != state) state = war_of_[state] = war_of_[war_of_[state]];
    return state;
  };
  std::uint32_t most = 0;
  for (std::size_t part = 0; part < of_lane_.size(); ++part)
    each_bit(of_lane_[part][lane], [&](std::size_t bit) {
      const Ends& front = fronts_[64 * part + bit];
      const std::uint32_t a = root(front.row);
      const std::uint32_t b = root(front.column);
      if (a == b) return;
      war_of_[std::max(a, b)] = std::min(a, b);
      most = std::max(most, size_[std::min(a, b)] += size_[std::max(a, b)]);
    });
  largest_[lane] = most;
}

}  // namespace detente::systems
