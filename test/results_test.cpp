// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "support/command.hpp"

/// What results hold besides what was computed of them: traces, cards, the line that replays them, peace after crises.
namespace {

using namespace command;

using Results = Cli;

const Words kNoisy =
    words_of("run --strategies tft,grit,hawk@greedy,opportunist@greedy --rounds 60 --misperception 0.1");

TEST_F(Results, hold_the_rounds_of_some_matches) {
  const Json results = json(kNoisy);
  ASSERT_EQ(results["traces"].size(), 30U);  // ten pairs, three repetitions
  for (const Json& trace : results["traces"]) {
    Words words = words_of("match --rounds 60 --misperception 0.1 --trace --repetition");
    words.push_back(std::to_string(trace["repetition"].get<int>()));
    words.insert(words.begin() + 1, {trace["row"], trace["column"]});
    const Json match = json(words);
    for (const auto& [key, value] : trace.items())
      if (key != "row" && key != "column") {
        EXPECT_EQ(match[key], value) << key;
      }
    EXPECT_EQ(trace.size(), 15U);
  }
}

TEST_F(Results, trace_those_who_rank_best_in_their_motive) {
  const Json few = json(with(kNoisy, {"--traces", "3"}));
  ASSERT_EQ(few["traces"].size(), 9U);
  std::set<std::string> best;
  for (const Json& standing : few["standings"])
    if (standing["rank"] == 1) best.insert(standing["strategy"]);
  ASSERT_EQ(best.size(), 2U);
  for (const Json& trace : few["traces"]) {
    EXPECT_TRUE(best.contains(trace["row"])) << trace["row"];
    EXPECT_TRUE(best.contains(trace["column"])) << trace["column"];
  }
  const Json peers =
      json(words_of("run --strategies tft,grit,hawk,grim,dove --rounds 60 --misperception 0.1 --traces 3"));
  for (const Json& trace : peers["traces"])
    for (const char* const seat : {"row", "column"})
      EXPECT_TRUE(trace[seat] == peers["standings"][0]["strategy"] || trace[seat] == peers["standings"][1]["strategy"])
          << trace[seat];
  Json none = json(with(kNoisy, {"--traces", "0"}));
  EXPECT_EQ(none["traces"], Json::array());
  Json all = json(kNoisy);
  for (Json* const results : {&none, &all}) {
    results->erase("traces");
    results->erase("command");
  }
  EXPECT_EQ(none, all);
}

TEST_F(Results, trace_the_beginning_of_long_matches) {
  for (const char* const length :
       {"--rounds infinite", "--rounds 100000 --known-length yes", "--continuation 0.9999"}) {
    const Json results = json(with(words_of("run --strategies tft,grit --misperception 0.05"), words_of(length)));
    ASSERT_EQ(results["traces"].size(), 9U) << length;
    for (const Json& trace : results["traces"]) EXPECT_EQ(trace["row_moves"].get<std::string>().size(), 400U) << length;
  }
  const Json same = json(words_of("match tft grit --misperception 0.05 --rounds 500 --trace"));
  const Json infinite = json(words_of("run --strategies tft,grit --misperception 0.05 --rounds infinite"));
  const Json& trace = infinite["traces"][3];
  ASSERT_EQ(trace["row"].get<std::string>() + trace["column"].get<std::string>(), "tit-for-tatgrit");
  EXPECT_EQ(trace["row_moves"], same["row_moves"].get<std::string>().substr(0, 400));
}

TEST_F(Results, trace_nothing_that_no_draw_can_show) {
  const Words tiny = words_of("run --strategies tft,grit --misperception 1e-12 --rounds 20");
  EXPECT_EQ(json(tiny)["traces"], Json::array());
  expect_refused(detente(with(tiny, {"--traces", "5"})));
  expect_refused(detente(with(kNoisy, {"--traces", "-1"})));
  expect_refused(detente(with(kNoisy, {"--traces", "10001"})));
}

TEST_F(Results, replay_with_their_traces) {
  const Outcome first = detente(with(kNoisy, {"--traces", "2", "--output", "a", "--format", "json"}));
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(detente({"run", "--config", "a/design.ini", "--format", "json"}).out, first.out);
}

TEST_F(Results, hold_the_line_that_replays_them) {
  for (const Words& words :
       {kNoisy, with(kNoisy, {"--traces", "2"}),
        words_of("run --strategies tft,tft,gtft:generosity=1/3@T=4,R=3,P=1,S=0 --self-play no --continuation 0.9 "
                 "--tremble-of tit-for-tat#2=0.1/0 --signal-noise 0.1 --start crisis:3 --seed 7 --repetitions 90"),
        words_of("run --strategies tft,grit --misperception 1-20:0.1,21-60:0.05/0 --rounds 60"),
        words_of("spirals --strategies tft,grit,hawk@greedy --durable 5 --crisis-rounds 3-4"),
        words_of("sweep --strategies tft,grit --over game=chicken,custom:T=5,R=3,P=1,S=0 --over rounds=5,10"),
        words_of("match tft grit --misperception 0.1 --rounds 30 --trace --repetition 2"),
        words_of("match tft tft --discount 0.9 --known-length yes")}) {
    SCOPED_TRACE(words.front());
    const Outcome first = detente(with(words, {"--format", "json"}));
    ASSERT_EQ(first.status, 0) << first.err;
    const std::string line = Json::parse(first.out)["command"];
    SCOPED_TRACE(line);
    ASSERT_TRUE(line.starts_with("detente " + words.front() + " "));
    const Outcome again = shell("$D" + line.substr(7) + " --format json");
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(again.out, first.out);
  }
  EXPECT_EQ(json(words_of("run --strategies tft,tft,hawk@greedy --rounds 20"))["command"],
            "detente run --strategies 'tit-for-tat,tit-for-tat#2,hawk@greedy' --rounds 20 --misperception 0.05/0.01");
}

TEST_F(Results, hold_a_card_of_each_entrant) {
  const Json results =
      json(words_of("run --strategies grit:trigger=2,gradual,tft@greedy,random --rounds 20 --repetitions 50"));
  ASSERT_EQ(results["entrants"].size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(results["entrants"][i]["strategy"], results["design"]["strategies"][i]);
  const Json& grit = results["entrants"][0];
  EXPECT_EQ(grit["name"], "grit");
  EXPECT_EQ(grit["origin"], "built-in");
  EXPECT_EQ(grit["parameters"]["trigger"], 2);
  EXPECT_FALSE(grit["about"].get<std::string>().empty());
  const Json& gradual = results["entrants"][1];
  EXPECT_EQ(gradual["automaton"], nullptr);
  EXPECT_EQ(gradual["properties"]["states"], nullptr);
  const Json& tit = results["entrants"][2];
  EXPECT_EQ(tit["properties"]["nice"], true);
  EXPECT_EQ(tit["properties"]["memory_depth"], 1);
  EXPECT_EQ(tit["automaton"]["states"], Json::parse(R"([{"id": 0, "label": "C", "restraint": 1.0, "start": true},
                                                        {"id": 1, "label": "D", "restraint": 0.0, "start": false}])"));
  const Json& random = results["entrants"][3];
  EXPECT_EQ(random["automaton"]["states"][0]["label"], "C 50%");
  EXPECT_EQ(random["automaton"]["states"][0]["restraint"], 0.5);
  EXPECT_EQ(random["properties"]["deterministic"], false);
}

// The drawing is that of `show --dot`.
TEST_F(Results, draw_what_show_draws) {
  for (const std::string name : {"grit", "contrite-tit-for-tat", "generous-tit-for-tat"}) {
    const Json results = json({"run", "--strategies", name + ",hawk", "--rounds", "20"});
    const Json& drawn = results["entrants"][0]["automaton"];
    const std::string dot = detente({"show", name, "--dot", "--misperception", "0.05"}).out;
    EXPECT_EQ(std::count(dot.begin(), dot.end(), '>'), static_cast<std::ptrdiff_t>(drawn["edges"].size() + 1)) << dot;
    for (const Json& edge : drawn["edges"]) {
      const std::string line = "  " + edge["from"].dump() + " -> " + edge["to"].dump() +
                               " [label=" + edge["label"].dump() + (edge["slip"] ? ", style=dashed];" : "];");
      EXPECT_NE(dot.find(line), std::string::npos) << line << '\n' << dot;
    }
    for (const Json& state : drawn["states"]) {
      const std::string line = "  " + state["id"].dump() + " [label=" + state["label"].dump() + ", fillcolor=";
      EXPECT_NE(dot.find(line), std::string::npos) << line << '\n' << dot;
    }
  }
}

TEST_F(Results, tell_how_much_peace_there_is_after_crises) {
  const Json alone = json(words_of("run --strategies tft,hawk@greedy --misperception 0.05"))["recovery"];
  EXPECT_EQ(alone["crisis_rounds"], Json::parse("[5, 14]"));
  EXPECT_EQ(alone["rounds"], 100);
  const Json& tit = alone["series"][0];
  EXPECT_EQ(tit["strategy"], "tit-for-tat");
  EXPECT_EQ(tit["error"], nullptr);
  EXPECT_EQ(tit["pairs"], 1);
  EXPECT_EQ(tit["sampled_pairs"], 0);
  for (int round = 1; round <= 100; ++round)
    EXPECT_NEAR(tit["peace"][static_cast<std::size_t>(round) - 1].get<double>(),
                std::pow((1 - std::pow(0.9, round - 1)) / 2, 2), 1e-14);
  const Json sampled =
      json(words_of("run --strategies tft,gradual --repetitions 80 --horizon 12 --durable 3"))["recovery"];
  EXPECT_EQ(sampled["rounds"], 12);
  EXPECT_EQ(sampled["series"][0]["sampled_pairs"], 1);
  EXPECT_EQ(sampled["series"][1]["error"].size(), 12U);
  EXPECT_FALSE(json(words_of("run --strategies hawk@greedy,opportunist@greedy")).contains("recovery"));
}

}  // namespace
