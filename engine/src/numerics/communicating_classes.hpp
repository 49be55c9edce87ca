// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace detente {

/// A directed graph: the successors of each node, one node's after another's.
struct Graph {
  std::vector<std::uint32_t> first{0};  ///< by node, one more at the end
  std::vector<std::uint32_t> to;

  std::size_t size() const { return first.size() - 1; }
  void end_node() { first.push_back(static_cast<std::uint32_t>(to.size())); }
};

/// Sets of nodes that all reach each other.
struct Classes {
  std::vector<std::vector<std::size_t>> members;  ///< a class before those that it leads to; members in order
  std::vector<bool> is_closed;                    ///< nothing leads out of it
  std::vector<std::uint32_t> class_of;            ///< by node
};

/// Strongly connected components (Tarjan 1972).
Classes communicating_classes(const Graph& graph);

}  // namespace detente
