// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include <detente/spirals/spirals.hpp>
#include <detente/spirals/verdict.hpp>
#include <detente/text/text.hpp>

#include "support/command.hpp"

/// Intervals of lift: of the baseline, of few opponents, near the ends of what a lift can be.
namespace {

using namespace detente;
using namespace command;

const Registry& library() {
  static const Registry registry = Registry::built_in();
  return registry;
}

struct Asked {
  SpiralDesign design;
  SpiralReport report;

  const Breaker& breaker(const std::string& name) const {
    return *std::find_if(report.breakers.begin(), report.breakers.end(),
                         [&](const Breaker& one) { return design.design.entrants[one.entrant].name == name; });
  }
};

Asked ask(const Request& request, const SpiralRequest& question = {}) {
  const Design design = make_design(request, library());
  Asked asked{make_spiral_design(question, design, library()), {}};
  asked.report = spirals(asked.design, play(design, round_robin(design.entrants.size(), request.self_play), 2),
                         library(), Detail::verdict, 2);
  return asked;
}

// `gradual` counts without end, so that it is sampled with everybody, and in either seat.
TEST(LiftInterval, of_the_baseline_is_nothing_also_where_it_is_sampled) {
  Request request;
  request.strategies = "tft,gradual,gtft,grit,memory-one,hawk@greedy";
  request.repetitions = 70;
  for (const std::string baseline : {"gradual", "tit-for-tat"}) {
    const Asked asked = ask(request, {.baseline = baseline});
    std::vector<std::string> same{baseline};
    if (baseline == "tit-for-tat") same.emplace_back("memory-one");  // which plays as it does
    for (const std::string& name : same) {
      const Breaker& breaker = asked.breaker(name);
      EXPECT_EQ(breaker.lift, 0) << name;
      EXPECT_EQ(breaker.lift_error, 0) << name;
      EXPECT_EQ(breaker.lift_worst, 0) << name;
      EXPECT_EQ(breaker.lift_up_only, 0) << name;
      EXPECT_EQ(breaker.ahead + breaker.behind, 0U) << name;
      EXPECT_FALSE(breaker.is_lift_exact) << name;  // of `escape` it is sampled all the same
    }
    EXPECT_FALSE(asked.breaker("grit").lift_error);
  }
}

TEST(LiftInterval, needs_six_opponents) {
  Request request;
  request.strategies = "tft,gtft,grit,wsls,grim";
  const Breaker five = ask(request).breaker("grit");
  EXPECT_EQ(five.opponents, 5U);
  EXPECT_FALSE(five.lift_error);
  EXPECT_FALSE(lift_interval(five));
  request.strategies += ",tf2t";
  const Breaker six = ask(request).breaker("grit");
  EXPECT_EQ(six.opponents, 6U);
  EXPECT_GT(six.lift_error, 0);
  EXPECT_TRUE(lift_interval(six));
}

TEST(LiftInterval, lies_within_all_lifts) {
  Breaker breaker{};
  breaker.lift = -0.75;
  breaker.lift_error = 0.5;
  EXPECT_EQ(lift_interval(breaker), (std::array{-1.0, -0.25}));
  breaker.lift = 0.75;
  EXPECT_EQ(lift_interval(breaker), (std::array{0.25, 1.0}));
  breaker.lift_error = 3;
  EXPECT_EQ(lift_interval(breaker), (std::array{-1.0, 1.0}));
  breaker.lift_error = {};
  EXPECT_FALSE(lift_interval(breaker));
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Whatever is printed of an interval lies within −100…100 points, and nothing is where there are few opponents.
TEST_F(Cli, IntervalsOfLiftAreWithinAllLiftsOrNotPrinted) {
  const Words few = words_of("--strategies tft,gtft,grit,hawk,hawk@greedy --rounds 50");
  const Json results = json(with({"run"}, few));
  for (const Json& breaker : results["breakers"]) {
    const bool is_baseline = breaker["strategy"] == "tit-for-tat";
    EXPECT_EQ(breaker["lift_error"], is_baseline ? Json(0.0) : Json(nullptr)) << breaker;
    EXPECT_EQ(breaker["lift_interval"], is_baseline ? Json::parse("[0.0, 0.0]") : Json(nullptr)) << breaker;
  }
  const std::string table = detente(with({"run"}, few)).out;
  EXPECT_FALSE(has(table, "±")) << table;  // of the answer nothing is sampled, and no interval is over opponents
  const std::string csv = detente(with({"spirals", "--format", "csv"}, few)).out;
  EXPECT_TRUE(has(csv, "pareto,margin,lift_low,lift_high,ends,")) << csv;

  const Words many =
      words_of("--strategies tft,gtft,grit,tf2t,wsls,grim,hawk,empathic --rounds 50 --misperception 0.05");
  bool is_held = false;
  const Json told = json(with({"run"}, many));
  for (const Json& breaker : told["breakers"]) {
    const double low = breaker["lift_interval"][0], high = breaker["lift_interval"][1];
    EXPECT_GE(low, -1);
    EXPECT_LE(high, 1);
    is_held = is_held || low > breaker["lift"].get<double>() - breaker["lift_error"].get<double>() + 1e-9;
  }
  EXPECT_TRUE(is_held);  // or nothing was tried
  EXPECT_TRUE(has(detente(with({"spirals"}, many)).out, "  ≤−"));
}

// A strategy that fails after two rounds ends whatever plays on: what nobody reads is not played.
TEST_F(Cli, WhatIsNotPrintedIsNotComputed) {
  const Words field = {"--strategies", "thrower,tft,hawk", "--module", DETENTE_MODULE_DIR "/thrower.so"};
  const Words run = with({"run", "--rounds", "2"}, field);
  const Outcome csv = detente(with(run, {"--format", "csv"}));
  EXPECT_EQ(csv.status, 0) << csv.err;
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 4) << csv.out;
  EXPECT_EQ(detente(run).status, 1);
  EXPECT_EQ(detente(with(run, {"--format", "csv", "--output", "all"})).status, 1);  // whose verdict is written
  const Words sweep = with({"sweep", "--over", "rounds=1,2"}, field);
  const Outcome credit = detente(with(sweep, {"--credit", "rounds"}));
  EXPECT_EQ(credit.status, 0) << credit.err;
  EXPECT_EQ(detente(with(sweep, {"--credit", "rounds", "--format", "json"})).status, 1);
  EXPECT_EQ(detente(sweep).status, 1);
  // What is asked about spirals is refused all the same.
  expect_refused(detente(with(run, {"--format", "csv", "--baseline", "hawk@greedy"})));
  expect_refused(detente(with(run, {"--format", "csv", "--seekers", "dove"})));
}

TEST(Detail, of_the_verdict_is_that_of_the_full_report) {
  Request request;
  request.strategies = "tft,gtft,gradual,grit,hawk@greedy";
  request.repetitions = 70;
  const Design design = make_design(request, library());
  const SpiralDesign question = make_spiral_design({}, design, library());
  const Results results = play(design, round_robin(design.entrants.size(), true), 2);
  const SpiralReport full = spirals(question, results, library(), Detail::full, 2);
  const SpiralReport found = spirals(question, results, library(), Detail::verdict, 2);
  EXPECT_FALSE(full.robustness.empty());
  EXPECT_TRUE(found.robustness.empty());
  ASSERT_EQ(found.breakers.size(), full.breakers.size());
  for (std::size_t i = 0; i < full.breakers.size(); ++i) {
    const Breaker& a = full.breakers[i];
    const Breaker& b = found.breakers[i];
    EXPECT_EQ(
        std::tie(a.entrant, a.lift, a.lift_error, a.loss_to_worst, a.margin, a.pareto, a.answer.ends, a.answer.kind),
        std::tie(b.entrant, b.lift, b.lift_error, b.loss_to_worst, b.margin, b.pareto, b.answer.ends, b.answer.kind));
  }
}

// Tests of spirals may need what scores do not: there it is said how many of them were sampled.
TEST_F(Cli, SaysWhatWasSampledBesideScores) {
  const std::string all = "Exact: all 10 pairs, so scores have no sampling error\n";
  const Words exact = words_of("run --strategies tft,gtft,grit,hawk --rounds 50");
  const std::string plain = detente(exact).out;
  EXPECT_TRUE(has(plain, all)) << plain;
  EXPECT_FALSE(has(plain, "sampled with")) << plain;
  const Json untold = json(exact);
  EXPECT_EQ(untold["coverage"].size(), 3U);
  for (const Json& found : untold["coverage"]) {
    EXPECT_GT(found["pairs"], 0) << found;
    EXPECT_EQ(found["sampled"], 0) << found;
  }
  // It counts all rounds, so that matches of 5 rounds are exact and those without end are not.
  const Words counting = words_of("--strategies tft,gtft,gradual,hawk --rounds 5 --repetitions 70");
  for (const char* const command : {"run", "spirals"}) {
    const std::string text = detente(with({command}, counting)).out;
    EXPECT_TRUE(has(text, all + "Tests of spirals, sampled with 70 repetitions, seed 1 (escapes: in blocks of 64,\n"))
        << text;
    EXPECT_TRUE(has(text, " escapes")) << text;
    const Json results = json(with({command}, counting));
    EXPECT_EQ(results["coverage"][0]["test"], "escapes");
    EXPECT_GT(results["coverage"][0]["sampled"], 0);
    EXPECT_LT(results["coverage"][0]["sampled"], results["coverage"][0]["pairs"]);
  }
  const std::string sweep = detente(with({"sweep", "--over", "misperception=0.05"}, counting)).out;
  EXPECT_TRUE(has(replaced(sweep, "\n", " "), "1 tournaments, 10 pairs, all exact; of the tests of spirals, ") ||
              has(replaced(sweep, "\n", " "), "1 tournament, 10 pairs, all exact; of the tests of spirals, "))
      << sweep;
}

}  // namespace
