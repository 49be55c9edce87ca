// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <random>
#include <thread>

#include "support/command.hpp"

/// Leagues as their organisers meet them.
namespace {

using namespace command;

constexpr const char* kTitForTat = "a: C a b\nb: D a b\n";
constexpr const char* kGrim = "a: C a b\nb: D b\n";
constexpr const char* kDove = "a: C a\n";

class League : public Cli {
 protected:
  League() {
    setenv("XDG_CACHE_HOME", (fs::temp_directory_path() / "detente-league-cache").c_str(), 1);
    write(folder_ / "small.ini", "strategies = tit-for-tat, hawk\naggressors = hawk\n");
  }

  /// A file of the league, which is called c.
  void enter(const std::string& name, const std::string& text) const { enter_in("c", name, text); }
  void enter_in(const std::string& league, const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / league / name).parent_path());
    write(folder_ / league / name, text);
  }
  Outcome play(const Words& more = {}, const std::string& league = "c") const {
    return detente(with({"league", league, "--field", "small.ini", "--rounds", "20"}, more));
  }
  Json league(const std::string& folder = "c") const {
    return Json::parse(contents(folder_ / folder / "league/league.json"), nullptr, false);
  }
  std::string made(const std::string& file) const { return contents(folder_ / "c/league" / file); }
  /// All that a league wrote, but for its store.
  std::map<std::string, std::string> bytes(const std::string& folder = "c") const {
    std::map<std::string, std::string> bytes;
    const fs::path output = folder_ / folder / "league";
    for (const auto& entry : fs::recursive_directory_iterator(output))
      if (entry.is_regular_file() && !entry.path().filename().string().starts_with("store.db"))
        bytes[fs::relative(entry.path(), output).string()] = contents(entry.path());
    return bytes;
  }
  /// The same bytes, or the names of files that differ.
  static void expect_same(const std::map<std::string, std::string>& one,
                          const std::map<std::string, std::string>& other) {
    std::string differ;
    for (const auto& [name, text] : one)
      if (!other.contains(name) || other.at(name) != text) differ += name + ' ';
    for (const auto& [name, text] : other)
      if (!one.contains(name)) differ += name + ' ';
    EXPECT_EQ(differ, "");
  }
  std::map<std::string, std::string> states() const {
    std::map<std::string, std::string> states;
    const Json document = league();
    for (const Json& line : document["rounds"].back()["entrants"])
      states[line["file"].get<std::string>()] = line["state"].get<std::string>();
    return states;
  }
  /// Scores by strategy.
  std::map<std::string, double> scores() const {
    std::map<std::string, double> scores;
    const Json document = league();
    for (const Json& row : document["standings"]) scores[row["strategy"].get<std::string>()] = row["score"];
    return scores;
  }
  void enter_three() const {
    enter("anna/first.automaton", kTitForTat);
    enter("ben.automaton", kGrim);
    enter("carla/mine.automaton", kDove);
  }
};

TEST_F(League, plays_who_can_and_explains_the_others) {
  enter_three();
  enter("dora.automaton", "a: X a\n");
  enter("emil.py", "print('C')\n");
  enter("fay/notes.txt", "later\n");
  enter("_draft.automaton", kDove);
  enter("anna/.hidden.automaton", kDove);
  const Outcome outcome = play();
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("5 of 5 entrants new: 15 of 15 pairs to play"), std::string::npos) << outcome.err;
  const std::map<std::string, std::string> wanted{{"anna/first.automaton", "played"}, {"ben.automaton", "played"},
                                                  {"carla/mine.automaton", "played"}, {"dora.automaton", "quarantined"},
                                                  {"emil.py", "quarantined"},         {"fay", "not played"}};
  EXPECT_EQ(states(), wanted);
  EXPECT_NE(outcome.out.find("Quarantined: 2 files; not played: 1"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("  dora.automaton: "), std::string::npos) << outcome.out;
  EXPECT_NE(made("feedback/dora.md").find("line 1"), std::string::npos) << made("feedback/dora.md");
  EXPECT_NE(made("feedback/anna.md").find("**Place "), std::string::npos) << made("feedback/anna.md");
  EXPECT_NE(made("feedback/anna.md").find("automaton:C/0/1_D/0/1"), std::string::npos) << made("feedback/anna.md");
  EXPECT_NE(made("feedback/emil.md").find("its program 'emil.py' "), std::string::npos) << made("feedback/emil.md");
  EXPECT_NE(made("index.html").find("feedback/carla.md"), std::string::npos);
  for (const char* const other : {"http:", "https:", "src=", "@import", "url("})
    EXPECT_EQ(made("index.html").find(other), std::string::npos) << "the page loads something";
  EXPECT_EQ(made("history/1.csv"), made("standings.csv"));
  const Json results = Json::parse(made("results.json"));
  EXPECT_EQ(results["format"], "detente-tournament-1");
  EXPECT_EQ(results["standings"].size(), 5U);
}

std::string python(const std::string& name, const std::string& play) {
  return "import time\nfrom detente_strategy import C, D, serve\n\n\nclass Mine:\n    name = \"" + name +
         "\"\n    about = \"As this test needs it.\"\n    source = \"this test\"\n    against = \"CDDC\"\n"
         "    plays = \"CCDD\"\n\n    def __init__(self):\n        self.next = C\n\n    def play(self):\n        " +
         play + "\n\n    def see(self, meant, mine, theirs):\n        self.next = theirs\n\n\nserve(Mine)\n";
}

TEST_F(League, plays_programs) {
  enter("anna/first.automaton", kTitForTat);
  enter("ben.py", python("bens", "return self.next"));
  enter("ben-too.R", "stop('this is no strategy')\n");
  enter("clock.py", python("clock", "return C if time.time_ns() % 2 else D"));
  enter("detente_strategy.py", "what a client is called is no submission\n");
  enter("late.py", python("late", "time.sleep(5)"));
  const Outcome outcome = play({"--patience", "1"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const std::map<std::string, std::string> wanted{{"anna/first.automaton", "played"},
                                                  {"ben.py", "played"},
                                                  {"ben-too.R", "quarantined"},
                                                  {"clock.py", "quarantined"},
                                                  {"late.py", "quarantined"}};
  EXPECT_EQ(states(), wanted) << outcome.out << outcome.err;
  const std::map<std::string, double> all = scores();
  ASSERT_TRUE(all.contains("bens")) << outcome.out;
  EXPECT_NEAR(all.at("bens"), all.at("tit-for-tat"), 1e-12) << "it is tit-for-tat, and all is exact";
  EXPECT_NE(made("feedback/late.md").find("did not answer within 1 s"), std::string::npos) << made("feedback/late.md");
  EXPECT_NE(made("feedback/ben-too.md").find("this is no strategy"), std::string::npos) << made("feedback/ben-too.md");
  EXPECT_NE(made("feedback/ben.md").find("It obeys all laws"), std::string::npos) << made("feedback/ben.md");
  for (const auto& [name, text] : bytes()) EXPECT_EQ(text.find("/tmp/"), std::string::npos) << name;
  // The same from nothing, on one thread; what a clock has to do with it is told in other words each time.
  fs::remove(folder_ / "c/clock.py");
  ASSERT_EQ(play({"--patience", "1"}).status, 0);
  fs::remove_all(folder_ / "c/league");
  ASSERT_EQ(play({"--patience", "1"}).status, 0);
  const auto before = bytes();
  fs::remove_all(folder_ / "c/league");
  ASSERT_EQ(play({"--patience", "1", "--threads", "1"}).status, 0);
  expect_same(bytes(), before);
}

TEST_F(League, says_that_nothing_changed) {
  enter_three();
  ASSERT_EQ(play().status, 0);
  const auto before = bytes();
  const std::string store = made("store.db");
  const Outcome again = play({"--threads", "1"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.err, "Nothing changed since round 1.\n");
  expect_same(bytes(), before);
  EXPECT_EQ(made("store.db"), store);
  EXPECT_EQ(play({"--format", "json"}).out, made("league.json"));
  EXPECT_EQ(play({"--format", "csv"}).out, made("standings.csv"));
}

TEST_F(League, plays_only_what_is_new) {
  enter_three();
  ASSERT_EQ(play().status, 0);
  enter("ben.automaton", "a: C b\nb: D a\n");
  const Outcome changed = play();
  EXPECT_EQ(changed.status, 0);
  EXPECT_NE(changed.err.find("1 of 5 entrants new: 5 of 15 pairs to play"), std::string::npos) << changed.err;
  EXPECT_EQ(league()["round"], 2);
  EXPECT_EQ(league()["news"]["changed"], Json::array({"ben.automaton"}));
  EXPECT_NE(made("feedback/ben.md").find("The file has changed."), std::string::npos);
  EXPECT_NE(made("feedback/anna.md").find("The file is the same."), std::string::npos);
  EXPECT_TRUE(fs::exists(folder_ / "c/league/history/2.csv"));
  const Outcome longer = play({"--rounds=30"});
  EXPECT_EQ(longer.status, 2) << "an option is given twice";
}

TEST_F(League, forgets_who_is_gone) {
  enter_three();
  ASSERT_EQ(play().status, 0);
  fs::remove(folder_ / "c/ben.automaton");
  ASSERT_EQ(play().status, 0);
  EXPECT_FALSE(fs::exists(folder_ / "c/league/feedback/ben.md"));
  EXPECT_EQ(league()["news"]["gone"], Json::array({"ben.automaton"}));
  EXPECT_EQ(league()["rounds"].size(), 2U);
}

TEST_F(League, scores_do_not_depend_on_the_quarantined) {
  enter_three();
  enter("dora.automaton", "a: X a\n");
  enter("aaa/levels.automaton", "levels 3\na: 2 a\n");
  ASSERT_EQ(play().status, 0);
  EXPECT_EQ(states().at("aaa/levels.automaton"), "quarantined");
  const auto before = scores();
  const std::string csv = made("standings.csv");
  fs::remove(folder_ / "c/dora.automaton");
  fs::remove_all(folder_ / "c/aaa");
  const Outcome outcome = play();
  EXPECT_NE(outcome.err.find("0 of 5 entrants new: 0 of 15 pairs to play"), std::string::npos) << outcome.err;
  EXPECT_EQ(scores(), before);
  EXPECT_EQ(made("standings.csv"), csv);
}

TEST_F(League, bytes_depend_on_contents_alone) {
  const std::map<std::string, std::string> files{{"anna/first.automaton", kTitForTat},
                                                 {"anna/second.automaton", "a: 0.5 a\n"},
                                                 {"ben.automaton", kGrim},
                                                 {"carla/mine.automaton", kDove},
                                                 {"dora.automaton", "a X\n"}};
  for (const auto& [name, text] : files) enter_in("one/c", name, text);
  std::for_each(files.rbegin(), files.rend(), [&](const auto& file) { enter_in("two/c", file.first, file.second); });
  ASSERT_EQ(play({"--threads", "1"}, "one/c").status, 0);
  ASSERT_EQ(play({"--threads", "3"}, (folder_ / "two/c/").string()).status, 0);
  EXPECT_EQ(league("one/c")["standings"], league("two/c")["standings"]);
  expect_same(bytes("one/c"), bytes("two/c"));
}

TEST_F(League, survives_kill_at_any_moment) {
  enter_three();
  enter("dora.automaton", "a: X a\n");
  ASSERT_EQ(play().status, 0);
  const auto wanted = bytes();
  std::mt19937 random(5);
  for (int time = 0; time < 6; ++time) {
    fs::remove_all(folder_ / "c/league");
    const pid_t child = start({DETENTE_EXECUTABLE, "league", "c", "--field", "small.ini", "--rounds", "20"});
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 600));
    kill(child, SIGKILL);
    finish(child);
    const Outcome outcome = play();
    SCOPED_TRACE(outcome.err);
    EXPECT_EQ(outcome.status, 0);
    expect_same(bytes(), wanted);
  }
}

TEST_F(League, completes_what_was_promised) {
  enter_three();
  ASSERT_EQ(play().status, 0);
  const auto wanted = bytes();
  // As a process leaves it that was killed among the files.
  const fs::path output = folder_ / "c/league";
  fs::create_directories(output / ".round/feedback");
  fs::rename(output / "league.json", output / ".round/league.json");
  fs::rename(output / "feedback/anna.md", output / ".round/feedback/anna.md");
  fs::create_directories(output / ".round.partial/feedback");
  write(output / ".round.partial/index.html", "half");
  EXPECT_EQ(play().err, "Nothing changed since round 1.\n");
  expect_same(bytes(), wanted);
  EXPECT_FALSE(fs::exists(output / ".round"));
}

TEST_F(League, follows_the_folder) {
  enter_three();
  const pid_t watcher = start({DETENTE_EXECUTABLE, "league", "c", "--field", "small.ini", "--rounds", "20", "--watch"});
  const auto has_round = [&](int round) {
    for (int wait = 0; wait < 600; ++wait) {
      if (fs::exists(folder_ / ("c/league/history/" + std::to_string(round) + ".csv"))) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  };
  EXPECT_TRUE(has_round(1));
  enter("emil.automaton", "a: D a\n");
  EXPECT_TRUE(has_round(2));
  enter("fay.automaton", "what is this?");
  EXPECT_TRUE(has_round(3));
  kill(watcher, SIGINT);
  EXPECT_EQ(finish(watcher).status, 130);
  EXPECT_EQ(states().at("fay.automaton"), "quarantined");
  EXPECT_EQ(states().at("emil.automaton"), "played");
}

TEST_F(League, goes_on_whatever_lies_in_the_folder) {
  std::mt19937 random(11);
  const std::string letters = "abcXYZ09 -_.,:;#@%&'\"<>|*?[]()\\\n\x01\x7f\xc3\xa9\xff";
  const auto noise = [&](std::size_t most) {
    std::string text;
    for (std::size_t size = 1 + random() % most; text.size() < size;) text += letters[random() % letters.size()];
    return text;
  };
  enter("good.automaton", kTitForTat);
  for (int i = 0; i < 40; ++i) {
    const std::string folder = random() % 2 == 0 ? "" : std::to_string(i) + noise(12) + "/";
    // NOLINTNEXTLINE(bugprone-implicit-widening-of-multiplication-result)
    enter(folder + std::to_string(i) + noise(20) + (random() % 5 == 0 ? ".py" : ".automaton"),
          random() % 3 == 0 ? kGrim + std::string("# ") + std::to_string(i) : noise(200));
  }
  fs::create_symlink("/etc/passwd", folder_ / "c/link.automaton");
  fs::create_symlink(".", folder_ / "c/round");
  ASSERT_EQ(mkfifo((folder_ / "c/pipe.automaton").c_str(), 0600), 0);
  fs::create_directory(folder_ / "c/folder.automaton");
  enter("large.automaton", std::string(3 << 20, 'x'));
  const Outcome outcome = play();
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto all = states();
  EXPECT_EQ(all.at("good.automaton"), "played");
  EXPECT_EQ(all.at("link.automaton"), "not played");
  EXPECT_EQ(all.at("pipe.automaton"), "not played");
  EXPECT_EQ(all.at("large.automaton"), "not played");
  for (const char letter : outcome.out) EXPECT_TRUE(letter == '\n' || static_cast<unsigned char>(letter) >= 0x20);
  for (const std::string& feedback : {made("feedback/good.md"), made("index.html")})
    EXPECT_EQ(feedback.find("root:"), std::string::npos);
  const auto before = bytes();
  EXPECT_EQ(play().err, "Nothing changed since round 1.\n");
  expect_same(bytes(), before);
}

TEST_F(League, refuses_in_one_sentence) {
  expect_refused(play({}, "nowhere"));
  expect_refused(play({}, "small.ini"));
  fs::create_directory(folder_ / "c");
  expect_refused(play());
  enter("notes.txt", "nothing");
  expect_refused(play());
  enter("anna.automaton", kGrim);
  enter("anna/first.automaton", kGrim);
  const Outcome two = play();
  expect_refused(two);
  EXPECT_NE(two.err.find("two authors are called 'anna'"), std::string::npos) << two.err;
  fs::remove_all(folder_ / "c/anna");
  expect_refused(play({"--misperception", "2"}));
  expect_refused(play({"--steps", "1"}));
  EXPECT_FALSE(fs::exists(folder_ / "c/league"));
  fs::create_directory(folder_ / "mine");
  write(folder_ / "mine/index.html", "my page");
  expect_refused(play({"--output", "mine"}));
  EXPECT_EQ(contents(folder_ / "mine/index.html"), "my page");
  EXPECT_EQ(play({"--output", "new/place"}).status, 0);
  EXPECT_TRUE(fs::exists(folder_ / "new/place/index.html"));
  EXPECT_FALSE(fs::exists(folder_ / "c/league"));
}

/// A source that plays by some lines of C++.
std::string source(const std::string& name, const std::string& play, const std::string& fields = "",
                   const std::string& see = "") {
  return "#include <detente/strategy.hpp>\nusing namespace detente;\nnamespace {\nstruct Mine {\n"
         "  static constexpr Info info{.name = \"" +
         name + "\", .about = \"Entered.\", .source = \"test\", .against = \"C\", .plays = \"C\"};\n  " + fields +
         "\n  auto operator<=>(const Mine&) const = default;\n  Move play() const { " + play +
         " }\n  void see(Seen round) { (void)round; " + see +
         " }\n};\n}\nDETENTE_STRATEGIES(catalogue) { catalogue.add<Mine>(); }\n";
}

class LongLeague : public League {
 protected:
  void SetUp() override {
    if (detente({"run", "--strategies", "tft", "--submission", "nothing.cpp"}).err.find("built without") !=
        std::string::npos)
      GTEST_SKIP() << "this build has no submissions";
    enter("probe.cpp", source("probe", "return C;"));
    const Outcome probe = play();
    if (probe.status == 2) GTEST_SKIP() << probe.err;
    ASSERT_EQ(probe.status, 0) << probe.err;
    fs::remove_all(folder_ / "c");
  }

  void enter_all() const {
    for (int i = 0; i < 20; ++i) {
      const std::string name = "good-" + std::to_string(i);
      const std::string text =
          source(name, "return provoked > " + std::to_string(i % 4) + " ? D : C;", "int provoked = 0;",
                 "provoked = round.theirs == D ? (provoked + 1) % " + std::to_string(2 + i) + " : 0;");
      enter(i % 2 == 0 ? name + ".cpp" : name + "/mine.cpp", text);
    }
    enter("bad-syntax.cpp", "this is no C++\n");
    enter("bad-empty.cpp", "");
    enter("bad-spy.cpp", "#include \"/etc/passwd\"\n" + source("spy", "return C;"));
    enter("bad-loop.cpp", source("loop", "for (volatile int i = 0;; i = i + 1) { } return C;"));
    enter("bad-trap.cpp", source("trap", "__builtin_trap();"));
    enter("bad-example.cpp", source("example", "return D;"));
    enter("bad-deep.cpp",
          "int deep(int n) { volatile int room[64]; room[n & 63] = n; return n < 0 ? 0 : deep(n + 1) + room[n & 63]; "
          "}\n" +
              source("deep", "return deep(1) == 0 ? D : C;"));
    enter(
        "bad-memory.cpp",
        "#include <vector>\n" +
            source(
                "memory",
                "volatile unsigned half = 1U << 29U; std::vector<char> all(half * 2); return all[half] == 0 ? C : D;"));
    enter("bad-static.cpp", "int counter = 0;\n" + source("counter", "return ++counter % 3 == 0 ? D : C;"));
    enter("bad.wasm", std::string("\0asm\1\0\0\0rest", 12));
  }
};

TEST_F(LongLeague, plays_twenty_and_explains_ten) {
  enter_all();
  const Outcome outcome = play();
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  std::size_t played = 0, quarantined = 0;
  for (const auto& [file, state] : states()) {
    EXPECT_EQ(state, file.starts_with("good") ? "played" : "quarantined") << file;
    ++(state == "played" ? played : quarantined);
  }
  EXPECT_EQ(played, 20U);
  EXPECT_EQ(quarantined, 10U);
  const Json document = league();
  for (const Json& line : document["rounds"].back()["entrants"])
    if (line["state"] == "quarantined") {
      EXPECT_NE(line["why"], "");
      EXPECT_EQ(line["why"].get<std::string>().find("detente-check-"), std::string::npos) << line["why"];
    }
  EXPECT_EQ(made("feedback/bad-spy.md").find("root:x"), std::string::npos) << made("feedback/bad-spy.md");
  const auto before = bytes();
  EXPECT_EQ(play().err, "Nothing changed since round 1.\n");
  expect_same(bytes(), before);

  enter("good-4.cpp", source("good-4", "return D;", "int x = 0;", "x = 1;"));
  EXPECT_EQ(play().status, 0);
  EXPECT_EQ(states().at("good-4.cpp"), "quarantined") << "its example is another one";
  enter("good-6.cpp", source("good-6", "return last;", "Move last = C;", "last = round.mine == D ? C : round.theirs;"));
  const Outcome changed = play();
  EXPECT_NE(changed.err.find("1 of 21 entrants new"), std::string::npos) << changed.err;
  EXPECT_EQ(league()["round"], 3);
}

}  // namespace
