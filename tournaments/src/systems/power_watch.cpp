// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/power_watch.hpp"

namespace detente::systems {

PowerWatch::PowerWatch(const System& system, const Block& block)
    : system_(system),
      block_(block),
      strength_(system.states.size()),
      essential_(kLanes),
      rounds_(system.states.size()) {
  for (SystemTally::Counts& counts : rounds_) counts.fill(0);
  for (std::vector<bool>& essential : essential_) essential.resize(system.states.size());
  since_.fill(1);
}

void PowerWatch::see(const SystemRound& round) {
  std::array<bool, kLanes> has_changed{};
  bool has_any = round.round == 1;
  if (has_any) has_changed.fill(true);
  for (std::size_t i = 0; i < strength_.size(); ++i) {
    if (strength_[i].at == round.strength[i].at) continue;
    has_any = true;
    for (std::size_t l = 0; l < kLanes; ++l)
      has_changed[l] = has_changed[l] || strength_[i].at[l] != round.strength[i].at[l];
    strength_[i] = round.strength[i];
  }
  if (!has_any) return;
  std::vector<std::uint8_t> strengths(strength_.size());
  for (std::size_t l = 0; l < round.lanes; ++l) {
    if (!has_changed[l]) continue;
    count(l, round.round);
    for (std::size_t i = 0; i < strengths.size(); ++i) strengths[i] = strength_[i].at[l];
    essential_[l] = states_.of(strengths);
  }
}

void PowerWatch::see_constant(std::size_t lanes) {
  std::vector<std::uint8_t> strengths;
  for (const SystemState& state : system_.states) strengths.push_back(static_cast<std::uint8_t>(state.strength));
  for (std::size_t l = 0; l < lanes; ++l) essential_[l] = states_.of(strengths);
}

/// Counts the rounds of a lane up to one, which is not among them.
void PowerWatch::count(std::size_t lane, std::int64_t before) {
  const auto lasted = static_cast<std::uint64_t>(before - since_[lane]);
  for (std::size_t i = 0; i < rounds_.size(); ++i)
    if (essential_[lane][i]) rounds_[i][lane] += lasted;
  since_[lane] = before;
}

void PowerWatch::finish() {
  for (std::size_t l = 0; l < block_.lanes; ++l) count(l, block_.lengths[l] + 1);
}

}  // namespace detente::systems
