// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <thread>

#include <detente/dice.hpp>

#include "support/command.hpp"

/// Reports: what they hold, and what is no report.
namespace {

using namespace command;

const Words kTournament = words_of("run --strategies tft,grit,gradual,hawk@greedy --repetitions 70 --rounds 60");

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

/// What stands between the tags of the data, as it stands there.
std::string data_text(const std::string& html) {
  const std::string begin = R"(<script type="application/json" id="results">)";
  const std::size_t at = html.find(begin);
  if (at == std::string::npos) return "";
  return html.substr(at + begin.size(), html.find("</script>", at) - at - begin.size());
}

/// To nine digits, as data are told.
Json rounded(Json value) {
  if (value.is_number_float()) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.9g", value.get<double>());
    return std::stod(digits);
  }
  if (value.is_structured())
    for (Json& part : value) part = rounded(part);
  return value;
}

void expect_page(const std::string& html, const Json& results) {
  EXPECT_TRUE(html.starts_with("<!doctype html>\n")) << html.substr(0, 200);
  EXPECT_LT(html.find(R"(<meta name="generator" content="detente report">)"), 452U);
  EXPECT_EQ(html.find("<!-- report:"), std::string::npos);
  EXPECT_NE(html.find("<title>détente: "), std::string::npos);
  EXPECT_NE(html.find("https://d3js.org v5."), std::string::npos);
  EXPECT_NE(html.find("\"use strict\";"), std::string::npos);
  EXPECT_EQ(count(html, "<script"), 4U);
  EXPECT_EQ(count(html, "</script"), 4U);
  const std::string data = data_text(html);
  for (const char* const forbidden : {"<", "\n", "\xE2\x80\xA8", "\xE2\x80\xA9"})
    EXPECT_EQ(data.find(forbidden), std::string::npos) << forbidden;
  EXPECT_EQ(Json::parse(data, nullptr, false), rounded(results));
}

class Report : public Cli {
 protected:
  /// Results of a tournament in a file.
  Json play(const std::string& file, const Words& words = kTournament) {
    const Outcome outcome = detente(with(words, {"--format", "json"}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    write(folder_ / file, outcome.out);
    return Json::parse(outcome.out, nullptr, false);
  }
};

TEST_F(Report, is_one_page_of_results_of_any_format) {
  for (const Words& words : {kTournament, words_of("sweep --strategies tft,grit --over misperception=0,0.1"),
                             words_of("match tft grit --trace --rounds 30 --misperception 0.1"),
                             words_of("match tft hawk"), words_of("spirals --strategies tft,grit,hawk@greedy"),
                             words_of("run --strategies tft,grit,hawk --game arms-race:levels=6 --rounds 30")}) {
    SCOPED_TRACE(words.front());
    const Json results = play("results.json", words);
    const Outcome outcome = detente({"report", "results.json"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out, "");
    const std::string html = contents(folder_ / "report.html");
    EXPECT_EQ(outcome.err, "Wrote report.html (" + std::to_string((html.size() + 999) / 1000) + " kB)\n");
    EXPECT_EQ(files(), (std::set<std::string>{"results.json", "report.html"}));
    expect_page(html, results);
  }
}

TEST_F(Report, goes_where_it_is_told) {
  play("one.json");
  const std::string to_output = detente({"report", "one.json", "-o", "-"}).out;
  EXPECT_EQ(files(), std::set<std::string>{"one.json"});
  EXPECT_EQ(detente({"report", "one.json"}).status, 0);
  EXPECT_EQ(detente({"report", "one.json", "-o", "two.html"}).status, 0);
  EXPECT_EQ(detente({"report", "one.json", "--out=three.html"}).status, 0);
  for (const char* const file : {"one.html", "two.html", "three.html"})
    EXPECT_EQ(contents(folder_ / file), to_output) << file;
  EXPECT_EQ(detente({"report", "one.json", "-o", "-"}, "/dev/full").status, 1);
}

TEST_F(Report, takes_the_place_of_reports_alone) {
  play("results.json");
  write(folder_ / "thesis.html", "<!doctype html>\nYears of work.\n");
  write(folder_ / "late.html", std::string(500, ' ') + R"(<meta name="generator" content="detente report">)");
  fs::create_directory(folder_ / "folder");
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  for (const char* const file : {"thesis.html", "late.html", "folder", "pipe", "results.json"}) {
    const std::string before = fs::is_regular_file(folder_ / file) ? contents(folder_ / file) : "";
    expect_refused(detente({"report", "results.json", "-o", file}));
    if (!before.empty()) {
      EXPECT_EQ(contents(folder_ / file), before);
    }
  }
  for (const char* const file : {"folder", "pipe", "results.json"})
    expect_refused(detente({"report", "results.json", "-o", file, "--force"}));
  EXPECT_EQ(detente({"report", "results.json", "-o", "thesis.html", "--force"}).status, 0);
  const std::string first = contents(folder_ / "thesis.html");
  play("results.json", words_of("match tft hawk"));
  EXPECT_EQ(detente({"report", "results.json", "-o", "thesis.html"}).status, 0);  // by now it is one
  EXPECT_NE(contents(folder_ / "thesis.html"), first);
  EXPECT_EQ(files(), (std::set<std::string>{"results.json", "thesis.html", "late.html", "folder", "pipe"}));
}

TEST_F(Report, is_not_made_of_anything_else) {
  const Json good = play("good.json");
  ASSERT_EQ(detente({"report", "good.json", "-o", "report.html"}).status, 0);
  const std::string report = contents(folder_ / "report.html");
  const std::string text = good.dump();
  std::vector<std::pair<std::string, std::string>> cases{
      {"", "is empty"},
      {"hello\n", "is not JSON: it cannot be read at line 1, column 1"},
      {"{\n\"format\": nope}", "is not JSON: it cannot be read at line 2, column 12"},
      {text.substr(0, text.size() / 2), "is truncated: its JSON ends early, at line 1, column "},
      {text.substr(0, text.size() - 1), "is truncated"},
      {text + "}", "is not JSON"},
      {"{\"a\": \"\xFF\"}", "is not JSON"},
      {"{\"a\": 1e999}", "holds a number that is too large"},
      {std::string(100'000, '['), "is nested too deeply for a results file"},
      {"[]", "is not a results file of détente: it has no 'format'; the formats are detente-tournament-1, "},
      {"{\"format\": 1}", "is not a results file of détente"},
      {R"({"format": "detente-tournament-1"})", "lacks 'design', which a report needs"}};
  const auto add = [&](const std::string& place, const Json& value, const std::string& sentence) {
    Json bad = good;
    bad[Json::json_pointer(place)] = value;
    cases.emplace_back(bad.dump(), sentence);
  };
  add("/format", "detente-tournament-2",
      "has the format 'detente-tournament-2', which this version of détente cannot read");
  add("/format", "detente-sweep-1", "lacks 'over'");
  add("/design", 3, "has a number as 'design'; it must be an object");
  add("/design/strategies/1", 4, "has a number as 'design.strategies[1]'; it must be text");
  add("/standings/0/strategy", nullptr, "has null as 'standings[0].strategy'; it must be text");
  add("/standings/1/score", "much", "has text as 'standings[1].score'; it must be a number");
  add("/standings/1/strategy", "nobody", "names 'nobody' in its standings, which is not one of its strategies");
  add("/pairs", Json::object(), "has an object as 'pairs'; it must be a list");
  add("/pairs/2/joint/1", true, "has true or false as 'pairs[2].joint[1]'; it must be a list");
  add("/pairs/3/row", Json::array(), "has a list as 'pairs[3].row'; it must be text");
  add("/pairs/3/column", "<b>", "names '<b>' in its pairs");
  add("/pairs/3/column", "two\nlines \x1B[31m", "names 'two\\nlines \\u001b[31m' in its pairs");
  add("/verdict", "peace", "has text as 'verdict'; it must be a list");
  add("/entrants/0/about", Json::object(), "has an object as 'entrants[0].about'; it must be text");
  for (const char* const key : {"standings", "pairs"}) {
    Json bad = good;
    bad.erase(key);
    cases.emplace_back(bad.dump(), "lacks '" + std::string(key) + "', which a report needs");
  }
  for (const auto& [bad, sentence] : cases) {
    SCOPED_TRACE(sentence);
    write(folder_ / "bad.json", bad);
    for (const Words& words : {Words{"report", "bad.json"}, Words{"report", "bad.json", "-o", "report.html"},
                               Words{"report", "bad.json", "-o", "report.html", "--force"}}) {
      const Outcome outcome = detente(words);
      expect_refused(outcome);
      EXPECT_TRUE(outcome.err.starts_with("detente: 'bad.json' " + sentence)) << outcome.err;
    }
  }
  EXPECT_EQ(contents(folder_ / "report.html"), report);
  EXPECT_EQ(files(), (std::set<std::string>{"good.json", "bad.json", "report.html"}));
}

TEST_F(Report, needs_no_more_than_the_contract_holds) {
  Json results = play("results.json");
  for (const char* const key : {"command", "entrants", "recovery", "traces", "breakers", "verdict"}) results.erase(key);
  for (Json& pair : results["pairs"]) pair.erase("score_covariance");
  write(folder_ / "results.json", results.dump());
  EXPECT_EQ(detente({"report", "results.json"}).status, 0);
  results["recovery"] = results["traces"] = nullptr;
  write(folder_ / "results.json", results.dump());
  EXPECT_EQ(detente({"report", "results.json"}).status, 0);
}

TEST_F(Report, that_cannot_be_written_leaves_nothing) {
  play("results.json");
  EXPECT_EQ(detente({"report", "nothing.json"}).status, 2);
  EXPECT_EQ(detente({"report", "."}).status, 2);
  const Outcome lost = detente({"report", "results.json", "-o", "nowhere/report.html"});
  EXPECT_EQ(lost.status, 1);
  EXPECT_EQ(lost.err, "detente: 'nowhere/report.html' cannot be written: No such file or directory\n");
  const Outcome full = shell("ulimit -f 1; $D report results.json");
  EXPECT_EQ(full.status, 1);
  EXPECT_EQ(full.err, "detente: 'report.html' cannot be written: File too large\n");
  EXPECT_EQ(files(), std::set<std::string>{"results.json"});
}

TEST_F(Report, leaves_nothing_behind_when_it_is_stopped) {
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  const int writer = open((folder_ / "pipe").c_str(), O_RDWR);  // so that the command waits for what it is to read
  for (const int signal : {SIGINT, SIGTERM, SIGKILL}) {
    const pid_t child = start({DETENTE_EXECUTABLE, "report", "pipe", "-o", "report.html"});
    for (int i = 0; i < 3; ++i) {  // one may come between its last look at signals and its read
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      kill(child, signal);
    }
    const Outcome outcome = finish(child);
    EXPECT_EQ(outcome.status, signal == SIGKILL ? 128 + SIGKILL : 130);
    EXPECT_EQ(outcome.err, "");
    const std::set<std::string> none{"pipe"}, no_more_than_a_lock{".detente.lock", "pipe"};
    EXPECT_EQ(files(), signal == SIGKILL ? no_more_than_a_lock : none);
  }
  close(writer);
  play("results.json");
  EXPECT_EQ(detente({"report", "results.json"}).status, 0);
  EXPECT_EQ(files(), (std::set<std::string>{"pipe", "report.html", "results.json"}));
}

// Chances to be understood after all: a flipped digit, a letter in a sentence.
TEST_F(Report, of_a_damaged_file_is_one_or_none) {
  play("whole.json");
  const std::string text = contents(folder_ / "whole.json");
  int understood = 0, refused = 0;
  for (std::uint64_t i = 0; i < 150; ++i) {
    ::detente::Rng rng(::detente::Draw{.seed = 7, .repetition = i});
    std::string damaged = text;
    for (std::uint64_t flips = i % 3; flips > 0; --flips) {
      const unsigned bit = 1U << rng() % 8;
      char& byte = damaged[rng() % damaged.size()];
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ bit);
    }
    if (i % 3 == 0) damaged.resize(rng() % damaged.size());
    write(folder_ / "damaged.json", damaged);
    const Outcome outcome = detente({"report", "damaged.json", "-o", "report.html"});
    if (outcome.status == 0) {
      ++understood;
      EXPECT_EQ(count(contents(folder_ / "report.html"), "</script"), 4U);
    } else {
      ++refused;
      expect_refused(outcome);
    }
  }
  EXPECT_GT(understood, 10);
  EXPECT_GT(refused, 60);
}

TEST_F(Report, holds_what_a_module_says_as_text) {
  const std::string module = DETENTE_MODULE_DIR "/hostile.so";
  const Json results =
      play("results.json", {"run", "--module", module, "--strategies", "hostile,tft,dove", "--rounds", "20"});
  ASSERT_EQ(detente({"report", "results.json"}).status, 0);
  expect_page(contents(folder_ / "report.html"), results);
  const Json card = Json::parse(data_text(contents(folder_ / "report.html")))["entrants"][0];
  EXPECT_EQ(card["about"], "</script><script>document.title='taken'</script><!-- \" ' & \xE2\x80\xA8 <b> \x1B[2J");
  EXPECT_EQ(card["source"], "</SCRIPT ><img src=x onerror=alert(1)> \xE2\x80\xA9 \\u003c \xEF\xBF\xBD");
  EXPECT_EQ(card["origin"], module);
  EXPECT_EQ(card["family"], nullptr);
  // Of what stands in a title, only the file itself can say anything.
  Json forged = results;
  forged["design"]["game"] = "</title><script>\"&";
  write(folder_ / "forged.json", forged.dump());
  const std::string html = detente({"report", "forged.json", "-o", "-"}).out;
  EXPECT_NE(html.find(", &lt;/title&gt;&lt;script&gt;&quot;&amp;</title>"), std::string::npos);
}

TEST_F(Report, is_left_with_the_results) {
  for (const auto& [words, name] :
       {std::pair{kTournament, "results.json"},
        {words_of("spirals --strategies tft,grit,hawk@greedy"), "spirals.json"},
        {words_of("sweep --strategies tft,grit --over misperception=0,0.1"), "sweep.json"},
        {words_of("match tft gradual --misperception 0.05 --repetitions 70"), "results.json"}}) {
    SCOPED_TRACE(name);
    const Words to_one = with(words, {"--output", "one", "--threads", "1"});
    ASSERT_EQ(detente(to_one).status, 0);
    ASSERT_EQ(detente(with(words, {"--output", "two", "--threads", "2"})).status, 0);
    const std::string html = contents(folder_ / "one/report.html");
    expect_page(html, Json::parse(contents(folder_ / "one" / name)));
    EXPECT_EQ(contents(folder_ / "two/report.html"), html);
    EXPECT_EQ(contents(folder_ / "two" / name), contents(folder_ / "one" / name));
    EXPECT_EQ(detente({"report", "one/" + std::string(name), "-o", "-"}).out, html);
    EXPECT_EQ(detente(to_one).status, 0);  // over the old one
    write(folder_ / "two/report.html", "mine");
    const auto before = files();
    expect_refused(detente(with(words, {"--output", "two"})));
    EXPECT_EQ(contents(folder_ / "two/report.html"), "mine");
    EXPECT_EQ(files(), before);
    fs::remove_all(folder_ / "one");
    fs::remove_all(folder_ / "two");
  }
}

TEST_F(Report, of_sixty_strategies_stays_small) {
  const Outcome names = shell(
      "$D list --where 'not graded and enumerable' --format csv | sed '1d; s/^\"\\([^\"]*\\)\".*/\\1/' | head -60 | "
      "paste -sd,");
  std::string list = names.out;
  list.pop_back();
  ASSERT_EQ(std::count(list.begin(), list.end(), ','), 59) << list;
  ASSERT_EQ(detente({"run", "--strategies", list, "--game", "prisoners-dilemma", "--repetitions", "20", "--exact-limit",
                     "200", "--output", "all"})
                .status,
            0);
  EXPECT_LT(fs::file_size(folder_ / "all/report.html"), 3'000'000U);
}

}  // namespace
