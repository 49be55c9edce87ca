// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_features.hpp"

#include <algorithm>
#include <numeric>

namespace detente::systems {
namespace {

/// By state: lived, alone, arms, pledged, essential.
constexpr std::size_t kOfState = 5;
/// quiet, war, general war, breadth, deserted, HHI, top share.
constexpr std::size_t kOfAll = 7;

}  // namespace

Features::Features(const System& system, const Ties& ties)
    : system_(system),
      ties_(ties),
      cells_(static_cast<std::size_t>(system.rules.levels * system.rules.levels)),
      states_(system.fronts.size() * cells_),
      width_(states_ + kOfState * system.states.size() + kOfAll) {}

Features::Row& Features::begin(const Point& point, const std::vector<std::uint8_t>& stances) {
  Row& row = rows_.emplace_back(width_);
  double total = 0, squares = 0, most = 0;
  for (std::size_t i = 0; i < system_.states.size(); ++i) {
    const double strength = point.strength[i];
    row[states_ + kOfState * i] = strength > 0 ? 1 : 0;
    row[states_ + kOfState * i + 2] = strength;
    total += strength;
    squares += strength * strength;
    most = std::max(most, strength);
    for (const std::size_t tie : ties_.of_state[i])
      if (stands_by(stances[tie]) && strength > 0 && point.strength[ties_.all[tie].to] > 0)
        row[states_ + kOfState * i + 3] += 1;
  }
  for (const SystemFront& front : system_.fronts) {
    if ((point.strength[front.row] > 0) == (point.strength[front.column] > 0)) continue;
    row[states_ + kOfState * (point.strength[front.row] > 0 ? front.row : front.column) + 1] += 1;
  }
  const std::vector<bool>& essential = essential_.of(point.strength);
  for (std::size_t i = 0; i < essential.size(); ++i)
    if (essential[i]) row[states_ + kOfState * i + 4] = 1;
  if (total > 0) {
    row[width_ - 2] = squares / (total * total);
    row[width_ - 1] = most / total;
  } else {
    row[width_ - 3] = 1;
  }
  return row;
}

void Features::add(Row& row, const Point& point, const std::vector<const Act*>& acts, double chance) const {
  const auto levels = static_cast<std::size_t>(system_.rules.levels);
  bool is_quiet = true;
  std::vector<bool> is_fighting(system_.states.size());
  for (std::size_t f = 0; f < system_.fronts.size(); ++f) {
    const SystemFront& front = system_.fronts[f];
    if (point.strength[front.row] == 0 || point.strength[front.column] == 0) continue;
    const Level mine = acts[2 * f]->done;
    const Level theirs = acts[2 * f + 1]->done;
    row[f * cells_ + mine * levels + theirs] += chance;
    const bool is_row = mine > system_.peace_level;
    const bool is_column = theirs > system_.peace_level;
    is_quiet = is_quiet && !is_row && !is_column;
    if (is_row && is_column) is_fighting[front.row] = is_fighting[front.column] = true;
  }
  double* const all = &row[width_ - kOfAll];
  if (is_quiet) all[0] += chance;
  const auto fighting = std::count(is_fighting.begin(), is_fighting.end(), true);
  if (fighting == 0) return;
  const auto living = std::count_if(point.strength.begin(), point.strength.end(), [](int units) { return units > 0; });
  all[1] += chance;
  if (2 * fighting > living) all[2] += chance;
  all[3] += chance * static_cast<double>(largest_war(acts));
}

std::size_t Features::largest_war(const std::vector<const Act*>& acts) const {
  std::vector<std::size_t> war(system_.states.size());
  std::iota(war.begin(), war.end(), std::size_t{0});
  const auto root = [&](std::size_t state) {
    while (war[state] != state) state = war[state];
    return state;
  };
  for (std::size_t f = 0; f < system_.fronts.size(); ++f)
    if (std::min(acts[2 * f]->done, acts[2 * f + 1]->done) > system_.peace_level) {
      const std::size_t a = root(system_.fronts[f].row);
      const std::size_t b = root(system_.fronts[f].column);
      war[std::max(a, b)] = std::min(a, b);
    }
  std::vector<std::size_t> size(war.size());
  std::size_t largest = 0;
  for (std::size_t i = 0; i < war.size(); ++i) largest = std::max(largest, ++size[root(i)]);
  return largest;
}

SystemExpectation Features::expected(const std::vector<double>& rounds) const {
  Row sums(width_);
  for (std::size_t z = 0; z < rounds.size(); ++z) {
    if (rounds[z] == 0) continue;
    for (std::size_t i = 0; i < width_; ++i) sums[i] += rounds[z] * rows_[z][i];
  }
  SystemExpectation expected;
  for (std::size_t f = 0; f < system_.fronts.size(); ++f)
    expected.joint.emplace_back(&sums[f * cells_], &sums[f * cells_] + cells_);
  for (std::size_t i = 0; i < system_.states.size(); ++i) {
    const double* const state = &sums[states_ + kOfState * i];
    expected.lived.push_back(state[0]);
    expected.alone.push_back(state[1]);
    expected.arms.push_back(state[2]);
    expected.pledged.push_back(state[3]);
    expected.essential.push_back(state[4]);
  }
  const double* const all = &sums[width_ - kOfAll];
  expected.quiet = all[0];
  expected.war = all[1];
  expected.general_war = all[2];
  expected.breadth = all[3];
  expected.deserted = all[4];
  expected.hhi = all[5];
  expected.top_share = all[6];
  return expected;
}

}  // namespace detente::systems
