// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "spirals/world.hpp"

namespace detente {

/// What the worst that can meet a state leaves it in matches of the design, in payoffs before relative gains.
struct Price {
  double value = 0;  ///< its payoff per round
  std::string worst;
  bool is_exact = true;
  std::optional<double> responder_gain, spoiler_gain, held_to;  ///< absent without an automaton
  bool is_playable = false;                                     ///< the best response could be played
};

/// Another state that a victim may meet: its number in a world, and its name.
struct Threat {
  std::size_t state;
  std::string name;
};

/// The score per round of a state with these payoffs where rounds are shared like that, its own level first.
double score(const Payoffs& payoffs, const std::vector<double>& joint);

/// The price of `victim`, whose pairs with all threats are known. `material`: its payoffs before relative gains.
Price price(World& world, std::size_t victim, const Payoffs& material, const std::vector<Threat>& threats);

/// The largest share of aggressors in the world at which a state still earns more than the baseline, whose advantage
/// over it is `among_seekers` and `against_worst`; payoffs within `tie` are equal. Absent where it nowhere does.
std::optional<double> break_even(double among_seekers, double against_worst, double tie);

}  // namespace detente
