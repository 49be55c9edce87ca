// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/error.hpp>
#include <detente/game.hpp>

namespace {

using namespace detente;

Corners played(const std::string& game, const std::string& motive = "") {
  return corners(parse_game(game).payoffs(motive));
}

TEST(Game, of_the_list_has_the_payoffs_that_are_promised) {
  EXPECT_EQ(played("prisoners-dilemma"), (Corners{5, 3, 1, 0}));
  EXPECT_EQ(played("stag-hunt"), (Corners{3, 4, 2, 1}));
  EXPECT_EQ(played("chicken"), (Corners{5, 3, 0, 1}));
  EXPECT_EQ(played("deadlock"), (Corners{5, 1, 3, 0}));
  EXPECT_EQ(played("security-dilemma"), (Corners{2.75, 3, 1, 0.75}));
  EXPECT_EQ(played("security-dilemma:offence=1"), (Corners{5, 3, 1, 0}));
  EXPECT_EQ(played("security-dilemma:offence=0.5,greed=0.25"), (Corners{3.75, 3, 1, 0.5}));
  EXPECT_EQ(played("T=5,R=3,P=1,S=0"), played("custom:S=0,T=5,P=1,R=3"));
  const Payoffs matrix = parse_game("prisoners-dilemma").payoffs();
  EXPECT_EQ((std::array{matrix.at(0, 0), matrix.at(0, 1), matrix.at(1, 0), matrix.at(1, 1)}),
            (std::array{3., 0., 5., 1.}));
}

TEST(Game, without_its_class_is_not_shown) {
  const auto name = [](double t, double r, double p, double s) { return game_class({t, r, p, s}); };
  EXPECT_EQ(name(5, 3, 1, 0), "prisoner's dilemma");
  EXPECT_EQ(name(3, 4, 2, 1), "stag hunt");
  EXPECT_EQ(name(2, 3, 1, 0), "stag hunt");
  EXPECT_EQ(name(2, 3, 2, 0), "stag hunt");  // T = P is allowed
  EXPECT_EQ(name(5, 3, 0, 1), "chicken");
  EXPECT_EQ(name(5, 1, 3, 0), "deadlock");
  EXPECT_EQ(name(3, 4, 1, 2), "harmony");
  EXPECT_EQ(name(4, 1, 2, 3), "unnamed");
  // The ends of the bridge of offence: P = S at 0, R = T at 1/3.
  EXPECT_EQ(game_class(played("security-dilemma:offence=0")), "boundary between stag hunt and harmony");
  EXPECT_EQ(game_class(played("security-dilemma:offence=1/3")), "boundary between prisoner's dilemma and stag hunt");
  EXPECT_EQ(game_class(played("security-dilemma:offence=0.3")), "stag hunt");
  EXPECT_EQ(game_class(played("security-dilemma:offence=0.5")), "prisoner's dilemma");
}

// Grieco's weights on the prisoner's dilemma, and the k at which a stag hunt becomes one (k > (R−T)/(R−S) = 1/3).
TEST(RelativeGains, make_every_cell_own_minus_k_times_other) {
  EXPECT_EQ(played("prisoners-dilemma:relative-gains=0.5"), (Corners{5, 1.5, 0.5, -2.5}));
  EXPECT_EQ(played("prisoners-dilemma:relative-gains=1"), (Corners{5, 0, 0, -5}));
  EXPECT_EQ(game_class(played("stag-hunt:relative-gains=0.32")), "stag hunt");
  EXPECT_EQ(game_class(played("stag-hunt:relative-gains=0.34")), "prisoner's dilemma");
}

TEST(Motive, gives_a_state_its_own_temptation) {
  EXPECT_EQ(played("prisoners-dilemma", "security-seeker"), (Corners{2, 3, 1, 0}));
  EXPECT_EQ(played("security-dilemma", "greedy"), (Corners{5, 3, 1, 0.75}));
  EXPECT_EQ(played("security-dilemma", "T=1,R=2,P=3,S=4"), (Corners{1, 2, 3, 4}));
  // Relative gains first, then the motive on what they leave: R' = 1.5, P' = 0.5.
  EXPECT_EQ(played("prisoners-dilemma:relative-gains=0.5", "greedy"), (Corners{2.5, 1.5, 0.5, -2.5}));
  EXPECT_THROW(played("security-dilemma", "greed"), Error);
  EXPECT_THROW(played("security-dilemma", "T=1,R=2"), Error);
}

TEST(ArmsRace, is_the_bilinear_extension_of_its_base) {
  const Payoffs two = parse_game("arms-race:levels=2,base=prisoners-dilemma").payoffs();
  EXPECT_EQ(two, parse_game("prisoners-dilemma").payoffs());
  const Payoffs matrix = parse_game("arms-race:levels=6").payoffs();
  EXPECT_EQ(matrix.levels, 6);
  EXPECT_EQ(corners(matrix), (Corners{2.75, 3, 1, 0.75}));
  for (int own = 0; own < 6; ++own)
    for (int other = 0; other < 6; ++other) {
      const double x = own / 5.0;
      const double y = other / 5.0;
      EXPECT_NEAR(matrix.at(own, other), 3 * (1 - x) * (1 - y) + 0.75 * (1 - x) * y + 2.75 * x * (1 - y) + x * y,
                  1e-12);
    }
  // A motive moves every cell that holds T, in proportion.
  const Payoffs greedy = parse_game("arms-race:levels=6").payoffs("greedy");
  EXPECT_NEAR(greedy.at(3, 1) - matrix.at(3, 1), 2.25 * 0.6 * 0.8, 1e-12);
  EXPECT_EQ(parse_game("arms-race:levels=4,base=custom,T=3,R=2,P=1,S=0").payoffs().temptation(), 3);
}

TEST(OffenceDefence, is_built_on_the_two_level_family) {
  const Game game = parse_game("offence-defence:offence=0.4,cost=0.2,distinguishability=0.6");
  const Payoffs u = game.payoffs();
  const double r = 3, p = 1, t = 2 + 3 * 0.4, s = 1 - 0.4;
  EXPECT_EQ(u.levels, 3);
  EXPECT_DOUBLE_EQ(u.at(0, 1), r);
  EXPECT_DOUBLE_EQ(u.at(1, 0), r - 0.2);
  EXPECT_DOUBLE_EQ(u.at(1, 1), r - 0.2);
  EXPECT_DOUBLE_EQ(u.at(0, 2), s);
  EXPECT_DOUBLE_EQ(u.at(2, 0), t);
  EXPECT_DOUBLE_EQ(u.at(2, 2), p);
  EXPECT_DOUBLE_EQ(u.at(1, 2), s + 0.6 * (r - s) - 0.2);
  EXPECT_DOUBLE_EQ(u.at(2, 1), 0.4 * t + 0.6 * s);
  const Errors errors = game.misperception(0.05, 0.03);
  EXPECT_DOUBLE_EQ(errors.up[0], 0.05);
  EXPECT_DOUBLE_EQ(errors.up[1], 0.2);
  EXPECT_DOUBLE_EQ(errors.down[1], 0.03);
  EXPECT_DOUBLE_EQ(errors.down[2], 0.2);
}

TEST(Game, that_is_misspelt_or_incomplete_is_refused) {
  for (const char* spec :
       {"", "prisoner", "T=5,R=3", "T=5,R=3,P=1,S=0,T=4", "T=5,R=3,P=1,S=nan", "chicken:T=1",
        "chicken:", "security-dilemma:offence=2", "security-dilemma:offence", "arms-race:levels=1",
        "arms-race:levels=17", "arms-race:levels=2.5", "arms-race:base=arms-race", "stag-hunt:relative-gains=-1",
        "offence-defence:distinguishability=1.1", "stag-hunt:open-cost=x"})
    EXPECT_THROW(parse_game(spec), Error) << spec;
}

TEST(Game, is_named_with_the_parameters_that_were_given) {
  EXPECT_EQ(parse_game("security-dilemma").name, "security-dilemma");
  EXPECT_EQ(parse_game(" arms-race: levels = 4 , offence=0.5").name, "arms-race:levels=4,offence=0.5");
  EXPECT_EQ(parse_game("T=5,R=3,P=1,S=0").name, "custom:T=5,R=3,P=1,S=0");
  for (const GameInfo& info : games())
    if (info.name != "custom") {
      EXPECT_NO_THROW(parse_game(info.name));
    }
}

}  // namespace
