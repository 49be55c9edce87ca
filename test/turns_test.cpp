// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/play/round_robin.hpp>

/// Whom a turn is told: those whose own payoffs or errors change there, whatever changes for the others.
namespace {

using namespace detente;

/// Cooperates until it is told of a turn, and by turns after that.
struct Turncoat {
  static constexpr Info info{.name = "turncoat",
                             .about = "Changes its mind whenever it is told of a turn.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  std::uint8_t told = 0;
  auto operator<=>(const Turncoat&) const = default;
  void turn(const Briefing&) { ++told; }
  Move play() const { return told % 2 == 0 ? C : D; }
  void see(Seen) {}
};

/// A design of entrants by name in which the first is a turncoat.
Design with_turncoat(const std::string& engine, const std::function<void(Request&)>& change) {
  Request request;
  request.strategies = "hawk,tit-for-tat,grit";
  request.engine = engine;
  request.rounds = 40;
  request.repetitions = 100;
  request.misperception = {0.1, 0.05};
  request.tremble = {0.02, 0.02};
  change(request);
  Design design = make_design(request, Registry::built_in());
  design.entrants[0].strategy = design.entrants[0].side.strategy = Strategy(std::make_shared<PrototypeOf<Turncoat>>());
  return design;
}

PairResult pair_of(const Design& design, const Meeting& meeting) {
  return play(design, {meeting}, 1).pairs[0];
}

void expect_alike(const PairResult& a, const PairResult& b, double bound) {
  EXPECT_EQ(a.engine, b.engine);
  for (const std::size_t seat : {0U, 1U}) {
    EXPECT_NEAR(a.score[seat], b.score[seat], bound);
    EXPECT_NEAR(*a.score_sd[seat], *b.score_sd[seat], 10 * bound);
  }
  for (std::size_t cell = 0; cell < 4; ++cell) EXPECT_NEAR(a.joint[cell], b.joint[cell], bound);
}

const std::vector<std::string> kEngines{"exact", "objects", "tables"};

// Its own turns: none, so that the pair is the same whoever else is in the field.
TEST(Turn, of_a_third_entrant_changes_no_pair) {
  for (const std::string& engine : kEngines) {
    const Design plain = with_turncoat(engine, [](Request&) {});
    const Design turning = with_turncoat(engine, [](Request& r) {
      r.motive_of = {{"grit", "1-10:game,11-25:greedy,26-:game"}};
    });
    EXPECT_EQ(turning.rules.turns, (std::vector<std::int64_t>{11, 26}));
    for (const Meeting& meeting : {Meeting{0, 1}, Meeting{0, 0}, Meeting{1, 0}})
      expect_alike(pair_of(plain, meeting), pair_of(turning, meeting), engine == "exact" ? 1e-12 : 1e-13);
    EXPECT_GT(pair_of(turning, {0, 1}).cooperation[0], 0.95);
  }
}

// What it is told of its own pair's other would tell it the other's motive.
TEST(Turn, of_the_others_motive_is_not_told) {
  for (const std::string& engine : kEngines) {
    const Design turning = with_turncoat(engine, [](Request& r) { r.motive_of = {{"grit", "1-10:game,11-:greedy"}}; });
    EXPECT_NEAR(pair_of(turning, {0, 2}).cooperation[0], 0.98, 0.005) << engine;
    EXPECT_NEAR(pair_of(turning, {2, 0}).cooperation[1], 0.98, 0.005) << engine;
  }
}

// Its own motive, and what holds for all: game and rates. Of 40 rounds it plays D from the 11th to the 25th, or to the
// end.
TEST(Turn, of_its_own_payoffs_or_errors_is_told) {
  const std::pair<const char*, std::function<void(Request&)>> changes[]{
      {"motive",
       [](Request& r) {
         r.motive_of = {{"hawk", "1-10:game,11-25:greedy,26-:game"}};
       }},
      {"game", [](Request& r) { r.game = "1-10:chicken,11-25:stag-hunt,26-:chicken"; }},
      {"relative gains", [](Request& r) { r.game = "1-10:chicken,11-25:chicken:relative-gains=0.5,26-:chicken"; }},
      {"tremble", [](Request& r) { r.tremble_schedule = "1-10:0.02,11-25:0.02/0.021,26-:0.02"; }},
      {"misperception", [](Request& r) { r.misperception_schedule = "1-10:0.1/0.05,11-25:0.1,26-:0.1/0.05"; }},
  };
  for (const std::string engine : {"exact", "objects"})
    for (const auto& [what, change] : changes) {
      const Design design = with_turncoat(engine, change);
      // 25 rounds of C, 15 of D, and slips of 0.02 both ways.
      EXPECT_NEAR(pair_of(design, {0, 1}).cooperation[0], (25 * 0.98 + 15 * 0.02) / 40, 0.006) << engine << " " << what;
      EXPECT_NEAR(pair_of(design, {1, 0}).cooperation[1], (25 * 0.98 + 15 * 0.02) / 40, 0.006) << engine << " " << what;
    }
}

// A schedule of equal values, and a turn at which only another schedule changes, are told to nobody.
TEST(Turn, at_which_nothing_of_its_own_changes_is_not_told) {
  for (const std::string& engine : kEngines) {
    const Design design = with_turncoat(engine, [](Request& r) {
      r.misperception_schedule = "1-7:0.1/0.05,8-:0.1/0.05";
      r.motive_of = {{"hawk", "1-20:greedy,21-:greedy"}, {"tit-for-tat", "1-30:greedy,31-:game"}};
    });
    EXPECT_EQ(design.rules.turns, (std::vector<std::int64_t>{8, 21, 31}));
    EXPECT_NEAR(pair_of(design, {0, 1}).cooperation[0], 0.98, 0.005) << engine;
  }
}

// Own rates that do not follow the schedule of the field.
TEST(Turn, of_rates_that_it_does_not_share_is_not_told) {
  for (const std::string& engine : kEngines) {
    const Design design = with_turncoat(engine, [](Request& r) {
      r.tremble_schedule = "1-10:0.02,11-:0.3";
      r.tremble_of = {{"hawk", {0.02, 0.02}}};
    });
    EXPECT_NEAR(pair_of(design, {0, 1}).cooperation[0], 0.98, 0.005) << engine;
  }
}

}  // namespace
