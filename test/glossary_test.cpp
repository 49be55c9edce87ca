// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "glossary/columns.hpp"
#include "glossary/terms.hpp"
#include "support/command.hpp"
#include "support/document.hpp"
#include "terminal/terminal.hpp"

/// `detente explain` and the glossary of the manual.
namespace {

using namespace command;
using detente::cli::explanation;
using detente::cli::glossary;
using detente::cli::Term;
using detente::cli::term_groups;

class Glossary : public Cli {};

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) most = std::max(most, detente::cli::columns(line));
  return most;
}

TEST_F(Glossary, of_the_manual_is_that_of_the_command) {
  const auto file = document::source_tree() / "docs/glossary.md";
  if (std::getenv("DETENTE_ACCEPT") != nullptr) std::ofstream(file, std::ios::binary) << glossary();
  EXPECT_EQ(contents(file), glossary()) << "DETENTE_ACCEPT=1 writes it anew";
}

TEST_F(Glossary, gives_each_name_one_meaning) {
  std::map<std::string, std::string> owners;
  for (const auto& group : term_groups()) {
    for (const Term& term : group.terms) {
      std::vector<std::string> names{std::string(term.name)};
      std::istringstream also{std::string(term.also)};
      for (std::string name; std::getline(also, name, ',');)
        if (name != term.name) names.push_back(name);
      for (const std::string& name : names) {
        const auto [owner, is_new] = owners.emplace(name, term.name);
        EXPECT_TRUE(is_new) << name << " is of " << owner->second << " and of " << term.name;
        EXPECT_EQ(&detente::cli::term(name), &term);
      }
      EXPECT_TRUE(term.meaning.ends_with('.')) << term.name;
      EXPECT_TRUE(term.unit.empty() || !term.meaning.empty()) << term.name;
    }
  }
}

TEST_F(Glossary, fits_into_eighty_columns) {
  const Outcome all = detente({"explain"});
  EXPECT_EQ(all.status, 0);
  EXPECT_LE(widest(all.out), 80U);
  for (const auto& group : term_groups())
    for (const Term& term : group.terms) EXPECT_LE(widest(explanation(term, 80)), 80U) << term.name;
}

TEST_F(Glossary, finds_terms_in_any_spelling) {
  const std::string right = detente({"explain", "durable peace"}).out;
  EXPECT_NE(right.find("durable peace\n"), std::string::npos);
  for (const Words& words : {Words{"explain", "durable", "peace"}, Words{"explain", "Durable_Peace"},
                             Words{"explain", "durable-peace"}, Words{"explain", "durable_peace"}})
    EXPECT_EQ(detente(words).out, right);
}

TEST_F(Glossary, names_the_nearest_term) {
  EXPECT_EQ(detente({"explain", "excape"}).err, "detente: no term is named 'excape'; did you mean 'escape'?\n");
  EXPECT_EQ(detente({"explain", "excape"}).status, 2);
  EXPECT_EQ(detente({"explain", "zzzzzzzzzz"}).err,
            "detente: no term is named 'zzzzzzzzzz'; 'detente explain' lists all terms\n");
}

// The dictionary is that of the files as they are written.
TEST_F(Glossary, explains_every_column_of_every_file) {
  ASSERT_EQ(detente({"run", "--strategies", "tft,grit", "--rounds", "20", "--output", "run"}).status, 0);
  ASSERT_EQ(detente({"sweep", "--strategies", "tft,grit", "--over", "rounds=20,30", "--output", "sweep"}).status, 0);
  ASSERT_EQ(detente({"search", "--strategies", "tft,grit", "--states", "1", "--output", "search"}).status, 0);
  ASSERT_EQ(detente({"evolve", "--strategies", "tft,grit", "--output", "evolve"}).status, 0);
  const std::set<std::string_view> of_evolve{"strategies.csv", "fixation.csv", "trajectory.csv"};
  const std::string csv = detente({"explain", "--format", "csv"}).out;
  for (const auto& [file, columns] : detente::cli::file_columns()) {
    const bool is_sweep = file == "sweep.csv";
    const std::string folder = is_sweep                   ? "sweep"
                               : file == "front.csv"      ? "search"
                               : of_evolve.contains(file) ? "evolve"
                                                          : "run";
    const std::string text = contents(folder_ / folder / file);
    EXPECT_EQ(text.substr(0, text.find('\n')), (is_sweep ? "\"rounds\"," : "") + std::string(columns));
    std::istringstream names{std::string(columns)};
    for (std::string column; std::getline(names, column, ',');)
      EXPECT_NE(csv.find("\"" + std::string(file) + "\",\"" + column + "\","), std::string::npos) << column;
  }
  EXPECT_NE(csv.find("\"score_error\""), std::string::npos);
  EXPECT_NE(csv.find(",\"half of a 95 % interval\"\n"), std::string::npos);
}

}  // namespace
