// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who is whose neighbour: undirected graphs with weights.
namespace detente {

/// An edge of a graph, in either order of its nodes.
struct GraphEdge {
  std::size_t a = 0;  ///< one node, from 0
  std::size_t b = 0;  ///< the other
  double weight = 1;  ///< a finite number above 0
};

/// A neighbour of a node.
struct GraphNeighbour {
  std::size_t node = 0;  ///< from 0
  double weight = 1;     ///< of the edge between them
};

/// The rows and columns of a graph that is a torus: node row · columns + column lies in that row and column.
struct TorusShape {
  std::size_t rows = 0;     ///< at least 3
  std::size_t columns = 0;  ///< at least 3
};

/// A connected undirected graph with weights, without loops and double edges.
struct PopulationGraph {
  std::vector<std::string> names;                       ///< of the nodes
  std::vector<std::vector<GraphNeighbour>> neighbours;  ///< by node, in ascending order of nodes
  std::optional<TorusShape> torus;                      ///< present if it was described as a torus
  /// Whether it is known that all nodes look alike (the graph is vertex-transitive), as in complete graphs, rings and
  /// tori that were described as such.
  bool is_transitive = false;

  /// How many nodes there are.
  std::size_t size() const { return neighbours.size(); }
};

/// The most nodes of a graph.
inline constexpr std::size_t kMostNodes = 1'000'000;
/// The most edges of a graph.
inline constexpr std::size_t kMostEdges = 5'000'000;

/// The graph of such nodes and edges. Throws `Error` for fewer than 2 or more than `kMostNodes` nodes, more than
/// `kMostEdges` edges, a loop, an edge given twice, a weight that is not a finite number above 0, and a graph that is
/// not connected (the sentence names a node that cannot be reached from the first).
PopulationGraph make_graph(const std::vector<std::string>& names, const std::vector<GraphEdge>& edges);

/// The graph of a description, with weights of 1 and nodes named 1, 2, 3 …:
/// `complete:N`, all are neighbours; `ring:N[,K]`, each has K / 2 neighbours on either side, K = 2 unless given;
/// `torus:RxC[,4|8]`, R rows and C columns whose ends meet, 4 neighbours unless given; `star:N`, node 1 is everybody's
/// only neighbour. Throws `Error` for anything else and for sizes at which neighbours would coincide.
PopulationGraph describe_graph(std::string_view description);

/// The words with which descriptions of graphs begin.
std::vector<std::string> graph_words();

/// The graph of a text of edges: one on each line, as two names of nodes and, optionally, a weight, separated by
/// blanks; `#` begins a comment, and empty lines are skipped. Nodes are in the order of their first mention. `name` is
/// that of the file, for errors. Throws `Error`, with file and line, as `make_graph` does and for a wrong number of
/// words.
PopulationGraph parse_graph(std::string_view text, const std::string& name);

/// The sum of weights of the edges of each node.
std::vector<double> degrees(const PopulationGraph& graph);

/// Whether all edges have the same weight.
bool has_equal_weights(const PopulationGraph& graph);

/// Whether all nodes are neighbours of each other, with equal weights.
bool is_complete(const PopulationGraph& graph);

/// Whether the graph is one closed ring of at least 3 nodes with 2 neighbours each, with equal weights.
bool is_ring(const PopulationGraph& graph);

/// Whether one node is the only neighbour of all others, of which there are at least 2, with equal weights.
bool is_star(const PopulationGraph& graph);

}  // namespace detente
