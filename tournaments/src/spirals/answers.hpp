// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <detente/spirals/spirals.hpp>

#include "spirals/lift.hpp"
#include "spirals/price.hpp"
#include "spirals/world.hpp"

namespace detente {

/// What becomes of the spirals of seekers, whoever of the field they meet.
struct SeekersBySpirals {
  std::vector<std::size_t> breakable, hopeless, without_spirals;  ///< entrants
};

/// Sorts the seekers of a world whose escapes are known.
SeekersBySpirals seekers_by_spirals(const SpiralDesign& asked, const Field& field, World& world);

/// Seats of every entrant and what aggressors leave them.
struct Prices {
  std::vector<Price> own, baseline, armed;  ///< by entrant: with it, the baseline and hawk in the seat
};

/// The answers of all entrants of a world, whose escapes, episodes and payoffs are known, with the front.
std::vector<Answer> answers(const SpiralDesign& asked, const Design& design, const Field& field, World& world,
                            const SeekersBySpirals& seekers, const Prices& prices);

/// A percentage point, but for rounding: smaller differences are none.
constexpr double kLeastDifference = 0.01 - 1e-9;

/// Matches have spirals that come about with that chance; of spirals that end with that chance some are ended.
bool has_spirals(double reached);
bool ends_some(double ended);
/// The same of a pair.
bool has_spirals(const Facts& facts);
bool ends_some(const Facts& facts);

/// How well each sampled escape has to be known for a mean over all opponents to be known to a percentage point.
double needed_precision(const SpiralDesign& asked);

/// The mean of values, which does not depend on their order.
double mean_of(std::vector<double> values);

/// What a seat earns among seekers of distinct conduct, per round; 0 without one.
double among_seekers(const SpiralDesign& asked, const Field& field, World& world, std::size_t seat,
                     std::size_t entrant);

}  // namespace detente
