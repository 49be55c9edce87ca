// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "numerics/communicating_classes.hpp"

#include <algorithm>
#include <limits>

namespace detente {

Classes communicating_classes(const Graph& graph) {
  constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> met(graph.size(), kNew);  // in which order
  std::vector<std::uint32_t> low(graph.size(), 0);
  std::vector<std::uint32_t> edge(graph.first.begin(), graph.first.end() - 1);  // the next to follow
  std::vector<std::uint32_t> class_of(graph.size(), kNew);
  std::vector<std::uint32_t> path, open;
  std::uint32_t count = 0;
  Classes classes;
  for (std::uint32_t root = 0; root < graph.size() || !path.empty();) {
    if (path.empty()) {
      if (met[root] == kNew) {
        met[root] = low[root] = count++;
        path.push_back(root);
        open.push_back(root);
      }
      ++root;
      continue;
    }
    const std::uint32_t node = path.back();
    if (edge[node] < graph.first[node + 1]) {
      const std::uint32_t to = graph.to[edge[node]++];
      if (met[to] == kNew) {
        met[to] = low[to] = count++;
        path.push_back(to);
        open.push_back(to);
      } else if (class_of[to] == kNew) {
        low[node] = std::min(low[node], met[to]);
      }
      continue;
    }
    path.pop_back();
    if (!path.empty()) low[path.back()] = std::min(low[path.back()], low[node]);
    if (low[node] != met[node]) continue;
    std::vector<std::size_t> members;
    std::uint32_t member = kNew;
    do {
      member = open.back();
      open.pop_back();
      class_of[member] = static_cast<std::uint32_t>(classes.members.size());
      members.push_back(member);
    } while (member != node);
    std::sort(members.begin(), members.end());
    classes.members.push_back(std::move(members));
  }
  for (std::uint32_t c = 0; c < classes.members.size(); ++c)
    classes.is_closed.push_back(
        std::all_of(classes.members[c].begin(), classes.members[c].end(), [&](std::size_t member) {
          return std::all_of(graph.to.begin() + graph.first[member], graph.to.begin() + graph.first[member + 1],
                             [&](std::uint32_t to) { return class_of[to] == c; });
        }));
  std::reverse(classes.members.begin(), classes.members.end());
  std::reverse(classes.is_closed.begin(), classes.is_closed.end());
  for (std::uint32_t& number : class_of) number = static_cast<std::uint32_t>(classes.members.size()) - 1 - number;
  classes.class_of = std::move(class_of);
  return classes;
}

}  // namespace detente
