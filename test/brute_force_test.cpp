// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "support/brute_force.hpp"
#include "support/small_worlds.hpp"

/// Short matches, history by history.
namespace {

using namespace detente;
using namespace small_worlds;

/// The furthest of scores, covariances and shares.
double distance(const Exact& a, const Exact& b) {
  double worst = 0;
  for (std::size_t i = 0; i < 2; ++i) worst = std::max(worst, std::abs(a.score[i] - b.score[i]));
  for (std::size_t i = 0; i < 3; ++i) worst = std::max(worst, std::abs(a.covariance[i] - b.covariance[i]));
  for (std::size_t i = 0; i < a.joint.size(); ++i) worst = std::max(worst, std::abs(a.joint[i] - b.joint[i]));
  return worst;
}

std::vector<World> worlds() {
  const std::vector<std::string> pure{"tit-for-tat", "win-stay-lose-shift", "grim", "contrite-tit-for-tat", "grit"};
  const std::vector<std::string> mixing{"generous-tit-for-tat", "zd-extortion", "random", "tft-atft"};
  return {
      {"prisoners-dilemma", {.rounds = 4}, kBoth, pure, false, false},
      {"prisoners-dilemma", {.rounds = 3}, kBoth, mixing, true, false},
      {"prisoners-dilemma", {.rounds = 4}, {.misperception = {0.3, 0}}, mixing, false, false},
      {"prisoners-dilemma", {.rounds = 5}, {.tremble = {1, 1}, .misperception = {1, 0.5}}, pure, false, false},
      {"prisoners-dilemma", {.rounds = 4, .discount = 0.7}, kBoth, pure, false, false},
      {"chicken", {.rounds = 3, .discount = 0}, kBoth, mixing, false, false},
      {"chicken", {.rounds = 3, .public_monitoring = true}, kBoth, {"contrite-tit-for-tat", "random"}, true, true},
      {"security-dilemma", {.continuation = 0.0005}, kBoth, pure, false, false},
      {"security-dilemma", {.continuation = 0.0005, .discount = 0.5}, kBoth, pure, false, false},
      {"security-dilemma", {.continuation = 0}, kBoth, mixing, true, true},
      {"stag-hunt:signal-cost=0.3,open-cost=0.7",
       {.rounds = 2, .signal_noise = 0.3},
       kBoth,
       {"grit", "generous-tit-for-tat"},
       true,
       true},
      {"stag-hunt:signal-cost=0.3,open-cost=0.7", {.rounds = 3, .crisis = 2}, kBoth, {"grit", "capri"}, true, true},
      {kThreeLevels, {.rounds = 2, .signal_noise = 1}, kBoth, {"grit", "random"}, true, true},
      {kThreeLevels, {.rounds = 3, .crisis = 1}, kBoth, {"tit-for-tat", "opportunist"}, false, false},
      {"arms-race:levels=5", {.rounds = 2, .discount = 0.9, .public_monitoring = true}, kBoth, {"grim"}, true, true},
  };
}

class EveryHistory : public testing::TestWithParam<World> {};

TEST_P(EveryHistory, adds_up_to_the_exact_result) {
  const Rules rules = rules_of(GetParam());
  const std::int64_t depth = rules.continuation ? (*rules.continuation > 0 ? 4 : 1) : rules.rounds;
  const std::vector<Side> all = sides(GetParam());
  double worst = 0;
  for (const Side& row : all)
    for (const Side& column : all) {
      const double off = distance(solved(rules, row, column), brute_force::solved(rules, row, column, depth));
      EXPECT_LT(off, 1e-12) << row.name << " - " << column.name;
      worst = std::max(worst, off);
    }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

INSTANTIATE_TEST_SUITE_P(Short, EveryHistory, testing::ValuesIn(worlds()));

TEST(PlantedFault, of_any_rule_is_caught_by_the_histories) {
  const World world{"stag-hunt:signal-cost=0.3,open-cost=0.7",
                    {.rounds = 2, .crisis = 1, .signal_noise = 0.3},
                    kBoth,
                    {"tit-for-tat"},
                    true,
                    false};
  const Rules rules = rules_of(world);
  const std::vector<Side> all = sides(world);
  const auto off = [&](const Rules& wrong, const Side& row) {
    return distance(solved(wrong, row, all[1]), brute_force::solved(rules, all[0], all[1], rules.rounds));
  };
  EXPECT_LT(off(rules, all[0]), 1e-12);
  Side misled = all[0];
  misled.misperception.up[0] += 1e-8;
  EXPECT_GT(off(rules, misled), 1e-12);
  Side shaky = all[0];
  shaky.tremble.down[1] += 1e-8;
  EXPECT_GT(off(rules, shaky), 1e-12);
  const auto with = [&](auto change) {
    Rules wrong = rules;
    change(wrong);
    return off(wrong, all[0]);
  };
  EXPECT_GT(with([](Rules& wrong) { wrong.rounds = 3; }), 1e-3);
  EXPECT_GT(with([](Rules& wrong) { wrong.crisis = 0; }), 1e-3);
  EXPECT_GT(with([](Rules& wrong) { wrong.signal_noise += 1e-8; }), 1e-12);
  EXPECT_GT(with([](Rules& wrong) { wrong.signal_cost += 1e-8; }), 1e-12);
  EXPECT_GT(with([](Rules& wrong) { wrong.open_cost += 1e-8; }), 1e-12);
  EXPECT_GT(with([](Rules& wrong) { wrong.discount -= 1e-8; }), 1e-12);
  EXPECT_GT(with([](Rules& wrong) { wrong.public_monitoring = true; }), 1e-3);
}

}  // namespace
