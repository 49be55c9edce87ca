// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "support/sampled_pair.hpp"
#include "support/statistics.hpp"
#include "support/subjects.hpp"

/// Trials of the same pair, exact and sampled.
namespace {

using namespace detente;
using namespace sampled_pair;

constexpr double kChecks = 1000;  // no more than this in this file, all together

/// An error of 0.06 in a chance must not pass.
void agrees(double share, double count, double expected, const std::string& what) {
  const double deviation = std::sqrt(share * (1 - share));
  EXPECT_TRUE(statistics::mean_agrees({share, deviation, 1, count}, expected, {.checks = kChecks, .catches = 0.06}))
      << what;
}

struct Compared {
  std::string name;
  std::string strategies;
  Request request;
};

void PrintTo(const Compared& compared, std::ostream* out) {
  *out << compared.name;
}

constexpr std::int64_t kSample = 8192;

/// The same from automata in place of memories, as the command has it.
PairTrials with_automata(const Design& design, const Trial& trial) {
  std::vector<std::optional<Automaton>> automata;
  for (const Entrant& entrant : design.entrants)
    automata.push_back(derive(entrant.side.strategy, design.rules.levels,
                              possible(design.rules, entrant.side, true, trial, {}), 4096));
  const auto seated = [&](std::size_t i) {
    return Seated{design.entrants[i].side, automata[i] ? &*automata[i] : nullptr};
  };
  return *exact_trials(design.rules, seated(0), seated(1), material(design), trial, {}, 100'000);
}

void expect_alike(const PairTrials& one, const PairTrials& other) {
  constexpr double kRounding = 1e-9;
  EXPECT_NEAR(one.escape.reached, other.escape.reached, kRounding);
  ASSERT_EQ(one.impulses.has_value(), other.impulses.has_value());
  for (std::size_t i = 0; one.impulses && i < one.impulses->size(); ++i)
    EXPECT_NEAR((*one.impulses)[i].recovery, (*other.impulses)[i].recovery, kRounding) << "impulse " << i;
  ASSERT_EQ(one.burst.has_value(), other.burst.has_value());
  if (one.burst) {
    EXPECT_NEAR(one.burst->peace, other.burst->peace, kRounding);
  }
  for (std::size_t i = 0; i < one.crisis.size(); ++i)
    EXPECT_NEAR(one.crisis[i].durable_peace, other.crisis[i].durable_peace, kRounding) << "crisis " << i;
}

void compare(const Design& design) {
  Trial trial = trial_of(design);
  trial.crisis_rounds = {5, 6};
  const PairTrials sample = sampled(design, trial);
  const Seated row{design.entrants[0].side};
  const Seated column{design.entrants[1].side};
  const auto exact = exact_trials(design.rules, row, column, material(design), trial, {}, 100'000);
  ASSERT_TRUE(exact);
  expect_alike(*exact, with_automata(design, trial));
  const auto count = static_cast<double>(kSample);
  agrees(sample.escape.reached, count, exact->escape.reached, "reached");
  ASSERT_EQ(sample.escape.recovery.has_value(), exact->escape.recovery.has_value());
  if (sample.escape.recovery)
    agrees(sample.escape.recovery->durable_peace, count * sample.escape.reached, exact->escape.recovery->durable_peace,
           "escape");
  ASSERT_EQ(sample.crisis.size(), exact->crisis.size());
  for (std::size_t i = 0; i < exact->crisis.size(); ++i)
    agrees(sample.crisis[i].durable_peace, count, exact->crisis[i].durable_peace, "crisis");
  ASSERT_EQ(sample.impulses.has_value(), exact->impulses.has_value());
  for (std::size_t i = 0; i < 4 && exact->impulses; ++i) {
    const Impulse& found = (*sample.impulses)[i];
    const Impulse& known = (*exact->impulses)[i];
    agrees(found.recovery, count, known.recovery, "impulse " + std::to_string(i));
    EXPECT_NEAR(found.escalation.peak, known.escalation.peak, 0.05 * (1 + known.escalation.peak));
    EXPECT_NEAR(found.escalation.area, known.escalation.area, 0.05 * (1 + known.escalation.area));
    if (known.rounds_lost && found.rounds_lost) {
      EXPECT_NEAR(*found.rounds_lost, *known.rounds_lost, 0.05 * (1 + *known.rounds_lost));
      EXPECT_NEAR(*found.conflict_rounds, *known.conflict_rounds, 0.05 * (1 + *known.conflict_rounds));
    }
  }
  ASSERT_EQ(sample.burst.has_value(), exact->burst.has_value());
  if (exact->burst) agrees(sample.burst->peace, count, exact->burst->peace, "burst");
  ASSERT_EQ(sample.proximate.has_value(), exact->proximate.has_value());
  for (std::size_t i = 0; i < 4 && exact->proximate; ++i)
    agrees(sample.proximate->share[i], count, exact->proximate->share[i], "credit " + std::to_string(i));
}

class BothEngines : public testing::TestWithParam<Compared> {};

TEST_P(BothEngines, tell_the_same_of_a_pair) {
  Request request = GetParam().request;
  if (request.misperception == Request{}.misperception)
    request.misperception = {0.05, 0.05};  // rarer ones need larger samples
  request.repetitions = kSample;
  compare(pair(GetParam().strategies, request));
}

// Who is open cannot be misread, not even by force; silence lets signals through.
TEST(BothEngines, tell_the_same_of_states_that_speak_and_open_up) {
  for (const std::string game : {"prisoners-dilemma", "arms-race:levels=3"}) {
    Design design = pair("tit-for-tat,tit-for-tat",
                         {.game = game, .repetitions = kSample, .tremble = {0.05, 0.05}, .signal_noise = 0.2});
    const Strategy subject =
        design.rules.levels > 2 ? subjects::as_strategy<subjects::Climber>() : subjects::as_strategy<subjects::Envoy>();
    for (Entrant& entrant : design.entrants) {
      Briefing briefing;
      briefing.payoffs = entrant.side.payoffs;
      entrant.side.strategy = subject.briefed(briefing);
    }
    compare(design);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, BothEngines,
    testing::Values(Compared{"two_tits_for_tat", "tit-for-tat,tit-for-tat", {}},
                    Compared{"generous", "generous-tit-for-tat,win-stay-lose-shift", {.tremble = {0.03, 0.02}}},
                    Compared{"contrite", "contrite-tit-for-tat,grim", {.tremble = {0.03, 0.02}}},
                    Compared{"graded",
                             "grit,tit-for-tat",
                             {.game = "arms-race:levels=5", .tremble = {0.05, 0.05}, .peace_level = 1}},
                    Compared{"three_levels", "grit,grit", {.game = "offence-defence", .tremble = {0.05, 0.1}}},
                    Compared{"public_monitoring",
                             "contrite-tit-for-tat,tit-for-tat",
                             {.tremble = {0.03, 0.02}, .monitoring = "public", .start = "crisis:2"}},
                    Compared{"signals", "reassurance-seeker,tit-for-tat", {.signal_noise = 0.2}},
                    Compared{"signals_after_a_crisis",
                             "reassurance-seeker,tit-for-tat",
                             {.signal_noise = 0.2, .start = "crisis:3"}}),
    [](const auto& tried) { return tried.param.name; });

// An exact answer to another question must not pass.
TEST(PlantedFault, of_peace_that_is_durable_two_rounds_later_is_caught_by_a_trial) {
  const Design design = pair("tit-for-tat,tit-for-tat", {.repetitions = 16'384});
  Trial trial = trial_of(design);
  trial.horizon = 30;
  const double found = sampled(design, trial, only(&Wanted::escape)).escape.recovery->durable_peace;
  const auto is_known = [&](int durable) {
    trial.durable = durable;
    const auto exact = exact_trials(design.rules, {design.entrants[0].side}, {design.entrants[1].side},
                                    material(design), trial, only(&Wanted::escape), 100'000);
    return statistics::mean_agrees({found, std::sqrt(found * (1 - found)), 1, 16'384},
                                   exact->escape.recovery->durable_peace, {.checks = kChecks, .catches = 1});
  };
  EXPECT_TRUE(is_known(10));
  EXPECT_FALSE(is_known(12));
}

}  // namespace
