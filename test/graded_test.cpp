// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <detente/best_response/best_response.hpp>
#include <detente/error.hpp>

#include "support/exact_pair.hpp"
#include "support/golden.hpp"
#include "support/subjects.hpp"

// The rule itself, so that faults can be planted in it.
#define DETENTE_UNIT graded_test
// NOLINTNEXTLINE(bugprone-suspicious-include): a strategy has no header
#include "../strategies/graded/grit_graded.cpp"

/// Strategies on levels of armament.
namespace {

using namespace exact_pair;

const std::vector<std::string>& graded() {
  static const std::vector<std::string> names = {"grit-graded",        "matcher",          "generous-matcher",
                                                 "richardson",         "raise-the-stakes", "graded-deterrer",
                                                 "graded-opportunist", "graded-reassurer", "shield"};
  return names;
}

Strategy named(const std::string& name) {
  static const Registry registry = Registry::built_in();
  return registry.strategy(name);
}
Game race(int levels, const std::string& base = "security-dilemma") {
  return parse_game("arms-race:levels=" + std::to_string(levels) + ",base=" + base);
}
Rules rules_of(const Game& game, std::int64_t rounds, std::int64_t crisis = 0) {
  Rules rules{.rounds = rounds, .crisis = crisis};
  rules.levels = game.levels;
  return rules;
}

/// A match without noise.
Trace traced(const Strategy& row, const Strategy& column, const Game& game, std::int64_t rounds,
             std::int64_t crisis = 0) {
  const Rules rules = rules_of(game, rounds, crisis);
  const Side a = seated(row, game, {}, rules), b = seated(column, game, {}, rules);
  Climate climate(rules);
  std::uint32_t seat = 0;
  for (const Side* side : {&a, &b}) {
    climate.admit(Purpose::tremble, seat, side->tremble);
    climate.admit(Purpose::misperception, seat, side->misperception);
    climate.admit_dice(seat, side->strategy.traits());
    ++seat;
  }
  return Encounter(rules, climate, a, b).trace(0);
}
std::vector<int> numbers(const std::vector<Level>& levels) {
  return {levels.begin(), levels.end()};
}
/// What a strategy does when the other does `against`.
struct Script {
  static constexpr Info info{
      .name = "script", .about = "Reads.", .source = "These tests", .against = "0", .plays = "0"};
  std::array<Level, 32> lines{};
  std::size_t at = 0;
  Level play() const { return lines[at % 32]; }
  void see(LevelSeen) { ++at; }
};
Trace::Seat answers(const std::string& strategy, const std::vector<int>& against, const Game& game) {
  Script script;
  std::copy(against.begin(), against.end(), script.lines.begin());
  return traced(named(strategy), subjects::as_strategy(script), game, static_cast<std::int64_t>(against.size()))
      .seats[0];
}

// The opponents of LITERATURE B.4, from level 8 of 10.
#define DETENTE_TEST_OPPONENT(label)                                                \
  static constexpr Info info {                                                      \
    .name = label, .about = "Plays.", .source = "B.4", .against = "0", .plays = "8" \
  }
struct FromEight {
  Level next = 8;
  Level play() const { return next; }
};
struct MatcherFromEight : FromEight {
  DETENTE_TEST_OPPONENT("matcher-from-eight");
  void see(LevelSeen round) { next = round.theirs; }
};
struct HawkFromEight : FromEight {
  DETENTE_TEST_OPPONENT("hawk-from-eight");
  void see(LevelSeen) { next = 10; }
};
struct SlowFromEight : FromEight {
  DETENTE_TEST_OPPONENT("slow-from-eight");
  void see(LevelSeen round) { next = static_cast<Level>(next - (next > round.theirs)); }
};
struct ExploiterFromEight : FromEight {
  DETENTE_TEST_OPPONENT("exploiter-from-eight");
  Level before = 8;
  void see(LevelSeen round) {
    if (round.theirs < before) next = std::min<Level>(next + 1, 10);
    before = round.theirs;
  }
};
const std::vector<std::pair<std::string, Strategy>>& opponents() {
  static const std::vector<std::pair<std::string, Strategy>> all = {
      {"matcher", subjects::as_strategy(MatcherFromEight{})},
      {"hawk", subjects::as_strategy(HawkFromEight{})},
      {"slow", subjects::as_strategy(SlowFromEight{})},
      {"exploiter", subjects::as_strategy(ExploiterFromEight{})}};
  return all;
}

const std::string kTraced = "grit-graded:floor=3,start=8,step=1,largest=3,keep=2,patience=3,pause=4";

/// Names of the traces that the strategy does not play move for move.
std::vector<std::string> missed(const Strategy& grit) {
  std::vector<std::string> names;
  const nlohmann::json traces = golden("graded_traces.json")["traces"];
  for (const auto& [name, opponent] : opponents()) {
    const Trace seen = traced(grit, opponent, race(11), 21);
    if (numbers(seen.seats[0].done) != traces[name]["grit"] || numbers(seen.seats[1].done) != traces[name]["other"])
      names.push_back(name);
  }
  return names;
}
using Names = std::vector<std::string>;

TEST(GritGraded, plays_the_traces_of_the_literature) {
  for (const auto& [name, opponent] : opponents()) {
    const nlohmann::json wanted = golden("graded_traces.json")["traces"][name];
    const Trace seen = traced(named(kTraced), opponent, race(11), 21);
    EXPECT_EQ(numbers(seen.seats[0].done), wanted["grit"]) << name;
    EXPECT_EQ(numbers(seen.seats[1].done), wanted["other"]) << name;
  }
}

// It promises exactly when it cuts, the level that it goes to, and keeps its word for as long as it said.
TEST(GritGraded, promises_each_cut_and_keeps_its_word) {
  for (const auto& [name, opponent] : opponents()) {
    const Trace::Seat seat = traced(named(kTraced), opponent, race(11), 40).seats[0];
    for (std::size_t t = 1; t < seat.done.size(); ++t) {
      const bool cuts = seat.done[t] < seat.done[t - 1];
      // A reprisal and a cut of the same size leave the level as it is.
      EXPECT_TRUE(!cuts || seat.said[t].kind == Signal::reassure) << name << " " << t;
      if (seat.said[t].kind == Signal::none) continue;
      EXPECT_EQ(seat.said[t].kind, Signal::reassure);
      for (std::size_t i = t; i < std::min<std::size_t>(t + seat.said[t].rounds, seat.done.size()); ++i)
        EXPECT_LE(seat.done[i], seat.said[t].level) << name << " " << t;
    }
  }
}

struct MissesReprisals : GritGraded {
  void see(LevelSeen round) {
    round.theirs = std::min(round.theirs, reference);
    GritGraded::see(round);
  }
};
struct WantsAWholeCut : GritGraded {
  void see(LevelSeen round) {
    if (mode != holding && clock == 1 && round.theirs > level && reference - round.theirs < cut)
      round.theirs = std::max(round.theirs, reference);
    GritGraded::see(round);
  }
};
struct ForgetsItsDebts : GritGraded {
  void see(LevelSeen round) {
    owed = 0;
    GritGraded::see(round);
  }
};
struct NeverLengthensItsStep : GritGraded {
  void see(LevelSeen round) {
    GritGraded::see(round);
    if (mode == announcing && cut > 1) {
      level = static_cast<Level>(level + cut - 1);
      cut = stride = 1;
    }
  }
};
struct CutsPromptlyAfterAPause : GritGraded {
  void see(LevelSeen round) {
    if (mode == on_guard && clock == pause + 1) --clock;
    GritGraded::see(round);
  }
};
template <class Mutant>
Names missed_by() {
  Mutant mutant;
  mutant.floor = 3;
  mutant.start = 8;
  return missed(subjects::as_strategy(mutant));
}

TEST(PlantedFault, in_graded_grit_is_caught_by_the_traces) {
  EXPECT_EQ(missed_by<GritGraded>(), Names{});
  EXPECT_EQ(missed_by<MissesReprisals>(), (Names{"hawk", "exploiter"}));
  EXPECT_EQ(missed_by<WantsAWholeCut>(), (Names{"slow"}));
  EXPECT_EQ(missed_by<ForgetsItsDebts>(), (Names{"hawk", "exploiter"}));
  EXPECT_EQ(missed_by<NeverLengthensItsStep>(), (Names{"matcher", "slow"}));
  EXPECT_EQ(missed_by<CutsPromptlyAfterAPause>(), (Names{"hawk", "exploiter"}));
  for (const char* other : {"floor=4", "start=9", "step=2", "largest=1", "keep=3", "patience=2", "pause=3"}) {
    const std::string change(other);
    std::string spec = kTraced;
    const std::size_t from = spec.find(change.substr(0, change.find('=') + 1));
    spec.replace(from, change.size(), change);
    EXPECT_NE(missed(named(spec)), Names{}) << other;
  }
}

// The traces have no room for a third cut in a row; from the top to a floor of 0 it is seen.
TEST(GritGraded, lengthens_its_step_up_to_the_largest) {
  const auto levels = [](const std::string& spec) {
    const std::vector<int> other = {10, 10, 9, 9, 7, 7, 4, 4, 1, 1, 0, 0};
    return numbers(answers("grit-graded:floor=0,start=10" + spec, other, race(11)).done);
  };
  EXPECT_EQ(levels(""), (std::vector<int>{10, 9, 9, 7, 7, 4, 4, 1, 1, 0, 0, 0}));
  EXPECT_EQ(levels(",largest=2"), (std::vector<int>{10, 9, 9, 7, 7, 5, 5, 3, 3, 1, 1, 0}));
  EXPECT_EQ(levels(",step=2,largest=1"), (std::vector<int>{10, 8, 8, 6, 6, 4, 4, 2, 2, 0, 0, 0}));
}

// What the text leaves open: a floor reached by cuts that nobody answered puts it on guard, …
TEST(GritGraded, does_not_sit_at_its_floor_before_an_armed_opponent) {
  const Trace::Seat seat = answers("grit-graded:floor=3,start=4", {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}, race(11));
  EXPECT_EQ(numbers(seat.done), (std::vector<int>{4, 3, 3, 4, 4, 4, 4, 4, 3, 4, 4, 4}));
}
// … and on guard it answers a rise in kind, and a fall with a cut at once.
TEST(GritGraded, on_guard_watches_the_other) {
  const std::string spec = "grit-graded:floor=0,start=5,patience=1";
  EXPECT_EQ(numbers(answers(spec, {5, 5, 5, 7, 7, 7, 7, 7, 7}, race(11)).done),
            (std::vector<int>{5, 4, 4, 5, 7, 7, 7, 7, 6}));
  EXPECT_EQ(numbers(answers(spec, {5, 5, 5, 7, 6, 6, 6, 6, 6}, race(11)).done),
            (std::vector<int>{5, 4, 4, 5, 7, 6, 6, 4, 4}));
}

double mean_level(const Exact& result, int levels, std::size_t seat) {
  double sum = 0;
  for (int row = 0; row < levels; ++row)
    for (int column = 0; column < levels; ++column)
      sum += (seat == 0 ? row : column) * result.joint[static_cast<std::size_t>(row * levels + column)];
  return sum;
}
Exact for_ever(const std::string& row, const std::string& column, int levels, double rate) {
  const Game game = race(levels);
  Rules rules = rules_of(game, 200);
  rules.endless = true;
  const Noise noise = misreads(rate);
  return solved(rules, seated(named(row), game, noise, rules), seated(named(column), game, noise, rules));
}

int floor_of(int levels) {
  return levels == 2 ? 0 : (levels + 2) / 4;
}

// Without noise every start ends at the common floor: against itself and against a matcher, after any crisis.
TEST(GritGraded, meets_no_deadlock_in_an_arms_race) {
  for (int levels = 2; levels <= kMaxLevels; ++levels)
    for (const char* other : {"grit-graded", "matcher"})
      for (const std::int64_t crisis : {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 30}) {
        const Trace seen = traced(named("grit-graded"), named(other), race(levels), 120, crisis);
        for (std::size_t t = 60; t < 120; ++t) {
          EXPECT_EQ(seen.seats[0].done[t], floor_of(levels)) << levels << " " << other << " " << crisis;
          EXPECT_EQ(seen.seats[1].done[t], floor_of(levels)) << levels << " " << other << " " << crisis;
        }
      }
  for (int start = 3; start <= 10; ++start) {
    const Strategy grit = named("grit-graded:start=" + std::to_string(start));
    EXPECT_EQ(traced(grit, grit, race(11), 60).seats[0].done.back(), 3) << start;
  }
}
// With little noise both stay near it: one error lifts the pair by a level for about a round.
TEST(GritGraded, stays_near_its_floor_under_noise) {
  struct Fact {
    int levels;
    const char* other;
    double rate, above;  // mean level of the row, above the floor
  };
  for (const Fact& fact : {Fact{3, "grit-graded", 1e-6, 2.000e-6}, Fact{6, "grit-graded", 1e-6, 2.000e-6},
                           Fact{6, "matcher", 1e-6, 2.000e-6}, Fact{11, "matcher", 1e-6, 2.000e-6}})
    EXPECT_NEAR(
        mean_level(for_ever("grit-graded", fact.other, fact.levels, fact.rate), fact.levels, 0) - floor_of(fact.levels),
        fact.above, 2e-9);
  for (const Fact& fact : {Fact{3, "grit-graded", 0.05, 0.071449315}, Fact{3, "matcher", 0.05, 0.072872935},
                           Fact{6, "grit-graded", 0.01, 0.018817508}, Fact{6, "grit-graded", 0.05, 0.078752579},
                           Fact{6, "matcher", 0.05, 0.081216353}, Fact{11, "matcher", 0.05, 0.081216498}})
    EXPECT_NEAR(
        mean_level(for_ever("grit-graded", fact.other, fact.levels, fact.rate), fact.levels, 0) - floor_of(fact.levels),
        fact.above, 1e-8)
        << fact.levels << " " << fact.other;
}

// How far an opponent that knows its automaton can milk it, without noise and for ever.
TEST(GritGraded, is_milked_so_far_and_no_further) {
  struct Fact {
    const char* base;
    int levels;
    double gain, leaves, spite, held_to;
  };
  for (const Fact& fact : {
           Fact{"security-dilemma", 2, 3, 3, 6. / 5, 23. / 24},
           Fact{"security-dilemma", 3, 15. / 8, 23. / 8, 3. / 5, 47. / 48},
           Fact{"security-dilemma", 6, 21. / 10, 29. / 10, 46. / 45, 107. / 120},
           Fact{"security-dilemma", 11, 93. / 40, 117. / 40, 59. / 45, 203. / 240},
           Fact{"prisoners-dilemma", 2, 4, 1, 3, 5. / 6},
           Fact{"prisoners-dilemma", 3, 5. / 2, 1, 3. / 2, 11. / 12},
           Fact{"prisoners-dilemma", 6, 19. / 6, 2. / 3, 23. / 9, 17. / 30},
           Fact{"prisoners-dilemma", 11, 2207. / 600, 257. / 600, 59. / 18, 23. / 60},
       }) {
    const Game game = race(fact.levels, fact.base);
    const Rules rules = rules_of(game, 200);
    const Side side = seated(named("grit-graded"), game, {}, rules);
    const Exploitability met =
        exploitability(for_ever(rules), game, side, side.tremble, side.misperception, 4096).value();
    const std::string where = fact.base + std::string(" ") + std::to_string(fact.levels);
    EXPECT_NEAR(met.same.gain, fact.gain, 1e-9) << where;
    EXPECT_NEAR(met.same.victim, fact.leaves, 1e-9) << where;
    EXPECT_NEAR(met.spoiler.gain, fact.spite, 1e-9) << where;
    EXPECT_NEAR(met.held_to, fact.held_to, 1e-9) << where;
  }
}

// Memories that the engine walks, and states of the smallest machine, on 2, 3, 6 and 11 levels.
TEST(Graded, strategies_have_so_many_states) {
  using Sizes = std::array<std::array<std::size_t, 2>, 4>;
  const std::vector<std::pair<std::string, Sizes>> facts = {
      {"grit-graded", {{{14, 12}, {14, 12}, {111, 89}, {675, 597}}}},
      {"matcher", {{{2, 2}, {3, 3}, {6, 6}, {11, 11}}}},
      {"generous-matcher", {{{2, 2}, {3, 3}, {6, 6}, {11, 11}}}},
      {"richardson", {{{2, 2}, {3, 3}, {5, 5}, {9, 9}}}},
      {"raise-the-stakes", {{{2, 2}, {3, 3}, {6, 6}, {11, 11}}}},
      {"graded-deterrer", {{{3, 3}, {4, 4}, {6, 6}, {10, 10}}}},
      {"graded-opportunist", {{{3, 3}, {5, 5}, {10, 10}, {18, 18}}}},
      {"graded-reassurer", {{{11, 11}, {14, 14}, {20, 20}, {33, 33}}}},
      {"shield", {{{2, 2}, {2, 2}, {2, 2}, {2, 2}}}}};
  ASSERT_EQ(facts.size(), graded().size());
  for (const auto& [name, sizes] : facts) {
    std::size_t i = 0;
    for (const int levels : {2, 3, 6, 11}) {
      const auto machine = derive(seated(named(name), race(levels), {}).strategy, levels, {}, 4096).value();
      EXPECT_EQ((std::array{machine.size(), minimised(machine).size()}), sizes[i++]) << name << " " << levels;
    }
  }
}

// Each can be solved, with noise of both kinds, against itself, a matcher and a binary strategy behind its lens.
TEST(Graded, strategies_are_exact_on_every_number_of_levels) {
  for (int levels = 2; levels <= kMaxLevels; ++levels)
    for (const std::string& name : graded())
      for (const std::string& other : {name, std::string("matcher"), std::string("grit")}) {
        if (name == "grit-graded" && other == name && levels > 8) continue;  // too many joint memories for a quick test
        const Game game = race(levels);
        const Rules rules = rules_of(game, 60, 3);
        const Noise noise{.tremble = {0.02, 0.01}, .misperception = {0.05, 0.03}};
        const Exact result =
            solved(rules, seated(named(name), game, noise, rules), seated(named(other), game, noise, rules));
        double sum = 0;
        for (const double share : result.joint) sum += share;
        EXPECT_NEAR(sum, 1, 1e-12) << name << " " << other << " " << levels;
        EXPECT_TRUE(name != other || std::abs(result.score[0] - result.score[1]) < 1e-9) << name << " " << levels;
      }
}

// LITERATURE E.2: an echo between matchers is a reflected walk, so that errors of any rate disarm and arm alike and
// drive the pair to n/2; a little generosity repairs it. Mean levels for n = 4 and 10.
TEST(Matcher, drifts_to_the_middle_and_generosity_repairs_it) {
  for (const int levels : {2, 3, 5, 11})
    for (const double rate : {0.001, 0.05, 0.2}) {
      const Exact result = for_ever("matcher", "matcher", levels, rate / 2);
      EXPECT_NEAR(mean_level(result, levels, 0), (levels - 1) / 2., 1e-9) << levels << " " << rate;
      std::vector<double> law(static_cast<std::size_t>(levels));
      for (std::size_t cell = 0; cell < result.joint.size(); ++cell)
        law[cell / static_cast<std::size_t>(levels)] += result.joint[cell];
      for (const double share : law) EXPECT_NEAR(share, 1. / levels, 1e-9) << levels << " " << rate;
    }
  struct Fact {
    int n;
    double rate;
    const char* generosity;
    double mean;
  };
  for (const Fact& fact : {Fact{4, 0.05, "0", 2}, Fact{4, 0.05, "0.05", .464432349}, Fact{4, 0.05, "0.1", .228471847},
                           Fact{4, 0.05, "0.3", .059739033}, Fact{4, 0.2, "0", 2}, Fact{4, 0.2, "0.05", 1.230124029},
                           Fact{4, 0.2, "0.1", .805704100}, Fact{4, 0.2, "0.3", .251567543}, Fact{10, 0.05, "0", 5},
                           Fact{10, 0.05, "0.05", .483094729}, Fact{10, 0.05, "0.1", .229669218},
                           Fact{10, 0.05, "0.3", .059742701}, Fact{10, 0.2, "0", 5}, Fact{10, 0.2, "0.05", 1.845030493},
                           Fact{10, 0.2, "0.1", .944589775}, Fact{10, 0.2, "0.3", .253560254}}) {
    const std::string name = "generous-matcher:generosity=" + std::string(fact.generosity);
    const Exact result = for_ever(name, name, fact.n + 1, fact.rate / 2);
    for (const std::size_t seat : {0U, 1U})
      EXPECT_NEAR(mean_level(result, fact.n + 1, seat), fact.mean, 1e-8) << fact.n << " " << fact.rate << " " << name;
  }
}

// Behind no lens: on two levels they are strategies that have other names, or machines of one round.
TEST(Graded, strategies_on_two_levels_are_known_ones) {
  const Game game = parse_game("prisoners-dilemma");
  const auto same = [&](const std::string& name, const std::string& known) {
    for (const char* other : {"random", "tit-for-tat", "grit", "hawk"}) {
      const Noise noise{.tremble = {0.02, 0.05}, .misperception = {0.03, 0.01}};
      const Side opponent = seated(named(other), game, noise);
      const Exact a = solved({}, seated(named(name), game, noise), opponent);
      const Exact b = solved({}, seated(named(known), game, noise), opponent);
      for (std::size_t cell = 0; cell < 4; ++cell)
        EXPECT_NEAR(a.joint[cell], b.joint[cell], 1e-12) << name << " " << known << " " << other;
    }
  };
  for (const char* name : {"matcher", "shield", "graded-deterrer", "richardson", "graded-reassurer"})
    same(name, "tit-for-tat");
  same("generous-matcher:generosity=0.3", "generous-tit-for-tat:generosity=0.3");
  same("graded-opportunist", "memory-one:first=1,cc=1,cd=0,dc=0,dd=0");
  same("raise-the-stakes", "memory-one:first=1,cc=1,cd=0,dc=1,dd=1");  // after DD it raises from nothing
}

// dx = k·y − a·x + g with k = 0.3, a = 0.5, g = 1 tends to 5 in reals. In whole levels an equal pair rests wherever
// −1/2 ≤ (k − a)·x + g < 1/2, that is at 3 … 7: it stops at the first of them from below or above.
TEST(Richardson, rests_where_rounding_lets_it) {
  const std::string name = "richardson:reaction=0.3,fatigue=0.5,grievance=1";
  EXPECT_EQ(numbers(traced(named(name), named(name), race(11), 8).seats[0].done),
            (std::vector<int>{0, 1, 2, 3, 3, 3, 3, 3}));
  // From a crisis: 10, then 9 = 10 + 3 − 5 + 1, 8.2, 7.4.
  EXPECT_EQ(numbers(traced(named(name), named(name), race(11), 6, 1).seats[0].done),
            (std::vector<int>{9, 8, 7, 7, 7, 7}));
  for (int level = 0; level <= 10; ++level) {
    const int next = static_cast<int>(answers(name, {level, level}, race(11)).done[1]);
    EXPECT_EQ(next, static_cast<int>(std::floor(0.3 * level + 1.5 + 1e-12))) << level;  // from level 0 of its own
  }
}
// Where the sums are whole levels the trajectory is Richardson's own: x' = x + y − x + 1, and x' = 2x against rest.
TEST(Richardson, follows_its_equation_where_levels_are_whole) {
  const std::string chase = "richardson:reaction=1,fatigue=1,grievance=1";
  EXPECT_EQ(numbers(traced(named(chase), named(chase), race(16), 8).seats[0].done),
            (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
  const std::string half = "richardson:reaction=0,fatigue=0.5,grievance=0";
  EXPECT_EQ(numbers(traced(named(half), named("dove"), race(9), 6, 1).seats[0].done),
            (std::vector<int>{4, 2, 1, 1, 1, 1}));  // halves go up: 1/2 stays 1
}
// Unstable (a = 0.3, k = 0.4): (k − a)·x moves a level only from x = 5 on, where it is a half.
TEST(Richardson, races_only_beyond_the_threshold_of_rounding) {
  struct Pair {
    int start;
    std::vector<int> levels;
  };
  for (const Pair& pair : {Pair{4, {4, 4, 4, 4, 4, 4}}, Pair{5, {5, 6, 7, 8, 9, 10}}}) {
    const int x = pair.start;
    std::vector<int> levels{x};
    for (int t = 1; t < 6; ++t) {
      // One round of its rule, own level x against x, read off the automaton.
      const auto machine =
          derive(seated(named("richardson:reaction=0.4,fatigue=0.3"), race(11), {}).strategy, 11, {}, 4096).value();
      const auto here = static_cast<Level>(levels.back());
      const std::size_t next = machine.after(0, {.meant = 0, .mine = here, .theirs = here, .verified = false});
      const auto& chance = machine.states[next].play.chance;
      levels.push_back(static_cast<int>(std::max_element(chance.begin(), chance.end()) - chance.begin()));
    }
    EXPECT_EQ(levels, pair.levels);
  }
}

// LITERATURE A.4, R, P, S = 3, 1, 0, T = 2 (m = 1/2; the exploiter's T is 5): the step lies in [12/25, 3/5] at 0.3, is
// 2/5 at 1/5, lies in [8/15, 4/5] at 2/5; below 1/5 there is none, and from 1/2 on none is needed.
TEST(GradedReassurer, takes_the_step_of_kydd) {
  const auto first = [](const std::string& belief, int levels) {
    const Game game = race(levels, "custom,T=2,R=3,P=1,S=0");
    return numbers(answers("graded-reassurer:belief=" + belief, {levels - 1, 0}, game).done)[0];
  };
  EXPECT_EQ(first("0.5", 11), 0);
  EXPECT_EQ(first("0.4", 11), 10 - 7);
  EXPECT_EQ(first("0.3", 11), 10 - 5);
  EXPECT_EQ(first("0.2", 11), 10 - 4);
  for (const char* belief : {"0.1", "0.19"}) EXPECT_EQ(first(belief, 11), 0) << belief;  // a matcher's first level
  EXPECT_EQ(first("0.3", 3), 1);                                                         // half of two levels
  EXPECT_EQ(first("0.4", 4), 1);                                                         // two of three
  EXPECT_EQ(first("0.2", 6), 3);                                                         // two of five
}
// Evidence moves it between trust, a first step and matching; one hostile round costs two restrained ones.
TEST(GradedReassurer, trusts_by_evidence) {
  const Game game = race(6);  // m = 1/2, so that the prior just trusts; the step down is three of five at 1/5
  EXPECT_EQ(numbers(answers("graded-reassurer", {5, 4, 2, 2, 0, 0, 5, 5, 0}, game).done),
            (std::vector<int>{0, 5, 4, 2, 2, 2, 0, 5, 5}));  // odds 1, 1/16, 1/256, 1/64, 1/16, 1/4 (a step), 1, 1/16
  // Without a security seeker's payoffs it matches whatever it sees.
  EXPECT_EQ(numbers(answers("graded-reassurer", {5, 4, 2, 2, 0, 0, 5, 5, 0}, race(6, "prisoners-dilemma")).done),
            (std::vector<int>{0, 5, 4, 2, 2, 0, 0, 5, 5}));
}

TEST(GradedOpportunist, breaks_its_word_exactly_at_an_advantage) {
  const Trace::Seat seat = answers("graded-opportunist", {5, 5, 4, 2, 2, 4, 3, 3, 0, 5}, race(6));
  EXPECT_EQ(numbers(seat.done), (std::vector<int>{0, 5, 5, 4, 5, 5, 4, 3, 3, 5}));
  for (std::size_t t = 0; t < seat.done.size(); ++t) {
    EXPECT_EQ(seat.said[t].kind, Signal::reassure) << t;
    EXPECT_EQ(seat.done[t] > seat.said[t].level, t == 4 || t == 5 || t == 9) << t;
  }
}

TEST(GradedDeterrer, draws_its_line_and_answers_beyond_it) {
  const Trace::Seat seat = answers("graded-deterrer:base=1,tolerance=2", {3, 4, 5, 3, 4, 0}, race(6));
  EXPECT_EQ(numbers(seat.done), (std::vector<int>{1, 1, 2, 3, 1, 2}));
  const std::vector<bool> threatens{true, false, true, true, false, true};
  for (std::size_t t = 0; t < threatens.size(); ++t) {
    EXPECT_EQ(seat.said[t].kind == Signal::threaten, threatens[t]) << t;
    EXPECT_EQ(seat.said[t].level, threatens[t] ? 3 : 0) << t;
  }
  // A line at the top cannot be crossed: nothing to say.
  EXPECT_EQ(answers("graded-deterrer:base=5", {5, 5}, race(6)).said[0].kind, Signal::none);
}

// Investment is 5 − level: equals raise by one each round, and one that matches is raised by two once it is ahead.
TEST(RaiseTheStakes, raises_what_is_met) {
  const Trace seen = traced(named("raise-the-stakes"), named("raise-the-stakes"), race(6), 6);
  EXPECT_EQ(numbers(seen.seats[0].done), (std::vector<int>{4, 3, 2, 1, 0, 0}));
  EXPECT_EQ(numbers(answers("raise-the-stakes:first=2,step=1", {2, 1, 4, 4, 4}, race(6)).done),
            (std::vector<int>{3, 1, 0, 4, 3}));
}

// On the three levels of the dilemma itself: against offence a dove gets S = 0.75, a shield S + (1 − ω)(R − S) − c.
TEST(Shield, defends_and_never_attacks) {
  const Game game = parse_game("offence-defence");
  EXPECT_EQ(numbers(answers("shield", {0, 1, 2, 2, 0, 1, 0}, game).done), (std::vector<int>{0, 0, 1, 1, 1, 0, 1}));
  EXPECT_EQ(numbers(answers("shield:alarm=2", {0, 1, 2, 2, 0, 1, 0}, game).done),
            (std::vector<int>{0, 0, 0, 1, 1, 0, 0}));
  Rules rules = rules_of(game, 200);
  rules.endless = true;
  const auto score = [&](const char* name) {
    return solved(rules, seated(named(name), game, {}, rules), seated(named("hawk"), game, {}, rules)).score[0];
  };
  EXPECT_NEAR(score("dove"), 0.75, 1e-12);
  EXPECT_NEAR(score("shield"), 0.75 + 0.75 * 2.25 - 0.25, 1e-12);
  for (int levels = 3; levels <= kMaxLevels; ++levels)
    EXPECT_EQ(numbers(traced(named("shield"), named("hawk"), race(levels), 3, 3).seats[0].done),
              std::vector<int>(3, levels / 2));
}

TEST(Graded, levels_above_the_top_are_refused_in_one_sentence) {
  const auto refusal = [](const std::string& spec, int levels) -> std::string {
    try {
      seated(named(spec), race(levels), {});
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal("grit-graded:floor=12", 6),
            "grit-graded: floor is 12; in this game it must be a level, a whole number in 0…5");
  EXPECT_EQ(refusal("grit-graded:start=6", 6),
            "grit-graded: start is 6; in this game it must be a level, a whole number in 2…5");
  EXPECT_EQ(refusal("grit-graded:floor=2.5", 6),
            "grit-graded: floor is 2.5; in this game it must be a level, a whole number in 0…5");
  EXPECT_EQ(refusal("grit-graded:floor=3,start=2", 6),
            "grit-graded: start is 2; in this game it must be a level, a whole number in 3…5");
  EXPECT_EQ(refusal("graded-deterrer:base=6", 6),
            "graded-deterrer: base is 6; in this game it must be a level, a whole number in 0…5");
  EXPECT_EQ(refusal("graded-deterrer:tolerance=6", 6),
            "graded-deterrer: tolerance is 6; in this game it must be a level, a whole number in 0…5");
  EXPECT_EQ(refusal("graded-opportunist:gap=2", 2),
            "graded-opportunist: gap is 2; in this game it must be a level, a whole number in 1…1");
  EXPECT_EQ(refusal("shield:alarm=3", 3), "shield: alarm is 3; in this game it must be a level, a whole number in 1…2");
  EXPECT_EQ(refusal("raise-the-stakes:first=3", 3),
            "raise-the-stakes: first is 3; in this game it must be a whole number of levels in 0…2");
  for (const char* spec : {"grit-graded:floor=5,start=5", "graded-deterrer:base=5", "shield:alarm=5"})
    EXPECT_EQ(refusal(spec, 6), "") << spec;
}

}  // namespace
