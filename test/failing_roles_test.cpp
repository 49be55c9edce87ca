// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"
#include "terminal/terminal.hpp"

/// Strategies that fail where they are more than entrants, and other edges of what a command can go on without.
namespace {

using namespace command;

class FailingRoles : public Cli {
 protected:
  static Words forfeiting(Words words) {
    const std::string module = std::string(DETENTE_MODULE_DIR) + "/thrower.so";
    return with(std::move(words), {"--rounds", "30", "--on-failure", "forfeit", "--module", module});
  }
  static std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
  }
};

TEST_F(FailingRoles, of_named_seekers_are_told_as_failures) {
  const Outcome outcome = detente(forfeiting({"spirals", "--strategies", "thrower,tft,hawk", "--seekers", "thrower"}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("detente: every strategy of seekers failed: strategy 'thrower' failed in"))
      << outcome.err;
}

TEST_F(FailingRoles, of_one_aggressor_leave_the_others) {
  const Words field{"--strategies", "tft,grit,hawk", "--format", "json"};
  const Outcome outcome = detente(forfeiting(with({"spirals", "--aggressors", "thrower,hawk"}, field)));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(count(outcome.err, "strategy 'thrower' failed"), 1U) << outcome.err;
  const Json alone =
      json(with({"spirals", "--aggressors", "hawk", "--rounds", "30"}, {"--strategies", "tft,grit,hawk"}));
  EXPECT_EQ(Json::parse(outcome.out)["strategies"], alone["strategies"]);

  const Outcome none = detente(forfeiting(with({"spirals", "--aggressors", "thrower"}, field)));
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_TRUE(none.err.starts_with("detente: every strategy of aggressors failed: strategy 'thrower' failed in"));
}

TEST_F(FailingRoles, of_a_baseline_leave_no_verdict) {
  for (const std::string strategies : {"tft,hawk,dove", "tft,hawk,dove,thrower"}) {
    const Outcome outcome = detente(forfeiting({"run", "--strategies", strategies, "--baseline", "thrower"}));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.out.find("No verdict on spirals: strategy 'thrower' failed in"), std::string::npos)
        << outcome.out;
    EXPECT_EQ(count(outcome.err, "strategy 'thrower' failed"), 1U) << outcome.err;
    EXPECT_EQ(outcome.err.find("its scores are kept"), std::string::npos) << outcome.err;
  }
}

TEST_F(FailingRoles, are_not_credited) {
  const Outcome outcome =
      detente(forfeiting({"sweep", "--strategies", "tft,hawk", "--over", "tft=tft,thrower", "--credit", "tft"}));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(
      outcome.err.find("--credit compares the same entrants at all points, but at tit-for-tat=thrower one is left out"),
      std::string::npos)
      << outcome.err;
}

TEST_F(FailingRoles, are_listed_with_the_others) {
  const std::string module = std::string(DETENTE_MODULE_DIR) + "/thrower.so";
  const Json all = json({"list", "--module", module});
  EXPECT_TRUE(std::any_of(all["strategies"].begin(), all["strategies"].end(),
                          [](const Json& one) { return one["name"] == "thrower"; }));
}

TEST_F(FailingRoles, leave_results_of_one_repetition) {
  for (const std::string strategies : {"tft,grit,hawk,wsls,gtft,dove", "tft,grit,second-by-champion,hawk"}) {
    const Json results = json({"run", "--engine", "objects", "--repetitions", "1", "--strategies", strategies});
    for (const Json& series : results["recovery"]["series"])
      for (const Json& error : series["error"]) EXPECT_EQ(error, 1);
  }
}

TEST_F(FailingRoles, of_a_damaged_report_are_refused) {
  const Json whole = json({"run", "--strategies", "tft,hawk,grit", "--rounds", "20"});
  for (const std::string place :
       {"/coverage/0", "/entrants/0", "/entrants/0/automaton/states/0", "/entrants/0/automaton/states/0/label",
        "/entrants/0/automaton/edges/0/to", "/recovery/crisis_rounds/0", "/broke/0/strategy"}) {
    Json damaged = whole;
    damaged[Json::json_pointer(place)] = place == "/coverage/0" ? Json() : Json::array();
    write(folder_ / "damaged.json", damaged.dump());
    expect_refused(detente({"report", "damaged.json", "-o", "page.html"}));
    EXPECT_EQ(files(), std::set<std::string>{"damaged.json"}) << place;
  }
}

TEST_F(FailingRoles, of_files_are_told_from_folders) {
  fs::create_directory(folder_ / "mine.cpp");
  const Outcome outcome = detente({"run", "--module", "mine.cpp"});
  expect_refused(outcome);
  EXPECT_TRUE(outcome.err.ends_with("mine.cpp' is a folder, not a file\n")) << outcome.err;
}

TEST(Harmless, is_text_that_neither_steers_a_terminal_nor_turns_around) {
  using detente::cli::harmless;
  EXPECT_EQ(harmless("Ünïcode – 平和 \U0001F54A"), "Ünïcode – 平和 \U0001F54A");
  EXPECT_EQ(harmless("\x1b[31m\x07\x7f"), "?[31m??");
  EXPECT_EQ(harmless("\x9b"
                     "31m"),
            "?31m");  // a byte that steers terminals of eight bits
  EXPECT_EQ(harmless("\xc2\x9b"
                     "31m"),
            "?31m");  // the same character in UTF-8
  EXPECT_EQ(harmless("a\xff"
                     "b\xc3"),
            "a?b?");                                          // no UTF-8
  EXPECT_EQ(harmless("\xe0\x80\xaf\xed\xa0\x80"), "??????");  // too long; a surrogate
  // NOLINTNEXTLINE(misc-misleading-bidirectional): it turns the direction of writing, to be stripped of that
  EXPECT_EQ(harmless("\u202eabc\u2066\u200f"), "?abc??");
}

}  // namespace
