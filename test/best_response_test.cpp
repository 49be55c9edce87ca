// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>
#include <detente/exact/exact.hpp>
#include <detente/play/equilibrium.hpp>
#include <set>

#include "support/memory_size.hpp"

namespace {

using namespace detente;

Side seat(const std::string& strategy, const Game& game, double tremble, double misperception) {
  Side side{.strategy = Registry::built_in().strategy(strategy),
            .name = strategy,
            .payoffs = game.payoffs(),
            .tremble = Errors::everywhere(tremble, tremble),
            .misperception = game.misperception(misperception, misperception)};
  side.strategy =
      side.strategy.briefed({.payoffs = side.payoffs, .tremble = side.tremble, .misperception = side.misperception});
  return side;
}

Exploitability exposure(const std::string& strategy, const Game& game, double tremble, double misperception) {
  const Rules rules{.levels = game.levels, .endless = true};
  const Side side = seat(strategy, game, tremble, misperception);
  return exploitability(rules, game, side, side.tremble, side.misperception, 4096).value();
}

Exact for_ever(const Side& row, const Side& column, int levels) {
  Rules rules;
  rules.levels = levels;
  rules.endless = true;
  return exact(*join(rules, {row}, {column}, 100000), rules).value();
}

// LITERATURE B.5, without noise, prisoner's dilemma 5, 3, 1, 0: the most that an all-knowing opponent gets for ever.
TEST(BestResponse, values_of_the_literature_are_met) {
  const Game game = parse_game("prisoners-dilemma");
  const std::vector<std::pair<std::string, double>> most = {
      {"tit-for-tat", 3},
      {"contrite-tit-for-tat", 3},
      {"two-tits-for-tat", 3},
      {"grim", 3},
      {"all-or-none", 3},
      {"tft-atft", 3},
      {"capri", 3},
      {"generous-tit-for-tat", 3},
      {"win-stay-lose-shift", 3},
      {"forgiver", 3},
      {"zd-extortion:chi=2", 2.25},
      {"opportunist", 3.25},
      {"grit", 3.8},
      {"tit-for-two-tats", 4},
      {"dove", 5},
      {"grit-token", 3.2},
      {"grit-token:period=5,capacity=1", 3.4},
      {"grit-token:period=20", 3.1},
      {"deterrer", 23.0 / 7},
      {"empathic", 4},
  };
  for (const auto& [name, value] : most) EXPECT_NEAR(exposure(name, game, 0, 0).same.gain, value, 1e-12) << name;
  // … and what it leaves to the victim (proposed values).
  EXPECT_NEAR(exposure("grit", game, 0, 0).same.victim, 0.8, 1e-12);
  EXPECT_NEAR(exposure("opportunist", game, 0, 0).same.victim, 2, 1e-12);
  EXPECT_NEAR(exposure("grit-token", game, 0, 0).same.victim, 2.7, 1e-12);
  EXPECT_NEAR(exposure("deterrer", game, 0, 0).same.victim, 15.5 / 7, 1e-12);
  EXPECT_NEAR(exposure("empathic", game, 0, 0).same.victim, 1.5, 1e-12);
  EXPECT_NEAR(exposure("tit-for-two-tats", game, 0, 0).same.victim, 1.5, 1e-12);
  // The least that an opponent can force.
  const std::vector<std::pair<std::string, double>> least = {
      {"tit-for-tat", 1},
      {"contrite-tit-for-tat", 1},
      {"tit-for-two-tats", 1},
      {"generous-tit-for-tat", 2.0 / 3},
      {"win-stay-lose-shift", 0.5},
      {"forgiver", 0.5},
      {"all-or-none", 2.0 / 3},
      {"zd-generous", 7.0 / 9},
      {"grit", 2.0 / 3},
  };
  for (const auto& [name, value] : least) EXPECT_NEAR(exposure(name, game, 0, 0).held_to, value, 1e-12) << name;
}

struct World {
  std::string game;
  double tremble, misperception;
};
const std::vector<World>& worlds() {
  static const std::vector<World> all = {{"prisoners-dilemma", 0, 0},    {"prisoners-dilemma", 0.05, 0},
                                         {"security-dilemma", 0, 0.05},  {"chicken", 0.02, 0.1},
                                         {"stag-hunt", 1e-9, 0},         {"arms-race:levels=4", 0.05, 0.05},
                                         {"prisoners-dilemma", 1e-12, 0}};
  return all;
}

/// A side with its smallest automaton, so that chains are small.
struct Player {
  Side side;
  Automaton machine;
};
Player player(const std::string& strategy, const Game& game, const World& world) {
  Side side = seat(strategy, game, world.tremble, world.misperception);
  Automaton machine = minimised(derive(side.strategy, game.levels, {}, 4096).value());
  return {.side = std::move(side), .machine = std::move(machine)};
}

// No opponent there is gets more, or leaves less, than the decision process says: those of the library that
// remember little, and every deterministic memory of one round.
TEST(LongBestResponse, bounds_every_opponent) {
  for (const World& world : worlds()) {
    const Game game = parse_game(world.game);
    std::vector<Player> players;
    for (const Strategy& strategy : Registry::built_in().strategies()) try {
        const Side side = seat(strategy.name(), game, world.tremble, world.misperception);
        // Who listens remembers more of those who speak.
        const bool is_small = has_memories_up_to(side.strategy, game.levels, 24) && !side.strategy.traits().listens;
        if (is_small) players.push_back(player(side.name, game, world));
      } catch (const Error&) {  // zd refuses some games
      }
    const std::size_t victims = players.size();
    ASSERT_GE(victims, 20U);
    for (int number = 0; number < 32; ++number) {
      std::string name = "memory-one:";
      int bit = 0;
      for (const char* parameter : {"first=", ",cc=", ",cd=", ",dc=", ",dd="})
        name += parameter + std::to_string(number >> bit++ & 1);
      players.push_back(player(name, game, world));
    }
    const Rules rules{.levels = game.levels, .endless = true};
    for (std::size_t victim = 0; victim < victims; ++victim) {
      const Player& exposed = players[victim];
      const Exploitability bounds =
          exploitability(rules, game, exposed.side, exposed.side.tremble, exposed.side.misperception, 4096).value();
      for (const Player& other : players) {
        const auto chain = join(rules, {exposed.side, &exposed.machine}, {other.side, &other.machine}, 4096).value();
        const Exact result = exact_means(chain, rules).value();
        const std::string pair = exposed.side.name + " against " + other.side.name + " in " + world.game;
        EXPECT_LE(result.score[1], bounds.same.gain + 1e-9) << pair;
        EXPECT_LE(result.score[1] - result.score[0], bounds.spoiler.gain + 1e-9) << pair;
        EXPECT_GE(result.score[0], bounds.held_to - 1e-9) << pair;
      }
    }
  }
}

// Where the best response can be played, playing it brings what was promised, to both.
// Nobody can follow a memory of what was meant when it was meant by dice.
TEST(BestResponse, keeps_its_promise_when_it_is_played) {
  int played = 0;
  std::set<std::string> hidden;
  for (const World& world : worlds()) {
    if (world.misperception > 0) continue;
    const Game game = parse_game(world.game);
    const Rules rules{.levels = game.levels, .endless = true};
    for (const Strategy& strategy : Registry::built_in().strategies()) {
      if (strategy.info().name == "zero-determinant" && world.game != "prisoners-dilemma") continue;  // it refuses
      const Side victim = seat(strategy.name(), game, world.tremble, 0);
      if (!has_memories_up_to(victim.strategy, game.levels, 100)) continue;
      const BestResponse best = exposure(strategy.name(), game, world.tremble, 0).same;
      if (!best.is_playable) {
        hidden.insert(strategy.name());
        continue;
      }
      Side side = victim;
      side.strategy = respond(rules, victim, {victim.payoffs, victim.tremble, victim.misperception}, 4096);
      const Exact result = for_ever(victim, side, game.levels);
      EXPECT_NEAR(result.score[1], best.gain, 1e-9) << strategy.name() << " in " << world.game;
      EXPECT_NEAR(result.score[0], best.victim, 1e-9) << strategy.name() << " in " << world.game;
      ++played;
    }
  }
  EXPECT_GE(played, 80);
  EXPECT_EQ(hidden, (std::set<std::string>{"michaelos", "remorseful-prober"}));
}

// After a crisis the response begins where the victim then stands; objects and exact play alike.
TEST(BestResponse, begins_after_the_crisis) {
  Request request;
  request.strategies = "tit-for-two-tats,best-response-to:tit-for-two-tats";
  request.game = "prisoners-dilemma";
  request.misperception = {0, 0};
  request.tremble = {0.02, 0.02};
  request.start = "crisis:3";
  request.repetitions = 20000;
  request.engine = "check";
  const Results results = play(make_design(request, Registry::built_in()), {{0, 1}, {1, 0}, {1, 1}}, 1);
  for (const PairResult& pair : results.pairs) {
    ASSERT_TRUE(pair.check);
    EXPECT_LT(pair.check->standard_errors, pair.check->bound);
  }
  // In its turn C, D, C, D, … against two tats, from a memory of the crisis.
  request.tremble = {0, 0};
  request.engine = "auto";
  request.rounds = 40;
  const PairResult pair = play(make_design(request, Registry::built_in()), {{0, 1}}, 1).pairs[0];
  EXPECT_GT(pair.score[1], 3.8);
}

TEST(BestResponse, cannot_be_played_in_the_dark) {
  Request request;
  request.strategies = "tit-for-tat,best-response-to:tit-for-tat";
  request.misperception = {0.05, 0.05};
  EXPECT_THROW(make_design(request, Registry::built_in()), Error);
  EXPECT_FALSE(exposure("tit-for-tat", parse_game("prisoners-dilemma"), 0, 0.05).same.is_playable);
  EXPECT_TRUE(exposure("hawk", parse_game("prisoners-dilemma"), 0, 0.05).same.is_playable);  // nothing to know
  request.monitoring = "public";  // both read the same signals
  const Design design = make_design(request, Registry::built_in());
  EXPECT_EQ(design.entrants[1].name, "best-response-to:tit-for-tat");
  request.strategies = "best-response-to:gradual";
  EXPECT_THROW(make_design(request, Registry::built_in()), Error);
  request.strategies = "best-response-to:nobody";
  EXPECT_THROW(make_design(request, Registry::built_in()), Error);
}

TEST(BestResponse, is_an_entrant_like_any_other) {
  Request request;
  const std::string twice = "best-response-to:memory-one:first=1,cc=0.5@greedy";
  request.strategies = "best-response-to:grit," + twice + "#2," + twice;
  request.game = "prisoners-dilemma";
  request.misperception = {0, 0};
  request.tremble = {0.05, 0.05};
  request.rounds = 20;  // it counts them, and many rounds are many memories
  const Design design = make_design(request, Registry::built_in());
  EXPECT_EQ(design.request.strategies, "best-response-to:grit," + twice + "#2," + twice);
  EXPECT_EQ(make_design(design.request, Registry::built_in()).request.strategies, design.request.strategies);
  for (const PairResult& pair : play(design, round_robin(3, true), 2).pairs) EXPECT_EQ(pair.engine, "exact");
}

const Mutant& mutant(const Equilibrium& answers, const std::string& name) {
  return *std::find_if(answers.mutants.begin(), answers.mutants.end(),
                       [&](const Mutant& one) { return one.name == name; });
}

TEST(Equilibrium, of_the_textbook_is_found) {
  Request request;
  request.game = "prisoners-dilemma";
  request.misperception = {0, 0};
  request.endless = true;
  const Registry registry = Registry::built_in();
  const auto asked = [&](const std::string& resident, const std::string& field) {
    request.strategies = resident;
    return equilibrium(request, field, registry, 1);
  };
  const Equilibrium dove = asked("dove", "hawk,tit-for-tat,grim");
  EXPECT_EQ(dove.is_nash, false);
  EXPECT_EQ(dove.is_stable, false);
  EXPECT_EQ(mutant(dove, "hawk").invasion, Invasion::succeeds);
  EXPECT_NEAR(mutant(dove, "hawk").against_resident, 5, 1e-12);
  EXPECT_EQ(mutant(dove, "tit-for-tat").invasion, Invasion::drifts);
  const Equilibrium hawk = asked("hawk", "security");
  EXPECT_EQ(hawk.is_nash, true);
  EXPECT_EQ(mutant(hawk, "dove").invasion, Invasion::resisted);
  EXPECT_EQ(mutant(hawk, "tit-for-tat").invasion, Invasion::succeeds);  // as good against hawks, better among itself
  const std::string field = "dove,tit-for-tat,gradual,grit,win-stay-lose-shift,generous-tit-for-tat,zd-extortion";
  const Equilibrium grim = asked("grim", field);
  EXPECT_EQ(grim.is_nash, true);
  EXPECT_TRUE(grim.unanswered.empty());  // gradual counts, but among states that never defect there is nothing to count
  EXPECT_EQ(asked("hawk", field).unanswered, std::vector<std::string>{"gradual"});
  // Under trembles win-stay-lose-shift is a strict equilibrium where 2R > T + P, and here the tie is broken by noise.
  request.tremble = {0.01, 0.01};
  request.game = "T=4,R=3,P=1,S=0";
  const Equilibrium pavlov = asked("win-stay-lose-shift", "tit-for-tat,hawk,dove,generous-tit-for-tat");
  EXPECT_EQ(pavlov.is_nash, true);
  EXPECT_EQ(pavlov.is_stable, true);
  request.game = "T=6,R=3,P=1,S=0";
  EXPECT_EQ(asked("win-stay-lose-shift", "hawk").is_nash, false);
}

TEST(Equilibrium, agrees_with_the_tournament) {
  Request request;
  request.strategies = "generous-tit-for-tat";
  request.tremble = {0.02, 0.01};
  request.misperception = {0, 0};
  request.game = "prisoners-dilemma";
  const Equilibrium answers = equilibrium(request, "hawk,win-stay-lose-shift,grit@greedy", Registry::built_in(), 2);
  request.strategies = "generous-tit-for-tat,hawk,win-stay-lose-shift,grit";
  const auto pairs = play(make_design(request, Registry::built_in()), round_robin(4, true), 2).pairs;
  EXPECT_EQ(answers.with_itself, (pairs[0].score[0] + pairs[0].score[1]) / 2);
  ASSERT_EQ(answers.mutants.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(answers.mutants[i].against_resident, pairs[i + 1].score[1]);
    EXPECT_EQ(answers.mutants[i].residents_share, pairs[i + 1].score[0]);
  }
}

TEST(Equilibrium, is_asked_of_one_strategy_in_the_games_own_payoffs) {
  Request request;
  for (const char* strategies : {"hawk,dove", "hawk@greedy", "gradual"}) {
    request.strategies = strategies;
    EXPECT_THROW(equilibrium(request, "security", Registry::built_in(), 1), Error) << strategies;
  }
  request.strategies = "hawk";
  EXPECT_THROW(equilibrium(request, "nobody", Registry::built_in(), 1), Error);
}

}  // namespace
