// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"

/// What `show`, `list` and cards say of a strategy: in the game that is played, over its matches, and no more than is
/// known.
namespace {

using namespace command;

using Shown = Cli;

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// 'gradual' counts: with errors no pair of it is exact. All others are resisted, so that nothing is refuted.
TEST_F(Shown, stability_that_cannot_be_decided_is_open) {
  const std::string question = "show hawk --game prisoners-dilemma --misperception 0.05 --against dove,gradual";
  const Json against = json(words_of(question))["against"];
  EXPECT_EQ(against["evolutionarily_stable"], nullptr);
  EXPECT_EQ(against["nash"], true);
  EXPECT_EQ(against["unanswered"], Json::parse(R"(["gradual"])"));
  const std::string text = detente(words_of(question)).out;
  EXPECT_TRUE(says(text, "Evolutionarily stable against the field? open: it resists 1 of 2 mutants; 1\n    could not"))
      << text;
  const std::string csv = detente(words_of(question + " --format csv")).out;
  EXPECT_TRUE(says(csv, R"("evolutionarily stable","open")")) << csv;
  EXPECT_TRUE(says(csv, R"("invasion by gradual","open")")) << csv;
  // One that succeeds refutes it, whatever the others do; and who earns less from residents need not meet its kind.
  const Json refuted = json(words_of("show dove --game prisoners-dilemma --misperception 0.05 --against hawk,gradual"));
  EXPECT_EQ(refuted["against"]["evolutionarily_stable"], false);
  const Json alone = json(words_of("show hawk --game prisoners-dilemma --misperception 0.05 --against go-by-majority"));
  EXPECT_EQ(alone["against"]["evolutionarily_stable"], true);
  EXPECT_EQ(alone["against"]["mutants"][0]["against_itself"], nullptr);
}

TEST_F(Shown, answers_are_for_the_length_of_matches) {
  const auto against = [&](const std::string& length) {
    return json(words_of("show tft --game prisoners-dilemma --against hawk " + length))["against"];
  };
  for (const char* length : {"--rounds 1", "--rounds 200", "--continuation 0.3", "--rounds infinite --discount 0.3",
                             "--rounds 100 --discount 0.3"})
    EXPECT_EQ(against(length)["nash"], false) << length;
  for (const char* length : {"--continuation 0.9", "--rounds infinite --discount 0.9", "--rounds infinite"})
    EXPECT_EQ(against(length)["nash"], true) << length;
  EXPECT_EQ(against("--rounds 1")["best_response"], 5);
  EXPECT_EQ(against("--rounds 1")["horizon"], Json::parse(R"({"rounds": 1, "continuation": null, "discount": null})"));
  const Json once = json(words_of("show tft --game prisoners-dilemma --rounds 1"))["exploitability"];
  EXPECT_EQ(once["greedy"], Json::parse(R"({"gain": 5.0, "victim": 0.0})"));
  for (const auto& [length, words] : std::map<std::string, std::string>{
           {"--rounds 1", "over 1 round; payoffs"},
           {"", "over 200 rounds; payoffs"},
           {"--rounds infinite", "over infinitely many rounds; payoffs"},
           {"--rounds infinite --discount 0.5", "over infinitely many rounds with discount factor 0.5; payoffs"},
           {"--continuation 0.5", "over a random number of rounds (continuation 0.5); payoffs"}}) {
    std::string text = detente(words_of("show tft " + length)).out;
    for (char& c : text) c = c == '\n' ? ' ' : c;
    EXPECT_TRUE(says(text, words)) << text;
  }
}

TEST_F(Shown, best_responses_play_for_the_length_of_the_match) {
  const auto moves = [&](const std::string& length) {
    return json(words_of("match best-response-to:tft tft --game prisoners-dilemma --trace " + length))["row_moves"];
  };
  EXPECT_EQ(moves("--rounds 1"), "D");
  EXPECT_EQ(moves("--rounds 6"), "CCCCCD");
  EXPECT_EQ(moves("--rounds 6 --discount 0.2"), "DDDDDD");
  EXPECT_EQ(moves("--rounds 6 --discount 0.9"), "CCCCCD");
  const auto share = [&](const std::string& length) {
    return json(words_of("match best-response-to:tft tft --game prisoners-dilemma " + length))["cooperation"][0];
  };
  EXPECT_EQ(share("--rounds infinite --discount 0.9"), 1);
  EXPECT_EQ(share("--rounds infinite --discount 0.2"), 0);
  EXPECT_EQ(share("--continuation 0.2"), 0);
}

// Its type may mix; in a stag hunt it forgives always.
TEST_F(Shown, properties_are_those_in_the_game) {
  const std::string text = detente(words_of("show gtft --game stag-hunt")).out;
  EXPECT_TRUE(says(text, "chooses its move deterministically")) << text;
  EXPECT_TRUE(says(text, "not retaliating")) << text;
  EXPECT_FALSE(says(text, "dice")) << text;
  for (const auto& [game, mixes] : {std::pair<std::string, bool>{"stag-hunt", false}, {"prisoners-dilemma", true}}) {
    const Json shown = json(words_of("show gtft --game " + game));
    EXPECT_EQ(shown["traits"]["throws_dice"], mixes) << game;
    EXPECT_EQ(shown["properties"]["deterministic"], !mixes) << game;
    const Json card = json(words_of("run --strategies gtft,tft --rounds 5 --game " + game))["entrants"][0];
    EXPECT_EQ(card["properties"]["deterministic"], !mixes) << game;
    EXPECT_EQ(card["properties"]["retaliating"], mixes) << game;
    EXPECT_EQ(card["properties"]["states"], mixes ? 2 : 1) << game;
  }
}

TEST_F(Shown, what_is_not_known_is_said) {
  const Json shown = json(words_of("show adaptor-brief"));
  EXPECT_EQ(shown["properties"]["deterministic"], false);
  EXPECT_EQ(shown["properties"]["forgiving"], nullptr);
  EXPECT_EQ(shown["properties"]["states"], nullptr);
  EXPECT_EQ(shown["traits"]["throws_dice"], true);
  const std::string text = detente(words_of("show first-by-stein-and-rapoport")).out;
  EXPECT_TRUE(says(text, "known: whether it is forgiving")) << text;
  EXPECT_TRUE(says(text, "Length     it plays differently when it knows the length of the match")) << text;
  EXPECT_FALSE(says(detente(words_of("show tft")).out, "Length"));
  EXPECT_EQ(json(words_of("show first-by-stein-and-rapoport"))["properties"]["uses_length"], true);
}

TEST_F(Shown, who_was_seen_to_throw_dice_is_listed) {
  std::set<std::string> names;
  const Json listed = json({"list", "--where", "stochastic"});
  for (const Json& one : listed["strategies"]) names.insert(one["name"]);
  for (const char* name : {"adaptor-brief", "adaptor-long", "calculator", "stalker", "memory-decay",
                           "second-by-champion", "first-by-graaskamp", "random", "generous-tit-for-tat"})
    EXPECT_TRUE(names.contains(name)) << name;
  for (const char* name : {"gradual", "first-by-downing", "tit-for-tat"}) EXPECT_FALSE(names.contains(name)) << name;
}

}  // namespace
