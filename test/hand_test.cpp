// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/design/design.hpp>
#include <detente/hand/likelihood.hpp>
#include <map>

/// A match in which somebody decides, and which strategies account for what was seen.
namespace {

using namespace detente;

Design design_of(const std::string& opponent, Request request) {
  Registry registry = Registry::built_in();
  registry.add(hand());
  request.strategies = "you," + opponent;
  return make_design(request, registry);
}

/// What one repetition of a few rounds shows; some rounds begin with a signal, and some are open.
std::vector<HandRound> seen(const Design& design, std::uint64_t repetition, int rounds) {
  HandMatch match(design.rules, design.entrants[0].side, design.entrants[1].side, repetition);
  const auto top = static_cast<Level>(design.rules.levels - 1);
  for (int round = 0; round < rounds; ++round) {
    if (round % 2 == 1) match.speak({.kind = Signal::threaten});
    match.play(round % 3 == 0 ? top : 0, round % 4 == 3);
  }
  return match.learnt();
}

std::string text(const std::vector<HandRound>& rounds, bool has_own) {
  std::string key;
  for (const HandRound& round : rounds)
    for (const int part : {has_own ? int{round.seen.mine} : 0, int{round.seen.theirs}, int{round.seen.verified},
                           int{round.heard.kind}, int{round.heard.level}, int{round.heard.rounds}})
      key += std::to_string(part) + ' ';
  return key;
}

/// How often something is seen is how likely it is said to be. A bound of 6 standard deviations, and rare things left
/// out: a right likelihood fails once in 10^7.
TEST(Likelihood, is_how_often_a_strategy_shows_something) {
  constexpr int kRepetitions = 20'000;
  for (const auto& [opponent, game, monitoring] :
       std::vector<std::array<std::string, 3>>{{"generous-tit-for-tat", "prisoners-dilemma", "private"},
                                               {"grit:open=1,trigger=1", "security-dilemma", "private"},
                                               {"empathic", "security-dilemma", "public"},
                                               {"offensive-realist", "security-dilemma", "private"},
                                               {"grit-graded", "arms-race:levels=3", "private"},
                                               {"grit", "arms-race:levels=4", "public"}}) {
    SCOPED_TRACE(opponent + " " + game + " " + monitoring);
    Request request;
    request.game = game;
    request.monitoring = monitoring;
    request.rounds = 4;
    request.tremble_schedule = "1-2:0.2/0.1,3-:0.1";
    request.misperception = {0.2, 0.3};
    request.signal_noise = 0.2;
    request.start = "crisis:1";
    const Design design = design_of(opponent, request);
    std::map<std::string, std::pair<int, std::vector<HandRound>>> counts;
    for (int repetition = 0; repetition < kRepetitions; ++repetition) {
      const auto rounds = seen(design, static_cast<std::uint64_t>(repetition), 4);
      // The other's part is asked for; the person's own trembles are given, but for what is public.
      auto& [count, example] = counts[text(rounds, true)];
      ++count;
      example = rounds;
    }
    // The chance of the person's own moves, which nobody else sees under private monitoring.
    const bool is_private = monitoring == "private";
    const auto own = [&](const std::vector<HandRound>& rounds) {
      double chance = 1;
      for (std::size_t i = 0; i < rounds.size() && is_private; ++i) {
        const Errors& errors = design.entrants[0].side.in(i < 2 ? 0 : 1).tremble;
        const auto [meant, mine] = std::pair{rounds[i].seen.meant, rounds[i].seen.mine};
        const double up = meant + 1 < design.rules.levels ? errors.up[meant] : 0,
                     down = meant > 0 ? errors.down[meant] : 0;
        chance *= mine > meant ? up : mine < meant ? down : 1 - up - down;
      }
      return chance;
    };
    int compared = 0;
    for (const auto& [key, entry] : counts) {
      const auto& [count, rounds] = entry;
      const auto log = log_likelihood(design.rules, design.entrants[0].side, design.entrants[1].side, rounds);
      ASSERT_TRUE(log);
      ASSERT_TRUE(std::isfinite(*log)) << "what was seen was said to be impossible: " << key;
      const double chance = std::exp(*log) * own(rounds);
      if (chance * kRepetitions < 25) continue;
      ++compared;
      EXPECT_NEAR(static_cast<double>(count) / kRepetitions, chance,
                  6 * std::sqrt(chance * (1 - chance) / kRepetitions))
          << key;
    }
    EXPECT_GE(compared, 20);
  }
}

TEST(Likelihood, is_certain_or_impossible_without_chance) {
  Request request;
  request.misperception = {};
  const Design with_grim = design_of("grim", request);
  const std::vector<HandRound> rounds = seen(with_grim, 0, 10);
  const auto of = [&](const std::string& name) {
    const Design design = design_of(name, request);
    return log_likelihood(design.rules, design.entrants[0].side, design.entrants[1].side, rounds);
  };
  EXPECT_EQ(of("grim"), 0);
  EXPECT_EQ(of("tit-for-tat"), -HUGE_VAL);
  EXPECT_EQ(of("hawk"), -HUGE_VAL);
  EXPECT_EQ(log_likelihood(with_grim.rules, with_grim.entrants[0].side, with_grim.entrants[1].side, {}), 0);
}

TEST(Hand, plays_round_by_round_to_the_end_and_keeps_signals_apart_from_moves) {
  Request request;
  request.rounds = 3;
  const Design design = design_of("grit", request);
  HandMatch match(design.rules, design.entrants[0].side, design.entrants[1].side, 0);
  EXPECT_EQ(match.round(), 1);
  EXPECT_FALSE(match.is_over());
  match.play(0, false);
  match.play(1, true);
  EXPECT_FALSE(match.has_spoken());
  match.speak({.kind = Signal::reassure});
  EXPECT_TRUE(match.has_spoken());
  EXPECT_FALSE(match.is_over()) << "the round that was begun is still to be played";
  EXPECT_EQ(match.round(), 3);
  match.play(0, false);
  EXPECT_TRUE(match.is_over());
  EXPECT_EQ(match.truth().seats[0].meant, (std::vector<Level>{0, 1, 0}));
  EXPECT_EQ(match.truth().seats[0].open, (std::vector<bool>{false, true, false}));
  EXPECT_EQ(match.truth().seats[0].said[2].kind, Signal::reassure);
  EXPECT_EQ(match.learnt().size(), 3U);
}

TEST(Hand, names_the_strategy_that_fails) {
  Request request;
  const Design design = design_of("automaton:C/0/1_D/0/1", request);
  EXPECT_THROW(Registry::built_in().strategy("you"), Error);
  Registry registry = Registry::built_in();
  registry.add(hand());
  EXPECT_TRUE(registry.knows("you"));
  EXPECT_THROW(registry.add(hand()), Error);
}

}  // namespace
