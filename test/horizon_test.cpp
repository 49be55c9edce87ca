// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>
#include <detente/exact/exact.hpp>
#include <detente/play/equilibrium.hpp>

#include "support/memory_size.hpp"

namespace {

using namespace detente;

struct World {
  std::string game;
  double tremble = 0, misperception = 0;
};

Side seat(const std::string& strategy, const World& world) {
  const Game game = parse_game(world.game);
  Side side{.strategy = Registry::built_in().strategy(strategy),
            .name = strategy,
            .payoffs = game.payoffs(),
            .tremble = Errors::everywhere(world.tremble, world.tremble),
            .misperception = game.misperception(world.misperception, world.misperception)};
  side.strategy =
      side.strategy.briefed({.payoffs = side.payoffs, .tremble = side.tremble, .misperception = side.misperception});
  return side;
}

Exploitability exposure(const std::string& strategy, const World& world, Rules rules) {
  const Game game = parse_game(world.game);
  rules.levels = game.levels;
  const Side side = seat(strategy, world);
  return exploitability(rules, game, side, side.tremble, side.misperception, 4096).value();
}

BestResponse same(const std::string& strategy, const World& world, const Rules& rules) {
  return exposure(strategy, world, rules).same;
}

/// The victim's memories as a game against nature on two levels, told without the engine's chains and automata.
class Tree {
 public:
  Tree(const std::string& strategy, const World& world)
      : side_(seat(strategy, world)), world_(world), memories_(side_.strategy.memories(2)) {}

  struct Worth {
    double own, victim;
  };
  /// One way a round may go.
  struct Way {
    double chance;
    Worth round;
    std::size_t next;
  };

  std::size_t first(int crisis) {
    std::size_t memory = 0;
    for (int round = 0; round < crisis; ++round) memory = memories_->see(memory, {1, 1, 1, false});
    return memory;
  }
  std::vector<Way> ways(std::size_t memory, int choice) {
    std::vector<Way> list;
    const LevelMix mix = memories_->play(memory);
    for (int bits = 0; bits < 16; ++bits) {
      const int meant = bits & 1;
      const int victim = bits >> 1 & 1;
      const int own = bits >> 2 & 1;
      const int seen = bits >> 3 & 1;
      const auto slip = [](int from, int to, double rate) { return from == to ? 1 - rate : rate; };
      const double chance = mix.chance[static_cast<std::size_t>(meant)] * slip(meant, victim, world_.tremble) *
                            slip(choice, own, world_.tremble) * slip(own, seen, world_.misperception);
      if (chance == 0) continue;
      const LevelSeen round{static_cast<Level>(meant), static_cast<Level>(victim), static_cast<Level>(seen), false};
      list.push_back(
          {chance, {side_.payoffs.at(own, victim), side_.payoffs.at(victim, own)}, memories_->see(memory, round)});
    }
    return list;
  }
  /// Every move in every history of so many rounds; of equals the more restrained move.
  Worth best(std::size_t memory, int rounds, double discount) {
    Worth best{-1e300, 0};
    for (int choice = 0; rounds > 0 && choice < 2; ++choice) {
      Worth sum{};
      for (const Way& way : ways(memory, choice)) {
        const Worth later = rounds > 1 ? this->best(way.next, rounds - 1, discount) : Worth{};
        sum.own += way.chance * (way.round.own + discount * later.own);
        sum.victim += way.chance * (way.round.victim + discount * later.victim);
      }
      if (sum.own > best.own + 1e-12) best = sum;
    }
    return best;
  }
  /// Memories that any play leads to.
  std::size_t closed() {
    for (std::size_t memory = 0; memory < memories_->size(); ++memory)
      for (const int choice : {0, 1}) ways(memory, choice);
    return memories_->size();
  }

 private:
  Side side_;
  World world_;
  std::unique_ptr<Memories> memories_;
};

double weight(int rounds, double discount) {
  double sum = 0;
  for (int round = 0; round < rounds; ++round) sum += std::pow(discount, round);
  return sum;
}

const std::vector<std::string> kVictims = {"tit-for-tat",
                                           "suspicious-tit-for-tat",
                                           "tit-for-two-tats",
                                           "two-tits-for-tat",
                                           "contrite-tit-for-tat",
                                           "grim",
                                           "win-stay-lose-shift",
                                           "hawk",
                                           "dove",
                                           "random:cooperation=0.3",
                                           "generous-tit-for-tat:generosity=0.2",
                                           "grit",
                                           "all-or-none",
                                           "zd-extortion",
                                           "memory-one:first=0.5,cc=0.9,cd=0.2,dc=0.7,dd=0.1"};

// Over a few rounds nobody does better than the best of all moves in all histories.
TEST(Horizon, of_few_rounds_is_the_best_of_all_histories) {
  for (const World& world : {World{"prisoners-dilemma"}, World{"prisoners-dilemma", 0.05, 0.1},
                             World{"security-dilemma", 0.1, 0}, World{"chicken", 0, 0.2}})
    for (const std::string& victim : kVictims) {
      if (victim.starts_with("zd") && world.game != "prisoners-dilemma") continue;
      Tree tree(victim, world);
      const bool is_noisy = world.tremble > 0 || world.misperception > 0;
      for (const int rounds : {1, 2, is_noisy ? 3 : 7})
        for (const double discount : {1.0, 0.7, 0.0})
          for (const int crisis : {0, 3}) {
            const Rules rules{.rounds = rounds, .discount = discount, .crisis = crisis};
            const BestResponse found = same(victim, world, rules);
            const Tree::Worth expected = tree.best(tree.first(crisis), rounds, discount);
            const std::string where = victim + " in " + world.game + " over " + std::to_string(rounds) + " from " +
                                      std::to_string(crisis) + " at " + std::to_string(discount);
            EXPECT_NEAR(found.gain, expected.own / weight(rounds, discount), 1e-11) << where;
            EXPECT_NEAR(found.victim, expected.victim / weight(rounds, discount), 1e-9) << where;
          }
    }
}

// With a discount some policy that looks at the memory alone is best; here all of them are tried.
TEST(Horizon, of_discounted_rounds_is_the_best_of_all_policies) {
  int tried = 0;
  for (const World& world :
       {World{"prisoners-dilemma"}, World{"prisoners-dilemma", 0.05, 0.1}, World{"chicken", 0.1, 0}})
    for (const std::string& victim : kVictims) {
      if (victim.starts_with("zd") && world.game != "prisoners-dilemma") continue;
      Tree tree(victim, world);
      const std::size_t size = tree.closed();
      if (size > 10) continue;
      ++tried;
      std::vector<std::array<std::vector<Tree::Way>, 2>> ways(size);
      for (std::size_t memory = 0; memory < size; ++memory)
        for (int choice = 0; choice < 2; ++choice)
          ways[memory][static_cast<std::size_t>(choice)] = tree.ways(memory, choice);
      for (const double discount : {0.0, 0.3, 0.8}) {
        double best = -1e300;
        for (std::size_t policy = 0; policy < std::size_t{1} << size; ++policy) {
          std::vector<double> worth(size);
          double left = 1;
          while (left > 1e-14) {
            std::vector<double> earlier(size);
            for (std::size_t memory = 0; memory < size; ++memory)
              for (const Tree::Way& way : ways[memory][policy >> memory & 1])
                earlier[memory] += way.chance * (way.round.own + discount * worth[way.next]);
            worth = earlier;
            left *= discount;
          }
          best = std::max(best, worth[0]);
        }
        const std::string where = victim + " in " + world.game + " at " + std::to_string(discount);
        const double gain = same(victim, world, {.endless = true, .discount = discount}).gain;
        EXPECT_NEAR(gain, best * (1 - discount), 1e-10) << where;
        // A match that ends with some chance and payoffs that fade are one thing.
        EXPECT_EQ(same(victim, world, {.continuation = discount}).gain, gain) << where;
        if (discount > 0) {
          EXPECT_NEAR(same(victim, world, {.continuation = 0.9, .discount = discount / 0.9}).gain, gain, 1e-12)
              << where;
        }
        // After many rounds nothing is left of a discount.
        EXPECT_NEAR(same(victim, world, {.rounds = 1'000'000'000, .discount = discount}).gain, gain, 1e-12) << where;
      }
    }
  EXPECT_GE(tried, 30);
}

// By hand, T 5, R 3, P 1, S 0. Against tit-for-tat D for ever brings 5 + δ/(1−δ), D and C in turn 5/(1−δ²), C 3/(1−δ):
// C is best from δ = 2/3 on, D for ever up to 1/4, and both in turn between them.
TEST(Horizon, values_against_tit_for_tat_are_those_of_the_textbook) {
  const World world{"prisoners-dilemma"};
  for (const double discount : {0.1, 0.2, 0.3, 0.6, 0.7, 0.9}) {
    const double turns = 5 / (1 - discount * discount);
    const double defects = 5 + discount / (1 - discount);
    const double best = std::max({turns, defects, 3 / (1 - discount)}) * (1 - discount);
    for (const Rules& rules : {Rules{.endless = true, .discount = discount}, Rules{.continuation = discount}}) {
      EXPECT_NEAR(same("tit-for-tat", world, rules).gain, best, 1e-12) << discount;
    }
  }
  const Exploitability once = exposure("tit-for-tat", world, {.rounds = 1});
  EXPECT_EQ(once.greedy.victim, 0);  // S
  EXPECT_EQ(once.greedy.gain, 5);    // T = 2R − P
  EXPECT_EQ(once.held_to, 0);
  EXPECT_NEAR(same("tit-for-tat", world, {.rounds = 200}).gain, (199 * 3 + 5) / 200.0, 1e-12);
  EXPECT_NEAR(same("tit-for-tat", world, {.rounds = 200}).victim, 199 * 3 / 200.0, 1e-12);
  // A D takes a round off those in which two tats forbear: C, D, C, D, …, D.
  EXPECT_NEAR(same("tit-for-two-tats", world, {.rounds = 5}).gain, (3 + 5 + 3 + 5 + 5) / 5.0, 1e-12);
}

// As the chain of both says: the response keeps its promise to both, over every kind of match, and from a crisis.
TEST(Horizon, is_what_the_played_response_comes_to) {
  int played = 0;
  for (const World& world : {World{"prisoners-dilemma"}, World{"prisoners-dilemma", 0.05, 0}, World{"chicken", 0.02, 0},
                             World{"arms-race:levels=4", 0.05, 0}})
    for (const Strategy& strategy : Registry::built_in().strategies()) {
      if (strategy.info().name == "zero-determinant" && world.game != "prisoners-dilemma") continue;
      const int levels = parse_game(world.game).levels;
      const Side victim = seat(strategy.name(), world);
      if (!has_memories_up_to(victim.strategy, levels, 40)) continue;
      for (Rules rules : {Rules{.rounds = 1}, Rules{.rounds = 30}, Rules{.rounds = 20, .discount = 0.9},
                          Rules{.rounds = 12, .crisis = 3}, Rules{.continuation = 0.9},
                          Rules{.continuation = 0.8, .discount = 0.9, .crisis = 2},
                          Rules{.endless = true, .discount = 0.7}, Rules{.endless = true}}) {
        rules.levels = levels;
        const BestResponse best = same(strategy.name(), world, rules);
        if (!best.is_playable) continue;
        Side side = victim;
        side.strategy = respond(rules, victim, {victim.payoffs, victim.tremble, victim.misperception}, 4096);
        const auto chain = join(rules, {victim}, {side}, 200000);
        ASSERT_TRUE(chain) << strategy.name();
        const Exact result = exact_means(*chain, rules).value();
        const std::string where = strategy.name() + " in " + world.game + " over " + std::to_string(rules.rounds);
        EXPECT_NEAR(result.score[1], best.gain, 1e-10) << where;
        EXPECT_NEAR(result.score[0], best.victim, 1e-8) << where;
        ++played;
      }
    }
  EXPECT_GE(played, 500);
}

/// Backward induction as in any textbook, with nothing spared.
double plainly(const std::string& victim, const World& world, int rounds) {
  Tree tree(victim, world);
  const std::size_t size = tree.closed();
  std::vector<std::array<std::vector<Tree::Way>, 2>> ways(size);
  for (std::size_t memory = 0; memory < size; ++memory)
    for (int choice = 0; choice < 2; ++choice)
      ways[memory][static_cast<std::size_t>(choice)] = tree.ways(memory, choice);
  std::vector<long double> worth(size), earlier(size);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t memory = 0; memory < size; ++memory) {
      std::array<long double, 2> sum{};
      for (const std::size_t choice : {0U, 1U})
        for (const Tree::Way& way : ways[memory][choice])
          sum[choice] +=
              static_cast<long double>(way.chance) * (static_cast<long double>(way.round.own) + worth[way.next]);
      earlier[memory] = std::max(sum[0], sum[1]);
    }
    std::swap(worth, earlier);
  }
  return static_cast<double>(worth[0] / rounds);
}

// What is known of the last rounds tells all before them, to the last round: phases of those who come round, too.
TEST(Horizon, long_ones_are_told_from_short_ones) {
  for (const World& world :
       {World{"prisoners-dilemma"}, World{"prisoners-dilemma", 0.01, 0.02}, World{"chicken", 0.2, 0}})
    for (const std::string& victim : kVictims) {
      if (victim.starts_with("zd") && world.game != "prisoners-dilemma") continue;
      for (const int rounds : {20'000, 20'001, 20'003})
        EXPECT_NEAR(same(victim, world, {.rounds = rounds}).gain, plainly(victim, world, rounds), 1e-11)
            << victim << " in " << world.game << " over " << rounds;
    }
}

// A billion rounds are for ever, and take no time. Where states are left for good, errors decide how soon.
TEST(Horizon, of_a_billion_rounds_is_for_ever) {
  const auto begin = std::chrono::steady_clock::now();
  for (const World& world : {World{"prisoners-dilemma"}, World{"security-dilemma", 0, 0.05}, World{"chicken", 0.01, 0}})
    for (const char* victim : {"tit-for-tat", "tit-for-two-tats", "grim", "win-stay-lose-shift", "grit-token",
                               "forgiver", "deterrer", "contrite-tit-for-tat", "random", "dove", "hawk"}) {
      const Exploitability is_long = exposure(victim, world, {.rounds = 1'000'000'000});
      const Exploitability endless = exposure(victim, world, {.endless = true});
      const std::string where = victim + (" in " + world.game);
      EXPECT_NEAR(is_long.same.gain, endless.same.gain, 1e-6) << where;
      EXPECT_NEAR(is_long.spoiler.gain, endless.spoiler.gain, 1e-6) << where;
      EXPECT_NEAR(is_long.held_to, endless.held_to, 1e-6) << where;
      // What the victim gets over n rounds is what it gets over n − p, and p times what it gets for ever.
      const BestResponse longer = same(victim, world, {.rounds = 999'999'000});
      EXPECT_NEAR(is_long.same.victim, longer.victim, 1e-8) << where;
    }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(2));
}

TEST(Horizon, that_takes_too_long_is_said) {
  const World rare{"prisoners-dilemma", 1e-10, 0};
  try {
    same("grim", rare, {.rounds = 1'000'000'000});
    FAIL() << "it was found";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()),
              "the best response to 'grim' over 1000000000 rounds takes too long to compute, because its moves still "
              "change from round to round; use fewer rounds or infinite rounds");
  }
}

// A response counts rounds only where that serves it, and beyond the last one it goes on as before.
TEST(Horizon, is_known_to_the_response) {
  const Side victim = seat("tit-for-tat", {"prisoners-dilemma"});
  const auto moves = [&](const Rules& rules, int rounds) {
    Side side = victim;
    side.strategy = respond(rules, victim, {victim.payoffs, victim.tremble, victim.misperception}, 4096);
    const auto memories = side.strategy.memories(2);
    std::string text;
    std::size_t memory = 0;
    Level theirs = 0;
    for (int round = 0; round < rounds; ++round) {
      const Level own = memories->play(memory).chance[1] > 0 ? 1 : 0;
      text += "CD"[own];
      memory = memories->see(memory, {own, own, theirs, false});
      theirs = own;
    }
    return text;
  };
  EXPECT_EQ(moves({.rounds = 1}, 3), "DDD");
  EXPECT_EQ(moves({.rounds = 5}, 5), "CCCCD");
  EXPECT_EQ(moves({.rounds = 5}, 7), "CCCCDCC");
  EXPECT_EQ(moves({.endless = true}, 5), "CCCCC");
  EXPECT_EQ(moves({.endless = true, .discount = 0.9}, 5), "CCCCC");
  EXPECT_EQ(moves({.endless = true, .discount = 0.2}, 5), "DDDDD");
  EXPECT_EQ(moves({.endless = true, .discount = 0.3}, 5), "DCDCD");
  EXPECT_EQ(moves({.continuation = 0.2}, 5), "DDDDD");
  EXPECT_EQ(moves({.rounds = 4, .discount = 0.2}, 4), "DDDD");
  EXPECT_TRUE(same("hawk", {"prisoners-dilemma"}, {.rounds = 200}).plan.is_steady());
}

}  // namespace
