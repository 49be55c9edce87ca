// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include <detente/spirals/spirals.hpp>

#include "support/histories.hpp"
#include "support/sampled_pair.hpp"
#include "support/small_worlds.hpp"
#include "support/statistics.hpp"

/// Peace after crises: by formula, by enumeration, by a recount of what was played.
namespace {

using namespace detente;
using namespace sampled_pair;
using exact_pair::misreads;

constexpr std::size_t kLimit = 100'000;
constexpr Wanted kRecoveryCurve{
    .escape = false, .crisis = false, .impulse = false, .burst = false, .proximate = false, .recovery_curve = true};

RecoveryCurve exactly(const Rules& rules, const Side& row, const Side& column, const Trial& trial) {
  return exact_trials(rules, {row}, {column}, {row.payoffs, column.payoffs}, trial, kRecoveryCurve, kLimit)
      ->recovery_curve;
}

// Each move is what was seen of the other's last, wrong by e: a C in round t with (1 − (1 − 2e)^(t − 1)) / 2, row and
// column apart, whatever the length of the crisis.
TEST(RecoveryCurve, of_two_tits_for_tat_is_that_of_two_random_walks) {
  for (const double e : {0.01, 0.05, 0.2}) {
    const Side side = exact_pair::seated("tit-for-tat", misreads(e));
    const RecoveryCurve found = exactly({.rounds = 7, .crisis = 3}, side, side, {});
    ASSERT_EQ(found.peace.size(), 100U);
    EXPECT_TRUE(found.error.empty());
    for (int round = 1; round <= 100; ++round)
      EXPECT_NEAR(found.peace[static_cast<std::size_t>(round) - 1],
                  std::pow((1 - std::pow(1 - 2 * e, round - 1)) / 2, 2), 1e-14)
          << e << ", round " << round;
  }
}

// Their promise comes after so many rounds of conflict: the longer the crisis, the sooner.
TEST(RecoveryCurve, is_the_mean_over_the_lengths_of_the_crisis) {
  const Side grit = exact_pair::seated("grit", misreads(0.05));
  const Side tit = exact_pair::seated("tit-for-tat", misreads(0.05));
  Trial trial{.horizon = 30, .crisis_rounds = {1, 4}};
  std::vector<double> mean(30);
  for (int rounds = 1; rounds <= 4; ++rounds) {
    Trial one = trial;
    one.crisis_rounds = {rounds, rounds};
    const RecoveryCurve found = exactly({}, grit, tit, one);
    for (std::size_t round = 0; round < 30; ++round) mean[round] += found.peace[round] / 4;
  }
  const RecoveryCurve found = exactly({}, grit, tit, trial);
  for (std::size_t round = 0; round < 30; ++round) EXPECT_NEAR(found.peace[round], mean[round], 1e-14) << round;
}

/// By round, over all that may come.
std::vector<double> enumerated(const small_worlds::World& world, const Side& row, const Side& column,
                               const Trial& trial) {
  histories::Table table(small_worlds::rules_of(world), row, column);
  std::vector<double> peace(static_cast<std::size_t>(trial.horizon));
  const auto [shortest, longest] = trial.crisis_rounds;
  std::map<histories::Spot, double> now;
  for (int rounds = shortest; rounds <= longest; ++rounds) now[table.begin(rounds)] += 1.0 / (longest - shortest + 1);
  for (double& share : peace) {
    std::map<histories::Spot, double> next;
    for (const auto& [spot, chance] : now)
      for (const histories::Turn& turn : table.turns(spot)) {
        next[turn.next] += chance * turn.chance;
        if (histories::is_peace(turn.round, trial.peace)) share += chance * turn.chance;
      }
    now = std::move(next);
  }
  return peace;
}

TEST(RecoveryCurve, is_that_of_every_history) {
  using small_worlds::kBoth;
  using small_worlds::kThreeLevels;
  using small_worlds::World;
  for (const World& world :
       {World{"prisoners-dilemma", {}, kBoth, {"tit-for-tat", "win-stay-lose-shift", "grit"}},
        World{"chicken", {.rounds = 3, .crisis = 4}, misreads(0.3), {"suspicious-tit-for-tat", "random", "hawk"}},
        World{"stag-hunt", {.signal_noise = 0.3}, kBoth, {"grit"}, true},
        World{"prisoners-dilemma", {.public_monitoring = true}, kBoth, {"contrite-tit-for-tat"}},
        World{kThreeLevels, {}, kBoth, {"tit-for-tat"}, false, true}}) {
    const Rules rules = small_worlds::rules_of(world);
    const Trial trial{.peace = {.level = peace_level(rules.levels)}, .horizon = 12, .crisis_rounds = {2, 4}};
    for (const Side& row : small_worlds::sides(world))
      for (const Side& column : small_worlds::sides(world)) {
        const RecoveryCurve found = exactly(rules, row, column, trial);
        const std::vector<double> expected = enumerated(world, row, column, trial);
        for (std::size_t round = 0; round < expected.size(); ++round)
          EXPECT_NEAR(found.peace[round], expected[round], 1e-12)
              << world.game << ", " << row.name << " - " << column.name << ", " << round;
      }
  }
}

/// By repetition and round: the share of crises after which that round was peace.
std::vector<std::vector<double>> recounted(const Design& design, const Trial& trial) {
  const auto [shortest, longest] = trial.crisis_rounds;
  std::vector<std::vector<double>> shares(static_cast<std::size_t>(design.request.repetitions),
                                          std::vector<double>(static_cast<std::size_t>(trial.horizon)));
  for (std::size_t repetition = 0; repetition < shares.size(); ++repetition)
    for (int crisis = shortest; crisis <= longest; ++crisis) {
      Design after = design;
      after.rules.continuation.reset();
      after.rules.rounds = trial.horizon;
      after.rules.crisis = crisis;
      const Trace rounds = trace(after, {0, 1}, repetition);
      for (std::size_t t = 0; t < shares[repetition].size(); ++t)
        if (std::max(rounds.seats[0].done[t], rounds.seats[1].done[t]) <= trial.peace.level)
          shares[repetition][t] += 1.0 / (longest - shortest + 1);
    }
  return shares;
}

TEST(SampledRecoveryCurve, is_a_recount_of_every_repetition) {
  for (const auto& [strategies, request] :
       std::vector<std::pair<std::string, Request>>{{"tit-for-tat,grit", {}},
                                                    {"grit,random", {.game = "offence-defence", .tremble = {0.1, 0.1}}},
                                                    {"random,win-stay-lose-shift", {.continuation = 0.9}},
                                                    {"tit-for-tat,tit-for-tat", {.start = "crisis:4"}}}) {
    Request asked = request;
    asked.repetitions = 70;
    const Design design = pair(strategies, asked);
    Trial trial = trial_of(design);
    trial.horizon = 25;
    trial.crisis_rounds = {2, 5};
    const RecoveryCurve found = sampled(design, trial, kRecoveryCurve).recovery_curve;
    const auto shares = recounted(design, trial);
    for (std::size_t t = 0; t < 25; ++t) {
      double mean = 0, square = 0;
      for (const auto& one : shares) mean += one[t] / 70;
      for (const auto& one : shares) square += (one[t] - mean) * (one[t] - mean) / 69;
      EXPECT_NEAR(found.peace[t], mean, 1e-12) << strategies << ", " << t;
      // Where all repetitions agree there is no spread to go by, but the chance that they would is known.
      const double error = square == 0 ? 1 - std::pow(0.05, 1.0 / 70) : 1.9949454 * std::sqrt(square / 70);
      EXPECT_NEAR(found.error[t], error, 1e-6) << strategies << ", " << t;
    }
  }
}

TEST(SampledRecoveryCurve, agrees_with_what_is_exact) {
  const Design design = pair("tit-for-tat,grit", {.repetitions = 40'000});
  Trial trial = trial_of(design);
  trial.horizon = 20;
  trial.crisis_rounds = {5, 8};
  const RecoveryCurve expected = exactly(design.rules, design.entrants[0].side, design.entrants[1].side, trial);
  const RecoveryCurve found = sampled(design, trial, kRecoveryCurve).recovery_curve;
  for (std::size_t t = 0; t < 20; ++t)
    EXPECT_TRUE(statistics::mean_is({found.peace[t], found.error[t] / 1.96 * std::sqrt(40'000), 40'000},
                                    expected.peace[t], {.checks = 20, .catches = 0.03}))
        << t;
}

SpiralDesign question(const std::string& strategies, Request request) {
  const Registry registry = Registry::built_in();
  request.strategies = strategies;
  return make_spiral_design({}, make_design(request, registry), registry);
}

// The hawk is greedy, and so no seeker.
TEST(PeaceAfterCrises, is_the_mean_over_the_opponents_of_lift) {
  const SpiralDesign asked = question("tit-for-tat,dove,grit,hawk@greedy", {});
  const auto all = peace_after_crises(asked, 1);
  ASSERT_EQ(all.size(), 4U);
  for (std::size_t entrant = 0; entrant < 4; ++entrant) {
    EXPECT_EQ(all[entrant].entrant, entrant);
    EXPECT_EQ(all[entrant].pairs, 3U);
    EXPECT_EQ(all[entrant].sampled_pairs, 0U);
    EXPECT_TRUE(all[entrant].error.empty());
    std::vector<double> mean(100);
    for (std::size_t opponent = 0; opponent < 3; ++opponent) {
      Trial trial = asked.request.trial;
      const RecoveryCurve pair =
          exactly(asked.design.rules, asked.design.entrants[entrant].side, asked.design.entrants[opponent].side, trial);
      for (std::size_t t = 0; t < 100; ++t) mean[t] += pair.peace[t] / 3;
    }
    for (std::size_t t = 0; t < 100; ++t) EXPECT_NEAR(all[entrant].peace[t], mean[t], 1e-12) << entrant << ", " << t;
  }
}

TEST(PeaceAfterCrises, has_errors_where_it_is_sampled) {
  const SpiralDesign asked = question("tit-for-tat,gradual,dove", {.repetitions = 100});
  const auto all = peace_after_crises(asked, 1);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].sampled_pairs, 1U);
  EXPECT_EQ(all[1].sampled_pairs, 3U);
  for (const PeaceAfterCrisis& one : all) ASSERT_EQ(one.error.size(), 100U);
  const auto again = peace_after_crises(asked, 2);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again[i].peace, all[i].peace);
    EXPECT_EQ(again[i].error, all[i].error);
  }
}

}  // namespace
