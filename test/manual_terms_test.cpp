// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "support/command.hpp"
#include "support/document.hpp"

/// The manual explains every option of the command line and every key and column of its files.
namespace {

using namespace command;

std::string page(const std::string& path) {
  return contents(document::source_tree() / "docs" / path);
}

/// Words in a page that stand alone between backquotes.
std::set<std::string> explained(const std::string& text) {
  static const std::regex word("`([^`\n]+)`");
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

/// A page and those of its folder to which it links.
std::string with_neighbours(const std::string& path) {
  static const std::regex link(R"(\]\(([a-z-]+\.md))");
  const std::string text = page(path);
  std::set<std::string> neighbours;
  for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) neighbours.insert((*at)[1]);
  std::string all = text;
  for (const std::string& neighbour : neighbours) all += page(path.substr(0, path.find('/') + 1) + neighbour);
  return all;
}

/// Keys of a document, but not those that are names of entrants, parameters or rounds.
void collect(const Json& value, std::set<std::string>& keys) {
  static const std::set<std::string> by_name{"parameters", "motives",  "tremble_of", "misperception_of",
                                             "motive_of",  "survival", "schedules",  "values",
                                             "rows",       "parts",    "assumptions"};
  if (value.is_array())
    for (const Json& item : value) collect(item, keys);
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.items()) {
    keys.insert(key);
    if (!by_name.contains(key)) collect(inner, keys);
  }
}

class ManualTerms : public Cli {
 protected:
  void expect_keys(const std::string& path, const Words& words) const {
    std::set<std::string> keys;
    collect(json(words), keys);
    EXPECT_GE(keys.size(), 3U);
    const std::set<std::string> known = explained(with_neighbours(path));
    for (const std::string& key : keys) EXPECT_TRUE(known.contains(key)) << path << " does not explain `" << key << "`";
  }
  void expect_columns(const Words& words, const std::string& file) const {
    ASSERT_EQ(detente(with(words, {"--output", "kept"})).status, 0);
    std::string header = contents(folder_ / "kept" / file);
    header = replaced(header.substr(0, header.find('\n')), "\"", "") + ',';
    std::set<std::string> known = explained(page("formats/csv.md"));
    known.insert("misperception");  // what is swept
    for (std::size_t begin = 0, end; (end = header.find(',', begin)) != std::string::npos; begin = end + 1) {
      const std::string column = header.substr(begin, end - begin);
      EXPECT_TRUE(known.contains(column)) << "formats/csv.md does not explain `" << column << "` of " << file;
    }
  }
};

const Words kSmall{"--strategies",       "tit-for-tat,grit,random,hawk@greedy",
                   "--misperception",    "0.05",
                   "--tremble-of",       "grit=0.1",
                   "--misperception-of", "grit=0.1/0",
                   "--rounds",           "20"};
const Words kTurns{"--strategies", "tit-for-tat,grit", "--misperception",         "1-5:0.1,6-:0", "--tremble",
                   "1-5:0.1,6-:0", "--motive-of",      "grit=1-5:game,6-:greedy", "--rounds",     "20"};

TEST_F(ManualTerms, are_those_of_results_json) {
  expect_keys("formats/results-json.md", with({"run"}, kSmall));
  expect_keys("formats/results-json.md", with({"run"}, kTurns));
  expect_keys("formats/results-json.md", with({"run", "--engine", "check"}, kSmall));
}

TEST_F(ManualTerms, are_those_of_matches_in_json) {
  expect_keys("formats/match-json.md", {"match", "tit-for-tat", "grit", "--trace"});
  expect_keys("formats/match-json.md", {"play", "--mystery"});
}

TEST_F(ManualTerms, are_those_of_spirals_in_json) {
  expect_keys("formats/spirals-json.md", with({"spirals"}, kSmall));
}

TEST_F(ManualTerms, are_those_of_sweeps_in_json) {
  expect_keys("formats/sweep-json.md",
              {"sweep", "--strategies", "tft,grit", "--over", "misperception=0,0.1", "--rounds", "20"});
  expect_keys("formats/sweep-json.md", {"sweep", "--strategies", "tft,grit", "--over", "misperception=0,0.1", "--over",
                                        "tft=tft,empathic", "--credit", "misperception,tft", "--rounds", "20"});
}

TEST_F(ManualTerms, are_those_of_searches_in_json) {
  expect_keys("formats/search-json.md", {"search", "--strategies", "tft,grit,hawk", "--states", "2"});
  expect_keys("formats/search-json.md",
              {"search", "--strategies", "tft,grit,hawk", "--states", "2", "--over", "misperception=0.05,0.1"});
}

TEST_F(ManualTerms, are_those_of_evolutions_in_json) {
  const Words asked{"evolve", "--strategies", "tft,grit,hawk", "--game", "prisoners-dilemma"};
  expect_keys("formats/evolution-json.md", asked);
  expect_keys("formats/evolution-json.md",
              with(asked, {"--dynamics", "all", "--structure", "torus:9x9", "--update", "best", "--mutation", "0.01",
                           "--population", "20", "--walk-length", "2000"}));
  expect_keys("formats/evolution-json.md", with(asked, {"--over", "misperception=0.05,0.1"}));
}

TEST_F(ManualTerms, are_those_of_lists_and_cards_in_json) {
  expect_keys("formats/list-and-show-json.md", {"list"});
  expect_keys("formats/list-and-show-json.md", {"list", "alignments"});
  expect_keys("formats/list-and-show-json.md", {"show", "balancer"});
  expect_keys("formats/list-and-show-json.md", {"list", "games"});
  expect_keys("formats/list-and-show-json.md", {"list", "fields"});
  expect_keys("formats/list-and-show-json.md", {"list", "engines"});
  expect_keys("formats/list-and-show-json.md", {"show", "grit", "--against", "classic"});
}

TEST_F(ManualTerms, are_those_of_leagues_in_json) {
  fs::create_directory(folder_ / "c");
  write(folder_ / "c/anna.automaton", "a: C a\n");
  write(folder_ / "c/ben.automaton", "a: X a\n");
  expect_keys("formats/league-json.md", {"league", "c", "--rounds", "20", "--field", "classic"});
}

const Words kSystem{"system",
                    "--state",
                    "A=tft+balancer",
                    "--state",
                    "B=tft",
                    "--state",
                    "C=grit@greedy",
                    "--means-of",
                    "C=1-10:1,11-:2",
                    "--pledges",
                    "A>B",
                    "--alliances",
                    "A=C",
                    "--institution",
                    "A+B+C:verify=0.5,limit=3",
                    "--war",
                    "0.1",
                    "--rounds",
                    "20",
                    "--repetitions",
                    "64"};

TEST_F(ManualTerms, are_those_of_systems_in_json) {
  expect_keys("formats/system-json.md", with(kSystem, {"--trace", "--due-to", "--contagion"}));
}

TEST_F(ManualTerms, are_those_of_contests_and_misreadings_in_json) {
  expect_keys("formats/system-json.md", with(kSystem, {"--contest", "A", "--strategies", "grit"}));
  expect_keys("formats/system-json.md", with(kSystem, {"--impulse", "A,B,3"}));
}

TEST_F(ManualTerms, are_those_of_systems_in_csv) {
  const std::set<std::string> known = explained(page("formats/system-json.md"));
  const auto expect_header = [&](const std::string& csv) {
    std::istringstream header(csv.substr(0, csv.find('\n')));
    int columns = 0;
    for (std::string column; std::getline(header, column, ','); ++columns)
      EXPECT_TRUE(known.contains(column)) << "formats/system-json.md does not explain `" << column << '`';
    EXPECT_GE(columns, 3);
  };
  const Outcome printed = detente(with(kSystem, {"--format", "csv", "--output", "out"}));
  ASSERT_EQ(printed.status, 0) << printed.err;
  expect_header(printed.out);
  for (const char* const file : {"states.csv", "fronts.csv", "system.csv"})
    expect_header(contents(folder_ / "out" / file));
  expect_header(detente(with(kSystem, {"--format", "csv", "--trace"})).out);
}

TEST_F(ManualTerms, are_those_of_tables_in_csv) {
  expect_columns(with({"run", "--engine", "check"}, kSmall), "standings.csv");
  expect_columns(with({"run", "--engine", "check"}, kSmall), "pairs.csv");
  expect_columns(with({"spirals"}, kSmall), "breakers.csv");
  expect_columns({"search", "--strategies", "tft,grit", "--states", "1"}, "front.csv");
  expect_columns({"sweep", "--strategies", "tft,grit", "--over", "misperception=0,0.1"}, "sweep.csv");
  for (const char* const file : {"strategies.csv", "fixation.csv", "trajectory.csv"})
    expect_columns({"evolve", "--strategies", "tft,grit"}, file);
}

TEST_F(ManualTerms, cite_the_version_that_runs) {
  const std::string printed = detente({"--version"}).out;
  const std::string version = printed.substr(8, printed.find_first_of(" \n", 8) - 8);
  const std::string citation = contents(document::source_tree() / "CITATION.cff");
  EXPECT_NE(citation.find("\nversion: " + version + '\n'), std::string::npos) << printed;
}

TEST_F(ManualTerms, are_those_of_every_option) {
  const std::string shared = page("commands/design.md");
  for (const std::string command : {"run", "match", "play", "spirals", "sweep", "search", "evolve", "system", "list",
                                    "show", "report", "new", "check", "explain"}) {
    const Outcome help = detente({command, "--help"});
    const std::string own = page("commands/" + command + ".md");
    static const std::regex option("\n  (?:-o, )?(--[a-z-]+)");
    int options = 0;
    for (std::sregex_iterator at(help.out.begin(), help.out.end(), option), end; at != end; ++at, ++options)
      EXPECT_NE((own + shared).find('`' + (*at)[1].str()), std::string::npos) << command << ' ' << (*at)[1];
    EXPECT_GE(options, 1) << command;
  }
}

}  // namespace
