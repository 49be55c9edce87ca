// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/properties/filter.hpp>
#include <detente/world/game.hpp>
#include <limits>

namespace {

using namespace detente;

constexpr double kInfinite = std::numeric_limits<double>::infinity();

Listed listed(const std::string& name) {
  const Registry registry = Registry::built_in();
  const Strategy strategy = registry.strategy(name);
  return {name, false, strategy, registry.family(name), "", character(strategy, 3000)};
}
std::optional<bool> ask(const std::string& question, const std::string& name) {
  return read_filter(question)(listed(name));
}
std::string refusal(const std::string& question) {
  try {
    read_filter(question);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

// Read off the rules by hand.
TEST(Character, is_what_the_rule_says) {
  const Character tft = listed("tit-for-tat").character;
  EXPECT_EQ(tft.is_deterministic, true);
  EXPECT_EQ(tft.is_nice, true);
  EXPECT_EQ(tft.is_retaliating, true);
  EXPECT_EQ(tft.is_forgiving, true);
  EXPECT_EQ(tft.memory, 1);
  EXPECT_EQ(tft.states, 2U);
  EXPECT_EQ(tft.uses_length, false);
  EXPECT_EQ(tft.uses_payoffs, false);
  const Character grim = listed("grim").character;
  EXPECT_EQ(grim.is_forgiving, false);
  EXPECT_EQ(grim.memory, kInfinite);
  const Character generous = listed("generous-tit-for-tat").character;
  EXPECT_EQ(generous.is_deterministic, false);
  EXPECT_EQ(generous.uses_payoffs, true);
  EXPECT_EQ(listed("generous-tit-for-tat:generosity=0.3").character.uses_payoffs, false);
  EXPECT_EQ(listed("first-by-stein-and-rapoport").character.uses_length, true);
  EXPECT_EQ(listed("suspicious-tit-for-tat").character.is_nice, false);
  EXPECT_EQ(listed("dove").character.is_retaliating, false);
  EXPECT_EQ(listed("hawk").character.memory, 0);
}

TEST(Character, of_a_memory_without_end_is_what_many_rounds_show) {
  const Character gradual = listed("gradual").character;
  EXPECT_EQ(gradual.is_deterministic, true);
  EXPECT_EQ(gradual.is_nice, true);
  EXPECT_EQ(gradual.is_retaliating, true);
  EXPECT_FALSE(gradual.is_forgiving);
  EXPECT_FALSE(gradual.memory);
  EXPECT_FALSE(gradual.states);
  EXPECT_EQ(listed("hard-go-by-majority").character.is_nice, false);
  const Character downing = listed("first-by-downing").character;
  EXPECT_EQ(downing.is_nice, false);
  EXPECT_EQ(downing.uses_payoffs, true);
  const Character graaskamp = listed("first-by-graaskamp").character;  // it tries a D in round 51
  EXPECT_EQ(graaskamp.is_nice, false);
  EXPECT_EQ(graaskamp.is_deterministic, false);  // later it throws a die for when to try the next one
}

/// Counts its rounds without end: hostile for good after a first D, and throws a die in round 5.
struct Endless {
  static constexpr Info info{.name = "endless", .about = "It.", .source = "It", .against = "C", .plays = "C"};
  std::int64_t rounds = 0;
  bool is_angry = false;
  int wanted = 0;  // 0 nothing more, 1 a die in round 5, 2 a D in round 3
  auto operator<=>(const Endless&) const = default;
  Mix play() const {
    if (is_angry || (wanted == 2 && rounds == 2)) return D;
    return wanted == 1 && rounds == 4 ? chance(0.5) : Mix(C);
  }
  void see(Seen round) {
    ++rounds;
    is_angry = is_angry || round.theirs == D;
  }
};

Character endless(int wanted) {
  return character(Strategy(std::make_shared<PrototypeOf<Endless>>(Endless{.wanted = wanted})), 2000);
}

// Nothing of it can be walked to its end, and yet this much is sure.
TEST(Character, is_what_part_of_a_walk_proves) {
  for (const int wanted : {0, 1, 2}) {
    EXPECT_FALSE(endless(wanted).states);
    EXPECT_EQ(endless(wanted).is_retaliating, true) << wanted;
  }
  EXPECT_EQ(endless(0).is_nice, true);  // as 1,000 rounds show
  EXPECT_EQ(endless(2).is_nice, false);
  EXPECT_EQ(endless(1).is_nice, false);
  EXPECT_EQ(endless(1).is_deterministic, false);
  EXPECT_EQ(endless(0).is_deterministic, std::nullopt);  // its type may throw dice
  EXPECT_EQ(endless(0).is_forgiving, std::nullopt);      // it counts on, whatever it may come to
}

// The same strategy in two games.
TEST(Character, is_that_of_the_game) {
  const Strategy strategy = Registry::built_in().strategy("generous-tit-for-tat");
  const auto in = [&](const char* game) {
    return character(strategy, {.payoffs = parse_game(game).payoffs(), .tremble = {}, .misperception = {}}, 0, 3000);
  };
  EXPECT_EQ(in("prisoners-dilemma").is_deterministic, false);
  EXPECT_EQ(in("prisoners-dilemma").states, 2U);
  EXPECT_EQ(in("stag-hunt").is_deterministic, true);
  EXPECT_EQ(in("stag-hunt").is_retaliating, false);
  EXPECT_EQ(in("stag-hunt").states, 1U);
}

TEST(Filter, joins_what_is_known) {
  EXPECT_EQ(ask("nice", "tit-for-tat"), true);
  EXPECT_EQ(ask("nice and states<=8", "tit-for-tat"), true);
  EXPECT_EQ(ask("nice and states<2", "tit-for-tat"), false);
  EXPECT_EQ(ask("not nice or memory >= 1", "tit-for-tat"), true);
  EXPECT_EQ(ask("not (nice or memory>=1)", "tit-for-tat"), false);
  // "or" binds less than "and".
  EXPECT_EQ(ask("nice or nice and not nice", "tit-for-tat"), true);
  EXPECT_EQ(ask("memory=infinite", "grim"), true);
  EXPECT_EQ(ask("memory<infinite", "grim"), false);
  EXPECT_EQ(ask("memory!=infinite", "tit-for-tat"), true);
  EXPECT_EQ(ask("stochastic and not deterministic", "random"), true);
  EXPECT_EQ(ask("family=first-tournament", "first-by-joss"), true);
  EXPECT_EQ(ask("family!=first-tournament", "first-by-joss"), false);
  EXPECT_EQ(ask("graded", "matcher"), true);
  EXPECT_EQ(ask("speaks and not listens", "grit"), true);
}

TEST(Filter, does_not_guess_what_is_not) {
  EXPECT_EQ(ask("states<8", "gradual"), std::nullopt);
  EXPECT_EQ(ask("not states<8", "gradual"), std::nullopt);
  EXPECT_EQ(ask("states<8 or nice", "gradual"), true);
  EXPECT_EQ(ask("states<8 and not nice", "gradual"), false);
  EXPECT_EQ(ask("states<8 and nice", "gradual"), std::nullopt);
  EXPECT_EQ(ask("enumerable", "gradual"), false);
}

TEST(Filter, refuses_what_it_cannot_read_in_one_sentence) {
  EXPECT_EQ(refusal("nice ad nice"),
            "'nice ad nice' cannot be read: 'ad' at column 6 where 'and', 'or' or the end is expected");
  EXPECT_EQ(refusal("nice and (sates<8)"),
            "'nice and (sates<8)' cannot be read: 'sates' at column 11 where a property is expected; did you "
            "mean 'states'?");
  EXPECT_EQ(refusal("states 8"), "'states 8' cannot be read: '8' at column 8 where <, <=, >, >=, = or != is expected");
  EXPECT_EQ(refusal("states<"),
            "'states<' cannot be read: the end at column 8 where a number or 'infinite' is expected");
  EXPECT_EQ(refusal("(nice"), "'(nice' cannot be read: the end at column 6 where ')' is expected");
  for (const char* text : {"", "and", "not", "nice)", "states<<8", "states<8<9", "memory=x", "family<x",
                           "family=", "nice nice", "or nice", "()"})
    EXPECT_NE(refusal(text), "") << text;
  EXPECT_NE(refusal(std::string(100000, '(')), "");
}

}  // namespace
