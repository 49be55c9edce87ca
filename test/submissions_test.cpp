// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Submissions play as what is built in does, whoever is left out, and say in a sentence what is wrong.
#include "support/submissions.hpp"

namespace {

using namespace submissions;

/// Files of the library that play by every means that a strategy has: parameters, levels, signals, openness, dice, dice
/// in memory, payoffs that turn, and memories without end.
const std::vector<std::string> kLibrary{"reciprocity/tit_for_tat",
                                        "reciprocity/generous_tit_for_tat",
                                        "reciprocity/contrite_tit_for_tat",
                                        "reciprocity/adaptive_tit_for_tat",
                                        "reciprocity/average_copier",
                                        "reciprocity/gradual",
                                        "reciprocity/random_tit_for_tat",
                                        "reciprocity/forgiver",
                                        "records/go_by_majority",
                                        "records/retaliate",
                                        "security_dilemma/grit",
                                        "security_dilemma/grit_token",
                                        "security_dilemma/reassurance_seeker",
                                        "security_dilemma/deterrer",
                                        "security_dilemma/empathic",
                                        "security_dilemma/bayesian",
                                        "security_dilemma/salami",
                                        "sequences/cycler",
                                        "sequences/thue_morse",
                                        "short_memory/memory_one",
                                        "short_memory/win_stay_lose_shift",
                                        "short_memory/zd",
                                        "triggers/grim",
                                        "triggers/end_defectors",
                                        "graded/graded_reassurer",
                                        "graded/grit_graded",
                                        "hunters/adaptive_pavlov",
                                        "second_tournament/second_by_weiner"};

class SameAsBuiltIn : public Submissions {
 protected:
  /// Plays files of the library beside themselves: each pair of submissions must be that of their originals.
  void compare(const std::vector<std::string>& paths, const Words& options) {
    for (const std::string& path : paths) submit(path.substr(path.find('/') + 1) + ".cpp", library_file(path + ".cpp"));
    const Outcome list = detente({"list", "--format", "json"});
    std::string names;
    const Json results = json(with({"run", "--strategies", "dove", "--submission", "subs", "--show", "standings"},
                                   {"--engine", "objects", "--repetitions", "1", "--rounds", "1"}));
    std::map<std::string, std::string> original;  // by the name of a submission
    for (const Json& row : results["standings"]) {
      const std::string name = row["strategy"];
      const std::size_t at = name.find('@');
      if (at == std::string::npos) continue;
      original[name] = name.substr(0, at);
      names += (names.empty() ? "" : ",") + name.substr(0, at);
    }
    EXPECT_FALSE(results.contains("left_out")) << results["left_out"].dump();
    ASSERT_GE(original.size(), paths.size());
    const Words plays = with({"run", "--show", "standings", "--format", "json"}, options);
    const auto pairs = [&](const Words& who, bool is_renamed) {
      const Outcome outcome = detente(with(plays, who));
      EXPECT_EQ(outcome.status, 0) << outcome.err;
      std::map<std::string, std::string> found;
      const Json document = Json::parse(outcome.out, nullptr, false);
      for (Json pair : document["pairs"]) {
        for (const char* const seat : {"row", "column"})
          if (is_renamed && original.contains(pair[seat])) pair[seat] = original[pair[seat]];
        found[pair["row"].get<std::string>() + " – " + pair["column"].get<std::string>()] += pair.dump() + "\n";
      }
      return found;
    };
    const auto built_in = pairs({"--strategies", names + ",dove"}, false);
    const auto submitted = pairs({"--strategies", "dove", "--submission", "subs"}, true);
    EXPECT_EQ(built_in.size(), submitted.size());
    std::size_t compared = 0;
    for (const auto& [name, numbers] : built_in) {
      const std::size_t at = name.find(" – ");
      const std::string other = name.substr(at + std::string(" – ").size()) + " – " + name.substr(0, at);
      const auto found = submitted.contains(name) ? submitted.find(name) : submitted.find(other);
      ASSERT_NE(found, submitted.end()) << name;
      if (found->first != name) continue;  // the same pair with its seats exchanged
      EXPECT_EQ(found->second, numbers) << name;
      ++compared;
    }
    EXPECT_GE(compared, paths.size() * paths.size() / 4);
  }
};

TEST_F(SameAsBuiltIn, InExactAndSampledResults) {
  const std::vector<std::string> few{"reciprocity/tit_for_tat", "security_dilemma/grit"};
  compare(few, {"--engine", "exact", "--rounds", "30"});
  compare(few, {"--engine", "objects", "--repetitions", "130", "--rounds", "30"});
}

class LongSameAsBuiltIn : public SameAsBuiltIn {};

TEST_F(LongSameAsBuiltIn, WhereAllIsChosenByTheEngine) {
  compare(kLibrary, {"--repetitions", "130", "--rounds", "40"});
}
TEST_F(LongSameAsBuiltIn, WhereAllIsSampledRoundByRound) {
  compare(kLibrary, {"--engine", "objects", "--repetitions", "130", "--rounds", "40"});
}
TEST_F(LongSameAsBuiltIn, OnFourLevelsWithSignals) {
  compare(kLibrary, {"--game", "arms-race:levels=4", "--engine", "objects", "--repetitions", "70", "--rounds", "20"});
}

const std::string kLoop = R"(#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct Loop {
  static constexpr Info info{.name = "loop", .about = "…", .source = "…", .against = "CDDC", .plays = "CCDD"};
  Move next = C;
  int rounds = 0;
  auto operator<=>(const Loop&) const = default;
  Move play() const { return next; }
  void see(Seen round) {
    next = round.theirs;
    for (volatile int n = 0; ++rounds > 7 && n >= 0;) n = n < 1000 ? n + 1 : n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) { catalogue.add<Loop>(); }
)";

const std::string kStatics = R"(#include <detente/strategy.hpp>
using namespace detente;
namespace {
int asked = 0;
struct Statics {
  static constexpr Info info{.name = "statics", .about = "…", .source = "…", .against = "CDDC", .plays = "CCDD"};
  Move next = C;
  auto operator<=>(const Statics&) const = default;
  Move play() const { return next; }
  void see(Seen round) { next = ++asked > 64 * 19 ? D : round.theirs; }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) { catalogue.add<Statics>(); }
)";

TEST_F(Submissions, AnEndlessLoopEndsInTheSameRoundForAnyNumberOfThreads) {
  submit("loop.cpp", kLoop);
  std::string first;
  for (const char* const threads : {"1", "2", "8"}) {
    const std::string why = fates({"--engine", "objects", "--steps", "100000", "--threads", threads})["loop"];
    EXPECT_NE(why.find("it did not answer within 100,000 steps for a repetition"), std::string::npos) << why;
    EXPECT_NE(why.find("one of 64 repetitions, round 8"), std::string::npos) << why;
    if (first.empty()) first = why;
    EXPECT_EQ(why, first);
  }
  const std::string one = fates({"--engine", "objects", "--steps", "100000", "--repetitions", "1"})["loop"];
  EXPECT_NE(one.find("repetition 0, round 8"), std::string::npos) << one;
}

TEST_F(Submissions, StaticsArePutBackBeforeEachBlock) {
  submit("statics.cpp", kStatics);
  submit("tit_for_tat.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  const auto scores = [&](const std::string& threads) {
    const Json results =
        json({"run", "--strategies", kKnown, "--submission", "subs", "--show", "standings", "--engine", "objects",
              "--repetitions", "640", "--rounds", "20", "--misperception", "0", "--threads", threads});
    std::map<std::string, double> found;
    for (const Json& row : results["standings"]) found[row["strategy"]] = row["score"];
    return found;
  };
  // It sees 64 repetitions of 19 rounds in a block, and never more.
  const auto found = scores("1");
  EXPECT_EQ(found.at("statics"), found.at("tit-for-tat"));
  EXPECT_EQ(found.at("statics"), found.at("tit-for-tat@tit-for-tat"));
  EXPECT_EQ(scores("8"), found);
}

TEST_F(Submissions, ArePlayedBesideProgramsWhichEndWithTheCommand) {
  submit("anna.cpp", library_file("triggers/grim.cpp"));
  ASSERT_EQ(detente({"new", "tardy", "--language", "python"}).status, 0);
  ASSERT_EQ(detente({"new", "prompt", "--language", "python"}).status, 0);
  const std::string tardy = contents(folder_ / "tardy.py");
  write(folder_ / "tardy.py", replaced(tardy, "return self.next", "return __import__('time').sleep(600)"));
  const Outcome outcome =
      play({"--program", "python3 prompt.py", "--program", "python3 tardy.py", "--patience", "1", "--format", "json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const Json results = Json::parse(outcome.out);
  std::string played;
  for (const Json& row : results["standings"]) played += row["strategy"].get<std::string>() + ' ';
  EXPECT_NE(played.find("grim@anna "), std::string::npos) << played;
  EXPECT_NE(played.find("prompt "), std::string::npos) << played;
  ASSERT_EQ(results["left_out"].size(), 1U) << outcome.err;
  EXPECT_EQ(results["left_out"][0]["strategy"], "tardy");
  EXPECT_NE(shell("pgrep -f '[t]ardy.py'").status, 0) << "it goes on";
}

TEST_F(Submissions, LimitsAreThoseThatAreGiven) {
  submit("tit_for_tat.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  EXPECT_EQ(fates({"--steps", "100000"})["tit-for-tat@tit-for-tat"], "played");
  const std::string why = fates({"--steps", "1000"})["subs/tit_for_tat.cpp"];
  EXPECT_NE(why.find("within 1,000 steps"), std::string::npos) << why;
  expect_refused(play({"--steps", "999"}));
  expect_refused(play({"--memory", "0"}));
  expect_refused(play({"--memory", "1025"}));
  EXPECT_EQ(fates({"--memory", "1"})["tit-for-tat@tit-for-tat"], "played");
}

TEST_F(Submissions, NamesThatClashAreToldApartByTheirFiles) {
  for (const char* const author : {"anna", "ben"}) {
    fs::create_directory(folder_ / "subs" / author);
    submit(std::string(author) + "/mine.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  }
  submit("-- x.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  const auto found = fates();
  for (const char* const name : {"tit-for-tat", "tit-for-tat@anna-mine", "tit-for-tat@ben-mine", "tit-for-tat@x"})
    EXPECT_TRUE(found.contains(name)) << name;
}

TEST_F(Submissions, OddFilesOfAFolderAreLeftOutByName) {
  submit("good.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  submit("same.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  submit("--help.cpp", library_file("reciprocity/tit_for_tat.cpp"));
  submit("a b'\"$(id).cpp", library_file("reciprocity/tit_for_tat.cpp"));
  submit("line\nbreak.cpp", "nonsense");
  submit("\xff.cpp", "nonsense");
  submit("empty.cpp", "");
  fs::create_symlink("/etc/passwd", folder_ / "subs" / "link.cpp");
  fs::create_symlink("nowhere", folder_ / "subs" / "broken.cpp");
  fs::create_symlink("/dev/zero", folder_ / "subs" / "device.cpp");
  fs::create_directory_symlink("/etc", folder_ / "subs" / "etc");
  fs::create_directory(folder_ / "subs" / "folder.cpp");
  mkfifo((folder_ / "subs" / "pipe.wasm").c_str(), 0600);
  fs::create_directory(folder_ / "subs" / "in");  // as the box calls its own
  submit("in/submission.cpp", "nonsense");
  const auto found = fates();
  for (const char* const name : {"good", "same", "help", "a-b----id"})
    EXPECT_EQ(found.at("tit-for-tat@" + std::string(name)), "played") << name;
  for (const char* const name : {"link", "broken", "device"})
    EXPECT_EQ(found.at("subs/" + std::string(name) + ".cpp"), "it is a symbolic link; submit the file itself") << name;
  EXPECT_EQ(found.at("subs/pipe.wasm"), "it is not a plain file");
  EXPECT_TRUE(found.contains("subs/line\nbreak.cpp"));
  EXPECT_TRUE(found.contains("subs/empty.cpp"));
  EXPECT_NE(found.at("subs/in/submission.cpp").find("subs/in/submission.cpp:1:1: error"), std::string::npos)
      << found.at("subs/in/submission.cpp");
}

TEST_F(Submissions, ASecondRunCompilesNothing) {
  submit("mine.cpp", kStatics + "// " + std::to_string(getpid()) + "\n");
  EXPECT_EQ(fates()["statics"], "played");
  // Without a compiler's programs in the box's reach it could not be made again.
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(fates()["statics"], "played");
  const fs::path kept = fs::path(std::getenv("XDG_CACHE_HOME")) / "detente" / "submissions";
  std::size_t made_since = 0;
  for (const auto& entry : fs::directory_iterator(kept))
    made_since += std::chrono::steady_clock::now() - begin > std::chrono::seconds(0) &&
                  fs::last_write_time(entry.path()) >
                      fs::file_time_type::clock::now() - (std::chrono::steady_clock::now() - begin);
  EXPECT_EQ(made_since, 0U);
}

TEST_F(Submissions, AChangeOfTheFileIsAnotherSubmission) {
  submit("mine.cpp", kStatics);
  EXPECT_EQ(fates()["statics"], "played");
  submit("mine.cpp", replaced(kStatics, "\"statics\"", "\"changed\""));
  const auto found = fates();
  EXPECT_TRUE(found.contains("changed"));
  EXPECT_FALSE(found.contains("statics"));
}

TEST_F(Submissions, DesignIniReplaysTheRun) {
  submit("mine.cpp", kStatics);
  submit("broken.cpp", "nonsense");
  const Outcome first = play({"--output", "first", "--steps", "1000000"});
  ASSERT_EQ(first.status, 0) << first.err;
  const Outcome again = detente({"run", "--config", "first/design.ini", "--output", "again"});
  ASSERT_EQ(again.status, 0) << again.err;
  for (const char* const file : {"standings.csv", "design.ini"})
    EXPECT_EQ(contents(folder_ / "first" / file), contents(folder_ / "again" / file)) << file;
  const auto results = [&](const char* run) { return Json::parse(contents(folder_ / run / "results.json")); };
  for (const char* const part : {"standings", "pairs", "traces"})
    EXPECT_EQ(results("first")[part], results("again")[part]) << part;
}

TEST_F(Submissions, AreKeptInAStoreByTheirContents) {
  submit("mine.cpp", kStatics);
  const Outcome first = play({"--store", "kept.db"});
  ASSERT_EQ(first.status, 0) << first.err;
  const Outcome again = play({"--store", "kept.db"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.out, first.out);
  submit("mine.cpp", replaced(kStatics, "? D : round.theirs", "? D : C"));
  const Outcome other = play({"--store", "kept.db"});
  EXPECT_EQ(other.status, 0) << other.err;
  EXPECT_NE(other.out, first.out);
}

TEST_F(Submissions, WrongInputIsOneSentence) {
  const auto run = [&](const Words& words) { return detente(with({"run"}, words)); };
  expect_refused(run({"--submission", "nothing.cpp"}));
  expect_refused(run({"--submission", "subs"}));
  expect_refused(run({"--submission", ""}));
  expect_refused(run({"--steps", "100000"}));
  write(folder_ / "text.txt", "text");
  expect_refused(run({"--submission", "text.txt"}));
  submit("mine.cpp", kStatics);
  expect_refused(run({"--submission", "subs", "--patience", "5"}));
  fs::create_directory(folder_ / "a\nb");
  write(folder_ / "a\nb" / "mine.cpp", kStatics);
  expect_refused(run({"--submission", "a\nb"}));
  const Outcome bare = shell("PATH= \"$D\" run --submission subs");
  expect_refused(bare);
  EXPECT_NE(bare.err.find("install it with: apt-get install bubblewrap"), std::string::npos) << bare.err;
  const Outcome no_cache = shell("XDG_CACHE_HOME=/proc/none \"$D\" run --submission subs");
  EXPECT_EQ(no_cache.status, 1);
  EXPECT_NE(no_cache.err.find("set XDG_CACHE_HOME to another one"), std::string::npos) << no_cache.err;
  fs::create_directories(folder_ / "open" / "detente");
  fs::permissions(folder_ / "open" / "detente", fs::perms::all);
  const Outcome open = shell("XDG_CACHE_HOME=$PWD/open \"$D\" run --submission subs");
  EXPECT_EQ(open.status, 1);
  EXPECT_NE(open.err.find("others may write to"), std::string::npos) << open.err;
}

TEST_F(Submissions, AFailedRunLeavesNoResults) {
  submit("loop.cpp", kLoop);
  const Outcome outcome = play({"--output", "out", "--on-failure", "stop", "--steps", "100000"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_FALSE(fs::exists(folder_ / "out" / "results.json"));
  EXPECT_FALSE(fs::exists(folder_ / "out" / "standings.csv"));
}

class LongSubmissions : public Submissions {};

TEST_F(LongSubmissions, AFolderOfThirtyEndsWithTwentyInTheStandings) {
  for (int i = 0; i < 20; ++i)
    submit("good-" + std::to_string(i) + ".cpp", kStatics + std::string(static_cast<std::size_t>(i), '\n'));
  for (int i = 0; i < 4; ++i) submit("broken-" + std::to_string(i) + ".cpp", "nonsense " + std::to_string(i));
  for (int i = 0; i < 4; ++i)
    submit("loop-" + std::to_string(i) + ".cpp", kLoop + std::string(static_cast<std::size_t>(i), '\n'));
  submit("text.wasm", "text");
  submit("throws.cpp", replaced(kStatics, "next = ", R"(throw std::runtime_error("\xff\x1b[31m"); next = )"));
  const auto found = fates({"--steps", "100000"});
  std::size_t played = 0;
  for (const auto& [name, fate] : found) played += fate == "played" && name.starts_with("statics") ? 1U : 0U;
  EXPECT_EQ(played, 20U);
  EXPECT_EQ(found.size(), 20U + 10U + 3U);
  // The others' results are what they are without those that were left out.
  const auto standings = [&](const Words& more) {
    std::map<std::string, Json> rows;
    for (const Json& row : json(with({"run", "--strategies", kKnown, "--submission", "subs", "--repetitions", "64",
                                      "--rounds", "20", "--show", "standings"},
                                     more))["standings"])
      rows[row["strategy"]] = row;
    return rows;
  };
  const auto with_all = standings({"--steps", "100000"});
  for (const auto& entry : fs::directory_iterator(folder_ / "subs"))
    if (!entry.path().filename().string().starts_with("good")) fs::remove(entry.path());
  EXPECT_EQ(standings({}), with_all);
}

}  // namespace
