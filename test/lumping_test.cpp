// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/dice.hpp>
#include <detente/spirals/episodes.hpp>

#include "support/exact_pair.hpp"

/// A match told by where its rounds land has the rounds of the match.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr double kRounding = 1e-11;  // shares of rounds and scores, as 200 rounds of 1e-16 each would have it at worst

/// Stochastic memory-one strategies, by number.
Side memory_one(std::uint32_t number, const Game& game, const Noise& noise, const Rules& rules) {
  const auto chance = [&](std::uint32_t which) {
    return std::to_string((philox({number, which, 0, 0}, {5, 6})[0] % 999 + 1) / 1000.0);
  };
  const Strategy strategy = Registry::built_in().strategy("memory-one:first=" + chance(0) + ",cc=" + chance(1) +
                                                          ",cd=" + chance(2) + ",dc=" + chance(3) + ",dd=" + chance(4));
  return seated(strategy, game, noise, rules);
}

void expect_close(double landed, double walked, const std::string& where) {
  EXPECT_NEAR(landed, walked, kRounding) << where;
}
void expect_close(const std::optional<double>& landed, const std::optional<double>& walked, const std::string& where) {
  ASSERT_EQ(landed.has_value(), walked.has_value()) << where;
  if (!landed) return;
  EXPECT_NEAR(*landed, *walked, kRounding * std::max(1.0, std::abs(*walked))) << where;
}
template <class Values>
void expect_all_close(const Values& landed, const Values& walked, const std::string& where) {
  ASSERT_EQ(landed.size(), walked.size()) << where;
  for (std::size_t i = 0; i < landed.size(); ++i) expect_close(landed[i], walked[i], where + " " + std::to_string(i));
}

/// Everything that is told of a pair.
void expect_same_match(const Chain& lean, const Chain& chain, const Rules& rules, const Game& game,
                       const std::string& where) {
  const auto landed = exact(lean, rules);
  const auto walked = exact(chain, rules);
  expect_all_close(landed->score, walked->score, where + ", score");
  expect_all_close(landed->covariance, walked->covariance, where + ", covariance");
  expect_all_close(landed->joint, walked->joint, where + ", joint");
  const auto means = exact_means(lean, rules);
  expect_all_close(means->score, walked->score, where + ", mean");
  const Peace peace;
  const Material material{game.payoffs(), game.payoffs()};
  const auto one = episodes(lean, rules, material, peace, {});
  const auto other = episodes(chain, rules, material, peace, {});
  expect_close(one->rupture_rate, other->rupture_rate, where + ", ruptures");
  expect_close(one->left_truncated, other->left_truncated, where + ", truncated");
  expect_close(one->length, other->length, where + ", length");
  expect_close(one->hostile_share, other->hostile_share, where + ", hostile");
  expect_close(one->spiral_share, other->spiral_share, where + ", spirals");
  expect_close(one->lock_in_share, other->lock_in_share, where + ", lock-in");
  expect_all_close(one->cost, other->cost, where + ", cost");
  expect_close(one->conflict, other->conflict, where + ", conflict");
  expect_all_close(one->survival, other->survival, where + ", survival");
  expect_all_close(one->reaction, other->reaction, where + ", reaction");
}

const std::array<Rules, 4> kLengths{Rules{.rounds = 200}, Rules{.rounds = 7}, Rules{.continuation = 0.97},
                                    Rules{.endless = true}};

TEST(Lumps, of_who_remembers_one_round_are_four_and_tell_all_of_a_match) {
  const Game game = parse_game("security-dilemma");
  for (const Noise& noise :
       {Noise{{0.05, 0.05}, {0.05, 0.05}}, Noise{{0, 0}, {0.1, 0.02}}, Noise{{0.2, 0.01}, {1e-9, 0.3}}})
    for (const Rules& rules : kLengths)
      for (std::uint32_t number = 0; number < 20; number += 2) {
        const Side row = memory_one(number, game, noise, rules);
        const Side column = memory_one(number + 1, game, noise, rules);
        const auto chain = join(rules, {row}, {column}, 500);
        const auto lean = lumped(*chain);
        const std::string where = std::to_string(number) + ", " + std::to_string(chain->size()) + " points";
        ASSERT_TRUE(lean) << where;
        EXPECT_EQ(lean->size(), 5U) << where;
        expect_same_match(*lean, *chain, rules, game, where);
        if (HasFailure()) return;
      }
}

TEST(Lumps, of_the_library_tell_all_of_a_match) {
  const Game game = parse_game("prisoners-dilemma");
  const Rules rules{.rounds = 60};
  const Noise noise{{0.03, 0.01}, {0.05, 0.1}};
  std::vector<Side> sides;
  std::vector<Automaton> machines;
  for (const Strategy& strategy : Registry::built_in().strategies()) {
    const Side side = seated(strategy, game, noise, rules);
    auto machine = derive(side.strategy, 2, {}, 40);
    if (!machine) continue;
    sides.push_back(side);
    machines.push_back(minimised(*machine));
  }
  std::size_t found = 0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < sides.size(); ++i)
    for (std::size_t j = 0; j < sides.size(); ++j, ++pairs) {
      const auto chain = join(rules, {sides[i], &machines[i]}, {sides[j], &machines[j]}, 2000);
      const auto lean = chain ? lumped(*chain) : std::nullopt;
      if (!lean) continue;
      ++found;
      EXPECT_LE(2 * lean->size(), chain->size());
      expect_same_match(*lean, *chain, rules, game, sides[i].name + " – " + sides[j].name);
      if (HasFailure()) return;
    }
  EXPECT_GT(found, 25U) << "of " << pairs;
}

/// Ten points, all of which lead to 1 and 2: after peace more to the one or to the other, and after war as after peace
/// at an even point.
TEST(Lumps, differ_where_kinds_or_shares_do) {
  Chain chain;
  chain.kinds = {{0, 0, {3, 3}}, {1, 1, {1, 1}}, {1, 0, {5, 0}}};
  for (std::uint32_t point = 0; point < 10; ++point) {
    chain.first_outcome.push_back(static_cast<std::uint32_t>(chain.outcomes.size()));
    for (std::uint32_t kind = 0; kind < 3; ++kind) {
      const double chance = std::array{0.5, 0.3, 0.2}[(kind + point) % 3];
      const double first = kind == 0 && point % 2 == 1 ? 0.25 : 0.75;
      chain.outcomes.push_back({kind, static_cast<std::uint32_t>(chain.branches.size()), chance});
      chain.branches.push_back({1, chance * first});
      chain.branches.push_back({2, chance * (1 - first)});
    }
    chain.memories.push_back({point, point});
    chain.first_round.push_back(1);
  }
  chain.first_outcome.push_back(static_cast<std::uint32_t>(chain.outcomes.size()));
  chain.outcomes.push_back({0, static_cast<std::uint32_t>(chain.branches.size()), 0});
  const auto lean = lumped(chain);
  ASSERT_TRUE(lean);
  EXPECT_EQ(lean->size(), 5U);
  for (const Rules& rules : kLengths)
    expect_same_match(*lean, chain, rules, parse_game("prisoners-dilemma"), std::to_string(rules.rounds));
}

TEST(Lumps, are_not_looked_for_where_they_spare_nothing) {
  const Game game = parse_game("prisoners-dilemma");
  const Rules rules{.rounds = 100};
  const auto lean = [&](const std::string& row, const std::string& column, const Noise& noise, const Rules& length) {
    const auto seat = [&](const std::string& name) {
      return seated(Registry::built_in().strategy(name), game, noise, length);
    };
    const Side one = seat(row);
    const Side other = seat(column);
    return lumped(*join(length, {one}, {other}, 5000));
  };
  const Noise noise{{0.05, 0.05}, {0.05, 0.05}};
  EXPECT_FALSE(lean("tit-for-tat", "tit-for-tat", noise, rules)) << "few points";
  EXPECT_FALSE(lean("grit", "win-stay-lose-shift", noise, rules)) << "many memories";
  EXPECT_FALSE(lean("memory-one:cc=0.9", "memory-one:cc=0.8", noise, {.rounds = 1})) << "nowhere to land";
}

}  // namespace
