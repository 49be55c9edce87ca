// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "play/certainty.hpp"

#include <algorithm>

#include <detente/exact/chain.hpp>

namespace detente {
namespace {

constexpr std::size_t kMostMemories = 512;  // that are walked to find out

/// From each point one kind of round, and one point after it.
bool has_one_course(const Chain& chain) {
  return chain.outcomes.size() == chain.size() + 1 && chain.branches.size() <= chain.size();
}

/// All rounds pay alike.
bool has_one_reward(const Chain& chain) {
  return std::all_of(chain.kinds.begin(), chain.kinds.end(),
                     [&](const Chain::Kind& kind) { return kind.reward == chain.kinds.front().reward; });
}

}  // namespace

bool errs(const Side& side) {
  const auto is_noisy = [](const Errors& tremble, const Errors& misperception) {
    return tremble != Errors{} || misperception != Errors{};
  };
  return is_noisy(side.tremble, side.misperception) ||
         std::any_of(side.later.begin(), side.later.end(),
                     [&](const Stretch& stretch) { return is_noisy(stretch.tremble, stretch.misperception); });
}

bool throws_dice(const Side& side) {
  return side.strategy.traits().throws_dice || side.strategy.traits().memory_throws_dice;
}

bool is_certain(const Design& design, const Meeting& meeting) {
  const Rules& rules = design.rules;
  const Side& row = design.entrants[meeting.row].side;
  const Side& column = design.entrants[meeting.column].side;
  const bool is_quiet = !errs(row) && !errs(column) && rules.signal_noise == 0;
  if (is_quiet && !rules.continuation && !throws_dice(row) && !throws_dice(column)) return true;
  if (!rules.turns.empty()) return false;
  try {
    const auto chain = join(rules, {row}, {column}, kMostMemories);
    return chain && ((!rules.continuation && has_one_course(*chain)) || has_one_reward(*chain));
  } catch (const StrategyFailure&) {  // in a round that the sample did not come to
    return false;
  }
}

}  // namespace detente
