// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>
#include <detente/design/design.hpp>

/// Names as other people write them.
namespace {

using namespace detente;

std::string name_of(const std::string& spec) {
  static const Registry registry = Registry::built_in();
  return registry.strategy(spec).name();
}

std::string refusal_of(const std::string& strategies) {
  try {
    Request request;
    request.strategies = strategies;
    make_design(request, Registry::built_in());
  } catch (const Error& refusal) {
    return refusal.what();
  }
  return "";
}

TEST(OtherNames, find_the_strategy_that_is_meant) {
  for (const auto& [written, name] :
       std::vector<std::pair<std::string, std::string>>{{"grudger", "grim"},
                                                        {"Grudger", "grim"},
                                                        {"GRIM Trigger", "grim"},
                                                        {"GTFT", "generous-tit-for-tat"},
                                                        {"GTFT:generosity=0.3", "generous-tit-for-tat:generosity=0.3"},
                                                        {"AllD", "hawk"},
                                                        {"ALLC", "dove"},
                                                        {"all-c", "dove"},
                                                        {"Always Defect", "hawk"},
                                                        {"TitForTat", "tit-for-tat"},
                                                        {"Tit For Tat", "tit-for-tat"},
                                                        {"tit_for_tat", "tit-for-tat"},
                                                        {"Generous TFT", "generous-tit-for-tat"},
                                                        {"OmegaTFT", "omega-tit-for-tat"},
                                                        {"TitFor2Tats", "tit-for-two-tats"},
                                                        {"Pavlov", "win-stay-lose-shift"},
                                                        {"Win-Stay Lose-Shift", "win-stay-lose-shift"},
                                                        {"soft-majority", "go-by-majority"},
                                                        {"Soft Go By Majority", "go-by-majority"},
                                                        {"HardMajority", "hard-go-by-majority"},
                                                        {"GoByMajority10", "go-by-majority:memory=10"},
                                                        {"ZDExtort2", "zd-extortion"},
                                                        {"ZD-GTFT-2", "zd-generous"},
                                                        {"Davis", "first-by-davis"},
                                                        {"joss", "first-by-joss"},
                                                        {"Tranquilizer", "second-by-tranquilizer"}})
    EXPECT_EQ(name_of(written), name) << written;
}

TEST(OtherNames, give_way_to_the_names_themselves) {
  const Registry registry = Registry::built_in();
  for (const Strategy& strategy : registry.strategies()) {
    const std::string name(strategy.info().name);
    EXPECT_EQ(registry.strategy(name).name(), name);
    std::string shouted;
    for (const char letter : name)
      if (letter != '-') shouted += static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
    EXPECT_EQ(registry.strategy(shouted).name(), name) << shouted;
    for (const Preset& preset : strategy.presets())
      EXPECT_EQ(registry.strategy(preset.name).name(), strategy.with(preset.settings).name());
  }
  // In the reference library these are others; here they are the strategies of that name.
  for (const char* const name : {"ContriteTitForTat", "Forgiver", "ZDExtortion"})
    EXPECT_EQ(name_of(name).find("axelrod"), std::string::npos) << name;
}

TEST(OtherNames, of_several_are_refused_with_all_of_them) {
  EXPECT_EQ(refusal_of("Grofman,hawk"),
            "'Grofman' is ambiguous between 'first-by-grofman' and 'second-by-grofman'; write the name of one of them");
  EXPECT_EQ(refusal_of("tideman-and-chieruzzi").find("'tideman-and-chieruzzi' is ambiguous between 'first-by-"), 0U);
  EXPECT_FALSE(Registry::built_in().finds("Grofman"));
  EXPECT_TRUE(Registry::built_in().finds("Grudger"));
  EXPECT_EQ(refusal_of("- _"), "no strategy is named '- _'; 'detente list' shows them all");
}

// A minute is a guard against hanging: who compared it with every name letter by letter took four.
TEST(OtherNames, of_a_megabyte_are_refused_at_once) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string name(1'000'000, 'x');
  EXPECT_EQ(refusal_of(name), "no strategy is named '" + name + "'; 'detente list' shows them all");
  EXPECT_NE(refusal_of("tft@" + name), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(1));
}

TEST(Numbers, tell_copies_apart_and_nobody_else) {
  for (const char* const list : {"tft,tft#2", "tft#2,tft", "tft#2,tft#1", "tft,tft#3,tft", "hawk@greedy,hawk@greedy#2"})
    EXPECT_EQ(refusal_of(list), "") << list;
  EXPECT_EQ(refusal_of("tft#5,hawk"),
            "'tit-for-tat#5' has a number that is not in use: 'tit-for-tat' is entered once, and its number is 1; "
            "leave # out to number copies automatically");
  EXPECT_EQ(refusal_of("tft,hawk,tft#3"),
            "'tit-for-tat#3' has a number that is not in use: 'tit-for-tat' is entered 2 times, and the numbers are "
            "1…2; leave # out to number copies automatically");
  EXPECT_NE(refusal_of("hawk,hawk@greedy#2"), "");
}

TEST(Payoffs, may_be_written_small) {
  EXPECT_EQ(parse_game("t=5,r=3,p=1,s=0").name, parse_game("T=5,R=3,P=1,S=0").name);
  EXPECT_EQ(parse_game("arms-race:levels=4,base=custom,t=5,R=3,p=1,S=0").corners.t, 5);
  EXPECT_THROW(parse_game("t=5,T=5,r=3,p=1,s=0"), Error);
  Request request;
  request.strategies = "hawk@t=4,r=3,p=1,s=0,tft";
  EXPECT_EQ(make_design(request, Registry::built_in()).entrants[0].name, "hawk@T=4,R=3,P=1,S=0");
}

}  // namespace
