// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Entrants that fail: who is named, who is left out, and that nothing of the others changes.
#include <gtest/gtest.h>

#include <detente/play/round_robin.hpp>

#include "support/command.hpp"

namespace {

using namespace command;
using namespace detente;

std::string module(const std::string& name) {
  return std::string(DETENTE_MODULE_DIR) + "/" + name + ".so";
}

Registry unruly() {
  Registry registry = Registry::built_in();
  registry.load(module("unruly"));
  registry.load(module("thrower"));
  return registry;
}

Request request(const std::string& strategies, const std::string& engine) {
  Request request;
  request.strategies = strategies;
  request.engine = engine;
  request.repetitions = 200;
  request.rounds = 20;
  request.forfeits = true;
  return request;
}

std::vector<std::string> names(const std::vector<Forfeit>& forfeits) {
  std::vector<std::string> list;
  for (const Forfeit& forfeit : forfeits) list.push_back(forfeit.strategy);
  return list;
}

TEST(Forfeit, leaves_the_others_what_they_are_without_it) {
  const Registry registry = unruly();
  for (const char* const engine : {"auto", "exact", "objects", "tables", "check"})
    for (const int threads : {1, 4}) {
      SCOPED_TRACE(std::string(engine) + " " + std::to_string(threads));
      const bool takes_all = std::string(engine) != "exact" && std::string(engine) != "tables";
      const std::string rest = takes_all ? "tft,random,two-hundred,hawk" : "tft,random,hawk";
      const Played without = play_field(make_design(request(rest, engine), registry), 1);
      const Played with =
          play_field(make_design(request("thrower," + rest + ",throws-42,begin-throws", engine), registry), threads);
      EXPECT_EQ(names(with.design.forfeits), (std::vector<std::string>{"begin-throws", "thrower", "throws-42"}));
      EXPECT_EQ(with.design.request.strategies, without.design.request.strategies);
      ASSERT_EQ(with.results.pairs.size(), without.results.pairs.size());
      for (std::size_t i = 0; i < with.results.pairs.size(); ++i) {
        const PairResult& a = with.results.pairs[i];
        const PairResult& b = without.results.pairs[i];
        EXPECT_EQ(a.row, b.row);
        EXPECT_EQ(a.column, b.column);
        EXPECT_EQ(a.engine, b.engine);
        EXPECT_EQ(a.score, b.score);
        EXPECT_EQ(a.score_error, b.score_error);
        EXPECT_EQ(a.joint, b.joint);
        ASSERT_EQ(a.check.has_value(), b.check.has_value());
        if (a.check) {
          EXPECT_EQ(a.check->bound, b.check->bound);
        }
      }
      ASSERT_EQ(with.results.standings.size(), without.results.standings.size());
      for (std::size_t i = 0; i < with.results.standings.size(); ++i) {
        const Standing& a = with.results.standings[i];
        const Standing& b = without.results.standings[i];
        EXPECT_EQ(a.entrant, b.entrant);
        EXPECT_EQ(a.rank, b.rank);
        EXPECT_EQ(a.rank_interval, b.rank_interval);
        EXPECT_EQ(a.score, b.score);
        EXPECT_EQ(a.score_error, b.score_error);
      }
    }
}

TEST(Forfeit, tells_who_failed_and_how_for_any_number_of_threads) {
  const Registry registry = unruly();
  for (const char* const engine : {"auto", "objects"})
    for (const int threads : {1, 2, 7}) {
      Request asked = request("hawk,thrower,throws-42,tft,copy-throws", engine);
      asked.forfeits = false;
      const Design design = make_design(asked, registry);
      try {
        play(design, round_robin(design.entrants.size(), true), threads);
        FAIL() << "nobody failed";
      } catch (const FieldFailure& failure) {
        const std::string where = std::string(engine) == "auto" ? "round 3: " : "repetition 0, round 3: ";
        EXPECT_EQ(failure.strategy(), failure.forfeits().front().strategy);
        std::vector<std::string> sentences;
        for (const Forfeit& forfeit : failure.forfeits()) sentences.push_back(forfeit.why);
        EXPECT_EQ(sentences,
                  (std::vector<std::string>{
                      "strategy 'thrower' failed in the pair 'hawk' – 'thrower', " + where + "enough of this",
                      "strategy 'throws-42' failed in the pair 'hawk' – 'throws-42', " + where +
                          "something that is not a std::exception",
                      "strategy 'copy-throws' failed when it was copied: one copy too many"}));
        EXPECT_EQ(failure.what(), sentences[0] + "; " + sentences[1] + "; " + sentences[2]);
      }
    }
}

TEST(Forfeit, of_everybody_is_a_failure) {
  const Registry registry = unruly();
  const Design design = make_design(request("thrower,throws-42", "auto"), registry);
  EXPECT_THROW(play_field(design, 1), FieldFailure);
  EXPECT_THROW(make_design(request("begin-throws,begin-throws", "auto"), registry), FieldFailure);
  Request stops = request("begin-throws,tft,begin-throws", "auto");
  stops.forfeits = false;
  try {
    make_design(stops, registry);
    FAIL() << "nobody failed";
  } catch (const FieldFailure& failure) {
    EXPECT_EQ(names(failure.forfeits()), (std::vector<std::string>{"begin-throws", "begin-throws#2"}));
  }
}

class ForfeitCli : public Cli {
 protected:
  Outcome ask(const Words& words) const {
    return detente(with(words, {"--module", module("unruly"), "--module", module("thrower"), "--repetitions", "64"}));
  }
};

TEST_F(ForfeitCli, RunPrintsAndWritesTheOthers) {
  const Words rest = {"run", "--strategies", "tft,hawk,random,grim", "--format", "json"};
  const Words all = {"run", "--strategies", "tft,thrower,hawk,random,begin-throws,grim", "--format", "json"};
  const Outcome plain = ask(rest);
  ASSERT_EQ(plain.status, 0) << plain.err;
  const Outcome stopped = ask(with(all, {"--output", "stopped"}));
  EXPECT_EQ(stopped.status, 1);
  EXPECT_EQ(stopped.out, "");
  EXPECT_EQ(
      stopped.err,
      "detente: strategy 'begin-throws' failed when it was given the game: something that is not a std::exception\n");
  EXPECT_EQ(files(), std::set<std::string>{});
  const Outcome outcome = ask(with(all, {"--on-failure", "forfeit", "--output", "results"}));
  EXPECT_EQ(outcome.status, 1);
  const std::string thrown = "strategy 'thrower' failed in the pair 'tit-for-tat' – 'thrower', round 3: enough of this";
  const std::string begun =
      "strategy 'begin-throws' failed when it was given the game: something that is not a std::exception";
  EXPECT_EQ(outcome.err, "detente: " + begun + "; it is left out of the results\ndetente: " + thrown +
                             "; it is left out of the results\n");
  const Json with_it = Json::parse(outcome.out), without_it = Json::parse(plain.out);
  for (const char* const key : {"standings", "pairs", "verdict", "breakers", "traces", "recovery", "broke", "entrants"})
    EXPECT_EQ(with_it[key].dump(), without_it[key].dump()) << key;
  EXPECT_EQ(with_it["design"]["strategies"], without_it["design"]["strategies"]);
  EXPECT_EQ(with_it["left_out"],
            (Json{{{"strategy", "begin-throws"}, {"why", begun}}, {{"strategy", "thrower"}, {"why", thrown}}}));
  EXPECT_FALSE(without_it.contains("left_out"));
  EXPECT_EQ(contents(folder_ / "results" / "results.json"), outcome.out);
  const Outcome again = detente({"run", "--config", "results/design.ini", "--format", "json"});
  EXPECT_EQ(again.status, 1);
  EXPECT_EQ(Json::parse(again.out)["pairs"], with_it["pairs"]);
  EXPECT_EQ(Json::parse(again.out)["left_out"], with_it["left_out"]);
}

TEST_F(ForfeitCli, WhoFailsBeyondTheMatchAloneKeepsItsStanding) {
  const Words words = {"run", "--strategies", "tft,hawk,two-hundred,grim", "--format", "json"};
  for (const char* const reaction : {"stop", "forfeit"}) {
    SCOPED_TRACE(reaction);
    const Outcome outcome = ask(with(words, {"--on-failure", reaction}));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_TRUE(outcome.err.starts_with("detente: strategy 'two-hundred' failed in the pair ")) << outcome.err;
    EXPECT_TRUE(outcome.err.ends_with("; it is left out of the verdict on spirals, but its scores are kept\n"))
        << outcome.err;
    const Json results = Json::parse(outcome.out);
    EXPECT_EQ(results["standings"].size(), 4U);
    EXPECT_FALSE(results.contains("left_out"));
    EXPECT_EQ(results["left_out_of_verdict"][0]["strategy"], "two-hundred");
    const std::string verdict = results["verdict"].dump();
    EXPECT_NE(verdict.find("This verdict leaves out 'two-hundred' (failed during its computation)."),
              std::string::npos);
    const Json without = json({"run", "--strategies", "tft,hawk,grim", "--repetitions", "64"});
    EXPECT_EQ(results["breakers"], without["breakers"]);
  }
}

TEST_F(ForfeitCli, SpiralsAndSweepLeaveItOut) {
  const Words all = {"--strategies", "tft,two-hundred,hawk,thrower,grim", "--on-failure", "forfeit", "--format",
                     "json"};
  const Words rest = {"--strategies", "tft,hawk,grim", "--repetitions", "64"};
  const Outcome spirals = ask(with({"spirals"}, all));
  EXPECT_EQ(spirals.status, 1);
  const Json found = Json::parse(spirals.out), plain = json(with({"spirals"}, rest));
  for (const char* const key : {"strategies", "escape", "crisis", "impulse", "broke", "robustness"})
    EXPECT_EQ(found[key].dump(), plain[key].dump()) << key;
  EXPECT_EQ(found["left_out"].size(), 2U);
  EXPECT_EQ(std::count(spirals.err.begin(), spirals.err.end(), '\n'), 2) << spirals.err;

  const Words over = {"--over", "rounds=2,20"};  // thrower fails in round 3
  const Outcome sweep = ask(with(with({"sweep"}, over), all));
  EXPECT_EQ(sweep.status, 1);
  const Json points = Json::parse(sweep.out)["points"];
  EXPECT_FALSE(points[0].contains("left_out"));
  EXPECT_EQ(points[0]["standings"].size(), 5U);
  EXPECT_EQ(points[1]["standings"].size(), 4U);
  EXPECT_EQ(points[1]["left_out"][0]["strategy"], "thrower");
  EXPECT_EQ(points[1]["left_out_of_verdict"][0]["strategy"], "two-hundred");
  EXPECT_NE(sweep.err.find("; at rounds=20 it is left out of the results\n"), std::string::npos) << sweep.err;
}

}  // namespace
