// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>

#include <detente/design/design.hpp>
#include <detente/dice.hpp>
#include <detente/properties/filter.hpp>
#include <detente/spirals/spirals.hpp>
#include <detente/world/game.hpp>

#include "json/json_reader.hpp"

/// Whatever is typed is either understood or refused with an `Error`: nothing else is thrown, nothing breaks.
namespace {

using namespace detente;

std::string mutated(std::string text, Rng& rng) {
  constexpr std::string_view letters = ",,::==@@##//..--0123456789eExnaTRPS \t\n\"'\xC3\xA9\xFF";
  for (std::uint32_t changes = 1 + rng() % 4; changes > 0; --changes) {
    const std::size_t at = text.empty() ? 0 : rng() % text.size();
    switch (rng() % 5) {
      case 0:
        text.insert(at, 1, letters[rng() % letters.size()]);
        break;
      case 1:
        if (!text.empty()) text.erase(at, 1 + rng() % 3);
        break;
      case 2:
        if (!text.empty()) text[at] = letters[rng() % letters.size()];
        break;
      case 3:
        text += text.substr(at);
        break;
      default:
        text = text.substr(0, at);
    }
    if (text.size() > 400) text.resize(400);
  }
  return text;
}

/// Tries an act on mutations of the seeds; how many were understood.
template <class Act>
int understood(const std::vector<std::string>& seeds, int tries, Act act) {
  int count = 0;
  for (int i = 0; i < tries; ++i) {
    Rng rng(Draw{.seed = 77, .repetition = static_cast<std::uint64_t>(i)});
    const std::string text = mutated(seeds[static_cast<std::size_t>(i) % seeds.size()], rng);
    try {
      act(text);
      ++count;
    } catch (const Error& refusal) {
      EXPECT_FALSE(std::string(refusal.what()).empty());
    } catch (const std::exception& other) {
      ADD_FAILURE() << "'" << text << "': " << other.what();
    }
  }
  return count;
}

TEST(Fuzz, of_questions) {
  const std::vector<std::string> seeds = {"nice and states<=8", "not (deterministic or memory=infinite) and graded",
                                          "family=second-tournament or family!=graded", "((nice))"};
  EXPECT_GT(understood(seeds, 4000, [](const std::string& text) { read_filter(text); }), 20);
}

TEST(Fuzz, of_games) {
  const std::vector<std::string> seeds = {
      "security-dilemma:offence=0.25,greed=0", "T=5,R=3,P=1,S=0,relative-gains=0.5",
      "arms-race:levels=6,base=custom,T=1,R=2,P=3,S=4",
      "offence-defence:offence=0.1,cost=0.2,distinguishability=0.3,signal-cost=1,open-cost=2",
      "custom:T=1/2,R=3,P=1,S=-1"};
  const int count = understood(seeds, 20000, [](const std::string& text) {
    const Game game = parse_game(text);
    game.payoffs();
    EXPECT_FALSE(game_class(game.corners).empty());
    EXPECT_EQ(parse_game(game.name).name, game.name) << text;  // what is printed reads back
  });
  EXPECT_GT(count, 200);
}

TEST(Fuzz, of_entrants) {
  const Registry registry = Registry::built_in();
  const std::vector<std::string> seeds = {"tft,gtft:generosity=0.3,hawk@greedy,tft#2",
                                          "memory-one:first=1,cc=0.5,dd=0@security-seeker#1,dove",
                                          "hawk@T=5,R=3,P=1,S=0,zd-extortion:chi=3,phi=1/26,all-or-none:k=3"};
  const int count = understood(seeds, 20000, [&](const std::string& text) {
    Request request;
    request.strategies = text.empty() ? "," : text;
    const Design design = make_design(request, registry);
    Request again;
    again.strategies = design.request.strategies;
    EXPECT_EQ(make_design(again, registry).request.strategies, design.request.strategies) << text;
  });
  EXPECT_GT(count, 200);
}

TEST(Fuzz, of_questions_about_spirals) {
  const Registry registry = Registry::built_in();
  Request request;
  request.strategies = "tft,gtft:generosity=0.3,hawk@greedy,tft,opportunist";
  const Design design = make_design(request, registry);
  const std::vector<std::string> seeds = {"tft,gtft:generosity=0.3,tft#2", "hawk@greedy,opportunist", "grit",
                                          "win-stay-lose-shift,hawk@T=5,R=3,P=1,S=0"};
  const int count = understood(seeds, 6000, [&](const std::string& text) {
    SpiralRequest asked;
    std::string* const places[] = {&asked.seekers, &asked.aggressors, &asked.baseline};
    *places[text.size() % 3] = text;
    const SpiralDesign question = make_spiral_design(asked, design, registry);
    EXPECT_FALSE(question.seekers.empty()) << text;
    EXPECT_FALSE(question.aggressors.empty()) << text;
    EXPECT_EQ(make_spiral_design(question.request, design, registry).request, question.request) << text;
  });
  EXPECT_GT(count, 100);
  for (const int number : {-2'000'000'000, -1, 0, 1, 10, 11, 1000, 1001, 10'000, 10'001, 2'000'000'000})
    for (const int place : {0, 1, 2, 3, 4}) {
      SpiralRequest asked;
      int* const places[] = {&asked.trial.durable, &asked.trial.horizon, &asked.trial.burst,
                             &asked.trial.crisis_rounds[0], &asked.trial.crisis_rounds[1]};
      *places[place] = number;
      try {
        const Trial trial = make_spiral_design(asked, design, registry).request.trial;
        EXPECT_LE(trial.durable, trial.horizon);
        EXPECT_LE(trial.crisis_rounds[0], trial.crisis_rounds[1]);
      } catch (const Error& refusal) {
        EXPECT_NE(std::string(refusal.what()).find(" is "), std::string::npos) << refusal.what();
      }
    }
}

TEST(Fuzz, of_ini_files) {
  const std::vector<std::string> seeds = {"# plan\nrounds = 5 # few\nstrategies = tft,tft#2\n", "a=b\r\n\n c = d=e \n"};
  const int count = understood(seeds, 20000, [](const std::string& text) {
    for (const IniEntry& entry : parse_ini(text, "fuzz.ini")) EXPECT_FALSE(entry.key.empty());
  });
  EXPECT_GT(count, 1000);
}

/// True where an object gives a key twice.
bool repeats_a_key(const std::string& text) {
  std::vector<std::set<std::string>> keys;
  bool repeats = false;
  const auto look = [&](int, cli::Json::parse_event_t event, const cli::Json& value) {
    if (event == cli::Json::parse_event_t::object_start) keys.emplace_back();
    if (event == cli::Json::parse_event_t::object_end) keys.pop_back();
    if (event == cli::Json::parse_event_t::key) repeats |= !keys.back().insert(value.get<std::string>()).second;
    return true;
  };
  return !cli::Json::parse(text, look, false).is_discarded() && repeats;
}

// The library's own parser says what is right, but for what it lets through.
TEST(Fuzz, of_results_files) {
  const std::vector<std::string> seeds = {
      R"({"format": "detente-match-1", "score": [3, 2.5e-3, -0], "design": {"a": {"b": null}, "c": [true, []]}})",
      R"([{"a": 1, "b": 2}, {"a": 1, "\u0061": 2}, "\u00e9\n", {}])", R"({"":{"":[[[[1]]]]}, " ":1e10})"};
  constexpr std::string_view kLetters("{}[]\",:0eE.+-\\ a\0\n\xC3", 19);
  int whole = 0, repeated = 0;
  for (int i = 0; i < 40'000; ++i) {
    Rng rng(Draw{.seed = 78, .repetition = static_cast<std::uint64_t>(i)});
    std::string text = seeds[static_cast<std::size_t>(i) % seeds.size()];
    for (std::uint32_t changes = rng() % 4; changes > 0; --changes) {
      const std::size_t at = rng() % text.size();
      const std::size_t from = rng() % text.size();
      if (rng() % 2 == 0)
        text[at] = kLetters[rng() % kLetters.size()];
      else
        text.insert(at, text.substr(from, rng() % 12));
    }
    const cli::Json expected = cli::Json::parse(text, nullptr, false);
    const bool is_wrong = expected.is_discarded() || text.find('\0') != std::string::npos || repeats_a_key(text);
    repeated += repeats_a_key(text) ? 1 : 0;
    try {
      const cli::Document read = cli::read_json("fuzz.json", text);
      EXPECT_FALSE(is_wrong) << text;
      EXPECT_EQ(read.json, expected) << text;
      ++whole;
    } catch (const Error& refusal) {
      EXPECT_TRUE(is_wrong) << text << '\n' << refusal.what();
    }
  }
  EXPECT_GT(whole, 2000);
  EXPECT_GT(repeated, 200);
}

}  // namespace
