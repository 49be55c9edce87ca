// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/wright_fisher.hpp>

#include "support/golden.hpp"
#include "support/populations.hpp"

using namespace detente;

namespace {

PayoffMatrix game(double a, double b, double c, double d) {
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = a;
  payoffs(0, 1) = b;
  payoffs(1, 0) = c;
  payoffs(1, 1) = d;
  return payoffs;
}

Process population(std::int64_t states, double selection, Fitness fitness = Fitness::exponential) {
  return {.imitation = Imitation::wright_fisher, .fitness = fitness, .population = states, .selection = selection};
}

TEST(WrightFisher, has_the_fixation_computed_elsewhere) {
  const auto all = golden("evolution.json");
  for (const auto& row : all["chains"]["wright_fisher"]) {
    const PayoffMatrix payoffs = payoffs_of(all, "prisoners-dilemma perc 0.05", {row["mutant"], row["resident"]});
    const WrightFisherFixation fixation =
        wright_fisher_fixation(population(row["population"], row["selection"]), payoffs, 0, 1);
    const double rho = row["rho"];
    const double generations = row["generations_until_absorbed"];
    // These were computed with subtraction and are off by up to 1.6e-12.
    EXPECT_NEAR(fixation.rho[1], rho, 2e-12 * rho) << row.dump();
    EXPECT_NEAR(fixation.ln_rho[1], std::log(rho), 2e-12) << row.dump();
    EXPECT_NEAR(fixation.generations_until_absorbed[1], generations, 2e-12 * generations) << row.dump();
  }
}

// Solved with 40 digits: tit-for-tat into hawk, hawk into grit.
TEST(WrightFisher, has_the_fixation_of_many_digits) {
  const auto all = golden("evolution.json");
  const auto fixation = [&](const char* mutant, const char* resident) {
    return wright_fisher_fixation(population(50, 0.1),
                                  payoffs_of(all, "prisoners-dilemma perc 0.05", {mutant, resident}), 0, 1);
  };
  EXPECT_NEAR(fixation("tft", "hawk").rho[1], 0.0442519708497488434, 1e-14 * 0.044);
  EXPECT_NEAR(fixation("tft", "hawk").generations_until_absorbed[1], 8.03656412668491528, 1e-13);
  EXPECT_NEAR(fixation("hawk", "grit").rho[1], 0.0154525724557589515, 1e-14 * 0.015);
  EXPECT_NEAR(fixation("hawk", "grit").generations_until_absorbed[1], 7.12379346511539988, 1e-13);
}

/// The chain by powers of its matrix: chances to be all, and generations, by mutants at the beginning.
struct ByPowers {
  std::vector<double> fixed, until, if_fixed;

  ByPowers(const PayoffMatrix& payoffs, const Process& process) {
    const auto most = static_cast<std::size_t>(process.population);
    const auto states = static_cast<double>(most);
    std::vector<std::vector<double>> next(most + 1, std::vector<double>(most + 1, 0.0));
    next[0][0] = next[most][most] = 1;
    for (std::size_t k = 1; k < most; ++k) {
      const auto mutants = static_cast<double>(k);
      const double self = process.meets_itself ? 0 : 1;
      const double mine = ((mutants - self) * payoffs(0, 0) + (states - mutants) * payoffs(0, 1)) / (states - self);
      const double theirs = (mutants * payoffs(1, 0) + (states - mutants - self) * payoffs(1, 1)) / (states - self);
      const auto fitness = [&](double payoff) {
        return process.fitness == Fitness::exponential ? std::exp(process.selection * payoff)
                                                       : 1 - process.selection + process.selection * payoff;
      };
      const double weight = mutants * fitness(mine);
      const double p = weight / (weight + (states - mutants) * fitness(theirs));
      for (std::size_t j = 0; j <= most; ++j) {
        const auto to = static_cast<double>(j);
        next[k][j] = std::exp(std::lgamma(states + 1) - std::lgamma(to + 1) - std::lgamma(states - to + 1)) *
                     std::pow(p, to) * std::pow(1 - p, states - to);
      }
    }
    fixed.assign(most + 1, 0.0);
    until = if_fixed = fixed;
    for (std::size_t k = 1; k < most; ++k) {
      std::vector<double> law(most + 1, 0.0);
      law[k] = 1;
      for (int generation = 0; generation < 2000; ++generation) {
        double left = 0;
        for (std::size_t j = 1; j < most; ++j) left += law[j];
        until[k] += left;
        std::vector<double> after(most + 1, 0.0);
        for (std::size_t i = 0; i <= most; ++i)
          for (std::size_t j = 0; j <= most; ++j) after[j] += law[i] * next[i][j];
        if_fixed[k] += (after[most] - law[most]) * (generation + 1);
        law = after;
      }
      fixed[k] = law[most];
      if_fixed[k] /= fixed[k];
    }
  }
};

TEST(WrightFisher, is_what_generation_after_generation_comes_to) {
  const PayoffMatrix payoffs = game(2, 0.5, 1.5, 1);
  for (const Fitness fitness : {Fitness::exponential, Fitness::linear})
    for (const bool meets_itself : {false, true}) {
      Process process = population(9, 0.4, fitness);
      process.meets_itself = meets_itself;
      const ByPowers expected(payoffs, process);
      const WrightFisherFixation fixation = wright_fisher_fixation(process, payoffs, 0, 1);
      ASSERT_EQ(fixation.rho.size(), 10U);
      for (std::size_t k = 1; k < 9; ++k) {
        EXPECT_NEAR(fixation.rho[k], expected.fixed[k], 1e-11);
        EXPECT_NEAR(fixation.generations_until_absorbed[k], expected.until[k], 1e-9);
        EXPECT_NEAR(fixation.generations_if_fixed[k].value(), expected.if_fixed[k], 1e-9);
      }
    }
}

TEST(WrightFisher, of_equal_strategies_is_drift) {
  const WrightFisherFixation fixation = wright_fisher_fixation(population(100, 3), game(2, 2, 2, 2), 1, 0);
  for (std::size_t k = 0; k <= 100; ++k) EXPECT_NEAR(fixation.rho[k], static_cast<double>(k) / 100, 1e-13);
  EXPECT_EQ(fixation.generations_until_absorbed[0], 0);
  EXPECT_EQ(fixation.generations_if_fixed[0], std::nullopt);
  EXPECT_EQ(fixation.generations_if_fixed[100], 0.0);
}

// Taylor et al. (2004) for weak selection: ρ > 1/N where a (N − 2) + b (2N − 1) > c (N + 1) + d (2N − 4).
TEST(WrightFisher, obeys_the_one_third_law) {
  const double states = 30;
  for (const double a : {1.0, 2.0, 3.0})
    for (const double b : {0.0, 0.7, 1.3})
      for (const double c : {0.5, 1.1})
        for (const double d : {0.9, 1.6}) {
          const double favour = a * (states - 2) + b * (2 * states - 1) - c * (states + 1) - d * (2 * states - 4);
          const double rho = wright_fisher_fixation(population(30, 1e-6), game(a, b, c, d), 0, 1).rho[1];
          EXPECT_EQ(rho > 1 / states, favour > 0) << a << " " << b << " " << c << " " << d;
        }
}

TEST(WrightFisher, obeys_the_laws_of_constants_units_and_names) {
  const WrightFisherFixation fixation = wright_fisher_fixation(population(40, 0.5), game(3, 0, 5, 1), 0, 1);
  PayoffMatrix renamed(3);
  const PayoffMatrix same = game(3, 0, 5, 1);
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 2; ++j) renamed(2 - 2 * i, 2 - 2 * j) = same(i, j);
  const WrightFisherFixation others[] = {wright_fisher_fixation(population(40, 0.5), game(103, 100, 105, 101), 0, 1),
                                         wright_fisher_fixation(population(40, 0.25), game(6, 0, 10, 2), 0, 1),
                                         wright_fisher_fixation(population(40, 0.5), renamed, 2, 0)};
  for (const WrightFisherFixation& other : others)
    for (std::size_t k = 1; k < 40; ++k) {
      EXPECT_NEAR(other.ln_rho[k], fixation.ln_rho[k], 1e-11 * std::abs(fixation.ln_rho[k]));
      EXPECT_NEAR(other.generations_until_absorbed[k], fixation.generations_until_absorbed[k], 1e-11);
    }
}

// Mutants of half the residents' fitness, from one to all in a generation or in several: what is rarer than 1e-308 has
// its logarithm. Nobody is fixed sooner than all at once: ln ρ is at least N ln p.
TEST(WrightFisher, has_logarithms_of_what_no_double_holds) {
  const WrightFisherFixation fixation = wright_fisher_fixation(population(100, 10), game(1, 1, 3, 3), 0, 1);
  EXPECT_EQ(fixation.rho[1], 0);
  const double at_once = -100 * std::log1p(99 * std::exp(20.0));
  EXPECT_GT(fixation.ln_rho[1], at_once);
  EXPECT_LT(fixation.ln_rho[1], -900);
  for (std::size_t k = 2; k <= 100; ++k) EXPECT_GT(fixation.ln_rho[k], fixation.ln_rho[k - 1]);
  EXPECT_NEAR(fixation.ln_rho[99], 100 * std::log(99 / (99 + std::exp(20.0))), 1e-4);
  EXPECT_NEAR(fixation.generations_until_absorbed[1], 1, 1e-6);
  EXPECT_TRUE(std::isfinite(fixation.generations_if_fixed[1].value()));
  EXPECT_NEAR(wright_fisher_fixation(population(100, 1e7), game(3, 3, 1, 1), 0, 1).ln_rho[1], 0, 1e-12);
}

// Each offspring of a mutant costs 20,000: to be all at once is the least improbable way.
TEST(WrightFisher, has_logarithms_of_any_size) {
  const WrightFisherFixation fixation = wright_fisher_fixation(population(100, 1e4), game(1, 1, 3, 3), 0, 1);
  const double expected = -100 * (20000 + std::log(99));
  EXPECT_NEAR(fixation.ln_rho[1], expected, 1e-11 * -expected);
}

TEST(WrightFisher, of_fitness_0_never_takes_over) {
  // A mutant alone earns nothing; two would.
  const WrightFisherFixation fixation =
      wright_fisher_fixation(population(10, 1, Fitness::linear), game(3, 0, 1, 1), 0, 1);
  EXPECT_EQ(fixation.rho[1], 0);
  EXPECT_EQ(fixation.ln_rho[1], -std::numeric_limits<double>::infinity());
  EXPECT_EQ(fixation.generations_if_fixed[1], std::nullopt);
  EXPECT_EQ(fixation.generations_until_absorbed[1], 1);
  EXPECT_GT(fixation.rho[2], 0);
}

TEST(WrightFisher, refuses_what_it_cannot_do) {
  const PayoffMatrix payoffs = game(3, 0, 5, 1);
  EXPECT_THROW(wright_fisher_fixation(population(2001, 1), payoffs, 0, 1), Error);
  EXPECT_THROW(wright_fisher_fixation(population(10, 1), payoffs, 0, 0), Error);
  EXPECT_THROW(wright_fisher_fixation(population(10, 1), payoffs, 0, 2), Error);
  EXPECT_THROW(wright_fisher_fixation(population(10, 1e9), payoffs, 0, 1), Error);
  EXPECT_THROW(wright_fisher_fixation({.population = 10}, payoffs, 0, 1), Error);
  EXPECT_THROW(wright_fisher_fixation(population(10, 1, Fitness::linear), game(3, -1, 5, 1), 0, 1), Error);
}

TEST(LongWrightFisher, of_a_thousand_states_is_drift_where_strategies_are_equal) {
  const WrightFisherFixation fixation = wright_fisher_fixation(population(1000, 1), game(1, 1, 1, 1), 0, 1);
  EXPECT_NEAR(fixation.rho[1], 1e-3, 1e-14);
  // Given fixation, about 2 N generations (Kimura & Ohta 1969).
  EXPECT_NEAR(fixation.generations_if_fixed[1].value(), 2000, 20);
}

}  // namespace
