// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/command.hpp"
#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

/// What is said first, in tables and documents.
namespace {

using namespace command;
using detente::cli::columns;
using detente::cli::Markup;
using detente::cli::Table;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

Table wide_table() {
  Table table({{"strategy", false, true}, {"a\nnumber", true}, {"with", false, true, nullptr, 1}});
  table.add({"memory-one:first=0.5,cc=0.5,cd=0.1", "1", "somebody"});
  table.add({"memory-one:first=0.5,cc=0.5,cd=0.2", "22", "win-stay-lose-shift"});
  table.add({"memory-one:first=0.7,cc=0.5,cd=0.1", "22", "grit"});  // differs where the gap would be
  table.add({"grit", "333", "grit"});
  return table;
}

TEST(AnswerTable, drops_columns_before_it_shortens_names) {
  for (const std::size_t width : {200U, 60U, 40U, 30U}) {
    const std::vector<std::string> all = lines(wide_table().text(width));
    for (const std::string& line : all) EXPECT_LE(columns(line), width) << line;
    EXPECT_EQ(all[1].find("with") != std::string::npos, width >= 60) << width;
  }
}

TEST(AnswerTable, shortens_names_in_the_middle_and_keeps_them_apart) {
  for (const std::size_t width : {40U, 30U, 24U}) {
    const std::vector<std::string> all = lines(wide_table().text(width));
    ASSERT_EQ(all.size(), 6U);
    std::set<std::string> names;
    for (std::size_t i = 2; i < all.size(); ++i) names.insert(all[i].substr(0, all[i].find("  ")));
    EXPECT_EQ(names.size(), 4U) << wide_table().text(width);
  }
}

TEST(AnswerTable, leaves_names_whole_where_nobody_looks) {
  EXPECT_NE(wide_table().text(0).find("memory-one:first=0.5,cc=0.5,cd=0.2"), std::string::npos);
}

TEST(AnswerTable, is_part_of_a_document) {
  Table table({{"strategy", false, true}, {"better/\nworse", true}});
  table.add_line("Like a_b");
  table.add({"* a|b", "50% ±1"});
  EXPECT_EQ(table.in(Markup::markdown),
            "| strategy | better/worse |\n| --- | ---: |\n| *Like a\\_b* | |\n| \\* a\\|b | 50% ±1 |\n");
  EXPECT_EQ(table.in(Markup::latex),
            "\\begin{tabular}{lr}\n  \\toprule\n  strategy & better/worse \\\\\n  \\midrule\n"
            "  \\multicolumn{2}{l}{\\emph{Like a\\_b}} \\\\\n  * a|b & 50\\% $\\pm$1 \\\\\n"
            "  \\bottomrule\n\\end{tabular}\n");
}

class AnswerText : public Cli {
 protected:
  std::string run(const Words& more) const {
    Words words{"run", "--strategies", "tft,grit,grim,hawk@greedy", "--rounds", "50"};
    words.insert(words.end(), more.begin(), more.end());
    const Outcome outcome = detente(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return outcome.out;
  }
};

TEST_F(AnswerText, comes_first) {
  const std::vector<std::string> all = lines(run({}));
  EXPECT_EQ(all[0], "Which strategies break spirals, and at what cost?");
  const auto gap = std::find(all.begin(), all.end(), "");
  EXPECT_LE(gap - all.begin(), 3);
  EXPECT_TRUE((gap + 1)->starts_with("grit ends ")) << *(gap + 1);
  const std::string text = run({});
  EXPECT_LT(text.find("Nobody brings back: grim."), text.find("rank "));
  EXPECT_NE(text.find("Terms: detente explain ends"), std::string::npos);
}

TEST_F(AnswerText, shows_presets_by_their_names) {
  const std::string text = detente({"run", "--strategies", "tft,desperate", "--rounds", "20"}).out;
  EXPECT_NE(text.find("\n  desperate "), std::string::npos) << text;
  const Json results = json({"run", "--strategies", "tft,desperate,grit", "--rounds", "20"});
  EXPECT_EQ(results["design"]["strategies"][0], "tit-for-tat");
  std::set<std::string> shown;
  for (const Json& one : results["breakers"]) shown.insert(one["shown"].get<std::string>());
  EXPECT_EQ(shown, (std::set<std::string>{"tit-for-tat", "desperate", "grit"}));
}

TEST_F(AnswerText, is_left_out_on_demand) {
  const std::string standings = run({"--show", "standings"});
  EXPECT_EQ(standings.find("spirals"), std::string::npos) << standings;
  EXPECT_NE(standings.find("rank "), std::string::npos);
  const std::string spirals = run({"--show", "spirals"});
  EXPECT_EQ(spirals.find("rank "), std::string::npos) << spirals;
  EXPECT_EQ(detente({"run", "--show", "all"}).err, "detente: --show takes standings, spirals or both, not 'all'\n");
}

TEST_F(AnswerText, asks_the_library_on_demand) {
  const Json results = json({"run", "--strategies", "tft,grit", "--rounds", "50", "--opponents", "library"});
  for (const Json& one : results["breakers"]) {
    EXPECT_GT(one["library"]["compared"], 20);
    EXPECT_LE(one["library"]["worst_tenth"], one["library"]["ends"]);
  }
  EXPECT_NE(run({"--opponents", "library"}).find("With others: up to "), std::string::npos);
  EXPECT_EQ(detente({"run", "--opponents", "world"}).status, 2);
}

TEST_F(AnswerText, is_the_same_in_documents) {
  const std::string markdown = run({"--format", "markdown"});
  EXPECT_NE(markdown.find("| \\* grit | "), std::string::npos) << markdown;
  EXPECT_NE(run({"--format", "latex"}).find("\\toprule"), std::string::npos);
  EXPECT_EQ(detente({"match", "tft", "grit", "--format", "latex"}).err,
            "detente: --format takes table, csv or json, not 'latex'\n");
}

TEST_F(AnswerText, has_rates_as_numbers_in_sweeps) {
  const std::string csv = detente({"sweep", "--strategies", "tft,grit", "--rounds", "20", "--over",
                                   "misperception=0.05/0.01,0.1", "--format", "csv"})
                              .out;
  EXPECT_TRUE(csv.starts_with("\"misperception\",misperception_up,misperception_down,rank,")) << csv;
  EXPECT_NE(csv.find("\n\"0.05/0.01\",0.05,0.01,"), std::string::npos);
  EXPECT_NE(csv.find("\n0.1,0.1,0.1,"), std::string::npos);
}

}  // namespace
