// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What a system as a whole comes to: two sides, balance, and how power is divided.
#include <gtest/gtest.h>

#include <algorithm>

#include <detente/systems/play_system.hpp>
#include <detente/systems/powers.hpp>

using namespace detente;

namespace {

SystemDesign world_of(const SystemRequest& request) {
  static const Registry strategies = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, strategies, alignments);
}

SystemRequest triangle() {
  SystemRequest request;
  request.states = {"A=tit-for-tat", "B=tit-for-tat", "C=tit-for-tat"};
  request.base.misperception = {0.05, 0.05};
  return request;
}

TEST(SystemSides, an_alliance_stands_against_who_is_outside) {
  SystemRequest request = triangle();
  request.alliances = "A=C";
  const SystemResults results = play_system(world_of(request), 1);
  ASSERT_TRUE(results.blocs);
  EXPECT_EQ(results.blocs->split.sides, (Sides{false, true, false}));
  // The peace of A – B is .0522 by another implementation, that of A – C is 1.
  EXPECT_NEAR(results.blocs->across, 1 - 0.0522, 5e-5);
  EXPECT_NEAR(results.blocs->within, 0, 1e-12);
  EXPECT_NEAR(results.blocs->polarisation, results.blocs->across - results.blocs->within, 1e-15);
  EXPECT_EQ(results.triads.all, 1);
  EXPECT_EQ(results.triads.share(), 1.0) << "two hostile fronts and one at peace";
}

TEST(SystemSides, a_war_of_all_is_not_balanced_and_peace_has_one_side) {
  const SystemResults hostile = play_system(world_of(triangle()), 1);
  EXPECT_EQ(hostile.triads.balanced, 0) << "peace of .28 on three fronts: the enemy of an enemy is an enemy";
  SystemRequest calm = triangle();
  calm.base.misperception = {};
  const SystemResults peaceful = play_system(world_of(calm), 1);
  EXPECT_EQ(peaceful.triads.balanced, 1);
  ASSERT_TRUE(peaceful.blocs);
  EXPECT_EQ(peaceful.blocs->split.sides, (Sides{false, false, false}));
  EXPECT_EQ(peaceful.blocs->polarisation, 0);
  EXPECT_EQ(peaceful.blocs->split.energy, 0);
}

TEST(SystemSides, are_absent_where_there_are_none_to_look_for) {
  SystemRequest one;
  one.states = {"A=tit-for-tat"};
  EXPECT_FALSE(play_system(world_of(one), 1).blocs);
  SystemRequest many;
  for (std::size_t i = 0; i <= kMostInBlocs; ++i) many.states.push_back("S" + std::to_string(i) + "=tit-for-tat");
  many.fronts = "ring";
  many.base.rounds = 5;
  many.base.repetitions = 1;
  const SystemResults ring = play_system(world_of(many), 1);
  EXPECT_FALSE(ring.blocs);
  EXPECT_FALSE(ring.triads.share()) << "a ring has no triads";
}

TEST(SystemPowers, essential_states_are_those_of_constant_strengths) {
  SystemRequest request;
  request.states = {"A=dove", "B=dove", "C=dove", "D=dove"};
  request.strength_of = {{"A", "40"}, {"B", "40"}, {"C", "15"}, {"D", "5"}};  // Niou, Ordeshook & Rose (1989)
  const SystemResults results = play_system(world_of(request), 1);
  EXPECT_NEAR(results.hhi, 0.16 + 0.16 + 0.0225 + 0.0025, 1e-12);
  EXPECT_NEAR(results.end_hhi, results.hhi, 1e-12);
  EXPECT_NEAR(results.end_top_share, 0.4, 1e-12);
  for (const std::size_t i : {0U, 1U, 2U}) {
    EXPECT_NEAR(results.states[i].essential, 1, 1e-9);
    EXPECT_NEAR(results.states[i].essential_end, 1, 1e-9);
  }
  EXPECT_EQ(results.states[3].essential, 0);
  EXPECT_EQ(results.states[3].essential_end, 0);
}

/// Counts by the definitions, round after round and lane after lane.
class Census : public SystemObserver {
 public:
  explicit Census(const System& system) : essential(system.states.size()) {}
  bool see(const SystemRound& round) override {
    for (std::size_t l = 0; l < round.lanes; ++l) {
      std::vector<int> strengths;
      for (const LaneBytes& state : round.strength) strengths.push_back(state.at[l]);
      const std::vector<bool> now = essential_states(strengths);
      for (std::size_t i = 0; i < essential.size(); ++i) essential[i] += now[i] ? 1 : 0;
      rounds += 1;
      bool is_quiet = true;
      for (const LaneBytes& done : round.done) is_quiet = is_quiet && done.at[l] == 0;
      quiet += is_quiet ? 1 : 0;
      const auto found = concentration({strengths.begin(), strengths.end()});
      if (!found) continue;
      inhabited += 1;
      hhi += found->hhi;
      top += found->top;
    }
    return true;
  }

  std::vector<double> essential;
  double rounds = 0, inhabited = 0, quiet = 0, hhi = 0, top = 0;
};

TEST(SystemPowers, are_counted_round_after_round) {
  SystemRequest request;
  request.states = {"A=hawk", "B=hawk", "C=hawk", "D=random"};
  request.strength_of = {{"A", "4"}, {"B", "2"}, {"C", "3"}};
  request.war = "0.7:spoils=0,offence=0.95";
  request.base.engine = "objects";
  request.base.continuation = 0.99;
  request.base.repetitions = 64;
  const SystemDesign design = world_of(request);
  const SystemResults results = play_system(design, 1);
  Census census(design.system);
  SystemMatch match(design.system);
  SystemTally tally;
  ASSERT_TRUE(match.play(0, 64, tally, {}, &census));
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(results.states[i].essential, census.essential[i] / census.rounds, 1e-12);
  EXPECT_NEAR(results.hhi, census.hhi / census.inhabited, 1e-12);
  EXPECT_NEAR(results.top_share, census.top / census.inhabited, 1e-12);
  EXPECT_NEAR(results.quiet.value, census.quiet / census.rounds, 1e-12);
  EXPECT_LT(census.inhabited, census.rounds) << "all must be ruined somewhere, or this shows nothing";
}

TEST(SystemPowers, of_nobody_are_not_counted_and_rest_is_quiet) {
  SystemRequest request;
  request.states = {"A=hawk", "B=hawk"};
  request.war = "1:offence=1,spoils=0";
  request.base.rounds = 10;
  request.base.repetitions = 100;
  for (const char* const engine : {"exact", "objects"}) {
    SCOPED_TRACE(engine);
    request.base.engine = engine;
    const SystemResults ruined = play_system(world_of(request), 1);
    EXPECT_NEAR(ruined.quiet.value, 0.9, 1e-12) << "a round of war, and then nobody";
    EXPECT_NEAR(ruined.hhi, 0.5, 1e-12) << "of the one round that has states";
    EXPECT_EQ(ruined.end_hhi, 0);
    SystemRequest victor = request;
    victor.states[1] = "B=dove";
    const SystemResults lonely = play_system(world_of(victor), 1);
    EXPECT_NEAR(lonely.quiet.value, 0.9, 1e-12) << "A is alone from round 2 on";
    EXPECT_NEAR(lonely.end_top_share, 1, 1e-12);
    EXPECT_NEAR(lonely.states[1].essential, 0.1, 1e-12);
    EXPECT_NEAR(lonely.states[1].essential_end, 0, 1e-12);
  }
}

TEST(SystemPowers, without_end_leave_no_residue_of_rounding) {
  SystemRequest request;
  request.states = {"A=tit-for-tat", "B=grim", "C=win-stay-lose-shift"};
  request.ambiguity = 0.1;
  request.war = "0.05";
  request.base.endless = true;
  request.base.exact_limit = 20'000;
  request.base.misperception = {0.05, 0.01};
  const SystemResults results = play_system(world_of(request), 1);
  const auto expect_tidy = [](double share) {
    EXPECT_TRUE(share == 0 || share > 1e-13) << share;
    EXPECT_LE(share, 1);
  };
  for (const FrontResult& front : results.fronts)
    for (const double share : front.joint) expect_tidy(share);
  for (const StateResult& state : results.states) {
    expect_tidy(state.ruin.value);
    expect_tidy(state.rounds);
    expect_tidy(state.essential);
  }
  for (const double share : {results.quiet.value, results.war.value, results.general_war.value}) expect_tidy(share);
}

TEST(SystemPowers, are_exact_as_they_are_sampled) {
  SystemRequest request;
  request.states = {"A=tit-for-tat+hegemon-seeker", "B=tit-for-tat+collective-security",
                    "C=tit-for-tat+collective-security"};
  request.strength_of = {{"A", "2"}};
  request.war = "0.1";
  request.base.rounds = 50;
  request.base.exact_limit = 20'000;
  request.base.repetitions = 6400;
  const SystemResults exact = play_system(world_of(request), 2);
  ASSERT_TRUE(exact.exact_points) << exact.why_sampled;
  request.base.engine = "objects";
  const SystemResults sampled = play_system(world_of(request), 2);
  EXPECT_NEAR(exact.end_hhi, sampled.end_hhi, 0.02);
  EXPECT_NEAR(exact.end_top_share, sampled.end_top_share, 0.02);
  for (std::size_t i = 0; i < 3; ++i) {
    // 6,400 repetitions: half widths of at most .013 for a chance; a false alarm of 1e-6 each.
    EXPECT_NEAR(exact.states[i].essential_end, sampled.states[i].essential_end, 0.031);
    EXPECT_NEAR(exact.states[i].essential, sampled.states[i].essential, 0.031);
  }
  EXPECT_EQ(exact.blocs->split.sides, sampled.blocs->split.sides);
}

}  // namespace
