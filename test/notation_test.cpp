// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/error.hpp>
#include <detente/play/round_robin.hpp>
#include <detente/text/text.hpp>
#include <detente/world/game.hpp>

#include "support/golden.hpp"

/// Automata as text: what is read, what is written, and that one conduct has one text.
namespace {

using namespace detente;

const Registry& registry() {
  static const Registry all = Registry::built_in();
  return all;
}

std::string canonical_text(const std::string& text) {
  return text_of(automaton_of_text(text));
}
std::string of_file(const std::string& contents) {
  return text_of(automaton_of_file(contents, "a.automaton"));
}

/// What a strategy is, told the prisoner's dilemma; absent where it has no small automaton.
std::optional<Automaton> derived(const Strategy& strategy) {
  try {
    const Strategy ready =
        strategy.briefed({.payoffs = parse_game("prisoners-dilemma").payoffs(), .tremble = {}, .misperception = {}});
    return derive(ready, 2, {.slips = true, .verified = true, .crisis = 0}, 2000);
  } catch (const Error&) {
    return std::nullopt;
  }
}

TEST(Notation, one_conduct_has_one_text) {
  const std::string tft = "C/0/1_D/0/1";
  EXPECT_EQ(canonical_text(tft), tft);
  EXPECT_EQ(canonical_text("start:1_D/1/0_C/1/0"), tft);  // other numbers
  EXPECT_EQ(canonical_text("C/2/1_D/0/1_C/0/1"), tft);    // a state twice
  EXPECT_EQ(canonical_text("C/0/1_D/0/1_D/2"), tft);      // one out of reach
  EXPECT_EQ(canonical_text("C/0/1/0/1_D/0/1/0/1"), tft);  // by what was done, of no influence
  EXPECT_EQ(canonical_text("C/0/0/1/1/0/0/1/1/0/1/0/1/0/1/0/1_D/0/1"),
            canonical_text("C/0/0/1/1/0/0/1/1/0/0/0/0/0/0/0/0_D/0/1"));
  EXPECT_EQ(canonical_text("0.25/0_0.5/1"), "0.25/0");
  EXPECT_EQ(canonical_text("1.0/0/1_0.0/0/1"), tft);
  EXPECT_EQ(canonical_text("0.25+0.75/0"), "0.25/0");
  EXPECT_EQ(canonical_text("levels:2_" + tft), tft);
}

TEST(Notation, numbers_of_states_are_of_no_influence) {
  std::mt19937 dice(7);
  for (int round = 0; round < 200; ++round) {
    const std::size_t size = 2 + dice() % 6;
    std::vector<std::string> plays;
    std::vector<std::array<std::size_t, 2>> next(size);
    std::vector<std::size_t> order(size);
    for (std::size_t i = 0; i < size; ++i) {
      plays.emplace_back(dice() % 2 == 0 ? "C" : "D");
      next[i] = {dice() % size, dice() % size};
      order[i] = i;
    }
    const auto text = [&] {
      std::vector<std::size_t> place(size);
      for (std::size_t i = 0; i < size; ++i) place[order[i]] = i;
      std::string words = "start:" + std::to_string(place[0]);
      for (const std::size_t state : order)
        words += "_" + plays[state] + "/" + std::to_string(place[next[state][0]]) + "/" +
                 std::to_string(place[next[state][1]]);
      return canonical_text(words);
    };
    const std::string plain = text();
    std::shuffle(order.begin(), order.end(), dice);
    EXPECT_EQ(text(), plain);
    EXPECT_EQ(canonical_text(plain), plain);
  }
}

TEST(Notation, files_have_labels_and_comments) {
  EXPECT_EQ(of_file("# tit-for-tat\ntrust: C trust doubt\r\n\n\tdoubt:\tD trust doubt  # as it was done to it\n"),
            "C/0/1_D/0/1");
  EXPECT_EQ(of_file("start b\na: D b a\nb: C b a\n"), "C/0/1_D/0/1");
  EXPECT_EQ(of_file("\xEF\xBB\xBF"
                    "0: C 0\n"),
            "C/0");
  EXPECT_EQ(of_file("levels 3\n0: 0 0 1 1\n1: 0.5+0.25+0.25 open 0 1 1"), "levels:3_0/0/1/1_0.5+0.25+0.25/open/0/1/1");
  EXPECT_EQ(of_file("0: C says:reassure:0:3 0 1\n1: D says:threaten:D:1 1"),
            "C/says:reassure:0:3/0/1_D/says:threaten:1:1/1");
}

TEST(Notation, what_is_written_is_read_back) {
  std::size_t count = 0;
  std::map<std::string, std::string> seen;
  for (const Strategy& strategy : registry().strategies()) {
    const auto automaton = derived(strategy);
    if (!automaton) continue;
    const Automaton least = canonical(*automaton);
    if (least.size() > kMostWrittenStates || least.levels > 2) continue;
    const std::string text = text_of(*automaton);
    EXPECT_EQ(automaton_of_text(text), least) << strategy.name();
    EXPECT_EQ(automaton_of_file(file_of(*automaton, strategy.name()), "x"), least) << strategy.name();
    EXPECT_EQ(text_of(least), text);
    ++count;
  }
  EXPECT_GT(count, 100U);
}

// A match against the library's own, exactly: as an automaton nothing changes, to the last bit.
TEST(Notation, an_automaton_plays_as_the_strategy_that_it_was_written_of) {
  for (const char* const name : {"tit-for-tat", "generous-tit-for-tat:generosity=0.3", "win-stay-lose-shift", "grim",
                                 "empathic", "capri", "desperate", "fortress-4"}) {
    Request request;
    request.misperception = {0.05, 0.01};
    request.tremble = {0.02, 0.01};
    request.game = "prisoners-dilemma";
    const std::string text = text_of(*derived(registry().strategy(name)));
    const auto score = [&](const std::string& entrant) {
      request.strategies = entrant + ",gradual:calm=1,grit,hawk";
      request.strategies = entrant + ",grit,hawk,tit-for-two-tats";
      const Design design = make_design(request, registry());
      const Results results = play(design, round_robin(4, true), 1);
      std::vector<double> scores;
      for (const PairResult& pair : results.pairs)
        if (pair.row == 0) scores.insert(scores.end(), {pair.score[0], pair.score[1]});
      return scores;
    };
    EXPECT_EQ(score(name), score("automaton:" + text)) << name << " " << text;
  }
}

TEST(Notation, tables_are_in_the_order_of_press_and_dyson) {
  const nlohmann::json vectors = golden("memory_one_vectors.json").at("vectors");
  for (const auto& item : vectors.items()) {
    const std::string& name = item.key();
    const nlohmann::json& vector = item.value();
    const auto chance = [&](const char* key) { return shortest(vector.at(key).get<double>()); };
    const nlohmann::json& initial = vector.at("initial");
    const std::string first = initial.is_string() ? initial.get<std::string>() : shortest(initial.get<double>());
    const std::string chances = chance("p_CC") + "/" + chance("p_CD") + "/" + chance("p_DC") + "/" + chance("p_DD");
    const std::string number = first == "C" ? "1" : first == "D" ? "0" : first;
    const auto known =
        derived(registry().strategy("memory-one:first=" + number + ",cc=" + chance("p_CC") + ",cd=" + chance("p_CD") +
                                    ",dc=" + chance("p_DC") + ",dd=" + chance("p_DD")));
    EXPECT_EQ(text_of(automaton_of_table(chances, first)), text_of(*known)) << name;
    EXPECT_EQ(registry().strategy("lookup:table=" + chances + ",first=" + first).name(), "automaton:" + text_of(*known))
        << name;
  }
}

// The tables of Yi, Baek & Choi and of Murase & Baek, as the library has them.
TEST(Notation, longer_tables_are_in_the_order_of_murase_and_baek) {
  const std::string capri = "CDDDCDDDCDCDDDDDDCDDCDDDDDDDDDDDCDCDCDCDDDDDDDDDDDDDCDCCDDDDDDCD";
  EXPECT_EQ(text_of(automaton_of_table(capri, "")), text_of(*derived(registry().strategy("capri"))));
  EXPECT_EQ(text_of(automaton_of_table("CDCDDCCDCDCCDCCD", "")), text_of(*derived(registry().strategy("tft-atft"))));
  EXPECT_EQ(text_of(automaton_of_table("CD", "")), "C/0/1_D/0/1");
  EXPECT_EQ(text_of(automaton_of_table("CD", "D")), "D/1/0_C/1/0");
  EXPECT_EQ(text_of(automaton_of_table("CDCD", "C")), "C/0/1_D/0/1");
}

// A published machine moves as it is told what the other did; here states move, so that a state is what is entered.
TEST(Notation, published_machines_are_those_of_the_library) {
  const nlohmann::json machines = golden("fsm_tables.json").at("machines");
  for (const auto& [its_name, table] : machines.items()) {
    std::string name;
    for (const char letter : its_name) {
      const bool begins = std::isupper(letter) != 0 || std::isdigit(letter) != 0;
      if (begins && !name.empty()) name += '-';
      name += static_cast<char>(std::tolower(letter));
    }
    const auto label = [](int state, const std::string& move) { return "s" + std::to_string(state) + move; };
    std::string file =
        "start " + label(table.at("initial_state").get<int>(), table.at("initial_action").get<std::string>()) + "\n";
    std::set<std::pair<int, std::string>> states;
    states.emplace(table.at("initial_state").get<int>(), table.at("initial_action").get<std::string>());
    for (const auto& item : table.at("transitions").items())
      states.emplace(item.value().at(0).get<int>(), item.value().at(1).get<std::string>());
    for (const auto& [state, move] : states) {
      file += label(state, move) + ": " + move;
      for (const char* const seen : {"C", "D"}) {
        const auto& to = table.at("transitions").at(std::to_string(state) + "," + seen);
        file += " " + label(to.at(0).get<int>(), to.at(1).get<std::string>());
      }
      file += "\n";
    }
    EXPECT_EQ(of_file(file), text_of(*derived(registry().strategy(name)))) << name;
  }
}

TEST(Notation, bad_text_is_one_sentence) {
  const std::map<std::string, std::string> faults{{"", "has no states"},
                                                  {"C", "no state follows"},
                                                  {"C/0/1/2_D/0_C/0", "3 states follow"},
                                                  {"E/0", "'E' is no move"},
                                                  {"C/1", "there is no state '1'"},
                                                  {"C/x", "there is no state 'x'"},
                                                  {"start:3_C/0", "there is no state '3'"},
                                                  {"1/0", "'1' is no move"},
                                                  {"1.5/0", "'1.5' is no move"},
                                                  {"nan/0", "'nan' is no move"},
                                                  {"0.5+0.6/0", "add up to 1.1"},
                                                  {"0.5+-0.5/0", "'-0.5' is no chance"},
                                                  {"levels:1_0/0", "'1' is no number of levels"},
                                                  {"levels:99999999999999999999_0/0", "is no number of levels"},
                                                  {"levels:3_C/0", "'C' is no move"},
                                                  {"levels:3_0.5+0.5/0", "is no move"},
                                                  {"C/says:whisper:0:1/0", "is no signal"},
                                                  {"C/says:reassure:2:1/0", "is no signal"},
                                                  {"C/says:reassure:0:256/0", "is no signal"},
                                                  {"C/0/open", "there is no state 'open'"}};
  for (const auto& [text, fault] : faults) {
    try {
      automaton_of_text(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      const std::string sentence = error.what();
      EXPECT_NE(sentence.find(fault), std::string::npos) << text << ": " << sentence;
      EXPECT_NE(sentence.find(';'), std::string::npos) << text << ": " << sentence;  // what is allowed
    }
  }
  std::string many = "C/1";
  for (int state = 1; state < 65; ++state) many += "_C/" + std::to_string((state + 1) % 65);
  EXPECT_THROW(automaton_of_text(many), Error);
  const std::map<std::string, std::string> files{{"0: C 0 1\n1: D 0 2\n", "line 2: there is no state '2'"},
                                                 {"C 0 1\n", "line 1: 'C' is no label"},
                                                 {"\n\na: C a\na: D a\n", "line 4: there are two states 'a'"},
                                                 {"a: C a\nstart b\n", "line 2: there is no state 'b'"},
                                                 {"start a\nstart a\na: C a\n", "line 2: start is given twice"},
                                                 {"a:\n", "line 1: nothing is played"}};
  for (const auto& [file, fault] : files) {
    try {
      automaton_of_file(file, "a.automaton");
      ADD_FAILURE() << file;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find(fault), std::string::npos) << error.what();
    }
  }
  for (const char* const name :
       {"lookup:table=CDC", "lookup:CDCD", "lookup:table=CDCD,first=CC", "lookup:table=CDCD,table=CDCD",
        "lookup:", "lookup:table=0.5/2", "automaton:", "automaton:name:Big_C/0", "automaton:nowhere.automaton"})
    EXPECT_THROW(registry().strategy(name), Error) << name;
}

// Whatever is read is either refused, or an automaton that is written and read back.
TEST(Notation, any_text_is_refused_or_read) {
  const std::string letters = "CD01234567/_.+:;-# \nopensaylvtru";
  std::mt19937 dice(11);
  const std::vector<std::string> seeds{"C/0/1_D/0/1", "levels:3_0/0/1/1_0.5+0.25+0.25/open/0/1/1",
                                       "start:1_0.25/0/1/0/1_C/says:reassure:0:3/0"};
  int read = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = seeds[dice() % seeds.size()];
    for (std::size_t change = dice() % 4; change-- > 0 && !text.empty();) {
      const std::size_t at = dice() % text.size();
      switch (dice() % 3) {
        case 0:
          text[at] = letters[dice() % letters.size()];
          break;
        case 1:
          text.erase(at, 1 + dice() % 3);
          break;
        default:
          text.insert(at, 1, letters[dice() % letters.size()]);
          break;
      }
    }
    try {
      const Automaton automaton = automaton_of_text(text);
      EXPECT_EQ(canonical(automaton_of_text(text_of(automaton))), canonical(automaton)) << text;
      ++read;
    } catch (const Error&) {
    }
    try {
      automaton_of_file(text, "x");
    } catch (const Error&) {
    }
  }
  EXPECT_GT(read, 1000);
}

}  // namespace
