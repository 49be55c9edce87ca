// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/exact/chain.hpp>
#include <detente/objects/match.hpp>
#include <detente/tables/tables.hpp>

#include "support/exact_pair.hpp"
#include "support/subjects.hpp"

/// A binary strategy in a game of more levels says C and D, which are level 0 and the top, and hears a level as it
/// would see it.
namespace {

using namespace detente;
using subjects::as_strategy;

/// Says C and D by turns, in all kinds.
struct Crier {
  static constexpr Info info{
      .name = "crier", .about = "Says moves.", .source = "These tests", .against = "CC", .plays = "CC"};
  std::uint8_t round = 0;
  auto operator<=>(const Crier&) const = default;
  Signal say() const {
    return {.kind = static_cast<Signal::Kind>(round % 3), .level = static_cast<Level>(round % 2), .rounds = 2};
  }
  Move play() const { return C; }
  void see(Seen) { round = static_cast<std::uint8_t>((round + 1) % 6); }
};

/// Plays the level that it heard just now.
struct Parrot {
  static constexpr Info info{
      .name = "parrot", .about = "Plays what it hears.", .source = "These tests", .against = "00", .plays = "00"};
  Level heard = 0;
  auto operator<=>(const Parrot&) const = default;
  void hear(Signal signal) { heard = signal.level; }
  Level play() const { return heard; }
  void see(LevelSeen) {}
};

/// Names each level in turn.
struct Scale {
  static constexpr Info info{
      .name = "scale", .about = "Names levels.", .source = "These tests", .against = "00", .plays = "00"};
  Level level = 0;
  Level levels = 2;
  auto operator<=>(const Scale&) const = default;
  void begin(const Briefing& briefing) { levels = static_cast<Level>(briefing.levels()); }
  Signal say() const { return {.kind = Signal::reassure, .level = level, .rounds = 3}; }
  Level play() const { return 0; }
  void see(LevelSeen) { level = static_cast<Level>((level + 1) % levels); }
};

/// Plays the move that it heard just now; anything else would be refused.
struct BinaryParrot {
  static constexpr Info info{.name = "binary-parrot",
                             .about = "Plays what it hears.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  Level heard = 0;
  auto operator<=>(const BinaryParrot&) const = default;
  void hear(Signal signal) { heard = signal.level; }
  Move play() const { return static_cast<Move>(heard); }
  void see(Seen) {}
};

struct Match {
  Rules rules;
  Side row, column;
};

Match match_of(const Strategy& row, const Strategy& column, int levels, std::int64_t rounds) {
  const Game game = parse_game(levels == 2 ? "prisoners-dilemma" : "arms-race:levels=" + std::to_string(levels));
  return {
      {.levels = levels, .rounds = rounds}, exact_pair::seated(row, game, {}), exact_pair::seated(column, game, {})};
}

/// Levels that the seats do, by each engine in turn, round by round.
using Levels = std::array<std::vector<Level>, 2>;

Levels traced(const Match& match, Trace* all = nullptr) {
  Climate climate(match.rules);
  Trace trace = Encounter(match.rules, climate, match.row, match.column).trace(0);
  if (all != nullptr) *all = trace;
  return {trace.seats[0].done, trace.seats[1].done};
}
Levels by_memories(const Match& match) {
  Climate climate(match.rules);
  const Trace trace = Encounter(match.rules, climate, match.row, match.column, ByMemories{}).trace(0);
  return {trace.seats[0].done, trace.seats[1].done};
}
Levels walked(const Match& match) {
  const auto chain = join(match.rules, {match.row}, {match.column}, 1000);
  Levels levels;
  std::size_t point = 0;
  for (std::int64_t round = 0; chain && round < match.rules.rounds; ++round) {
    const Chain::Outcome& outcome = chain->outcomes[chain->first_outcome[point]];
    levels[0].push_back(chain->kinds[outcome.kind].row);
    levels[1].push_back(chain->kinds[outcome.kind].column);
    if (round + 1 < match.rules.rounds) point = chain->branches[outcome.first_branch].target;
  }
  return levels;
}

TEST(LensSignals, are_said_as_the_levels_that_they_mean) {
  for (const int levels : {2, 3, 5, 6, 16}) {
    const Match match = match_of(as_strategy<Crier>(), as_strategy<Parrot>(), levels, 12);
    Trace trace;
    const Levels done = traced(match, &trace);
    for (std::size_t round = 0; round < 12; ++round) {
      const auto said = static_cast<Level>(round % 2 == 0 ? 0 : levels - 1);
      EXPECT_EQ(trace.seats[0].said[round].level, said) << levels << " " << round;
      EXPECT_EQ(trace.seats[1].heard[round].level, said) << levels << " " << round;
      EXPECT_EQ(trace.seats[1].heard[round].kind, round % 3);
      EXPECT_EQ(trace.seats[1].heard[round].rounds, 2);
      EXPECT_EQ(done[1][round], said) << levels << " " << round;
    }
    EXPECT_EQ(by_memories(match), done) << levels;
    EXPECT_EQ(walked(match), done) << levels;
  }
}

TEST(LensSignals, are_heard_as_they_would_be_seen) {
  for (const int levels : {2, 3, 5, 6, 16}) {
    const std::int64_t rounds = 2 * levels;
    const Match match = match_of(as_strategy<BinaryParrot>(), as_strategy<Scale>(), levels, rounds);
    Trace trace;
    const Levels done = traced(match, &trace);
    for (std::size_t round = 0; round < static_cast<std::size_t>(rounds); ++round) {
      const int named = static_cast<int>(round) % levels;
      EXPECT_EQ(trace.seats[0].heard[round].level, named);  // what arrived, in the game's levels
      EXPECT_EQ(done[0][round], 2 * named >= levels ? levels - 1 : 0) << levels << " " << round;
    }
    EXPECT_EQ(by_memories(match), done) << levels;
    EXPECT_EQ(walked(match), done) << levels;
  }
}

// Between two binary strategies a D stays a D, whatever lies between.
TEST(LensSignals, pass_between_two_binary_strategies_unchanged) {
  for (const int levels : {2, 3, 5, 16}) {
    const Match match = match_of(as_strategy<Crier>(), as_strategy<BinaryParrot>(), levels, 12);
    const Levels done = traced(match);
    for (std::size_t round = 0; round < 12; ++round)
      EXPECT_EQ(done[1][round], round % 2 == 0 ? 0 : levels - 1) << levels << " " << round;
    EXPECT_EQ(by_memories(match), done) << levels;
    EXPECT_EQ(walked(match), done) << levels;
  }
}

}  // namespace
