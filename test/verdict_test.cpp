// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <detente/dice.hpp>
#include <detente/spirals/verdict.hpp>
#include <detente/text/text.hpp>

/// Sentences about reports that were made up: what they may say, and what they must not.
namespace {

using namespace detente;

SpiralDesign question(const std::string& strategies) {
  static const Registry registry = Registry::built_in();
  Request request;
  request.strategies = strategies;
  return make_spiral_design({}, make_design(request, registry), registry);
}

/// An exact seeker whose baseline ends half of the spirals of nine opponents.
Breaker breaker(std::size_t entrant, BreakerClass kind, double ends, double cost) {
  Breaker made{};
  made.entrant = entrant;
  made.role = "seeker";
  made.conduct = kind == BreakerClass::restrained ? "always restrained"
                 : kind == BreakerClass::hostile  ? "always hostile"
                                                  : "";
  made.answer.ends = ends;
  made.answer.ends_baseline = 0.5;
  made.answer.gain = ends - 0.5;
  made.answer.compared = 9;
  made.answer.better = 5;
  made.answer.worse = kind == BreakerClass::mixed ? 2 : 0;
  made.answer.in_spirals = 0.2;
  made.answer.in_spirals_baseline = 0.4;
  made.answer.cost = cost;
  made.answer.kind = kind;
  return made;
}

SpiralReport report(const SpiralDesign& question, const std::vector<Breaker>& breakers) {
  SpiralReport made;
  made.breakers = breakers;
  made.breakable = question.seekers;
  return made;
}

std::string told(const SpiralDesign& question, const std::vector<Breaker>& breakers) {
  return joined(verdict(question, report(question, breakers)), " ");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Verdict, says_who_ends_most_and_who_does_nearly_as_much_for_less) {
  const SpiralDesign asked = question("tft,grit,grit-graduated");
  std::vector<Breaker> breakers{breaker(1, BreakerClass::ends, 0.999, 0.043),
                                breaker(2, BreakerClass::ends, 0.998, 0.004),
                                breaker(0, BreakerClass::like, 0.5, 0.002)};
  breakers[0].answer.front = breakers[1].answer.front = true;
  SpiralReport made = report(asked, breakers);
  made.baseline_with_itself = 0.118;
  EXPECT_EQ(
      joined(verdict(asked, made), " "),
      "grit ends 99.9% of the spirals that can be ended, where tit-for-tat in the same seat ends 50.0% (11.8% with its "
      "own copy). It costs 4.3% of what peace is worth. grit-graduated ends 99.8% for 0.4%.");
}

TEST(Verdict, says_what_is_sampled_and_what_costs_nothing) {
  const SpiralDesign asked = question("tft,grit");
  Breaker one = breaker(1, BreakerClass::ends, 0.9, 0.1);
  one.answer.is_cost_exact = false;
  EXPECT_TRUE(has(told(asked, {one}), "It costs 10.0% of what peace is worth (sampled)."));
  one = breaker(1, BreakerClass::ends, 0.9, -0.1);
  EXPECT_TRUE(has(told(asked, {one}), "It costs nothing: "));
  one.answer.cost.reset();
  EXPECT_TRUE(has(told(asked, {one}), "It has no cost to compare, because peace pays no more than conflict here."));
}

TEST(Verdict, says_the_drawback_of_who_is_mixed) {
  const SpiralDesign asked = question("tft,tf2t");
  Breaker mixed = breaker(1, BreakerClass::mixed, 0.9, 0.1);
  EXPECT_EQ(
      told(asked, {mixed}),
      "No strategy that answers what it sees ends more spirals than tit-for-tat without a drawback. tit-for-two-tats "
      "ends 90.0% of "
      "the spirals that can be ended, where tit-for-tat in the same seat ends 50.0%, but fewer with 2 of 9 opponents.");
  mixed.answer.worse = 0;
  mixed.answer.in_spirals = 0.6;
  EXPECT_TRUE(has(told(asked, {mixed}), "but spends more rounds in spirals (60.0%, and 40.0% with tit-for-tat)."));
}

TEST(Verdict, has_no_winner_where_nobody_ends_more) {
  EXPECT_EQ(told(question("tft,grim"), {breaker(1, BreakerClass::worse, 0.1, 0)}),
            "No strategy that answers what it sees ends more spirals than tit-for-tat in the same seat by a percentage "
            "point or more: grim ends 10.0% of "
            "those that can be ended, and tit-for-tat 50.0%.");
}

TEST(Verdict, never_crowns_what_is_always_restrained) {
  const SpiralDesign asked = question("tft,dove,hawk,grit");
  const std::vector<Breaker> breakers{breaker(1, BreakerClass::restrained, 1, 0.125),
                                      breaker(2, BreakerClass::hostile, 0, 0),
                                      breaker(3, BreakerClass::ends, 0.6, 0.1)};
  EXPECT_TRUE(told(asked, breakers).starts_with("grit ends 60.0%"));
  EXPECT_EQ(remarks(asked, report(asked, breakers)).back(),
            "Trivial: dove (100.0%, cost 12.5%), hawk (0.0%, cost 0.0%).");
  EXPECT_EQ(told(asked, {breakers[0]}),
            "No strategy that answers what it sees, other than the baseline tit-for-tat, has spirals that could be "
            "compared.");
}

TEST(Verdict, says_when_there_is_nothing_to_end) {
  const SpiralDesign asked = question("tft,grit");
  SpiralReport made = report(asked, {breaker(1, BreakerClass::like, 0.5, 0)});
  made.breakable = {};
  made.without_spirals = {0, 1};
  EXPECT_EQ(
      joined(verdict(asked, made), " "),
      "No spiral begins in any match of these entrants under misperception 0.05/0.01, so that there is none to end.");
  made.without_spirals = {};
  made.hopeless = {0, 1};
  EXPECT_EQ(joined(verdict(asked, made), " "),
            "No strategy of this field ends the spirals of anybody: nobody brings back tit-for-tat, grit.");
}

TEST(Verdict, names_the_hopeless_and_those_without_spirals) {
  const SpiralDesign asked = question("tft,grit,grim,dove");
  SpiralReport made = report(asked, {breaker(1, BreakerClass::ends, 0.9, 0)});
  made.hopeless = {2};
  made.without_spirals = {3};
  const std::vector<std::string> said = remarks(asked, made);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[0], "Nobody brings back: grim.");
  EXPECT_EQ(said[1], "No spiral begins with: dove.");
}

TEST(Verdict, speaks_of_clones_once_and_of_aggressors_never) {
  const SpiralDesign asked = question("tft,grit,wsls,grit@greedy");
  std::vector<Breaker> breakers{breaker(1, BreakerClass::ends, 0.9, 0), breaker(2, BreakerClass::ends, 0.9, 0),
                                breaker(3, BreakerClass::ends, 1, 0)};
  breakers[2].role = "aggressor";
  SpiralReport made = report(asked, breakers);
  made.clones = {{1, 2, 3}};
  const std::string text = joined(verdict(asked, made), " ");
  EXPECT_TRUE(text.starts_with("grit = win-stay-lose-shift ends 90.0%")) << text;
  EXPECT_FALSE(has(text, "@greedy")) << text;
}

TEST(Verdict, names_the_worlds_in_which_a_class_is_lost) {
  const SpiralDesign asked = question("tft,grit");
  Breaker one = breaker(1, BreakerClass::ends, 0.9, 0);
  one.answer.front = true;
  one.answer.robust = {{1, 3}};
  SpiralReport made = report(asked, {one});
  const auto add = [&](Robustness::Noise noise, bool is_endless, BreakerClass kind) {
    Robustness world{.offence = 0.5,
                     .noise = noise,
                     .tremble = {},
                     .misperception = {},
                     .entrant = 1,
                     .is_design = false,
                     .is_endless = is_endless,
                     .lift = {},
                     .loss_to_worst = 0,
                     .answer = one.answer};
    world.answer.kind = kind;
    made.robustness.push_back(world);
  };
  add(Robustness::Noise::both_ways, false, BreakerClass::ends);
  add(Robustness::Noise::towards_hostility, false, BreakerClass::mixed);
  add(Robustness::Noise::as_designed, true, BreakerClass::like);
  EXPECT_EQ(remarks(asked, made).back(),
            "Ends spirals in worlds around this one that have any: grit in 1 of 3 (not with offence 0.5 and errors "
            "towards hostility and in endless matches).");
  made.robustness.back().answer.in_spirals = 0.7;
  EXPECT_TRUE(
      has(remarks(asked, made).back(), "In endless matches grit spends 70.0% of the rounds in spirals (20.0% here)."));
}

// Whatever the numbers, there is a verdict of at most three whole sentences.
TEST(Verdict, holds_for_any_report) {
  const SpiralDesign asked = question("tft,grit,wsls,grim,tf2t,dove,hawk,gradual,hawk@greedy");
  for (std::uint64_t repetition = 0; repetition < 3000; ++repetition) {
    Rng rng(Draw{.seed = 9, .repetition = repetition});
    const auto share = [&] { return static_cast<double>(rng() % 9) / 8; };
    std::vector<Breaker> breakers;
    for (std::size_t i = 0; i < 9; ++i) {
      if (rng() % 4 == 0) continue;
      const auto kind = i == 5 ? BreakerClass::restrained : i == 6 ? BreakerClass::hostile : BreakerClass(rng() % 4);
      Breaker made = breaker(i, kind, share(), share() - 0.25);
      if (rng() % 4 == 0) made.answer.cost.reset();
      if (rng() % 4 == 0) made.answer.ends.reset(), made.answer.ends_baseline.reset(), made.answer.gain.reset();
      if (!made.answer.ends && i != 5 && i != 6) made.answer.kind.reset();
      if (i == 8) made.role = "aggressor";
      made.answer.front = rng() % 2 == 0;
      breakers.push_back(made);
    }
    SpiralReport made = report(asked, breakers);
    if (rng() % 2 == 0) made.clones = {{1, 2}};
    if (rng() % 8 == 0) made.breakable.clear();
    if (rng() % 2 == 0) made.hopeless = {3};
    const std::vector<std::string> sentences = verdict(asked, made);
    ASSERT_FALSE(sentences.empty());
    EXPECT_LE(sentences.size(), 3U);
    for (const auto* const list : {&sentences})
      for (const std::string& sentence : *list) {
        EXPECT_TRUE(sentence.ends_with('.')) << sentence;
        for (const char* const word : {"nan", "inf", "  ", "@greedy", " ,"})
          EXPECT_FALSE(has(sentence, word)) << sentence;
      }
  }
}

}  // namespace
