// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <detente/automata/automaton.hpp>
#include <detente/world/game.hpp>
#include <map>
#include <sstream>

#include "support/golden.hpp"

namespace {

using namespace detente;

Strategy briefed(const std::string& name) {
  return Registry::built_in().strategy(name).briefed(
      {.payoffs = parse_game("prisoners-dilemma").payoffs(), .tremble = {}, .misperception = {}});
}

/// A machine as its source prints it: for a state and a seen move, the next state and the move there.
struct Published {
  std::string first_state;
  char first_move = 'C';
  std::map<std::pair<std::string, char>, std::pair<std::string, char>> rows;
};

/// Rows as in `0 C 7 C`, told apart by commas.
Published printed(const std::string& text) {
  Published machine{.first_state = "0", .first_move = 'C', .rows = {}};
  std::istringstream rows(text);
  std::string state, next;
  char seen = 0, move = 0;
  while (rows >> state >> seen >> next >> move) {
    machine.rows[{state, seen}] = {next, move};
    rows.ignore();
  }
  return machine;
}

Published published(const std::string& name) {
  // Those of Axelrod-Python that were trained.
  if (name == "tf-1")
    return printed(
        "0 C 7 C, 0 D 1 C, 1 C 11 D, 1 D 11 D, 2 C 8 D, 2 D 8 C, 3 C 3 C, 3 D 12 D, 4 C 6 C, 4 D 3 C, 5 C 11 C, "
        "5 D 8 D, 6 C 13 D, 6 D 14 C, 7 C 4 D, 7 D 2 D, 8 C 14 D, 8 D 8 D, 9 C 0 C, 9 D 10 D, 10 C 8 C, 10 D 15 C, "
        "11 C 6 D, 11 D 5 D, 12 C 6 D, 12 D 9 D, 13 C 9 D, 13 D 8 D, 14 C 8 D, 14 D 13 D, 15 C 4 C, 15 D 5 C");
  if (name == "tf-2")
    return printed(
        "0 C 13 D, 0 D 12 D, 1 C 3 D, 1 D 4 D, 2 C 14 D, 2 D 9 D, 3 C 0 C, 3 D 1 D, 4 C 1 D, 4 D 2 D, 7 C 12 D, "
        "7 D 2 D, 8 C 7 D, 8 D 9 D, 9 C 8 D, 9 D 0 D, 10 C 2 C, 10 D 15 C, 11 C 7 D, 11 D 13 D, 12 C 3 C, 12 D 8 D, "
        "13 C 7 C, 13 D 10 D, 14 C 10 D, 14 D 7 D, 15 C 15 C, 15 D 11 D");
  if (name == "tf-3")
    return printed(
        "0 C 0 C, 0 D 3 C, 1 C 5 D, 1 D 0 C, 2 C 3 C, 2 D 2 D, 3 C 4 D, 3 D 6 D, 4 C 3 C, 4 D 1 D, 5 C 6 C, 5 D 3 D, "
        "6 C 6 D, 6 D 6 D, 7 C 7 D, 7 D 5 C");
  const auto file = golden("fsm_tables.json");
  for (const auto& [its_name, table] : file.at("machines").items()) {
    std::string ours;
    for (const char letter : its_name) {
      const bool begins = std::isupper(letter) != 0 || std::isdigit(letter) != 0;
      if (begins && !ours.empty()) ours += '-';
      ours += static_cast<char>(std::tolower(letter));
    }
    if (ours != name) continue;
    Published machine{.first_state = std::to_string(table.at("initial_state").get<int>()),
                      .first_move = table.at("initial_action").get<std::string>()[0],
                      .rows = {}};
    for (const auto& [key, to] : table.at("transitions").items()) {
      const std::size_t comma = key.find(',');
      machine.rows[{key.substr(0, comma), key[comma + 1]}] = {std::to_string(to[0].get<int>()),
                                                              to[1].get<std::string>()[0]};
    }
    return machine;
  }
  return {};
}

struct Size {
  const char* name;
  std::size_t states;
};
void PrintTo(const Size& size, std::ostream* out) {
  *out << size.name;
}

class Machines : public testing::TestWithParam<Size> {};

/// How often the automaton and the table play alike, and differently, for all moves of the other up to so many.
void compare(const Automaton& automaton, std::size_t at, const Published& table, const std::pair<std::string, char>& to,
             int left, std::array<int, 2>& outcomes) {
  const bool is_alike = automaton.states[at].play.chance[0] == (to.second == 'C' ? 1 : 0);
  ++outcomes[is_alike ? 1 : 0];
  if (left == 0) return;
  for (const char seen : {'C', 'D'}) {
    const auto theirs = static_cast<Level>(seen == 'D');
    const Level meant = to.second == 'D' ? 1 : 0;
    const std::size_t next = automaton.after(at, {meant, meant, theirs, false});
    const auto slipped = static_cast<Level>(1 - meant);
    EXPECT_EQ(next, automaton.after(at, {meant, slipped, theirs, false}));
    compare(automaton, next, table, table.rows.at({to.first, seen}), left - 1, outcomes);
  }
}

TEST_P(Machines, play_as_published) {
  const Published table = published(GetParam().name);
  ASSERT_FALSE(table.rows.empty());
  const auto walked = derive(briefed(GetParam().name), 2, {.slips = true}, 64);
  ASSERT_TRUE(walked);
  const Automaton smallest = minimised(*walked);
  EXPECT_EQ(smallest.size(), GetParam().states);
  for (const Automaton& automaton : {*walked, smallest}) {
    std::array<int, 2> outcomes{};
    compare(automaton, 0, table, {table.first_state, table.first_move}, 12, outcomes);
    EXPECT_EQ(outcomes, (std::array{0, (1 << 13) - 1}));
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Machines,
                         testing::Values(Size{"fortress-3", 3}, Size{"fortress-4", 4}, Size{"predator", 12},
                                         Size{"pun-1", 3}, Size{"raider", 5}, Size{"ripoff", 4},
                                         Size{"solution-b-1", 3}, Size{"solution-b-5", 8}, Size{"thumper", 3},
                                         Size{"usually-cooperates", 3}, Size{"usually-defects", 3}, Size{"tf-1", 22},
                                         Size{"tf-2", 18}, Size{"tf-3", 8}),
                         [](const auto& tried) {
                           std::string name = tried.param.name;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
