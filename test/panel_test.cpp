// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <detente/play/round_robin.hpp>
#include <map>

#include "support/golden.hpp"

/// Matches of 60 rounds without noise and of known length, as the field's reference implementation plays them.
namespace {

using namespace detente;

struct Match {
  std::string row, column, row_moves, column_moves;
};

/// By the row's strategy.
const std::map<std::string, std::vector<Match>>& panel() {
  static const auto read = [] {
    std::map<std::string, std::vector<Match>> matches;
    const nlohmann::json file = golden("panel_matches.json");
    for (const nlohmann::json& match : file["matches"])
      matches[match[0]].push_back({match[0], match[1], match[2], match[3]});
    return matches;
  }();
  return read;
}

/// The closed forms answer an unequal first round with D; the reference opens CC whatever happens.
std::string our_name(const std::string& name) {
  return name == "all-or-none:k=2" ? "aon-2" : name;
}

std::array<std::string, 2> moves(const std::string& row, const std::string& column) {
  Request request;
  request.strategies = our_name(row) + "," + our_name(column);
  request.game = "prisoners-dilemma";
  request.rounds = 60;
  request.misperception = {0, 0};
  request.known_length = true;
  const Trace seen = trace(make_design(request, Registry::built_in()), {0, 1}, 0);
  std::array<std::string, 2> letters;
  for (const std::size_t seat : {0U, 1U})
    for (const Level level : seen.seats[seat].done) letters[seat] += level == 0 ? 'C' : 'D';
  return letters;
}

std::vector<std::string> rows() {
  std::vector<std::string> names;
  for (const auto& [name, matches] : panel()) names.push_back(name);
  return names;
}

class Panel : public testing::TestWithParam<std::string> {};
TEST_P(Panel, is_played_move_for_move) {
  for (const Match& match : panel().at(GetParam())) {
    const auto [row, column] = moves(match.row, match.column);
    EXPECT_EQ(row, match.row_moves) << "against " << match.column;
    EXPECT_EQ(column, match.column_moves) << "of " << match.column;
  }
}
INSTANTIATE_TEST_SUITE_P(Of, Panel, testing::ValuesIn(rows()), [](const auto& tried) {
  std::string name = tried.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(PanelMatches, are_all_there) {
  std::size_t count = 0;
  for (const auto& [name, matches] : panel()) count += matches.size();
  EXPECT_EQ(panel().size(), 117U);
  EXPECT_EQ(count, 936U);
}

// The reference's all-or-none is not ours: the difference would be seen.
TEST(PanelMatches, tell_openings_apart) {
  for (const Match& match : panel().at("all-or-none:k=2")) {
    if (match.column != "hawk") continue;
    EXPECT_EQ(match.row_moves.substr(0, 2), "CC");
    Request request;
    request.strategies = "all-or-none:k=2,hawk";
    request.game = "prisoners-dilemma";
    request.misperception = {0, 0};
    const Trace seen = trace(make_design(request, Registry::built_in()), {0, 1}, 0);
    EXPECT_EQ(seen.seats[0].done[1], D);
  }
}

}  // namespace
