// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/automata/automaton.hpp>

#include "support/statistics.hpp"
#include "support/told.hpp"

namespace {

using namespace told;

/// So many rounds of D answer a move; `length` is asked when one is due, and `calm` rounds of C follow.
template <class Due, class Length>
bool answers(const Past& past, std::size_t calm, Due due, Length length) {
  std::size_t end = 0, hostile_until = 0, count = 0;
  for (std::size_t round = 1; round <= past.rounds(); ++round) {
    const std::string theirs = first(past.theirs, round);
    if (round < end || !due(theirs)) continue;
    hostile_until = round + static_cast<std::size_t>(length(theirs, ++count));
    end = hostile_until + calm;
  }
  return past.rounds() < hostile_until;
}
template <std::size_t provocations, std::size_t punishment, std::size_t calm>
bool soft_grudger(const Past& past) {
  return answers(
      past, calm, [](const auto& theirs) { return theirs.ends_with(std::string(provocations, 'D')); },
      [](const auto&, std::size_t) { return punishment; });
}
template <class Length>
bool punishes(const Past& past, std::size_t calm, Length length) {
  return answers(
      past, calm, [](const auto& theirs) { return theirs.ends_with('D'); }, length);
}
/// It may not mean more than `limit` D in a row, where one is given.
template <std::ptrdiff_t percent, int limit = 1000>
bool retaliates(const Past& past) {
  std::ptrdiff_t suffered = 0, taken = 0;
  int in_a_row = 0;
  for (std::size_t round = 0; round <= past.rounds(); ++round) {
    const bool defects = 100 * suffered > percent * taken && in_a_row < limit;
    in_a_row = defects ? in_a_row + 1 : 0;
    if (round == past.rounds() || past.own[round] == past.theirs[round]) continue;
    ++(past.own[round] == 'C' ? suffered : taken);
  }
  return in_a_row > 0;
}
template <int upper, int lower, bool at_first>
bool is_grumpy(const Past& past) {
  bool grumpy = at_first;
  int excess = 0;
  for (const char move : past.theirs) {
    excess += move == 'D' ? 1 : -1;
    grumpy = grumpy ? excess >= lower : excess > upper;
  }
  return grumpy;
}
template <std::ptrdiff_t percent>
bool share_exceeds(const Past& past) {
  return 100 * ds(past.theirs) > percent * static_cast<std::ptrdiff_t>(past.rounds());
}
bool defects_for_back_stabber(const Past& past) {
  return past.ends_within(2) || ds(past.theirs) > 3;
}
bool defects_for_double_crosser(const Past& past) {
  const bool is_truce = past.rounds() >= 7 && past.rounds() < 180 && ds(first(past.theirs, 7)) == 0;
  if (past.ends_within(2) || !is_truce) return defects_for_back_stabber(past);
  return past.theirs.ends_with("DD");
}
bool greets(const Past& past, const std::string& opening) {
  return past.rounds() < opening.size() ? opening[past.rounds()] == 'D' : !past.theirs.starts_with(opening);
}

const std::vector<Told> told_rules{
    {"grim", [](const Past& past) { return ds(past.theirs) > 0; }},
    {"opposite-grudger", [](const Past& past) { return past.theirs.find('C') == std::string::npos; }},
    {"easy-go", [](const Past& past) { return ds(past.theirs) == 0; }},
    {"grudger-alternator", [](const Past& past) { return ds(past.theirs) > 0 && past.own.ends_with('C'); }},
    {"first-by-davis", [](const Past& past) { return past.rounds() >= 10 && ds(past.theirs) > 0; }},
    {"spiteful-cc", [](const Past& past) { return past.rounds() >= 2 && ds(past.theirs) > 0; }},
    {"aggravater", [](const Past& past) { return past.rounds() < 3 || ds(past.theirs) > 0; }},
    {"spiteful-tit-for-tat",
     [](const Past& past) { return past.theirs.ends_with('D') || past.theirs.find("DD") != std::string::npos; }},
    {"general-soft-grudger", soft_grudger<1, 4, 2>},
    {"soft-grudger", soft_grudger<1, 4, 2>},
    {"forgetful-grudger", soft_grudger<1, 10, 0>},
    {"once-bitten", soft_grudger<2, 11, 0>},
    {"general-soft-grudger:provocations=5,punishment=1,calm=0", soft_grudger<5, 1, 0>},
    {"general-soft-grudger:provocations=3,punishment=1,calm=1", soft_grudger<3, 1, 1>},
    {"general-soft-grudger:provocations=2,punishment=3,calm=5", soft_grudger<2, 3, 5>},
    {"fool-me-once", [](const Past& past) { return ds(past.theirs) > 1; }},
    {"back-stabber", defects_for_back_stabber},
    {"double-crosser", defects_for_double_crosser},
    {"eugine-nier",
     [](const Past& past) { return past.ends_within(1) || ds(past.theirs) >= 5 || past.theirs.ends_with('D'); }},
    {"handshake", [](const Past& past) { return greets(past, "CD"); }},
    {"handshake:opening=DDC", [](const Past& past) { return greets(past, "DDC"); }},
    {"collective-strategy",
     [](const Past& past) { return greets(past, "CD") || (past.rounds() > 1 && ds(past.theirs) > 1); }},
    {"gradual-killer",
     [](const Past& past) {
       if (past.rounds() < 7) return past.rounds() < 5;
       return past.theirs.substr(5, 2) == "DD";
     }},
    {"tricky-cooperator", [](const Past& past) { return past.rounds() >= 3 && ds(last(past.theirs, 10)) == 0; }},
    {"tricky-defector",
     [](const Past& past) { return past.theirs.find('C') == std::string::npos || !past.theirs.ends_with("DDD"); }},
    {"gradual",
     [](const Past& past) { return punishes(past, 2, [](const auto& theirs, std::size_t) { return ds(theirs); }); }},
    {"original-gradual",
     [](const Past& past) { return punishes(past, 2, [](const auto&, std::size_t count) { return count; }); }},
    {"punisher",
     [](const Past& past) {
       return punishes(past, 0, [](const auto& theirs, std::size_t) {
         return 1 + 20 * ds(theirs) / static_cast<std::ptrdiff_t>(theirs.size());
       });
     }},
    {"inverse-punisher",
     [](const Past& past) {
       return punishes(past, 0, [](const auto& theirs, std::size_t) {
         const auto rounds = static_cast<std::ptrdiff_t>(theirs.size());
         return 1 + std::max<std::ptrdiff_t>(1, 20 * (rounds - ds(theirs)) / rounds);
       });
     }},
    {"level-punisher", [](const Past& past) { return past.rounds() >= 10 && share_exceeds<20>(past); }},
    {"tricky-level-punisher",
     [](const Past& past) {
       return (past.rounds() < 10 && share_exceeds<20>(past)) || (past.rounds() < 50 && share_exceeds<10>(past)) ||
              (past.rounds() < 100 && share_exceeds<5>(past));
     }},
    {"forgiver-axelrod", share_exceeds<10>},
    {"forgiving-tit-for-tat", [](const Past& past) { return share_exceeds<10>(past) && past.theirs.ends_with('D'); }},
    {"retaliate", retaliates<10>},
    {"retaliate-2", retaliates<8>},
    {"retaliate-3", retaliates<5>},
    {"limited-retaliate", retaliates<10, 20>},
    {"limited-retaliate-2", retaliates<8, 15>},
    {"limited-retaliate-3", retaliates<5, 20>},
    {"limited-retaliate:threshold=0.1,limit=1", retaliates<10, 1>},
    {"grumpy", is_grumpy<10, -10, false>},
    {"grumpy:upper=2,lower=-3,grumpy=1", is_grumpy<2, -3, true>},
};

class Triggers : public testing::TestWithParam<Told> {};
TEST_P(Triggers, play_as_told_from_the_whole_past) {
  plays_as_told(GetParam());
}
INSTANTIATE_TEST_SUITE_P(Each, Triggers, testing::ValuesIn(told_rules), plain_name);

// How often it cooperates after each round, from the chances that it remembers no D, one, or two; what it remembers
// nobody sees.
TEST(ForgetfulFoolMeOnce, forgets_as_often_as_told) {
  constexpr std::size_t batches = 1500;
  const std::string theirs = "DCCDCCDDCCCCCDCD";
  for (const double forgetfulness : {0.05, 0.3}) {
    std::vector<double> mean(theirs.size());
    for (std::size_t batch = 0; batch < batches; ++batch) {
      Crowd crowd(briefed("forgetful-fool-me-once:forgetfulness=" + std::to_string(forgetfulness)), kLanes,
                  batch * kLanes);
      for (std::size_t round = 0; round < theirs.size(); ++round) {
        crowd.live(C, C, theirs[round] == 'D' ? D : C);
        for (std::size_t lane = 0; lane < kLanes; ++lane) mean[round] += crowd.cooperation(lane) / (batches * kLanes);
      }
    }
    std::array<double, 3> remembers{1, 0, 0};
    for (std::size_t round = 0; round < theirs.size(); ++round) {
      if (theirs[round] == 'D') remembers = {0, remembers[0], remembers[1] + remembers[2]};
      for (double& share : remembers) share *= 1 - forgetfulness;
      remembers[0] += forgetfulness;
      const double expected = 1 - remembers[2];
      EXPECT_TRUE(statistics::mean_is(
          {.mean = mean[round], .deviation = std::sqrt(expected * (1 - expected)), .count = batches * kLanes}, expected,
          {.checks = 32, .catches = 0.02}))
          << "after round " << round + 1;
    }
  }
}

TEST(TriggerAutomata, need_as_many_states_as_their_rules) {
  const std::vector<std::pair<const char*, std::size_t>> sizes{{"grim", 2},
                                                               {"opposite-grudger", 2},
                                                               {"easy-go", 2},
                                                               {"grudger-alternator", 3},
                                                               {"first-by-davis", 20},
                                                               {"spiteful-cc", 4},
                                                               {"aggravater", 5},
                                                               {"spiteful-tit-for-tat", 3},
                                                               {"soft-grudger", 6},
                                                               {"forgetful-grudger", 11},
                                                               {"once-bitten", 14},
                                                               {"fool-me-once", 3},
                                                               {"back-stabber", 5},
                                                               {"double-crosser", 2035},
                                                               {"eugine-nier", 10},
                                                               {"handshake", 4},
                                                               {"handshake:opening=DDC", 7},
                                                               {"collective-strategy", 4},
                                                               {"gradual-killer", 9},
                                                               {"tricky-cooperator", 11},
                                                               {"tricky-defector", 5},
                                                               {"tricky-level-punisher", 571}};
  for (const auto& [name, size] : sizes) {
    const auto walked = derive(briefed(name), 2, {.slips = true}, 5000);
    ASSERT_TRUE(walked) << name;
    EXPECT_EQ(minimised(*walked).size(), size) << name << " of " << walked->size();
  }
}

}  // namespace
