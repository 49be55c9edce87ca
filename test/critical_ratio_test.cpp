// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include <detente/error.hpp>
#include <detente/populations/critical_ratio.hpp>

#include "support/evolution_values.hpp"
#include "support/graph_chain.hpp"

/// Whether neighbours help, for weak selection.
namespace {

using namespace detente;

PopulationGraph of_edges(std::size_t nodes, const std::vector<GraphEdge>& edges) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < nodes; ++i) names.push_back(std::to_string(i));
  return make_graph(names, edges);
}

PopulationGraph path(std::size_t nodes) {
  std::vector<GraphEdge> edges;
  for (std::size_t i = 1; i < nodes; ++i) edges.push_back({i - 1, i});
  return of_edges(nodes, edges);
}

// Two stars, hubs 0 and leaves + 1, joined by an edge.
PopulationGraph two_stars(std::size_t leaves, const std::string& joined) {
  std::vector<GraphEdge> edges;
  for (std::size_t i = 1; i <= leaves; ++i) {
    edges.push_back({0, i});
    edges.push_back({leaves + 1, leaves + 1 + i});
  }
  if (joined == "hubs joined") edges.push_back({0, leaves + 1});
  if (joined == "leaf to hub") edges.push_back({1, leaves + 1});
  if (joined == "leaf to leaf") edges.push_back({1, leaves + 2});
  return of_edges(2 * leaves + 2, edges);
}

PopulationGraph wheel(std::size_t rim) {
  std::vector<GraphEdge> edges;
  for (std::size_t i = 1; i <= rim; ++i) {
    edges.push_back({0, i});
    edges.push_back({i, i % rim + 1});
  }
  return of_edges(rim + 1, edges);
}

PopulationGraph ceiling_fan(std::size_t blades) {
  std::vector<GraphEdge> edges;
  for (std::size_t i = 0; i < blades; ++i) {
    edges.push_back({0, 2 * i + 1});
    edges.push_back({0, 2 * i + 2});
    edges.push_back({2 * i + 1, 2 * i + 2});
  }
  return of_edges(2 * blades + 1, edges);
}

// The graphs of the check values, by their names there.
PopulationGraph named(const std::string& name) {
  const auto number = [&](const std::string& before) { return std::stoul(name.substr(before.size())); };
  if (name.starts_with("two stars of ")) return two_stars(number("two stars of "), name.substr(name.find(", ") + 2));
  if (name.starts_with("wheel, rim ")) return wheel(number("wheel, rim "));
  if (name.starts_with("ceiling fan, ")) return ceiling_fan(number("ceiling fan, "));
  if (name.starts_with("path ")) return path(number("path "));
  if (name == "ring 10, 4 neighbours") return describe_graph("ring:10,4");
  if (name.starts_with("torus ")) {
    const std::string size = name.substr(6, name.find(' ', 6) - 6);
    return describe_graph("torus:" + size + (name.ends_with("Moore") ? ",8" : ",4"));
  }
  const std::size_t blank = name.find(' ');
  return describe_graph(name.substr(0, blank) + ":" + name.substr(blank + 1));
}

// As if it had come from a file: nothing is known of its symmetry.
PopulationGraph unknown(PopulationGraph graph) {
  graph.is_transitive = false;
  return graph;
}

double rational(const std::string& text) {
  const std::size_t slash = text.find('/');
  return slash == std::string::npos ? std::stod(text)
                                    : std::stod(text.substr(0, slash)) / std::stod(text.substr(slash + 1));
}

void expect_near(double value, double expected, double relative, const std::string& what) {
  EXPECT_NEAR(value, expected, relative * std::abs(expected)) << what;
}

TEST(CriticalRatio, is_that_of_rational_arithmetic) {
  for (const auto& row : evolution_values::values()["graphs"]["critical_ratio"]) {
    const std::string name = row["graph"];
    const CriticalRatio result = critical_ratio(unknown(named(name)));
    expect_near(result.ratio, rational(row["critical"]), 1e-12, name);
    expect_near(result.sigma, rational(row["sigma"]), 1e-12, name);
    expect_near(result.t1, rational(row["t1,t2,t3"][0]), 1e-12, name);
    expect_near(result.t2, rational(row["t1,t2,t3"][1]), 1e-12, name);
    expect_near(result.t3, rational(row["t1,t2,t3"][2]), 1e-12, name);
  }
}

TEST(CriticalRatio, of_larger_graphs_is_that_of_a_dense_solution) {
  for (const auto& row : evolution_values::values()["graphs"]["critical_ratio_large"]) {
    const std::string name = row["graph"];
    const CriticalRatio result = critical_ratio(unknown(named(name)));
    if (row["critical"].is_null()) {
      EXPECT_TRUE(std::isinf(result.ratio)) << name;
      EXPECT_EQ(result.sigma, 1) << name;
    } else {
      // The dense solution subtracts t1 from t3, which costs it digits.
      expect_near(result.ratio, row["critical"], 1e-11, name);
    }
  }
}

// Regular transitive graphs (Ohtsuki et al. 2006, Allen et al. 2017), at sizes at which rounding would show.
TEST(CriticalRatio, of_a_regular_transitive_graph_is_a_closed_form) {
  for (const auto& [text, degree] : {std::pair{"ring:150", 2.0},
                                     {"ring:150,8", 8.0},
                                     {"torus:12x13", 4.0},
                                     {"torus:11x12,8", 8.0},
                                     {"complete:90", 89.0}}) {
    const PopulationGraph graph = describe_graph(text);
    const auto n = static_cast<double>(graph.size());
    expect_near(critical_ratio(unknown(graph)).ratio, (n - 2) / (n / degree - 2), 1e-12, text);
    expect_near(critical_ratio(graph).ratio, (n - 2) / (n / degree - 2), 1e-12, text);
    expect_near(critical_ratio(unknown(graph)).t3, critical_ratio(graph).t3, 1e-12, text);
  }
  for (const char* text : {"ring:4", "complete:2"}) {
    EXPECT_TRUE(std::isinf(critical_ratio(describe_graph(text)).ratio));
    EXPECT_TRUE(std::isinf(critical_ratio(unknown(describe_graph(text))).ratio));
  }
}

// Graphs so long that clusters of nodes are needed. What is known in closed form is the ring.
TEST(CriticalRatio, of_a_long_thin_graph_keeps_its_digits) {
  const CriticalRatio ring = critical_ratio(unknown(describe_graph("ring:400")));
  expect_near(ring.ratio, 398.0 / 198, 1e-12, "ring");
  expect_near(ring.t3, critical_ratio(describe_graph("ring:400")).t3, 1e-12, "ring");
  // Whatever the order of nodes, by which they are joined to clusters.
  std::vector<GraphEdge> edges;
  for (std::size_t i = 1; i < 307; ++i) edges.push_back({(i - 1) * 100 % 307, i * 100 % 307});
  expect_near(critical_ratio(of_edges(307, edges)).ratio, critical_ratio(path(307)).ratio, 1e-11, "path");
}

// Without clusters it needs some 2,500.
TEST(CriticalRatio, of_a_path_of_400_nodes_is_found_in_few_steps) {
  int steps = 0;
  critical_ratio(path(400), [&] {
    ++steps;
    return false;
  });
  EXPECT_GT(steps, 100);
  EXPECT_LT(steps, 450) << steps;
  EXPECT_ANY_THROW(critical_ratio(path(400), [] { return true; }));
}

TEST(CriticalRatio, is_the_same_if_all_weights_are_scaled_or_nodes_renamed) {
  std::vector<GraphEdge> edges{{0, 1, 1}, {1, 2, 2}, {2, 3, .5}, {3, 0, 4}, {0, 2, 1.5}, {3, 4, 3}};
  const double ratio = critical_ratio(of_edges(5, edges)).ratio;
  for (GraphEdge& edge : edges) edge = {4 - edge.b, 4 - edge.a, 1e3 * edge.weight};
  expect_near(critical_ratio(of_edges(5, edges)).ratio, ratio, 1e-12, "scaled");
}

// Where the derivative of takeover of cooperators by selection vanishes, b/c = (b/c)*: it is linear in b.
double ratio_by_chain(const PopulationGraph& graph) {
  const auto slope = [&](double b) {
    StructuredProcess process{.selection = 1e-3};
    const PairPayoffs pay{b - 1, -1, b, 0};
    const double up = graph_chain::mean_takeover(graph, pay, process);
    const PairPayoffs opposite{1 - b, 1, -b, 0};
    return up - graph_chain::mean_takeover(graph, opposite, process);
  };
  const double at0 = slope(0);
  const double at1 = slope(1);
  return at0 / (at0 - at1);
}

TEST(CriticalRatio, is_where_selection_turns_in_the_chain_of_all_placements) {
  for (const auto& row : evolution_values::values()["graphs"]["critical_ratio_by_2^n_chain"]) {
    const std::string name = row["graph"];
    const PopulationGraph graph = named(name);
    if (graph.size() > 7) continue;
    const CriticalRatio result = critical_ratio(graph);
    if (row["allen"].is_null()) {
      EXPECT_GT(std::abs(ratio_by_chain(graph)), 1e4) << name;
      continue;
    }
    expect_near(result.ratio, row["allen"], 1e-12, name);
    expect_near(ratio_by_chain(graph), result.ratio, 1e-4, name);
  }
  const PopulationGraph weighted = of_edges(5, {{0, 1, 1}, {1, 2, 2}, {2, 3, .5}, {3, 0, 4}, {0, 2, 1.5}, {3, 4, 3}});
  expect_near(ratio_by_chain(weighted), critical_ratio(weighted).ratio, 1e-4, "weighted");
}

// σ = weight of a over weight of b in the slope of ρ_A − ρ_B at selection 0.
double sigma_by_chain(const PopulationGraph& graph, StructureUpdate update, Gains gains) {
  const auto slope = [&](const PairPayoffs& pay) {
    const StructuredProcess process{update, gains, Fitness::exponential, 1e-3};
    const auto lead = [&](const PairPayoffs& of) {
      return graph_chain::mean_takeover(graph, of, process) -
             graph_chain::mean_takeover(graph, {of.bb, of.ba, of.ab, of.aa}, process);
    };
    return lead(pay) - lead({-pay.aa, -pay.ab, -pay.ba, -pay.bb});
  };
  return slope({1, 0, 0, 0}) / slope({0, 1, 0, 0});
}

TEST(Sigma, is_that_of_the_check_values_and_of_the_chain_of_all_placements) {
  for (const auto& row : evolution_values::values()["graphs"]["sigma"]) {
    const std::string name = row["graph"];
    const std::string update = row["update"];
    const StructureUpdate by = update == "DB"   ? StructureUpdate::death_birth
                               : update == "BD" ? StructureUpdate::birth_death
                                                : StructureUpdate::pairwise;
    const Gains gains = name == "star 6" && update == "BD" ? Gains::sum : Gains::mean;
    const std::optional<double> value = sigma(named(name), by, gains);
    ASSERT_TRUE(value.has_value()) << name << update;
    expect_near(*value, row["formula_value"], 1e-12, name + update);
    expect_near(sigma_by_chain(named(name), by, gains), *value, 1e-5, name + update);
  }
  for (const char* text : {"star:4", "star:5", "star:6"}) {
    const PopulationGraph star = describe_graph(text);
    for (const StructureUpdate update : {StructureUpdate::birth_death, StructureUpdate::death_birth})
      expect_near(sigma_by_chain(star, update, Gains::sum), *sigma(star, update, Gains::sum), 1e-5, text);
  }
  for (const auto& row : evolution_values::values()["lattice"]["sigma_star_BD"])
    expect_near(
        *sigma(describe_graph("star:" + std::to_string(row["n"].get<int>())), StructureUpdate::birth_death, Gains::sum),
        row["formula"], 1e-12, "star");
}

TEST(Sigma, is_absent_where_no_formula_is_known) {
  EXPECT_FALSE(sigma(describe_graph("star:6"), StructureUpdate::birth_death, Gains::mean).has_value());
  EXPECT_FALSE(sigma(describe_graph("star:6"), StructureUpdate::pairwise, Gains::sum).has_value());
  EXPECT_FALSE(sigma(describe_graph("torus:3x3"), StructureUpdate::birth_death, Gains::mean).has_value());
  EXPECT_FALSE(sigma(path(5), StructureUpdate::death_birth, Gains::sum).has_value());
  EXPECT_EQ(sigma(describe_graph("ring:9"), StructureUpdate::death_birth, Gains::sum),
            sigma(describe_graph("ring:9"), StructureUpdate::death_birth, Gains::mean));
}

TEST(Sigma, of_an_endless_ratio_is_one) {
  EXPECT_EQ(sigma_of(std::numeric_limits<double>::infinity()), 1);
  EXPECT_EQ(sigma_of(2), 3);
  EXPECT_EQ(sigma_of(-5), 2.0 / 3);
}

TEST(RegularGraph, has_the_replicator_equation_of_the_check_values) {
  const auto check = golden("evolution.json");
  for (const auto& row : check["graphs"]["replicator_on_graph"]) {
    // grit and hawk are 3 and 4 of the seven.
    const auto& all = check["two_types"]["payoffs"][row["game"].get<std::string>() + " perc 0.05"];
    PayoffMatrix payoffs(2);
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 2; ++j) payoffs(i, j) = all[3 + i][3 + j];
    const PayoffMatrix result = payoffs_on_regular_graph(payoffs, row["degree"]);
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 2; ++j) expect_near(result(i, j), row["matrix"][i][j], 1e-12, row.dump());
  }
  EXPECT_THROW(payoffs_on_regular_graph(PayoffMatrix(2), 2), Error);
}

TEST(CriticalRatio, is_refused_for_too_many_nodes) {
  EXPECT_THROW(critical_ratio(path(3001)), Error);
}

}  // namespace
