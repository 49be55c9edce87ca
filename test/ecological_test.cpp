// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include <detente/error.hpp>
#include <detente/populations/ecological.hpp>

#include "support/evolution_values.hpp"

/// Axelrod's ecological process.
namespace {

using namespace detente;
using namespace evolution_values;

TEST(Ecological, has_the_check_values) {
  for (const auto& row : values()["infinite"]["ecological"]) {
    std::vector<double> start(7, row["start"] == "equal" ? 1.0 : 0.0);
    if (row["start"] != "equal") {
      const auto& given = row["start"];
      if (!given.is_array()) continue;
      for (std::size_t i = 0; i < 7; ++i) start[i] = given[i];
    }
    const EcologicalCourse course =
        ecological_course(seven(row["game"], "perc", row["misperception"]), start, {.generations = 1000});
    ASSERT_EQ(course.ln_shares.size(), 1001U);
    for (const auto& [generation, shares] : row["share"].items())
      for (std::size_t i = 0; i < 7; ++i) {
        const double expected = shares[i];
        const double found = std::exp(course.ln_shares[std::stoul(generation)][i]);
        EXPECT_NEAR(found, expected, 1e-10 * std::max(expected, 1e-300) + 1e-12 * expected)
            << row["game"] << generation;
      }
  }
}

TEST(Ecological, has_the_rational_check_values) {
  PayoffMatrix payoffs(2);
  payoffs(0, 0) = 30;
  payoffs(0, 1) = 9;
  payoffs(1, 0) = 14;
  payoffs(1, 1) = 10;
  const EcologicalCourse course = ecological_course(payoffs, {0.1, 0.9}, {.generations = 3});
  EXPECT_NEAR(std::exp(course.ln_shares[1][0]), 37.0 / 349, 1e-15);
  EXPECT_NEAR(std::exp(course.ln_shares[2][0]), 24161.0 / 213337, 1e-15);
  EXPECT_NEAR(std::exp(course.ln_shares[3][0]), 9774791609.0 / 80085646353, 1e-15);
}

TEST(Ecological, names_who_returns_from_below_a_millionth_unless_they_are_gone) {
  const std::vector<double> equal(7, 1.0);
  for (const auto& row : values()["infinite"]["revivals"]) {
    const PayoffMatrix payoffs = seven(row["game"], "perc", row["misperception"]);
    const EcologicalCourse course = ecological_course(payoffs, equal, {.generations = 1000});
    const auto& revived = row["revived_from_below_1e-6"];
    std::size_t to_stay = 0;  // the check values name those that are there at the end
    for (const Revival& revival : course.revivals) {
      if (course.ln_shares.back()[revival.strategy] < std::log(0.01)) continue;
      ++to_stay;
      const auto& expected = revived[std::string(values()["two_types"]["names"][revival.strategy])];
      EXPECT_NEAR(revival.ln_lowest, expected["lowest_ln_share"], 1e-9);
      EXPECT_EQ(revival.generation, expected["generation"].get<std::int64_t>());
    }
    EXPECT_EQ(to_stay, revived.size()) << row.dump();
    const EcologicalCourse harsh = ecological_course(payoffs, equal, {.generations = 1000, .extinct = 1e-6});
    for (std::size_t i = 0; i < 7; ++i)
      EXPECT_NEAR(std::exp(harsh.ln_shares.back()[i]), row["share_1000_with_extinct_1e-6"][i].get<double>(), 1e-9);
    EXPECT_TRUE(harsh.revivals.empty());
  }
}

TEST(Ecological, refuses_negative_offspring_and_says_which_background_would_do) {
  PayoffMatrix payoffs(2);
  payoffs(0, 1) = -1.5;
  payoffs(1, 0) = 1;
  try {
    ecological_course(payoffs, {1, 1}, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(
        std::string(error.what()),
        "in the ecological process payoffs are numbers of offspring, but the least is -1.5; add a constant, with a "
        "background of at least 1.5");
  }
  const EcologicalCourse course = ecological_course(payoffs, {1, 1}, {.generations = 5, .background = 1.5});
  EXPECT_LT(course.ln_shares.back()[0], course.ln_shares.back()[1]);
  EXPECT_THROW(ecological_course(payoffs, {0, 0}, {.background = 2}), Error);
}

TEST(Ecological, keeps_shares_where_nobody_earns_anything) {
  const EcologicalCourse course = ecological_course(PayoffMatrix(3), {1, 2, 1}, {.generations = 10});
  EXPECT_NEAR(std::exp(course.ln_shares.back()[1]), 0.5, 1e-15);
}

}  // namespace
