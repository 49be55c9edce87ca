// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "support/exact_pair.hpp"
#include "support/subjects.hpp"

namespace {

using namespace detente;

constexpr std::size_t kLimit = 4096;

/// A strategy told the prisoner's dilemma, or another game.
Strategy briefed(const Strategy& strategy, const std::string& game = "prisoners-dilemma") {
  return exact_pair::seated(strategy, parse_game(game), {}).strategy;
}
Strategy named(const std::string& name) {
  return briefed(Registry::built_in().strategy(name));
}

struct Size {
  std::string name;
  std::size_t memories, states;
};

TEST(Automaton, has_the_states_that_are_known) {
  for (const Size& size : std::vector<Size>{{"hawk", 1, 1},
                                            {"dove", 1, 1},
                                            {"random", 1, 1},
                                            {"tit-for-tat", 2, 2},
                                            {"suspicious-tit-for-tat", 2, 2},
                                            {"generous-tit-for-tat", 2, 2},
                                            {"win-stay-lose-shift", 2, 2},
                                            {"grim", 2, 2},
                                            {"contrite-tit-for-tat", 3, 3},
                                            {"tit-for-two-tats", 3, 3},
                                            {"two-tits-for-tat", 3, 3},
                                            {"tft-atft", 16, 6},
                                            {"grit", 13, 13},
                                            {"memory-one", 5, 2},
                                            {"memory-one:first=0.5,cc=0.9,cd=0.1,dc=0.8,dd=0.2", 5, 5},
                                            {"zd-extortion", 5, 5}}) {
    const auto automaton = derive(named(size.name), 2, {}, kLimit);
    ASSERT_TRUE(automaton) << size.name;
    EXPECT_EQ(automaton->size(), size.memories) << size.name;
    EXPECT_EQ(minimised(*automaton).size(), size.states) << size.name;
  }
}

TEST(Automaton, minimised_twice_is_minimised_once) {
  for (const Strategy& strategy : Registry::built_in().strategies())
    if (const auto automaton = derive(briefed(strategy), 2, {}, kLimit)) {
      const Automaton small = minimised(*automaton);
      EXPECT_EQ(minimised(small), small) << strategy.name();
      EXPECT_LE(small.size(), automaton->size()) << strategy.name();
    }
}

TEST(Automaton, knows_only_what_can_happen) {
  const Strategy contrite = named("contrite-tit-for-tat");
  EXPECT_EQ(derive(contrite, 2, {.slips = false}, kLimit)->size(), 2U);  // nothing to repent
  const Strategy envoy = briefed(subjects::as_strategy<subjects::Envoy>());
  const std::size_t unverified = derive(envoy, 2, {.verified = false}, kLimit)->size();
  EXPECT_GT(derive(envoy, 2, {.verified = true}, kLimit)->size(), unverified);
}

TEST(Automaton, begins_after_the_crisis) {
  const Automaton calm = *derive(named("grit"), 2, {}, kLimit);
  EXPECT_EQ(calm.states[0].play.chance[0], 1);
  for (const std::int64_t crisis : {1, 2, 3, 7}) {
    const Automaton shaken = *derive(named("grit"), 2, {.crisis = crisis}, kLimit);
    std::size_t state = 0;
    for (std::int64_t round = 0; round < crisis; ++round) state = calm.after(state, {D, D, D, false});
    EXPECT_EQ(shaken.states[0], calm.states[state]) << crisis;
  }
}

TEST(Automaton, is_absent_where_memories_do_not_end) {
  EXPECT_FALSE(derive(named("gradual"), 2, {}, kLimit));
  EXPECT_FALSE(derive(named("grit"), 2, {}, 12));
  EXPECT_TRUE(derive(named("grit"), 2, {}, 13));
}

/// One lane of a strategy's seats, driven by hand.
class Live {
 public:
  Live(const Strategy& strategy, int levels) : traits_(strategy.traits()), seats_(strategy.seat(levels)) {}

  Signal say() const {
    LaneSignals said;
    seats_->say(said, 1);
    return traits_.speaks ? said.at(0) : Signal{};
  }
  void hear_nothing() {
    LaneSignals silence;
    silence.put(0, {});
    if (traits_.listens) seats_->hear(silence, 1);
  }
  bool open() const {
    LaneBytes is_open;
    seats_->open(is_open, 1);
    return is_open.at[0] != 0;
  }
  LevelMix chances() const { return seats_->chances(0); }
  void see(const LevelSeen& round) {
    LaneBytes meant, mine, theirs, verified;
    meant.at[0] = round.meant;
    mine.at[0] = round.mine;
    theirs.at[0] = round.theirs;
    verified.at[0] = round.verified ? 1 : 0;
    const std::array<std::uint64_t, kLanes> repetitions{};
    seats_->see({&meant, &mine, &theirs, &verified, repetitions.data(), 1, 0, 1}, 1);
  }

 private:
  Traits traits_;
  std::unique_ptr<Seats> seats_;
};

/// The first of 2000 random rounds in which a strategy and an automaton differ; 0 where none is.
std::uint32_t first_difference(const Strategy& strategy, const Automaton& automaton, const Possible& possible) {
  const int levels = automaton.levels;
  const auto top = static_cast<Level>(levels - 1);
  Live live(strategy, levels);
  for (std::int64_t round = 0; round < possible.crisis; ++round) live.see({top, top, top, false});
  std::size_t state = 0;
  for (std::uint32_t round = 1; round <= 2000; ++round) {
    const auto drawn = [&](std::uint32_t purpose, std::uint32_t below) {
      return static_cast<Level>(word({.seed = 5, .round = round, .purpose = purpose}) % below);
    };
    const Automaton::State& at = automaton.states[state];
    if (live.say() != at.said) return round;
    live.hear_nothing();
    if (live.open() != at.is_open) return round;
    const LevelMix mix = live.chances();
    for (std::size_t level = 0; level < kMaxLevels; ++level)
      if (std::abs(mix.chance[level] - at.play.chance[level]) > 1e-15) return round;
    Level meant = drawn(0, static_cast<std::uint32_t>(levels));
    while (mix.chance[meant] == 0) meant = static_cast<Level>((meant + 1) % levels);
    const Level mine = possible.slips ? drawn(1, static_cast<std::uint32_t>(levels)) : meant;
    const LevelSeen seen{meant, mine, drawn(2, static_cast<std::uint32_t>(levels)),
                         possible.verified && drawn(3, 2) == 1};
    live.see(seen);
    state = automaton.after(state, seen);
  }
  return 0;
}

TEST(Automaton, replays_live_play) {
  for (const auto& [game, levels] : {std::pair<std::string, int>{"prisoners-dilemma", 2}, {"arms-race:levels=4", 4}}) {
    std::vector<Strategy> all = Registry::built_in().strategies();
    all.push_back(subjects::as_strategy<subjects::Envoy>());
    all.push_back(subjects::as_strategy<subjects::Climber>());
    for (int number = 0; number < 20; ++number) all.push_back(subjects::numbered(number, 8, 3));
    std::size_t replayed = 0;
    std::set<std::string> large;
    for (const Strategy& strategy : all)
      for (const Possible& possible :
           {Possible{}, Possible{.slips = false}, Possible{.verified = true}, Possible{.crisis = 5}}) {
        const Strategy ready = briefed(strategy, game);
        const auto automaton = derive(ready, levels, possible, kLimit);
        if (!automaton) {
          large.insert(strategy.name());
          continue;
        }
        EXPECT_EQ(first_difference(ready, *automaton, possible), 0U) << strategy.name() << " in " << game;
        EXPECT_EQ(first_difference(ready, minimised(*automaton), possible), 0U) << strategy.name() << " in " << game;
        ++replayed;
      }
    EXPECT_GE(replayed, 4 * (all.size() - large.size()));
    EXPECT_TRUE(large.contains("gradual"));
    EXPECT_LT(large.size(), all.size() / 3);  // those that count without end
  }
}

TEST(PlantedFault, of_one_wrong_transition_is_caught_by_the_replay) {
  const Strategy grit = named("grit");
  const Automaton right = *derive(grit, 2, {}, kLimit);
  for (std::size_t state = 0; state < right.size(); ++state) {
    Automaton wrong = right;
    const std::size_t input = wrong.input(
        {.meant = right.states[state].play.chance[0] > 0 ? C : D, .mine = C, .theirs = C, .verified = false});
    std::uint32_t& next = wrong.next[state * wrong.inputs() + input];
    next = (next + 1) % static_cast<std::uint32_t>(wrong.size());
    EXPECT_NE(first_difference(grit, wrong, {}), 0U) << "state " << state;
  }
}

/// Holds something that is not even equal to itself, from the start or after a while.
struct Doubter {
  static constexpr Info info{
      .name = "doubter", .about = "Loses its number.", .source = "These tests", .against = "CD", .plays = "CC"};
  double doubt = 0;
  int rounds = 3;
  auto operator<=>(const Doubter&) const = default;
  Move play() const { return C; }
  void see(Seen) {
    if (rounds > 0 && --rounds == 0) doubt = std::numeric_limits<double>::quiet_NaN();
  }
};

/// What the failure to walk the memories of a strategy says; "" where they can be walked.
std::string failure(const Strategy& strategy, int levels) {
  try {
    derive(strategy, levels, {}, kLimit);
  } catch (const StrategyFailure& failed) {
    return failed.what();
  }
  return "";
}

TEST(Automaton, of_a_memory_that_does_not_equal_itself_is_refused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Doubter& doubter : {Doubter{}, Doubter{.doubt = nan}})
    EXPECT_EQ(failure(subjects::as_strategy(doubter), 2),
              "strategy 'doubter' failed when its memories were enumerated: its memory does not compare equal to "
              "itself: a field holds an unordered value, such as NaN");
}

struct TooSure {
  static constexpr Info info{
      .name = "too-sure", .about = "Is too sure.", .source = "These tests", .against = "C", .plays = "C"};
  auto operator<=>(const TooSure&) const = default;
  Mix play() const { return Mix(1.5); }
  void see(Seen) {}
};
struct TooHigh {
  static constexpr Info info{
      .name = "too-high", .about = "Climbs too high.", .source = "These tests", .against = "0", .plays = "0"};
  Level level = 0;
  auto operator<=>(const TooHigh&) const = default;
  Level play() const { return level; }
  void see(LevelSeen) { ++level; }
};
struct TooLittle {
  static constexpr Info info{
      .name = "too-little", .about = "Has chances left.", .source = "These tests", .against = "0", .plays = "0"};
  auto operator<=>(const TooLittle&) const = default;
  LevelMix play() const {
    LevelMix mix;
    mix.chance[1] = 0.999;
    return mix;
  }
  void see(LevelSeen) {}
};

TEST(Automaton, that_leaves_the_range_is_refused) {
  const std::string walked = " failed when its memories were enumerated: ";
  EXPECT_EQ(failure(subjects::as_strategy<TooSure>(), 2),
            "strategy 'too-sure'" + walked + "it returned the probability 1.5; a probability lies in 0…1");
  EXPECT_EQ(failure(subjects::as_strategy<TooHigh>(), 2),
            "strategy 'too-high'" + walked + "it played level 2 in a game whose top level is 1");
  EXPECT_EQ(failure(subjects::as_strategy<TooHigh>(), 9),
            "strategy 'too-high'" + walked + "it played level 9 in a game whose top level is 8");
  EXPECT_EQ(failure(subjects::as_strategy<TooLittle>(), 3),
            "strategy 'too-little'" + walked + "its probabilities add up to 0.999, not to 1");
}

}  // namespace
