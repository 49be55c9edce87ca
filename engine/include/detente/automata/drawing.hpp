// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <detente/automata/automaton.hpp>

namespace detente {

/// An automaton as people see it: states by what they play, edges by what was done and seen.
struct Drawing {
  /// A state of the drawing.
  struct Node {
    std::string label;  ///< "C", "C 33%", "0 25%, 2 75%"; further lines for what it says and whether it is open
    double hostility;   ///< mean level over the top one, 0…1
  };
  /// A step between states.
  struct Edge {
    std::size_t from, to;  ///< states
    std::string label;     ///< "other D", "own C, other D"; empty where every round leads there
    bool is_slip;          ///< only where the hand slipped
  };
  std::vector<Node> nodes;  ///< 0 is the first state
  std::vector<Edge> edges;  ///< by the state that they leave; those of slips after the others
};

/// What there is to draw of an automaton.
Drawing drawing(const Automaton& automaton);

/// The drawing in Graphviz' language; edges of slips are dashed.
std::string dot(const Automaton& automaton, std::string_view name);

}  // namespace detente
