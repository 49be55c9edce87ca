// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <detente/automata/automaton.hpp>
#include <set>

#include "support/told.hpp"

namespace {

using namespace told;

/// The shortest cycle of at least three rounds that the moves have kept to twice; "" where there is none.
std::string cycle(const std::string& moves) {
  for (std::size_t length = 3; length <= 12 && 2 * length <= moves.size(); ++length) {
    bool is_cycle = true;
    for (std::size_t i = length; i < moves.size(); ++i) is_cycle = is_cycle && moves[i] == moves[i - length];
    if (is_cycle) return first(moves, length);
  }
  return "";
}
bool hunts_cycles(const Past& past) {
  for (std::size_t round = 1; round <= past.rounds(); ++round) {
    const std::string found = cycle(first(past.theirs, round));
    if (ds(found) > 0 && ds(found) < static_cast<std::ptrdiff_t>(found.size())) return true;
  }
  return false;
}
bool hunts_cycles_in_the_end(const Past& past) {
  if (past.rounds() < 10 || ds(past.theirs) == 0) return false;
  const std::size_t look = past.rounds() / 10 * 10;
  return ds(first(past.theirs, look)) > 0 && !cycle(past.theirs.substr(10, look - 10)).empty();
}
bool hunts_constants(const Past& past) {
  const std::size_t n = past.rounds();
  if (n < 8 || ds(past.theirs) == 0 || ds(past.theirs) == static_cast<std::ptrdiff_t>(n)) return false;
  const auto share = [&](std::size_t from, std::size_t to) {
    const std::string both = past.own.substr(from, to - from) + past.theirs.substr(from, to - from);
    return 0.5 * static_cast<double>(std::count(both.begin(), both.end(), 'C')) / static_cast<double>(to - from);
  };
  const double start = share(0, n / 2), middle = share(n / 4, 3 * n / 4), end = share(n / 2, n);
  return std::abs(start - middle) < 0.2 && std::abs(start - end) < 0.2;
}
bool hunts_dice(const Past& past) {
  if (past.rounds() <= 10) return false;
  std::vector<double> shares;
  for (const char move : {'C', 'D'}) {
    double made = 0, followed = 0;
    for (std::size_t i = 0; i < past.rounds(); ++i) {
      made += past.own[i] == move ? 1 : 0;
      followed += i > 0 && past.own[i - 1] == move && past.theirs[i] == move ? 1 : 0;
    }
    if (made > 5) shares.push_back(followed / made);
  }
  return !shares.empty() &&
         std::all_of(shares.begin(), shares.end(), [](double share) { return std::abs(share - 0.5) < 0.25; });
}
bool is_alternating(const std::string& moves) {
  return moves.find("CC") == std::string::npos && moves.find("DD") == std::string::npos;
}
/// The last judgement of the six rounds before each sixth: a letter that `judge` gives, or none.
template <class Judge>
char judgement(const Past& past, Judge judge) {
  char kind = 0;
  for (std::size_t end = 6; end <= past.rounds(); end += 6) {
    const char found = judge(past.theirs.substr(end - 6, 6));
    kind = found != 0 ? found : kind == 0 ? 'R' : kind;
  }
  return kind;
}
bool defects_for_pavlov_2006(const Past& past) {
  const std::size_t n = past.rounds();
  const bool echo = past.theirs.ends_with('D');
  switch (judgement(past, [](const std::string& six) {
    return six == "CCCCCC" ? 'C' : six == "DDDDDD" ? 'A' : six == "DCDCDC" ? 'S' : six == "DDCDDC" ? 'P' : '\0';
  })) {
    case 'R':
    case 'A':
      return true;
    case 'S':
      return n % 6 > 1 && echo;
    case 'P':
      return n % 6 == 0;
    default:
      return echo;
  }
}
bool defects_for_pavlov_2011(const Past& past) {
  switch (judgement(past, [](const std::string& six) {
    return ds(six) == 0 ? 'C' : ds(six) >= 4 ? 'A' : ds(six) == 3 ? 'S' : '\0';
  })) {
    case 'R':
    case 'A':
      return true;
    case 'S':
      return past.theirs.ends_with("DD");
    default:
      return past.theirs.ends_with('D');
  }
}

const std::vector<Told> hunters{
    {"cooperator-hunter", [](const Past& past) { return past.rounds() >= 4 && ds(past.theirs) == 0; }},
    {"defector-hunter",
     [](const Past& past) {
       return past.rounds() >= 4 && ds(past.theirs) == static_cast<std::ptrdiff_t>(past.rounds());
     }},
    {"alternator-hunter", [](const Past& past) { return past.rounds() >= 6 && is_alternating(first(past.theirs, 6)); }},
    {"cycle-hunter", hunts_cycles},
    {"eventual-cycle-hunter", hunts_cycles_in_the_end},
    {"math-constant-hunter", hunts_constants},
    {"random-hunter", hunts_dice},
    {"a-pavlov-2006", defects_for_pavlov_2006},
    {"a-pavlov-2011", defects_for_pavlov_2011}};

class Hunters : public testing::TestWithParam<Told> {};
TEST_P(Hunters, play_as_told_from_the_whole_past) {
  plays_as_told(GetParam());
}
INSTANTIATE_TEST_SUITE_P(Each, Hunters, testing::ValuesIn(hunters), plain_name);

TEST(HunterAutomata, need_as_many_states_as_their_rules) {
  for (const auto& [name, size] : std::vector<std::pair<const char*, std::size_t>>{
           {"cooperator-hunter", 6}, {"defector-hunter", 6}, {"alternator-hunter", 13}}) {
    const auto walked = derive(briefed(name), 2, {.slips = true}, 20000);
    ASSERT_TRUE(walked) << name;
    EXPECT_EQ(minimised(*walked).size(), size) << name << " of " << walked->size();
  }
}

}  // namespace
