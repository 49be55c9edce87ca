// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/play/round_robin.hpp>

#include "support/command.hpp"

/// The survival of episodes beyond the age that the last of them reached.
namespace {

using namespace detente;
using namespace command;

Episodes episodes_of(const std::string& strategies, const std::string& engine, std::int64_t rounds = 60) {
  const Design design = make_design({.strategies = strategies,
                                     .game = "prisoners-dilemma",
                                     .rounds = rounds,
                                     .repetitions = 70,
                                     .misperception = {},
                                     .engine = engine},
                                    Registry::built_in());
  return *play(design, {{0, 1}}, 1).pairs[0].episodes;
}

// Two hostile rounds, then four of peace, again and again: all episodes last two rounds.
TEST(Survival, is_0_and_not_unknown_where_no_episode_is_left) {
  std::vector<double> expected(50);
  expected[0] = expected[1] = 1;
  for (const char* const engine : {"exact", "objects", "tables"})
    EXPECT_EQ(episodes_of("cycler:cycle=CCCCDD,dove", engine).survival, expected) << engine;
}

// The one episode of a match of ten rounds is cut off: of later ages nothing is known.
TEST(Survival, is_unknown_beyond_what_was_seen) {
  for (const char* const engine : {"exact", "objects", "tables"})
    EXPECT_EQ(episodes_of("hawk,dove", engine, 10).survival, std::vector<double>(10, 1.0)) << engine;
}

// As printed: no age is null.
TEST_F(Cli, SurvivalThatHasComeToNothingIsPrintedAsZero) {
  for (const char* const engine : {"exact", "objects"}) {
    const Json pair = json({"match", "cycler:cycle=CCCCDD", "dove", "--rounds", "60", "--engine", engine});
    EXPECT_EQ(pair["spirals"]["survival"], Json::parse(R"({"4": 0.0, "10": 0.0, "50": 0.0})")) << engine;
  }
}

}  // namespace
