// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/spirals/spirals.hpp>

namespace detente {

/// The strategies of a library that have automata of two levels, with those whom they are compared before.
class Library {
 public:
  /// Those that play the game of this design. Opponents are the field's, as far as they have few states.
  Library(const SpiralDesign& asked, const Registry& registry);

  /// Who plays most like a member: the share of the rounds of its matches, of the first 50, in which that strategy
  /// would do the same, had it been through the same rounds; mean over opponents. "" where there is nobody.
  std::pair<std::string, double> nearest(const Automaton& member) const;

 private:
  struct Known {
    std::string name;
    Automaton automaton;
  };
  /// −1 where it is less than `least`.
  double likeness(const Automaton& member, const Automaton& known, double least) const;

  Side seat_;
  std::vector<Known> known_;
  std::vector<std::pair<Side, Automaton>> opponents_;
  std::int64_t rounds_;
};

}  // namespace detente
