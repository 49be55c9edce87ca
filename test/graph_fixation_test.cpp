// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include <detente/error.hpp>
#include <detente/populations/graph_fixation.hpp>
#include <detente/populations/ring_fixation.hpp>

#include "support/evolution_values.hpp"
#include "support/graph_chain.hpp"

/// Takeover on any graph.
namespace {

using namespace detente;

constexpr auto kDeathBirth = StructureUpdate::death_birth;
constexpr auto kBirthDeath = StructureUpdate::birth_death;
constexpr auto kPairwise = StructureUpdate::pairwise;
constexpr PairPayoffs kGame{3, 0.5, 4.5, 1};

Placement placed(std::size_t nodes, const std::vector<std::size_t>& mutants) {
  Placement result(nodes);
  for (const std::size_t node : mutants) result[node] = true;
  return result;
}

PopulationGraph weighted() {
  return make_graph({"a", "b", "c", "d", "e"}, {{0, 1, 1}, {1, 2, 2}, {2, 3, .5}, {3, 0, 4}, {0, 2, 1.5}, {3, 4, 3}});
}

TEST(Founders, stand_next_to_each_other) {
  EXPECT_EQ(founders_together(describe_graph("ring:8"), 4), placed(8, {0, 1, 7, 2}));
  EXPECT_EQ(founders_together(describe_graph("ring:8"), 3, 5), placed(8, {5, 4, 6}));
  EXPECT_EQ(founders_together(describe_graph("star:5"), 2, 3), placed(5, {3, 0}));
  EXPECT_EQ(founders_block(describe_graph("torus:4x5"), 2), placed(20, {0, 1, 5, 6}));
  EXPECT_THROW(founders_together(describe_graph("ring:8"), 0), Error);
  EXPECT_THROW(founders_together(describe_graph("ring:8"), 8), Error);
  EXPECT_THROW(founders_together(describe_graph("ring:8"), 1, 8), Error);
  EXPECT_THROW(founders_block(describe_graph("ring:8"), 2), Error);
  EXPECT_THROW(founders_block(describe_graph("torus:3x5"), 4), Error);
  EXPECT_THROW(founders_block(describe_graph("torus:3x3"), 3), Error);
}

// On a ring of 6 with mutants at 0, 1 and 5: when 3 dies, whose neighbours are 2 and 4, residents both, nothing
// changes; when 2 dies, 1 and 3 compete, with payoffs of 1 and 3 and of nobody else.
TEST(DeathBirth, has_parents_among_neighbours_of_the_dead_only) {
  const PopulationGraph ring = describe_graph("ring:6");
  const StructuredProcess process{kDeathBirth, Gains::mean, Fitness::linear, 1};
  const std::vector<double> chances = change_chances(ring, kGame, process, placed(6, {0, 1, 5}));
  EXPECT_EQ(chances[3], 0);
  EXPECT_EQ(chances[0], 0);
  const double mutant = (3 + 0.5) / 2;  // node 1: one mutant, one resident
  const double resident = 1;            // node 3: two residents
  EXPECT_NEAR(chances[2], mutant / (mutant + resident) / 6, 1e-15);
  EXPECT_NEAR(chances[4], chances[2], 1e-15);
  // When 1 dies, 0 among mutants (3) competes with 2 (a resident with one of each: 2.75).
  EXPECT_NEAR(chances[1], 2.75 / (2.75 + 3) / 6, 1e-15);
}

TEST(DeathBirth, is_drift_where_all_fitness_is_0) {
  const PopulationGraph ring = describe_graph("ring:6");
  const StructuredProcess process{kDeathBirth, Gains::mean, Fitness::linear, 1};
  const std::vector<double> chances = change_chances(ring, {0, 0, 0, 0}, process, placed(6, {2}));
  EXPECT_NEAR(chances[2], 1.0 / 6, 1e-15);
  EXPECT_NEAR(chances[1], 1.0 / 12, 1e-15);
  EXPECT_NEAR(exact_takeover(ring, {0, 0, 0, 0}, process, placed(6, {2})).chance, 1.0 / 6, 1e-12);
  // And in runs: each of the six places wins equally often. The bound of 5 errors has a false-alarm rate below 1e-6.
  const SampledTakeover sampled = sampled_takeover(ring, {0, 0, 0, 0}, process, placed(6, {4}), {.runs = 6000});
  EXPECT_NEAR(*sampled.chance, 1.0 / 6, 5 * sampled.error);
}

TEST(GraphFixation, refuses_negative_fitness) {
  const PopulationGraph ring = describe_graph("ring:6");
  const StructuredProcess process{kDeathBirth, Gains::mean, Fitness::linear, 1};
  const PairPayoffs negative{1, -0.5, 1, 1};
  EXPECT_THROW(change_chances(ring, negative, process, placed(6, {0})), Error);
  EXPECT_THROW(exact_takeover(ring, negative, process, placed(6, {0})), Error);
  EXPECT_THROW(sampled_takeover(ring, negative, process, placed(6, {0}), {}), Error);
  // Of summed gains the node of most neighbours decides.
  const StructuredProcess summed{kBirthDeath, Gains::sum, Fitness::linear, 0.5};
  EXPECT_NO_THROW(exact_takeover(ring, negative, summed, placed(6, {0})));
  EXPECT_THROW(exact_takeover(describe_graph("star:6"), negative, summed, placed(6, {0})), Error);
}

TEST(GraphFixation, is_that_of_the_chain_of_all_placements) {
  for (const PopulationGraph& graph :
       {describe_graph("star:6"), describe_graph("torus:3x3"), describe_graph("complete:5"), weighted()})
    for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise})
      for (const Gains gains : {Gains::mean, Gains::sum})
        for (const Fitness fitness : {Fitness::exponential, Fitness::linear}) {
          if (graph.size() > 6 && gains == Gains::sum) continue;  // the plain chain is slow
          const StructuredProcess process{update, gains, fitness, 0.6};
          const graph_chain::Answer all = graph_chain::solve(graph, kGame, process);
          for (const std::size_t bits : {1U, 2U, 6U, 19U}) {
            Placement start(graph.size());
            for (std::size_t i = 0; i < graph.size(); ++i) start[i] = (bits >> i & 1) != 0;
            const ExactTakeover exact = exact_takeover(graph, kGame, process, start);
            // The plain chain subtracts, which leaves errors of this size whatever the chance.
            EXPECT_NEAR(exact.chance, all.takeover[bits], 1e-11 * all.takeover[bits] + 1e-14) << bits;
            EXPECT_NEAR(exact.steps, all.steps[bits], 1e-11 * all.steps[bits]) << bits;
          }
        }
}

TEST(GraphFixation, of_constant_fitness_on_a_star_is_that_of_the_check_values) {
  for (const auto& row : evolution_values::values()["graphs"]["constant_selection_BD"]) {
    const double r = row["r"];
    const StructuredProcess process{kBirthDeath, Gains::mean, Fitness::linear, 1};
    const auto chance = [&](const char* text, std::size_t node) {
      return exact_takeover(describe_graph(text), {r, r, 1, 1}, process, placed(7, {node})).chance;
    };
    EXPECT_NEAR(chance("star:7", 0), row["star_7_hub"], 1e-12);
    EXPECT_NEAR(chance("star:7", 3), row["star_7_leaf"], 1e-12);
    EXPECT_NEAR(chance("ring:7", 2), row["ring_7"], 1e-12);
    EXPECT_NEAR(chance("complete:7", 2), row["moran_7"], 1e-12);
  }
}

TEST(GraphFixation, agrees_with_the_ring) {
  for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise}) {
    const StructuredProcess process{update, Gains::mean, Fitness::exponential, 2};
    const PopulationGraph ring = describe_graph("ring:10");
    EXPECT_NEAR(std::log(exact_takeover(ring, kGame, process, founders_together(ring, 3)).chance),
                ln_ring_fixation(10, kGame, process, 3), 1e-10);
  }
}

// Chances from runs against exact ones: the bound of 5 errors has a false-alarm rate below 1e-6 each. An error of 0.05
// is seen, for 5 standard errors are less.
TEST(GraphFixation, of_runs_is_that_of_the_chain) {
  for (const PopulationGraph& graph : {describe_graph("star:6"), describe_graph("torus:3x3"), weighted()})
    for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise})
      for (const Fitness fitness : {Fitness::exponential, Fitness::linear}) {
        const StructuredProcess process{update, Gains::mean, fitness, 0.8};
        const Placement start = founders_together(graph, 2);
        const ExactTakeover exact = exact_takeover(graph, kGame, process, start);
        const SampledTakeover sampled = sampled_takeover(graph, kGame, process, start, {.runs = 4000, .seed = 9});
        const double error = std::sqrt(exact.chance * (1 - exact.chance) / 4000);
        EXPECT_LT(5 * error, .05);
        EXPECT_NEAR(*sampled.chance, exact.chance, 5 * error);
        // Times are about exponential: their error is about their mean / √runs.
        EXPECT_NEAR(*sampled.steps, exact.steps, 5 * 1.5 * exact.steps / std::sqrt(4000));
        EXPECT_EQ(sampled.taken + sampled.lost, 4000);
      }
}

TEST(GraphFixation, of_runs_is_undecided_at_its_limit) {
  const PopulationGraph graph = describe_graph("complete:50");
  const Placement start = founders_together(graph, 25);
  const SampledTakeover none = sampled_takeover(graph, {}, {}, start, {.runs = 10, .most_steps = 24});
  EXPECT_EQ(none.undecided, 10);
  EXPECT_FALSE(none.chance.has_value());
  const SampledTakeover some = sampled_takeover(graph, {}, {}, start, {.runs = 200, .most_steps = 1500});
  EXPECT_EQ(some.taken + some.lost + some.undecided, 200);
  EXPECT_GT(some.undecided, 0);
  EXPECT_GT(some.taken, 0);
}

TEST(GraphFixation, of_runs_depends_on_the_seed_alone) {
  const PopulationGraph graph = describe_graph("torus:4x4,8");
  const Placement start = founders_block(graph, 2);
  const auto run = [&](std::uint64_t seed) {
    return sampled_takeover(graph, kGame, {.selection = 0.1}, start, {.runs = 300, .seed = seed});
  };
  EXPECT_EQ(run(1).taken, run(1).taken);
  EXPECT_EQ(run(1).steps, run(1).steps);
  EXPECT_NE(run(1).steps, run(2).steps);
}

TEST(GraphFixation, holds_at_strong_selection) {
  const PopulationGraph graph = describe_graph("torus:5x5");
  for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise}) {
    const StructuredProcess process{update, Gains::sum, Fitness::exponential, 1e5};
    EXPECT_EQ(sampled_takeover(graph, {2, 2, 1, 1}, process, founders_block(graph, 2), {.runs = 20}).taken, 20);
    EXPECT_EQ(sampled_takeover(graph, {1, 1, 2, 2}, process, founders_block(graph, 2), {.runs = 20}).taken, 0);
  }
}

TEST(GraphFixation, is_refused_with_a_reason) {
  const PopulationGraph ring = describe_graph("ring:6");
  EXPECT_THROW(exact_takeover(describe_graph("ring:13"), kGame, {}, placed(13, {0})), Error);
  EXPECT_THROW(exact_takeover(ring, kGame, {}, placed(6, {})), Error);
  EXPECT_THROW(exact_takeover(ring, kGame, {}, Placement(6, true)), Error);
  EXPECT_THROW(exact_takeover(ring, kGame, {}, placed(5, {0})), Error);
  EXPECT_THROW(exact_takeover(ring, kGame, {.selection = -1}, placed(6, {0})), Error);
  EXPECT_THROW(sampled_takeover(ring, kGame, {}, placed(6, {0}), {.runs = 0}), Error);
  EXPECT_THROW(sampled_takeover(ring, kGame, {}, placed(6, {0}), {.most_steps = 0}), Error);
  EXPECT_THROW(sampled_takeover(ring, kGame, {}, placed(6, {0}), {.most_steps = 5'000'000'000}), Error);
  EXPECT_THROW(sampled_takeover(ring, kGame, {}, placed(6, {}), {}), Error);
}

TEST(GraphFixation, of_twelve_nodes_agrees_with_the_ring) {
  const PopulationGraph ring = describe_graph("ring:12");
  const StructuredProcess process{kDeathBirth, Gains::mean, Fitness::exponential, 1};
  EXPECT_NEAR(std::log(exact_takeover(ring, kGame, process, founders_together(ring, 2)).chance),
              ln_ring_fixation(12, kGame, process, 2), 1e-10);
}

}  // namespace
