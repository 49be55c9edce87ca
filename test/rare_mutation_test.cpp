// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include <detente/populations/rare_mutation.hpp>

#include "support/evolution_values.hpp"

/// Long-run shares in the limit of rare mutants.
namespace {

using namespace detente;
using namespace evolution_values;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

LnRates rates_of(const PayoffMatrix& payoffs, const Process& process) {
  return invasion_rates(fixation_rates(payoffs, process), uniform_mutants(payoffs.size()));
}

double sum_of(const std::vector<double>& ln_shares) {
  double sum = 0;
  for (const double ln : ln_shares) sum += std::exp(ln);
  return sum;
}

PayoffMatrix random_payoffs(std::size_t size, std::uint64_t seed) {
  std::mt19937_64 bits(seed);
  PayoffMatrix payoffs(size);
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j) payoffs(i, j) = 5 * static_cast<double>(bits() >> 11) * 0x1p-53;
  return payoffs;
}

TEST(LongRunShares, have_the_check_values) {
  std::size_t checked = 0;
  for (const auto& row : values()["chains"]["small_mutation"]) {
    const std::string key = std::string(row["game"]) + " " + std::string(row["noise"]) + " " + row["rate"].dump();
    if (!values()["two_types"]["payoffs"].contains(key)) continue;
    const std::vector<double> shares = ln_long_run_shares(
        rates_of(seven(row["game"], row["noise"], row["rate"]), process("fermi", row["population"], row["selection"])));
    for (std::size_t i = 0; i < 7; ++i) {
      const double ln = row["ln_share"][i];
      EXPECT_NEAR(shares[i], ln, 1e-11 * std::max(1.0, std::abs(ln))) << row.dump();
    }
    EXPECT_NEAR(sum_of(shares), 1, 1e-13);
    ++checked;
  }
  EXPECT_EQ(checked, 52U);
  for (const auto& row : values()["chains"]["small_mutation_linear"]) {
    const std::vector<double> shares = ln_long_run_shares(
        rates_of(seven("prisoners-dilemma", "perc", 0.05), process("linear", row["population"], row["selection"])));
    for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(std::exp(shares[i]) / row["share"][i].get<double>(), 1, 1e-11);
  }
}

TEST(LongRunShares, have_the_published_values) {
  const auto& published = values()["published"];
  // ALLC, TFT, ALLD with 3, 0, 4, 1 and continuation .95: rates are entries of the published matrix over .001 / 2.
  const double w = 0.95;
  PayoffMatrix payoffs(3);
  const double table[3][3] = {{3, 3, 0}, {3, 3, w}, {4, 4 * (1 - w) + w, 1}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) payoffs(i, j) = table[i][j];
  const LnRates fixation = fixation_rates(payoffs, process("exp", 50, 0.1));
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      if (i != j) {
        const double entry = published[1]["published"][i][j];
        EXPECT_NEAR(std::exp(fixation(i, j)) * 0.0005 / entry, 1, 1e-8);
      }
  PayoffMatrix cycle(3);  // rock, paper, scissors
  for (std::size_t i = 0; i < 3; ++i) {
    cycle(i, (i + 1) % 3) = -1;
    cycle(i, (i + 2) % 3) = 1;
  }
  for (const double selection : {0.01, 1.0, 100.0, 10000.0})
    for (const double share : ln_long_run_shares(rates_of(cycle, process("fermi", 50, selection))))
      EXPECT_NEAR(std::exp(share), 1.0 / 3, 1e-13) << selection;
}

TEST(LongRunShares, of_coordination_are_gibbs_law) {
  // A peer finds "2 stationary distributions", another negative ones.
  PayoffMatrix diagonal(3);
  for (std::size_t i = 0; i < 3; ++i) diagonal(i, i) = 3.0 - static_cast<double>(i);
  for (const double selection : {1.0, 10.0, 1000.0, 100000.0}) {
    const std::vector<double> shares = ln_long_run_shares(rates_of(diagonal, process("fermi", 100, selection)));
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_NEAR(shares[i], -selection * 49 * static_cast<double>(i), 1e-10 * (1 + selection * 49)) << selection;
  }
  const auto& gibbs = values()["chains"]["coordination_gibbs"];
  const std::vector<double> shares = ln_long_run_shares(rates_of(diagonal, process("fermi", 100, 10)));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(shares[i], gibbs["ln_share"][i], 1e-8);
}

TEST(LongRunShares, do_not_depend_on_the_order_of_strategies) {
  const PayoffMatrix payoffs = random_payoffs(13, 5);
  const Process one = process("fermi", 100, 3);
  const std::vector<double> shares = ln_long_run_shares(rates_of(payoffs, one));
  PayoffMatrix mixed(13);
  const auto place_of = [](std::size_t i) { return (i * 5 + 3) % 13; };
  for (std::size_t i = 0; i < 13; ++i)
    for (std::size_t j = 0; j < 13; ++j) mixed(place_of(i), place_of(j)) = payoffs(i, j);
  const std::vector<double> others = ln_long_run_shares(rates_of(mixed, one));
  for (std::size_t i = 0; i < 13; ++i)
    EXPECT_NEAR(others[place_of(i)], shares[i], 1e-11 * std::max(1.0, std::abs(shares[i])));
}

TEST(LongRunShares, of_twins_are_equal_and_a_twin_of_grit_raises_grit) {
  const auto& clone = values()["chains"]["clone"];
  const PayoffMatrix payoffs = seven("prisoners-dilemma", "perc", 0.05);
  PayoffMatrix more(8);
  const std::size_t grit = place("grit");
  const auto old = [&](std::size_t i) { return i == 7 ? grit : i; };
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < 8; ++j) more(i, j) = payoffs(old(i), old(j));
  const std::vector<double> shares = ln_long_run_shares(rates_of(more, process("fermi", 100, 1)));
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_NEAR(std::exp(shares[i]) / clone["with a second grit"][i].get<double>(), 1, 1e-10);
  EXPECT_NEAR(shares[7], shares[grit], 1e-12);
}

TEST(LongRunShares, are_those_of_linear_algebra_on_fifty_random_strategies) {
  // Where a peer gets 0 for 1,329 of 2,450 chances.
  const PayoffMatrix payoffs = random_payoffs(50, 11);
  const LnRates rates = rates_of(payoffs, process("fermi", 100, 1));
  const std::vector<double> shares = ln_long_run_shares(rates);
  EXPECT_NEAR(sum_of(shares), 1, 1e-13);
  // Flows into each world are the flows out of it.
  for (std::size_t i = 0; i < 50; ++i) {
    std::vector<double> in;
    std::vector<double> out;
    for (std::size_t j = 0; j < 50; ++j)
      if (i != j) {
        in.push_back(shares[j] + rates(j, i));
        out.push_back(shares[i] + rates(i, j));
      }
    const auto ln_total = [](const std::vector<double>& terms) {
      const double most = *std::max_element(terms.begin(), terms.end());
      double sum = 0;
      for (const double term : terms) sum += std::exp(term - most);
      return most + std::log(sum);
    };
    EXPECT_NEAR(ln_total(in), ln_total(out), 1e-10 * std::abs(ln_total(in)));
  }
}

TEST(LongRunShares, of_one_strategy_and_of_equal_payoffs) {
  EXPECT_EQ(ln_long_run_shares(LnRates(1)), std::vector<double>{0});
  const std::vector<double> shares = ln_long_run_shares(rates_of(PayoffMatrix(6), process("fermi", 1'000'000, 100)));
  for (const double share : shares) EXPECT_NEAR(std::exp(share), 1.0 / 6, 1e-13);
}

TEST(LongRunShares, of_several_closed_classes_are_weighed_by_how_they_are_reached) {
  LnRates rates(4);  // 0 ↔ 1 closed, 2 closed, 3 leads to both: to 2 three times as often
  rates(0, 1) = std::log(1.0);
  rates(1, 0) = std::log(3.0);
  rates(3, 0) = std::log(1.0);
  rates(3, 2) = std::log(3.0);
  const std::vector<double> shares = ln_long_run_shares(rates);
  const double first = 0.5 + 0.25 * 0.25;  // from 0, 1, and from 3 with 1/4
  EXPECT_NEAR(std::exp(shares[0]), first * 0.75, 1e-14);
  EXPECT_NEAR(std::exp(shares[1]), first * 0.25, 1e-14);
  EXPECT_NEAR(std::exp(shares[2]), 1 - first, 1e-14);
  EXPECT_EQ(shares[3], -kInfinity);
  EXPECT_EQ(closed_classes(rates, -kInfinity), (std::vector<std::vector<std::size_t>>{{0, 1}, {2}}));
}

TEST(MutantsUntil, have_the_check_values) {
  for (const auto& row : values()["chains"]["first_passage"]) {
    const std::string key = std::string(row["game"]) + " perc " + row["misperception"].dump();
    if (!values()["two_types"]["payoffs"].contains(key)) continue;
    const PayoffMatrix all = seven(row["game"], "perc", row["misperception"]);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < 7; ++i)
      if (row["without"].is_null() || i != place(row["without"])) kept.push_back(i);
    PayoffMatrix payoffs(kept.size());
    std::vector<bool> is_peaceful(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      for (std::size_t j = 0; j < kept.size(); ++j) payoffs(i, j) = all(kept[i], kept[j]);
      for (const auto& name : row["peaceful_worlds"])
        if (place(name) == kept[i]) is_peaceful[i] = true;
    }
    const LnRates rates = rates_of(payoffs, process("fermi", 100, 1));
    std::vector<double> hawks(kept.size(), -kInfinity);
    std::vector<double> peace = ln_long_run_shares(rates);
    std::vector<bool> is_war(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i] == place("hawk")) hawks[i] = 0;
      is_war[i] = !is_peaceful[i];
      if (is_war[i]) peace[i] = -kInfinity;
    }
    const double to_peace = row["mutants_from_hawk_to_peace"];
    const double to_war = row["mutants_from_peace_to_war"];
    EXPECT_NEAR(std::exp(ln_mutants_until(rates, hawks, is_peaceful)) / to_peace, 1, 1e-9) << row.dump();
    EXPECT_NEAR(std::exp(ln_mutants_until(rates, peace, is_war)) / to_war, 1, 1e-9) << row.dump();
  }
}

TEST(MutantsUntil, are_none_from_within_and_endless_where_nothing_leads) {
  LnRates rates(3);
  rates(0, 1) = std::log(0.25);
  EXPECT_EQ(ln_mutants_until(rates, {-kInfinity, 0, -kInfinity}, {false, true, false}), -kInfinity);
  EXPECT_NEAR(std::exp(ln_mutants_until(rates, {0, -kInfinity, -kInfinity}, {false, true, false})), 4, 1e-13);
  EXPECT_EQ(ln_mutants_until(rates, {0, 0, -kInfinity}, {false, false, true}), kInfinity);
}

TEST(LikeliestWay, is_that_of_the_greatest_product_of_chances) {
  LnRates rates(4);
  rates(0, 3) = std::log(0.2);
  rates(0, 1) = std::log(0.8);
  rates(1, 2) = std::log(1e-300);
  rates(2, 0) = std::log(0.1);
  rates(2, 3) = std::log(0.9);
  EXPECT_EQ(likeliest_way(rates, 0, {false, false, false, true}), (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_EQ(likeliest_way(rates, 3, {true, false, false, false}), std::vector<std::size_t>{});
  EXPECT_EQ(likeliest_way(rates, 3, {false, false, false, true}), std::vector<std::size_t>{3});
}

}  // namespace
