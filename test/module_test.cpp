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

std::string refusal(Registry& registry, const std::string& path) {
  try {
    registry.load(path);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool says(const std::string& sentence, const std::string& part) {
  return sentence.find(part) != std::string::npos;
}

TEST(Module, plays_like_what_is_built_in) {
  Registry registry = Registry::built_in();
  registry.load(module("double_a"));
  EXPECT_EQ(registry.origin("twin"), module("double_a"));
  EXPECT_EQ(registry.origin("dove"), "");
  for (const Law& law : laws()) EXPECT_EQ(breach(registry.strategy("twin"), law), "") << law.name;
  const auto score = [&](const std::string& strategies) {
    Request request;
    request.strategies = strategies;
    return play(make_design(request, registry), {{0, 1}}, 1).pairs[0].score;
  };
  EXPECT_EQ(score("twin,tft"), score("dove,tft"));
}

TEST(Module, with_a_taken_name_adds_nothing) {
  Registry registry = Registry::built_in();
  const std::size_t before = registry.strategies().size();
  EXPECT_EQ(refusal(registry, module("tit_for_tat")), "two strategies are named 'tit-for-tat'; the one in '" +
                                                          module("tit_for_tat") +
                                                          "' needs another name, because there is one built in");
  registry.load(module("double_a"));
  EXPECT_EQ(refusal(registry, module("double_b")),
            "two strategies are named 'twin'; the one in '" + module("double_b") +
                "' needs another name, because there is one from '" + module("double_a") + "'");
  EXPECT_EQ(registry.strategies().size(), before + 1);
}

TEST(Module, of_another_abi_or_compiler_is_refused_before_it_runs) {
  Registry registry = Registry::built_in();
  const std::string abi = refusal(registry, module("other_abi"));
  EXPECT_TRUE(says(abi, "was built for engine ABI " + std::to_string(kAbiVersion + 1))) << abi;
  const std::string compiler = refusal(registry, module("other_compiler"));
  EXPECT_TRUE(says(compiler, "with compiler another compiler 1.0")) << compiler;
}

TEST(Module, that_is_none_is_refused) {
  Registry registry = Registry::built_in();
  EXPECT_TRUE(says(refusal(registry, module("not_a_module")), "is not a strategy module"));
  EXPECT_TRUE(says(refusal(registry, "/no/such/module.so"), "there is no module"));
  const std::string text = testing::TempDir() + "/text.so";
  std::ofstream(text) << "this is no shared object\n";
  EXPECT_TRUE(says(refusal(registry, text), "cannot be loaded as a module"));
}

TEST(Module, that_throws_stops_the_run_with_a_sentence) {
  Registry registry = Registry::built_in();
  registry.load(module("thrower"));
  for (const auto& [engine, where] :
       {std::pair<std::string, std::string>{"exact", "round 3"}, {"objects", "repetition 0, round 3"}}) {
    Request request;
    request.strategies = "hawk,thrower";
    request.engine = engine;
    try {
      const Design design = make_design(request, registry);
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
