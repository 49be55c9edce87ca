// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/arms.hpp"

#include <algorithm>

namespace detente::systems {

Arms::Arms(const System& system)
    : system_(system),
      against_(system.states.size()),
      seats_of_(system.states.size()),
      moves_(threshold(system.pace)),
      loss_(system.states.size()),
      gain_(system.states.size()),
      force_(system.states.size()) {
  for (std::size_t f = 0; f < system.fronts.size(); ++f) {
    const SystemFront& front = system.fronts[f];
    against_[front.column].push_back({2 * f, front.row});
    against_[front.row].push_back({2 * f + 1, front.column});
    seats_of_[front.row].push_back(2 * f);
    seats_of_[front.column].push_back(2 * f + 1);
  }
  for (auto& attackers : against_)
    std::sort(attackers.begin(), attackers.end(), [](const Attack& a, const Attack& b) { return a.by < b.by; });
  for (std::size_t i = 0; i < system.states.size(); ++i) {
    const auto stream = [&](SystemPurpose purpose) {
      return LaneStream(system.rules.seed, state_seat(i), static_cast<std::uint32_t>(purpose));
    };
    fates_.push_back(stream(SystemPurpose::fate));
    paces_.push_back(stream(SystemPurpose::pace));
  }
}

void Arms::begin() {
  for (LaneStream& words : fates_) words.begin();
  for (LaneStream& words : paces_) words.begin();
}

void Arms::turn_means(std::int64_t round, Holdings& holdings, std::size_t lanes) const {
  for (std::size_t i = 0; i < system_.states.size(); ++i) {
    int before = system_.states[i].means;
    for (const MeansTurn& turn : system_.states[i].later_means) {
      const int change = turn.means - before;
      before = turn.means;
      if (turn.round != round) continue;
      for (std::size_t l = 0; l < lanes; ++l) {
        std::uint8_t& means = holdings.means[i].at[l];
        means = static_cast<std::uint8_t>(std::clamp(means + change, 1, kMostStrength));
      }
    }
  }
}

void Arms::fight(const Block& block, std::int64_t round, std::size_t lanes, const std::vector<LaneBytes>& attacks,
                 Holdings& holdings) {
  if (system_.war.pace <= 0) return;
  LaneBytes any;
  for (const LaneBytes& mask : attacks)
    for_lanes([&](std::size_t l) { any.at[l] = static_cast<std::uint8_t>(any.at[l] | mask.at[l]); });
  for (std::size_t l = 0; l < lanes; ++l)
    if (any.at[l] != 0) fight_in(l, block, round, attacks, holdings);
}

void Arms::fight_in(std::size_t lane, const Block& block, std::int64_t round, const std::vector<LaneBytes>& attacks,
                    Holdings& holdings) {
  const War& war = system_.war;
  const std::size_t count = system_.states.size();
  for (std::size_t k = 0; k < count; ++k) {
    int fronts = 0;
    for (const std::size_t seat : seats_of_[k]) fronts += attacks[seat].at[lane] & 1;
    force_[k] = fronts == 0 ? 0 : static_cast<double>(holdings.strength[k].at[lane]) / fronts;
  }
  std::fill(loss_.begin(), loss_.end(), 0);
  std::fill(gain_.begin(), gain_.end(), 0);
  for (std::size_t j = 0; j < count; ++j) {
    double pressure = 0;
    for (const Attack& attack : against_[j])
      if (attacks[attack.seat].at[lane] != 0) pressure += force_[attack.by];
    if (pressure == 0) continue;
    const double chance = loss_chance({.war = war.pace, .offence = war.offence, .decisive = war.decisive}, pressure,
                                      holdings.strength[j].at[lane]);
    const std::uint32_t word = fates_[j].at(round, block.repetitions).at[lane];
    if (word >= threshold(chance)) continue;
    loss_[j] = 1;
    double taken = 0;  // the same word says which attacker takes what is lost
    for (const Attack& attack : against_[j]) {
      if (attacks[attack.seat].at[lane] == 0) continue;
      taken += force_[attack.by] / pressure;
      if (word >= threshold(chance * war.spoils * taken)) continue;
      ++gain_[attack.by];
      --holdings.means[j].at[lane];
      std::uint8_t& means = holdings.means[attack.by].at[lane];
      means = static_cast<std::uint8_t>(std::min(means + 1, kMostStrength));
      break;
    }
  }
  // A second strike costs each attacker its share, and starts no other.
  for (std::size_t j = 0; j < count; ++j) {
    const int deterrent = system_.states[j].deterrent;
    if (loss_[j] == 0 || holdings.strength[j].at[lane] > 1 || deterrent == 0) continue;
    for (const Attack& attack : against_[j])
      if (attacks[attack.seat].at[lane] != 0) loss_[attack.by] += deterrent;
  }
  for (std::size_t j = 0; j < count; ++j) {
    int strength = holdings.strength[j].at[lane] - loss_[j];
    if (strength > 0) strength += gain_[j];
    holdings.strength[j].at[lane] = static_cast<std::uint8_t>(std::clamp(strength, 0, kMostStrength));
  }
}

void Arms::rearm(const Block& block, std::int64_t round, std::size_t lanes, const Diplomacy& diplomacy,
                 Holdings& holdings) {
  if (moves_ == 0) return;
  for (std::size_t i = 0; i < system_.states.size(); ++i) {
    happens(paces_[i].at(round, block.repetitions), moves_, moving_);
    for (std::size_t l = 0; l < lanes; ++l) {
      std::uint8_t& strength = holdings.strength[i].at[l];
      if (moving_.at[l] == 0 || strength == 0) continue;
      const int means = std::max<int>(holdings.means[i].at[l], 1);
      const int wanted = std::clamp(diplomacy.wanted_arms(i, l, means), 1, means);
      if (strength < wanted)
        ++strength;
      else if (strength > wanted)
        --strength;
    }
  }
}

}  // namespace detente::systems
