// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/arms.hpp"

#include <algorithm>
#include <bit>

namespace detente::systems {

Arms::Arms(const System& system)
    : system_(system),
      against_(system.states.size()),
      seats_of_(system.states.size()),
      moves_(threshold(system.pace)),
      loss_(system.states.size()),
      gain_(system.states.size()),
      force_(system.states.size()),
      attacks_(2 * system.fronts.size()),
      touched_(system.states.size()) {
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
  const std::uint64_t playing = first_lanes(lanes);
  std::uint64_t any = 0;
  for (std::size_t seat = 0; seat < attacks.size(); ++seat) any |= attacks_[seat] = bits_of(attacks[seat]) & playing;
  if (any == 0) return;
  divide_forces(attacks, holdings);
  std::fill(touched_.begin(), touched_.end(), 0);
  for (std::size_t j = 0; j < touched_.size(); ++j) {
    std::uint64_t attacked = 0;
    for (const Attack& attack : against_[j]) attacked |= attacks_[attack.seat];
    if (attacked == 0) continue;
    const std::array<double, kLanes> pressure = pressure_on(j, attacks);
    const LaneWords& words = fates_[j].at(round, block.repetitions);
    each_bit(attacked, [&](std::size_t lane) { decide_fate(j, lane, pressure[lane], words.at[lane], holdings); });
  }
  strike_back(holdings);
  for (std::size_t j = 0; j < touched_.size(); ++j)
    each_bit(touched_[j], [&](std::size_t lane) {
      std::uint8_t& units = holdings.strength[j].at[lane];
      int strength = units - loss_[j][lane];
      if (strength > 0) strength += gain_[j][lane];
      units = static_cast<std::uint8_t>(std::clamp(strength, 0, kMostStrength));
    });
}

/// Each state's strength is divided equally among those whom it attacks.
void Arms::divide_forces(const std::vector<LaneBytes>& attacks, const Holdings& holdings) {
  for (std::size_t k = 0; k < force_.size(); ++k) {
    std::array<std::uint16_t, kLanes> fronts{};
    std::uint64_t attacking = 0;
    for (const std::size_t seat : seats_of_[k]) {
      attacking |= attacks_[seat];
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        fronts[lane] = static_cast<std::uint16_t>(fronts[lane] + (attacks[seat].at[lane] & 1U));
    }
    if (attacking == 0) continue;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      force_[k][lane] = static_cast<double>(holdings.strength[k].at[lane]) / std::max<int>(fronts[lane], 1);
  }
}

/// The force on a state, in lanes in which it is attacked.
std::array<double, kLanes> Arms::pressure_on(std::size_t state, const std::vector<LaneBytes>& attacks) const {
  std::array<double, kLanes> pressure{};
  for (const Attack& attack : against_[state]) {
    if (attacks_[attack.seat] == 0) continue;
    const LaneBytes& is_attacking = attacks[attack.seat];
    const std::array<double, kLanes>& force = force_[attack.by];
    for (std::size_t lane = 0; lane < kLanes; ++lane) pressure[lane] += is_attacking.at[lane] != 0 ? force[lane] : 0.0;
  }
  return pressure;
}

/// What is lost or gained in a lane for the first time in a round.
void Arms::touch(std::size_t state, std::size_t lane) {
  const std::uint64_t bit = std::uint64_t{1} << lane;
  if ((touched_[state] & bit) != 0) return;
  touched_[state] |= bit;
  loss_[state][lane] = 0;
  gain_[state][lane] = 0;
}

void Arms::decide_fate(std::size_t j, std::size_t lane, double pressure, std::uint32_t word, Holdings& holdings) {
  if (pressure == 0) return;
  const double chance = chance_of_loss(pressure, holdings.strength[j].at[lane]);
  if (word >= threshold(chance)) return;
  touch(j, lane);
  loss_[j][lane] += 1;
  double taken = 0;  // the same word says which attacker takes what is lost
  for (const Attack& attack : against_[j]) {
    if ((attacks_[attack.seat] >> lane & 1U) == 0) continue;
    taken += force_[attack.by][lane] / pressure;
    if (word >= threshold(chance * system_.war.spoils * taken)) continue;
    touch(attack.by, lane);
    gain_[attack.by][lane] += 1;
    --holdings.means[j].at[lane];
    std::uint8_t& means = holdings.means[attack.by].at[lane];
    means = static_cast<std::uint8_t>(std::min(means + 1, kMostStrength));
    break;
  }
}

/// A second strike costs each attacker its share, and starts no other.
void Arms::strike_back(const Holdings& holdings) {
  for (std::size_t j = 0; j < touched_.size(); ++j) {
    const int deterrent = system_.states[j].deterrent;
    if (deterrent == 0) continue;
    each_bit(touched_[j], [&](std::size_t lane) {
      if (loss_[j][lane] == 0 || holdings.strength[j].at[lane] > 1) return;
      for (const Attack& attack : against_[j])
        if ((attacks_[attack.seat] >> lane & 1U) != 0) {
          touch(attack.by, lane);
          loss_[attack.by][lane] += deterrent;
        }
    });
  }
}

/// The same pressures come again and again.
double Arms::chance_of_loss(double pressure, std::uint8_t strength) {
  const std::uint64_t name = (std::bit_cast<std::uint64_t>(pressure) + strength) * 0x9E3779B97F4A7C15;
  Chance& known = chances_[name >> 54U];
  if (known.pressure != pressure || known.strength != strength)
    known = {pressure, strength,
             loss_chance({.war = system_.war.pace, .offence = system_.war.offence, .decisive = system_.war.decisive},
                         pressure, strength)};
  return known.chance;
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
