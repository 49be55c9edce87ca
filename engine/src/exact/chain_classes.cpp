// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "exact/chain_classes.hpp"

namespace detente {

Classes communicating_classes(const Chain& chain) {
  Graph graph;
  for (std::size_t point = 0; point < chain.size(); ++point) {
    for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
         b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
      graph.to.push_back(chain.branches[b].target);
    graph.end_node();
  }
  return communicating_classes(graph);
}

}  // namespace detente
