// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/laws/laws.hpp>
#include <detente/play/round_robin.hpp>
#include <fstream>

namespace {

using namespace detente;

std::string module(const std::string& name) {
  return std::string(DETENTE_MODULE_DIR) + "/" + name + ".so";
}

std::string refusal(Roster& roster, const std::string& path) {
  try {
    roster.load(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool says(const std::string& sentence, const std::string& part) {
  return sentence.find(part) != std::string::npos;
}

TEST(Module, plays_like_what_is_built_in) {
  Roster roster = Roster::built_in();
  roster.load(module("double_a"));
  EXPECT_EQ(roster.origin("twin"), module("double_a"));
  EXPECT_EQ(roster.origin("dove"), "");
  for (const Law& law : laws()) EXPECT_EQ(breach(roster.strategy("twin"), law), "") << law.name;
  const auto score = [&](const std::string& strategies) {
    Request request;
    request.strategies = strategies;
    return play(make_design(request, roster), {{0, 1}}, 1).pairs[0].score;
  };
  EXPECT_EQ(score("twin,tft"), score("dove,tft"));
}

TEST(Module, with_a_taken_name_adds_nothing) {
  Roster roster = Roster::built_in();
  const std::size_t before = roster.strategies().size();
  EXPECT_EQ(refusal(roster, module("tit_for_tat")), "two strategies are named 'tit-for-tat'; the one in '" +
                                                        module("tit_for_tat") +
                                                        "' needs another name, since there is one built in");
  roster.load(module("double_a"));
  EXPECT_EQ(refusal(roster, module("double_b")), "two strategies are named 'twin'; the one in '" + module("double_b") +
                                                     "' needs another name, since there is one from '" +
                                                     module("double_a") + "'");
  EXPECT_EQ(roster.strategies().size(), before + 1);
}

TEST(Module, of_another_abi_or_compiler_is_refused_before_it_runs) {
  Roster roster = Roster::built_in();
  const std::string abi = refusal(roster, module("other_abi"));
  EXPECT_TRUE(says(abi, "was built for engine ABI " + std::to_string(kAbiVersion + 1))) << abi;
  const std::string compiler = refusal(roster, module("other_compiler"));
  EXPECT_TRUE(says(compiler, "with compiler another compiler 1.0")) << compiler;
}

TEST(Module, that_is_none_is_refused) {
  Roster roster = Roster::built_in();
  EXPECT_TRUE(says(refusal(roster, module("not_a_module")), "is not a strategy module"));
  EXPECT_TRUE(says(refusal(roster, "/no/such/module.so"), "there is no module"));
  const std::string text = testing::TempDir() + "/text.so";
  std::ofstream(text) << "this is no shared object\n";
  EXPECT_TRUE(says(refusal(roster, text), "cannot be loaded as a module"));
}

TEST(Module, that_throws_stops_the_run_with_a_sentence) {
  Roster roster = Roster::built_in();
  roster.load(module("thrower"));
  for (const auto& [engine, where] :
       {std::pair<std::string, std::string>{"exact", "round 3"}, {"objects", "repetition 0, round 3"}}) {
    Request request;
    request.strategies = "hawk,thrower";
    request.engine = engine;
    try {
      const Design design = make_design(request, roster);
      play(design, round_robin(2, true), 2);
      FAIL() << "nothing was thrown by the engine " << engine;
    } catch (const StrategyFailure& failure) {
      EXPECT_EQ(failure.what(),
                "strategy 'thrower' failed in the pair 'hawk' – 'thrower', " + where + ": enough of this");
    }
  }
}

// The layout that modules share. When one of these changes, raise kAbiVersion, then write the new size here.
TEST(Abi, has_not_changed_without_a_new_number) {
  EXPECT_EQ(kAbiVersion, 7);
  EXPECT_EQ(sizeof(ModuleAbi), 64U);
  EXPECT_EQ(sizeof(Info), 104U);
  EXPECT_EQ(sizeof(Seen), 4U);
  EXPECT_EQ(sizeof(LevelSeen), 4U);
  EXPECT_EQ(sizeof(Signal), 3U);
  EXPECT_EQ(sizeof(Sight), 64U);
  EXPECT_EQ(sizeof(Traits), 8U);
  EXPECT_EQ(sizeof(Parameter), 112U);
  EXPECT_EQ(sizeof(LevelMix), 128U);
  EXPECT_EQ(sizeof(Payoffs), 2056U);
  EXPECT_EQ(sizeof(Errors), 256U);
  EXPECT_EQ(sizeof(Briefing), 2600U);
  EXPECT_EQ(kLanes, 64U);
}

}  // namespace
