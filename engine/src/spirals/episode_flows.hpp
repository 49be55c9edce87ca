// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <detente/spirals/episodes.hpp>

namespace detente {

/// What a round adds to its episode, beside itself.
struct Calm {
  double levels = 0;
  std::array<double, 2> cost{};

  void add(const Calm& other, double weight) {
    levels += weight * other.levels;
    for (const std::size_t seat : {0U, 1U}) cost[seat] += weight * other.cost[seat];
  }
  bool is_nothing() const { return levels == 0 && cost[0] == 0 && cost[1] == 0; }
};

/// How often a match is where, told apart by the rounds of peace just seen: 0 … calm − 1 in an episode, `calm` in
/// peace. A match begins in peace; whether it was ever known shows in its first round.
struct Flows {
  std::size_t wide;            ///< calm + 1
  double rounds = 0;           ///< of the match
  std::vector<double> at;      ///< [point · wide + calm rounds]: rounds that begin there
  std::vector<double> before;  ///< [point]: … and are not the last
  /// [d · points + point]: episodes that begin with the round before, and have at least d rounds after it. Those of no
  /// d but 0 where `fading` tells the others.
  std::vector<double> begun;
  std::vector<double> hostile;  ///< [point]: hostile rounds just before, with at least `calm` rounds after them
  /// [point · wide + calm rounds]: what those calm rounds add up to, weighed by how often. Empty where they are
  /// nothing.
  std::vector<Calm> pending = {};
  double fading = 1;  ///< chance of each further round

  /// Those that have at least d rounds after it: by point, and by what to multiply them.
  std::pair<const double*, double> begun_before(std::size_t d) const {
    const std::size_t points = hostile.size();
    if (begun.size() > points) return {&begun[d * points], 1};
    return {begun.data(), std::pow(fading, static_cast<double>(d))};
  }
};

/// What each kind of round adds.
std::vector<Calm> worth(const Chain& chain, const Material& material);

/// Of the match that these rules describe; `begun` for up to `most_after` rounds. Absent when `give_up` said so. Throws
/// `GivenUp`.
std::optional<Flows> flows_of(const Chain& chain, const Rules& rules, const Peace& peace,
                              const std::vector<Calm>& by_kind, std::size_t most_after, const GiveUp& give_up);

}  // namespace detente
