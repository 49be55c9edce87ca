// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// `detente system --over` and `--credit`: each point is the system by itself, and the parts add up.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/command.hpp"

namespace {

using namespace command;
using Json = nlohmann::json;

class SystemSweep : public Cli {
 protected:
  Json json(Words words) const {
    words.insert(words.begin(), "system");
    words.insert(words.end(), {"--format", "json"});
    const Outcome outcome = detente(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return Json::parse(outcome.out, nullptr, false);
  }
  std::string file(const std::string& name) const { return contents(folder_ / name); }
  void expect_refused(const Words& words, const std::string& sentence) const {
    Words all = with({"system"}, kThree);
    const Outcome outcome = detente(with(all, words));
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "detente: " + sentence + "\n");
  }
  const Words kThree{"--state", "A=tit-for-tat", "--state",         "B=tit-for-tat",
                     "--state", "C=grit",        "--misperception", "0.05"};
};

TEST_F(SystemSweep, HasAtEachPointWhatTheSystemHasByItself) {
  const Json sweep = json(with(kThree, {"--over", "pledges=none;C>A,B>A:back", "--over", "ambiguity=0,0.2"}));
  ASSERT_EQ(sweep["points"].size(), 4);
  const std::vector<Words> alone{{"--pledges", "none", "--ambiguity", "0"},
                                 {"--pledges", "none", "--ambiguity", "0.2"},
                                 {"--pledges", "C>A,B>A:back", "--ambiguity", "0"},
                                 {"--pledges", "C>A,B>A:back", "--ambiguity", "0.2"}};
  for (std::size_t point = 0; point < alone.size(); ++point) {
    Json one = json(with(kThree, alone[point]));
    Json there = sweep["points"][point];
    EXPECT_EQ(there["values"]["ambiguity"], alone[point][3]);
    for (const char* const key : {"format", "version", "verdict", "course", "command"}) one.erase(key);
    there.erase("values");
    EXPECT_EQ(there, one) << point;
  }
}

TEST_F(SystemSweep, PutsAStateWhereItWas) {
  write(folder_ / "three.ini", "state = A=tit-for-tat\nstate = B=dove\nstate = C=hawk\nambiguity = 0.5\n");
  const Json sweep = json({"three.ini", "--over", "state=B=grit;B=hawk", "--over", "state=A=dove;A=tit-for-tat",
                           "--over", "ambiguity=0,0.1"});
  ASSERT_EQ(sweep["points"].size(), 8);
  const Json& first = sweep["points"][0]["design"];
  EXPECT_EQ(first["states"][0]["strategy"], "dove");
  EXPECT_EQ(first["states"][1]["strategy"], "grit");
  EXPECT_EQ(first["states"][2]["strategy"], "hawk");
  EXPECT_EQ(first["ambiguity"], 0);
}

TEST_F(SystemSweep, LeavesInstitutionsOut) {
  const Json sweep =
      json(with(kThree, {"--institution", "A+B:verify=1", "--over", "institution=none;B+A:verify=0.5;A+C:verify=1"}));
  ASSERT_EQ(sweep["points"].size(), 3);
  EXPECT_EQ(sweep["points"][0]["design"]["institutions"].size(), 0);
  ASSERT_EQ(sweep["points"][1]["design"]["institutions"].size(), 1);
  EXPECT_EQ(sweep["points"][1]["design"]["institutions"][0]["verify"], 0.5);
  EXPECT_EQ(sweep["points"][2]["design"]["institutions"].size(), 2);
}

TEST_F(SystemSweep, DividesAChangeIntoPartsThatAddUp) {
  const Json sweep = json(with(kThree, {"--over", "pledges=none;C>A", "--over", "rounds=50,100", "--over",
                                        "ambiguity=0,0.2", "--credit", "ambiguity,pledges"}));
  ASSERT_EQ(sweep["credit"].size(), 2);
  ASSERT_EQ(sweep["credit"][0]["measure"], "peace");
  ASSERT_EQ(sweep["credit"][1]["measure"], "general_war_ever");
  for (const Json& measure : sweep["credit"]) {
    ASSERT_EQ(measure["points"].size(), 2);  // of the key that is held fixed
    for (std::size_t fixed = 0; fixed < 2; ++fixed) {
      const auto value = [&](std::size_t pledges, std::size_t ambiguity) {
        const Json& system = sweep["points"][pledges * 4 + fixed * 2 + ambiguity]["system"];
        return system[measure["measure"].get<std::string>()].get<double>();
      };
      const Json& credit = measure["points"][fixed];
      EXPECT_EQ(credit["assumptions"]["rounds"], fixed == 0 ? "50" : "100");
      EXPECT_DOUBLE_EQ(credit["without"], value(0, 0));
      EXPECT_DOUBLE_EQ(credit["with"], value(1, 1));
      EXPECT_NEAR(credit["parts"]["pledges"], (value(1, 0) - value(0, 0) + value(1, 1) - value(0, 1)) / 2, 1e-12);
      EXPECT_NEAR(credit["parts"]["ambiguity"], (value(0, 1) - value(0, 0) + value(1, 1) - value(1, 0)) / 2, 1e-12);
    }
  }
}

TEST_F(SystemSweep, IsTheSameForAnyNumberOfThreads) {
  const Words words = with(with({"system"}, kThree), {"--engine", "objects", "--over", "ambiguity=0,0.2"});
  const std::string one = detente(with(words, {"--threads", "1"})).out;
  EXPECT_NE(one.find("most at peace with ambiguity 0,"), std::string::npos) << one;
  EXPECT_EQ(one, detente(with(words, {"--threads", "5"})).out);
}

TEST_F(SystemSweep, WritesAFolderThatPlaysTheSameAgain) {
  write(folder_ / "three.ini",
        "state = A=tit-for-tat\nstate = B=dove\nstate = C=hawk\nambiguity = 0.5\ninstitution = A+B:verify=0.9\n");
  ASSERT_EQ(detente({"system", "three.ini", "--over", "state=B=grit;B=hawk+balancer:calm=3", "--over",
                     "institution=none;B+C:verify=0.5,cost=0.1", "--over", "pledges=A>C,B>C:back;none", "--over",
                     "rounds=20,30", "--credit", "pledges,rounds", "--repetitions", "70", "--output", "one"})
                .status,
            0);
  const Outcome again = detente({"system", "one/design.ini", "--output", "two", "--threads", "1"});
  ASSERT_EQ(again.status, 0) << again.err;
  for (const char* const name : {"design.ini", "points.csv", "report.html", "results.json"})
    EXPECT_EQ(file(std::string("one/") + name), file(std::string("two/") + name)) << name;
  const std::string line = Json::parse(file("one/results.json"))["command"];
  EXPECT_EQ(shell("\"$D\" " + line.substr(8) + " --format json").out, file("one/results.json"));
  EXPECT_EQ(detente({"system", "one/design.ini", "--format", "csv"}).out, file("one/points.csv"));
}

TEST_F(SystemSweep, SaysWhatIsWrong) {
  expect_refused({"--over", "ambiguty=0"},
                 "--over: no option of a system that can differ between points is named 'ambiguty'; did you mean "
                 "'ambiguity'?");
  expect_refused({"--over", "ambiguity"}, "--over takes KEY=V1,V2,..., not 'ambiguity'");
  expect_refused({"--over", "ambiguity=0,2"}, "--over ambiguity takes a number from 0 to 1, not '2'");
  expect_refused({"--over", "pledges=none;A>X"},
                 "--over pledges=A>X: pledges: there is no state 'X'; did you mean 'A' or 'B' or 'C'?");
  expect_refused({"--over", "pledges=none;A>B", "--credit", "war"},
                 "--credit names 'war', which is not a key of --over; the keys are pledges");
  expect_refused({"--over", "pledges=A>B,C>B", "--credit", "pledges"},
                 "--credit names 'pledges', which has 1 value; it must have two, without and with the change (put a ; "
                 "between values that hold commas)");
  expect_refused({"--credit", "war"}, "--credit is about keys of --over; give --over KEY=V1;V2 too");
  expect_refused({"--over", "misperception=0,0.1"},
                 "--misperception and --over misperception exclude each other; give one of them");
  expect_refused({"--over", "pace=0,0.1", "--over", "pace=0,0.2"}, "--over pace is given twice; give it once");
  expect_refused({"--over", "pace=0,0.1", "--contest", "A"},
                 "--contest and --over exclude each other; give one of them");
  // What is wrong without the grid as well is not put down to it.
  expect_refused({"--over", "pace=0,0.1", "--pledges", "A>A"}, "pledges: state 'A' cannot stand by itself");
}

}  // namespace
