// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <atomic>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>

#include "support/reference.hpp"

namespace {

using namespace detente;

Request mixed() {
  Request request;
  request.strategies = "tit-for-tat,generous-tit-for-tat,grit,hawk@greedy,random,win-stay-lose-shift,hawk";
  request.rounds = 90;
  request.repetitions = 200;
  request.engine = "objects";
  request.tremble = {0.02, 0.01};
  request.signal_noise = 0.1;
  return request;
}

/// Everything that came out, to the last bit.
std::string bytes(const Results& results) {
  std::string text;
  const auto add = [&](double value) { text += shortest(value) + " "; };
  for (const Standing& standing : results.standings) {
    text += std::to_string(standing.entrant) + " " + std::to_string(standing.rank) + " ";
    add(standing.score);
    add(standing.score_error.value_or(-1));
    add(standing.peace);
    if (standing.rank_interval)
      text += std::to_string((*standing.rank_interval)[0]) + "-" + std::to_string((*standing.rank_interval)[1]);
  }
  for (const PairResult& pair : results.pairs) {
    for (const std::size_t seat : {0U, 1U}) {
      add(pair.score[seat]);
      add(pair.score_error[seat].value_or(-1));
      add(pair.score_sd[seat].value_or(-1));
      add(pair.cooperation[seat]);
    }
    for (const double share : pair.joint) add(share);
  }
  return text;
}

std::string played(const Request& request, int threads, bool self_play = true) {
  const Design design = make_design(request, Registry::built_in());
  return bytes(play(design, round_robin(design.entrants.size(), self_play), threads));
}

TEST(RoundRobin, meets_each_pair_once) {
  EXPECT_EQ(round_robin(4, true).size(), 10U);
  EXPECT_EQ(round_robin(4, false).size(), 6U);
  for (const Meeting& meeting : round_robin(4, true)) EXPECT_LE(meeting.row, meeting.column);
}

TEST(RoundRobin, gives_the_same_bytes_on_any_number_of_threads) {
  Request random_length = mixed();
  random_length.continuation = 0.97;
  Request graded = mixed();
  graded.game = "arms-race:levels=5";
  Request long_matches = mixed();  // too long for shared weather
  long_matches.strategies = "tit-for-tat,random,grit";
  long_matches.rounds = 5000;
  long_matches.repetitions = 66;
  for (const Request& request : {mixed(), random_length, graded, long_matches}) {
    const std::string expected = played(request, 1);
    for (const int threads : {2, 3, 5, 8}) EXPECT_EQ(played(request, threads), expected) << threads << " threads";
  }
}

TEST(RoundRobin, of_a_pair_does_not_depend_on_who_else_is_there) {
  const Design all = make_design(mixed(), Registry::built_in());
  Request two = mixed();
  two.strategies = "grit,random";
  const Design alone = make_design(two, Registry::built_in());
  const PairResult among = play(all, {{0, 1}, {2, 4}, {5, 6}}, 2).pairs[1];
  const PairResult apart = play(alone, {{0, 1}}, 2).pairs[0];
  EXPECT_EQ(among.score, apart.score);
  EXPECT_EQ(among.joint, apart.joint);
  EXPECT_EQ(among.score_sd, apart.score_sd);
}

TEST(RoundRobin, keeps_every_repetition_of_the_reference) {
  Request request = mixed();
  request.repetitions = 70;  // a whole block and a part of one
  request.continuation = 0.95;
  const Design design = make_design(request, Registry::built_in());
  const auto schedule = round_robin(design.entrants.size(), true);
  const Results results = play(design, schedule, 2);
  for (std::size_t i = 0; i < schedule.size(); i += 3) {
    const Side& row = design.entrants[schedule[i].row].side;
    const Side& column = design.entrants[schedule[i].column].side;
    std::vector<double> joint(4);
    double rounds = 0;
    double score = 0;
    for (std::uint64_t repetition = 0; repetition < 70; ++repetition) {
      const auto slow = reference::match(design.rules, row, column, repetition);
      rounds += static_cast<double>(slow.length);
      for (std::size_t cell = 0; cell < 4; ++cell) {
        joint[cell] += static_cast<double>(slow.joint[cell]);
        score += row.payoffs.value[cell] * static_cast<double>(slow.joint[cell]);
      }
    }
    EXPECT_NEAR(results.pairs[i].score[0], score / rounds, 1e-12);
    for (std::size_t cell = 0; cell < 4; ++cell) EXPECT_NEAR(results.pairs[i].joint[cell], joint[cell] / rounds, 1e-12);
  }
}

TEST(Standings, are_means_over_opponents_with_the_copy_counted_once) {
  const Design design = make_design(mixed(), Registry::built_in());
  const auto schedule = round_robin(design.entrants.size(), true);
  const Results results = play(design, schedule, 2);
  std::vector<double> sums(design.entrants.size());
  for (const PairResult& pair : results.pairs) {
    sums[pair.row] += pair.row == pair.column ? (pair.score[0] + pair.score[1]) / 2 : pair.score[0];
    if (pair.row != pair.column) sums[pair.column] += pair.score[1];
  }
  for (const Standing& standing : results.standings) {
    EXPECT_NEAR(standing.score, sums[standing.entrant] / static_cast<double>(sums.size()), 1e-12);
    EXPECT_NEAR(standing.peace + standing.friction + standing.conflict, 1, 1e-12);
  }
  // Ranks are within a motive: hawk@greedy is alone in its own.
  EXPECT_EQ(results.standings.back().entrant, 3U);
  EXPECT_EQ(results.standings.back().rank, 1);
}

TEST(Standings, let_clones_tie_and_share_the_better_rank) {
  Request request = mixed();
  request.strategies = "tit-for-tat,hawk,tit-for-tat";
  const Design design = make_design(request, Registry::built_in());
  EXPECT_EQ(design.entrants[2].name, "tit-for-tat#2");
  // Both copies meet hawk from the same seat, in the same weather.
  const Results results = play(design, {{0, 1}, {2, 1}}, 2);
  EXPECT_EQ(results.standings[0].entrant, 1U);
  const Standing& copy = results.standings[1];
  const Standing& other = results.standings[2];
  EXPECT_EQ(copy.score, other.score);
  EXPECT_EQ(copy.rank, 2);
  EXPECT_EQ(other.rank, 2);
  EXPECT_EQ(copy.rank_interval, (std::array{2, 3}));
  EXPECT_EQ(other.rank_interval, (std::array{2, 3}));
}

TEST(Intervals, are_absent_with_one_repetition_and_zero_without_chance) {
  Request request = mixed();
  request.repetitions = 1;
  const Design one = make_design(request, Registry::built_in());
  const Results single = play(one, {{0, 1}}, 1);
  EXPECT_FALSE(single.pairs[0].score_error[0]);
  EXPECT_FALSE(single.pairs[0].score_sd[0]);
  EXPECT_FALSE(single.standings[0].rank_interval);
  request = mixed();
  request.strategies = "tit-for-tat,hawk";
  request.misperception = request.tremble = {0, 0};
  const Results certain = play(make_design(request, Registry::built_in()), {{0, 1}}, 1);
  EXPECT_EQ(certain.pairs[0].score_error[0], 0.0);
  EXPECT_EQ(certain.pairs[0].score_sd[1], 0.0);
}

// 95 % intervals must cover the truth about 95 times in 100: tit-for-tat against hawk under misperception scores
// P + ε(…) exactly, whatever the seed.
TEST(Intervals, cover_the_truth_as_often_as_they_say) {
  Request request;
  request.strategies = "tit-for-tat,hawk";
  request.game = "prisoners-dilemma";
  request.rounds = 50;
  request.repetitions = 100;
  request.engine = "objects";
  request.misperception = {0.2, 0.2};
  // Round 1 is C (0 points); later rounds are C with probability 0.2: 0.8 points on average.
  const double truth = 49 * 0.8 / 50;
  int covered = 0;
  const int runs = 1000;
  for (int seed = 0; seed < runs; ++seed) {
    request.seed = static_cast<std::uint64_t>(seed);
    const PairResult pair = play(make_design(request, Registry::built_in()), {{0, 1}}, 1).pairs[0];
    if (std::abs(pair.score[0] - truth) <= *pair.score_error[0]) ++covered;
  }
  // Binomial(1000, .95): 5 standard deviations are 34.
  EXPECT_NEAR(covered, 950, 34);
}

TEST(Costs, of_signals_and_openness_are_paid_into_the_score) {
  Request free = mixed();
  free.strategies = "grit,hawk";
  Request priced = free;
  priced.game = "security-dilemma:signal-cost=0.5";
  const auto score = [](const Request& request) {
    return play(make_design(request, Registry::built_in()), {{0, 1}}, 1).pairs[0].score;
  };
  const auto cheap = score(free);
  const auto dear = score(priced);
  EXPECT_LT(dear[0], cheap[0]);  // grit announces
  EXPECT_EQ(dear[1], cheap[1]);  // hawk says nothing
}

TEST(Run, is_given_up_when_it_is_told_to_stop) {
  const Design design = make_design(mixed(), Registry::built_in());
  std::atomic<int> asked = 0;
  EXPECT_THROW(
      play(design, round_robin(design.entrants.size(), true), 2, {.progress = {}, .stop = [&] { return ++asked > 5; }}),
      Stopped);
}

TEST(Run, tells_its_progress_from_nothing_to_all) {
  const Design design = make_design(mixed(), Registry::built_in());
  std::atomic<double> most = 0;
  play(design, round_robin(design.entrants.size(), true), 2,
       {.progress =
            [&](double done) {
              EXPECT_LE(done, 1);
              most = std::max(most.load(), done);
            },
        .stop = {}});
  EXPECT_EQ(most, 1);
}

}  // namespace
