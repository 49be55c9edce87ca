// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include <detente/error.hpp>
#include <detente/populations/ring_fixation.hpp>

#include "support/evolution_values.hpp"
#include "support/graph_chain.hpp"

/// Takeover on a ring.
namespace {

using namespace detente;

constexpr auto kDeathBirth = StructureUpdate::death_birth;
constexpr auto kBirthDeath = StructureUpdate::birth_death;
constexpr auto kPairwise = StructureUpdate::pairwise;

TEST(RingFixation, of_breakers_of_spirals_is_that_of_the_check_values) {
  const auto check = golden("evolution.json");
  const std::vector<std::string> names = check["two_types"]["names"];
  for (const auto& row : check["graphs"]["breakers_on_a_ring"]) {
    const auto& all = check["two_types"]["payoffs"][row["game"].get<std::string>() + " perc 0.05"];
    const auto i = static_cast<std::size_t>(std::find(names.begin(), names.end(), row["breaker"]) - names.begin());
    const auto hawk = static_cast<std::size_t>(std::find(names.begin(), names.end(), "hawk") - names.begin());
    const PairPayoffs pay{all[i][i], all[i][hawk], all[hawk][i], all[hawk][hawk]};
    for (const auto& [key, update] : {std::pair{"ring_DB", kDeathBirth}, {"ring_BD", kBirthDeath}}) {
      const double ln = ln_ring_fixation(row["population"], pay, {.update = update, .selection = row["selection"]});
      const double expected = std::log(row[key].get<double>());
      EXPECT_NEAR(ln, expected, 1e-11 * std::max(1.0, std::abs(expected))) << row["breaker"] << key;
    }
  }
}

TEST(RingFixation, of_constant_fitness_is_that_of_a_well_mixed_population) {
  for (const auto& row : evolution_values::values()["graphs"]["constant_selection_BD"]) {
    const double r = row["r"];
    const PairPayoffs pay{std::log(r), std::log(r), 0, 0};
    const double expected = row["ring_7"];
    EXPECT_NEAR(std::exp(ln_ring_fixation(7, pay, {.update = kBirthDeath})), expected, 1e-12);
    EXPECT_NEAR(std::exp(ln_ring_fixation(7, {r, r, 1, 1}, {kBirthDeath, Gains::mean, Fitness::linear, 1})), expected,
                1e-12);
  }
  // (1 − 1/r) / (1 − r^−N), isothermal (Lieberman, Hauert & Nowak 2005).
  EXPECT_NEAR(ln_ring_fixation(1000, {-2, -2, 0, 0}, {.update = kBirthDeath}), std::log(std::expm1(2.0)) - 2000,
              1e-11 * 2000);
}

TEST(RingFixation, is_that_of_the_chain_of_all_placements) {
  const PairPayoffs games[] = {{3, 0.5, 4.5, 1}, {2, 1.4, 0.3, 1.1}, {0.4, 2, 1.5, 0.2}};
  for (const std::size_t states : {3U, 4U, 5U, 7U})
    for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise})
      for (const Gains gains : {Gains::mean, Gains::sum})
        for (const Fitness fitness : {Fitness::exponential, Fitness::linear})
          for (const PairPayoffs& pay : games) {
            const StructuredProcess process{update, gains, fitness, 0.7};
            const graph_chain::Answer all =
                graph_chain::solve(describe_graph("ring:" + std::to_string(states)), pay, process);
            for (std::size_t founders = 1; founders < states; ++founders)
              EXPECT_NEAR(ln_ring_fixation(static_cast<std::int64_t>(states), pay, process,
                                           static_cast<std::int64_t>(founders)),
                          std::log(all.takeover[(std::size_t{1} << founders) - 1]), 1e-11)
                  << states << " " << founders;
          }
}

TEST(RingFixation, without_selection_is_the_share_of_founders) {
  for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise})
    for (const std::int64_t founders : {1, 40, 99}) {
      const double expected = std::log(static_cast<double>(founders) / 100);
      EXPECT_NEAR(ln_ring_fixation(100, {5, 3, 1, 0}, {.update = update, .selection = 0}, founders), expected, 1e-12);
    }
}

TEST(RingFixation, of_one_kind_into_its_like_is_drift_at_any_selection) {
  for (const StructureUpdate update : {kDeathBirth, kBirthDeath, kPairwise})
    EXPECT_NEAR(ln_ring_fixation(1000, {2, 2, 2, 2}, {.update = update, .selection = 1e4}), std::log(1e-3), 1e-11);
}

TEST(RingFixation, keeps_its_digits_where_chances_would_underflow) {
  const double ln = ln_ring_fixation(1'000'000, {3, 0, 5, 1}, {.update = kPairwise, .selection = 10});
  // The sum is dominated by its last term: the first step adds 30, the last 35, those between 15 each.
  EXPECT_NEAR(ln / -(30 + 35 + 15.0 * 999'997), 1, 1e-12);
  EXPECT_EQ(ln_ring_fixation(100, {1, 1, 0, 0}, {.update = kBirthDeath, .selection = 1e5}), 0);
}

TEST(RingFixation, is_ruled_by_zeros_of_linear_fitness) {
  const auto ln = [](StructureUpdate update, const PairPayoffs& pay, std::int64_t founders = 1) {
    return ln_ring_fixation(6, pay, {update, Gains::mean, Fitness::linear, 1}, founders);
  };
  const double never = -std::numeric_limits<double>::infinity();
  // A lone mutant of fitness 0 is never copied.
  EXPECT_EQ(ln(kBirthDeath, {1, 0, 1, 1}), never);
  EXPECT_EQ(ln(kDeathBirth, {1, 0, 1, 1}), never);
  // Residents of fitness 0 are never copied either.
  EXPECT_EQ(ln(kBirthDeath, {1, 1, 0, 0}), 0);
  // Where all are 0 it is drift.
  EXPECT_NEAR(ln(kBirthDeath, {0, 0, 0, 0}), std::log(1.0 / 6), 1e-12);
  EXPECT_NEAR(ln(kDeathBirth, {0, 0, 0, 0}), std::log(1.0 / 6), 1e-12);
  // Two founders hold their own, unless they shrink to one, which is lost.
  const PairPayoffs lost_alone{2, 0, 1, 1};
  const graph_chain::Answer all =
      graph_chain::solve(describe_graph("ring:6"), lost_alone, {kBirthDeath, Gains::mean, Fitness::linear, 1});
  EXPECT_NEAR(ln(kBirthDeath, lost_alone, 2), std::log(all.takeover[3]), 1e-12);
  EXPECT_NEAR(ln(kBirthDeath, lost_alone, 4), std::log(all.takeover[15]), 1e-12);
}

TEST(RingFixation, is_refused_with_a_reason) {
  EXPECT_THROW(ln_ring_fixation(2, {}, {}), Error);
  EXPECT_THROW(ln_ring_fixation(1'000'001, {}, {}), Error);
  EXPECT_THROW(ln_ring_fixation(5, {}, {}, 0), Error);
  EXPECT_THROW(ln_ring_fixation(5, {}, {}, 5), Error);
  EXPECT_THROW(ln_ring_fixation(5, {}, {.selection = -1}), Error);
  EXPECT_THROW(ln_ring_fixation(5, {std::nan(""), 0, 0, 0}, {}), Error);
  EXPECT_THROW(ln_ring_fixation(5, {-1, 0, 0, 0}, {kDeathBirth, Gains::mean, Fitness::linear, 1}), Error);
  EXPECT_THROW(ln_ring_fixation(5, {-1, 0, 0, 0}, {kDeathBirth, Gains::sum, Fitness::linear, 0.4}), Error);
  EXPECT_NO_THROW(ln_ring_fixation(5, {-1, 0, 0, 0}, {kDeathBirth, Gains::mean, Fitness::linear, 0.4}));
  EXPECT_THROW(ln_ring_fixation(5, {}, {kDeathBirth, Gains::mean, Fitness::linear, 1.5}), Error);
}

}  // namespace
