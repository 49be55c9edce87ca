// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <detente/automata/automaton.hpp>
#include <detente/laws/laws.hpp>
#include <limits>
#include <optional>

#include "support/against_dove.hpp"
#include "support/subjects.hpp"

/// What a strategy may not answer is refused by every engine, in the same round and in the same words.
namespace {

using namespace detente;
using subjects::as_strategy;

/// Answers wrongly in its third round.
struct Late {
  std::uint8_t rounds = 0;
  auto operator<=>(const Late&) const = default;
  bool is_late() const { return rounds == 2; }
  void add() { rounds = static_cast<std::uint8_t>(rounds + (rounds < 3)); }
};

struct OddMove {
  static constexpr Info info{
      .name = "odd-move", .about = "Answers wrongly.", .source = "These tests", .against = "CC", .plays = "CC"};
  std::uint8_t odd = 2;
  Late clock = {};
  auto operator<=>(const OddMove&) const = default;
  Move play() const { return clock.is_late() ? static_cast<Move>(odd) : C; }
  void see(Seen) { clock.add(); }
};

struct OddMix {
  static constexpr Info info{
      .name = "odd-mix", .about = "Answers wrongly.", .source = "These tests", .against = "CC", .plays = "CC"};
  double odd = 2;
  bool is_move = false;
  Late clock = {};
  auto operator<=>(const OddMix&) const = default;
  Mix play() const {
    if (!clock.is_late()) return C;
    return is_move ? Mix(static_cast<Move>(static_cast<int>(odd))) : chance(odd == 7 ? std::nan("") : odd);
  }
  void see(Seen) { clock.add(); }
};

struct OddLevel {
  static constexpr Info info{
      .name = "odd-level", .about = "Answers wrongly.", .source = "These tests", .against = "00", .plays = "00"};
  Level odd = 4;
  Late clock = {};
  auto operator<=>(const OddLevel&) const = default;
  Level play() const { return clock.is_late() ? odd : Level{0}; }
  void see(LevelSeen) { clock.add(); }
};

struct OddLevels {
  static constexpr Info info{
      .name = "odd-levels", .about = "Answers wrongly.", .source = "These tests", .against = "00", .plays = "00"};
  Level level = 0;
  double chance = 1;
  Late clock = {};
  auto operator<=>(const OddLevels&) const = default;
  LevelMix play() const {
    if (!clock.is_late()) return Level{0};
    LevelMix mix(level);
    mix.chance[level] = chance;
    return mix;
  }
  void see(LevelSeen) { clock.add(); }
};

struct OddSignal {
  static constexpr Info info{
      .name = "odd-signal", .about = "Answers wrongly.", .source = "These tests", .against = "CC", .plays = "CC"};
  Signal odd;
  Late clock = {};
  auto operator<=>(const OddSignal&) const = default;
  Signal say() const { return clock.is_late() ? odd : Signal{}; }
  Move play() const { return C; }
  void see(Seen) { clock.add(); }
};
struct OddGradedSignal {
  static constexpr Info info{
      .name = "odd-signal", .about = "Answers wrongly.", .source = "These tests", .against = "00", .plays = "00"};
  Signal odd;
  Late clock = {};
  auto operator<=>(const OddGradedSignal&) const = default;
  Signal say() const { return clock.is_late() ? odd : Signal{}; }
  Level play() const { return 0; }
  void see(LevelSeen) { clock.add(); }
};

/// In every engine, the sentence of round 3; signals have a price, so that they are asked for.
void expect_refusal(const Strategy& strategy, const std::string& game, const std::string& why) {
  Request like;
  like.game = game;
  const std::string failed =
      "strategy '" + strategy.name() + "' failed in the pair 'dove' – '" + strategy.name() + "', ";
  for (const std::string engine : {"exact", "auto", "check", "tables"})
    EXPECT_EQ(against_dove::failure(strategy, engine, like), failed + "round 3: " + why) << engine << " " << game;
  EXPECT_EQ(against_dove::failure(strategy, "objects", like), failed + "repetition 0, round 3: " + why) << game;
  like.rounds = 2;  // it is never asked
  for (const std::string engine : {"exact", "objects", "tables"})
    EXPECT_EQ(against_dove::failure(strategy, engine, like), "") << engine << " " << game;
}

const std::string kTwo = "prisoners-dilemma:signal-cost=0.1";
const std::string kSix = "arms-race:levels=6,signal-cost=0.1";

TEST(Answer, that_is_no_move_is_refused) {
  for (const std::string& game : {kTwo, kSix})
    for (const int odd : {2, 3, 222, 254, 255})
      expect_refusal(as_strategy(OddMove{.odd = static_cast<std::uint8_t>(odd)}), game,
                     "it played move " + std::to_string(odd) + "; a move is C (0) or D (1)");
}

TEST(Answer, that_is_no_chance_is_refused) {
  const auto sentence = [](const std::string& chance) {
    return "it returned the probability " + chance + "; a probability lies in 0…1";
  };
  for (const std::string& game : {kTwo, kSix}) {
    expect_refusal(as_strategy(OddMix{.odd = 1.1}), game, sentence("1.1"));
    expect_refusal(as_strategy(OddMix{.odd = -1e-9}), game, sentence("-1e-09"));
    expect_refusal(as_strategy(OddMix{.odd = 7}), game, sentence("nan"));
    expect_refusal(as_strategy(OddMix{.odd = 2, .is_move = true}), game, sentence("-1"));
    expect_refusal(as_strategy(OddMix{.odd = 254, .is_move = true}), game, sentence("-253"));
  }
}

TEST(Answer, that_is_no_level_of_the_game_is_refused) {
  expect_refusal(as_strategy(OddLevel{.odd = 2}), kTwo, "it played level 2 in a game whose top level is 1");
  expect_refusal(as_strategy(OddLevel{.odd = 6}), kSix, "it played level 6 in a game whose top level is 5");
  expect_refusal(as_strategy(OddLevel{.odd = 255}), kSix, "it played level 255 in a game whose top level is 5");
}

TEST(Answer, that_is_no_distribution_over_levels_is_refused) {
  expect_refusal(as_strategy(OddLevels{.level = 6}), kSix,
                 "it gave a probability to level 6 in a game whose top level is 5");
  expect_refusal(as_strategy(OddLevels{.level = 1, .chance = 0.5}), kSix, "its probabilities add up to 0.5, not to 1");
  expect_refusal(as_strategy(OddLevels{.level = 1, .chance = -1}), kSix,
                 "it returned the probability -1; a probability lies in 0…1");
  expect_refusal(as_strategy(OddLevels{.level = 200}), kSix,
                 "it played level 200; the top level of any game is at most 15");
}

TEST(Answer, that_is_no_signal_is_refused) {
  const auto kind = static_cast<Signal::Kind>(3);
  const std::string why = "it sent a signal of kind 3; a kind is none (0), reassure (1) or threaten (2)";
  for (const std::string& game : {kTwo, kSix}) {
    expect_refusal(as_strategy(OddSignal{.odd = {.kind = kind}}), game, why);
    expect_refusal(as_strategy(OddGradedSignal{.odd = {.kind = kind}}), game, why);
    // Behind the lens, too, it knows two levels.
    expect_refusal(as_strategy(OddSignal{.odd = {.kind = Signal::reassure, .level = 2}}), game,
                   "its signal names level 2; it must be C (0) or D (1)");
    for (const auto kind_that_holds : {Signal::reassure, Signal::threaten})
      expect_refusal(as_strategy(OddSignal{.odd = {.kind = kind_that_holds, .level = 1, .rounds = 0}}), game,
                     "it sent a signal for 0 rounds; a signal holds for 1…255 rounds");
  }
  expect_refusal(as_strategy(OddGradedSignal{.odd = {.kind = Signal::threaten, .level = 6}}), kSix,
                 "its signal names level 6; it must be a level in 0…5");
  Request like;
  like.game = kSix;
  for (const std::string engine : {"exact", "objects", "tables"}) {  // silence has no length
    EXPECT_EQ(against_dove::failure(as_strategy(OddSignal{.odd = {.rounds = 0}}), engine, like), "") << engine;
    EXPECT_EQ(against_dove::failure(as_strategy(OddGradedSignal{.odd = {.kind = Signal::threaten, .level = 5}}), engine,
                                    like),
              "")
        << engine;
  }
}

// Other compilers may make a truth value of it before anybody can look.
#if defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_UNDEFINED__)
struct OddOpen {
  static constexpr Info info{
      .name = "odd-open", .about = "Answers wrongly.", .source = "These tests", .against = "CC", .plays = "CC"};
  std::uint8_t odd = 2;
  Late clock = {};
  auto operator<=>(const OddOpen&) const = default;
  bool open() const {
    bool answer = false;
    if (clock.is_late()) std::memcpy(&answer, &odd, 1);
    return answer;
  }
  Move play() const { return C; }
  void see(Seen) { clock.add(); }
};

TEST(Answer, to_open_that_is_no_truth_value_is_refused) {
  for (const int odd : {2, 64, 255})
    expect_refusal(as_strategy(OddOpen{.odd = static_cast<std::uint8_t>(odd)}), "prisoners-dilemma:open-cost=0.1",
                   "its open() returned a bool of value " + std::to_string(odd) + "; a bool is false (0) or true (1)");
}
#endif

/// Answers wrongly in the lanes that were told a D.
struct OddAfterD {
  static constexpr Info info{
      .name = "odd-after-d", .about = "Answers wrongly.", .source = "These tests", .against = "CC", .plays = "CC"};
  Move last = C;
  Move play() const { return last == D ? static_cast<Move>(7) : C; }
  void see(Seen round) { last = round.theirs; }
};

/// The repetition and the round that the failure of a block names; absent where it plays to the end.
std::optional<std::pair<std::uint64_t, int>> failed_at(const std::string& game, std::uint64_t first,
                                                       std::size_t lanes) {
  const Game found = parse_game(game);
  Rules rules{.levels = found.levels, .rounds = 12};
  const auto seated = [&](const Strategy& strategy) {
    return Side{strategy, strategy.name(), found.payoffs(), {}, Errors::everywhere(0, 0.9)};
  };
  const Side row = seated(Registry::built_in().strategy("hawk")), column = seated(as_strategy<OddAfterD>());
  Climate climate(rules);
  climate.admit(Purpose::misperception, 0, row.misperception);
  climate.admit(Purpose::misperception, 1, column.misperception);
  Tally tally;
  try {
    Encounter(rules, climate, row, column).play(Weather(climate, make_block(rules, first, lanes)), tally);
  } catch (const StrategyFailure& failure) {
    const std::string said = failure.what();
    EXPECT_NE(said.find("it played move 7; a move is C (0) or D (1)"), std::string::npos) << said;
    return std::pair{std::stoull(said.substr(said.find("repetition ") + 11)),
                     std::stoi(said.substr(said.find("round ") + 6))};
  }
  return std::nullopt;
}

// A block fails in the first round in which one of its matches does, and names the first of those; what others that are
// not of the block would do is no matter. A hawk's D is seen in one of ten rounds.
TEST(Answer, of_one_match_among_many_is_found) {
  for (const std::string game : {"prisoners-dilemma", "arms-race:levels=3"})
    for (const std::size_t lanes : {1U, 2U, 17U, 63U, 64U})
      for (const std::uint64_t first : {0U, 100U, 200U}) {
        std::optional<std::pair<std::uint64_t, int>> expected;
        for (std::uint64_t repetition = first; repetition < first + lanes; ++repetition) {
          const auto alone = failed_at(game, repetition, 1);
          if (alone && (!expected || alone->second < expected->second)) expected = alone;
        }
        EXPECT_EQ(failed_at(game, first, lanes), expected) << game << " " << lanes << " " << first;
        EXPECT_TRUE(expected || lanes < 60);
      }
}

TEST(Answer, that_may_not_be_breaks_a_law_and_no_memory) {
  for (const Strategy& strategy :
       {as_strategy(OddMove{.odd = 222}), as_strategy(OddMix{}), as_strategy(OddLevel{.odd = 250}),
        as_strategy(OddLevels{.level = 250}), as_strategy(OddSignal{.odd = {.kind = Signal::reassure, .level = 9}})}) {
    std::string breaches;
    for (const Law& law : laws()) breaches += breach(strategy, law);
    EXPECT_NE(breaches.find("round 3 it"), std::string::npos) << strategy.name() << ": " << breaches;
  }
}

/// What `begin` makes of its parameters and its memory.
struct Begun {
  static constexpr Info info{
      .name = "begun", .about = "Begins wrongly.", .source = "These tests", .against = "CC", .plays = "CC"};
  static constexpr auto params() {
    return std::array{
        Param<Begun>{"share", &Begun::share, 0, 1, "A share."}, Param<Begun>{"count", &Begun::count, 1, 9, "A count."},
        Param<Begun>{"trust", &Begun::trust, 0, 2, "Resolved."}, Param<Begun>{"cycle", &Begun::cycle, 1, 3, "Moves."}};
  }
  double share = 0.5;
  int count = 1;
  std::optional<double> trust = {};
  Moves cycle{"C"};
  double doubt = 0;
  int which = 0;
  auto operator<=>(const Begun&) const = default;
  void begin(const Briefing&) {
    trust = which == 1 ? std::numeric_limits<double>::quiet_NaN() : which == 2 ? -0.25 : 2.0;
    if (which == 3) share = std::numeric_limits<double>::infinity();
    if (which == 4) count = 10;
    if (which == 5) cycle = Moves("CCCD");
    if (which == 6) doubt = std::numeric_limits<double>::quiet_NaN();
  }
  Move play() const { return C; }
  void see(Seen) {}
};

TEST(Begin, that_leaves_a_parameter_out_of_its_range_or_a_memory_unordered_is_refused) {
  const auto said = [](int which) -> std::string {
    try {
      static_cast<void>(as_strategy(Begun{.which = which}).briefed({}));
    } catch (const StrategyFailure& failure) {
      return failure.what();
    }
    return "";
  };
  const std::string failed = "strategy 'begun' failed when it was given the game: ";
  EXPECT_EQ(said(0), "");
  EXPECT_EQ(said(1), failed + "its parameter trust became nan; it must be a number in 0…2");
  EXPECT_EQ(said(2), failed + "its parameter trust became -0.25; it must be a number in 0…2");
  EXPECT_EQ(said(3), failed + "its parameter share became inf; it must be a number in 0…1");
  EXPECT_EQ(said(4), failed + "its parameter count became 10; it must be a whole number in 1…9");
  EXPECT_EQ(said(5), failed + "its parameter cycle became CCCD; it must be 1…3 moves, written C and D");
  EXPECT_EQ(said(6),
            failed + "its memory does not compare equal to itself: a field holds an unordered value, such as NaN");
}

}  // namespace
