// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <string>

#include <detente/play/round_robin.hpp>

#include "support/sampled_pair.hpp"
#include "support/statistics.hpp"

/// What 95% intervals say where samples show no spread, and how often they hold what is true.
namespace {

using namespace detente;
using namespace sampled_pair;

/// Wilson's interval of a share that was 0 or 1: its other end.
double unanimous(double count) {
  const double z = 1.959963984540054;
  return z * z / (count + z * z);
}

/// One pair of matches, sampled.
Results played(Request request, const std::string& strategies, std::int64_t repetitions, std::uint64_t seed = 1) {
  request.strategies = strategies;
  request.repetitions = repetitions;
  request.seed = seed;
  if (request.engine == "auto") request.engine = "objects";
  return play(make_design(request, Registry::built_in()), {{0, 1}}, 1);
}

/// The same in expectation.
std::array<double, 2> truth(Request request, const std::string& strategies) {
  request.strategies = strategies;
  request.engine = "exact";
  return play(make_design(request, Registry::built_in()), {{0, 1}}, 1).pairs[0].score;
}

/// How often at least so many of `runs` cover what they should with a chance of 1 − kFalseAlarm / checks.
double least_covered(double share, double runs, double checks) {
  return boost::math::quantile(boost::math::binomial(runs, share), statistics::kFalseAlarm / checks);
}

TEST(ShareIntervals, of_what_always_or_never_happened_have_a_width) {
  const Design design =
      pair("grim,tit-for-tat", {.game = "prisoners-dilemma", .repetitions = 10, .misperception = {0.2, 0}});
  const PairTrials trials = sampled(design, trial_of(design));
  ASSERT_TRUE(trials.escape.recovery);
  EXPECT_EQ(trials.escape.recovery->durable_peace, 0);
  EXPECT_NEAR(trials.escape.recovery->durable_error, unanimous(10), 1e-12);
}

TEST(ShareIntervals, of_what_chance_cannot_change_have_none) {
  const Design design = pair("grim,tit-for-tat", {.game = "prisoners-dilemma", .repetitions = 10, .misperception = {}});
  const PairTrials trials = sampled(design, trial_of(design));
  for (const Recovery& recovery : trials.crisis) EXPECT_EQ(recovery.durable_error, 0);
  EXPECT_EQ(trials.burst->peace_error, 0);
  for (const Impulse& impulse : *trials.impulses) EXPECT_EQ(impulse.recovery_error, 0);
}

// A chance p of one event in a silent match: grim sees its first error in a burst. Wilson's farther end covers at least
// 92% at any p, where the interval by standard errors came to 66%.
TEST(ShareIntervals, cover_rare_shares) {
  const double rate = 0.005;
  const double expected = std::pow(1 - rate, 7);
  const int runs = 400;
  int covered = 0;
  for (int seed = 1; seed <= runs; ++seed) {
    Design design = pair("grim,dove", {.game = "prisoners-dilemma", .repetitions = 10, .misperception = {rate, 0}});
    design.rules.seed = static_cast<std::uint64_t>(seed);
    Trial trial = trial_of(design);
    trial.burst = 7;
    const Burst burst = *sampled(design, trial, only(&Wanted::burst)).burst;
    if (std::abs(burst.peace - expected) <= burst.peace_error) ++covered;
  }
  EXPECT_GE(covered, least_covered(0.92, runs, 1));
}

TEST(EqualMatches, have_the_error_of_one_that_was_not_seen) {
  Request rare;
  rare.game = "prisoners-dilemma";
  rare.rounds = 20;
  rare.misperception = {1e-7, 1e-7};
  const PairResult pair = played(rare, "grim,tit-for-tat", 10).pairs[0];
  EXPECT_EQ(pair.score[0], 3);
  EXPECT_EQ(*pair.score_sd[0], 0);
  const double unseen = 1 - std::pow(0.05, 0.1);
  EXPECT_NEAR(*pair.score_error[0], unseen * 3, 1e-12);  // a match may pay as little as 0
  EXPECT_NEAR(*pair.score_error[1], unseen * 3, 1e-12);
}

TEST(EqualMatches, are_exact_where_chance_has_no_part) {
  Request quiet;
  quiet.misperception = {};
  quiet.game = "prisoners-dilemma";
  quiet.rounds = 20;
  const Results silent = played(quiet, "grim,tit-for-tat", 10);
  EXPECT_EQ(*silent.pairs[0].score_error[0], 0);
  EXPECT_EQ(*silent.standings[0].score_error, 0);
  // Dice that never fall otherwise, and misreadings that nobody minds.
  EXPECT_EQ(*played(quiet, "memory-one:first=1,cc=1,cd=0,dc=1,dd=0,hawk", 10).pairs[0].score_error[0], 0);
  quiet.misperception = {0.1, 0.1};
  EXPECT_EQ(*played(quiet, "dove,hawk", 10).pairs[0].score_error[0], 0);
  quiet.continuation = 0.5;
  EXPECT_EQ(*played(quiet, "dove,hawk", 10).pairs[0].score_error[0], 0);
}

TEST(EqualMatches, of_random_length_may_hide_a_long_one) {
  Request request;
  request.game = "prisoners-dilemma";
  request.misperception = {};
  request.continuation = 0.01;  // ten matches of one round, in which tit-for-tat is exploited
  const PairResult pair = played(request, "tit-for-tat,hawk", 10, 2).pairs[0];
  ASSERT_EQ(pair.score[0], 0);
  const double chance = 1 - std::pow(0.05, 0.1);
  EXPECT_NEAR(*pair.score_error[0], chance * (1 - std::log(chance)) * 5, 1e-12);
}

TEST(EqualMatches, leave_ranks_open_that_a_match_unseen_may_change) {
  Request rare;
  rare.game = "prisoners-dilemma";
  rare.rounds = 20;
  rare.misperception = {1e-7, 1e-7};
  const Results results = played(rare, "grim,hawk", 3);
  EXPECT_EQ(results.standings[0].rank_interval, (std::array{1, 2}));
  EXPECT_GT(*results.standings[0].score_error, 0);
}

struct RandomLength {
  const char* strategies;
  double continuation;
  double misperception;
};

/// Shares of runs whose intervals hold the exact score of the row.
double coverage(const RandomLength& kind, std::int64_t repetitions, int runs) {
  Request request;
  request.game = "prisoners-dilemma";
  request.continuation = kind.continuation;
  request.misperception = {kind.misperception, kind.misperception};
  const double score = truth(request, kind.strategies)[0];
  int covered = 0;
  for (int seed = 1; seed <= runs; ++seed) {
    const PairResult pair = played(request, kind.strategies, repetitions, static_cast<std::uint64_t>(seed)).pairs[0];
    if (std::abs(pair.score[0] - score) <= *pair.score_error[0]) ++covered;
  }
  return static_cast<double>(covered) / runs;
}

// By the residuals' standard error alone these covered 87%, 79%, 92% and 91% at ten repetitions.
TEST(RandomLengthIntervals, cover_the_truth_from_ten_repetitions_on) {
  const int runs = 1000;
  for (const RandomLength& kind :
       {RandomLength{"tit-for-tat,tit-for-tat", 0.98, 0.05}, RandomLength{"grim,dove", 0.9, 0.05},
        RandomLength{"tit-for-tat,hawk", 0.5, 0.05}, RandomLength{"random,random", 0.995, 0}})
    EXPECT_GE(coverage(kind, 10, runs) * runs, least_covered(0.94, runs, 4)) << kind.strategies;
}

// Twins score alike, whatever the sample says: ranks must say that they may.
TEST(RandomLengthIntervals, of_differences_let_equals_tie) {
  const int runs = 1000;
  Request request;
  request.game = "prisoners-dilemma";
  request.continuation = 0.9;
  request.misperception = {0.05, 0.05};
  int ties = 0;
  for (int seed = 1; seed <= runs; ++seed)
    if (played(request, "tit-for-tat,tit-for-tat", 10, static_cast<std::uint64_t>(seed)).standings[0].rank_interval ==
        std::array{1, 2})
      ++ties;
  EXPECT_GE(ties, least_covered(0.94, runs, 1));
}

/// All pairs, lengths and sizes, with a table of what was found.
TEST(LongRandomLengthIntervals, cover_the_truth_from_ten_repetitions_on) {
  const int runs = 2000;
  for (const auto& [strategies, rate] : {std::pair{"tit-for-tat,tit-for-tat", 0.05},
                                         {"tit-for-tat,hawk", 0.05},
                                         {"grim,grim", 0.02},
                                         {"grim,dove", 0.05},
                                         {"random,random", 0.0},
                                         {"win-stay-lose-shift,hawk", 0.0},
                                         {"generous-tit-for-tat,generous-tit-for-tat", 0.005}})
    for (const double continuation : {0.3, 0.5, 0.9, 0.98, 0.995}) {
      printf("%-42s w %5g:", strategies, continuation);
      for (const std::int64_t repetitions : {2, 5, 10, 20, 50, 200}) {
        const double share =
            coverage({strategies, continuation, rate}, repetitions, repetitions > 50 ? runs / 5 : runs);
        printf(" %5.1f", 100 * share);
        fflush(stdout);
        // Of events rarer than one in a few samples no interval of a mean knows all.
        if (repetitions >= 10) {
          EXPECT_GE(share, 0.91) << strategies << " " << continuation << " " << repetitions;
        }
      }
      printf("\n");
    }
}

}  // namespace
