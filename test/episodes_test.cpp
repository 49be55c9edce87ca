// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/spirals/episodes.hpp>

#include "support/exact_pair.hpp"
#include "support/field_names.hpp"
#include "support/golden.hpp"

namespace {

using namespace detente;
using namespace exact_pair;

EpisodeRates rates(const std::string& row, const std::string& column, const Noise& noise, int calm) {
  return *episode_rates(joined(endless(), seated(row, noise), seated(column, noise)), {.calm = calm}, 60);
}

double relative(double value, double expected) {
  return std::abs(value - expected) / std::abs(expected);
}

// LITERATURE D.1: 15 pairs, three rates, both kinds of noise, ends of one and of two calm rounds.
TEST(Episodes, of_the_literature_are_met) {
  double worst = 0;
  const auto rows = golden("episodes.json")["values"];
  for (const auto& row : rows) {
    const Noise noise = row[2] == "impl" ? slips(row[3]) : misreads(row[3]);
    const EpisodeRates found = rates(field_names().at(row[0]), field_names().at(row[1]), noise, row[4]);
    const std::string which = row.dump();
    ASSERT_TRUE(found.length) << which;
    for (const auto& [value, expected] : {std::pair<double, double>{found.onset, row[5]},
                                          {*found.stretch, row[6]},
                                          {*found.length, row[7]},
                                          {found.survival[9], row[8]},
                                          {found.survival[49], row[9]}}) {
      EXPECT_LT(relative(value, expected), 1e-9) << which;
      worst = std::max(worst, relative(value, expected));
    }
    EXPECT_NEAR(found.onset * (*found.stretch + *found.length), 1, 1e-12) << which;
  }
  RecordProperty("worst", std::to_string(worst * 1e12) + "e-12");
}

// Two tit-for-tats at 5 %: onset 0.024375, peace for 1/(1 − 0.95²) rounds, episodes three times as long.
TEST(Episodes, of_two_tits_for_tat_have_a_closed_form) {
  const EpisodeRates found = rates("tit-for-tat", "tit-for-tat", slips(0.05), 1);
  EXPECT_NEAR(found.onset, 0.024375, 1e-14);
  EXPECT_NEAR(*found.stretch, 1 / (1 - 0.95 * 0.95), 1e-11);
  EXPECT_NEAR(*found.length, 3 / (1 - 0.95 * 0.95), 1e-11);
  EXPECT_NEAR(*rates("tit-for-tat", "tit-for-tat", slips(0.05), 2).length, 34.20136, 1e-5);
}

TEST(Episodes, survive_less_and_less_and_add_up_to_their_length) {
  const EpisodeRates found = rates("grit", "tit-for-tat", misreads(0.05), 2);
  double sum = 0;
  for (std::size_t age = 0; age < found.survival.size(); ++age) {
    EXPECT_LE(found.survival[age], age == 0 ? 1 + 1e-12 : found.survival[age - 1]);
    sum += found.survival[age];
  }
  EXPECT_NEAR(found.survival[0], 1, 1e-12);
  EXPECT_NEAR(sum, *found.length, 1e-6);  // beyond age 60 there is next to nothing
}

// What never knew peace, or never leaves it, has no ruptures; nor has a war without end.
TEST(Episodes, need_a_rupture) {
  for (const std::string column : {"hawk", "dove"}) {
    const EpisodeRates found = rates(column, column, {}, 2);
    EXPECT_EQ(found.onset, 0);
    EXPECT_FALSE(found.length);
    EXPECT_TRUE(found.survival.empty());
  }
  EXPECT_EQ(rates("grim", "grim", slips(0.01), 2).onset > 0, true);  // slips make peace for a moment now and then
  EXPECT_EQ(rates("grim", "grim", misreads(0.01), 2).onset, 0);
}

TEST(Episodes, begin_truncated_where_peace_was_never_known) {
  using Phase = EpisodeChain::Phase;
  const Side grim = seated("suspicious-tit-for-tat");
  const EpisodeChain told = with_episodes(joined(endless(), grim, grim), {});
  EXPECT_EQ(told.phase, (std::vector<Phase>{Phase::opening, Phase::truncated}));  // D against D for ever
  const Side nice = seated("tit-for-tat");
  EXPECT_EQ(with_episodes(joined(endless(), nice, nice), {}).phase, (std::vector<Phase>{Phase::opening, Phase::peace}));
}

}  // namespace
