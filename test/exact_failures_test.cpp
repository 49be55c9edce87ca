// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/play/round_robin.hpp>
#include <limits>

#include "support/against_dove.hpp"
#include "support/exact_pair.hpp"
#include "support/subjects.hpp"

/// What a strategy does wrong is told alike by `exact` and by `objects`; what it never does is told by neither.
namespace {

using namespace detente;

using against_dove::failure;

struct Fuse {
  static constexpr Info info{
      .name = "fuse", .about = "Throws when asked once more.", .source = "These tests", .against = "C", .plays = "C"};
  int rounds = 0;
  auto operator<=>(const Fuse&) const = default;
  Move play() const {
    if (rounds == 3) throw std::runtime_error("the fuse was short");
    return C;
  }
  void see(Seen) { ++rounds; }
};

TEST(Failure, is_told_with_pair_and_round_in_the_round_in_which_it_happens) {
  Request like;
  like.rounds = 3;  // it is never asked a fourth time
  for (const std::string engine : {"exact", "objects", "check"})
    EXPECT_EQ(failure(subjects::as_strategy<Fuse>(), engine, like), "") << engine;
  like.rounds = 4;
  EXPECT_EQ(failure(subjects::as_strategy<Fuse>(), "objects", like),
            "strategy 'fuse' failed in the pair 'dove' – 'fuse', repetition 0, round 4: the fuse was short");
  for (const std::string engine : {"exact", "auto", "check"})
    EXPECT_EQ(failure(subjects::as_strategy<Fuse>(), engine, like),
              "strategy 'fuse' failed in the pair 'dove' – 'fuse', round 4: the fuse was short");
}

struct Brittle {
  static constexpr Info info{
      .name = "brittle", .about = "Cannot bear a D.", .source = "These tests", .against = "C", .plays = "C"};
  Move last = C;
  auto operator<=>(const Brittle&) const = default;
  Move play() const { return last; }
  void see(Seen round) {
    if (round.theirs == D) throw std::runtime_error("a D");
    last = round.theirs;
  }
};

TEST(Failure, needs_a_way_that_leads_there) {
  Request like;
  like.misperception = {0, 0};
  for (const std::string engine : {"exact", "objects"})
    EXPECT_EQ(failure(subjects::as_strategy<Brittle>(), engine, like), "") << engine;
  like.misperception = {0, 0.5};  // a dove is never D
  for (const std::string engine : {"exact", "objects"})
    EXPECT_EQ(failure(subjects::as_strategy<Brittle>(), engine, like), "") << engine;
  like.misperception = {1e-9, 0};
  EXPECT_EQ(failure(subjects::as_strategy<Brittle>(), "exact", like),
            "strategy 'brittle' failed in the pair 'dove' – 'brittle', round 1: a D");
}

TEST(Failure, in_a_crisis_is_told) {
  Request like;
  like.start = "crisis:2";
  EXPECT_EQ(failure(subjects::as_strategy<Brittle>(), "objects", like),
            "strategy 'brittle' failed in the pair 'dove' – 'brittle', repetition 0, round -2: a D");
  EXPECT_EQ(failure(subjects::as_strategy<Brittle>(), "exact", like),
            "strategy 'brittle' failed in the pair 'dove' – 'brittle', round -2: a D");
}

struct Unordered {
  static constexpr Info info{
      .name = "unordered", .about = "Doubts.", .source = "These tests", .against = "C", .plays = "C"};
  double doubt = 0;
  int rounds = 0;
  auto operator<=>(const Unordered&) const = default;
  Move play() const { return C; }
  void see(Seen) {
    if (++rounds == 2) doubt = std::numeric_limits<double>::quiet_NaN();
  }
};

TEST(Failure, of_a_memory_that_does_not_equal_itself_is_told) {
  EXPECT_EQ(failure(subjects::as_strategy<Unordered>(), "exact"),
            "strategy 'unordered' failed in the pair 'dove' – 'unordered', round 2: its memory does not compare equal "
            "to itself: a field holds an unordered value, such as NaN");
}

TEST(Failure, of_a_first_memory_that_does_not_equal_itself_is_told) {
  const std::string said =
      failure(subjects::as_strategy(Unordered{.doubt = std::numeric_limits<double>::quiet_NaN()}), "exact");
  EXPECT_TRUE(said.starts_with("strategy 'unordered' failed when its memories were enumerated")) << said;
}

struct Thrower {
  static constexpr Info info{
      .name = "thrower", .about = "Throws a number.", .source = "These tests", .against = "C", .plays = "C"};
  auto operator<=>(const Thrower&) const = default;
  Move play() const { throw 42; }
  void see(Seen) {}
};

TEST(Failure, that_is_no_exception_is_told) {
  EXPECT_EQ(failure(subjects::as_strategy<Thrower>(), "objects"),
            "strategy 'thrower' failed in the pair 'dove' – 'thrower', repetition 0, round 1: something that is not a "
            "std::exception");
  EXPECT_EQ(
      failure(subjects::as_strategy<Thrower>(), "exact"),
      "strategy 'thrower' failed in the pair 'dove' – 'thrower', round 1: something that is not a std::exception");
}

struct TooSure {
  static constexpr Info info{
      .name = "too-sure", .about = "Is too sure.", .source = "These tests", .against = "C", .plays = "C"};
  auto operator<=>(const TooSure&) const = default;
  Mix play() const { return Mix(1.25); }
  void see(Seen) {}
};

TEST(Failure, of_a_chance_that_is_none_is_told_alike) {
  const std::string why = "it returned the probability 1.25; a probability lies in 0…1";
  EXPECT_EQ(failure(subjects::as_strategy<TooSure>(), "objects"),
            "strategy 'too-sure' failed in the pair 'dove' – 'too-sure', repetition 0, round 1: " + why);
  EXPECT_EQ(failure(subjects::as_strategy<TooSure>(), "exact"),
            "strategy 'too-sure' failed in the pair 'dove' – 'too-sure', round 1: " + why);
}

/// Hears, and remembers all that it heard.
struct Ear {
  static constexpr Info info{.name = "ear",
                             .about = "Defects when it heard anything but silence.",
                             .source = "These tests",
                             .against = "C",
                             .plays = "C"};
  Signal heard = {};
  auto operator<=>(const Ear&) const = default;
  void hear(Signal signal) { heard = signal; }
  Move play() const { return heard == Signal{} ? C : D; }
  void see(Seen) {}
};

// Who cannot speak is as silent as who says nothing.
TEST(Silence, sounds_alike_in_every_engine) {
  for (const std::string engine : {"exact", "objects"}) {
    const PairResult pair = play(against_dove::design(subjects::as_strategy<Ear>(), engine), {{0, 1}}, 1).pairs[0];
    EXPECT_EQ(pair.engine, engine);
    EXPECT_NEAR(pair.cooperation[1], 1, 1e-12) << engine;
  }
}

TEST(Chain, is_a_chain_of_chances) {
  for (int number = 0; number < 60; number += 2) {
    const Game game = parse_game("prisoners-dilemma");
    const exact_pair::Noise noise{.tremble = {0.1, 0.3}, .misperception = {0.05, 0}};
    const Rules rules{.rounds = 30, .signal_noise = 0.1};
    const Chain chain = exact_pair::joined(rules, exact_pair::seated(subjects::numbered(number), game, noise),
                                           exact_pair::seated(subjects::as_strategy<subjects::Envoy>(), game, noise));
    ASSERT_EQ(chain.first_outcome.size(), chain.size() + 1);
    ASSERT_EQ(chain.outcomes.size(), chain.first_outcome.back() + 1);
    ASSERT_EQ(chain.first_round.size(), chain.size());
    for (std::size_t point = 0; point < chain.size(); ++point) {
      EXPECT_EQ(chain.first_round[point] == 1, point == 0);
      double sum = 0;
      for (std::uint32_t i = chain.first_outcome[point]; i < chain.first_outcome[point + 1]; ++i) {
        double of_outcome = 0;
        for (std::uint32_t b = chain.outcomes[i].first_branch; b < chain.outcomes[i + 1].first_branch; ++b) {
          ASSERT_LT(chain.branches[b].target, chain.size());
          EXPECT_LE(chain.first_round[chain.branches[b].target], chain.first_round[point] + 1);
          of_outcome += chain.branches[b].chance;
        }
        EXPECT_NEAR(of_outcome, chain.outcomes[i].chance, 1e-15);
        sum += of_outcome;
      }
      const bool goes_on = chain.first_outcome[point] < chain.first_outcome[point + 1];
      EXPECT_NEAR(sum, goes_on ? 1 : 0, 1e-14);
    }
  }
}

TEST(Chain, holds_what_a_match_can_reach_before_its_last_round) {
  const Side side = exact_pair::seated("tit-for-tat", exact_pair::slips(0.1));
  for (const auto& [rounds, points] : {std::pair<std::int64_t, std::size_t>{1, 1}, {2, 4}, {3, 4}}) {
    const Rules rules{.rounds = rounds};
    const auto chain = join(rules, {side}, {side}, points);
    ASSERT_TRUE(chain) << rounds << " rounds";
    EXPECT_EQ(chain->size(), points) << rounds << " rounds";
    EXPECT_FALSE(join(rules, {side}, {side}, points - 1)) << rounds << " rounds";
  }
}

/// Goes round in a ring of so many memories.
struct Ring {
  static constexpr Info info{
      .name = "ring", .about = "Goes round.", .source = "These tests", .against = "C", .plays = "C"};
  int size = 1;
  int place = 0;
  auto operator<=>(const Ring&) const = default;
  Move play() const { return place == 0 ? C : D; }
  void see(Seen) { place = (place + 1) % size; }
};

// Rings of lengths without a common factor go through all pairs of places.
TEST(Chain, that_no_memory_holds_is_refused_unless_the_length_is_fixed) {
  const auto ring = [](int size) {
    return exact_pair::seated(subjects::as_strategy(Ring{.size = size}), parse_game("prisoners-dilemma"), {});
  };
  const Rules forever = exact_pair::endless();
  EXPECT_FALSE(too_large(exact_pair::joined(forever, ring(139), ring(140)), forever));
  EXPECT_EQ(too_large(exact_pair::joined(forever, ring(150), ring(151)), forever),
            "communicating classes of up to 22650 joint memories, too many for a random or infinite number of rounds");
  const Rules random{.continuation = 0.9};
  EXPECT_TRUE(too_large(exact_pair::joined(random, ring(150), ring(151)), random));
  const Rules fixed{.rounds = 930};
  EXPECT_FALSE(too_large(exact_pair::joined(fixed, ring(150), ring(151)), fixed));
  // Once round: each place of the one meets each place of the other.
  const Exact once = exact_pair::solved(fixed, ring(30), ring(31));
  EXPECT_NEAR(once.joint[0], 1 / 930.0, 1e-15);
  EXPECT_NEAR(once.joint[1], 30 / 930.0, 1e-15);
  EXPECT_NEAR(once.joint[2], 29 / 930.0, 1e-15);
}

}  // namespace
