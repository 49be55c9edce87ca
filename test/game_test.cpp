// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/error.hpp>
#include <detente/world/game.hpp>

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

// LITERATURE E.1: an extension has its base's corners, and with a cost those less c/2 after own full armament.
TEST(ArmsRace, of_one_step_is_its_base) {
  for (const char* base : {"prisoners-dilemma", "stag-hunt", "chicken", "deadlock", "security-dilemma"}) {
    EXPECT_EQ(parse_game("arms-race:levels=2,base=" + std::string(base)).payoffs(), parse_game(base).payoffs()) << base;
    EXPECT_EQ(played("arms-race:levels=16,base=" + std::string(base)), played(base)) << base;
  }
  EXPECT_EQ(played("arms-race:base=security-dilemma,offence=1"), (Corners{5, 3, 1, 0}));
  EXPECT_EQ(played("arms-race:levels=6,base=stag-hunt,cost=1"), (Corners{2.5, 4, 1.5, 1}));
  EXPECT_EQ(played("arms-race:levels=2,base=stag-hunt,cost=1"), (Corners{2.5, 4, 1.5, 1}));
}

std::vector<int> best_replies(const Payoffs& matrix, int other) {
  std::vector<int> best{0};
  for (int own = 1; own < matrix.levels; ++own) {
    const double more = matrix.at(own, other) - matrix.at(best[0], other);
    if (more > 1e-12) best.clear();
    if (more > -1e-12) best.push_back(own);
  }
  return best;
}

// It pays to stay disarmed while the other's share y of the top is below 1 − m, m = (P−S)/((R−T)+(P−S)).
TEST(ArmsRace, tolerates_armament_of_one_minus_the_trust_threshold) {
  for (const auto& [base, threshold] : {std::pair<std::string, double>{"stag-hunt", 0.5},
                                        {"security-dilemma,offence=0.1", 0.125},
                                        {"security-dilemma,offence=0.2", 1. / 3},
                                        {"security-dilemma,offence=0.3", 0.75}}) {
    const Payoffs matrix = parse_game("arms-race:levels=11,base=" + base).payoffs();
    for (int other = 0; other < 11; ++other) {
      const double spare = 1 - threshold - other / 10.0;
      const std::vector<int> best = best_replies(matrix, other);
      if (std::abs(spare) < 1e-12)
        EXPECT_EQ(best.size(), 11U) << base << " " << other;
      else
        EXPECT_EQ(best, std::vector<int>{spare > 0 ? 0 : 10}) << base << " " << other;
    }
  }
  const Payoffs dilemma = parse_game("arms-race:levels=11,base=prisoners-dilemma").payoffs();
  for (int other = 0; other < 11; ++other) EXPECT_EQ(best_replies(dilemma, other), std::vector<int>{10});
}

// The best reply under a convex cost is x = clip(((T−R)(1−y) + (P−S)y)/c): here levels 2.5 (a tie), 2.25, … of ten
// for the prisoner's dilemma and c = 8, and 10y − 5, held at 0, for the stag hunt and c = 1.
TEST(ArmsRace, has_inner_best_replies_under_a_cost) {
  const Payoffs dilemma = parse_game("arms-race:levels=11,base=prisoners-dilemma,cost=8").payoffs();
  EXPECT_EQ(best_replies(dilemma, 0), (std::vector<int>{2, 3}));
  for (int other = 0; other < 11; ++other) {
    const double exact = 10 * ((5 - 3) * (1 - other / 10.0) + (1 - 0) * other / 10.0) / 8;
    for (const int best : best_replies(dilemma, other)) EXPECT_LE(std::abs(best - exact), 0.5 + 1e-12) << other;
  }
  const Payoffs hunt = parse_game("arms-race:levels=11,base=stag-hunt,cost=2").payoffs();
  for (const int other : {0, 3, 5, 7, 9})
    EXPECT_EQ(best_replies(hunt, other), std::vector<int>{std::max(0, other - 5)}) << other;
}

TEST(ArmsRace, with_a_cost_keeps_motives_as_played) {
  const std::string game = "arms-race:levels=6,base=prisoners-dilemma,cost=1";  // 4.5, 3, 0.5, 0 at the corners
  EXPECT_EQ(played(game, "security-seeker"), (Corners{1.75, 3, 0.5, 0}));
  EXPECT_EQ(played(game, "greedy"), (Corners{5.5, 3, 0.5, 0}));
  EXPECT_EQ(played(game, "T=7,R=3,P=2,S=1"), (Corners{7, 3, 2, 1}));
  const Payoffs own = parse_game(game).payoffs("T=7,R=3,P=2,S=1");
  const Payoffs free = parse_game("arms-race:levels=6,base=custom,T=7,R=3,P=2,S=1").payoffs();
  EXPECT_GT(own.at(3, 0), free.at(3, 0));  // a convex cost with the same ends lies below its chord
}

TEST(AdditiveArmsRace, is_a_dilemma_with_equal_gains_from_switching) {
  const Payoffs matrix = parse_game("additive-arms-race:levels=6,gain=4,threat=5,cost=1.5").payoffs();
  EXPECT_EQ(corners(matrix), (Corners{2.5, 0, -2.5, -5}));
  EXPECT_EQ(game_class(corners(matrix)), "prisoner's dilemma");
  for (int own = 0; own < 6; ++own)
    for (int other = 0; other < 6; ++other)
      EXPECT_NEAR(matrix.at(own, other), 4 * own / 5.0 - 5 * other / 5.0 - 1.5 * own / 5.0, 1e-12);
  EXPECT_EQ(played("additive-arms-race"), (Corners{1, 0, -2, -3}));
  EXPECT_EQ(played("additive-arms-race:gain=1,threat=0,cost=3"), (Corners{-2, 0, -2, 0}));
  EXPECT_EQ(played("additive-arms-race", "security-seeker"), (Corners{-1, 0, -2, -3}));
  // Without an interaction no corner can make it a stag hunt: the gain from arming is the same against all.
  for (const char* cost : {"0.5", "1.9", "2.1", "4"}) {
    const Payoffs any = parse_game("additive-arms-race:levels=4,cost=" + std::string(cost)).payoffs();
    for (int other = 0; other < 4; ++other) EXPECT_EQ(best_replies(any, other), best_replies(any, 0)) << cost;
  }
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
  for (const char* spec : {"",
                           "prisoner",
                           "T=5,R=3",
                           "T=5,R=3,P=1,S=0,T=4",
                           "T=5,R=3,P=1,S=nan",
                           "chicken:T=1",
                           "chicken:",
                           "security-dilemma:offence=2",
                           "security-dilemma:offence",
                           "arms-race:levels=1",
                           "arms-race:levels=17",
                           "arms-race:levels=2.5",
                           "arms-race:base=arms-race",
                           "stag-hunt:relative-gains=-1",
                           "offence-defence:distinguishability=1.1",
                           "arms-race:levels=0",
                           "arms-race:cost=-1",
                           "arms-race:base=additive-arms-race",
                           "arms-race:gain=1",
                           "additive-arms-race:levels=1",
                           "additive-arms-race:levels=17",
                           "additive-arms-race:base=chicken",
                           "additive-arms-race:threat=-1",
                           "stag-hunt:open-cost=x"})
    EXPECT_THROW(parse_game(spec), Error) << spec;
}

TEST(ArmsRace, of_too_many_levels_is_refused_in_one_sentence) {
  for (const char* name : {"arms-race", "additive-arms-race"}) try {
      parse_game(std::string(name) + ":levels=17");
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), "game '" + std::string(name) + "': levels is '17'; it must be a whole number in 2…16");
    }
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
