// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <detente/design/schedule.hpp>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/sweep/sweep.hpp>

#include "support/brute_force.hpp"
#include "support/reference.hpp"
#include "support/subjects.hpp"

/// Matches in which noise or payoffs turn.
namespace {

using namespace detente;

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(Schedule, is_read_with_values_that_hold_commas) {
  const auto schedule = parse_schedule(" 1-20:security-dilemma:offence=0.5,greed=1, 21:chicken,22-: stag-hunt", "game");
  ASSERT_EQ(schedule.size(), 3U);
  EXPECT_EQ(schedule[0].value, "security-dilemma:offence=0.5,greed=1");
  EXPECT_EQ(schedule[1].first, 21);
  EXPECT_EQ(schedule[1].last, 21);
  EXPECT_EQ(schedule[2].last, std::nullopt);
  EXPECT_EQ(text(schedule), "1-20:security-dilemma:offence=0.5,greed=1,21:chicken,22-:stag-hunt");
  EXPECT_EQ(value_in(schedule, 20), "security-dilemma:offence=0.5,greed=1");
  EXPECT_EQ(value_in(schedule, 21), "chicken");
  EXPECT_EQ(value_in(schedule, 1000), "stag-hunt");
  for (const char* const plain : {"0.2", "security-dilemma:offence=1", "T=5,R=3,P=1,S=0", "0.1/0.2", "", "-", "-:3"})
    EXPECT_FALSE(is_schedule(plain)) << plain;
}

TEST(Schedule, with_a_gap_or_an_overlap_is_refused_in_one_sentence) {
  const std::pair<const char*, const char*> cases[]{
      {"1-40:0.2,42-:0.1", "noise has no value in round 41"},
      {"1-40:0.2,50-:0.1", "noise has no value in rounds 41…49"},
      {"2-:0.1", "noise has no value in round 1"},
      {"1-40:0.2,40-:0.1", "noise has two values in round 40"},
      {"1-40:0.2,11-20:0.1", "noise has two values in rounds 11…20"},
      {"1-:0.2,41-:0.3", "noise has two values from round 41 on: '0.2' holds to the end"},
      {"0-3:0.2", "noise has the rounds '0-3'; rounds are written 12-40, 41- (to the end) or 12"},
      {"9-3:0.2", "noise has the rounds '9-3'; rounds are written 12-40, 41- (to the end) or 12"},
      {"1-99999999999999999999:0.2",
       "noise has the rounds '1-99999999999999999999'; rounds are written 12-40, 41- (to the end) or 12"},
      {"1-3:",
       "noise has no value in rounds '1-3'; a schedule is written "
       "FIRST-LAST:VALUE,FIRST-LAST:VALUE,…,FIRST-:VALUE"},
  };
  for (const auto& [text, sentence] : cases)
    EXPECT_EQ(refusal([&, text = text] { parse_schedule(text, "noise"); }), sentence) << text;
  EXPECT_EQ(refusal([] { check_length(parse_schedule("1-40:0.2", "noise"), 200, "noise"); }),
            "noise has no value in rounds 41…200");
  EXPECT_EQ(refusal([] { check_length(parse_schedule("1-40:0.2,41-300:1", "noise"), 200, "noise"); }),
            "noise is given up to round 300, but a match has 200 rounds");
  EXPECT_EQ(refusal([] { check_length(parse_schedule("1-40:0.2", "noise"), 40, "noise"); }), "");
}

TEST(Schedule, survives_any_text) {
  // Every text of up to six of these signs is read or refused in one sentence.
  const std::string signs = "1290-:, .x";
  std::uint64_t accepted = 0;
  for (std::size_t number = 0; number < 1'000'000; number += 7) {
    std::string text;
    for (std::size_t rest = number; rest > 0; rest /= signs.size()) text += signs[rest % signs.size()];
    if (!is_schedule(text)) continue;
    const std::string said = refusal([&] { accepted += parse_schedule(text, "noise").empty() ? 0U : 1U; });
    EXPECT_EQ(said.find('\n'), std::string::npos);
  }
  EXPECT_GT(accepted, 100U);
}

Request request(const std::string& strategies) {
  Request request;
  request.strategies = strategies;
  request.self_play = false;
  request.rounds = 60;
  request.misperception = {0.1, 0.05};
  return request;
}

TEST(Schedule, of_a_design_that_cannot_be_played_is_refused_in_one_sentence) {
  const Registry registry = Registry::built_in();
  const auto said = [&](auto change) {
    Request asked = request("tit-for-tat,grit");
    change(asked);
    return refusal([&] { make_design(asked, registry); });
  };
  EXPECT_EQ(said([](Request& r) { r.misperception_schedule = "1-10:0.1,11-:1.5"; }),
            "misperception is '1.5' from round 11 on; it must be U or U/V, probabilities from 0 to 1");
  EXPECT_EQ(said([](Request& r) {
              r.tremble_schedule = "1-10:0.1,11-:0";
              r.continuation = 0.9;
            }),
            "tremble changes during the match, which then needs a fixed number of rounds with equal weights, not a "
            "continuation");
  EXPECT_EQ(
      said([](Request& r) { r.game = "1-10:chicken,11-:arms-race:levels=3"; }),
      "game has 3 levels from round 11 on, but 2 at first; all games of a schedule need the same number of levels");
  EXPECT_EQ(
      said([](Request& r) { r.game = "1-10:chicken,11-:chicken:open-cost=1"; }),
      "game has another signal-cost or open-cost from round 11 on than at first; both must be constant during a match");
  EXPECT_EQ(said([](Request& r) {
              r.motive_of = {{"grit", "1-10:greedy,12-:game"}};
            }),
            "motive-of 'grit' has no value in round 11");
  EXPECT_NE(said([](Request& r) {
              r.motive_of = {{"dove", "greedy"}};
            }).find("which is not an entrant"),
            std::string::npos);
  EXPECT_NE(said([](Request& r) {
              r.strategies = "tit-for-tat,grit@greedy";
              r.motive_of = {{"grit@greedy", "1-10:greedy,11-:game"}};
            }).find("give one of them"),
            std::string::npos);
  EXPECT_NE(said([](Request& r) {
              r.strategies = "tit-for-tat,best-response-to:grit";
              r.misperception_schedule = "1-10:0.1,11-:0";
            }).find("nothing changes"),
            std::string::npos);
}

TEST(Schedule, of_equal_values_changes_nothing) {
  const Registry registry = Registry::built_in();
  for (const char* const engine : {"exact", "objects"}) {
    Request plain = request("tit-for-tat,contrite-tit-for-tat,grit,opportunist@greedy");
    plain.engine = engine;
    plain.tremble = {0.02, 0.01};
    Request turning = plain;
    turning.misperception_schedule = "1-7:0.1/0.05,8-29:0.1/0.05,30-:0.1/0.05";
    turning.tremble_schedule = "1-20:0.02/0.01,21-:0.02/0.01";
    turning.game = "1-50:security-dilemma,51-:security-dilemma";
    const Design once = make_design(plain, registry), often = make_design(turning, registry);
    EXPECT_EQ(often.rules.turns, (std::vector<std::int64_t>{8, 21, 30, 51}));
    EXPECT_FALSE(payoffs_turn(often));
    const Results a = play(once, round_robin(4, true), 1), b = play(often, round_robin(4, true), 2);
    for (std::size_t pair = 0; pair < a.pairs.size(); ++pair) {
      EXPECT_EQ(a.pairs[pair].engine, b.pairs[pair].engine);
      for (const std::size_t seat : {0U, 1U}) {
        EXPECT_NEAR(a.pairs[pair].score[seat], b.pairs[pair].score[seat], 1e-13);
        EXPECT_NEAR(*a.pairs[pair].score_sd[seat], *b.pairs[pair].score_sd[seat], 1e-12);
      }
      for (std::size_t cell = 0; cell < 4; ++cell)
        EXPECT_NEAR(a.pairs[pair].joint[cell], b.pairs[pair].joint[cell], 1e-13);
    }
  }
}

/// A match of so many rounds with two turns, at which all rates and payoffs change.
struct Turning {
  Rules rules;
  Side row, column;
};

Turning turning(const Strategy& row, const Strategy& column, const std::vector<std::string>& games, Rules rules) {
  const Registry registry = Registry::built_in();
  rules.levels = parse_game(games[0]).levels;
  rules.signal_cost = parse_game(games[0]).signal_cost;
  rules.open_cost = parse_game(games[0]).open_cost;
  const auto seated = [&](const Strategy& strategy, double shift) {
    Side side{.strategy = strategy, .name = strategy.name(), .payoffs = {}, .tremble = {}, .misperception = {}};
    for (std::size_t i = 0; i < games.size(); ++i) {
      const Game game = parse_game(games[i]);
      const double rate = 0.04 + shift + 0.11 * static_cast<double>(i);
      const Stretch holds{game.payoffs(), Errors::everywhere(i == 1 ? 0 : rate, rate / 2),
                          game.misperception(rate, i == 2 ? 0 : rate / 3)};
      if (i > 0) side.later.push_back(holds);
      if (i > 0) continue;
      side.payoffs = holds.payoffs;
      side.tremble = holds.tremble;
      side.misperception = holds.misperception;
    }
    side.strategy = strategy.briefed({.payoffs = side.payoffs,
                                      .tremble = side.tremble,
                                      .misperception = side.misperception,
                                      .signal_noise = rules.signal_noise});
    return side;
  };
  return {rules, seated(row, 0), seated(column, 0.05)};
}

const std::vector<std::string> kTwoLevels{"prisoners-dilemma:signal-cost=0.1,open-cost=0.2",
                                          "stag-hunt:signal-cost=0.1,open-cost=0.2",
                                          "chicken:signal-cost=0.1,open-cost=0.2"};
const std::vector<std::string> kThreeLevels{"arms-race:levels=3", "offence-defence:distinguishability=0.4",
                                            "arms-race:levels=3,base=chicken"};

std::vector<Strategy> players() {
  const Registry registry = Registry::built_in();
  std::vector<Strategy> list;
  for (const char* const name : {"tit-for-tat", "contrite-tit-for-tat", "generous-tit-for-tat", "grit"})
    list.push_back(registry.strategy(name));
  list.push_back(subjects::as_strategy<subjects::Envoy>());
  return list;
}

TEST(Stretches, equal_the_reference_bit_for_bit) {
  for (const auto* const games : {&kTwoLevels, &kThreeLevels})
    for (const Strategy& a : players())
      for (const Strategy& b : players()) {
        const Turning match = turning(a, b, *games, {.rounds = 300, .turns = {40, 257}, .signal_noise = 0.1});
        Climate climate(match.rules);
        for (std::size_t i = 0; i < 3; ++i)
          for (const std::uint32_t seat : {0U, 1U}) {
            const Stretch holds = (seat == 0 ? match.row : match.column).in(i);
            climate.admit(Purpose::tremble, seat, holds.tremble);
            climate.admit(Purpose::misperception, seat, holds.misperception);
            climate.admit_dice(seat, (seat == 0 ? a : b).traits());
          }
        Tally tally;
        Encounter encounter(match.rules, climate, match.row, match.column);
        for (int again = 0; again < 2; ++again)  // the second match begins in the first stretch again
          encounter.play(Weather(climate, make_block(match.rules, 0, kLanes)), tally);
        for (std::size_t lane = 0; lane < kLanes; lane += 21) {
          const auto slow = reference::match(match.rules, match.row, match.column, tally.block.repetitions[lane]);
          ASSERT_EQ(tally.joint.size(), slow.joint.size());
          for (std::size_t cell = 0; cell < slow.joint.size(); ++cell)
            ASSERT_EQ(tally.joint[cell][lane], slow.joint[cell]) << a.name() << " - " << b.name();
        }
      }
}

double distance(const Exact& a, const Exact& b) {
  double worst = 0;
  for (std::size_t i = 0; i < 2; ++i) worst = std::max(worst, std::abs(a.score[i] - b.score[i]));
  for (std::size_t i = 0; i < 3; ++i) worst = std::max(worst, std::abs(a.covariance[i] - b.covariance[i]));
  for (std::size_t i = 0; i < a.joint.size(); ++i) worst = std::max(worst, std::abs(a.joint[i] - b.joint[i]));
  return worst;
}

TEST(Stretches, add_up_to_every_history) {
  for (const auto* const games : {&kTwoLevels, &kThreeLevels})
    for (const Strategy& a : players())
      for (const Strategy& b : players()) {
        const bool is_binary = games == &kTwoLevels;
        if (!is_binary && (a.traits().listens || b.traits().listens)) continue;  // too many histories
        const Turning match =
            turning(a, b, *games, {.rounds = 3, .crisis = 1, .turns = {2, 3}, .signal_noise = is_binary ? 0.2 : 0});
        const auto exact = exact_stretches(match.rules, {match.row}, {match.column}, 100000);
        ASSERT_TRUE(exact);
        EXPECT_LT(distance(exact->whole, brute_force::solved(match.rules, match.row, match.column, 3)), 1e-12)
            << a.name() << " - " << b.name();
        for (std::size_t cell = 0; cell < exact->whole.joint.size(); ++cell)
          EXPECT_NEAR((exact->joint[0][cell] + exact->joint[1][cell] + exact->joint[2][cell]) / 3,
                      exact->whole.joint[cell], 1e-14);
      }
}

TEST(PlantedFault, in_any_stretch_is_caught_by_the_histories) {
  const Turning right = turning(players()[1], players()[3], kTwoLevels, {.rounds = 4, .turns = {2, 3}});
  const auto off = [&](const Turning& wrong) {
    return distance(exact_stretches(wrong.rules, {wrong.row}, {wrong.column}, 1000)->whole,
                    brute_force::solved(right.rules, right.row, right.column, 4));
  };
  EXPECT_LT(off(right), 1e-12);
  Turning wrong = right;
  wrong.rules.turns = {2, 4};
  EXPECT_GT(off(wrong), 1e-3);
  for (std::size_t i = 0; i < 2; ++i) {
    wrong = right;
    wrong.row.later[i].payoffs.at(0, 1) += 1e-8;
    EXPECT_GT(off(wrong), 1e-12);
    wrong = right;
    wrong.column.later[i].misperception.up[0] += 1e-8;
    if (i == 0) {  // what is seen in the last rounds hardly matters, but in the second stretch it does
      EXPECT_GT(off(wrong), 1e-12);
    }
    wrong = right;
    wrong.column.later[i].tremble.down[1] += 1e-8;
    EXPECT_GT(off(wrong), 1e-12);
  }
}

TEST(Stretches, are_the_same_exact_and_sampled_on_any_number_of_threads) {
  Request asked = request("tit-for-tat,grit,generous-tit-for-tat,opportunist,hawk");
  asked.rounds = 90;
  asked.repetitions = 3000;
  asked.engine = "check";
  asked.misperception_schedule = "1-30:0.2,31-60:0.05/0,61-:0.01";
  asked.game = "1-45:security-dilemma,46-:prisoners-dilemma";
  asked.motive_of = {{"hawk", "1-10:game,11-:greedy"}};
  const Design design = make_design(asked, Registry::built_in());
  EXPECT_TRUE(payoffs_turn(design));
  const Results one = play(design, round_robin(5, true), 1), three = play(design, round_robin(5, true), 3);
  ASSERT_EQ(one.pairs.size(), 15U);
  for (std::size_t i = 0; i < one.pairs.size(); ++i) {
    const PairResult& pair = one.pairs[i];
    EXPECT_EQ(pair.engine, "exact");
    EXPECT_FALSE(pair.episodes);
    ASSERT_TRUE(pair.check);
    EXPECT_LE(pair.check->standard_errors, pair.check->bound);
    EXPECT_EQ(pair.score, three.pairs[i].score);
    EXPECT_EQ(pair.stretches, three.pairs[i].stretches);
    EXPECT_EQ(pair.check->score, three.pairs[i].check->score);
  }
  asked.engine = "objects";
  const Results sampled = play(make_design(asked, Registry::built_in()), round_robin(5, true), 2);
  for (std::size_t i = 0; i < one.pairs.size(); ++i) {
    EXPECT_TRUE(sampled.pairs[i].episodes);
    ASSERT_EQ(sampled.pairs[i].stretches.size(), 5U);  // turns at 11, 31, 46 and 61
    for (std::size_t s = 0; s < 5; ++s)
      for (std::size_t cell = 0; cell < 4; ++cell)
        EXPECT_NEAR(sampled.pairs[i].stretches[s][cell], one.pairs[i].stretches[s][cell], 0.05);
  }
}

TEST(Shapley, shares_out_what_changes_add) {
  EXPECT_EQ(shapley({3}), std::vector<double>{});
  EXPECT_EQ(shapley({1, 4}), std::vector<double>{3});
  // Alone 10 and 20, together 50: 20 more to share.
  const std::vector<double> two = shapley({0, 10, 20, 50});
  EXPECT_DOUBLE_EQ(two[0], 20);
  EXPECT_DOUBLE_EQ(two[1], 30);
  // The glove game: one left glove, two right ones; a pair is worth 6.
  const std::vector<double> gloves = shapley({0, 0, 0, 6, 0, 6, 0, 6});
  EXPECT_DOUBLE_EQ(gloves[0], 4);
  EXPECT_DOUBLE_EQ(gloves[1], 1);
  EXPECT_DOUBLE_EQ(gloves[2], 1);
}

}  // namespace
