// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Words = std::vector<std::string>;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

struct Outcome {
  int status = -1;  ///< exit status, or 128 + the signal that ended it
  std::string out;
  std::string err;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

/// Each test runs the command in an empty folder of its own.
class Cli : public testing::Test {
 protected:
  Cli() {
    std::string name = (fs::temp_directory_path() / "detente-cli-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    captured_ = folder_.string() + "-captured";
    fs::create_directory(captured_);
  }
  ~Cli() override {
    fs::remove_all(folder_);
    fs::remove_all(captured_);
  }

  /// Starts `program` with its output in files, or standard output in `out` and standard error in `err`.
  pid_t start(const Words& words, const std::string& out = "", int err = -1) const {
    const pid_t child = fork();
    if (child != 0) return child;
    if (chdir(folder_.c_str()) != 0) _exit(127);
    const std::string out_path = out.empty() ? (captured_ / "out").string() : out;
    dup2(open("/dev/null", O_RDONLY), 0);
    dup2(open(out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
    dup2(err >= 0 ? err : open((captured_ / "err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  Outcome finish(pid_t child) const {
    int status = 0;
    waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), contents(captured_ / "out"),
            contents(captured_ / "err")};
  }
  Outcome detente(Words words, const std::string& out = "") const {
    words.insert(words.begin(), DETENTE_EXECUTABLE);
    return finish(start(words, out));
  }
  /// A line for the shell, in which $D is the command.
  Outcome shell(const std::string& line) const {
    return finish(start({"/bin/sh", "-c", "D='" DETENTE_EXECUTABLE "'; " + line}));
  }
  Json json(Words words) const {
    words.insert(words.end(), {"--format", "json"});
    const Outcome outcome = detente(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return Json::parse(outcome.out, nullptr, false);
  }
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      names.insert(fs::relative(entry.path(), folder_).string());
    return names;
  }

  fs::path folder_;
  fs::path captured_;
};

/// Compares with a file of test/golden/cli; DETENTE_ACCEPT=1 rewrites it.
void expect_golden(const std::string& name, const std::string& text) {
  const fs::path path = fs::path(DETENTE_TEST_DIR) / "golden" / "cli" / name;
  if (std::getenv("DETENTE_ACCEPT") != nullptr) write(path, text);
  EXPECT_EQ(contents(path), text) << "DETENTE_ACCEPT=1 rewrites " << path;
}

/// One sentence, exit 2, and nothing on standard output.
void expect_refused(const Outcome& outcome) {
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  EXPECT_TRUE(outcome.err.starts_with("detente: ")) << outcome.err;
}

void expect_eighty_columns(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }), 80) << line;
}

const Words kSmall = {"--strategies", "tft,hawk,dove,gtft:generosity=0.3", "--repetitions", "100", "--rounds", "50"};

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The words of a line of errors.txt; '' is an empty one.
Words words_of(const std::string& line) {
  std::istringstream stream(line);
  Words words;
  for (std::string word; stream >> word;) words.push_back(word == "''" ? "" : word);
  return words;
}

// The golden file is the list of what is tried: each line that begins with "$ detente" holds one fault.
TEST_F(Cli, WrongUsageIsOneSentenceAndNothingElse) {
  const std::string prompt = "$ detente ";
  std::istringstream list(contents(fs::path(DETENTE_TEST_DIR) / "golden" / "cli" / "errors.txt"));
  std::string all;
  int count = 0;
  for (std::string line; std::getline(list, line);) {
    if (!line.starts_with(prompt)) continue;
    SCOPED_TRACE(line);
    const Outcome outcome = detente(words_of(line.substr(prompt.size())));
    expect_refused(outcome);
    all += line + '\n' + replaced(outcome.err, fs::canonical(folder_).string(), ".");
    ++count;
  }
  EXPECT_GE(count, 60);
  EXPECT_EQ(files(), std::set<std::string>{});
  expect_golden("errors.txt", all);
}

TEST_F(Cli, FaultsInFilesNameFileAndLine) {
  std::string all;
  for (const char* const text :
       {"rounds 5\n", "# a plan\nrouns = 5\n", "rounds = 0\n", "seed = 1\nseed = 2\n", "self-play = perhaps\n",
        "rounds = 5\n\ncontinuation = 0.9\n", "strategies = tft\nfield = security\n", "config = other.ini\n",
        "tremble = 2 # too much\n"}) {
    write(folder_ / "plan.ini", text);
    const Outcome outcome = detente({"run", "--config", "plan.ini"});
    expect_refused(outcome);
    all += text + outcome.err + '\n';
  }
  expect_golden("ini_errors.txt", all);
}

TEST_F(Cli, HelpIsAsAgreed) {
  for (const char* const command : {"run", "match", "list", "show", "new", "check"}) {
    const Outcome outcome = detente({command, "--help"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(detente({"help", command}).out, outcome.out);
    expect_golden(std::string(command) + "_help.txt", outcome.out);
    expect_eighty_columns(outcome.out);
  }
  const Outcome overview = detente({"--help"});
  EXPECT_EQ(overview.status, 0);
  EXPECT_EQ(detente({"help"}).out, overview.out);
  expect_golden("overview.txt", overview.out);
  const Outcome nothing = detente({});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_EQ(nothing.out + nothing.err, overview.out);
  EXPECT_EQ(detente({"--version"}).out, "detente 0.1.0\n");
}

TEST_F(Cli, TournamentHasTheKeysOfTheContract) {
  const Json results = json(with({"run", "--game", "prisoners-dilemma"}, kSmall));
  EXPECT_EQ(results["format"], "detente-tournament-1");
  const Json& design = results["design"];
  EXPECT_EQ(design["payoffs"], Json::parse("[[3,0],[5,1]]"));
  EXPECT_EQ(design["misperception"], Json::parse("[0.05,0.05]"));
  EXPECT_EQ(design["continuation"], nullptr);
  EXPECT_EQ(design["strategies"], words_of("tit-for-tat hawk dove generous-tit-for-tat:generosity=0.3"));
  EXPECT_EQ(design["parameters"]["generous-tit-for-tat:generosity=0.3"]["generosity"], 0.3);
  for (const std::string& key : words_of("game levels rounds repetitions tremble signal_noise start engine seed"))
    EXPECT_TRUE(design.contains(key)) << key;
  for (const char* const key : {"threads", "output", "modules", "motives"}) EXPECT_FALSE(design.contains(key)) << key;
  ASSERT_EQ(results["pairs"].size(), 10U);
  for (const Json& pair : results["pairs"]) {
    EXPECT_FALSE(pair.contains("spirals"));
    EXPECT_EQ(pair["repetitions"], 100);
    double sum = 0;
    for (const Json& row : pair["joint"])
      for (const double share : row) sum += share;
    EXPECT_NEAR(sum, 1, 1e-9);
  }
  const Json once = json({"run", "--strategies", "tft,hawk@greedy", "--repetitions", "1", "--rounds", "5"});
  EXPECT_EQ(once["standings"][0]["score_error"], nullptr);
  EXPECT_EQ(once["standings"][0]["rank_interval"], nullptr);
  EXPECT_TRUE(once["design"]["motives"].contains("hawk@greedy"));
}

TEST_F(Cli, ThreadsChangeNoByte) {
  const Words words = with({"run", "--tremble", "0.02", "--format", "json"}, kSmall);
  const Outcome one = detente(with(words, {"--threads", "1"}));
  EXPECT_EQ(one.status, 0) << one.err;
  EXPECT_EQ(detente(with(words, {"--threads", "2"})).out, one.out);
  EXPECT_NE(detente(with(words, {"--seed", "2"})).out, one.out);
}

TEST_F(Cli, TablesFitEightyColumns) {
  for (const Words& words :
       {with({"run"}, kSmall), Words{"run", "--repetitions", "50"}, Words{"match", "grit", "hawk", "--trace"}}) {
    const Outcome outcome = detente(words);
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(outcome.out.find('\x1b'), std::string::npos);
    expect_eighty_columns(outcome.out);
  }
}

TEST_F(Cli, ATerminalSeesABarThatGoesAway) {
  int terminal = -1, shown = -1;
  ASSERT_EQ(openpty(&terminal, &shown, nullptr, nullptr, nullptr), 0);
  const pid_t child = start({DETENTE_EXECUTABLE, "run", "--repetitions", "100000000"}, "", shown);
  close(shown);
  std::string seen;
  std::array<char, 512> part{};
  bool is_asked = false;
  for (ssize_t count = 0; (count = read(terminal, part.data(), part.size())) > 0;) {
    seen.append(part.data(), static_cast<std::size_t>(count));
    if (!is_asked && seen.find("left") != std::string::npos) is_asked = kill(child, SIGINT) == 0;
  }
  EXPECT_EQ(finish(child).status, 130);
  EXPECT_NE(seen.find("%"), std::string::npos) << seen;
  EXPECT_TRUE(seen.ends_with(" \r")) << seen;
  close(terminal);
}

TEST_F(Cli, TheCommandLineWinsOverTheFile) {
  write(folder_ / "plan.ini",
        "# a plan\nstrategies = tft,hawk # two\nrounds = 7\nrepetitions = 3\ntremble-of = hawk=0.1\nseed = 5\n");
  const Words base = {"run", "--config", "plan.ini"};
  const Json plain = json(base)["design"];
  EXPECT_EQ(plain["rounds"], 7);
  EXPECT_EQ(plain["strategies"].size(), 2U);
  EXPECT_EQ(plain["tremble_of"]["hawk"], Json::parse("[0.1,0.1]"));
  EXPECT_EQ(json(with(base, {"--seed", "6"}))["design"]["seed"], 6);
  const Json geometric = json(with(base, {"--continuation", "0.5"}))["design"];
  EXPECT_EQ(geometric["continuation"], 0.5);
  EXPECT_EQ(geometric["rounds"], nullptr);
  EXPECT_EQ(json(with(base, {"--field", "security"}))["design"]["strategies"].size(), 12U);
  EXPECT_EQ(json(with(base, {"--tremble-of", "hawk=0.2/0"}))["design"]["tremble_of"]["hawk"], Json::parse("[0.2,0.0]"));
  EXPECT_EQ(json(with(base, {"--strategies", "hawk,dove"}))["design"]["strategies"], Json::parse(R"(["hawk","dove"])"));
  EXPECT_EQ(json({"match", "hawk", "dove", "--config", "plan.ini"})["row"], "hawk");
}

TEST_F(Cli, OutputIsReplayedByItsDesign) {
  write(folder_ / "keep.txt", "mine");
  const Words design = words_of(
      "--strategies tft,tft,hawk@greedy,gtft:generosity=1/3@T=4,R=3,P=1,S=0 --continuation 0.95 --repetitions 90 "
      "--game offence-defence:distinguishability=0.9 --tremble 0.01/0.02 --tremble-of tit-for-tat#2=0.1/0 --seed 77 "
      "--misperception-of gtft:generosity=1/3@T=4,R=3,P=1,S=0=0.03 --signal-noise 0.1 --start crisis:3 --self-play no");
  const Outcome first = detente(with({"run", "--output", "a/b", "--format", "json"}, design));
  ASSERT_EQ(first.status, 0) << first.err;
  const std::set<std::string> written = {
      "keep.txt", "a", "a/b", "a/b/results.json", "a/b/standings.csv", "a/b/pairs.csv", "a/b/design.ini"};
  EXPECT_EQ(files(), written);
  EXPECT_EQ(first.out, contents(folder_ / "a/b/results.json"));
  const Outcome again = detente({"run", "--config", "a/b/design.ini", "--output", "a/b"});
  ASSERT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(files(), written);
  EXPECT_EQ(contents(folder_ / "a/b/results.json"), first.out);
  const std::string csv = contents(folder_ / "a/b/standings.csv");
  EXPECT_EQ(detente({"run", "--config", "a/b/design.ini", "--format", "csv"}).out, csv);
  EXPECT_TRUE(csv.starts_with("rank,rank_low,rank_high,strategy,motive,score,score_error,cooperation,peace,")) << csv;
}

TEST_F(Cli, MatchTellsEveryRound) {
  const Json match = json({"match", "tft", "stft", "--game", "prisoners-dilemma", "--rounds", "6", "--trace"});
  EXPECT_EQ(match["format"], "detente-match-1");
  EXPECT_EQ(match["row_moves"], "CDCDCD");
  EXPECT_EQ(match["column_moves"], "DCDCDC");
  EXPECT_EQ(match["design"]["misperception"], Json::parse("[0.0,0.0]"));
  for (const char* const key : {"row_meant", "row_seen", "row_signals", "row_open", "column_meant", "column_open"})
    EXPECT_EQ(match[key].get<std::string>().size(), 6U) << key;
  EXPECT_FALSE(json({"match", "tft", "stft", "--rounds", "6"}).contains("row_moves"));
  const Words noisy = {"match", "grit", "hawk", "--rounds", "60", "--tremble", "0.1", "--trace", "--repetition", "3"};
  const Outcome table = detente(with(noisy, {"--signal-noise", "0.2"}));
  for (const char* const words : {"Repetition 3, 60 rounds", "! its hand slipped", "r reassures", "says", "hears"})
    EXPECT_NE(table.out.find(words), std::string::npos) << words << '\n' << table.out;
  const Outcome graded = detente(words_of("match dove hawk --game arms-race:levels=16 --rounds 12 --trace"));
  for (const char* const words : {"0000000000 00", "ffffffffff ff"})
    EXPECT_NE(graded.out.find(words), std::string::npos) << graded.out;
}

TEST_F(Cli, ListsAndShows) {
  const Json first = json({"list"})["strategies"][0];
  for (const std::string& key : words_of("name aliases about source parameters graded origin"))
    EXPECT_TRUE(first.contains(key)) << key;
  EXPECT_FALSE(json({"list", "games"})["games"].empty());
  EXPECT_EQ(json({"list", "fields"})["fields"][0]["strategies"].size(), 12U);
  const Json shown = json({"show", "gtft", "--game", "prisoners-dilemma"});
  EXPECT_EQ(shown["parameters"][0]["default"], nullptr);
  EXPECT_NEAR(shown["parameters"][0]["value"].get<double>(), 1.0 / 3, 1e-12);
  EXPECT_EQ(detente({"show", "gtft"}).status, 0);
  EXPECT_TRUE(detente({"list", "--format", "csv"}).out.starts_with("name,aliases,about,"));
}

TEST_F(Cli, ANewStrategyIsCheckedLoadedAndPlayed) {
  const Outcome made = detente({"new", "peace-nik"});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_NE(made.out.find("detente check ./peace-nik.cpp"), std::string::npos);
  EXPECT_EQ(detente({"new", "peace-nik"}).status, 2);
  EXPECT_EQ(detente({"check", "./peace-nik.cpp"}).status, 0);
  // The fourth line is the command that builds the module.
  ASSERT_EQ(shell("$D new seen | sed -n 4p > build && sh build && rm build seen.cpp").status, 0);
  EXPECT_EQ(detente({"check", "seen.so"}).status, 0);
  const Json results = json({"run", "--module", "seen.so", "--strategies", "seen,hawk", "--repetitions", "10"});
  EXPECT_EQ(results["design"]["modules"][0], (fs::canonical(folder_) / "seen.so").string());
  EXPECT_EQ(files(), (std::set<std::string>{"peace-nik.cpp", "seen.so"}));
}

TEST_F(Cli, CheckTellsWhatIsBroken) {
  ASSERT_EQ(detente({"new", "mine"}).status, 0);
  const std::string good = contents(folder_ / "mine.cpp");
  write(folder_ / "mine.cpp", replaced(good, "\"CCDD\"", "\"CCDC\""));
  const Outcome broken = detente({"check", "mine.cpp"});
  EXPECT_EQ(broken.status, 1);
  EXPECT_NE(broken.out.find("BROKEN"), std::string::npos) << broken.out;
  write(folder_ / "mine.cpp", replaced(good, "void see(", "void sea("));
  const Outcome misspelt = detente({"check", "mine.cpp"});
  EXPECT_EQ(misspelt.status, 1);
  EXPECT_EQ(misspelt.out, "");
  EXPECT_TRUE(
      misspelt.err.starts_with("detente: 'mine.cpp' does not compile: a strategy needs: void see(detente::Seen)"))
      << misspelt.err;
  write(folder_ / "mine.cpp", "int nothing;\n");
  EXPECT_EQ(detente({"check", "mine.cpp"}).status, 2);
  EXPECT_EQ(detente({"check", "tft"}).status, 0);
  EXPECT_EQ(files(), std::set<std::string>{"mine.cpp"});
}

TEST_F(Cli, CtrlCLeavesNothingBehind) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const pid_t child = start({DETENTE_EXECUTABLE, "run", "--repetitions", "100000000", "--output", "results"});
    for (int i = 0; i < 1000 && !fs::exists(folder_ / "results"); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // a terminal would see a bar by now
    kill(child, signal);
    const Outcome outcome = finish(child);
    EXPECT_EQ(outcome.status, 130);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "");
    EXPECT_EQ(files(), std::set<std::string>{});
  }
}

TEST_F(Cli, OutputThatCannotBeWrittenFails) {
  const Outcome full = detente({"list"}, "/dev/full");
  EXPECT_EQ(full.status, 1);
  EXPECT_EQ(full.err, "detente: standard output cannot be written: No space left on device\n");
  EXPECT_EQ(shell("$D list >&-").status, 1);
  EXPECT_EQ(shell("$D run --repetitions 10 --format json | true").err, "");
  EXPECT_EQ(shell("trap '' PIPE; $D list | true").err, "");
  const Outcome limited = shell("ulimit -f 1; $D run --repetitions 2 --output results >/dev/null");
  EXPECT_EQ(limited.status, 1);
  EXPECT_EQ(std::count(limited.err.begin(), limited.err.end(), '\n'), 1) << limited.err;
  EXPECT_EQ(files(), std::set<std::string>{});
  write(folder_ / "file", "");
  EXPECT_EQ(detente({"run", "--output", "file"}).status, 2);
  EXPECT_EQ(detente({"run", "--output", "file/below"}).status, 2);
  EXPECT_EQ(files(), std::set<std::string>{"file"});
}

}  // namespace
