// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/populations/lattice.hpp>

#include "support/evolution_values.hpp"

/// Lattices on which the best is copied.
namespace {

using namespace detente;

// Strategy 0 cooperates: R = 1, T = b, S = P = 0 (Nowak & May 1992).
LatticeRules nowak_may(double b) {
  LatticeRules rules{PayoffMatrix(2), 8, true};
  rules.payoffs(0, 0) = 1;
  rules.payoffs(1, 0) = b;
  return rules;
}

TEST(Lattice, of_one_defector_grows_as_published) {
  const LatticeCourse course = run_lattice(nowak_may(1.85), block_in_sea(129, 129, 1, 1, 0), 60);
  std::vector<std::int64_t> counts;
  for (const auto& of_generation : course.counts) counts.push_back(of_generation[1]);
  const std::vector<std::int64_t> expected =
      golden("evolution.json")["lattice"]["nowak_may"]["single_defector_counts_b1.85_129x129"];
  EXPECT_EQ(counts, expected);
}

TEST(Lattice, of_one_defector_fills_its_square_as_in_the_check_values) {
  const LatticeCourse course = run_lattice(nowak_may(1.85), block_in_sea(1025, 1025, 1, 1, 0), 511);
  for (const auto& row : evolution_values::values()["lattice"]["nowak_may"]["cooperators_inside_the_square_(2g+1)^2"]) {
    const std::int64_t generation = row[0];
    const std::int64_t defectors = course.counts[static_cast<std::size_t>(generation)][1];
    EXPECT_EQ(defectors, row[1].get<std::int64_t>()) << generation;
  }
}

// 12 ln 2 − 8, to which shares of cooperators tend; the mean of 300 generations, whose spread from one generation to
// the next is 0.0045 and whose own is far less, lies some .002 below on lattices of this size.
TEST(Lattice, from_random_starts_has_the_published_share_of_cooperators) {
  for (const auto& [b, shares] : {std::pair{1.85, std::vector{.9, .1}}, {1.9, std::vector{.5, .5}}}) {
    const LatticeCourse course = run_lattice(nowak_may(b), random_lattice(400, 400, shares, 1), 600);
    ASSERT_EQ(course.counts.size(), 601U);
    double mean = 0;
    for (std::size_t generation = 301; generation <= 600; ++generation)
      mean += static_cast<double>(course.counts[generation][0]) / 160000 / 300;
    EXPECT_NEAR(mean, 12 * std::log(2.0) - 8, .005);
  }
}

TEST(Lattice, has_blocks_of_breakers_that_spread_as_in_the_check_values) {
  const auto check = golden("evolution.json");
  const std::vector<std::string> names = check["two_types"]["names"];
  std::size_t compared = 0;
  for (const auto& row : check["lattice"]["blocks"]) {
    const std::string key =
        row["game"].get<std::string>() + " perc " + (row["misperception"] == 0.01 ? "0.01" : "0.05");
    if (row["misperception"] == 0.1) continue;  // payoffs at this rate are not among the check values
    const auto& all = check["two_types"]["payoffs"][key];
    PayoffMatrix payoffs(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
      for (std::size_t j = 0; j < names.size(); ++j) payoffs(i, j) = all[i][j];
    const auto place = [&](const std::string& name) {
      return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    const std::size_t order[2] = {place(row["breaker"]), place("hawk")};
    for (const std::size_t neighbours : {4U, 8U}) {
      const auto& expected = row["neighbours_" + std::to_string(neighbours)];
      const std::vector<BlockCourse> courses =
          block_courses(payoffs, order[0], order[1], neighbours, {1, 2, 3, 4, 5, 6, 7});
      for (const BlockCourse& course : courses) {
        // Who is copied of those paid the same depends on the direction in the check value.
        if (row["breaker"] == "dove" && row["game"] != "prisoners-dilemma" && neighbours == 4 && course.block == 2)
          continue;
        std::int64_t taken = course.taken;
        if (row["breaker"] == "wsls" && neighbours == 8 && course.block == 5) {
          // The check value stopped where the number, not the lattice, was that of the generation before.
          LatticeRules rules{PayoffMatrix(2), neighbours, false};
          for (std::size_t i = 0; i < 2; ++i)
            for (std::size_t j = 0; j < 2; ++j) rules.payoffs(i, j) = payoffs(order[i], order[j]);
          const auto counts = run_lattice(rules, block_in_sea(61, 61, course.block, 0, 1), 60).counts;
          std::size_t end = 1;
          while (end + 1 < counts.size() && counts[end][0] != counts[end - 1][0]) ++end;
          taken = counts[end][0];
        }
        EXPECT_EQ(taken, expected["after_60_generations"][std::to_string(course.block)]) << row.dump() << course.block;
        ++compared;
      }
      const auto& least = expected["smallest_block_that_spreads"];
      const std::optional<std::size_t> found = smallest_block(courses);
      EXPECT_EQ(found.value_or(0), least.is_null() ? 0 : least.get<std::size_t>()) << row.dump();
    }
  }
  EXPECT_GT(compared, 200U);
}

TEST(Lattice, has_blocks_that_do_not_depend_on_the_order_of_strategies) {
  // A dove among hawks ties often.
  PayoffMatrix one(2);
  PayoffMatrix other(2);
  const double payoffs[2][2] = {{3, .75}, {2.75, 1}};
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 2; ++j) one(i, j) = other(1 - i, 1 - j) = payoffs[i][j];
  const auto first = block_courses(one, 0, 1, 4, {2, 3, 4});
  const auto second = block_courses(other, 1, 0, 4, {2, 3, 4});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(first[i].taken, second[i].taken);
}

// Payoffs of few different values, so that ties are many.
PayoffMatrix drawn_payoffs(std::size_t strategies, std::uint64_t seed) {
  PayoffMatrix result(strategies);
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < strategies; ++i)
    for (std::size_t j = 0; j < strategies; ++j)
      result(i, j) = static_cast<double>(word({.seed = seed, .round = ++at}) % 4) / (seed % 2 == 0 ? 1 : 3);
  return result;
}

TEST(Lattice, is_the_same_from_every_kernel) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::size_t rows = 3 + word({.seed = seed, .repetition = 1}) % 40;
    const std::size_t columns = 3 + word({.seed = seed, .repetition = 2}) % 100;
    const LatticeRules rules{drawn_payoffs(2, seed), seed % 4 < 2 ? 4U : 8U, seed % 8 < 4};
    Lattice fast = random_lattice(rows, columns, {1, 1}, seed);
    Lattice plain = fast;
    LatticeGame fast_game(rules);
    LatticeGame plain_game(rules, LatticeKernel::plain);
    for (int generation = 0; generation < 20; ++generation) {
      fast_game.step(fast);
      plain_game.step(plain);
      ASSERT_EQ(fast.strategies, plain.strategies) << seed << " " << rows << "x" << columns;
    }
  }
}

// By the definition, from a table of neighbours, with strategies counted one by one.
std::vector<std::uint8_t> next_by_definition(const LatticeRules& rules, const Lattice& lattice) {
  const auto at = [&](std::size_t row, std::size_t column, int down, int right) {
    return (row + lattice.rows + static_cast<std::size_t>(down + 1) - 1) % lattice.rows * lattice.columns +
           (column + lattice.columns + static_cast<std::size_t>(right + 1) - 1) % lattice.columns;
  };
  std::vector<std::vector<std::size_t>> around(lattice.strategies.size());
  for (std::size_t row = 0; row < lattice.rows; ++row)
    for (std::size_t column = 0; column < lattice.columns; ++column)
      for (int down = -1; down <= 1; ++down)
        for (int right = -1; right <= 1; ++right)
          if ((down != 0 || right != 0) && (rules.neighbours == 8 || down == 0 || right == 0))
            around[row * lattice.columns + column].push_back(at(row, column, down, right));
  std::vector<double> paid(around.size());
  for (std::size_t i = 0; i < around.size(); ++i) {
    std::vector<int> counts(rules.payoffs.size());
    for (const std::size_t j : around[i]) ++counts[lattice.strategies[j]];
    if (rules.meets_itself) ++counts[lattice.strategies[i]];
    for (std::size_t s = 0; s < counts.size(); ++s) paid[i] += counts[s] * rules.payoffs(lattice.strategies[i], s);
  }
  std::vector<std::uint8_t> next = lattice.strategies;
  for (std::size_t i = 0; i < around.size(); ++i) {
    double best = paid[i];
    for (const std::size_t j : around[i]) best = std::max(best, paid[j]);
    if (paid[i] == best) continue;
    std::uint8_t lowest = 255;
    for (const std::size_t j : around[i])
      if (paid[j] == best) lowest = std::min(lowest, lattice.strategies[j]);
    next[i] = lowest;
  }
  return next;
}

TEST(Lattice, follows_the_definition_for_any_number_of_strategies) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::size_t strategies = 1 + seed % 7;
    const LatticeRules rules{drawn_payoffs(strategies, seed), seed % 4 < 2 ? 4U : 8U, seed % 8 < 4};
    Lattice lattice = random_lattice(3 + seed % 9, 3 + seed % 13, std::vector<double>(strategies, 1), seed);
    LatticeGame game(rules);
    for (int generation = 0; generation < 6; ++generation) {
      const std::vector<std::uint8_t> expected = next_by_definition(rules, lattice);
      game.step(lattice);
      ASSERT_EQ(lattice.strategies, expected) << seed;
    }
  }
}

TEST(Lattice, is_moved_and_turned_as_its_start_is) {
  const LatticeRules rules = nowak_may(1.6);
  const Lattice start = random_lattice(20, 33, {.7, .3}, 3);
  Lattice turned{33, 20, std::vector<std::uint8_t>(660)};
  for (std::size_t row = 0; row < 20; ++row)
    for (std::size_t column = 0; column < 33; ++column)
      turned.strategies[(column + 5) % 33 * 20 + (row + 7) % 20] = start.strategies[row * 33 + column];
  const LatticeCourse one = run_lattice(rules, start, 30);
  const LatticeCourse other = run_lattice(rules, turned, 30);
  EXPECT_EQ(one.counts, other.counts);
}

TEST(Lattice, stops_where_it_repeats_itself) {
  // Nobody meets anybody who is paid more.
  const LatticeCourse still = run_lattice({PayoffMatrix(2), 8, false}, random_lattice(9, 9, {1, 1}, 1), 1000);
  EXPECT_EQ(still.period, 1);
  EXPECT_EQ(still.counts.size(), 2U);
  // Cooperators at b = 1.1 settle into blinkers and still lifes.
  const LatticeRules rules = nowak_may(1.65);
  const LatticeCourse course = run_lattice(rules, random_lattice(8, 8, {.6, .4}, 5), 100000);
  ASSERT_TRUE(course.period.has_value());
  Lattice again = course.last;
  LatticeGame game(rules);
  for (std::int64_t generation = 1; generation <= *course.period; ++generation) {
    game.step(again);
    EXPECT_EQ(again.strategies == course.last.strategies, generation == *course.period);
  }
}

TEST(Lattice, keeps_the_frames_that_are_asked_for) {
  const LatticeCourse course = run_lattice(nowak_may(1.85), block_in_sea(21, 21, 1, 1, 0), 5, {0, 2, 5, 9});
  ASSERT_EQ(course.frames.size(), 3U);
  EXPECT_EQ(course.frames[1].generation, 2);
  EXPECT_EQ(count_strategies(course.frames[1].lattice, 2)[1], 25);
  EXPECT_EQ(course.frames[2].lattice.strategies, course.last.strategies);
}

// The false-alarm rate of each share is below 1e-6: 5 standard deviations.
TEST(Lattice, begins_with_the_shares_that_are_asked_for) {
  const std::vector<double> shares{.5, 0, .2, .3};
  const std::vector<std::int64_t> counts = count_strategies(random_lattice(300, 300, shares, 7), 4);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(static_cast<double>(counts[i]), 90000 * shares[i], 5 * std::sqrt(90000 * shares[i] * (1 - shares[i])));
  EXPECT_EQ(counts[1], 0);
  EXPECT_NE(random_lattice(9, 9, {1, 1}, 1).strategies, random_lattice(9, 9, {1, 1}, 2).strategies);
}

TEST(Lattice, is_refused_with_a_reason) {
  const LatticeRules rules = nowak_may(1.5);
  EXPECT_THROW(block_in_sea(2, 5, 1, 1, 0), Error);
  EXPECT_THROW(block_in_sea(5, 5, 0, 1, 0), Error);
  EXPECT_THROW(block_in_sea(5, 6, 6, 1, 0), Error);
  EXPECT_THROW(random_lattice(5000, 5000, {1}, 1), Error);
  EXPECT_THROW(random_lattice(5, 5, {}, 1), Error);
  EXPECT_THROW(random_lattice(5, 5, {1, -1}, 1), Error);
  EXPECT_THROW(random_lattice(5, 5, {0, 0}, 1), Error);
  EXPECT_THROW(run_lattice(rules, {5, 5, std::vector<std::uint8_t>(24)}, 0), Error);
  EXPECT_THROW(run_lattice(rules, {5, 5, std::vector<std::uint8_t>(25, 2)}, 0), Error);
  EXPECT_THROW(run_lattice(rules, block_in_sea(5, 5, 1, 1, 0), -1), Error);
  EXPECT_THROW(run_lattice(rules, block_in_sea(5, 5, 1, 1, 0), 1'000'001), Error);
  EXPECT_THROW(LatticeGame({PayoffMatrix(2), 6, false}), Error);
  EXPECT_THROW(LatticeGame({PayoffMatrix(0), 4, false}), Error);
  EXPECT_THROW(LatticeGame({PayoffMatrix(256), 4, false}), Error);
  LatticeRules wrong = rules;
  wrong.payoffs(0, 1) = std::nan("");
  EXPECT_THROW(LatticeGame{wrong}, Error);
  EXPECT_THROW(block_courses(PayoffMatrix(2), 1, 1, 8, {1}), Error);
  EXPECT_THROW(block_courses(PayoffMatrix(2), 1, 2, 8, {1}), Error);
}

}  // namespace
