// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/design/design.hpp>
#include <detente/text/text.hpp>
#include <filesystem>
#include <fstream>

namespace {

using namespace detente;

/// What an Error says; "" when nothing is thrown.
template <class Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::vector<std::string> entrants(const std::string& list) {
  Request request;
  request.strategies = list;
  std::vector<std::string> names;
  for (const Entrant& entrant : make_design(request, Registry::built_in()).entrants) names.push_back(entrant.name);
  return names;
}

using Names = std::vector<std::string>;

TEST(Words, read_numbers_whole_or_not_at_all) {
  EXPECT_EQ(read_number("0.25"), 0.25);
  EXPECT_EQ(read_number("1/18"), 1.0 / 18);
  EXPECT_EQ(read_number("1e-3"), 0.001);
  for (const char* text : {"", " 1", "1 ", "5x", "nan", "inf", "-inf", "1e400", "1/0", "1/", "/2", "0x10", "1,5", "+1"})
    EXPECT_FALSE(read_number(text)) << text;
  EXPECT_EQ(read_whole("-7"), -7);
  for (const char* text : {"", "1.0", "1e3", "9223372036854775808", "7 "}) EXPECT_FALSE(read_whole(text)) << text;
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(1.0 / 3), "0.3333333333333333");
}

TEST(Words, name_the_nearest) {
  EXPECT_EQ(did_you_mean("hwak", {"hawk", "dove"}), "; did you mean 'hawk'?");
  EXPECT_EQ(did_you_mean("zzzzzz", {"hawk", "dove"}), "");
  EXPECT_EQ(did_you_mean("tit-for-tta", {"tit-for-tat", "dove"}), "; did you mean 'tit-for-tat'?");
}

TEST(Registry, knows_names_aliases_and_parameters) {
  const Registry registry = Registry::built_in();
  EXPECT_EQ(registry.strategy("tft").name(), "tit-for-tat");
  EXPECT_EQ(registry.strategy("pavlov").name(), "win-stay-lose-shift");
  EXPECT_EQ(registry.strategy("alld").name(), "hawk");
  EXPECT_EQ(registry.strategy("cooperator").name(), "dove");
  EXPECT_EQ(registry.strategy("gtft:generosity=0.30").name(), "generous-tit-for-tat:generosity=0.3");
  EXPECT_EQ(registry.strategy("memory-one:dd=0.5,cc=1").name(), "memory-one:cc=1,dd=0.5");
  EXPECT_EQ(registry.strategy("zd-extortion:phi=1/20").name(), "zd-extortion:phi=0.05");
}

TEST(Registry, knows_presets_and_runs_of_moves) {
  const Registry registry = Registry::built_in();
  EXPECT_EQ(registry.strategy("go-by-majority-10").name(), "go-by-majority:memory=10");
  EXPECT_EQ(registry.strategy("go-by-majority-10:memory=12").name(), "go-by-majority:memory=12");
  EXPECT_EQ(registry.strategy("cycler-dc").name(), "cycler:cycle=DC");
  EXPECT_EQ(registry.strategy(registry.strategy("cycler:cycle=CDD").name()).name(), "cycler:cycle=CDD");
  EXPECT_TRUE(registry.knows("go-by-majority-10"));
  EXPECT_EQ(registry.family("go-by-majority-10"), "records");
  EXPECT_EQ(registry.family("nobody"), "");
}

TEST(Registry, refuses_what_it_does_not_know_in_one_sentence) {
  const Registry registry = Registry::built_in();
  const auto said = [&](const std::string& spec) { return refusal([&] { registry.strategy(spec); }); };
  EXPECT_EQ(said("tit-for-tta"), "no strategy is named 'tit-for-tta'; did you mean 'tit-for-tat'?");
  EXPECT_EQ(said("qqqqqqqq"), "no strategy is named 'qqqqqqqq'; 'detente list' shows them all");
  EXPECT_EQ(said("hawk:x=1"), "strategy 'hawk' has no parameter 'x'; it takes none");
  EXPECT_EQ(said("gtft:generosty=1"),
            "strategy 'generous-tit-for-tat' has no parameter 'generosty'; did you mean 'generosity'?");
  EXPECT_EQ(said("gtft:generosity=1.5"),
            "parameter generosity of strategy 'generous-tit-for-tat' is 1.5; it must be a number in 0…1");
  EXPECT_EQ(said("gtft:generosity=nan"),
            "parameter generosity of strategy 'generous-tit-for-tat' is 'nan'; it must be a number in 0…1");
  EXPECT_EQ(said("aon:k=2.5"), "parameter k of strategy 'all-or-none' is 2.5; it must be a whole number in 1…16");
  EXPECT_EQ(said("cycler:cycle=CXD"),
            "parameter cycle of strategy 'cycler' is 'CXD'; it must be 1…256 moves, written C and D");
  EXPECT_EQ(said("cycler:cycle="),
            "parameter cycle of strategy 'cycler' is ''; it must be 1…256 moves, written C and D");
  EXPECT_NE(said("cycler:cycle=" + std::string(257, 'C')), "");
  EXPECT_NE(said("cycler:cycle=3"), "");
  EXPECT_NE(said("gtft:generosity=.1,generosity=.2"), "");
  EXPECT_NE(said("gtft:"), "");
  EXPECT_NE(said("gtft:0.3"), "");
  EXPECT_NE(said(""), "");
}

TEST(Entrants, are_named_canonically_and_numbered_when_they_repeat) {
  EXPECT_EQ(entrants("tft,hawk"), (Names{"tit-for-tat", "hawk"}));
  EXPECT_EQ(entrants("tft, tft ,tft"), (Names{"tit-for-tat", "tit-for-tat#2", "tit-for-tat#3"}));
  EXPECT_EQ(entrants("tft#2,tft,tft"), (Names{"tit-for-tat#2", "tit-for-tat", "tit-for-tat#3"}));
  EXPECT_EQ(entrants("memory-one:first=1,cd=0.25@greedy#2,dove,memory-one:first=1,cd=0.25@greedy"),
            (Names{"memory-one:first=1,cd=0.25@greedy#2", "dove", "memory-one:first=1,cd=0.25@greedy"}));
  EXPECT_EQ(entrants("hawk@P=1,S=0,T=5,R=3,hawk@greedy,hawk"), (Names{"hawk@T=5,R=3,P=1,S=0", "hawk@greedy", "hawk"}));
  // What is printed reads back as the same.
  const Names names = entrants("gtft:generosity=1/3,hawk@T=2.50,R=2,P=1,S=0,tft,tft");
  EXPECT_EQ(entrants(joined(names, ",")), names);
}

TEST(Entrants, that_cannot_be_are_refused) {
  for (const char* list :
       {",", "tft,,hawk", "a=1", "tft@", "tft@mean", "tft#0", "tft#x", "tft#2,tft#2", "tft#2", "hawk@T=1,R=2,P=3"})
    EXPECT_NE(refusal([&] { entrants(list); }), "") << list;
  EXPECT_EQ(refusal([] { entrants("zd-extortion:chi=2@T=0,R=3,P=1,S=5"); }).substr(0, 40),
            "'zd-extortion:chi=2@T=0,R=3,P=1,S=5' ref");
}

TEST(Design, seats_each_entrant_with_its_payoffs_and_errors) {
  Request request;
  request.strategies = "tft,hawk@greedy";
  request.tremble = {0.1, 0.2};
  request.misperception_of = {{"alld@greedy", {0.3, 0}}};
  const Design design = make_design(request, Registry::built_in());
  EXPECT_EQ(design.entrants[0].motive, "game");
  EXPECT_EQ(design.entrants[1].motive, "greedy");
  EXPECT_EQ(design.entrants[1].side.payoffs.temptation(), 5);
  EXPECT_EQ(design.entrants[0].side.misperception.up[0], 0.05);
  EXPECT_EQ(design.entrants[1].side.misperception.up[0], 0.3);
  EXPECT_EQ(design.entrants[1].side.tremble.down[1], 0.2);
  request.misperception_of = {{"dove", {0.3, 0}}};
  EXPECT_NE(refusal([&] { make_design(request, Registry::built_in()); }), "");
}

TEST(Design, that_cannot_be_played_is_refused) {
  const Registry registry = Registry::built_in();
  const auto said = [&](auto change) {
    Request request;
    request.strategies = "tft,hawk";
    change(request);
    return refusal([&] { make_design(request, registry); });
  };
  EXPECT_EQ(said([](Request&) {}), "");
  EXPECT_NE(said([](Request& r) { r.rounds = 0; }), "");
  EXPECT_NE(said([](Request& r) { r.rounds = 1'000'000'001; }), "");
  EXPECT_NE(said([](Request& r) { r.repetitions = 0; }), "");
  EXPECT_NE(said([](Request& r) { r.continuation = 1.0; }), "");
  EXPECT_NE(said([](Request& r) { r.start = "war"; }), "");
  EXPECT_NE(said([](Request& r) { r.start = "crisis:0"; }), "");
  EXPECT_NE(said([](Request& r) { r.engine = "tablets"; }), "");
  EXPECT_NE(said([](Request& r) { r.tremble = {1.5, 0}; }), "");
  EXPECT_NE(said([](Request& r) { r.game = "nosuch"; }), "");
  EXPECT_NE(said([](Request& r) { r.game = "arms-race", r.misperception = {0.6, 0.6}; }), "");
  EXPECT_NE(said([](Request& r) { r.strategies = "tft", r.self_play = false; }), "");
  EXPECT_NE(said([](Request& r) { r.strategies = "", r.field = "securty"; }), "");
}

TEST(Field, of_this_build_can_be_played_and_others_come_from_files) {
  const Registry registry = Registry::built_in();
  for (const FieldInfo& field : fields(registry)) {
    Request request;
    request.field = field.name;
    EXPECT_GE(make_design(request, registry).entrants.size(), 2U) << field.name;
    EXPECT_FALSE(field.about.empty());
  }
  EXPECT_EQ(
      find_field("security", registry).strategies,
      "tit-for-tat, generous-tit-for-tat, tit-for-two-tats, contrite-tit-for-tat, win-stay-lose-shift, grim, grit, "
      "grit-graduated, reassurance-seeker, empathic, deterrer, dove, hawk, hawk@greedy, opportunist@greedy, "
      "offensive-realist@greedy");
  const std::string path = testing::TempDir() + "/field.ini";
  std::ofstream(path) << "# mine\nstrategies = tft, hawk#2 # a comment\n";
  EXPECT_EQ(find_field(path, registry).strategies, "tft, hawk#2");
  std::ofstream(path) << "strategies = tft\nstrategy = x\n";
  EXPECT_EQ(refusal([&] { find_field(path, registry); }),
            path + ", line 2: a field has no key 'strategy'; it has strategies, aggressors and about");
}

TEST(Ini, keeps_hashes_in_names_and_tells_the_line) {
  const auto entries = parse_ini("\xEF\xBB\xBF# all\n\n a = tit-for-tat#2 # the second\nb=1\r\n", "x.ini");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].value, "tit-for-tat#2");
  EXPECT_EQ(entries[0].line, 3);
  EXPECT_EQ(entries[1].value, "1");
  EXPECT_EQ(refusal([] { parse_ini("a = 1\nnonsense\n", "x.ini"); }), "x.ini, line 2: 'nonsense' is not 'key = value'");
  EXPECT_NE(refusal([] { read_ini("/no/such/file.ini"); }), "");
  EXPECT_NE(refusal([] { read_ini("/"); }), "");
}

}  // namespace
