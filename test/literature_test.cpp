// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/play/round_robin.hpp>

#include "support/golden.hpp"
#include "support/statistics.hpp"

namespace {

using namespace detente;

Payoffs matrix(double r, double s, double t, double p) {
  Payoffs payoffs;
  payoffs.at(0, 0) = r;
  payoffs.at(0, 1) = s;
  payoffs.at(1, 0) = t;
  payoffs.at(1, 1) = p;
  return payoffs;
}

Request noisy(const std::string& strategies, const std::string& channel, double rate) {
  Request request;
  request.strategies = strategies;
  request.game = "prisoners-dilemma";
  request.repetitions = 40000;
  request.engine = "objects";
  request.misperception = {0, 0};
  (channel == "tremble" ? request.tremble : request.misperception) = {rate, rate};
  return request;
}

/// Plays the pairs and compares with the exact shares: scores of both seats, and the share of mutual cooperation.
void compare(const nlohmann::json& rows, const std::string& channel, double rate, bool self_pairs_only, double checks) {
  std::vector<std::string> names;
  for (const auto& row : rows)
    for (const std::size_t seat : {0U, 1U})
      if (std::find(names.begin(), names.end(), row[seat]) == names.end()) names.push_back(row[seat]);
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  Design design = make_design(noisy(list, channel, rate), Registry::built_in());
  std::vector<Meeting> schedule;
  std::vector<std::array<double, 4>> shares;
  for (const auto& row : rows) {
    const auto place = [&](const nlohmann::json& name) {
      return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    if (self_pairs_only && row[0] != row[1]) continue;
    schedule.push_back({place(row[0]), place(row[1])});
    shares.push_back({row[4], row[5], row[6], row[7]});
  }
  const auto judge = [&](const std::array<double, 4>& row_payoffs, double catches) {
    const auto results = play(design, schedule, 2).pairs;
    for (std::size_t i = 0; i < results.size(); ++i) {
      const PairResult& pair = results[i];
      for (const std::size_t seat : {0U, 1U}) {
        double expected = 0;
        for (std::size_t cell = 0; cell < 4; ++cell) {
          const std::size_t own_first = seat == 0 ? cell : (cell % 2) * 2 + cell / 2;
          expected += shares[i][cell] * row_payoffs[own_first];
        }
        EXPECT_TRUE(statistics::mean_is({pair.score[seat], *pair.score_sd[seat], 40000}, expected,
                                        {.checks = checks, .catches = catches}))
            << names[pair.row] << " - " << names[pair.column] << ", " << channel << " " << rate << ", seat " << seat;
      }
    }
  };
  judge({3, 0, 5, 1}, 0.08);
  for (Entrant& entrant : design.entrants) entrant.side.payoffs = matrix(1, 0, 0, 0);
  judge({1, 0, 0, 0}, 0.025);
}

class LongExact200 : public testing::TestWithParam<std::tuple<std::string, double>> {};

// Shares over 200 rounds by linear algebra on the joint chain: 17 strategies, all pairs at 5 % noise, each against
// itself at 1 % and 20 %.
TEST_P(LongExact200, shares_are_met) {
  const auto& [channel, rate] = GetParam();
  const auto values = golden("shares_200.json")["values"];
  nlohmann::json rows = nlohmann::json::array();
  for (const auto& row : values)
    if (row[2] == channel && row[3] == rate) rows.push_back(row);
  ASSERT_FALSE(rows.empty());
  compare(rows, channel, rate, false, 4.0 * static_cast<double>(values.size()));
}

INSTANTIATE_TEST_SUITE_P(Literature, LongExact200,
                         testing::Combine(testing::Values("tremble", "misperception"),
                                          testing::Values(0.01, 0.05, 0.2)));

// Two tit-for-tats, n rounds from peace: cooperation is 1/2 + x(1−xⁿ)/(2n(1−x)) under trembles, x = 1 − 2ε, and one
// factor x less under misperception.
TEST(TitForTat, against_itself_decays_as_its_closed_form_says) {
  for (const auto& [channel, factor] : {std::pair<std::string, int>{"tremble", 1}, {"misperception", 0}})
    for (const double rate : {0.001, 0.01, 0.05, 0.1, 0.2}) {
      Design design = make_design(noisy("tit-for-tat", channel, rate), Registry::built_in());
      design.entrants[0].side.payoffs = matrix(1, 1, 0, 0);  // the score is the share of own cooperation
      const double x = 1 - 2 * rate;
      const double expected = 0.5 + std::pow(x, factor) * (1 - std::pow(x, 200)) / (400 * (1 - x));
      const PairResult pair = play(design, {{0, 0}}, 2).pairs[0];
      EXPECT_TRUE(
          statistics::mean_is({pair.score[0], *pair.score_sd[0], 40000}, expected, {.checks = 10, .catches = 0.02}))
          << channel << " " << rate;
    }
}

// Press & Dyson (2012): extortion enforces s_X − P = χ (s_Y − P) in the long run; 3.5 and 2.25 against unconditional
// cooperation. Without noise, 20,000 rounds leave an error below 1e-3.
TEST(ZeroDeterminant, holds_the_line_that_it_promises) {
  Request request = noisy("zd-extortion,zd-generous,dove,hawk", "tremble", 0);
  request.rounds = 20000;
  request.repetitions = 400;
  const auto pairs = play(make_design(request, Registry::built_in()), {{0, 2}, {1, 3}}, 2).pairs;
  EXPECT_TRUE(
      statistics::mean_is({pairs[0].score[0], *pairs[0].score_sd[0], 400}, 3.5, {.checks = 4, .catches = 0.02}));
  EXPECT_TRUE(
      statistics::mean_is({pairs[0].score[1], *pairs[0].score_sd[1], 400}, 2.25, {.checks = 4, .catches = 0.02}));
  EXPECT_TRUE(
      statistics::mean_is({pairs[1].score[0], *pairs[1].score_sd[0], 400}, 7.0 / 9, {.checks = 4, .catches = 0.02}));
  EXPECT_TRUE(
      statistics::mean_is({pairs[1].score[1], *pairs[1].score_sd[1], 400}, 17.0 / 9, {.checks = 4, .catches = 0.02}));
}

// The statistical tests themselves must be able to fail.
TEST(PlantedFault, of_a_biased_noise_is_caught) {
  Design design = make_design(noisy("tit-for-tat", "misperception", 0.05), Registry::built_in());
  design.entrants[0].side.payoffs = matrix(1, 1, 0, 0);
  design.entrants[0].side.misperception = Errors::everywhere(0.055, 0.05);  // a tenth too much in one direction
  const double expected = 0.5 + (1 - std::pow(0.9, 200)) / (400 * 0.1);
  const PairResult pair = play(design, {{0, 0}}, 2).pairs[0];
  EXPECT_FALSE(
      statistics::mean_is({pair.score[0], *pair.score_sd[0], 40000}, expected, {.checks = 10, .catches = 0.02}));
}
TEST(PlantedFault, of_too_small_a_sample_is_caught) {
  EXPECT_FALSE(statistics::mean_is({0.5, 0.4, 100}, 0.5, {.checks = 1, .catches = 0.01}));
}

}  // namespace
