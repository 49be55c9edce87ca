// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <detente/match.hpp>

namespace detente {

/// A world to try a strategy in.
struct LawWorld {
  std::string game = "prisoners-dilemma";
  Rules rules = {.rounds = 60, .seed = 11};
  double tremble = 0.05;
  double misperception = 0.08;
};

/// Worlds that use every part of a match.
const std::vector<LawWorld>& worlds();

/// The strategy seated in a world. One that refuses a world (as zd-extortion may) has no match there.
std::optional<Side> side(const Strategy& strategy, const LawWorld& world);

/// Laws on what a strategy remembers: empty where it obeys, else a sentence with the evidence.
std::string asking_is_not_an_event(const Strategy& strategy);
std::string memory_is_in_order(const Strategy& strategy);
std::string is_its_automaton(const Strategy& strategy);

}  // namespace detente
