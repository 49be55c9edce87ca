// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/automata/drawing.hpp>
#include <detente/properties/properties.hpp>
#include <detente/world/game.hpp>

namespace {

using namespace detente;

Strategy briefed(const Strategy& strategy) {
  Briefing briefing;
  briefing.payoffs = parse_game("prisoners-dilemma").payoffs();
  return strategy.briefed(briefing);
}

std::optional<Automaton> machine_of(const Strategy& strategy) {
  const auto walked = derive(strategy, 2, {.slips = true, .verified = true}, 4096);
  return walked ? std::optional(minimised(*walked)) : std::nullopt;
}

/// A seat that lives through whatever it is told to, in every lane alike but for its dice.
class Life {
 public:
  explicit Life(const Strategy& strategy) : seats_(strategy.seat(2)) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) repetitions_[lane] = lane;
  }

  double hostility(std::size_t lane) const { return seats_->chances(lane).chance[1]; }
  /// How many lanes throw D this round.
  std::size_t hostile(std::uint32_t round) {
    std::size_t count = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      meant_.at[lane] = bits(round, lane, 1) < threshold(hostility(lane)) ? 1 : 0;
      count += meant_.at[lane];
    }
    return count;
  }
  /// All lanes see the round, without a slip.
  void live(std::uint32_t round, Move other) {
    LaneBytes theirs;
    theirs.at.fill(other);
    see(round, meant_, theirs);
  }
  /// Each lane lives through a round of dice, slips included.
  void live_at_random(std::uint32_t round) {
    LaneBytes mine, theirs;
    hostile(round);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      mine.at[lane] = bits(round, lane, 2) % 4 == 0 ? 1 - meant_.at[lane] : meant_.at[lane];
      theirs.at[lane] = bits(round, lane, 3) % 2;
    }
    see(round, mine, theirs);
  }
  /// Without slips.
  void live_with_a_random_other(std::uint32_t round) {
    LaneBytes theirs;
    hostile(round);
    for (std::size_t lane = 0; lane < kLanes; ++lane) theirs.at[lane] = bits(round, lane, 3) % 2;
    see(round, meant_, theirs);
  }
  /// All lanes live through the same round, whatever they meant.
  void live_alike(std::uint32_t round, std::uint32_t seed) {
    LaneBytes mine, theirs;
    hostile(round);
    mine.at.fill(static_cast<std::uint8_t>(bits(round, seed, 4) % 2));
    theirs.at.fill(static_cast<std::uint8_t>(bits(round, seed, 5) % 2));
    see(round, mine, theirs);
  }

 private:
  static std::uint32_t bits(std::uint32_t round, std::size_t lane, std::uint32_t what) {
    return philox({round, static_cast<std::uint32_t>(lane), what, 0}, {5, 6})[0];
  }
  void see(std::uint32_t round, const LaneBytes& mine, const LaneBytes& theirs) {
    seats_->see({&meant_, &mine, &theirs, &nobody_, repetitions_.data(), 1, 0, round}, kLanes);
  }

  std::unique_ptr<Seats> seats_;
  LaneBytes meant_, nobody_;
  std::array<std::uint64_t, kLanes> repetitions_{};
};

struct Known {
  std::string name;
  std::size_t memories, states;
  std::optional<std::size_t> depth;
};

TEST(Properties, of_known_strategies_are_known) {
  const std::vector<Known> table = {
      {"hawk", 1, 1, 0},
      {"dove", 1, 1, 0},
      {"random", 1, 1, 0},
      {"tit-for-tat", 2, 2, 1},
      {"generous-tit-for-tat", 2, 2, 1},
      {"win-stay-lose-shift", 2, 2, 1},
      {"tit-for-two-tats", 3, 3, 2},
      {"two-tits-for-tat", 3, 3, 2},
      {"grim", 2, 2, {}},
      {"contrite-tit-for-tat", 3, 3, {}},
      {"all-or-none", 4, 3, 2},
      {"forgiver", 2, 2, {}},
      {"tft-atft", 16, 6, 2},
      {"capri", 64, 14, 3},
      {"grit", 13, 13, {}},
      {"memory-one", 5, 2, 1},
      {"zd-extortion", 5, 5, 1},
  };
  for (const Known& known : table) {
    const Strategy strategy = briefed(Registry::built_in().strategy(known.name));
    const auto walked = derive(strategy, 2, {.slips = true, .verified = true}, 4096);
    ASSERT_TRUE(walked) << known.name;
    EXPECT_EQ(walked->size(), known.memories) << known.name;
    const Properties found = properties(minimised(*walked), 0);
    EXPECT_EQ(found.states, known.states) << known.name;
    EXPECT_EQ(found.memory_depth, known.depth) << known.name;
    EXPECT_TRUE(found.is_depth_known);
  }
}

TEST(Properties, need_an_automaton) {
  EXPECT_FALSE(machine_of(briefed(Registry::built_in().strategy("gradual"))));  // it counts without end
}

// Each property against play: what the automaton says must be what is seen.
class PropertiesInPlay : public testing::TestWithParam<std::string> {
 protected:
  PropertiesInPlay() : strategy_(briefed(Registry::built_in().strategy(GetParam()))), machine_(machine_of(strategy_)) {
    if (machine_) found_ = properties(*machine_, 0);
  }
  Strategy strategy_;
  std::optional<Automaton> machine_;
  Properties found_{};
};

TEST_P(PropertiesInPlay, deterministic) {
  if (!machine_) return;
  Life life(strategy_);
  bool is_certain = true;
  for (std::uint32_t round = 1; round <= 200; ++round) {
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      is_certain = is_certain && (life.hostility(lane) == 0 || life.hostility(lane) == 1);
    life.live_at_random(round);
  }
  EXPECT_EQ(found_.is_deterministic, is_certain);
}

TEST_P(PropertiesInPlay, nice) {
  if (!machine_) return;
  Life life(strategy_);
  std::size_t hostile = 0;
  for (std::uint32_t round = 1; round <= 300; ++round) {
    hostile += life.hostile(round);
    life.live(round, C);
  }
  EXPECT_EQ(found_.is_nice, hostile == 0);
}

TEST_P(PropertiesInPlay, retaliating) {
  if (!machine_) return;
  Life provoked(strategy_), indulged(strategy_);
  bool retaliates = false;
  for (std::uint32_t round = 1; round <= 50; ++round) {
    double difference = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) difference += provoked.hostility(lane) - indulged.hostility(lane);
    retaliates = retaliates || difference > 0.2 * kLanes;
    provoked.hostile(round);
    provoked.live(round, D);
    indulged.hostile(round);
    indulged.live(round, C);
  }
  EXPECT_EQ(found_.is_retaliating, retaliates);
}

// Some resent only what comes early, so that the trouble must end early as well.
TEST_P(PropertiesInPlay, forgiving) {
  if (!machine_) return;
  std::size_t hostile = 0;
  for (const std::uint32_t trouble : {1U, 2U, 3U, 5U, 10U, 150U}) {
    Life life(strategy_);
    std::uint32_t round = 1;
    for (; round <= trouble; ++round) life.live_with_a_random_other(round);
    for (; round <= trouble + 1000; ++round) {
      life.hostile(round);
      life.live(round, C);
    }
    for (; round <= trouble + 1200; ++round) {
      hostile += life.hostile(round);
      life.live(round, C);
    }
  }
  EXPECT_EQ(found_.is_forgiving, hostile == 0);
}

// After as many equal rounds as its memory is deep, lanes of any past are alike, the older ones as well; after one
// round less, not all.
TEST_P(PropertiesInPlay, memory_depth) {
  if (!machine_) return;
  const auto are_alike_after = [&](std::size_t depth, std::uint32_t seed) {
    Life life(strategy_), elder(strategy_);
    std::uint32_t round = 1;
    for (; round <= seed % 60; ++round) life.live_at_random(round);
    for (std::uint32_t lived = 1; lived <= seed % 60 + 1 + seed % 7; ++lived) elder.live_at_random(lived);
    const auto live_alike = [&] {
      life.live_alike(round, seed);
      elder.live_alike(round++, seed);
    };
    for (std::size_t i = 0; i < depth; ++i) live_alike();
    for (int i = 0; i < 30; ++i) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        if (life.hostility(lane) != life.hostility(0) || elder.hostility(lane) != life.hostility(0)) return false;
      live_alike();
    }
    return true;
  };
  const auto always_alike_after = [&](std::size_t depth) {
    for (std::uint32_t seed = 0; seed < 200; ++seed)
      if (!are_alike_after(depth, seed)) return false;
    return true;
  };
  if (found_.memory_depth) {
    EXPECT_TRUE(always_alike_after(*found_.memory_depth));
    if (*found_.memory_depth > 0) {
      EXPECT_FALSE(always_alike_after(*found_.memory_depth - 1));
    }
  } else {
    EXPECT_FALSE(always_alike_after(3));
  }
}

std::vector<std::string> library() {
  std::vector<std::string> names;
  for (const Strategy& strategy : Registry::built_in().strategies()) names.push_back(strategy.name());
  return names;
}
INSTANTIATE_TEST_SUITE_P(Library, PropertiesInPlay, testing::ValuesIn(library()));

TEST(Drawing, names_every_state_and_the_way_out_of_it) {
  const auto machine = machine_of(briefed(Registry::built_in().strategy("contrite-tit-for-tat")));
  const std::string text = dot(*machine, "contrite-tit-for-tat");
  for (const char* line : {"digraph \"contrite-tit-for-tat\" {", "start -> 0;", "0 [label=\"C\"", "1 [label=\"D\"",
                           "0 -> 1 [label=\"other D\"];", "0 -> 2 [label=\"slip: own D, other C\", style=dashed];",
                           "2 -> 0 [label=\"\"];"})
    EXPECT_NE(text.find(line), std::string::npos) << line << " in\n" << text;
  EXPECT_TRUE(text.ends_with("}\n"));
  const auto mixed = machine_of(briefed(Registry::built_in().strategy("generous-tit-for-tat")));
  EXPECT_NE(dot(*mixed, "gtft").find("[label=\"C 33.33%\""), std::string::npos);
}

}  // namespace
