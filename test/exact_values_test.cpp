// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "support/exact_pair.hpp"
#include "support/field_names.hpp"
#include "support/golden.hpp"

/// Tables of the literature, computed elsewhere by linear algebra on joint chains.
namespace {

using namespace detente;
using namespace exact_pair;

/// How far shares are from those of a row of a table, which begin there: the furthest of the four.
double distance(const Exact& result, const nlohmann::json& row, std::size_t first) {
  double worst = 0;
  for (std::size_t i = 0; i < 4; ++i) worst = std::max(worst, std::abs(result.joint[i] - row[first + i].get<double>()));
  return worst;
}

/// How far scores are from the payoffs 5, 3, 1, 0 of those shares.
double score_distance(const Exact& result, const nlohmann::json& row, std::size_t first) {
  const double cd = row[first + 1];
  const double dc = row[first + 2];
  const double both = 3 * row[first].get<double>() + row[first + 3].get<double>();
  return std::max(std::abs(result.score[0] - (both + 5 * dc)), std::abs(result.score[1] - (both + 5 * cd)));
}

// 18 strategies, all pairs, six rates, three kinds of noise, endless and 200 rounds.
TEST(ExactValues, of_the_literature_are_met) {
  double worst = 0;
  const nlohmann::json table = golden("exact_values.json");
  for (const auto& row : table["values"]) {
    const std::string model = row[2];
    const Noise noise = model == "impl" ? slips(row[3]) : misreads(row[3]);
    const Side a = seated(field_names().at(row[0]), noise);
    const Side b = seated(field_names().at(row[1]), noise);
    for (const bool is_endless : {true, false}) {
      const Rules rules{.endless = is_endless, .public_monitoring = model == "publ"};
      const std::size_t first = is_endless ? 4 : 8;
      const Exact result = solved(rules, a, b);
      const double off = std::max(distance(result, row, first), score_distance(result, row, first) / 10);
      EXPECT_LT(off, 1e-9) << row;
      worst = std::max(worst, off);
    }
  }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

Noise one_sided(const std::string& model, const std::string& side) {
  const Rates rates{side == "positive" ? 0 : 0.05, side == "negative" ? 0 : 0.05};
  return model == "impl" ? Noise{.tremble = rates} : Noise{.misperception = rates};
}

// Noise that only takes restraint for hostility ("negative"), or only the other way (Signorino 1996).
TEST(ExactValues, under_one_sided_noise_are_met) {
  std::size_t met = 0;
  double worst = 0;
  const nlohmann::json table = golden("one_sided_values.json");
  for (const auto& row : table["values"]) {
    const auto a = field_names().find(row[0]);
    const auto b = field_names().find(row[1]);
    ASSERT_TRUE(a != field_names().end() && b != field_names().end()) << row;
    const Noise noise = one_sided(row[2], row[3]);
    for (const bool is_endless : {true, false}) {
      const double off =
          distance(solved({.endless = is_endless}, a->second, b->second, noise), row, is_endless ? 4 : 8);
      EXPECT_LT(off, 1e-9) << row;
      worst = std::max(worst, off);
    }
    ++met;
  }
  EXPECT_EQ(met, 96U);
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

// Sampled elsewhere as well; here the same table's 200 rounds without a sample.
TEST(ExactValues, of_the_sampled_tables_are_met) {
  const nlohmann::json table = golden("shares_200.json");
  for (const auto& row : table["values"]) {
    const double rate = row[3];
    const Noise noise = row[2] == "tremble" ? slips(rate) : misreads(rate);
    EXPECT_LT(distance(solved({}, row[0].get<std::string>(), row[1].get<std::string>(), noise), row, 4), 1e-9) << row;
  }
}

TEST(PlantedFault, of_a_rate_or_of_swapped_seats_is_caught_by_the_tables) {
  nlohmann::json found;
  const nlohmann::json table = golden("exact_values.json");
  for (const auto& row : table["values"])
    if (row[0] == "ALLD" && row[1] == "TFT" && row[2] == "perc" && row[3] == 0.05) found = row;
  ASSERT_FALSE(found.is_null());
  EXPECT_LT(distance(solved(endless(), "hawk", "tit-for-tat", misreads(0.05)), found, 4), 1e-9);
  EXPECT_GT(distance(solved(endless(), "hawk", "tit-for-tat", misreads(0.05 + 1e-8)), found, 4), 1e-9);
  EXPECT_GT(distance(solved(endless(), "tit-for-tat", "hawk", misreads(0.05)), found, 4), 1e-9);
  EXPECT_GT(distance(solved({.rounds = 199}, "hawk", "tit-for-tat", misreads(0.05)), found, 8), 1e-9);
}

}  // namespace
