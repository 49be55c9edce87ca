// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Episodes, spirals and escapes on the fronts of systems: those of a match where nothing couples the fronts, and by
// counting repetition after repetition where states fall.
#include <gtest/gtest.h>

#include <algorithm>

#include <detente/play/round_robin.hpp>
#include <detente/systems/play_system.hpp>

using namespace detente;

namespace {

SystemDesign played(const SystemRequest& request) {
  static const Registry strategies = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, strategies, alignments);
}

/// Of chains whose points are numbered in another order.
void expect_close(const Episodes& one, const Episodes& other) {
  constexpr double kRounding = 1e-12;
  EXPECT_NEAR(one.rupture_rate, other.rupture_rate, kRounding);
  EXPECT_NEAR(one.left_truncated, other.left_truncated, kRounding);
  EXPECT_NEAR(one.hostile_share, other.hostile_share, kRounding);
  EXPECT_NEAR(one.spiral_share, other.spiral_share, kRounding);
  EXPECT_NEAR(one.lock_in_share, other.lock_in_share, kRounding);
  EXPECT_NEAR(one.depth, other.depth, kRounding);
  EXPECT_NEAR(one.conflict, other.conflict, kRounding);
  for (const std::size_t seat : {0U, 1U}) EXPECT_NEAR(one.cost[seat], other.cost[seat], kRounding);
}

void expect_equal(const Episodes& one, const Episodes& other) {
  EXPECT_EQ(one.rupture_rate, other.rupture_rate);
  EXPECT_EQ(one.left_truncated, other.left_truncated);
  EXPECT_EQ(one.length, other.length);
  EXPECT_EQ(one.hostile_share, other.hostile_share);
  EXPECT_EQ(one.spiral_share, other.spiral_share);
  EXPECT_EQ(one.lock_in_share, other.lock_in_share);
  EXPECT_EQ(one.cost, other.cost);
  EXPECT_EQ(one.depth, other.depth);
  EXPECT_EQ(one.conflict, other.conflict);
  EXPECT_EQ(one.survival, other.survival);
  EXPECT_EQ(one.reaction, other.reaction);
}

/// The episodes of the match of two states.
Episodes of_match(const SystemRequest& system) {
  Request request = system.base;
  for (const std::string& state : system.states)
    request.strategies += (request.strategies.empty() ? "" : ",") + state.substr(state.find('=') + 1);
  const Design design = make_design(request, Registry::built_in());
  return *play(design, {Meeting{0, 1}}, 1).pairs.front().episodes;
}

TEST(FrontSpirals, of_two_states_are_those_of_their_match) {
  for (const auto& [row, column] : {std::pair{"tit-for-tat", "grit"},
                                    {"generous-tit-for-tat:generosity=0.3", "win-stay-lose-shift"},
                                    {"random:cooperation=0.7", "tit-for-two-tats"},
                                    {"hawk", "dove"}})
    for (const std::string engine : {"objects", "exact"})
      for (const std::string start : {"peace", "crisis:3"}) {
        SCOPED_TRACE(std::string(row) + " " + column + " " + engine);
        SystemRequest request;
        request.states = {std::string("A=") + row, std::string("B=") + column};
        request.base.engine = engine;
        request.base.start = start;
        request.base.rounds = 150;
        request.base.repetitions = 100;
        request.base.tremble = {0.02, 0.01};
        request.base.misperception = {0.05, 0.01};
        const SystemResults results = play_system(played(request), 2);
        ASSERT_TRUE(results.fronts[0].spirals);
        EXPECT_EQ(results.fronts[0].spirals->is_exact, engine == "exact");
        if (engine == "exact")
          expect_close(results.fronts[0].spirals->episodes, of_match(request));
        else
          expect_equal(results.fronts[0].spirals->episodes, of_match(request));
      }
}

TEST(FrontSpirals, without_coupling_are_those_of_each_pair) {
  SystemRequest request;
  request.states = {"A=tit-for-tat", "B=tit-for-tat", "C=win-stay-lose-shift"};
  request.base.engine = "objects";
  request.base.continuation = 0.98;
  request.base.repetitions = 200;
  request.base.misperception = {0.05, 0.05};
  SystemRequest exact = request;
  exact.base.engine = "auto";
  const SystemResults sampled = play_system(played(request), 2);
  const SystemResults solved = play_system(played(exact), 1);
  for (std::size_t f = 0; f < 3; ++f) {
    const FrontSpirals& one = *sampled.fronts[f].spirals;
    const FrontSpirals& other = *solved.fronts[f].spirals;
    EXPECT_TRUE(other.is_exact);
    EXPECT_EQ(other.spiral_share_error, 0.0);
    // A false alarm of 1e-6 for each number.
    constexpr double kWide = 4.9 / 1.96;
    EXPECT_NEAR(one.episodes.spiral_share, other.episodes.spiral_share, kWide * *one.spiral_share_error);
    EXPECT_NEAR(one.episodes.rupture_rate, other.episodes.rupture_rate, kWide * *one.rupture_rate_error);
    EXPECT_NEAR(one.episodes.hostile_share, other.episodes.hostile_share, kWide * *one.hostile_share_error);
  }
}

/// Keeps of each front and lane which rounds were hostile, while both states live.
class Chronicle : public SystemObserver {
 public:
  explicit Chronicle(const System& system) : system_(system), rounds(system.fronts.size()) {}
  bool see(const SystemRound& round) override {
    for (std::size_t f = 0; f < rounds.size(); ++f)
      for (std::size_t l = 0; l < round.lanes; ++l)
        if (round.strength[system_.fronts[f].row].at[l] > 0 && round.strength[system_.fronts[f].column].at[l] > 0)
          rounds[f][l].push_back(std::max(round.done[2 * f].at[l], round.done[2 * f + 1].at[l]) > 0);
    return true;
  }

 private:
  const System& system_;

 public:
  std::vector<std::array<std::vector<bool>, kLanes>> rounds;
};

/// What a front comes to, by the definitions.
struct Counted {
  double live = 0, ruptures = 0, hostile = 0, spirals = 0, lock_ins = 0, reached = 0, escaped = 0, cut = 0;

  void add(const std::vector<bool>& is_hostile) {
    const auto size = is_hostile.size();
    live += static_cast<double>(size);
    bool has_spiral = false;
    for (std::size_t t = 0; t < size;) {
      if (!is_hostile[t]) {
        ++t;
        continue;
      }
      std::size_t last = t;
      for (std::size_t i = t + 1; i < size && i - last <= 2; ++i)
        if (is_hostile[i]) last = i;
      const auto length = static_cast<double>(last - t + 1);
      ruptures += t > 0 ? 1 : 0;
      hostile += length;
      if (length >= 4) spirals += length;
      if (length >= 50) lock_ins += length;
      if (length >= 4 && !has_spiral) {
        has_spiral = true;
        std::size_t start = t + 3;
        while (!is_hostile[start]) ++start;  // its age is known in a hostile round
        follow(is_hostile, start);
      }
      t = last + 1;
    }
  }
  void follow(const std::vector<bool>& is_hostile, std::size_t start) {
    reached += 1;
    std::size_t calm = 0;
    for (std::size_t i = start + 1; i < std::min(is_hostile.size(), start + 101); ++i) {
      calm = is_hostile[i] ? 0 : calm + 1;
      if (calm == 10) {
        escaped += 1;
        return;
      }
    }
    if (is_hostile.size() < start + 101) cut += 1;
  }
};

TEST(FrontSpirals, are_counted_while_both_states_live) {
  SystemRequest request;
  request.states = {"A=tit-for-tat+hegemon-seeker", "B=generous-tit-for-tat+balancer", "C=grit", "D=random"};
  request.strength_of = {{"A", "4"}, {"B", "2"}};
  request.war = "0.15";
  request.ambiguity = 0.1;
  request.base.rounds = 300;
  request.base.repetitions = 64;
  request.base.misperception = {0.03, 0.01};
  const SystemDesign design = played(request);
  const SystemResults results = play_system(design, 1);
  EXPECT_FALSE(results.exact_points);
  Chronicle chronicle(design.system);
  SystemMatch match(design.system);
  SystemTally tally;
  ASSERT_TRUE(match.play(0, 64, tally, {}, &chronicle));
  double fallen = 0;
  for (std::size_t f = 0; f < design.system.fronts.size(); ++f) {
    SCOPED_TRACE(f);
    Counted counted;
    for (const std::vector<bool>& lane : chronicle.rounds[f]) {
      counted.add(lane);
      if (lane.size() < 300) fallen += 1;
    }
    const FrontSpirals& found = *results.fronts[f].spirals;
    EXPECT_EQ(results.fronts[f].live, counted.live / 64);
    EXPECT_EQ(found.episodes.rupture_rate, counted.ruptures / counted.live);
    EXPECT_EQ(found.episodes.hostile_share, counted.hostile / counted.live);
    EXPECT_EQ(found.episodes.spiral_share, counted.spirals / counted.live);
    EXPECT_EQ(found.episodes.lock_in_share, counted.lock_ins / counted.live);
    EXPECT_EQ(found.reached, counted.reached / 64);
    if (counted.cut == 0 && counted.reached > 0) {
      EXPECT_NEAR(found.escape->value, counted.escaped / counted.reached, 1e-12);
    } else if (found.escape) {
      EXPECT_GE(found.escape->value, counted.escaped / counted.reached - 1e-12);
      EXPECT_LE(found.escape->value, (counted.escaped + counted.cut) / counted.reached + 1e-12);
    }
  }
  EXPECT_GT(fallen, 0) << "somebody must fall, or this shows nothing";
}

TEST(FrontSpirals, are_the_same_by_tables_and_by_objects) {
  SystemRequest request;
  request.states = {"A=tit-for-tat", "B=grit", "C=random", "D=tit-for-two-tats"};
  request.strength_of = {{"A", "3"}, {"B", "2"}};
  request.pledges = "A>B,C>D:back";
  request.ambiguity = 0.2;
  request.base.repetitions = 200;
  request.base.continuation = 0.995;
  request.base.engine = "objects";
  const SystemResults objects = play_system(played(request), 2);
  request.base.engine = "tables";
  const SystemResults tables = play_system(played(request), 2);
  EXPECT_EQ(tables.sampled_by, "tables");
  for (std::size_t f = 0; f < objects.fronts.size(); ++f) {
    const FrontSpirals& one = *tables.fronts[f].spirals;
    const FrontSpirals& other = *objects.fronts[f].spirals;
    expect_equal(one.episodes, other.episodes);
    EXPECT_EQ(one.spiral_share_error, other.spiral_share_error);
    EXPECT_EQ(one.reached, other.reached);
    ASSERT_EQ(one.escape.has_value(), other.escape.has_value());
    if (one.escape) {
      EXPECT_EQ(one.escape->value, other.escape->value);
    }
  }
  for (std::size_t i = 0; i < objects.states.size(); ++i) {
    EXPECT_EQ(tables.states[i].essential, objects.states[i].essential);
    EXPECT_EQ(tables.states[i].essential_end, objects.states[i].essential_end);
  }
}

TEST(FrontSpirals, are_the_same_for_any_number_of_threads) {
  SystemRequest request;
  request.states = {"A=tit-for-tat", "B=grit+balancer", "C=random"};
  request.war = "0.1";
  request.base.repetitions = 300;
  request.base.continuation = 0.995;
  const SystemResults one = play_system(played(request), 1);
  const SystemResults four = play_system(played(request), 4);
  for (std::size_t f = 0; f < one.fronts.size(); ++f) {
    expect_equal(one.fronts[f].spirals->episodes, four.fronts[f].spirals->episodes);
    EXPECT_EQ(one.fronts[f].spirals->spiral_share_error, four.fronts[f].spirals->spiral_share_error);
    ASSERT_TRUE(one.fronts[f].spirals->escape);
    EXPECT_EQ(one.fronts[f].spirals->escape->value, four.fronts[f].spirals->escape->value);
  }
}

}  // namespace
