// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <numeric>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/populations/graph.hpp>

/// Graphs: who is whose neighbour.
namespace {

using namespace detente;

std::string error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}
std::string parse_error(const std::string& text) {
  return error_of([&] { parse_graph(text, "net.txt"); });
}
std::string description_error(const std::string& text) {
  return error_of([&] { describe_graph(text); });
}

std::vector<std::size_t> nodes_of(const PopulationGraph& graph, std::size_t node) {
  std::vector<std::size_t> result;
  for (const GraphNeighbour& next : graph.neighbours[node]) result.push_back(next.node);
  return result;
}

using Nodes = std::vector<std::size_t>;

TEST(PopulationGraph, of_a_description_has_the_neighbours_that_it_says) {
  EXPECT_EQ(nodes_of(describe_graph("complete:4"), 2), (Nodes{0, 1, 3}));
  EXPECT_EQ(nodes_of(describe_graph("ring:5"), 0), (Nodes{1, 4}));
  EXPECT_EQ(nodes_of(describe_graph("ring:7,4"), 0), (Nodes{1, 2, 5, 6}));
  EXPECT_EQ(nodes_of(describe_graph("star:4"), 0), (Nodes{1, 2, 3}));
  EXPECT_EQ(nodes_of(describe_graph("star:4"), 3), (Nodes{0}));
  // Rows of 5: node 7 lies in row 1 and column 2.
  EXPECT_EQ(nodes_of(describe_graph("torus:4x5"), 7), (Nodes{2, 6, 8, 12}));
  EXPECT_EQ(nodes_of(describe_graph("torus:4x5,8"), 7), (Nodes{1, 2, 3, 6, 8, 11, 12, 13}));
  EXPECT_EQ(nodes_of(describe_graph("torus:3x4,8"), 0), (Nodes{1, 3, 4, 5, 7, 8, 9, 11}));
  EXPECT_EQ(describe_graph("torus:4x5").torus->rows, 4U);
  EXPECT_EQ(describe_graph("torus:4x5").torus->columns, 5U);
  EXPECT_FALSE(describe_graph("ring:5").torus.has_value());
  EXPECT_EQ(describe_graph("star:3").names, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(PopulationGraph, is_recognised_by_its_shape) {
  EXPECT_TRUE(is_complete(describe_graph("complete:5")));
  EXPECT_TRUE(is_complete(describe_graph("ring:3")));
  EXPECT_FALSE(is_complete(describe_graph("ring:4")));
  EXPECT_TRUE(is_ring(describe_graph("ring:9")));
  EXPECT_TRUE(is_ring(parse_graph("a b\nc a\nb d\nd c\n", "f")));
  EXPECT_FALSE(is_ring(parse_graph("a b\nc a\nb d\nd c 2\n", "f")));
  EXPECT_FALSE(is_ring(describe_graph("ring:9,4")));
  EXPECT_TRUE(is_star(describe_graph("star:3")));
  EXPECT_TRUE(is_star(parse_graph("x hub\nhub y\nz hub", "f")));
  EXPECT_FALSE(is_star(describe_graph("complete:3")));
  EXPECT_FALSE(is_star(parse_graph("x hub\nhub y 3\nz hub", "f")));
}

TEST(PopulationGraph, is_read_from_lines_of_edges) {
  const PopulationGraph graph =
      parse_graph("# who borders on whom\nFrance Spain 2.5\n\n  Spain\tPortugal # the west\r\n", "f");
  EXPECT_EQ(graph.names, (std::vector<std::string>{"France", "Spain", "Portugal"}));
  EXPECT_EQ(nodes_of(graph, 1), (Nodes{0, 2}));
  EXPECT_EQ(degrees(graph), (std::vector<double>{2.5, 3.5, 1}));
  EXPECT_EQ(graph.neighbours[0][0].weight, 2.5);
}

TEST(PopulationGraph, is_refused_in_one_sentence_with_file_and_line) {
  EXPECT_EQ(parse_error("a b\nb b\n"), "net.txt, line 2: the edge joins 'b' to itself; an edge must join two nodes");
  EXPECT_EQ(parse_error("a b\nb c\n\nb a 2\n"),
            "net.txt, line 4: the edge of 'b' and 'a' is given twice; each edge must be given once");
  EXPECT_EQ(parse_error("a b 0\n"),
            "net.txt, line 1: the weight of edge 'a' to 'b' is 0; it must be a finite number above 0");
  EXPECT_EQ(parse_error("a b -1\n"),
            "net.txt, line 1: the weight of edge 'a' to 'b' is -1; it must be a finite number above 0");
  EXPECT_EQ(parse_error("a b inf\n"), "net.txt, line 1: the weight 'inf' must be a finite number above 0");
  EXPECT_EQ(parse_error("a b nan\n"), "net.txt, line 1: the weight 'nan' must be a finite number above 0");
  EXPECT_EQ(parse_error("a\n"), "net.txt, line 1: an edge is two names of nodes and, optionally, a weight, not 1 word");
  EXPECT_EQ(parse_error("a b 1 2\n"),
            "net.txt, line 1: an edge is two names of nodes and, optionally, a weight, not 4 words");
  EXPECT_EQ(parse_error("a b\nc d\n"), "net.txt: the graph is not connected: node 'c' cannot be reached from 'a'");
  EXPECT_EQ(parse_error(""), "net.txt: a graph needs at least 2 nodes, not 0");
  EXPECT_EQ(parse_error("# nothing\n"), "net.txt: a graph needs at least 2 nodes, not 0");
}

TEST(PopulationGraph, of_an_unknown_description_is_refused) {
  EXPECT_EQ(description_error("tourus:3x3"),
            "'tourus' is no structure; it must be complete:N, ring:N[,K], torus:RxC[,4|8] or star:N; did you mean "
            "'torus'?");
  for (const char* wrong : {"",
                            "ring",
                            "ring:",
                            "ring:2",
                            "ring:5,3",
                            "ring:4,4",
                            "ring:5,0",
                            "ring:x",
                            "ring:5,",
                            "complete:1",
                            "complete:1000000",
                            "complete:9999999999999999999999",
                            "torus:3",
                            "torus:2x5",
                            "torus:5x2",
                            "torus:4x4,6",
                            "torus:4x4,",
                            "torus:1000x1001",
                            "star:1",
                            "star:-3",
                            "star:2,2",
                            "ring:1000000,999998",
                            "complete:1000001"})
    EXPECT_THROW(describe_graph(wrong), Error) << wrong;
}

TEST(PopulationGraph, made_of_edges_is_checked) {
  EXPECT_THROW(make_graph({"a", "b"}, {{0, 2}}), Error);
  EXPECT_THROW(make_graph({"a", "b", "c"}, {{0, 1}}), Error);
  EXPECT_EQ(make_graph({"a", "b"}, {{1, 0, 3}}).neighbours[0][0].weight, 3);
}

// Whatever the bytes, there is a graph or a sentence; and a graph is connected and the same seen from either end.
TEST(PopulationGraph, of_any_text_is_a_graph_or_an_error) {
  const std::string letters = "ab c\n\n#12.-e\txab\r";
  int graphs = 0;
  for (std::uint32_t text = 0; text < 3000; ++text) {
    std::string bytes;
    const std::uint32_t length = word({.seed = 1, .repetition = text}) % 40;
    for (std::uint32_t i = 0; i < length; ++i) {
      const std::uint32_t at = word({.seed = 2, .repetition = text, .round = i + 1});
      bytes += at % 64 == 0 ? static_cast<char>(at >> 8) : letters[at % letters.size()];
    }
    if (text % 2 == 0) bytes = "a b\n" + bytes;
    try {
      const PopulationGraph graph = parse_graph(bytes, "f");
      ++graphs;
      for (std::size_t i = 0; i < graph.size(); ++i)
        for (const GraphNeighbour& next : graph.neighbours[i]) {
          const std::vector<std::size_t> back = nodes_of(graph, next.node);
          EXPECT_EQ(std::count(back.begin(), back.end(), i), 1);
          EXPECT_GT(next.weight, 0);
        }
    } catch (const Error& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with("f")) << error.what();
    }
  }
  EXPECT_GT(graphs, 30);
}

}  // namespace
