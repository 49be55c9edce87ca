// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"

/// Which files hold the pairs, fields that are generated, and pages of fields too large for one.
namespace {

using namespace command;

class PairFiles : public Cli {
 protected:
  const Words kRun = words_of("run --strategies tft,grim,hawk --show standings --output out");
};

TEST_F(PairFiles, are_those_that_were_asked_for) {
  EXPECT_EQ(detente(kRun).status, 0);
  const Json whole = Json::parse(contents(folder_ / "out" / "results.json"));
  const std::string csv = contents(folder_ / "out" / "pairs.csv");
  EXPECT_EQ(whole["pairs"].size(), 6U);
  EXPECT_EQ(detente(with(kRun, {"--pairs", "parquet"})).status, 0);
  EXPECT_FALSE(fs::exists(folder_ / "out" / "pairs.csv"));
  EXPECT_TRUE(contents(folder_ / "out" / "pairs.parquet").starts_with("PAR1"));
  Json rest = Json::parse(contents(folder_ / "out" / "results.json"));
  EXPECT_EQ(rest["pairs"].size(), 0U);
  rest["pairs"] = whole["pairs"];
  rest["command"] = whole["command"];
  EXPECT_EQ(rest, whole);
  EXPECT_EQ(detente(with(kRun, {"--pairs", "csv,parquet"})).status, 0);
  EXPECT_EQ(contents(folder_ / "out" / "pairs.csv"), csv);
  EXPECT_EQ(detente(with(kRun, {"--pairs", "none"})).status, 0);
  for (const char* const gone : {"pairs.csv", "pairs.parquet"})
    EXPECT_FALSE(fs::exists(folder_ / "out" / gone)) << gone;
  EXPECT_EQ(detente(words_of("report out/results.json --out page.html")).status, 0);
}

TEST_F(PairFiles, of_others_are_not_overwritten) {
  EXPECT_EQ(detente(with(kRun, {"--pairs", "parquet"})).status, 0);
  write(folder_ / "out" / "pairs.parquet", "PAR1 of somebody else PAR1");
  expect_refused(detente(with(kRun, {"--pairs", "parquet"})));
  EXPECT_EQ(contents(folder_ / "out" / "pairs.parquet"), "PAR1 of somebody else PAR1");
}

TEST_F(PairFiles, of_a_search_may_be_written_again) {
  for (int time = 0; time < 2; ++time) {
    const Outcome outcome = detente(words_of("search --states 1 --output found"));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
}

using GeneratedField = Cli;

TEST_F(GeneratedField, begins_with_the_smaller_one) {
  const auto names = [&](const std::string& field) {
    return json(words_of("run --show standings --rounds 5 --field " + field))["design"]["strategies"];
  };
  const Json few = names("random:memory-one,n=5,seed=7"), more = names("random:memory-one,n=9,seed=7");
  ASSERT_EQ(few.size(), 5U);
  ASSERT_EQ(more.size(), 9U);
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_EQ(few[i], more[i]);
  EXPECT_NE(few, names("random:memory-one,n=5,seed=8"));
  EXPECT_EQ(few, names("random:memory-one,seed=7,n=5"));
  EXPECT_EQ(names("grid:reactive,chances=1").size(), 8U);
  EXPECT_EQ(names("grid:memory-one,chances=1").size(), 32U);
  EXPECT_EQ(names("grid:reactive,chances=2").size(), 27U);
}

TEST_F(GeneratedField, is_spread_over_all_chances) {
  const Json list =
      json(words_of("run --show standings --rounds 1 --field random:reactive,n=300"))["design"]["parameters"];
  double sum = 0, least = 1, most = 0;
  for (const auto& [name, of] : list.items()) {
    const auto first = of["first"].get<double>();
    sum += first;
    least = std::min(least, first);
    most = std::max(most, first);
  }
  // The mean of 300 uniform chances is off by 6 standard errors with a chance of 2e-9.
  EXPECT_NEAR(sum / 300, 0.5, 6 * std::sqrt(1.0 / 12 / 300));
  EXPECT_LT(least, 0.05);  // else all 300 are above, with a chance of 2e-7
  EXPECT_GT(most, 0.95);
}

TEST_F(GeneratedField, that_is_nonsense_is_refused) {
  for (const std::string field :
       {"random:", "random:hawk,n=3", "random:memory-one", "random:memory-one,n=0", "random:memory-one,n=100001",
        "random:memory-one,n=x", "random:memory-one,n=3,m=2", "random:memory-one,n=-3", "grid:memory-one",
        "grid:memory-one,chances=0", "grid:memory-one,chances=99", "grid:memory-one,n=3",
        "grid:reactive,chances=2,seed=1"}) {
    SCOPED_TRACE(field);
    expect_refused(detente({"run", "--field", field}));
  }
}

TEST_F(GeneratedField, too_large_for_a_page_is_shown_by_a_sample) {
  const Outcome outcome = detente(
      words_of("run --field random:memory-one,n=300,seed=1 --rounds 3 --show standings --pairs none --output out"));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  const std::string page = contents(folder_ / "out" / "report.html");
  EXPECT_NE(page.find("This page shows 256 of 300 entrants"), std::string::npos);
  const std::string begin = R"(<script type="application/json" id="results">)";
  const std::size_t at = page.find(begin) + begin.size();
  const Json shown = Json::parse(page.substr(at, page.find("</script>", at) - at));
  EXPECT_EQ(shown["standings"].size(), 256U);
  EXPECT_EQ(shown["design"]["strategies"].size(), 256U);
  EXPECT_EQ(shown["pairs"].size(), 256U * 257 / 2);
  const Json all = Json::parse(contents(folder_ / "out" / "results.json"));
  EXPECT_EQ(shown["standings"][0]["strategy"], all["standings"][0]["strategy"]);
  EXPECT_EQ(shown["standings"][255]["strategy"], all["standings"][299]["strategy"]);
  EXPECT_EQ(shown["standings"][255]["rank"], all["standings"][299]["rank"]);
  // The same from a file of results.
  EXPECT_EQ(detente(words_of("report out/results.json --out again.html")).status, 0);
  EXPECT_NE(contents(folder_ / "again.html").find("This page shows 256 of 300 entrants"), std::string::npos);
  // Each pair is that of its names.
  const Json whole = json(words_of("run --field random:memory-one,n=300,seed=1 --rounds 3 --show standings"));
  std::map<std::pair<std::string, std::string>, double> score;
  for (const Json& pair : whole["pairs"]) score[{pair["row"], pair["column"]}] = pair["score"][0];
  for (const Json& pair : shown["pairs"])
    ASSERT_NEAR(pair["score"][0].get<double>(), score.at({pair["row"], pair["column"]}), 1e-3);
}

}  // namespace
