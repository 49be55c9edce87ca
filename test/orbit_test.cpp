// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <detente/error.hpp>
#include <detente/spirals/episodes.hpp>

#include "support/exact_pair.hpp"

/// Matches without chance are counted along their orbit, for any number of rounds.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::array<std::int64_t, 6> kLengths{1, 2, 3, 7, 200, 1001};

bool is_certain(const Chain& chain) {
  return chain.outcomes.size() == chain.size() + 1 && chain.outcomes[0].chance == 1 &&
         std::all_of(chain.branches.begin(), chain.branches.end(),
                     [](const Chain::Branch& branch) { return branch.chance == 1; });
}

/// The same match, which is followed round by round all the same: at a point that nothing leads to dice would fall.
Chain with_dice_aside(Chain chain) {
  const auto aside = static_cast<std::uint32_t>(chain.size());
  chain.memories.push_back({aside, aside});
  chain.first_round.push_back(1);
  chain.outcomes.back() = {0, static_cast<std::uint32_t>(chain.branches.size()), 1};
  chain.branches.push_back({0, 0.5});
  chain.branches.push_back({aside, 0.5});
  chain.outcomes.push_back({0, static_cast<std::uint32_t>(chain.branches.size()), 0});
  chain.first_outcome.push_back(aside + 1);
  return chain;
}

void expect_same(const Exact& orbit, const Exact& followed, const std::string& where) {
  EXPECT_EQ(orbit.score, followed.score) << where;
  EXPECT_EQ(orbit.covariance, followed.covariance) << where;
  EXPECT_EQ(orbit.joint, followed.joint) << where;
}

void expect_same(const Episodes& orbit, const Episodes& followed, const std::string& where) {
  EXPECT_EQ(orbit.rupture_rate, followed.rupture_rate) << where;
  EXPECT_EQ(orbit.left_truncated, followed.left_truncated) << where;
  EXPECT_EQ(orbit.length, followed.length) << where;
  EXPECT_EQ(orbit.hostile_share, followed.hostile_share) << where;
  EXPECT_EQ(orbit.spiral_share, followed.spiral_share) << where;
  EXPECT_EQ(orbit.lock_in_share, followed.lock_in_share) << where;
  EXPECT_EQ(orbit.cost, followed.cost) << where;
  EXPECT_EQ(orbit.depth, followed.depth) << where;
  EXPECT_EQ(orbit.conflict, followed.conflict) << where;
  EXPECT_EQ(orbit.survival, followed.survival) << where;
  EXPECT_EQ(orbit.reaction, followed.reaction) << where;
}

struct World {
  std::string name, game;
  Peace peace;
  std::int64_t crisis;
  std::size_t least_pairs;  ///< without chance
};

/// All strategies of the library that are automata without dice.
std::pair<std::vector<Side>, std::vector<Automaton>> throwing_no_dice(const Game& game, const Rules& rules) {
  std::pair<std::vector<Side>, std::vector<Automaton>> found;
  for (const Strategy& strategy : Registry::built_in().strategies()) try {
      const Side side = seated(strategy, game, {}, rules);
      const auto machine = derive(side.strategy, game.levels, {.slips = false, .crisis = rules.crisis}, 500);
      if (!machine || std::any_of(machine->states.begin(), machine->states.end(), [](const Automaton::State& state) {
            return *std::max_element(state.play.chance.begin(), state.play.chance.end()) < 1;
          }))
        continue;
      found.first.push_back(side);
      found.second.push_back(minimised(*machine));
    } catch (const Error&) {  // it plays other games
    }
  return found;
}

class LongOfCertainPairs : public testing::TestWithParam<World> {};

// Payoffs are multiples of ¼, so that no sum of them is rounded and every digit must be the same.
TEST_P(LongOfCertainPairs, orbits_give_what_is_followed_round_by_round) {
  const World& world = GetParam();
  const Game game = parse_game(world.game);
  Rules rules{.levels = game.levels, .crisis = world.crisis};
  const auto [sides, machines] = throwing_no_dice(game, rules);
  const Material material{game.payoffs(), game.payoffs()};
  std::size_t pairs = 0;
  for (std::size_t row = 0; row < sides.size(); ++row)
    for (std::size_t column = row; column < sides.size(); ++column)
      for (const std::int64_t rounds : kLengths) {
        rules.rounds = rounds;
        const auto chain = join(rules, {sides[row], &machines[row]}, {sides[column], &machines[column]}, 2000);
        ASSERT_TRUE(chain && is_certain(*chain)) << sides[row].name << " – " << sides[column].name;
        pairs += rounds == kLengths.back() ? 1U : 0U;
        const std::string where =
            sides[row].name + " – " + sides[column].name + ", " + std::to_string(rounds) + " rounds";
        const Chain other = with_dice_aside(*chain);
        expect_same(*exact(*chain, rules), *exact(other, rules), where);
        expect_same(*exact_means(*chain, rules), *exact_means(other, rules), where);
        expect_same(*episodes(*chain, rules, material, world.peace, {}),
                    *episodes(other, rules, material, world.peace, {}), where);
        if (HasFailure()) return;
      }
  EXPECT_GE(pairs, world.least_pairs);
}

INSTANTIATE_TEST_SUITE_P(
    Of, LongOfCertainPairs,
    testing::Values(World{"two_levels_from_peace", "security-dilemma", {}, 0, 1000},
                    World{"two_levels_from_crisis", "security-dilemma", {}, 5, 1000},
                    World{"three_levels_from_peace", "offence-defence", {.level = 1, .calm = 4}, 0, 1000},
                    World{"three_levels_from_crisis", "offence-defence", {.level = 1, .calm = 3}, 6, 1000}),
    [](const auto& world) { return world.param.name; });

// Alternating retaliation: CD, DC, CD …
TEST(Orbits, count_any_number_of_rounds) {
  Rules rules{.rounds = 4'000'000'000'000'001};
  const Side row = seated("tit-for-tat");
  const Side column = seated("suspicious-tit-for-tat");
  const Chain chain = joined(rules, row, column);
  ASSERT_TRUE(is_certain(chain));
  const Exact result = *exact(chain, rules);
  EXPECT_EQ(result.joint, (std::vector<double>{0, 2'000'000'000'000'001 / 4'000'000'000'000'001.0,
                                               2'000'000'000'000'000 / 4'000'000'000'000'001.0, 0}));
  EXPECT_EQ(result.covariance, (std::array<double, 3>{}));
  const Episodes hostility = *episodes(chain, rules, {row.payoffs, column.payoffs}, {}, {});
  EXPECT_EQ(hostility.hostile_share, 1);
  EXPECT_EQ(hostility.lock_in_share, 1);
  EXPECT_EQ(hostility.length, std::nullopt);
}

}  // namespace
