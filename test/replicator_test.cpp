// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include <detente/error.hpp>
#include <detente/populations/replicator.hpp>

#include "support/golden.hpp"
#include "support/populations.hpp"

using namespace detente;

namespace {

const double kInfinity = std::numeric_limits<double>::infinity();

PayoffMatrix game(const std::vector<std::vector<double>>& rows) {
  PayoffMatrix payoffs(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < rows.size(); ++j) payoffs(i, j) = rows[i][j];
  return payoffs;
}

std::vector<double> equal(std::size_t strategies) {
  return std::vector<double>(strategies, 1 / static_cast<double>(strategies));
}

// Those values were computed to a relative 1e-10 a step by another method.
TEST(Replicator, has_the_shares_computed_elsewhere) {
  const auto all = golden("evolution.json");
  const std::vector<std::string> names = all["two_types"]["names"];
  int seen = 0;
  for (const auto& row : all["infinite"]["replicator"]) {
    const std::string game = row["game"];
    const std::string rate = row["misperception"].dump();
    std::vector<double> start = equal(7);
    if (row["start"] != "equal") {
      start.assign(7, 0.02);
      start[4] = 0.88;
    }
    const ReplicatorPath path = replicator(payoffs_of(all, game + " perc " + rate, names), start, row["times"],
                                           {.mutation = row["mutation"], .give_up = {}});
    for (std::size_t time = 0; time < path.times.size(); ++time)
      for (std::size_t i = 0; i < 7; ++i) {
        const double expected = row["share"][time][i];
        const double ln_expected = std::log(expected);
        if (expected < 1e-300) continue;
        EXPECT_NEAR(path.ln_share[time][i], ln_expected, 2e-7 * std::max(1.0, -ln_expected))
            << row["game"] << rate << row["start"] << row["mutation"] << " " << time << " " << i;
        ++seen;
      }
  }
  EXPECT_GT(seen, 350);
}

// Two strategies of constant payoffs: ln (x / (1 − x)) grows by the difference.
TEST(Replicator, of_constant_gain_is_logistic) {
  const PayoffMatrix payoffs = game({{2, 2}, {1, 1}});
  const ReplicatorPath path = replicator(payoffs, {1e-9, 1 - 1e-9}, {0, 1, 10, 30, 1000, 20000});
  for (std::size_t i = 0; i < path.times.size(); ++i) {
    const double odds = std::log(1e-9 / (1 - 1e-9)) + path.times[i];
    EXPECT_NEAR(path.ln_share[i][0] - path.ln_share[i][1], odds, 1e-7 * std::max(1.0, std::abs(odds)));
    EXPECT_NEAR(path.share[i][0] + path.share[i][1], 1, 1e-15);
  }
  EXPECT_EQ(path.share[5][1], 0);  // e^−19979
  EXPECT_GT(path.ln_share[5][1], -20000);
}

TEST(Replicator, keeps_the_product_of_rock_paper_and_scissors) {
  const auto expected = golden("evolution.json")["infinite"]["rps_constant"];
  const std::vector<double> start = expected["start"];
  const ReplicatorPath path = replicator(game({{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}}), start, {10, 100, 1000});
  for (std::size_t i = 0; i < 3; ++i) {
    const std::vector<double>& share = path.share[i];
    // Errors of steps add up along the orbit.
    EXPECT_NEAR(share[0] * share[1] * share[2], expected["product"].get<double>(), 1e-9 * path.times[i] * 0.03);
  }
}

TEST(Replicator, meets_any_tolerance) {
  const PayoffMatrix payoffs = game({{0, 6, -4}, {-3, 0, 5}, {-1, 3, 0}});
  const auto at = [&](double tolerance) {
    return replicator(payoffs, {0.5, 0.3, 0.2}, {20}, {.tolerance = tolerance, .give_up = {}}).ln_share[0];
  };
  const std::vector<double> best = at(1e-13);
  for (const double tolerance : {1e-6, 1e-9, 1e-11})
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(at(tolerance)[i], best[i], 100 * tolerance);
}

TEST(Replicator, leaves_absent_strategies_absent_unless_they_are_mutants) {
  const PayoffMatrix payoffs = game({{1, 0, 3}, {2, 1, 0}, {0, 2, 1}});
  const ReplicatorPath face = replicator(payoffs, {0.5, 0.5, 0}, {0, 1, 1000});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(face.share[i][2], 0);
    EXPECT_EQ(face.ln_share[i][2], -kInfinity);
  }
  const ReplicatorPath mutants = replicator(payoffs, {1, 0, 0}, {0, 1e-6, 1e-3}, {.mutation = 0.01, .give_up = {}});
  EXPECT_EQ(mutants.share[0][1], 0);
  EXPECT_NEAR(mutants.share[1][1], 0.005 * 1e-6, 1e-5 * 0.005 * 1e-6);
  EXPECT_NEAR(mutants.share[2][2], 0.005 * 1e-3, 5e-3 * 0.005 * 1e-3);
  // Alone, mutation makes all equal: x − 1/n falls by e^(−U n/(n−1) t).
  const ReplicatorPath drift = replicator(PayoffMatrix(3), {1, 0, 0}, {1, 5, 1000}, {.mutation = 0.1, .give_up = {}});
  EXPECT_NEAR(drift.share[0][0], 1.0 / 3 + 2.0 / 3 * std::exp(-0.15), 1e-8);
  EXPECT_NEAR(drift.share[1][0], 1.0 / 3 + 2.0 / 3 * std::exp(-0.75), 1e-8);
  EXPECT_NEAR(drift.share[2][0], 1.0 / 3, 1e-8);
}

TEST(Replicator, removes_what_is_extinct) {
  // The third is beaten by the first, which the second replaces; it would win in the end.
  const PayoffMatrix payoffs = game({{2, 0, 2}, {3, 1, 0}, {0, 2, 3}});
  const std::vector<double> start{0.9, 0.05, 0.05};
  const ReplicatorPath path = replicator(payoffs, start, {100});
  EXPECT_GT(path.share[0][2], 0.99);
  const ReplicatorPath removed = replicator(payoffs, start, {100}, {.extinct = 0.02, .give_up = {}});
  EXPECT_EQ(removed.share[0][2], 0);
  EXPECT_EQ(removed.share[0][0] + removed.share[0][1], 1);
}

TEST(Replicator, obeys_the_laws_of_names_constants_units_and_twins) {
  const PayoffMatrix payoffs = game({{0, 6, -4}, {-3, 0, 5}, {-1, 3, 0}});
  const std::vector<double> times{1, 5, 20};
  const ReplicatorPath path = replicator(payoffs, {0.5, 0.3, 0.2}, times);
  PayoffMatrix renamed(3);
  PayoffMatrix greater(3);
  PayoffMatrix doubled(3);
  PayoffMatrix twins(4);  // the last twice
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) twins(i, j) = payoffs(std::min<std::size_t>(i, 2), std::min<std::size_t>(j, 2));
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      renamed((i + 1) % 3, (j + 1) % 3) = payoffs(i, j);
      greater(i, j) = payoffs(i, j) + 1e4;
      doubled(i, j) = 2 * payoffs(i, j);
    }
  const ReplicatorPath of_renamed = replicator(renamed, {0.2, 0.5, 0.3}, times);
  const ReplicatorPath of_greater = replicator(greater, {0.5, 0.3, 0.2}, times);
  const ReplicatorPath of_doubled = replicator(doubled, {0.5, 0.3, 0.2}, {0.5, 2.5, 10});
  const ReplicatorPath of_twins = replicator(twins, {0.5, 0.3, 0.1, 0.1}, times);
  for (std::size_t time = 0; time < 3; ++time) {
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(of_renamed.share[time][(i + 1) % 3], path.share[time][i], 1e-7);
      EXPECT_NEAR(of_greater.share[time][i], path.share[time][i], 1e-7);
      EXPECT_NEAR(of_doubled.share[time][i], path.share[time][i], 1e-7);
    }
    EXPECT_EQ(of_twins.share[time][2], of_twins.share[time][3]);
    EXPECT_NEAR(of_twins.share[time][2] * 2, path.share[time][2], 1e-7);
  }
}

TEST(Replicator, refuses_what_is_no_population) {
  const PayoffMatrix two(2);
  const auto path = [&](const std::vector<double>& start, const std::vector<double>& times,
                        const ReplicatorRequest& request) { return replicator(two, start, times, request); };
  EXPECT_NO_THROW(path({0.5, 0.5}, {0, 1, 1}, {}));
  EXPECT_THROW(replicator(PayoffMatrix(0), {}, {1}), Error);
  EXPECT_THROW(path({1}, {1}, {}), Error);
  EXPECT_THROW(path({0.5, 0.6}, {1}, {}), Error);
  EXPECT_THROW(path({1.5, -0.5}, {1}, {}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {2, 1}, {}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {-1}, {}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {kInfinity}, {}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {1}, {.mutation = -0.1, .give_up = {}}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {1}, {.mutation = 0.1, .extinct = 0.1, .give_up = {}}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {1}, {.extinct = 0.5, .give_up = {}}), Error);
  EXPECT_THROW(path({0.5, 0.5}, {1}, {.tolerance = 0, .give_up = {}}), Error);
}

}  // namespace
