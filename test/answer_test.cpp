// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <detente/play/round_robin.hpp>
#include <detente/spirals/spirals.hpp>
#include <detente/spirals/verdict.hpp>
#include <detente/text/text.hpp>

/// The answer of real fields: numbers that are known, and laws that hold in any.
namespace {

using namespace detente;

const Registry& registry() {
  static const Registry all = Registry::built_in();
  return all;
}

struct Asked {
  SpiralDesign question;
  SpiralReport report;

  explicit Asked(const Request& request, Detail detail = Detail::answer, const SpiralRequest& spirals_asked = {})
      : question(make_spiral_design(spirals_asked, make_design(request, registry()), registry())),
        report(spirals(question, play_field(question.design, 0).results, registry(), detail, 0)) {}

  const Answer& of(const std::string& name) const {
    for (const Breaker& one : report.breakers)
      if (question.design.entrants[one.entrant].name == name) return one.answer;
    throw std::out_of_range(name);
  }
  std::vector<std::string> names(const std::vector<std::size_t>& entrants) const {
    std::vector<std::string> list;
    for (const std::size_t entrant : entrants) list.push_back(question.design.entrants[entrant].name);
    return list;
  }
};

Request entrants(const std::string& strategies, const std::string& game = "security-dilemma") {
  Request request;
  request.strategies = strategies;
  request.game = game;
  return request;
}

std::string percent(double share) {
  return shortest(std::round(1000 * share) / 10);
}

using Names = std::vector<std::string>;

// By hand from the escapes of the pairs, to the last printed digit.
TEST(Answer, is_known_for_the_field_security) {
  const Asked asked(Request{});
  struct Known {
    const char* name;
    const char* ends;
    const char* baseline;
  };
  for (const Known& known : {Known{"grit", "99.9", "76.8"}, Known{"grit-graduated", "99.8", "76.8"},
                             Known{"deterrer", "99.7", "73.9"}, Known{"tit-for-two-tats", "92.8", "76.8"},
                             Known{"empathic", "87.8", "76.8"}, Known{"reassurance-seeker", "87.2", "73.9"},
                             Known{"tit-for-tat", "76.8", "76.8"}, Known{"win-stay-lose-shift", "72.6", "76.8"}}) {
    EXPECT_EQ(percent(*asked.of(known.name).ends), known.ends) << known.name;
    EXPECT_EQ(percent(*asked.of(known.name).ends_baseline), known.baseline) << known.name;
  }
  EXPECT_EQ(percent(*asked.report.baseline_with_itself), "11.8");
  EXPECT_EQ(asked.names(asked.report.hopeless), (Names{"grim", "hawk"}));
  EXPECT_EQ(asked.of("grit").kind, BreakerClass::ends);
  EXPECT_EQ(asked.of("grit").better, 5U);
  EXPECT_EQ(asked.of("grit").worse, 0U);
  EXPECT_EQ(asked.of("grit").least_with, "win-stay-lose-shift");
  EXPECT_EQ(asked.of("tit-for-two-tats").kind, BreakerClass::mixed);
  EXPECT_EQ(asked.of("tit-for-tat").kind, BreakerClass::like);
  EXPECT_EQ(asked.of("tit-for-tat").gain, 0);
  EXPECT_EQ(asked.of("contrite-tit-for-tat").gain, 0);
  EXPECT_EQ(asked.of("win-stay-lose-shift").kind, BreakerClass::worse);
  EXPECT_EQ(asked.of("dove").kind, BreakerClass::restrained);
  EXPECT_EQ(asked.of("hawk").kind, BreakerClass::hostile);
  // Dove keeps S against hawk: (1 − 0.75) / (3 − 1). Who always arms pays nothing for it.
  EXPECT_NEAR(*asked.of("dove").cost, 0.125, 1e-12);
  EXPECT_NEAR(*asked.of("hawk").cost, 0, 1e-12);
  EXPECT_FALSE(asked.of("tit-for-tat").pays_up_to);
}

TEST(Answer, is_known_for_the_field_states) {
  Request request;
  request.field = "states";
  const Asked asked(request);
  EXPECT_EQ(percent(*asked.of("grit").ends), "100");
  EXPECT_EQ(percent(*asked.of("grit-graduated").ends), "99.9");
  EXPECT_EQ(percent(*asked.of("grit-token").ends), "99.4");
  EXPECT_EQ(percent(*asked.of("tit-for-tat").ends), "77.2");
}

TEST(Answer, sorts_planted_fields) {
  const Asked hawks(entrants("hawk,hawk,grim"));
  EXPECT_TRUE(hawks.report.breakable.empty());
  EXPECT_EQ(hawks.report.hopeless.size(), 3U);
  EXPECT_TRUE(joined(verdict(hawks.question, hawks.report)).starts_with("No strategy of this field ends"));
  EXPECT_FALSE(hawks.of("grim").ends);

  const Asked doves(entrants("dove,dove"));
  EXPECT_EQ(doves.report.without_spirals.size(), 2U);
  EXPECT_TRUE(joined(verdict(doves.question, doves.report)).starts_with("No spiral begins in any match"));

  const Asked one(entrants("tft"));
  EXPECT_EQ(one.of("tit-for-tat").gain, 0);
  EXPECT_TRUE(joined(verdict(one.question, one.report)).starts_with("No strategy that answers what it sees, other"));

  const Asked two(entrants("tft,grit"));
  EXPECT_EQ(two.of("grit").kind, BreakerClass::ends);
}

// Where peace pays no more than conflict there is nothing to measure a cost by.
TEST(Answer, has_no_cost_where_peace_is_worth_nothing) {
  const Asked deadlock(entrants("tft,grit,hawk", "deadlock"));
  EXPECT_FALSE(deadlock.of("grit").cost);
  EXPECT_FALSE(deadlock.of("grit").front);
  const Asked chicken(entrants("tft,grit,hawk", "chicken"));
  EXPECT_TRUE(chicken.of("grit").cost);
}

TEST(Answer, does_not_depend_on_the_order_or_the_clones_of_entrants) {
  const Names names{"tit-for-tat", "grit", "empathic", "win-stay-lose-shift", "grim", "dove"};
  const Asked once(entrants(joined(names, ",")));
  const Asked turned(entrants("dove,grim,empathic,win-stay-lose-shift,grit,tit-for-tat"));
  const Asked cloned(entrants(joined(names, ",") + ",grim,contrite-tit-for-tat"));
  for (const std::string& name : names)
    for (const Asked* const other : {&turned, &cloned}) {
      const Answer& a = once.of(name);
      const Answer& b = other->of(name);
      EXPECT_NEAR(*a.ends, *b.ends, 1e-12) << name;
      EXPECT_NEAR(*a.ends_baseline, *b.ends_baseline, 1e-12) << name;
      EXPECT_EQ(a.better, b.better) << name;
      EXPECT_EQ(a.worse, b.worse) << name;
      EXPECT_NEAR(*a.least, *b.least, 1e-12) << name;
      EXPECT_NEAR(*a.in_spirals, *b.in_spirals, 1e-12) << name;
      EXPECT_NEAR(a.keeps, b.keeps, 1e-12) << name;
      EXPECT_EQ(a.kind, b.kind) << name;
      EXPECT_EQ(a.front, b.front) << name;
    }
}

// Costs are asked at the design's own length.
TEST(Answer, has_the_horizon_of_the_design) {
  Request request = entrants("tft,grit,hawk", "prisoners-dilemma");
  request.rounds = 1;
  request.misperception = {};
  const Asked one_round(request);
  EXPECT_DOUBLE_EQ(one_round.of("tit-for-tat").keeps, 0);  // S against hawk
  request.rounds = 4;
  EXPECT_DOUBLE_EQ(Asked(request).of("tit-for-tat").keeps, 0.75);  // (0 + 1 + 1 + 1) / 4
  request.rounds = 200;
  request.discount = 0.3;
  EXPECT_NEAR(Asked(request).of("tit-for-tat").keeps, 0.3, 1e-12);  // 0 at first, then 1: (1 − δ)·δ/(1 − δ)
  request.discount.reset();
  request.endless = true;
  EXPECT_NEAR(Asked(request).of("tit-for-tat").keeps, 1, 1e-9);
}

// T = 2R − P = 5 for the greedy: in one round it takes T; in matches without end it takes R for ever.
TEST(Answer, has_best_responses_at_the_horizon_of_the_design) {
  Request request = entrants("tft", "prisoners-dilemma");
  request.misperception = {};
  const auto gain = [](const Asked& asked) { return asked.report.breakers.back().responder_gain; };
  request.rounds = 1;
  EXPECT_EQ(Asked(request).report.breakers.back().false_trust, 1);  // it begins with C, against whomever
  EXPECT_DOUBLE_EQ(*gain(Asked(request)), 5);
  request.rounds = 2;
  EXPECT_DOUBLE_EQ(*gain(Asked(request)), 4);  // R, then T
  request.endless = true;
  EXPECT_NEAR(*gain(Asked(request)), 3, 1e-9);
}

TEST(Answer, looks_at_the_worlds_around_the_design) {
  const Asked asked(entrants("tft,grit,empathic"), Detail::full);
  for (const Breaker& one : asked.report.breakers) {
    ASSERT_TRUE(one.answer.robust);
    EXPECT_LE((*one.answer.robust)[0], (*one.answer.robust)[1]);
    EXPECT_GE((*one.answer.robust)[1], 6U);
  }
  EXPECT_EQ(asked.report.robustness.size() % 3, 0U);
  EXPECT_EQ(std::count_if(asked.report.robustness.begin(), asked.report.robustness.end(),
                          [](const Robustness& world) { return world.is_endless; }),
            3);
}

// A mean over opponents is known to a percentage point, whoever of them is sampled.
TEST(Answer, stops_sampling_when_it_is_known) {
  Request request = entrants("tft,gradual,grit,first-by-davis,second-by-champion,second-by-cave");
  request.repetitions = 5000;
  request.rounds = 50;
  const Asked asked(request);
  for (const Breaker& one : asked.report.breakers) EXPECT_LT(one.answer.ends_error, 0.02);
}

}  // namespace
