// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>

#include <detente/error.hpp>
#include <detente/populations/graph.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

constexpr std::string_view kGraphForms = "complete:N, ring:N[,K], torus:RxC[,4|8] or star:N";

[[noreturn]] void refuse_graph(std::string_view description, const std::string& why) {
  throw Error("'" + shortened(description, 60) + "' is no graph: " + why);
}

std::size_t read_size(std::string_view description, std::string_view text, const std::string& what, std::size_t least) {
  const auto number = read_whole(text);
  if (!number || *number < static_cast<std::int64_t>(least) || *number > static_cast<std::int64_t>(kMostNodes))
    refuse_graph(description, what + " must be a whole number from " + std::to_string(least) + " to 1,000,000");
  return static_cast<std::size_t>(*number);
}

PopulationGraph graph_of_numbers(std::string_view description, std::size_t size, const std::vector<GraphEdge>& edges,
                                 bool is_transitive) {
  if (edges.size() > kMostEdges) refuse_graph(description, "it may have at most 5,000,000 edges");
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= size; ++i) names.push_back(std::to_string(i));
  PopulationGraph graph = make_graph(names, edges);
  graph.is_transitive = is_transitive;
  return graph;
}

PopulationGraph complete_graph(std::string_view description, std::string_view numbers) {
  const std::size_t size = read_size(description, numbers, "N", 2);
  if (size * (size - 1) / 2 > kMostEdges) refuse_graph(description, "it may have at most 5,000,000 edges");
  std::vector<GraphEdge> edges;
  for (std::size_t b = 1; b < size; ++b)
    for (std::size_t a = 0; a < b; ++a) edges.push_back({a, b});
  return graph_of_numbers(description, size, edges, true);
}

PopulationGraph ring_graph(std::string_view description, std::string_view numbers) {
  const std::size_t comma = numbers.find(',');
  const std::size_t size = read_size(description, numbers.substr(0, comma), "N", 3);
  std::size_t each = 2;
  if (comma != std::string_view::npos) each = read_size(description, numbers.substr(comma + 1), "K", 2);
  if (each % 2 != 0) refuse_graph(description, "K must be even, for half of the neighbours are on either side");
  if (each >= size) refuse_graph(description, "N must be greater than K, the number of neighbours");
  if (size * (each / 2) > kMostEdges) refuse_graph(description, "it may have at most 5,000,000 edges");
  std::vector<GraphEdge> edges;
  for (std::size_t node = 0; node < size; ++node)
    for (std::size_t step = 1; step <= each / 2; ++step) edges.push_back({node, (node + step) % size});
  return graph_of_numbers(description, size, edges, true);
}

PopulationGraph torus_graph(std::string_view description, std::string_view numbers) {
  const std::size_t comma = numbers.find(',');
  const std::string_view sizes = numbers.substr(0, comma);
  const std::size_t cross = sizes.find('x');
  if (cross == std::string_view::npos) refuse_graph(description, "rows and columns are written as RxC");
  // Of two rows the upper and the lower neighbour would be the same.
  const std::size_t rows = read_size(description, sizes.substr(0, cross), "R", 3);
  const std::size_t columns = read_size(description, sizes.substr(cross + 1), "C", 3);
  const std::string_view each = comma == std::string_view::npos ? "4" : numbers.substr(comma + 1);
  if (each != "4" && each != "8") refuse_graph(description, "a node of a torus has 4 or 8 neighbours");
  if (rows * columns > kMostNodes) refuse_graph(description, "it may have at most 1,000,000 nodes");
  std::vector<GraphEdge> edges;
  const auto node = [&](std::size_t row, std::size_t column) { return row % rows * columns + column % columns; };
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      edges.push_back({node(row, column), node(row, column + 1)});
      edges.push_back({node(row, column), node(row + 1, column)});
      if (each != "8") continue;
      edges.push_back({node(row, column), node(row + 1, column + 1)});
      edges.push_back({node(row, column), node(row + 1, column + columns - 1)});
    }
  PopulationGraph graph = graph_of_numbers(description, rows * columns, edges, true);
  graph.torus = TorusShape{rows, columns};
  return graph;
}

PopulationGraph star_graph(std::string_view description, std::string_view numbers) {
  const std::size_t size = read_size(description, numbers, "N", 2);
  std::vector<GraphEdge> edges;
  for (std::size_t leaf = 1; leaf < size; ++leaf) edges.push_back({0, leaf});
  return graph_of_numbers(description, size, edges, size == 2);
}

}  // namespace

std::vector<std::string> graph_words() {
  return {"complete", "ring", "torus", "star"};
}

PopulationGraph describe_graph(std::string_view description) {
  const std::size_t colon = description.find(':');
  const std::string_view word = description.substr(0, colon);
  const std::vector<std::string> known = graph_words();
  if (std::find(known.begin(), known.end(), word) == known.end())
    throw Error("'" + shortened(word, 60) + "' is no structure; it must be " + std::string(kGraphForms) +
                did_you_mean(shortened(word, 60), known));
  if (colon == std::string_view::npos) refuse_graph(description, "it must be " + std::string(kGraphForms));
  const std::string_view numbers = description.substr(colon + 1);
  if (word == "complete") return complete_graph(description, numbers);
  if (word == "ring") return ring_graph(description, numbers);
  if (word == "torus") return torus_graph(description, numbers);
  return star_graph(description, numbers);
}

}  // namespace detente
