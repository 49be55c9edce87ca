// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <thread>

#include <detente/dice.hpp>

#include "support/command.hpp"

/// How reports read results: whole files of JSON alone, in a time that grows with their length, and never more than the
/// machine or a browser can take.
namespace {

using namespace command;

class ResultsReader : public Cli {
 protected:
  ResultsReader() {
    const Outcome played = detente(words_of("run --strategies tft,grit --rounds 5 --format json"));
    EXPECT_EQ(played.status, 0) << played.err;
    good_ = played.out;
  }
  Outcome report(const std::string& text) const {
    write(folder_ / "results.json", text);
    return detente({"report", "results.json", "-o", "page.html"});
  }
  /// Good results with something put before their last brace.
  std::string with_more(const std::string& more) const { return good_.substr(0, good_.rfind('}')) + more + "}\n"; }
  void expect_told(const Outcome& outcome, const std::string& sentence) const {
    expect_refused(outcome);
    EXPECT_NE(outcome.err.find(sentence), std::string::npos) << outcome.err.substr(0, 400);
    EXPECT_LT(outcome.err.size(), 400U);
    EXPECT_FALSE(fs::exists(folder_ / "page.html"));
  }

  std::string good_;
};

TEST_F(ResultsReader, reads_to_the_last_byte) {
  const std::string zero(1, '\0');
  expect_told(report(good_ + zero + "nonsense"), "is not JSON: there is a zero byte at line ");
  expect_told(report(good_ + zero), "is not JSON: there is a zero byte at line ");
  expect_told(report("{\n" + zero), "is not JSON: there is a zero byte at line 2, column 1");
  expect_told(report(good_ + "{}"), "is not JSON: it cannot be read at line ");
  expect_told(report(good_ + "// more"), "is not JSON: it cannot be read at line ");
  EXPECT_EQ(report(good_ + " \n\t").status, 0);
}

TEST_F(ResultsReader, takes_each_key_once) {
  expect_told(report(with_more(R"(, "format": "detente-match-1")")),
              "'results.json' gives the key 'format' twice in one object");
  expect_told(report(with_more(R"(, "more": [{"a": 1, "b": {"a": 2}, "\u0061": 3}])")), "gives the key 'a' twice");
  std::string many = R"(, "more": {"k7": 0)";
  for (int i = 0; i < 100; ++i) many += ", \"k" + std::to_string(i) + "\": 0";
  expect_told(report(with_more(many + "}")), "gives the key 'k7' twice");
  const std::string key(1'000'000, 'k');
  expect_told(report(with_more(", \"" + key + "\": 1, \"" + key + "\": 2")), "gives the key 'kkkkk");
}

// 100 s are a guard against hanging: who searched an object for each key that is added took hours.
TEST_F(ResultsReader, takes_an_object_of_many_keys_in_no_time) {
  std::string many = R"(, "more": {"first": 0)";
  for (int i = 0; i < 400'000; ++i) many += ", \"key " + std::to_string(i) + "\": 0";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(report(with_more(many + "}")).status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(100));
}

TEST_F(ResultsReader, shows_no_more_than_a_browser_can_take) {
  Json results = Json::parse(good_);
  for (int i = 0; i < 298; ++i) {
    results["design"]["strategies"].push_back("tit-for-tat#" + std::to_string(i + 2));
    results["standings"].push_back(results["standings"][0]);
    results["standings"].back()["strategy"] = "tit-for-tat#" + std::to_string(i + 2);
  }
  EXPECT_EQ(report(results.dump()).status, 0);
  EXPECT_NE(contents(folder_ / "page.html").find("This page shows 256 of 300 entrants"), std::string::npos);
  fs::remove(folder_ / "page.html");
  const std::string text(1'000'000, 'x');
  std::string heavy = R"(, "more": ["")";
  for (int i = 0; i < 101; ++i) heavy += ", \"" + text + "\"";
  expect_told(report(with_more(heavy + "]")), "would have 101 MB; a page of more than 100 MB is too large to open");
}

TEST_F(ResultsReader, reads_no_more_than_results_hold) {
  expect_told(report(good_ + std::string(256'000'001 - good_.size(), ' ')), "'results.json' has more than 256 MB");
  const pid_t endless = start({DETENTE_EXECUTABLE, "report", "/dev/zero"});
  EXPECT_EQ(finish(endless).status, 2);
}

TEST_F(ResultsReader, notices_that_somebody_asks_for_an_end) {
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  const std::string numbers = [] {
    std::string list;
    for (int i = 0; i < 100'000; ++i) list += "0.123456789,";
    return list;
  }();
  const pid_t child = start({DETENTE_EXECUTABLE, "report", "pipe", "-o", "page.html"});
  {
    std::ofstream pipe(folder_ / "pipe", std::ios::binary);  // what it reads is taken at its own pace
    pipe << good_.substr(0, good_.rfind('}')) << ", \"more\": [";
    for (int i = 0; i < 150; ++i) pipe << numbers;
    pipe << "0]}";
    pipe.flush();
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));  // by now it parses
  const auto asked = std::chrono::steady_clock::now();
  kill(child, SIGINT);
  EXPECT_EQ(finish(child).status, 130);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(10));
  EXPECT_FALSE(fs::exists(folder_ / "page.html"));
}

// Wherever memory runs out, it is told in a sentence: while the file is read, parsed, shown or forgotten.
TEST_F(ResultsReader, tells_where_memory_is_short) {
  if (shell("ulimit -v 1000000; $D --version").status != 0) GTEST_SKIP() << "sanitizers take the whole address space";
  std::string heavy = R"(, "more": [0)";
  for (int i = 0; i < 1'000'000; ++i) heavy += i % 1000 == 0 ? R"(, {"a": [1, 2], "b": {"c": 1.5}})" : ", 1";
  write(folder_ / "results.json", with_more(heavy + "]"));
  int short_of = 0, enough = 0;
  for (int megabytes = 16; megabytes <= 160; megabytes += megabytes < 64 ? 4 : 96) {
    SCOPED_TRACE(megabytes);
    const Outcome outcome =
        shell("ulimit -v " + std::to_string(megabytes * 1024) + "; $D report results.json -o page.html");
    if (outcome.status == 127 || outcome.err.find("error while loading shared libraries") != std::string::npos)
      continue;
    if (outcome.status == 0) {
      ++enough;
      continue;
    }
    ++short_of;
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.err.find("there is not enough memory"), std::string::npos) << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_FALSE(fs::exists(folder_ / "page.html"));
  }
  EXPECT_GT(short_of, 3);
  EXPECT_GT(enough, 0);
}

}  // namespace
