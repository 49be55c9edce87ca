// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/play/round_robin.hpp>

#include "support/reference.hpp"

namespace {

using namespace detente;

/// A strategy that uses everything a strategy may use: signals, openness, chances, memory that throws dice.
struct Talker {
  static constexpr Info info{.name = "talker",
                             .about = "Says, hears, opens, mixes and forgets.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  int heard = 0;
  Move last = C;
  bool is_open_next = false;
  bool was_verified = false;

  Signal say() const {
    return heard % 3 == 0 ? Signal{} : Signal{last == C ? Signal::reassure : Signal::threaten, 1, 2};
  }
  void hear(Signal signal) { heard = (heard + static_cast<int>(signal.kind) + signal.rounds + signal.level) % 7; }
  bool open() const { return is_open_next; }
  Mix play() const { return heard == 0 ? chance(0.3) : Mix(was_verified ? last : C); }
  void see(Seen round, Rng& rng) {
    last = rng.chance(0.2) ? opposite(round.theirs) : round.theirs;
    is_open_next = rng.chance(0.25) != (round.meant != round.mine);
    was_verified = round.verified;
  }
};

/// The same for levels.
struct Climber {
  static constexpr Info info{.name = "climber",
                             .about = "Follows the other's level with doubt.",
                             .source = "These tests",
                             .against = "0",
                             .plays = "0"};
  Level theirs = 0;
  Level mine = 0;
  int levels = 2;

  void begin(const Briefing& briefing) { levels = briefing.levels(); }
  bool open() const { return mine + theirs == levels; }
  LevelMix play() const {
    LevelMix mix;
    mix.chance[theirs] = 0.5;
    mix.chance[static_cast<std::size_t>((mine + 1) % levels)] += 0.25;
    mix.chance[0] += 0.25;
    return mix;
  }
  void see(LevelSeen round) {
    theirs = round.theirs;
    mine = round.mine;
  }
};

struct Bomb {
  static constexpr Info info{.name = "bomb", .about = "Throws.", .source = "Tests", .against = "C", .plays = "C"};
  int rounds = 0;
  Move play() const { return C; }
  void see(Seen round) {
    if (round.theirs == D && ++rounds == 3) throw std::runtime_error("the fuse was short");
  }
};

struct World {
  std::string game;
  Rules rules;
  Rates tremble, misperception;
};

std::vector<World> worlds() {
  return {
      {"prisoners-dilemma", {.rounds = 300}, {0, 0}, {0, 0}},
      {"prisoners-dilemma", {.rounds = 300}, {0.05, 0.1}, {0.2, 0.02}},
      {"security-dilemma", {.rounds = 70, .crisis = 5, .signal_noise = 0.4, .seed = 99}, {0, 0.3}, {1, 0}},
      {"stag-hunt", {.continuation = 0.98, .seed = 1234567890123}, {0.01, 0.01}, {0.05, 0.05}},
      {"offence-defence:distinguishability=0.3",
       {.rounds = 150, .crisis = 2, .signal_noise = 0.1},
       {0.1, 0},
       {0.1, 0.2}},
      {"arms-race:levels=5", {.rounds = 150}, {0.1, 0.2}, {0.3, 0.1}},
      {"prisoners-dilemma", {.rounds = 120, .public_monitoring = true}, {0.05, 0.1}, {0.2, 0.1}},
      {"arms-race:levels=3", {.rounds = 90, .public_monitoring = true, .signal_noise = 0.2}, {0.1, 0.2}, {0.3, 0.1}},
      {"arms-race:levels=16,base=chicken", {.continuation = 0.97, .signal_noise = 1}, {0.2, 0.2}, {0.5, 0.5}},
  };
}

Side seated(const Strategy& strategy, const World& world, const Rules& rules) {
  const Game game = parse_game(world.game);
  Side side{strategy, strategy.name(), game.payoffs(), Errors::everywhere(world.tremble.up, world.tremble.down),
            game.misperception(world.misperception.up, world.misperception.down)};
  side.strategy = strategy.briefed({.payoffs = side.payoffs,
                                    .tremble = side.tremble,
                                    .misperception = side.misperception,
                                    .signal_noise = rules.signal_noise,
                                    .rounds = rules.known_length ? rules.rounds : 0});
  return side;
}

/// Plays 70 repetitions (more than one block) in the engine and one by one in the reference.
void compare(const World& world, const Strategy& row_strategy, const Strategy& column_strategy) {
  Rules rules = world.rules;
  rules.levels = parse_game(world.game).levels;
  rules.signal_cost = 0.25;  // or signals that nobody listens to would not be counted
  const Side row = seated(row_strategy, world, rules);
  const Side column = seated(column_strategy, world, rules);
  Climate climate(rules);
  climate.admit(Purpose::tremble, 0, row.tremble);
  climate.admit(Purpose::tremble, 1, column.tremble);
  climate.admit(Purpose::misperception, 0, row.misperception);
  climate.admit(Purpose::misperception, 1, column.misperception);
  climate.admit_dice(0, row_strategy.traits());
  climate.admit_dice(1, column_strategy.traits());
  Encounter encounter(rules, climate, row, column);
  for (const auto& [first, lanes] : {std::pair<std::uint64_t, std::size_t>{0, kLanes}, {kLanes, 6}}) {
    Weather weather(climate, make_block(rules, first, lanes));
    if (first == 0) weather.draw(1, 100);  // the rest is drawn on the way
    Tally tally;
    encounter.play(weather, tally);
    for (std::size_t lane = 0; lane < lanes; lane += first == 0 ? 9 : 1) {
      const reference::Outcome slow = reference::match(rules, row, column, tally.block.repetitions[lane]);
      reference::Outcome fast{.length = tally.block.lengths[lane]};
      for (const auto& counts : tally.joint) fast.joint.push_back(counts[lane]);
      for (std::size_t seat = 0; seat < 2; ++seat) {
        fast.signals[seat] = tally.sent(seat, lane);
        fast.opened[seat] = tally.was_open(seat, lane);
      }
      ASSERT_EQ(fast, slow) << world.game << ": " << row.name << " - " << column.name << ", repetition "
                            << tally.block.repetitions[lane];
    }
  }
}

TEST(Objects, equal_the_reference_bit_for_bit_for_every_pair) {
  std::vector<Strategy> all = Registry::built_in().strategies();
  all.emplace_back(std::make_shared<PrototypeOf<Talker>>());
  all.emplace_back(std::make_shared<PrototypeOf<Climber>>());
  std::size_t pairs = 0;
  for (const World& world : worlds())
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = pairs++ % 72; j < all.size(); j += 72) {  // an eighth of all pairs, in nine worlds
        try {
          compare(world, all[i], all[j]);
        } catch (const Error&) {
          continue;  // a strategy may refuse a game
        }
        if (HasFatalFailure()) return;
      }
}

TEST(Objects, of_talkers_and_climbers_equal_the_reference_in_every_world) {
  const Strategy talker(std::make_shared<PrototypeOf<Talker>>());
  const Strategy climber(std::make_shared<PrototypeOf<Climber>>());
  for (const World& world : worlds())
    for (const Strategy& row : {talker, climber})
      for (const Strategy& column : {talker, climber}) {
        compare(world, row, column);
        if (HasFatalFailure()) return;
      }
}

TEST(Trace, shows_the_match_that_was_counted) {
  const Registry registry = Registry::built_in();
  const Design design = make_design({.strategies = "tit-for-tat,win-stay-lose-shift",
                                     .game = "prisoners-dilemma",
                                     .rounds = 50,
                                     .tremble = {0.1, 0.1},
                                     .misperception = {0.1, 0.1}},
                                    registry);
  const Trace seen = trace(design, {0, 1}, 17);
  Rules rules = design.rules;
  const auto slow = reference::match(rules, design.entrants[0].side, design.entrants[1].side, 17);
  std::vector<std::uint64_t> joint(4);
  bool has_tremble = false;
  bool has_misreading = false;
  for (std::size_t round = 0; round < 50; ++round) {
    const auto& [row, column] = seen.seats;
    ++joint[static_cast<std::size_t>(row.done[round] * 2 + column.done[round])];
    has_tremble |= row.done[round] != row.meant[round];
    has_misreading |= row.seen[round] != column.done[round];
    EXPECT_EQ(row.meant[round], round == 0 ? 0 : row.seen[round - 1]);  // tit-for-tat repeats what it saw
  }
  EXPECT_EQ(joint, slow.joint);
  EXPECT_TRUE(has_tremble && has_misreading);
}

TEST(Noise, that_is_added_moves_no_other_draw) {
  const Registry registry = Registry::built_in();
  const auto dice = [&](Rates misperception) {
    const Design design = make_design(
        {.strategies = "random,dove", .rounds = 80, .misperception = misperception, .signal_noise = 0.2}, registry);
    return trace(design, {0, 1}, 3).seats[0].meant;
  };
  EXPECT_EQ(dice({0, 0}), dice({0.3, 0.1}));
}

TEST(Crisis, is_lived_through_and_keeps_the_weather_of_round_1) {
  const Registry registry = Registry::built_in();
  const auto play_from = [&](const std::string& start) {
    return trace(make_design({.strategies = "tit-for-tat,random", .rounds = 40, .start = start}, registry), {0, 1}, 0);
  };
  const Trace peace = play_from("peace");
  const Trace crisis = play_from("crisis:7");
  EXPECT_EQ(peace.seats[0].meant[0], C);
  EXPECT_EQ(crisis.seats[0].meant[0], D);
  EXPECT_EQ(peace.seats[1].meant, crisis.seats[1].meant);
  EXPECT_EQ(crisis.seats[0].meant.size(), 40U);
}

TEST(Strategy, that_throws_stops_the_run_with_its_name_pair_repetition_and_round) {
  const Rules rules{.rounds = 9};
  Climate climate(rules);
  const Registry registry = Registry::built_in();
  const Payoffs payoffs = parse_game("chicken").payoffs();
  Encounter encounter(rules, climate, {registry.strategy("hawk"), "hawk", payoffs, {}, {}},
                      {Strategy(std::make_shared<PrototypeOf<Bomb>>()), "bomb", payoffs, {}, {}});
  Tally tally;
  try {
    encounter.play(Weather(climate, make_block(rules, 64, 64)), tally);
    FAIL() << "nothing was thrown";
  } catch (const StrategyFailure& failure) {
    EXPECT_STREQ(failure.what(),
                 "strategy 'bomb' failed in the pair 'hawk' – 'bomb', repetition 64, round 3: the fuse was short");
  }
}

}  // namespace
