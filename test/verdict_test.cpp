// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <detente/dice.hpp>
#include <detente/spirals/verdict.hpp>
#include <detente/text/text.hpp>

/// Sentences about reports that were made up: what they may say, and what they must not.
namespace {

using namespace detente;

SpiralDesign question(const std::string& strategies, const std::string& baseline = "tit-for-tat") {
  static const Registry registry = Registry::built_in();
  Request request;
  request.strategies = strategies;
  const Design design = make_design(request, registry);
  request.strategies = baseline;
  SpiralDesign question{.request = {},
                        .design = design,
                        .baseline = make_design(request, registry).entrants[0],
                        .seekers = {},
                        .aggressors = {}};
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (design.entrants[i].motive == "game")
      question.seekers.push_back(i);
    else
      question.aggressors.push_back(design.entrants[i]);
  return question;
}

/// An exact strategy that ends half of its spirals.
Breaker breaker(std::size_t entrant, std::optional<double> lift, std::optional<double> error, double loss) {
  Breaker made{};
  made.entrant = entrant;
  made.role = "seeker";
  made.lift = lift;
  made.lift_error = error;
  made.escape = lift ? std::optional(0.5) : std::nullopt;
  made.is_lift_exact = true;
  made.opponents = 4;
  made.ahead = 3;
  made.behind = lift && *lift < 0.1 ? 1 : 0;
  made.loss_to_worst = loss;
  made.is_loss_exact = true;
  made.worst_aggressor = "greedy best response";
  made.bound = "exact";
  made.advantage = {0.1, -0.1};
  return made;
}

std::string told(const SpiralDesign& question, const std::vector<Breaker>& breakers,
                 const std::vector<std::vector<std::size_t>>& clones = {}) {
  SpiralReport report;
  report.breakers = breakers;
  report.clones = clones;
  return joined(verdict(question, report), " ");
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Verdict, names_the_one_that_is_ahead) {
  const SpiralDesign asked = question("tft,grit,grim,wsls");
  std::vector<Breaker> breakers = {breaker(1, 0.412, 0.05, 0.75), breaker(3, 0.1, 0.05, 0.25), breaker(0, 0, 0, 0.125),
                                   breaker(2, -0.3, 0.1, 0.1)};
  breakers[0].lift_up_only = 0.2;
  breakers[0].break_even = 0.125;
  breakers[3].escape = 0;
  EXPECT_EQ(told(asked, breakers),
            "Among 4 security seekers under misperception 0.05, grit breaks spirals best: with it in the seat durable "
            "peace within 100 rounds is 41.2 ±5.0 percentage points likelier than with tit-for-tat there, and the "
            "interval of no other reaches that far. It loses 0.750 per round to the greedy best response, its worst "
            "aggressor; tit-for-tat loses 0.125. Where errors go towards hostility alone, so that none ends a spiral, "
            "its lift is 20.0 percentage points. It earns more than tit-for-tat as long as at most 12.5% of all states "
            "are aggressors of the worst kind. With grim in the seat less than one spiral in a thousand ends in "
            "durable peace "
            "within 100 rounds.");
}

TEST(Verdict, calls_nobody_ahead_whose_interval_overlaps) {
  const SpiralDesign asked = question("tft,grit,tf2t,wsls,grim");
  const std::string text = told(asked, {breaker(2, 0.40, 0.1, 0.5), breaker(1, 0.35, 0.1, 0.25),
                                        breaker(3, 0.2, 0.3, 0.1), breaker(4, 0.05, 0.02, 0.1), breaker(0, 0, 0, 0)});
  EXPECT_TRUE(has(text, "tit-for-two-tats (40.0 ±10.0) and grit (35.0 ±10.0) break more spirals than tit-for-tat"))
      << text;
  EXPECT_TRUE(has(text, "their 95% intervals overlap, so that none of them is ahead.")) << text;
  EXPECT_TRUE(has(text, "The interval of win-stay-lose-shift (20.0 ±30.0) reaches both them and no lift at all."))
      << text;
  EXPECT_TRUE(has(text, "Of these, grit loses least to the worst aggressor, 0.250 per round")) << text;
  EXPECT_FALSE(has(text, "best:")) << text;
  EXPECT_FALSE(has(text, "grim")) << text;
}

TEST(Verdict, knows_ties) {
  const SpiralDesign asked = question("tft,grit,tf2t");
  const double sum = 0.1 + 0.2;
  const std::string text = told(asked, {breaker(1, sum, 0, 0.5), breaker(2, 0.3, 0, 0.5), breaker(0, 0, 0, 0.25)});
  EXPECT_TRUE(has(text, "grit (30.0 ±0.0) and tit-for-two-tats (30.0 ±0.0) break more spirals")) << text;
  EXPECT_TRUE(has(text, "They lose the same to their worst aggressors: 0.500 per round; tit-for-tat loses 0.250."))
      << text;
}

TEST(Verdict, has_no_winner_within_the_interval_of_none) {
  const std::string text =
      told(question("tft,grit,wsls"), {breaker(1, 0.1, 0.2, 1), breaker(2, 0.05, 0.01, 0.1), breaker(0, 0, 0, 0.1)});
  EXPECT_EQ(
      text,
      "Among 3 security seekers under misperception 0.05 no strategy that answers what it sees is told apart "
      "from the baseline tit-for-tat: the greatest lift, of grit, is 10.0 ±20.0 percentage points (95% over "
      "opponents), which does not exclude 0. Against these very opponents spirals end in durable peace within 100 "
      "rounds: with grit 50.0% (40.0% with tit-for-tat in its seat; likelier against 3 of 4 opponents, less likely "
      "against none) at a loss of 1.000 and with win-stay-lose-shift 50.0% (45.0% with tit-for-tat in its seat; "
      "likelier against 3 of 4 opponents, less likely against 1) at a loss of 0.100 per round to the worst "
      "aggressor; tit-for-tat loses 0.100.");
}

TEST(Verdict, has_no_winner_where_no_lift_is_positive) {
  for (const double lift : {0.0, -1e-17, 0.0004, -0.2}) {
    const std::string text = told(question("tft,grit"), {breaker(1, lift, 0.1, 1), breaker(0, 0, 0, 0.1)});
    EXPECT_TRUE(has(text, "breaks more spirals than the baseline tit-for-tat: the greatest lift is ")) << text;
    EXPECT_FALSE(has(text, "−0.0")) << text;
  }
}

TEST(Verdict, says_when_no_spiral_comes_about) {
  SpiralDesign asked = question("tft,grit");
  asked.design.request.misperception = {};
  EXPECT_EQ(
      told(asked, {breaker(1, {}, {}, 1), breaker(0, {}, {}, 1)}),
      "Among 2 security seekers without noise no spiral comes about in any pair that lift compares, so that nobody "
      "can be said to break spirals.");
  EXPECT_EQ(told(question("hawk@greedy"), {}), "There is no state but aggressors, so that nobody can break a spiral.");
}

TEST(Verdict, says_when_the_baseline_is_alone) {
  for (const std::string& text : {told(question("tft"), {breaker(0, 0, {}, 1)}),
                                  told(question("tft,ctft"), {breaker(0, 0, 0, 1), breaker(1, 0, 0, 1)}, {{0, 1}})}) {
    EXPECT_TRUE(has(text, "there is no strategy that answers what it sees, other than the baseline tit-for-tat"))
        << text;
    EXPECT_FALSE(has(text, "loses")) << text;
  }
}

TEST(Verdict, never_crowns_what_is_always_restrained) {
  std::vector<Breaker> breakers = {breaker(1, 0.6, 0.01, 2.25), breaker(3, 0.6, 0.01, 2.25), breaker(2, 0.3, 0.01, 0.5),
                                   breaker(0, 0, 0, 0.25), breaker(4, -0.2, 0.1, 0)};
  breakers[0].conduct = breakers[1].conduct = "always restrained";
  breakers[4].conduct = "always hostile";
  const std::string text = told(question("tft,dove,grit,gtft,hawk"), breakers, {{1, 3}});
  EXPECT_TRUE(has(text, "grit breaks more spirals than tit-for-tat: with it")) << text;
  EXPECT_TRUE(has(text,
                  "The trivial ends: always restrained, dove (like generous-tit-for-tat here) has a lift of 60.0 "
                  "±1.0 and loses 2.250 per round to the greedy best response; always hostile, hawk has a lift of "
                  "−20.0 ±10.0 and loses 0.000 per round"))
      << text;
  const std::string alone = told(question("tft,dove"), {breakers[0], breaker(0, 0, 0, 0.25)});
  EXPECT_TRUE(has(alone, "there is no strategy that answers what it sees")) << alone;
  EXPECT_TRUE(has(alone, "loses 2.250 per round")) << alone;
}

TEST(Verdict, compares_no_samples) {
  const SpiralDesign asked = question("tft,grit,gradual");
  std::vector<Breaker> breakers = {breaker(2, 0.4, 0.2, 0.5), breaker(1, 0.35, 0.1, 0.25), breaker(0, 0, 0, 0.1)};
  breakers[0].bound = "";
  breakers[0].is_loss_exact = breakers[0].is_lift_exact = false;
  breakers[0].worst_aggressor = "hawk@greedy";
  breakers[0].escape = 0;
  const std::string text = told(asked, breakers);
  EXPECT_TRUE(has(text, "To its worst aggressor each loses (sampled): gradual 0.500 and grit 0.250 per round")) << text;
  for (const char* const word : {"least", "most", "thousand"}) EXPECT_FALSE(has(text, word)) << text;
  breakers[0] = breaker(2, 0.9, 0.01, 0.5);
  breakers[0].bound = "";
  breakers[0].is_loss_exact = breakers[0].is_lift_exact = false;
  breakers[0].break_even = 0.5;
  const std::string one = told(asked, breakers);
  EXPECT_TRUE(has(one, "It loses 0.500 per round to the greedy best response (sampled), its worst aggressor")) << one;
  EXPECT_FALSE(has(one, "earns more")) << one;
}

TEST(Verdict, calls_nobody_ahead_without_intervals) {
  const std::string text =
      told(question("tft,grit,wsls"), {breaker(1, 0.5, {}, 1), breaker(2, 0.1, 0.2, 0.1), breaker(0, 0, 0, 0.1)});
  EXPECT_TRUE(has(text,
                  "has no interval with fewer than 6 opponents, so that nobody is called ahead: grit 50.0 and "
                  "win-stay-lose-shift 10.0 percentage points."))
      << text;
  for (const char* const word : {"best:", "least", "It loses"}) EXPECT_FALSE(has(text, word)) << text;
}

// The end of an interval that lies beyond all lifts is not told, and the others decide.
TEST(Verdict, tells_no_interval_beyond_all_lifts) {
  std::vector<Breaker> breakers = {breaker(1, 0.875, 0.25, 0.5), breaker(0, 0, 0, 0.1), breaker(2, -0.75, 0.5, 0.1)};
  breakers[2].conduct = "always hostile";
  const SpiralDesign asked = question("tft,grit,hawk");
  const std::string text = told(asked, breakers);
  EXPECT_TRUE(has(text, "is 87.5 [62.5…100.0] percentage points likelier")) << text;
  EXPECT_TRUE(has(text, "hawk has a lift of −75.0 [−100.0…−25.0] and loses")) << text;
  breakers[0].lift_error = 0.9;  // 0 lies within, whatever is cut off at the other end
  EXPECT_TRUE(
      has(told(asked, breakers), "is 87.5 [−2.5…100.0] percentage points (95% over opponents), which does not"));
}

// What the game itself mistakes is mistaken both ways in every world.
TEST(Verdict, does_not_say_that_no_error_ends_a_spiral_where_one_can) {
  SpiralDesign asked = question("tft,grit");
  std::vector<Breaker> breakers = {breaker(1, 0.4, 0.1, 0.5), breaker(0, 0, 0, 0.1)};
  breakers[0].lift_up_only = 0.1;
  EXPECT_TRUE(has(told(asked, breakers), "hostility alone, so that none ends a spiral, its lift is 10.0"));
  asked.design.game.confusion = 0.1;
  EXPECT_TRUE(has(told(asked, breakers),
                  "hostility alone, except that offence and defence are still mistaken for each other, its lift is"));
}

TEST(Verdict, speaks_of_clones_once_and_of_aggressors_never) {
  std::vector<Breaker> breakers = {breaker(1, 0.4, 0.1, 0.5), breaker(2, 0.4, 0.1, 0.5), breaker(3, 0.9, 0.01, 0),
                                   breaker(0, 0, 0, 0.1)};
  breakers[2].role = "aggressor";
  const std::string text = told(question("tft,grit,wsls,grit@greedy"), breakers, {{1, 2, 3}});
  EXPECT_TRUE(has(text, "grit (like win-stay-lose-shift here) breaks more spirals than tit-for-tat: ")) << text;
  EXPECT_FALSE(has(text, "@greedy")) << text;
  // The same conduct with other payoffs is another price.
  breakers[2].role = "seeker";
  EXPECT_TRUE(has(told(question("tft,grit,wsls,grit@T=4,R=3,P=1,S=0"), breakers, {{1, 3}}),
                  "grit@T=4,R=3,P=1,S=0 breaks spirals best"));
}

TEST(Verdict, leaves_luck_out_where_there_is_none) {
  SpiralDesign asked = question("tft,grit");
  std::vector<Breaker> breakers = {breaker(1, 0.4, 0.1, 0.5), breaker(0, 0, 0, 0.1)};
  breakers[0].lift_up_only = 0.1;
  EXPECT_TRUE(has(told(asked, breakers), "hostility alone"));
  asked.design.request.misperception = {0.1, 0};
  EXPECT_FALSE(has(told(asked, breakers), "hostility alone"));
  EXPECT_TRUE(has(told(asked, breakers), "under misperception 0.1/0, grit"));
  asked.design.request.tremble_of = {{"grit", {0, 0.1}}};
  EXPECT_TRUE(has(told(asked, breakers), "hostility alone"));
}

TEST(Verdict, names_few_of_many) {
  const SpiralDesign asked = question("tft,grit,wsls,grim,tf2t,ctft,reassurance-seeker,gradual");
  std::vector<Breaker> breakers;
  for (std::size_t i = 1; i < 8; ++i) breakers.push_back(breaker(i, 0.5 - 0.01 * static_cast<double>(i), 0.2, 1));
  const std::string text = told(asked, breakers);
  EXPECT_TRUE(has(text, "tit-for-two-tats (46.0 ±20.0) and 3 more break more spirals")) << text;
  EXPECT_FALSE(has(text, "gradual")) << text;
}

TEST(Verdict, says_who_never_gets_out) {
  std::vector<Breaker> breakers = {breaker(0, 0, 0, 0.1), breaker(1, 0, 0, 0.1), breaker(2, -0.1, 0, 0.1)};
  breakers[0].escape = breakers[2].escape = 0;
  const SpiralDesign asked = question("tft,grit,grim");
  EXPECT_TRUE(has(told(asked, breakers), "With tit-for-tat and grim in the seat less than one spiral in a thousand"));
  breakers[1].escape = 0.0009;
  EXPECT_TRUE(has(told(asked, breakers), "Whoever is in the seat, less than one spiral in a thousand"));
  breakers[1].is_lift_exact = false;  // by sampled escapes nothing is certain
  EXPECT_FALSE(has(told(asked, breakers), "thousand"));
}

// Whatever the numbers, there is a verdict of whole sentences, and who leads is not beaten by the interval of another.
TEST(Verdict, holds_for_any_report) {
  const SpiralDesign asked = question("tft,grit,wsls,grim,tf2t,dove,hawk,gradual,hawk@greedy");
  for (std::uint64_t repetition = 0; repetition < 3000; ++repetition) {
    Rng rng(Draw{.seed = 9, .repetition = repetition});
    const auto share = [&] { return static_cast<double>(rng() % 9) / 8; };
    std::vector<Breaker> breakers;
    const bool has_errors = rng() % 4 > 0;
    for (std::size_t i = 0; i < 9; ++i) {
      if (rng() % 4 == 0) continue;
      const std::optional<double> lift = rng() % 5 > 0 ? std::optional(share() - 0.25) : std::nullopt;
      Breaker made = breaker(i, lift, lift && has_errors ? std::optional(share() / 4) : std::nullopt, share());
      if (i == 0 && lift) made.lift = made.lift_error = 0;
      made.conduct = i == 5 ? "always restrained" : i == 6 || i == 8 ? "always hostile" : "";
      made.bound = rng() % 5 == 0 ? "" : rng() % 2 == 0 ? "omniscient" : "exact";
      if (i == 8) made.role = "aggressor";
      if (rng() % 2 == 0) made.lift_up_only = share();
      if (rng() % 2 == 0) made.break_even = share();
      if (rng() % 4 == 0) made.escape = 0;
      breakers.push_back(made);
    }
    std::stable_sort(breakers.begin(), breakers.end(),
                     [](const Breaker& a, const Breaker& b) { return a.lift.value_or(-9) > b.lift.value_or(-9); });
    SpiralReport report;
    report.breakers = breakers;
    if (rng() % 2 == 0) report.clones = {{1, 2}};
    const std::vector<std::string> sentences = verdict(asked, report);
    ASSERT_FALSE(sentences.empty());
    for (const std::string& sentence : sentences) {
      EXPECT_TRUE(sentence.ends_with('.')) << sentence;
      for (const char* const word : {"nan", "inf", "  ", "@greedy", " ,"})
        EXPECT_FALSE(has(sentence, word)) << sentence;
    }
    for (const Breaker& one : breakers) {
      const std::string best = asked.design.entrants[one.entrant].name + " breaks ";
      if (!has(sentences[0], best)) continue;
      EXPECT_EQ(one.conduct, "");
      EXPECT_GT(*one.lift, *one.lift_error);
      for (const Breaker& other : breakers)
        if (other.conduct.empty() && other.lift && *other.lift - *other.lift_error > *one.lift + *one.lift_error)
          ADD_FAILURE() << sentences[0];
    }
  }
}

}  // namespace
