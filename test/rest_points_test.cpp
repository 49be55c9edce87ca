// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/replicator.hpp>
#include <detente/populations/rest_points.hpp>

#include "support/golden.hpp"
#include "support/populations.hpp"

using namespace detente;

namespace {

PayoffMatrix game(const std::vector<std::vector<double>>& rows) {
  PayoffMatrix payoffs(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows.size(); ++j) payoffs(i, j) = rows[i][j];
  return payoffs;
}

const PayoffMatrix kZeeman = game({{0, 6, -4}, {-3, 0, 5}, {-1, 3, 0}});

std::string support_of(const RestPoint& point, const std::vector<std::string>& names) {
  std::string result;
  for (const std::size_t i : point.support) result += (result.empty() ? "" : "+") + names[i];
  return result;
}

TEST(RestPoints, are_those_computed_elsewhere) {
  const auto all = golden("evolution.json");
  const std::vector<std::string> names = all["infinite"]["names"];
  for (const auto& row : all["infinite"]["rest_points"]) {
    const std::string where = row["game"].get<std::string>() + " perc " + row["misperception"].dump();
    const std::vector<RestPoint> points = rest_points(payoffs_of(all, where, names));
    EXPECT_EQ(points.size(), row["count_all"].get<std::size_t>()) << where;
    std::size_t next = 0;
    for (const RestPoint& point : points) {
      if (!point.is_nash && !point.is_stable) continue;
      ASSERT_LT(next, row["nash_or_stable"].size()) << where << support_of(point, names);
      const auto& expected = row["nash_or_stable"][next++];
      std::string support;
      for (const std::string name : expected["support"]) support += (support.empty() ? "" : "+") + name;
      EXPECT_EQ(support_of(point, names), support) << where;
      EXPECT_EQ(point.is_nash, expected["nash"].get<bool>()) << where << support;
      EXPECT_EQ(point.is_stable, expected["stable"].get<bool>()) << where << support;
      EXPECT_NEAR(point.payoff, expected["payoff"].get<double>(), 1e-12) << where << support;
      EXPECT_NEAR(point.growth_outside.value(), expected["max_outside"].get<double>(), 1e-12) << where << support;
      for (std::size_t i = 0; i < names.size(); ++i)
        EXPECT_NEAR(point.share[i], expected["x"][i].get<double>(), 1e-12) << where << support;
    }
    EXPECT_EQ(next, row["nash_or_stable"].size()) << where;
  }
}

// Of Zeeman's (1980) game, the first alone is evolutionarily stable, and all in equal shares are stable without it.
TEST(RestPoints, of_zeemans_game_are_stable_without_evolutionary_stability) {
  const std::vector<RestPoint> points = rest_points(kZeeman);
  const auto expected = golden("evolution.json")["infinite"]["zeeman"];
  ASSERT_EQ(points.size(), expected.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(points[i].is_nash, expected[i]["nash"].get<bool>()) << i;
    EXPECT_EQ(points[i].is_stable, expected[i]["stable"].get<bool>()) << i;
    EXPECT_NEAR(points[i].payoff, expected[i]["payoff"].get<double>(), 1e-12) << i;
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(points[i].share[k], expected[i]["x"][k].get<double>(), 1e-12);
    EXPECT_EQ(points[i].growth_outside.has_value(), i != 5);
    EXPECT_EQ(points[i].is_evolutionarily_stable, i == 0) << i;
  }
}

TEST(RestPoints, say_what_is_evolutionarily_stable) {
  const std::vector<RestPoint> hawk_dove = rest_points(game({{-1, 2}, {0, 1}}));
  ASSERT_EQ(hawk_dove.size(), 3U);
  EXPECT_EQ(hawk_dove[0].is_evolutionarily_stable, false);
  EXPECT_NEAR(hawk_dove[2].share[0], 0.5, 1e-15);
  EXPECT_TRUE(hawk_dove[2].is_stable);
  EXPECT_EQ(hawk_dove[2].is_evolutionarily_stable, true);
  // Rock, paper, scissors that pay as much as they cost: shares go round.
  const std::vector<RestPoint> cycle = rest_points(game({{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}}));
  ASSERT_EQ(cycle.size(), 4U);
  EXPECT_TRUE(cycle[3].is_nash);
  EXPECT_FALSE(cycle[3].is_stable);
  EXPECT_EQ(cycle[3].is_evolutionarily_stable, false);
  // All in shares 2, 2 and 5: each kind alone lets others in, but the first two together drive each other out.
  const std::vector<RestPoint> saddle = rest_points(game({{0, -0.5, 1}, {-0.5, 0, 1}, {1, 1, 0}}));
  ASSERT_EQ(saddle.back().support.size(), 3U);
  EXPECT_NEAR(saddle.back().share[2], 5.0 / 9, 1e-15);
  EXPECT_TRUE(saddle.back().is_nash);
  EXPECT_FALSE(saddle.back().is_stable);
  EXPECT_EQ(saddle.back().is_evolutionarily_stable, false);
  // Twins: each is at rest, nobody is alone with both, and nothing is decided.
  const std::vector<RestPoint> twins = rest_points(game({{1, 1}, {1, 1}}));
  ASSERT_EQ(twins.size(), 2U);
  EXPECT_TRUE(twins[0].is_nash);
  EXPECT_FALSE(twins[0].is_stable);
  EXPECT_EQ(twins[0].is_evolutionarily_stable, std::nullopt);
  EXPECT_EQ(rest_points(game({{7}})).at(0).is_evolutionarily_stable, true);
}

TEST(RestPoints, do_not_depend_on_constants_units_and_names) {
  const auto all = golden("evolution.json");
  const std::vector<std::string> names = all["infinite"]["names"];
  const PayoffMatrix payoffs = payoffs_of(all, "prisoners-dilemma perc 0.05", names);
  PayoffMatrix changed(7);
  for (std::size_t i = 0; i < 7; ++i)
    for (std::size_t j = 0; j < 7; ++j) changed(6 - i, 6 - j) = 1e6 * payoffs(i, j) + 1e5;
  std::map<std::string, const RestPoint*> by_support;
  const std::vector<RestPoint> points = rest_points(payoffs);
  for (const RestPoint& point : points) by_support[support_of(point, names)] = &point;
  const std::vector<RestPoint> others = rest_points(changed);
  ASSERT_EQ(others.size(), points.size());
  for (RestPoint other : others) {
    for (std::size_t& i : other.support) i = 6 - i;
    std::reverse(other.support.begin(), other.support.end());
    const auto found = by_support.find(support_of(other, names));
    ASSERT_NE(found, by_support.end());
    EXPECT_EQ(other.is_nash, found->second->is_nash);
    EXPECT_EQ(other.is_stable, found->second->is_stable);
    EXPECT_NEAR(other.payoff, 1e6 * found->second->payoff + 1e5, 1e-4);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(other.share[6 - i], found->second->share[i], 1e-9);
  }
}

// What the equation itself does to shares near a rest point.
TEST(RestPoints, that_are_stable_are_returned_to_and_others_left) {
  const auto all = golden("evolution.json");
  const std::vector<std::string> names = all["infinite"]["names"];
  const PayoffMatrix payoffs = payoffs_of(all, "prisoners-dilemma perc 0.05", names);
  int stable = 0;
  for (const RestPoint& point : rest_points(payoffs)) {
    std::vector<double> start = point.share;
    for (double& share : start) share = 0.999 * share + 0.001 / 7;
    const std::vector<double> end = replicator(payoffs, start, {20000}).share[0];
    double distance = 0;
    for (std::size_t i = 0; i < 7; ++i) distance = std::max(distance, std::abs(end[i] - point.share[i]));
    EXPECT_EQ(distance < 1e-6, point.is_stable) << support_of(point, names);
    stable += point.is_stable ? 1 : 0;
  }
  EXPECT_EQ(stable, 3);
}

// Starts of both samples differ: two shares of 2,000 each are compared, at a false-alarm rate of 10⁻⁴ for each share.
TEST(LongBasins, have_the_shares_computed_elsewhere) {
  const auto all = golden("evolution.json");
  const std::vector<std::string> names = all["infinite"]["names"];
  for (const auto& row : all["infinite"]["basins"]) {
    const std::string where = row["game"].get<std::string>() + " perc " + row["misperception"].dump();
    const PayoffMatrix payoffs = payoffs_of(all, where, names);
    const std::vector<RestPoint> points = rest_points(payoffs);
    const Basins found = basins(payoffs, points);
    double sum = found.none;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double expected = row["share"].value(support_of(points[i], names), 0.0);
      const double bound = 3.89 * std::sqrt(2 * expected * (1 - expected) / 2000);
      EXPECT_NEAR(found.share[i], expected, std::max(bound, 0.005)) << where << support_of(points[i], names);
      EXPECT_LE(bound, 0.061);
      EXPECT_NEAR(found.share_error[i], std::sqrt(found.share[i] * (1 - found.share[i]) / 2000), 1e-15);
      sum += found.share[i];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_LT(found.none, 0.01);
  }
}

// Two strategies that do best among themselves: the border is known. 20,000 starts, false-alarm rate 10⁻⁴.
TEST(Basins, of_coordination_end_at_the_threshold) {
  const PayoffMatrix payoffs = game({{3, 0}, {2, 2}});  // the first gains from 2/3 on
  const std::vector<RestPoint> points = rest_points(payoffs);
  const Basins found = basins(payoffs, points, {.starts = 20000, .give_up = {}});
  EXPECT_NEAR(found.share[0], 1.0 / 3, 3.89 * std::sqrt(2.0 / 9 / 20000));
  EXPECT_EQ(found.share[2], 0);
  EXPECT_NEAR(found.share[0] + found.share[1] + found.none, 1, 1e-15);
  const Basins nowhere = basins(payoffs, points, {.starts = 100, .horizon = 0.01, .give_up = {}});
  EXPECT_GT(nowhere.none, 0.9);
  // Each start is a pure function of its number.
  std::size_t first = 0;
  for (std::int64_t start = 20000; start-- > 0;)
    first += basin_of_start(payoffs, points, start, {.starts = 20000, .give_up = {}}) == 0 ? 1U : 0U;
  EXPECT_EQ(static_cast<double>(first) / 20000, found.share[0]);
}

// Of uniform shares of three, each is below 1/2 with chance 3/4: (1 − s)² at s = 1/2. As if by a vote of more than
// half.
TEST(Basins, begin_uniformly_on_the_simplex) {
  const PayoffMatrix payoffs = game({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  const std::vector<RestPoint> points = rest_points(payoffs);
  const Basins found = basins(payoffs, points, {.starts = 5000, .give_up = {}});
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NEAR(found.share[i], 1.0 / 3, 3.89 * std::sqrt(2.0 / 9 / 5000)) << "the largest share wins";
}

TEST(RestPoints, refuse_what_they_cannot_do) {
  EXPECT_THROW(rest_points(PayoffMatrix(0)), Error);
  PayoffMatrix infinite(2);
  infinite(0, 1) = std::numeric_limits<double>::infinity();
  EXPECT_THROW(rest_points(infinite), Error);
  EXPECT_THROW(rest_points(PayoffMatrix(17)), Error);
  EXPECT_EQ(rest_points(PayoffMatrix(221), 1).size(), 221U);
  try {
    rest_points(PayoffMatrix(221), 3);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("at most 2 strategies"), std::string::npos) << error.what();
  }
  const std::vector<RestPoint> points = rest_points(kZeeman);
  EXPECT_THROW(basins(kZeeman, points, {.starts = 0, .give_up = {}}), Error);
  EXPECT_THROW(basins(kZeeman, points, {.horizon = 0, .give_up = {}}), Error);
  EXPECT_THROW(basins(kZeeman, points, {.distance = 0.1, .give_up = {}}), Error);
  EXPECT_THROW(basins(PayoffMatrix(2), points), Error);
}

TEST(LongRestPoints, of_sixteen_strategies_are_found) {
  PayoffMatrix payoffs(16);
  for (std::size_t i = 0; i < 16; ++i) payoffs(i, i) = 1 + static_cast<double>(i);
  // Coordination: every support has one rest point, and pure ones are stable.
  const std::vector<RestPoint> points = rest_points(payoffs);
  ASSERT_EQ(points.size(), 65535U);
  for (std::size_t i = 0; i < points.size(); ++i) EXPECT_EQ(points[i].is_stable, i < 16);
}

}  // namespace
