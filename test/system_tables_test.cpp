// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Systems from tables against the reference engine, bit for bit.
#include <gtest/gtest.h>

#include <bit>

#include <detente/systems/system_design.hpp>
#include <detente/systems/table_play.hpp>

using namespace detente;

namespace {

SystemDesign made(const SystemRequest& request) {
  static const Registry registry = Registry::built_in();
  static const Alignments alignments = Alignments::built_in();
  return make_system(request, registry, alignments);
}

/// States S0, S1, … with these strategies in turn.
SystemRequest of(int count, const std::vector<std::string>& strategies) {
  SystemRequest request;
  for (int i = 0; i < count; ++i)
    request.states.push_back("S" + std::to_string(i) + "=" +
                             strategies[static_cast<std::size_t>(i) % strategies.size()]);
  request.base.rounds = 40;
  return request;
}

/// The first thing in which two tallies differ; "" where they are the same.
std::string difference(const SystemTally& one, const SystemTally& other) {
  if (one.stretches != other.stretches || one.levels != other.levels) return "shape";
  if (one.block.repetitions != other.block.repetitions || one.block.lengths != other.block.lengths) return "block";
  const auto differ = [](const std::vector<SystemTally::Counts>& a, const std::vector<SystemTally::Counts>& b,
                         const std::string& what) -> std::string {
    if (a.size() != b.size()) return what + ", in number";
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t l = 0; l < kLanes; ++l)
        if (a[i][l] != b[i][l])
          return what + " " + std::to_string(i) + ", lane " + std::to_string(l) + ": " + std::to_string(a[i][l]) +
                 ", not " + std::to_string(b[i][l]);
    return "";
  };
  const auto list = [](const SystemTally& tally) {
    return std::vector<std::pair<std::string, const std::vector<SystemTally::Counts>*>>{
        {"joint", &tally.joint},         {"signals", &tally.signals}, {"opened", &tally.opened},
        {"lived", &tally.lived},         {"alone", &tally.alone},     {"arms", &tally.arms},
        {"pledged", &tally.pledged},     {"invoked", &tally.invoked}, {"honoured", &tally.honoured},
        {"entrapped", &tally.entrapped}, {"entry", &tally.entry},     {"strength", &tally.strength}};
  };
  const auto lists = list(one), others = list(other);
  for (std::size_t i = 0; i < lists.size(); ++i)
    if (const std::string what = differ(*lists[i].second, *others[i].second, lists[i].first); !what.empty())
      return what;
  const std::string what = differ({one.quiet, one.war, one.general_war, one.breadth},
                                  {other.quiet, other.war, other.general_war, other.breadth}, "of the system");
  if (!what.empty()) return what;
  for (std::size_t l = 0; l < kLanes; ++l)
    if (std::bit_cast<std::uint64_t>(one.hhi[l]) != std::bit_cast<std::uint64_t>(other.hhi[l]) ||
        std::bit_cast<std::uint64_t>(one.top_share[l]) != std::bit_cast<std::uint64_t>(other.top_share[l]))
      return "shares of strength, lane " + std::to_string(l);
  return "";
}

void expect_same(const SystemDesign& design, std::size_t lanes = kLanes, std::uint64_t first = 0) {
  const SystemTables tables(design.system);
  ASSERT_EQ(tables.hindrance(), "");
  SystemTally wanted, got;
  ASSERT_TRUE(SystemMatch(design.system).play(first, lanes, wanted));
  ASSERT_TRUE(tables.play(first, lanes, got));
  EXPECT_EQ(difference(got, wanted), "");
}

void expect_same(const SystemRequest& request, std::size_t lanes = kLanes, std::uint64_t first = 0) {
  expect_same(made(request), lanes, first);
}

const std::vector<std::string> kMixed{"tit-for-tat", "tit-for-two-tats", "grim", "grit",
                                      "pavlov",      "deterrer",         "hawk", "generous-tit-for-tat",
                                      "random",      "defensive-realist"};

TEST(SystemTables, are_the_reference_bit_for_bit_on_any_graph) {
  for (const std::string fronts :
       {"complete", "ring", "grid:4", "S0-S1,S0-S2,S0-S3,S0-S4,S0-S5,S0-S6,S0-S7,S0-S8,S0-S9,S0-S10,S0-S11",
        "S0-S1,S1-S2,S3-S4,S5-S6,S6-S7,S5-S7,S8-S9,S10-S11"})
    for (const std::string strategy : {"tit-for-tat", "tit-for-two-tats", "grim", "grit", "win-stay-lose-shift"})
      for (const bool trembles : {false, true}) {
        SCOPED_TRACE(fronts + " of " + strategy + (trembles ? " that trembles" : ""));
        SystemRequest request = of(12, {strategy, "tit-for-tat", strategy});
        request.fronts = fronts;
        if (trembles) request.base.tremble = {0.02, 0.05};
        expect_same(request);
      }
}

TEST(SystemTables, are_the_reference_for_any_number_of_states) {
  expect_same(of(1, {"grit"}));
  expect_same(of(2, {"grit", "tit-for-tat"}));
  expect_same(of(3, kMixed));
  SystemRequest many = of(1000, kMixed);
  many.fronts = "grid:40";
  many.base.rounds = 12;
  expect_same(many);
  many.base.misperception = {0.3, 0.001};  // many small wars, and one great one, one after the other
  many.base.rounds = 30;
  expect_same(many);
}

TEST(SystemTables, are_the_reference_with_all_couplings_at_once) {
  for (const std::string fronts : {"complete", "ring", "grid:4"})
    for (const std::string pledges :
         {"none", "S0>S1:back,S1>S2,S2>S0,S3>S0:defend,S5>S4:back,S0>S4", "S0>S1,S1>S0,S1>S2,S2>S1,S0>S2,S2>S0"})
      for (const double ambiguity : {0.0, 0.3, 1.0})
        for (const std::string institution : {"", "S0+S1+S2+S5:verify=0.7", "S0+S1+S2+S3:verify=1"}) {
          SCOPED_TRACE(fronts + ", pledges " + pledges + ", ambiguity " + std::to_string(ambiguity) + ", institution " +
                       institution);
          SystemRequest request = of(8, kMixed);
          request.fronts = fronts;
          request.pledges = pledges;
          request.ambiguity = ambiguity;
          if (!institution.empty()) request.institutions = {institution};
          request.base.tremble = {0.01, 0.03};
          expect_same(request);
        }
}

TEST(SystemTables, are_the_reference_in_all_kinds_of_matches) {
  SystemRequest usual = of(9, kMixed);
  usual.fronts = "grid:3";
  usual.pledges = "S0>S4,S4>S8:back,S8>S4";
  usual.ambiguity = 0.1;
  usual.base.seed = 77;
  const auto with = [&](auto change) {
    SystemRequest request = usual;
    change(request);
    return request;
  };
  expect_same(with([](SystemRequest& one) { one.base.continuation = 0.95; }));
  expect_same(with([](SystemRequest& one) { one.base.start = "crisis:3"; }));
  expect_same(with([](SystemRequest& one) { one.base.start = "crisis:2:S1-S4"; }));
  expect_same(with([](SystemRequest& one) { one.base.rounds = 700; }));  // more than counts in bytes
  expect_same(with([](SystemRequest& one) { one.base.misperception = {}; }));
  expect_same(with([](SystemRequest& one) { one.base.misperception = {0, 0.2}; }));
  expect_same(with([](SystemRequest& one) { one.base.misperception = {1, 1}; }));
  expect_same(with([](SystemRequest& one) { one.base.misperception = {0.1, 0.1}; }));
  expect_same(with([](SystemRequest& one) {
    one.base.tremble_of = {{"S3", {0.5, 0.1}}};
    one.base.misperception_of = {{"S5", {0.0, 0.0}}, {"S6", {0.3, 0.3}}};
  }));
  expect_same(with([](SystemRequest& one) {
    one.base.monitoring = "public";
    one.base.tremble = {0.05, 0.02};
  }));
  expect_same(with([](SystemRequest& one) {
    for (const char* state : {"S0", "S4", "S8"}) one.strength_of.emplace_back(state, "7");
    one.means_of = {{"S1", "1-9:2,10-:5"}};
    one.deterrent_of = {{"S4", "3"}};
    one.upkeep = 0.1;
  }));
}

TEST(SystemTables, are_the_reference_in_parts_of_blocks) {
  SystemRequest request = of(6, kMixed);
  request.pledges = "S0>S1,S2>S1:back";
  for (const std::size_t lanes : {1UL, 2UL, 31UL, 63UL}) expect_same(request, lanes, 64);
  request.base.continuation = 0.8;
  for (const std::size_t lanes : {1UL, 17UL, 64UL}) expect_same(request, lanes, std::uint64_t{1} << 33U);
}

TEST(SystemTables, are_the_reference_in_stretches) {
  SystemRequest request = of(6, {"tit-for-tat", "grit", "random", "win-stay-lose-shift"});
  request.pledges = "S0>S1,S2>S1:back";
  SystemDesign design = made(request);
  design.system.rules.turns = {2, 7, 18, 36};
  const std::vector<Errors> errors{{{0.3}, {0, 0.1}}, {}, {{0.02}, {0, 0.02}}, {{0}, {0, 0.4}}};
  for (SystemFront& front : design.system.fronts)
    for (Side* const side : {&front.row_side, &front.column_side})
      for (std::size_t i = 0; i < errors.size(); ++i)
        side->later.push_back({side->payoffs, i == 2 ? errors[0] : Errors{}, errors[i]});
  expect_same(design);
}

TEST(SystemTables, are_the_reference_where_several_wars_go_on) {
  SystemRequest request = of(10, {"hawk"});
  request.fronts = "S0-S1,S2-S3,S3-S4,S4-S5,S4-S6,S7-S8,S8-S9,S7-S9";
  expect_same(request);
  request.base.tremble = {0, 0.3};
  expect_same(request);
}

TEST(SystemTables, count_signals_and_openness) {
  const auto sum = [](const std::vector<SystemTally::Counts>& by_seat) {
    std::uint64_t all = 0;
    for (const SystemTally::Counts& counts : by_seat)
      for (const std::uint64_t count : counts) all += count;
    return all;
  };
  SystemTally tally;
  SystemDesign speaking = made(of(6, {"grit", "tit-for-tat", "deterrer", "opportunist"}));
  expect_same(speaking);
  speaking.system.rules.signal_cost = 0.1;  // then they are counted, though nobody hears them
  expect_same(speaking);
  ASSERT_TRUE(SystemTables(speaking.system).play(0, kLanes, tally));
  EXPECT_GT(sum(tally.signals), 0U);
  SystemRequest request = of(6, {"grit:open=1", "tit-for-two-tats", "defensive-realist"});
  request.fronts = "S0-S1,S1-S2,S2-S5,S3-S4,S4-S5,S0-S3";  // nobody who hears meets somebody who speaks
  request.base.start = "crisis:6";
  const SystemDesign opening = made(request);
  expect_same(opening);
  ASSERT_TRUE(SystemTables(opening.system).play(0, kLanes, tally));
  EXPECT_GT(sum(tally.opened), 0U);
}

TEST(SystemTables, say_why_they_cannot_play) {
  const auto hindrance = [](auto change) {
    SystemRequest request = of(4, {"tit-for-tat"});
    change(request);
    const SystemDesign design = made(request);
    return SystemTables(design.system).hindrance();
  };
  EXPECT_EQ(hindrance([](SystemRequest&) {}), "");
  EXPECT_EQ(hindrance([](SystemRequest& one) { one.war = "0.1"; }), "there is war in it");
  EXPECT_EQ(hindrance([](SystemRequest& one) { one.pace = 0.1; }), "arms change in it");
  EXPECT_EQ(hindrance([](SystemRequest& one) { one.states[2] += "+balancer"; }), "state 'S2' has an alignment");
  EXPECT_EQ(hindrance([](SystemRequest& one) { one.base.game = "arms-race:levels=5"; }),
            "its game has more than two levels");
  EXPECT_EQ(hindrance([](SystemRequest& one) {
              one.states = {"A=reassurance-seeker", "B=grit"};
            }),
            "somebody hears signals on the front 'A' – 'B'");
}

TEST(SystemTables, give_up_when_told_to) {
  SystemRequest request = of(1000, {"tit-for-tat"});
  request.fronts = "ring";
  const SystemDesign design = made(request);
  SystemTally tally;
  std::int64_t rounds = 0;
  EXPECT_FALSE(SystemTables(design.system).play(0, kLanes, tally, [&](std::int64_t played) {
    rounds += played;
    return rounds < 20'000;
  }));
  EXPECT_EQ(rounds, 27'000);
}

}  // namespace
