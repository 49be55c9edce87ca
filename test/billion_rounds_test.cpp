// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>

#include <detente/play/round_robin.hpp>

#include "support/command.hpp"

/// Matches of a billion rounds, which nobody plays round by round.
namespace {

using namespace detente;
using command::Cli;

constexpr std::int64_t kBillion = 1'000'000'000;
constexpr std::int64_t kPlayed = 1 << 20;  // up to here every round is played

PairResult played(const std::string& strategies, std::int64_t rounds, const std::string& game = "prisoners-dilemma") {
  Request request;
  request.strategies = strategies;
  request.game = game;
  if (rounds > 0) request.rounds = rounds;
  request.endless = rounds == 0;
  request.misperception = {0.05, 0.02};
  request.engine = "exact";
  return play(make_design(request, Registry::built_in()), {{0, 1}}, 1).pairs[0];
}

// A mean over n rounds is off the limit by a share of 1 / n, and its variance falls as 1 / n.
TEST(BillionRounds, come_to_the_limit_of_endless_ones) {
  for (const auto& [strategies, game] :
       {std::pair<std::string, std::string>{"tit-for-tat,win-stay-lose-shift", "prisoners-dilemma"},
        {"tit-for-tat,contrite-tit-for-tat", "stag-hunt"},
        {"grit,cycler-ccd", "prisoners-dilemma"},  // has a period
        {"matcher,graded-reassurer", "arms-race:levels=5"}}) {
    const PairResult limit = played(strategies, 0, game);
    const PairResult billion = played(strategies, kBillion, game);
    const PairResult million = played(strategies, kPlayed, game);
    for (const std::size_t seat : {0U, 1U}) {
      EXPECT_NEAR(billion.score[seat], limit.score[seat], 1e-7) << strategies;
      const double spread = *million.score_sd[seat] * std::sqrt(static_cast<double>(kPlayed));
      EXPECT_NEAR(*billion.score_sd[seat] * std::sqrt(static_cast<double>(kBillion)), spread, 1e-4 * spread + 1e-9)
          << strategies;
    }
    for (std::size_t i = 0; i < limit.joint.size(); ++i)
      EXPECT_NEAR(billion.joint[i], limit.joint[i], 1e-7) << strategies;
    EXPECT_NEAR(billion.episodes->hostile_share, limit.episodes->hostile_share, 1e-6) << strategies;
    EXPECT_NEAR(billion.episodes->rupture_rate, limit.episodes->rupture_rate, 1e-6) << strategies;
    EXPECT_NEAR(billion.episodes->spiral_share, limit.episodes->spiral_share, 1e-6) << strategies;
    EXPECT_NEAR(*billion.episodes->length, *limit.episodes->length, 1e-5) << strategies;
    EXPECT_NEAR(billion.episodes->cost[0], limit.episodes->cost[0], 1e-6) << strategies;
  }
}

// The first rounds add the same to the sum of a match, however many follow.
TEST(BillionRounds, differ_from_the_limit_by_what_the_first_ones_add) {
  const PairResult limit = played("tit-for-tat,win-stay-lose-shift", 0);
  const auto added = [&](std::int64_t rounds) {
    const PairResult pair = played("tit-for-tat,win-stay-lose-shift", rounds);
    const auto count = static_cast<double>(rounds);
    return std::array{(pair.score[0] - limit.score[0]) * count, (pair.score[1] - limit.score[1]) * count,
                      (pair.episodes->rupture_rate - limit.episodes->rupture_rate) * count};
  };
  const auto by_round = added(kPlayed);
  for (const std::int64_t rounds : {kPlayed + 20'000, 3 * kPlayed}) {
    const auto spared = added(rounds);
    for (std::size_t i = 0; i < by_round.size(); ++i) EXPECT_NEAR(spared[i], by_round[i], 1e-6) << rounds;
  }
}

using BillionRoundsOfTheCommand = Cli;

// A guard against time that grows with rounds: a billion of them took half a minute for each pair without chance, and
// minutes with errors.
TEST_F(BillionRoundsOfTheCommand, take_no_time) {
  const auto begin = std::chrono::steady_clock::now();
  for (const char* const misperception : {"0", "0.05"})
    for (const char* const name : {"run", "spirals"})
      json({name, "--strategies", "tft,hawk", "--misperception", misperception, "--rounds", "1000000000"});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(2));
}

}  // namespace
