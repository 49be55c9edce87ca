// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/populations/graph.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <unordered_map>

#include <detente/error.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

// Where something stands, to begin a sentence about it: "" or "file:line: ".
using EdgePlace = std::function<std::string(std::size_t edge)>;

void check_edge(const std::vector<std::string>& names, const GraphEdge& edge, const std::string& place) {
  if (edge.a >= names.size() || edge.b >= names.size())
    throw Error(place + "an edge joins nodes " + std::to_string(edge.a) + " and " + std::to_string(edge.b) +
                "; they must be below " + std::to_string(names.size()));
  if (edge.a == edge.b)
    throw Error(place + "the edge joins '" + names[edge.a] + "' to itself; an edge must join two nodes");
  if (!(edge.weight > 0) || !std::isfinite(edge.weight))
    throw Error(place + "the weight of edge '" + names[edge.a] + "' to '" + names[edge.b] + "' is " +
                shortest(edge.weight) + "; it must be a finite number above 0");
}

// The first node that cannot be reached from node 0.
std::optional<std::size_t> unreachable_node(const PopulationGraph& graph) {
  std::vector<bool> is_reached(graph.size());
  std::vector<std::size_t> open{0};
  is_reached[0] = true;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const GraphNeighbour& next : graph.neighbours[node]) {
      if (is_reached[next.node]) continue;
      is_reached[next.node] = true;
      open.push_back(next.node);
    }
  }
  const auto first = std::find(is_reached.begin(), is_reached.end(), false);
  if (first == is_reached.end()) return {};
  return static_cast<std::size_t>(first - is_reached.begin());
}

PopulationGraph graph_of_edges(const std::vector<std::string>& names, const std::vector<GraphEdge>& edges,
                               const std::string& whole, const EdgePlace& place) {
  if (names.size() < 2) throw Error(whole + "a graph needs at least 2 nodes, not " + std::to_string(names.size()));
  if (names.size() > kMostNodes)
    throw Error(whole + "a graph has " + std::to_string(names.size()) + " nodes; it may have at most 1,000,000");
  if (edges.size() > kMostEdges)
    throw Error(whole + "a graph has " + std::to_string(edges.size()) + " edges; it may have at most 5,000,000");
  PopulationGraph graph{names, std::vector<std::vector<GraphNeighbour>>(names.size()), {}, false};
  for (std::size_t i = 0; i < edges.size(); ++i) {
    check_edge(names, edges[i], place(i));
    graph.neighbours[edges[i].a].push_back({edges[i].b, edges[i].weight});
    graph.neighbours[edges[i].b].push_back({edges[i].a, edges[i].weight});
  }
  bool is_double = false;
  for (std::vector<GraphNeighbour>& of_node : graph.neighbours) {
    std::sort(of_node.begin(), of_node.end(),
              [](const GraphNeighbour& x, const GraphNeighbour& y) { return x.node < y.node; });
    const auto is_same = [](const GraphNeighbour& x, const GraphNeighbour& y) { return x.node == y.node; };
    is_double = is_double || std::adjacent_find(of_node.begin(), of_node.end(), is_same) != of_node.end();
  }
  if (is_double) {
    // Which line is to blame is looked for only now.
    std::vector<std::vector<std::size_t>> seen(names.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const auto [low, high] = std::minmax(edges[i].a, edges[i].b);
      if (std::find(seen[low].begin(), seen[low].end(), high) != seen[low].end())
        throw Error(place(i) + "the edge of '" + names[edges[i].a] + "' and '" + names[edges[i].b] +
                    "' is given twice; each edge must be given once");
      seen[low].push_back(high);
    }
  }
  if (const auto lost = unreachable_node(graph))
    throw Error(whole + "the graph is not connected: node '" + names[*lost] + "' cannot be reached from '" + names[0] +
                "'");
  return graph;
}

}  // namespace

PopulationGraph make_graph(const std::vector<std::string>& names, const std::vector<GraphEdge>& edges) {
  return graph_of_edges(names, edges, "", [](std::size_t) { return std::string(); });
}

PopulationGraph parse_graph(std::string_view text, const std::string& name) {
  std::vector<std::string> names;
  std::vector<GraphEdge> edges;
  std::vector<std::size_t> lines;
  std::unordered_map<std::string, std::size_t> nodes;
  const auto node_of = [&](const std::string& word) {
    const auto [at, is_new] = nodes.emplace(word, names.size());
    if (is_new) names.push_back(word);
    return at->second;
  };
  const auto at_line = [&](std::size_t line) { return name + ", line " + std::to_string(line) + ": "; };
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    const std::string_view whole = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    std::string_view rest = trimmed(whole.substr(0, whole.find('#')));
    std::vector<std::string> words;
    while (!rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\v\f"));
      words.emplace_back(word);
      rest = trimmed(rest.substr(word.size()));
    }
    if (words.empty()) continue;
    if (words.size() < 2 || words.size() > 3)
      throw Error(at_line(line) + "an edge is two names of nodes and, optionally, a weight, not " +
                  std::to_string(words.size()) + (words.size() == 1 ? " word" : " words"));
    GraphEdge edge;
    if (words.size() == 3) {
      const auto weight = read_number(words[2]);
      if (!weight)
        throw Error(at_line(line) + "the weight '" + shortened(words[2], 40) + "' must be a finite number above 0");
      edge.weight = *weight;
    }
    edge.a = node_of(words[0]);
    edge.b = node_of(words[1]);
    check_edge(names, edge, at_line(line));
    edges.push_back(edge);
    lines.push_back(line);
    if (names.size() > kMostNodes) throw Error(at_line(line) + "this is node 1,000,001; a graph has at most 1,000,000");
    if (edges.size() > kMostEdges) throw Error(at_line(line) + "this is edge 5,000,001; a graph has at most 5,000,000");
  }
  return graph_of_edges(names, edges, name + ": ", [&](std::size_t edge) { return at_line(lines[edge]); });
}

std::vector<double> degrees(const PopulationGraph& graph) {
  std::vector<double> result(graph.size());
  for (std::size_t node = 0; node < graph.size(); ++node)
    for (const GraphNeighbour& next : graph.neighbours[node]) result[node] += next.weight;
  return result;
}

bool has_equal_weights(const PopulationGraph& graph) {
  const double first = graph.neighbours[0][0].weight;
  for (const std::vector<GraphNeighbour>& of_node : graph.neighbours)
    for (const GraphNeighbour& next : of_node)
      if (next.weight != first) return false;
  return true;
}

bool is_complete(const PopulationGraph& graph) {
  const auto knows_all = [&](const std::vector<GraphNeighbour>& of_node) { return of_node.size() + 1 == graph.size(); };
  return std::all_of(graph.neighbours.begin(), graph.neighbours.end(), knows_all) && has_equal_weights(graph);
}

bool is_ring(const PopulationGraph& graph) {
  const auto has_two = [](const std::vector<GraphNeighbour>& of_node) { return of_node.size() == 2; };
  return std::all_of(graph.neighbours.begin(), graph.neighbours.end(), has_two) && has_equal_weights(graph);
}

bool is_star(const PopulationGraph& graph) {
  std::size_t leaves = 0;
  std::size_t hubs = 0;
  for (const std::vector<GraphNeighbour>& of_node : graph.neighbours) {
    if (of_node.size() == 1) ++leaves;
    if (of_node.size() + 1 == graph.size()) ++hubs;
  }
  return graph.size() >= 3 && hubs == 1 && leaves + 1 == graph.size() && has_equal_weights(graph);
}

}  // namespace detente
