// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/composition_chain.hpp>

#include "support/every_composition.hpp"
#include "support/golden.hpp"
#include "support/populations.hpp"

using namespace detente;

namespace {

void expect_relative(double value, double expected, double tolerance, const std::string& where) {
  EXPECT_NEAR(value, expected, tolerance * std::abs(expected)) << where;
}

TEST(CompositionChain, has_the_mean_shares_computed_elsewhere) {
  const auto all = golden("evolution.json");
  int seen = 0;
  for (const auto& row : all["chains"]["full_chain"]) {
    const Process process = process_of(row);
    const CompositionLaw law = composition_law(process, payoffs_of(all, "prisoners-dilemma perc 0.05", row["names"]),
                                               {.rate = row["mutation"], .mutants = {}});
    for (std::size_t i = 0; i < 3; ++i) expect_relative(law.mean_share[i], row["mean_share"][i], 1e-12, row.dump());
    expect_relative(law.all_monomorphic, row["monomorphic"], 1e-12, row.dump());
    ++seen;
  }
  for (const auto& row : all["validity_of_small_mutation"]["full_against_limit"]) {
    const Process process{.population = row["population"], .selection = row["selection"]};
    const std::string game = row["game"].get<std::string>() + " perc 0.05";
    const double rate = row["mutation"];
    const CompositionLaw law =
        composition_law(process, payoffs_of(all, game, row["names"]), {.rate = rate, .mutants = {}});
    double distance = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      expect_relative(law.mean_share[i], row["mean_share"][i], 1e-12, row.dump());
      distance += std::abs(law.mean_share[i] - row["limit"][i].get<double>()) / 2;
    }
    expect_relative(law.all_monomorphic, row["monomorphic"], 1e-12, row.dump());
    EXPECT_LT(distance, 20 * rate) << "the limit of rare mutation, " << row.dump();
    ++seen;
  }
  EXPECT_EQ(seen, 26);
}

TEST(CompositionChain, of_two_has_the_shares_computed_elsewhere) {
  const auto all = golden("evolution.json");
  for (const auto& row : all["chains"]["two_type_chain"]) {
    const CompositionLaw law =
        composition_law(process_of(row), payoffs_of(all, "prisoners-dilemma perc 0.05", row["names"]),
                        {.rate = row["mutation"], .mutants = {}});
    expect_relative(law.mean_share[0], row["mean_share"], 1e-12, row.dump());
    expect_relative(law.monomorphic[0], row["all_grit"], 1e-12, row.dump());
    expect_relative(law.monomorphic[1], row["all_hawk"], 1e-12, row.dump());
  }
}

TEST(CompositionChain, is_what_steps_state_by_state_come_to) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform;
  for (const Imitation imitation : {Imitation::pairwise, Imitation::moran, Imitation::wright_fisher})
    for (const Fitness fitness : {Fitness::exponential, Fitness::linear})
      for (const std::size_t strategies : {2U, 3U, 4U})
        for (const bool meets_itself : {false, true}) {
          const Process process{.imitation = imitation,
                                .fitness = fitness,
                                .population = strategies == 4 ? 4 : 6,
                                .selection = 0.7,
                                .meets_itself = meets_itself};
          PayoffMatrix payoffs(strategies);
          for (std::size_t i = 0; i < strategies; ++i)
            for (std::size_t j = 0; j < strategies; ++j) payoffs(i, j) = 3 * uniform(random);
          Mutation mutation{.rate = 0.05, .mutants = {}};
          if (meets_itself && strategies > 2) {
            mutation.mutants.assign(strategies, std::vector<double>(strategies, 0.0));
            for (std::size_t i = 0; i < strategies; ++i) {
              mutation.mutants[i][(i + 1) % strategies] = 0.75;
              mutation.mutants[i][(i + 2) % strategies] = 0.25;
            }
          }
          const EveryComposition expected(process, payoffs, mutation);
          const CompositionLaw law = composition_law(process, payoffs, mutation, {.wants_law = true, .give_up = {}});
          double sum = 0;
          for (const CompositionShare& composition : law.law) {
            EXPECT_NEAR(composition.share, expected.share(composition.states), 1e-10);
            sum += composition.share;
          }
          EXPECT_NEAR(sum, 1, 1e-12);
          for (std::size_t i = 0; i < strategies; ++i) EXPECT_NEAR(law.mean_share[i], expected.mean_share(i), 1e-10);
          double met = 0;
          for (std::size_t i = 0; i < strategies; ++i) {
            double row = 0;
            for (std::size_t j = 0; j < strategies; ++j) row += law.meetings[i][j];
            EXPECT_NEAR(row, law.mean_share[i], 1e-12);
            met += row;
          }
          EXPECT_NEAR(met, 1, 1e-12);
        }
}

// With self-play excluded and mutants so rare that none comes before the last has gone, coordination holds each
// strategy in proportion to e^(β (N − 2) payoff / 2).
TEST(CompositionChain, keeps_shares_that_no_double_holds) {
  PayoffMatrix payoffs(3);
  for (std::size_t i = 0; i < 3; ++i) payoffs(i, i) = 3 - static_cast<double>(i);
  const CompositionLaw law =
      composition_law({.population = 100, .selection = 10}, payoffs, {.rate = 1e-290, .mutants = {}});
  const auto expected = golden("evolution.json")["chains"]["coordination_gibbs"]["ln_share"];
  for (std::size_t i = 0; i < 3; ++i) {
    const double ln_share = expected[i];
    EXPECT_NEAR(law.ln_monomorphic[i], ln_share, 1e-11 * std::max(1.0, -ln_share));
  }
  EXPECT_EQ(law.mean_share[0], 1);
  EXPECT_GT(law.monomorphic[1], 0);
  EXPECT_EQ(law.monomorphic[2], 0);
}

/// Of two strategies the law is a product of ratios; of the same with the second as twins, an elimination. `alone`: the
/// place of the first among the three.
void expect_as_of_two(const Process& process, double rate, std::size_t alone) {
  PayoffMatrix two(2);
  two(0, 0) = 3;
  two(0, 1) = 0.5;
  two(1, 0) = 2.5;
  two(1, 1) = 1;
  PayoffMatrix three(3);
  // From a twin only to the other kind, so that mutants pass between the kinds as often as among two.
  Mutation mutation{.rate = rate, .mutants = StrategyPairs(3, std::vector<double>(3, 0.0))};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      three(i, j) = two(i == alone ? 0 : 1, j == alone ? 0 : 1);
      if (i != j) mutation.mutants[i][j] = i == alone ? 0.5 : j == alone ? 1 : 0;
    }
  const CompositionLaw law = composition_law(process, three, mutation);
  const CompositionLaw expected = composition_law(process, two, {.rate = rate, .mutants = {}});
  const std::string where = std::to_string(process.selection) + " " + std::to_string(rate);
  const auto expect_ln = [&](double ln, double of_two) {
    EXPECT_NEAR(ln, of_two, 1e-11 * std::max(1.0, std::abs(of_two))) << where;
  };
  expect_ln(law.ln_mean_share[alone], expected.ln_mean_share[0]);
  expect_ln(law.ln_monomorphic[alone], expected.ln_monomorphic[0]);
  EXPECT_NEAR(law.mean_share[(alone + 1) % 3], law.mean_share[(alone + 2) % 3], 1e-11) << where;
}

TEST(CompositionChain, of_twins_is_that_of_two_strategies_under_any_selection) {
  for (const double selection : {0.0, 1.0, 1e4, 1e8})
    for (const double rate : {1e-280, 1e-9, 1e-3, 1.0})
      for (const std::size_t alone : {0U, 1U, 2U})
        expect_as_of_two({.population = 20, .selection = selection}, rate, alone);
  for (const double rate : {1e-9, 1e-3}) expect_as_of_two({.population = 100, .selection = 10}, rate, 0);
}

// Here, doubles whose products vanish would be wrong by a factor of 50, without a word.
TEST(CompositionChain, notices_where_doubles_do_not_do) {
  for (const std::size_t alone : {0U, 1U, 2U}) expect_as_of_two({.population = 100, .selection = 100}, 1e-12, alone);
}

TEST(CompositionChain, obeys_the_laws_of_names_constants_and_units) {
  const auto all = golden("evolution.json");
  const PayoffMatrix payoffs =
      payoffs_of(all, "prisoners-dilemma perc 0.05", std::vector<std::string>{"tft", "grit", "hawk"});
  for (const Imitation imitation : {Imitation::pairwise, Imitation::moran}) {
    const Process process{.imitation = imitation, .population = 30, .selection = 1};
    const CompositionLaw law = composition_law(process, payoffs, {.rate = 0.01, .mutants = {}});
    PayoffMatrix renamed(3);
    PayoffMatrix greater(3);
    PayoffMatrix doubled(3);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j) {
        renamed((i + 1) % 3, (j + 1) % 3) = payoffs(i, j);
        greater(i, j) = payoffs(i, j) + 1000;
        doubled(i, j) = 2 * payoffs(i, j);
      }
    const CompositionLaw of_renamed = composition_law(process, renamed, {.rate = 0.01, .mutants = {}});
    const CompositionLaw of_greater = composition_law(process, greater, {.rate = 0.01, .mutants = {}});
    Process halved = process;
    halved.selection /= 2;
    const CompositionLaw of_doubled = composition_law(halved, doubled, {.rate = 0.01, .mutants = {}});
    for (std::size_t i = 0; i < 3; ++i) {
      expect_relative(of_renamed.mean_share[(i + 1) % 3], law.mean_share[i], 1e-12, "renamed");
      expect_relative(of_greater.mean_share[i], law.mean_share[i], 1e-10, "greater");
      expect_relative(of_doubled.mean_share[i], law.mean_share[i], 1e-13, "doubled");
    }
  }
}

// Antal et al. (2009): N (1 − u) (L + N u H) / (n (1 + N u) (2 + N u)) for large N and weak selection, with payoffs
// that include a match with itself, and u that counts the own strategy among mutants.
TEST(CompositionChain, has_the_abundance_of_weak_selection_at_any_mutation_rate) {
  PayoffMatrix payoffs(3);
  const double entries[3][3] = {{1, 4, 0}, {2, 1, 3}, {0, 2, 2}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) payoffs(i, j) = entries[i][j];
  for (const double u : {0.01, 0.1, 0.5}) {
    const double states = 60;
    const double weak = 1e-5;
    const Process process{.imitation = Imitation::moran, .population = 60, .selection = weak, .meets_itself = true};
    const CompositionLaw law = composition_law(process, payoffs, {.rate = u * 2 / 3, .mutants = {}});
    for (std::size_t k = 0; k < 3; ++k) {
      double low = 0;
      double high = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        low += (payoffs(k, k) + payoffs(k, i) - payoffs(i, k) - payoffs(i, i)) / 3;
        for (std::size_t j = 0; j < 3; ++j) high += (payoffs(k, j) - payoffs(i, j)) / 9;
      }
      const double mutants = states * u;
      const double slope = states * (1 - u) * (low + mutants * high) / (3 * (1 + mutants) * (2 + mutants));
      EXPECT_NEAR((law.mean_share[k] - 1.0 / 3) / weak, slope, 0.05 * std::abs(slope) + 0.01) << u << " " << k;
    }
  }
}

TEST(CompositionChain, counts_compositions_until_there_are_too_many) {
  EXPECT_EQ(compositions(100, 3), 5151);
  EXPECT_EQ(compositions(100, 1), 1);
  EXPECT_EQ(compositions(0, 4), 1);
  EXPECT_EQ(compositions(1, 221), 221);
  EXPECT_EQ(compositions(1'000'000, 3), 500'001'500'001);
  EXPECT_EQ(compositions(3'000'000'000, 2), 3'000'000'001);
  EXPECT_EQ(compositions(33, 34), 7'219'428'434'016'265'740);  // C(66, 33)
  EXPECT_EQ(compositions(34, 34), std::nullopt);
  EXPECT_EQ(compositions(1'000'000, 221), std::nullopt);
  EXPECT_EQ(compositions(10, 0), std::nullopt);
  EXPECT_TRUE(chain_cost({.population = 100}, 3).is_possible);
  EXPECT_TRUE(chain_cost({.population = 1'000'000}, 2).is_possible);
  EXPECT_FALSE(chain_cost({.population = 100}, 4).is_possible);
  EXPECT_FALSE(chain_cost({.population = 100}, 3, 5150).is_possible);
  EXPECT_FALSE(chain_cost({.population = 1000}, 7).is_possible);
  EXPECT_FALSE(chain_cost({.imitation = Imitation::wright_fisher, .population = 1'000'000}, 2).is_possible);
}

TEST(CompositionChain, of_many_states_of_two_strategies_is_balanced) {
  PayoffMatrix payoffs(2);  // drift: Ewens-like, symmetric
  const CompositionLaw law =
      composition_law({.population = 1'000'000, .selection = 1}, payoffs, {.rate = 1e-6, .mutants = {}});
  EXPECT_NEAR(law.mean_share[0], 0.5, 1e-9);
  EXPECT_NEAR(law.monomorphic[0], law.monomorphic[1], 1e-9 * law.monomorphic[0]);
}

// Two states, of which one has fitness 0 while the other lives: their offspring, always a mutant, is like it. So there
// is always one like it once there was: 2/3 of the time one, 1/3 two.
TEST(CompositionChain, leaves_compositions_that_never_come_back_without_a_share) {
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = payoffs(1, 0) = payoffs(1, 1) = 1;
  const Process process{.imitation = Imitation::moran, .fitness = Fitness::linear, .population = 2, .selection = 1};
  const CompositionLaw law = composition_law(process, payoffs, {.rate = 1, .mutants = {}});
  EXPECT_NEAR(law.mean_share[0], 2.0 / 3, 1e-15);
  EXPECT_EQ(law.monomorphic[1], 0);
  EXPECT_EQ(law.ln_monomorphic[1], -std::numeric_limits<double>::infinity());
}

TEST(CompositionChain, refuses_what_is_no_population) {
  const PayoffMatrix two(2);
  const PayoffMatrix three(3);
  const auto law = [](const Process& process, const PayoffMatrix& payoffs, const Mutation& mutation) {
    return composition_law(process, payoffs, mutation);
  };
  EXPECT_THROW(law({}, PayoffMatrix(1), {}), Error);
  EXPECT_THROW(law({}, two, {.rate = 0, .mutants = {}}), Error);
  EXPECT_THROW(law({}, two, {.rate = 1.5, .mutants = {}}), Error);
  EXPECT_THROW(law({}, two, {.rate = std::numeric_limits<double>::quiet_NaN(), .mutants = {}}), Error);
  EXPECT_THROW(law({.population = 1000}, three, {}), Error);
  EXPECT_THROW(law({.population = 1}, two, {}), Error);
  EXPECT_THROW(law({}, three, {.rate = 0.1, .mutants = {{0, 1, 0}, {1, 0, 0}, {1, 0, 0}}}), Error);
  EXPECT_THROW(law({}, three, {.rate = 0.1, .mutants = {{0, 1, 0}, {1, 0, 0}}}), Error);
  EXPECT_THROW(law({}, two, {.rate = 0.1, .mutants = {{0, 0.5}, {1, 0}}}), Error);
  EXPECT_THROW(law({}, two, {.rate = 0.1, .mutants = {{0.5, 0.5}, {1, 0}}}), Error);
  PayoffMatrix far(2);
  far(0, 1) = 1e300;
  EXPECT_THROW(law({}, far, {}), Error);
  try {
    law({.population = 100}, PayoffMatrix(7), {});
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("1,705,904,746 compositions"), std::string::npos) << error.what();
  }
}

}  // namespace
