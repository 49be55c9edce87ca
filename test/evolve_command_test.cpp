// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "support/command.hpp"

/// `detente evolve`, as its users type it.
namespace {

using namespace command;

class EvolveCommand : public Cli {
 protected:
  const Words seven_{"evolve", "--strategies",
                     "tft,generous-tit-for-tat:generosity=0.3333333333333333,wsls,grit,hawk,dove,grim", "--game",
                     "prisoners-dilemma"};
};

TEST_F(EvolveCommand, says_the_answer_first) {
  const Outcome outcome = detente(seven_);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  for (const char* const sentence :
       {"Where all play hawk, tit-for-tat needs 4.8% of states to earn more than they do (10 founders of 100 take over "
        "with an even chance)",
        "grit 55.3% (58 founders)", "win-stay-lose-shift and dove never do.",
        "tit-for-tat opens the door and grit keeps the house: a world of hawk and dove alone is at peace in 0.0% of "
        "rounds, with tit-for-tat 7.6%, with grit 0.1%, with both 86.4%.",
        "In the long run this world is at peace in 43.8% of rounds.",
        "The likeliest way out of a world of hawk is tit-for-tat, then "
        "generous-tit-for-tat:generosity=0.3333333333333333; peace is reached after 128 mutants on average, without "
        "tit-for-tat after 396,468."}) {
    std::string text = outcome.out;
    std::replace(text.begin(), text.end(), '\n', ' ');
    EXPECT_NE(text.find(sentence), std::string::npos) << sentence << "\n" << outcome.out;
  }
  EXPECT_NE(outcome.out.find("grim returned from a share of 3.3·10^−7 in generation 155"), std::string::npos);
}

TEST_F(EvolveCommand, writes_json_csv_and_a_design_that_repeats_it) {
  const Words asked = with(seven_, {"--population", "10,100", "--hostile", "hawk,grim", "--shares", "hostile:0.8",
                                    "--generations", "50", "--output", "out"});
  const Outcome first = detente(with(asked, {"--format", "json"}));
  ASSERT_EQ(first.status, 0) << first.err;
  const Json json = Json::parse(first.out);
  EXPECT_EQ(files(), (std::set<std::string>{"out", "out/evolution.json", "out/strategies.csv", "out/fixation.csv",
                                            "out/trajectory.csv", "out/design.ini", "out/report.html"}));
  EXPECT_EQ(Json::parse(contents(folder_ / "out/evolution.json")), json);
  EXPECT_EQ(json["format"], "detente-evolution-1");
  EXPECT_EQ(json["worlds"].size(), 2U);
  EXPECT_EQ(json["worlds"][0]["invasions"].size(), 42U);
  EXPECT_EQ(json["ecological"]["generations"].size(), 51U);
  EXPECT_NEAR(json["ecological"]["share"][0][4].get<double>(), 0.4, 1e-12);  // hawk and grim share 0.8
  const auto lines = [&](const char* file) {
    const std::string text = contents(folder_ / file);
    return std::count(text.begin(), text.end(), '\n');
  };
  EXPECT_EQ(lines("out/strategies.csv"), 1 + 2 * 7);
  EXPECT_EQ(lines("out/fixation.csv"), 1 + 2 * 42);
  EXPECT_EQ(lines("out/trajectory.csv"), 1 + 51 * 7);
  const Outcome again = detente({"evolve", "--config", "out/design.ini", "--format", "json"});
  EXPECT_EQ(again.out, first.out) << again.err;
  const Outcome command = shell("$D " + json["command"].get<std::string>().substr(8) + " --format json");
  EXPECT_EQ(command.out, first.out) << json["command"] << command.err;
  EXPECT_EQ(detente({"report", "out/evolution.json", "-o", "page.html"}).status, 0);
}

TEST_F(EvolveCommand, compares_worlds_over_design_values_and_its_own) {
  const Words asked = with(
      seven_, {"--clones", "each", "--over", "misperception=0,0.05", "--over", "population=10,100", "--output", "o"});
  const Outcome first = detente(with(asked, {"--format", "json"}));
  ASSERT_EQ(first.status, 0) << first.err;
  const Json json = Json::parse(first.out);
  EXPECT_EQ(json["format"], "detente-evolution-sweep-1");
  ASSERT_EQ(json["points"].size(), 4U);
  EXPECT_EQ(json["points"][1]["at"], Json::parse(R"({"misperception": "0", "population": "100"})"));
  EXPECT_NEAR(json["points"][1]["worlds"][0]["peace"].get<double>(), 0.9304634389941275, 1e-9);
  EXPECT_NEAR(json["points"][3]["worlds"][0]["peace"].get<double>(), 0.4381270715296241, 1e-9);
  EXPECT_EQ(detente({"evolve", "--config", "o/design.ini", "--format", "json"}).out, first.out);
  EXPECT_EQ(detente({"report", "o/evolution.json", "-o", "page.html"}).status, 0);
  const Outcome table = detente({"evolve", "--config", "o/design.ini", "--output", "other"});
  EXPECT_NE(table.out.find("93.0%"), std::string::npos) << table.out;
}

TEST_F(EvolveCommand, replaces_what_it_wrote) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(detente({"evolve", "--strategies", "tft,hawk", "--output", "o"}).status, 0);
    EXPECT_EQ(detente({"evolve", "--strategies", "tft,hawk", "--over", "seed=1,2", "--output", "o"}).status, 0);
  }
}

TEST_F(EvolveCommand, is_stopped_during_any_of_its_dynamics) {
  for (const Words& words : {Words{"--dynamics", "walk", "--walk-length", "100000000000"},
                             Words{"--dynamics", "chain", "--mutation", "1e-5", "--population", "100000"},
                             Words{"--dynamics", "structure", "--structure", "torus:200x200", "--block", "50"}}) {
    Words started{DETENTE_EXECUTABLE, "evolve", "--strategies", "tft,grit,hawk,wsls"};
    started.insert(started.end(), words.begin(), words.end());
    const pid_t child = start(started);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    kill(child, SIGINT);
    const Outcome stopped = finish(child);
    EXPECT_EQ(stopped.status, 130) << words[1] << stopped.err;
    EXPECT_EQ(stopped.out, "");
  }
}

TEST_F(EvolveCommand, payoffs_that_differ_by_rounding_are_equal) {
  const Json all = json({"evolve", "--strategies", "tft,grit,hawk", "--game", "T=1,R=1,P=1,S=1"});
  EXPECT_EQ(all["strategies"].size(), 1U) << all["payoffs"];
  const Json parts = json({"evolve", "--strategies", "tft,hawk", "--game", "T=3,R=3,P=1,S=1"});
  for (const Json& invasion : parts["worlds"][0]["invasions"])
    if (invasion["mutant"] == "tit-for-tat") {
      EXPECT_EQ(invasion["entry_loss"].get<double>(), 0);
      EXPECT_EQ(invasion["threshold_share"].get<double>(), 0);
    }
}

TEST_F(EvolveCommand, leaves_out_who_fails_even_if_it_is_named) {
  const Outcome outcome = detente({"evolve", "--module", DETENTE_MODULE_DIR "/thrower.so", "--strategies",
                                   "thrower,tft,hawk", "--on-failure", "forfeit", "--hostile", "thrower,hawk"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_NE(outcome.err.find("thrower"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.out.find("Where all play hawk"), std::string::npos) << outcome.out;
}

TEST_F(EvolveCommand, threads_and_kernels_change_no_byte) {
  const Words asked{"evolve", "--repetitions", "64", "--draws", "10", "--format", "json"};
  const std::string one = detente(with(asked, {"--threads", "1"})).out;
  EXPECT_EQ(detente(with(asked, {"--threads", "3"})).out, one);
}

TEST_F(EvolveCommand, keeps_pairs_in_a_store) {
  const std::string plain = detente(with(seven_, {"--format", "json"})).out;
  for (int i = 0; i < 2; ++i) {
    const Outcome stored = detente(with(seven_, {"--format", "json", "--store", "pairs.db"}));
    EXPECT_EQ(stored.status, 0) << stored.err;
    const Json known = Json::parse(stored.out);
    EXPECT_EQ(known["worlds"], Json::parse(plain)["worlds"]);
  }
}

TEST_F(EvolveCommand, solves_all_dynamics) {
  std::ofstream(folder_ / "pact.txt") << "# two friends and a neighbour\nA B 2\nB C\nC A\nC D 0.5\n";
  const Words asked{"evolve",
                    "--strategies",
                    "tft,grit,hawk",
                    "--game",
                    "prisoners-dilemma",
                    "--dynamics",
                    "all",
                    "--structure",
                    "pact.txt",
                    "--block",
                    "1,2",
                    "--mutation",
                    "0.01",
                    "--population",
                    "20",
                    "--walk-length",
                    "2000",
                    "--format",
                    "json",
                    "--generations",
                    "20"};
  const Outcome first = detente(asked);
  ASSERT_EQ(first.status, 0) << first.err;
  const Json json = Json::parse(first.out);
  EXPECT_EQ(json["design"]["structure"], (fs::canonical(folder_) / "pact.txt").string());
  EXPECT_EQ(json["structure"]["states"], 4);
  EXPECT_EQ(json["structure"]["blocks"].size(), 4U);
  EXPECT_GT(json["structure"]["blocks"][0]["share"].get<double>(), 0);
  EXPECT_EQ(json["chain"]["rates"].size(), 1U);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NEAR(json["chain"]["rates"][0]["share"][i].get<double>(),
                json["worlds"][0]["strategies"][i]["share"].get<double>(), 1e-14);
  EXPECT_GE(json["rest_points"].size(), 3U);
  EXPECT_EQ(json["replicator"]["share"][0], Json::array({1.0 / 3, 1.0 / 3, 1.0 / 3}));
  EXPECT_EQ(json["walk"]["mutants"], 2000);
  EXPECT_EQ(detente(with(asked, {"--threads", "1"})).out, first.out);
  EXPECT_EQ(detente(with(asked, {"--threads", "3", "--output", "all"})).out, first.out);
  EXPECT_EQ(detente({"evolve", "--config", "all/design.ini", "--format", "json"}).out, first.out);
  const Outcome table = detente(Words(asked.begin(), asked.end() - 4));
  for (const char* const part : {"share in generation", "share at time (replicator)", "rest point", "share at mutation",
                                 "On pact.txt (4 states", "A walk of 2,000 mutants"})
    EXPECT_NE(table.out.find(part), std::string::npos) << part << table.out;
}

TEST_F(EvolveCommand, tells_the_fault_of_a_structure_in_one_sentence) {
  std::ofstream(folder_ / "loop.txt") << "A B\nB B\n";
  std::ofstream(folder_ / "apart.txt") << "A B\nC D\n";
  std::ofstream(folder_ / "words.txt") << "A\n";
  const Words two{"evolve", "--strategies", "tft,hawk"};
  for (const auto& [words, sentence] : std::vector<std::pair<Words, std::string>>{
           {{"--structure", "loop.txt"}, "loop.txt, line 2"},
           {{"--structure", "apart.txt"}, "apart.txt"},
           {{"--structure", "words.txt"}, "words.txt, line 1"},
           {{"--structure", "none.txt"}, "--structure is 'none.txt', which is no structure and no file"},
           {{"--structure", "rign:20"}, "did you mean 'ring'"},
           {{"--structure", "ring:2"}, "--structure"},
           {{"--structure", "ring:20", "--update", "best"}, "update is best, which needs a torus"},
           {{"--structure", "ring:20", "--block", "20"}, "block 20 does not leave room for others on ring:20"},
           {{"--update", "best"}, "--update is about a structure"},
           {{"--walk-length", "100"}, "--walk-length is about walks"},
           {{"--dynamics", "walk", "--misperception", "0.05/0.01"}, "errors must be as likely both ways"},
           {{"--dynamics", "walk", "--game", "arms-race"}, "the game must have two levels"}}) {
    const Outcome refused = detente(with(two, words));
    expect_refused(refused);
    EXPECT_NE(refused.err.find(sentence), std::string::npos) << sentence << "\n" << refused.err;
  }
}

TEST_F(EvolveCommand, plays_its_pairs_in_parts) {
  const std::string plain = detente(with(seven_, {"--format", "json"})).out;
  for (const char* const part : {"2/2", "1/2"}) {
    const Outcome played = detente(with(seven_, {"--store", "pairs.db", "--shard", part}));
    EXPECT_EQ(played.status, 0) << played.err;
    EXPECT_EQ(played.out, "");
  }
  const Outcome whole = detente(with(seven_, {"--format", "json", "--store", "pairs.db"}));
  EXPECT_EQ(Json::parse(whole.out)["worlds"], Json::parse(plain)["worlds"]) << whole.err;
  EXPECT_NE(whole.err.find("0 of 28 pairs to play"), std::string::npos) << whole.err;
}

TEST_F(EvolveCommand, takes_one_strategy_and_a_field_without_hawks) {
  EXPECT_EQ(detente({"evolve", "--strategies", "tft"}).status, 0);
  const Outcome none = detente({"evolve", "--strategies", "tft,grit"});
  EXPECT_EQ(none.status, 0);
  EXPECT_NE(none.out.find("No entrant is hawk; --hostile names"), std::string::npos) << none.out;
}

TEST_F(EvolveCommand, refuses_in_one_sentence) {
  std::ofstream(folder_ / "short.csv") << ",tft,hawk\ntft,0,1\n";
  std::ofstream(folder_ / "negative.csv") << ",tft,hawk\ntft,0,1\nhawk,-1,0\n";
  const Words two{"evolve", "--strategies", "tft,hawk"};
  for (const auto& [words, sentence] : std::vector<std::pair<Words, std::string>>{
           {{"--self-play", "no"}, "self-play is no"},
           {{"--population", "1"}, "--population takes a whole number from 2 to 1000000, not '1'"},
           {{"--population", "10,10"}, "--population names 10 twice"},
           {{"--selection", "-1"}, "--selection"},
           {{"--fitness", "linear"}, "--fitness is about the processes moran and wright-fisher"},
           {{"--process", "moran", "--fitness", "linear", "--game", "T=5,R=3,P=-1,S=-2"},
            "a game whose payoffs are all greater by 1"},
           {{"--game", "T=5,R=3,P=-1,S=-2"}, "with a background of at least 1"},
           {{"--mutation", "0"}, "--mutation is '0'; it must be rare, or a chance above 0 and up to 1"},
           {{"--mutation", "2"}, "--mutation is '2'"},
           {{"--mutants", "none.csv", "--clones", "each"}, "'none.csv' cannot be read"},
           {{"--mutants", "short.csv", "--clones", "each"}, "short.csv has no row of 'hawk'"},
           {{"--mutants", "negative.csv", "--clones", "each"}, "a chance must not be negative"},
           {{"--mutants", "negative.csv"}, "give clones each"},
           {{"--dynamics", "wrld"}, "did you mean 'world'?"},
           {{"--hostile", "hwk"}, "which is no entrant"},
           {{"--shares", "hostile:2"}, "shares is 'hostile:2'"},
           {{"--extinct", "0.7"}, "--extinct"},
           {{"--extinct", "0.5"}, "below 1 over the 2 strategies"},
           {{"--population", ""}, "--population needs a value"},
           {{"--dynamics", ""}, "--dynamics needs a value"},
           {{"--shares", ""}, "--shares needs a value"},
           {{"--over", "structure=ring:5,star:5"}, "cannot be swept"},
           {{"--repetitions", "1"}, "repetitions is 1"},
           {{"--calm", "3"}, "'detente evolve' has no option '--calm'"},
           {{"--over", "threads=1,2"}, "cannot be swept"},
           {{"--over", "population=10,0"}, "population"}}) {
    const Outcome refused = detente(with(two, words));
    expect_refused(refused);
    EXPECT_NE(refused.err.find(sentence), std::string::npos) << sentence << "\n" << refused.err;
  }
}

}  // namespace
