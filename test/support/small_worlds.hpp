// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "exact_pair.hpp"
#include "subjects.hpp"

/// Short matches under heavy noise, small enough to be enumerated history by history.
namespace small_worlds {

using namespace detente;
using namespace exact_pair;

struct World {
  std::string game;
  Rules rules;
  Noise noise;
  std::vector<std::string> library;  ///< strategies of the library
  bool has_envoys = false;           ///< an envoy as well
  bool has_climbers = false;         ///< a climber as well
};

inline void PrintTo(const World& world, std::ostream* out) {
  *out << world.game << ", " << world.rules.rounds << " rounds";
}

inline const Noise kBoth{.tremble = {0.1, 0.2}, .misperception = {0.15, 0.05}};
inline const std::string kThreeLevels = "offence-defence:distinguishability=0.6";

/// The world's rules as its game completes them.
inline Rules rules_of(const World& world) {
  const Game game = parse_game(world.game);
  Rules rules = world.rules;
  rules.levels = game.levels;
  rules.signal_cost = game.signal_cost;
  rules.open_cost = game.open_cost;
  return rules;
}

inline std::vector<Side> sides(const World& world) {
  const Rules rules = rules_of(world);
  const Game game = parse_game(world.game);
  const Registry registry = Registry::built_in();
  std::vector<Side> all;
  for (const std::string& name : world.library)
    all.push_back(seated(registry.strategy(name), game, world.noise, rules));
  if (world.has_envoys) all.push_back(seated(subjects::as_strategy<subjects::Envoy>(), game, world.noise, rules));
  if (world.has_climbers) all.push_back(seated(subjects::as_strategy<subjects::Climber>(), game, world.noise, rules));
  return all;
}

}  // namespace small_worlds
