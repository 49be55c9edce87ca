// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <detente/automata/automaton.hpp>
#include <detente/error.hpp>
#include <detente/sweep/sweep.hpp>
#include <nlohmann/json.hpp>

namespace detente {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Values = std::vector<std::string>;

std::string refusal_of(const auto& act) {
  try {
    act();
  } catch (const Error& refusal) {
    return refusal.what();
  }
  return "";
}

struct Output {
  std::string text;
  int status;
};

/// The command in a shell, with both streams in one.
Output detente(const std::string& arguments) {
  const std::string command = "'" DETENTE_EXECUTABLE "' " + arguments + " 2>&1";
  std::FILE* const pipe = popen(command.c_str(), "r");
  Output output;
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    output.text.append(buffer.data(), read);
  output.status = WEXITSTATUS(pclose(pipe));
  return output;
}

Json json(const std::string& arguments) {
  const Output output = detente(arguments + " --format json");
  EXPECT_EQ(output.status, 0) << output.text;
  return Json::parse(output.text, nullptr, false);
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Sweep, reads_lists) {
  EXPECT_EQ(listed_values("0, 0.1/0 ,1", ListKind::words), (Values{"0", "0.1/0", "1"}));
  EXPECT_EQ(listed_values("security-dilemma:offence=0.25,greed=1,stag-hunt,custom:T=5,R=3,P=1,S=0", ListKind::specs),
            (Values{"security-dilemma:offence=0.25,greed=1", "stag-hunt", "custom:T=5,R=3,P=1,S=0"}));
  EXPECT_EQ(listed_values("grit,grit:announce=0,trigger=1,gtft@T=3,R=2,P=1,S=0", ListKind::specs),
            (Values{"grit", "grit:announce=0,trigger=1", "gtft@T=3,R=2,P=1,S=0"}));
  EXPECT_EQ(listed_values("tft=0,grit=0.1", ListKind::words), (Values{"tft=0", "grit=0.1"}));
  EXPECT_EQ(listed_values("grit:trigger=2,tft;hawk", ListKind::lists), (Values{"grit:trigger=2,tft", "hawk"}));
  EXPECT_EQ(listed_values("grit,tft", ListKind::lists), (Values{"grit,tft"}));
  EXPECT_EQ(listed_values("T=5,R=3,P=1,S=0;chicken", ListKind::specs), (Values{"T=5,R=3,P=1,S=0", "chicken"}));

  EXPECT_EQ(refusal_of([] { listed_values("", ListKind::words); }), "the list is empty");
  EXPECT_EQ(refusal_of([] { listed_values("1,,2", ListKind::words); }), "the list '1,,2' has an empty entry");
  EXPECT_EQ(refusal_of([] { listed_values("1,2,1", ListKind::words); }), "'1' is listed twice");
  EXPECT_EQ(
      refusal_of([] { listed_values("T=5,R=3", ListKind::specs); }),
      "the list begins with 'T=5', which is not the beginning of a name; a free game is written custom:T=..,R=..");
}

TEST(Sweep, varies_the_last_key_fastest) {
  const std::vector<Axis> axes{{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}};
  ASSERT_EQ(points(axes), 6U);
  EXPECT_EQ(place(axes, 0), (std::vector<std::size_t>{0, 0}));
  EXPECT_EQ(place(axes, 2), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(place(axes, 3), (std::vector<std::size_t>{1, 0}));
  for (std::size_t point = 0; point < 6; ++point) EXPECT_EQ(point_at(axes, place(axes, point)), point);

  const std::vector<Axis> many(3, Axis{"a", Values(22, "v")});
  EXPECT_EQ(refusal_of([&] { points(many); }), "the grid has more than 10000 points; give fewer values");
}

TEST(Sweep, ranks_with_ties_and_gaps) {
  using Ranks = std::vector<std::optional<int>>;
  EXPECT_EQ(ranks({0.5, std::nullopt, 0.7, 0.5 + 1e-12, 0.1}), (Ranks{2, std::nullopt, 1, 2, 4}));
  EXPECT_EQ(ranks({}), Ranks{});
}

/// A point of a grid about entrants.
SweepPoint varied(const std::string& strategies, const Values& keys, const Values& values, Request request = {},
                  const SpiralRequest& question = {}) {
  const Registry registry = Registry::built_in();
  request.strategies = strategies;
  std::vector<Change> changes;
  for (std::size_t i = 0; i < keys.size(); ++i) changes.emplace_back(parse_variation(keys[i], registry), values[i]);
  return make_point(request, question, changes, registry);
}

TEST(Sweep, sets_a_parameter_of_every_entrant_of_a_strategy) {
  Request request;
  request.misperception = {0, 0};  // so that a best response can be played
  request.tremble_of = {{"grit:trigger=5,steps=4@greedy", {0.1, 0}}, {"hawk", {0.2, 0}}};
  SpiralRequest question;
  question.seekers = "grit,tft";
  const SweepPoint point = varied("tft,grit,hawk,grit:trigger=5,steps=4@greedy,best-response-to:grit", {"grit:trigger"},
                                  {"3"}, request, question);
  EXPECT_EQ(point.design.request.strategies,
            "tit-for-tat,grit:trigger=3,hawk,grit:trigger=3,steps=4@greedy,best-response-to:grit:trigger=3");
  EXPECT_EQ(point.rows, (Values{"tit-for-tat", "grit", "hawk", "grit:steps=4@greedy", "best-response-to:grit"}));
  EXPECT_EQ(point.is_varied, (std::vector<bool>{false, true, false, true, true}));
  EXPECT_EQ(point.design.request.tremble_of[0].first, "grit:trigger=3,steps=4@greedy");
  EXPECT_EQ(point.question.seekers, "grit:trigger=3,tit-for-tat");
}

TEST(Sweep, puts_others_in_the_place_of_a_strategy) {
  const SweepPoint point = varied("grit@greedy,tft,grit,forgiver", {"grit"}, {"forgiver"});
  EXPECT_EQ(point.design.request.strategies, "forgiver@greedy,tit-for-tat,forgiver,forgiver#2");
  EXPECT_EQ(point.rows, (Values{"grit@greedy", "tit-for-tat", "grit", "forgiver"}));
  EXPECT_EQ(varied("tft,hawk", {"tft"}, {"grit:trigger=1@greedy"}).design.request.strategies,
            "grit:trigger=1@greedy,hawk");
}

TEST(Sweep, refuses_changes_that_cannot_be_made) {
  const Registry registry = Registry::built_in();
  EXPECT_EQ(refusal_of([] { varied("tft,hawk", {"grit:trigger"}, {"1"}); }),
            "'grit' is not an entrant; the entrants are tit-for-tat, hawk");
  EXPECT_EQ(refusal_of([] { varied("grit,hawk", {"grit:trigger"}, {"x"}); }),
            "grit:trigger is 'x', which is not a number");
  EXPECT_EQ(refusal_of([] { varied("grit,hawk", {"grit:trigger"}, {"0"}); }),
            "parameter trigger of strategy 'grit' is 0; it must be a whole number in 1…100");
  EXPECT_EQ(refusal_of([&] { parse_variation("grit:triger", registry); }),
            "strategy 'grit' has no parameter 'triger'; did you mean 'trigger'?");
  EXPECT_EQ(parse_variation("gtft:generosity", registry).key(), "generous-tit-for-tat:generosity");
}

TEST(Sweep, keeps_grit_as_it_is_unless_told) {
  const Registry registry = Registry::built_in();
  const auto size = [&](const char* name) { return derive(registry.strategy(name), 2, {}, 4096)->states.size(); };
  EXPECT_EQ(size("grit"), 13U);
  EXPECT_EQ(size("grit:announce=1,success=1"), 13U);
  EXPECT_LE(size("grit:announce=0"), 13U);
  EXPECT_LE(size("grit:success=0"), 13U);
  EXPECT_LE(size("grit:success=2"), 13U);
}

const std::string kWorld = " --strategies tft,gtft,grit,gradual,hawk@greedy --rounds 30 --repetitions 40 ";

TEST(Sweep, plays_every_point_as_a_run_would) {
  const Json sweep =
      json("sweep --over game=stag-hunt,custom:T=5,R=3,P=1,S=0 --over misperception=0.1/0,0.02" + kWorld);
  ASSERT_EQ(sweep["points"].size(), 4U);
  EXPECT_EQ(sweep["format"], "detente-sweep-1");
  EXPECT_FALSE(sweep["design"].contains("game"));
  EXPECT_EQ(sweep["design"]["rounds"], 30);
  std::size_t point = 0;
  for (const std::string game : {"stag-hunt", "custom:T=5,R=3,P=1,S=0"})
    for (const std::string misperception : {"0.1/0", "0.02"}) {
      const Json& here = sweep["points"][point++];
      EXPECT_EQ(here["values"], (Json{{"game", game}, {"misperception", misperception}}));
      const Json run = json("run --game " + game + " --misperception " + misperception + kWorld);
      EXPECT_EQ(here["standings"].dump(), run["standings"].dump());
      EXPECT_EQ(here["breakers"].dump(), run["breakers"].dump());
      EXPECT_EQ(here["verdict"], run["verdict"]);
      EXPECT_EQ(here["parameters"], run["design"]["parameters"]);
    }
}

TEST(Sweep, is_the_same_for_any_number_of_threads_and_replays) {
  const fs::path folder = fs::path(testing::TempDir()) / "sweep";
  fs::remove_all(folder);
  const std::string one = (folder / "one").string(), other = (folder / "other").string();
  const Output first = detente(
      "sweep --over gtft:generosity=0.1,0.4 --over rounds=10,30 --tremble-of gtft=0.1 "
      "--strategies tft,gtft,gradual,hawk --repetitions 40 --aggressors hawk --threads 1 "
      "--format csv --output '" +
      one + "'");
  EXPECT_EQ(first.status, 0) << first.text;
  const Output second =
      detente("sweep --config '" + one + "/design.ini' --threads 2 --format csv --output '" + other + "'");
  EXPECT_EQ(second.text, first.text);
  for (const char* const file : {"sweep.json", "sweep.csv", "design.ini"})
    EXPECT_EQ(contents(folder / "one" / file), contents(folder / "other" / file)) << file;
  EXPECT_EQ(contents(folder / "one" / "sweep.csv"), first.text);

  // The command line wins over the file, also over a key that is swept there.
  const Json fixed = json("sweep --config '" + one +
                          "/design.ini' --rounds 5 --over seed=1,2 --over generous-tit-for-tat:generosity=0.2");
  EXPECT_EQ(fixed["design"]["rounds"], 5);
  EXPECT_EQ(fixed["over"].size(), 2U);
  fs::remove_all(folder);
}

TEST(Sweep, has_a_line_for_each_entrant_at_each_point) {
  const Output output = detente(
      "sweep --over grit:trigger=1,2 --over misperception=0.05,0.05/0 --format csv"
      " --strategies tft,grit,hawk --rounds 10");
  std::istringstream lines(output.text);
  std::string line;
  std::getline(lines, line);
  EXPECT_TRUE(line.starts_with(
      "\"grit:trigger\",\"misperception\",misperception_up,misperception_down,rank,strategy,motive,score,"))
      << line;
  std::set<std::string> grits;
  int count = 0;
  for (; std::getline(lines, line); ++count)
    if (line.find(R"(,"grit","game",)") != std::string::npos) grits.insert(line.substr(0, 10));
  EXPECT_EQ(count, 12);
  EXPECT_EQ(grits.size(), 4U);
}

TEST(Sweep, marks_the_best_and_changes_of_rank) {
  const Output output = detente("sweep --over game=prisoners-dilemma,stag-hunt --strategies tft,gtft,hawk --rounds 50");
  EXPECT_EQ(output.status, 0);
  EXPECT_NE(output.text.find('*'), std::string::npos);
  EXPECT_NE(output.text.find("(1) prisoners-dilemma; (2) stag-hunt"), std::string::npos) << output.text;
  EXPECT_NE(output.text.find("generosity of generous-tit-for-tat, depending on game: 0.3333 at\n"
                             "prisoners-dilemma; 1 at stag-hunt\n"),
            std::string::npos)
      << output.text;
  const Output tables = detente(
      "sweep --over misperception=0,0.01,0.02,0.05,0.1,0.15,0.2,0.25,0.3,0.4 --rounds 20 "
      "--strategies tft,gtft,grit,wsls,hawk");
  EXPECT_NE(tables.text.find("↑"), std::string::npos) << tables.text;
  EXPECT_NE(tables.text.find("↓"), std::string::npos) << tables.text;
  std::istringstream lines(tables.text);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }), 80) << line;
}

TEST(Sweep, refuses_in_one_sentence_before_it_plays) {
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"", "sweep needs --over: --over KEY=V1,V2,..., such as --over misperception=0,0.05,0.1"},
      {"--over rounds", "--over takes KEY=V1,V2,..., not 'rounds'"},
      {"--over rounds=", "--over rounds: the list is empty"},
      {"--over rounds=5,x", "--over rounds takes a whole number from 1 to 1000000000, or infinite, not 'x'"},
      {"--over misperception=0,2", "--over misperception takes U[/V], probabilities from 0 to 1, not '2'"},
      {"--over misperceptoin=0",
       "--over: neither a design option nor a strategy is named 'misperceptoin'; did you mean 'misperception' or "
       "'misperception-of'?"},
      {"--over threads=1,2", "--over: 'threads' cannot be swept; allowed are design options and strategies"},
      {"--over rounds=5 --over rounds=6", "--over rounds is given twice; give it once"},
      {"--over rounds=5 --rounds 6", "--rounds and --over rounds exclude each other; give one of them"},
      {"--over rounds=5 --continuation 0.5", "--continuation and --over rounds exclude each other; give one of them"},
      {"--over rounds=5 --over continuation=0.5",
       "--over rounds and --over continuation exclude each other; give one of them"},
      {"--over grit=grit,tft --over grit:steps=1",
       "--over grit and --over grit:steps exclude each other; give one of them"},
      {"--over grit:steps=1,0",
       "--over grit:steps=0: parameter steps of strategy 'grit' is 0; it must be a whole "
       "number in 1…100"},
      {"--over seed=1 --over peace-level=0,1",
       "--over peace-level=1: peace-level is 1; in a game of 2 levels it must lie in 0…0"},
      {"--over horizon=20,5", "--over horizon=5: durable is 10; it must lie in 1…horizon, which is 5"},
      {"--over seed=1,2 --start never", "start is 'never'; it must be peace or crisis:K with K in 1…1000000"},
      {"--over seed=$(seq -s, 101) --over rounds=$(seq -s, 100)",
       "--over: the grid has more than 10000 points; give fewer values"},
  };
  for (const auto& [arguments, sentence] : refused) {
    const Output output = detente("sweep " + arguments);
    EXPECT_EQ(output.status, 2) << arguments;
    EXPECT_EQ(output.text, "detente: " + sentence + "\n") << arguments;
  }
}

}  // namespace
}  // namespace detente
