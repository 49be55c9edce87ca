// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <detente/systems/alignments.hpp>
#include <detente/world/side.hpp>

/// Many states at once: a graph whose edges, the fronts, are matches, and what couples them. Sources: Snyder (1984) on
/// the adversary game and the alliance game; every choice of numbers is this project's.
namespace detente {

/// Most states of a system, so that a seat and a purpose fit a word of the counter (see `front_draw`).
inline constexpr std::size_t kMostStates = 5793;
/// Most units of strength that a state can have.
inline constexpr int kMostStrength = 255;

/// What a state can hold from a round on.
struct MeansTurn {
  std::int64_t round;  ///< from 2
  int means;           ///< 1…255
  bool operator==(const MeansTurn&) const = default;
};

/// A state of a system.
struct SystemState {
  std::string name;                         ///< of its own, which no other state has
  std::optional<Alignment> alignment = {};  ///< whom it stands by; absent: nobody but by pledges
  int strength = 1;                         ///< units in round 1; 1…255
  int means = 1;                            ///< units that it can hold in round 1; 1…255, at least its strength
  std::vector<MeansTurn> later_means = {};  ///< ascending by round
  int deterrent = 0;                        ///< units that each of its attackers loses when it is ruined; 0…255
  double institution_cost = 0;              ///< of its memberships, per round
};

/// Two states that can reach each other. Row is the lower number.
struct SystemFront {
  std::size_t row = 0, column = 1;  ///< numbers of states; row < column
  Side row_side, column_side;       ///< who plays, by which payoffs, with which errors; strategies after `briefed`
  std::int64_t crisis = 0;          ///< forced rounds at the top level before round 1
  /// Chance of each side that it sees the other's level as it was, by a common institution: [0] what row sees.
  std::array<double, 2> verify = {};
};

/// A state stands by another, unless its alignment says otherwise.
struct SystemPledge {
  std::size_t by = 0, to = 0;    ///< numbers of states
  Stance kind = Stance::defend;  ///< `defend` or `back`
  bool operator==(const SystemPledge&) const = default;
};

/// How hostility costs strength.
struct War {
  double pace = 0;       ///< chance of a loss a round where force and strength are even; 0: there is no war
  double offence = 0.5;  ///< weight of force against strength, 0…1
  double spoils = 0.5;   ///< chance that what is lost goes to an attacker
  double decisive = 2;   ///< exponent of force and strength, 0…8
  bool operator==(const War&) const = default;
};

/// A system: who can reach whom, and what couples their matches.
struct System {
  Rules rules;                             ///< of all fronts; `crisis` is without meaning here
  int peace_level = 0;                     ///< a level above it is hostile
  std::vector<SystemState> states;         ///< in the order that breaks ties
  std::vector<SystemFront> fronts;         ///< in order of row, then column
  std::vector<SystemPledge> pledges = {};  ///< at most one of a state to another
  bool has_void_pledges = false;           ///< stances of alignments to defend or to back others are void
  double ambiguity = 0;                    ///< chance that a state takes what another does to a third for meant at it
  War war = {};                            ///< how hostility costs strength
  double pace = 0;         ///< chance a round that a stock of arms moves one unit towards what is wanted
  double upkeep = 0;       ///< cost of a unit of strength, per round
  double pledge_cost = 0;  ///< of a pledge that holds, per round
};

/// Throws `Error` for a system that cannot be played, with a sentence that names the state or the front.
void check_system(const System& system);

/// The seat in names of draws of a state against another: 256·(j(j−1)/2 + i) + b for states i < j, b = 0 for i. Adding
/// states renames nothing.
constexpr std::uint32_t front_seat(std::size_t state, std::size_t other) {
  const std::size_t low = state < other ? state : other;
  const std::size_t high = state < other ? other : state;
  return static_cast<std::uint32_t>(256 * (high * (high - 1) / 2 + low) + (state < other ? 0 : 1));
}
/// The seat in names of draws of what befalls a state by itself.
constexpr std::uint32_t state_seat(std::size_t state) {
  return static_cast<std::uint32_t>(256 * state);
}

/// What draws of a system are for, beside those of a match.
enum class SystemPurpose : std::uint32_t { ambiguity = 120, fate = 121, pace = 122, verification = 123 };

/// For each state, itself and its neighbours in ascending order: the places of its alignment's `News`.
std::vector<std::vector<std::size_t>> neighbourhoods(const System& system);

}  // namespace detente
