// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "spirals/price.hpp"
#include "spirals/world.hpp"

namespace detente {

/// The seats of a field under one weather, by number in its world.
struct Field {
  std::vector<std::size_t> entrants;
  std::vector<std::size_t> baselines;  ///< the baseline in each entrant's seat: with its payoffs and its errors
  std::vector<std::size_t> armed;      ///< always hostile in each entrant's seat, likewise
  std::vector<Threat> aggressors;
};

/// Admits everybody whom a spiral design names, as they sit in this design, to its world.
Field admit(const SpiralDesign& asked, const Design& design, World& world);
/// The matches that were played of these entrants need not be played again.
void tell_results(const Field& field, const Results& results, World& world);
/// Pairs of seekers, with each entrant and with the baseline in its seat.
void need_seekers(const SpiralDesign& asked, const Field& field, World& world, const Asked& questions);
/// Pairs of everybody with aggressors.
void need_aggressors(const Field& field, World& world);

/// The seekers that an entrant meets, one of each conduct.
std::vector<std::size_t> opponents(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant);

/// Breaking power of one entrant under one weather.
struct Lift {
  std::optional<double> mean, error, worst, escape, median_rounds;
  std::string worst_opponent;
  std::size_t opponents = 0, ahead = 0, behind = 0;
  bool is_exact = true;
};

/// Of an entrant, from what is known.
Lift lift_of(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant);
/// How much likelier durable peace is after a crisis, over its lengths and opponents; absent where there are none.
std::optional<double> crisis_lift(const SpiralDesign& asked, const Field& field, World& world, std::size_t entrant);

}  // namespace detente
