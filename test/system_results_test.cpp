// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// What systems come to: exact against sampled, contests and misreadings against another implementation, and systems at
// the edge of what there may be.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include <detente/error.hpp>
#include <detente/systems/exact.hpp>
#include <detente/systems/play.hpp>
#include <detente/systems/system_contest.hpp>
#include <detente/systems/system_course.hpp>
#include <nlohmann/json.hpp>

using namespace detente;

namespace {

using Json = nlohmann::json;

const Registry& strategies() {
  static const Registry registry = Registry::built_in();
  return registry;
}
const Alignments& alignments() {
  static const Alignments all = Alignments::built_in();
  return all;
}
SystemDesign made(const SystemRequest& request) {
  return make_system(request, strategies(), alignments());
}

SystemRequest of(const std::vector<std::string>& players) {
  SystemRequest request;
  for (std::size_t i = 0; i < players.size(); ++i)
    request.states.push_back(std::string(1, static_cast<char>('A' + i)) + "=" + players[i]);
  return request;
}

/// Both within the error of the sampled one, at a false alarm of 1e-6 for each number.
void expect_near(const Estimate& exact, const Estimate& sampled, const std::string& what) {
  constexpr double kWide = 4.9 / 1.96;
  ASSERT_TRUE(sampled.error) << what;
  EXPECT_LE(std::abs(exact.value - sampled.value), kWide * *sampled.error + 1e-12) << what;
}

TEST(SystemResults, are_exact_as_they_are_sampled) {
  std::vector<SystemRequest> systems;
  systems.push_back(of({"grit", "tit-for-tat", "generous-tit-for-tat"}));
  systems.back().alliances = "A=C";
  systems.back().ambiguity = 0.1;
  systems.back().pledge_cost = 0.05;
  systems.push_back(
      of({"tit-for-tat+hegemon-seeker", "tit-for-tat+collective-security", "tit-for-tat+collective-security"}));
  systems.back().strength_of = {{"A", "2"}};
  systems.back().war = "0.1";
  systems.back().upkeep = 0.05;
  systems.push_back(of({"tit-for-tat+armer", "hawk", "dove"}));
  systems.back().means_of = {{"A", "2"}};
  systems.back().war = "0.2:spoils=0";
  systems.back().pace = 0.2;
  systems.back().deterrent_of = {{"C", "1"}};
  for (SystemRequest& request : systems) {
    SCOPED_TRACE(request.states[0]);
    request.base.rounds = 50;
    request.base.exact_limit = 20'000;
    request.base.repetitions = 6400;
    const SystemResults exact = play_system(made(request), 2);
    ASSERT_TRUE(exact.exact_points) << exact.why_sampled;
    request.base.engine = "objects";
    const SystemResults sampled = play_system(made(request), 2);
    EXPECT_FALSE(sampled.exact_points);
    expect_near(exact.quiet, sampled.quiet, "quiet");
    expect_near(exact.war, sampled.war, "war");
    expect_near(exact.general_war, sampled.general_war, "general war");
    expect_near(exact.survivors, sampled.survivors, "survivors");
    EXPECT_NEAR(exact.hhi, sampled.hhi, 0.02);
    EXPECT_NEAR(exact.top_share, sampled.top_share, 0.02);
    for (std::size_t i = 0; i < exact.states.size(); ++i) {
      expect_near(*exact.states[i].score, *sampled.states[i].score, "score");
      expect_near(exact.states[i].ruin, sampled.states[i].ruin, "ruin");
      const SystemCost& cost = exact.states[i].cost;
      EXPECT_NEAR(3 - exact.states[i].score->value, cost.hostility + cost.arms + cost.pledges + cost.ruin, 1e-12);
      EXPECT_NEAR(cost.arms, sampled.states[i].cost.arms, 0.01);
      EXPECT_NEAR(cost.pledges, sampled.states[i].cost.pledges, 0.01);
    }
  }
}

TEST(SystemResults, are_the_same_for_any_number_of_threads) {
  SystemRequest request = of({"grit+balancer", "tit-for-tat+hegemon-seeker", "random"});
  request.war = "0.1";
  request.base.repetitions = 300;
  request.base.continuation = 0.98;
  const SystemResults one = play_system(made(request), 1);
  const SystemResults four = play_system(made(request), 4);
  for (std::size_t i = 0; i < one.states.size(); ++i) {
    EXPECT_EQ(one.states[i].score->value, four.states[i].score->value);
    EXPECT_EQ(one.states[i].score->error, four.states[i].score->error);
    EXPECT_EQ(one.states[i].ruin.value, four.states[i].ruin.value);
  }
  EXPECT_EQ(one.hhi, four.hhi);
}

TEST(SystemResults, are_sampled_where_one_point_has_too_many_ways_on) {
  SystemRequest request =
      of({"tit-for-tat", "tit-for-tat", "tit-for-tat", "tit-for-tat", "tit-for-tat", "tit-for-tat"});
  request.base.tremble = {0.01, 0.01};
  request.base.repetitions = 10;
  request.base.rounds = 10;
  const SystemResults results = play_system(made(request), 1);
  EXPECT_FALSE(results.exact_points);
  EXPECT_NE(results.why_sampled.find("ways"), std::string::npos) << results.why_sampled;
}

TEST(SystemResults, exist_at_the_edges) {
  const SystemResults alone = play_system(made(of({"tit-for-tat"})), 1);
  EXPECT_FALSE(alone.states[0].score);
  EXPECT_EQ(alone.quiet.value, 1);
  SystemRequest star = of({"hawk", "tit-for-tat", "tit-for-tat", "tit-for-tat", "tit-for-tat"});
  star.fronts = "A-B,A-C,A-D,A-E";
  star.base.misperception = {};
  const SystemResults starred = play_system(made(star), 1);
  EXPECT_EQ(starred.breadth, 5.0);
  SystemRequest apart = of({"hawk", "hawk", "dove", "dove"});
  apart.fronts = "A-B,C-D";
  apart.base.misperception = {};
  const SystemResults parted = play_system(made(apart), 1);
  EXPECT_EQ(parted.breadth, 2.0);
  EXPECT_EQ(parted.peace.value, 0.5);
  EXPECT_EQ(parted.general_war.value, 0) << "half of the states are not over half of them";
  SystemRequest ruin = of({"hawk", "hawk", "hawk"});
  ruin.war = "1:offence=1,spoils=0";
  ruin.base.rounds = 30;
  const SystemResults ruined = play_system(made(ruin), 1);
  for (const StateResult& state : ruined.states) {
    EXPECT_NEAR(state.ruin.value, 1, 1e-12) << "offence 1 leaves the defence nothing";
    EXPECT_NEAR(state.rounds, 1, 1e-12);
  }
  SystemRequest thousand;
  for (int i = 0; i < 1000; ++i) thousand.states.push_back("S" + std::to_string(i) + "=tit-for-tat");
  thousand.fronts = "grid:40";
  thousand.base.rounds = 5;
  thousand.base.repetitions = 1;
  EXPECT_EQ(play_system(made(thousand), 1).fronts.size(), 2U * 1000 - 40 - 25);
}

TEST(SystemContests, have_the_numbers_of_another_implementation) {
  const Json values = Json::parse(std::ifstream(DETENTE_TEST_DIR "/systems/check_values.json"))["lift"]["values"];
  for (const auto& [couplings, key] : {std::pair{std::string("none"), std::string()},
                                       {"alliances A=B, C=D", "A=B,C=D"},
                                       {"alliances A=B:back, C=D:back", "A=B:back,C=D:back"},
                                       {"ambiguity 0.2", "ambiguity"}}) {
    SystemRequest request = of({"tit-for-tat", "tit-for-tat", "tit-for-tat", "tit-for-tat"});
    request.base.misperception = {0.05, 0.05};
    request.base.repetitions = 1280;
    if (key == "ambiguity")
      request.ambiguity = 0.2;
    else if (!key.empty())
      request.alliances = key;
    SystemContest contest{.state = "A", .candidates = {}};
    for (const auto& [name, value] : values.items())
      if (name.starts_with(couplings + " | ")) contest.candidates.push_back(name.substr(couplings.size() + 3));
    ASSERT_FALSE(contest.candidates.empty());
    const ContestResults results = play_contest(request, contest, strategies(), alignments(), 2);
    for (const std::string& candidate : contest.candidates) {
      SCOPED_TRACE(couplings + ": " + candidate);
      const Json& wanted = values[couplings + " | " + candidate];
      const std::string name = strategies().strategy(candidate).name();
      const auto row = std::find_if(results.rows.begin(), results.rows.end(),
                                    [&](const ContestRow& one) { return one.strategy == name; });
      ASSERT_NE(row, results.rows.end());
      // Its numbers have digits for shares of rounds of a front, added up and divided.
      EXPECT_NEAR(row->peace_own.value, wanted["own"].get<double>(), 1e-9);
      EXPECT_NEAR(row->peace_others.value, wanted["others"].get<double>(), 1e-9);
      if (couplings == "none") {
        EXPECT_EQ(row->lift_others.value, 0) << "without coupling nobody else is concerned";
        EXPECT_EQ(row->lift_others.error, 0.0);
      }
    }
  }
}

TEST(SystemContests, tell_what_is_wrong) {
  const SystemRequest request = of({"tit-for-tat", "tit-for-tat", "tit-for-tat"});
  const auto contest = [&](const SystemContest& asked) {
    return play_contest(request, asked, strategies(), alignments(), 1);
  };
  EXPECT_THROW(contest({.state = "X", .candidates = {"grit"}}), Error);
  EXPECT_THROW(contest({.state = "A", .candidates = {"nobody"}}), Error);
  EXPECT_THROW(contest({.state = "A", .candidates = {"grit"}, .aggressor = "A=hawk"}), Error);
}

TEST(Contagion, is_exact_in_silence_and_sampled_in_weather) {
  SystemRequest request = of({"tit-for-tat", "tit-for-tat", "tit-for-tat"});
  request.pledges = "C>A";
  request.base.misperception = {};
  const Contagion spread = play_impulse(made(request), {.by = "A", .of = "B", .round = 5, .horizon = 10}, 2);
  ASSERT_TRUE(spread.silent);
  EXPECT_EQ(spread.silent->left, (std::vector<double>{1, 0, 1}));
  // Without other noise, the weather is silence.
  EXPECT_EQ(spread.fronts[0].value, 1);
  EXPECT_EQ(spread.fronts[1].value, 0);
  EXPECT_EQ(spread.fronts[2].value, 1);
  EXPECT_EQ(spread.spread.value, 1);
  EXPECT_THROW(play_impulse(made(request), {.by = "A", .of = "A", .round = 5}, 1), Error);
  EXPECT_THROW(play_impulse(made(request), {.by = "A", .of = "B", .round = 201}, 1), Error);
}

struct Refused {
  const char* what;
  void (*change)(SystemRequest&);
};

TEST(SystemDesigns, refuse_in_one_sentence) {
  for (const Refused& refused : {
           Refused{"no front", [](SystemRequest& r) { r.fronts = "A-B"; }},
           Refused{"there is no state 'X'", [](SystemRequest& r) { r.pledges = "A>X"; }},
           Refused{"there is no state 'X'", [](SystemRequest& r) { r.fronts = "A-B,B-C,C-X"; }},
           Refused{"stand by itself", [](SystemRequest& r) { r.pledges = "A>A"; }},
           Refused{"twice", [](SystemRequest& r) { r.pledges = "A>B,A>B:back"; }},
           Refused{"twice",
                   [](SystemRequest& r) {
                     r.pledges = "A>B";
                     r.alliances = "A=B";
                   }},
           Refused{"neither defend nor back", [](SystemRequest& r) { r.pledges = "A>B:oppose"; }},
           Refused{"whole number in 1…255",
                   [](SystemRequest& r) {
                     r.strength_of = {{"A", "0"}};
                   }},
           Refused{"means",
                   [](SystemRequest& r) {
                     r.strength_of = {{"A", "3"}};
                     r.means_of = {{"A", "2"}};
                   }},
           Refused{"spans of rounds",
                   [](SystemRequest& r) {
                     r.means_of = {{"A", "1-4:2,6-:3"}};
                   }},
           Refused{"begin with its pace", [](SystemRequest& r) { r.war = "much"; }},
           Refused{"is not one of", [](SystemRequest& r) { r.war = "0.1:offense=1"; }},
           Refused{"at least two members", [](SystemRequest& r) { r.institutions = {"A:verify=1"}; }},
           Refused{"levels",
                   [](SystemRequest& r) {
                     r.game_of = {{"A-B", "arms-race:levels=4"}};
                   }},
           Refused{"rename one", [](SystemRequest& r) { r.states[1] = "A=hawk"; }},
           Refused{"has no strategy", [](SystemRequest& r) { r.states[1] = "hawk"; }},
           Refused{"cannot be written", [](SystemRequest& r) { r.states[1] = "B>C=hawk"; }},
           Refused{"needs states", [](SystemRequest& r) { r.states.clear(); }},
       }) {
    SystemRequest request = of({"tit-for-tat", "tit-for-tat", "tit-for-tat"});
    refused.change(request);
    try {
      made(request);
      ADD_FAILURE() << "nothing was said of: " << refused.what;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(refused.what), std::string::npos) << error.what();
    }
  }
}

/// Of a number per repetition: its mean, and how far that may be off at a false alarm of 1e-6.
class Observed {
 public:
  void add(double value) {
    ++count_;
    sum_ += value;
    squares_ += value * value;
  }
  void expect_is(double exact, const std::string& what) const {
    const double mean = sum_ / count_;
    const double variance = std::max(squares_ / count_ - mean * mean, 1 / count_);
    EXPECT_LE(std::abs(mean - exact), 4.9 * std::sqrt(variance / count_)) << what << ": " << exact << ", " << mean;
  }

 private:
  double count_ = 0, sum_ = 0, squares_ = 0;
};

// What depends on a course, and what depends on two rounds: who enters when, and what becomes of pleas.
TEST(SystemChains, tell_entries_and_pleas_as_they_are_played) {
  std::vector<SystemRequest> systems;
  systems.push_back(of({"tit-for-tat", "generous-tit-for-tat", "tit-for-tat"}));
  systems.back().pledges = "C>A,B>C:back";
  systems.back().ambiguity = 0.2;
  systems.push_back(
      of({"tit-for-tat+hegemon-seeker", "tit-for-tat+collective-security", "tit-for-tat+collective-security"}));
  systems.back().strength_of = {{"A", "2"}};
  systems.back().war = "0.1";
  systems.push_back(of({"win-stay-lose-shift", "tit-for-tat", "tit-for-tat"}));
  systems.back().alliances = "A=B,B=C:back";
  systems.back().base.continuation = 0.9;
  systems.push_back(of({"tit-for-two-tats", "tit-for-tat", "hawk"}));
  systems.back().base.start = "crisis:1:A-B";
  systems.back().pledges = "A>B";
  for (SystemRequest& request : systems) {
    SCOPED_TRACE(request.states[0] + " " + request.pledges);
    request.base.rounds = 12;
    request.base.misperception = {0.03, 0.01};
    const SystemDesign design = made(request);
    const auto chain = SystemChain::walk(design.system, 50'000);
    ASSERT_TRUE(chain);
    const auto exact = chain->expectation();
    ASSERT_TRUE(exact && exact->general_war_ever);
    constexpr std::size_t kBlocks = 100;
    std::vector<Observed> entry(3), round(3), invoked(3), honoured(3), entrapped(3);
    Observed general;
    SystemMatch match(design.system);
    SystemTally tally;
    for (std::size_t b = 0; b < kBlocks; ++b) {
      match.play(b * kLanes, kLanes, tally);
      for (std::size_t l = 0; l < kLanes; ++l) {
        general.add(tally.general_war[l] > 0 ? 1 : 0);
        for (std::size_t i = 0; i < 3; ++i) {
          entry[i].add(tally.entry[i][l] > 0 ? 1 : 0);
          round[i].add(static_cast<double>(tally.entry[i][l]));
          double called = 0, done = 0, for_other = 0;
          for (std::size_t seat = 0; seat < 6; ++seat) {
            const SystemFront& front = design.system.fronts[seat / 2];
            if ((seat % 2 == 0 ? front.row : front.column) != i) continue;
            called += static_cast<double>(tally.invoked[seat][l]);
            done += static_cast<double>(tally.honoured[seat][l]);
            for_other += static_cast<double>(tally.entrapped[seat][l]);
          }
          invoked[i].add(called);
          honoured[i].add(done);
          entrapped[i].add(for_other);
        }
      }
    }
    general.expect_is(*exact->general_war_ever, "general war");
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string state(1, static_cast<char>('A' + i));
      entry[i].expect_is(exact->entry[i], state + " enters");
      round[i].expect_is(exact->entry_round[i], state + " enters in the round");
      invoked[i].expect_is(exact->invoked[i], state + " is called");
      honoured[i].expect_is(exact->honoured[i], state + " honours");
      entrapped[i].expect_is(exact->entrapped[i], state + " is entrapped");
    }
  }
}

// Round by round it is what the whole comes to.
TEST(SystemCourses, add_up_to_the_results) {
  SystemRequest request = of({"tit-for-tat+hegemon-seeker", "grit+balancer", "tit-for-two-tats"});
  request.strength_of = {{"A", "4"}, {"B", "2"}, {"C", "1"}};
  request.war = "0.1";
  request.ambiguity = 0.2;
  request.base.rounds = 60;
  request.base.repetitions = 640;
  request.base.engine = "objects";
  const SystemDesign design = made(request);
  const SystemResults results = play_system(design, 2);
  const SystemCourse course = play_course(design, 2);
  ASSERT_EQ(course.rounds.size(), 60U);
  EXPECT_EQ(course.rounds.back(), 60);
  EXPECT_EQ(course.repetitions, 640);
  for (std::size_t f = 0; f < 3; ++f) {
    const SystemFront& front = design.system.fronts[f];
    EXPECT_LT(results.fronts[f].live, 60) << "nobody is ruined, so that little is tried";
    EXPECT_GE(*course.fronts[f].peace.front(), 0);
    EXPECT_LE(*course.fronts[f].peace[0] + *course.fronts[f].conflict[0], 1);
    // Both live at most as often as either.
    EXPECT_LE(results.fronts[f].live,
              std::min(results.states[front.row].rounds, results.states[front.column].rounds) + 1e-9);
  }
  for (std::size_t i = 0; i < 3; ++i) {
    double lived = 0;
    for (const double share : course.states[i].alive) lived += share;
    EXPECT_NEAR(lived, results.states[i].rounds, 1e-9);
    EXPECT_EQ(course.states[i].strength.front(), design.system.states[i].strength);
  }

  request.war = "";
  const SystemDesign calm = made(request);
  const SystemResults in_calm = play_system(calm, 2);
  const SystemCourse calmly = play_course(calm, 1);
  for (std::size_t f = 0; f < 3; ++f) {
    double peace = 0, conflict = 0;
    for (std::size_t k = 0; k < 60; ++k) {
      peace += *calmly.fronts[f].peace[k] / 60;
      conflict += *calmly.fronts[f].conflict[k] / 60;
    }
    EXPECT_NEAR(peace, in_calm.fronts[f].joint[0], 1e-12);
    EXPECT_NEAR(conflict, in_calm.fronts[f].joint[3], 1e-12);
  }
}

TEST(SystemCourses, tell_so_many_rounds_as_can_be_read) {
  SystemRequest request = of({"tit-for-tat", "grit"});
  request.base.rounds = 1000;
  const SystemCourse course = play_course(made(request), 1);
  EXPECT_EQ(course.rounds.size(), 334U);
  EXPECT_EQ(course.rounds[1], 4);
  request.base.continuation = 0.9;
  const SystemCourse random = play_course(made(request), 1);
  EXPECT_EQ(random.rounds[1], 2);
  EXPECT_GT(random.rounds.back(), 40);  // the longest of 640
  request.base.continuation = std::nullopt;
  request.base.endless = true;
  EXPECT_THROW(play_course(made(request), 1), Error);
}

TEST(SystemResults, are_the_same_by_any_engine_and_say_which) {
  SystemRequest request;
  for (const char* state : {"A=grit", "B=tit-for-tat", "C=random", "D=tit-for-two-tats"})
    request.states.emplace_back(state);
  request.pledges = "A>B,C>B:back";
  request.ambiguity = 0.1;
  request.base.repetitions = 150;
  request.base.rounds = 30;
  const auto by = [&](const std::string& engine) {
    request.base.engine = engine;
    return play_system(made(request), 2);
  };
  const SystemResults tables = by("tables"), objects = by("objects");
  EXPECT_EQ(tables.sampled_by, "tables");
  EXPECT_EQ(objects.sampled_by, "objects");
  for (std::size_t i = 0; i < objects.states.size(); ++i) {
    EXPECT_EQ(tables.states[i].score->value, objects.states[i].score->value);
    EXPECT_EQ(tables.states[i].score->error, objects.states[i].score->error);
    EXPECT_EQ(tables.states[i].honoured, objects.states[i].honoured);
    EXPECT_EQ(tables.states[i].entry_round, objects.states[i].entry_round);
  }
  EXPECT_EQ(tables.breadth, objects.breadth);
  EXPECT_EQ(by("auto").sampled_by, "tables");
  request.states[2] += "+balancer";
  EXPECT_EQ(by("auto").sampled_by, "objects");
  try {
    by("tables");
    ADD_FAILURE() << "it was played";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "the system cannot be played from tables: state 'C' has an alignment; leave --engine out, which "
                 "chooses the engine");
  }
}

TEST(SystemContests, are_the_same_by_any_engine_and_say_which) {
  SystemRequest request;
  for (const char* state : {"A=grit", "B=tit-for-tat", "C=deterrer"}) request.states.emplace_back(state);
  request.base.repetitions = 70;
  request.base.rounds = 20;
  const SystemContest contest{.state = "A", .candidates = {"grit", "bayesian"}};
  const auto by = [&](const std::string& engine) {
    request.base.engine = engine;
    return play_contest(request, contest, strategies(), alignments(), 2).rows;
  };
  const std::vector<ContestRow> chosen = by("auto"), objects = by("objects");
  ASSERT_EQ(chosen.size(), objects.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    EXPECT_EQ(chosen[i].engine, chosen[i].strategy == "bayesian" ? "objects" : "tables");
    EXPECT_EQ(objects[i].engine, "objects");
    EXPECT_EQ(chosen[i].strategy, objects[i].strategy);
    EXPECT_EQ(chosen[i].lift_own.value, objects[i].lift_own.value);
    EXPECT_EQ(chosen[i].price.value, objects[i].price.value);
  }
}

}  // namespace
