// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <ios>
#include <thread>

#include "support/command.hpp"

/// `detente check` on strategies that fail in every way that we have met, each a file of test/faults.
namespace {

using namespace command;

/// What the command must say of a file.
struct Fault {
  std::string file;
  int check;              ///< exit status of `detente check`
  std::string law;        ///< the one law that is broken; empty where it does not compile, or where all are obeyed
  std::string says = "";  ///< in the sentence about the breach, or about the compilation
  std::string note = "";  ///< beside a law
  std::string patience = "4";
};

/// Temporary files of the command go to a folder of their own, which must be empty in the end.
class Check : public Cli {
 protected:
  Check() : temporary_(captured_ / "temporary") {
    fs::create_directory(temporary_);
    setenv("TMPDIR", temporary_.c_str(), 1);
  }
  ~Check() override { unsetenv("TMPDIR"); }

  static std::string fault(const std::string& name) {
    return std::string(DETENTE_TEST_DIR) + "/faults/" + name + ".cpp";
  }
  /// Processes that have to do with this test's temporary files, and with a word.
  int processes(const std::string& word = "") const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator("/proc")) {
      std::string words;
      try {
        words = contents(entry.path() / "cmdline");
      } catch (const std::ios_base::failure&) {  // it has ended in between
      }
      if (words.find(temporary_.string()) != std::string::npos && words.find(word) != std::string::npos) ++count;
    }
    return count;
  }
  bool is_left() const { return !fs::is_empty(temporary_); }
  /// Waits for something, five minutes at most.
  static bool comes(const std::function<bool()>& is_there) {
    for (int i = 0; i < 30'000 && !is_there(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return is_there();
  }

  fs::path temporary_;
};

class Faults : public Check, public testing::WithParamInterface<Fault> {};

TEST_P(Faults, are_told_by_check) {
  const Fault& fault = GetParam();
  const Outcome outcome = detente({"check", this->fault(fault.file), "--format", "json", "--patience", fault.patience});
  EXPECT_EQ(outcome.status, fault.check) << outcome.out << outcome.err;
  EXPECT_FALSE(is_left());
  if (outcome.out.empty()) {
    EXPECT_EQ(fault.law, "") << outcome.err;
    const std::string does_not = "detente: '" + this->fault(fault.file) + "' does not compile";
    EXPECT_TRUE(outcome.err.starts_with(does_not + fault.says)) << outcome.err;
    return;
  }
  EXPECT_EQ(outcome.err, "");
  std::vector<std::string> broken;
  std::string notes;
  const Json document = Json::parse(outcome.out);
  EXPECT_EQ(document["sanitizers"], true);
  for (const Json& strategy : document["strategies"])
    for (const Json& law : strategy["laws"]) {
      if (law["obeyed"] == false) broken.push_back(law["law"]);
      EXPECT_EQ(law["obeyed"] == false, law["breach"].is_string());
      if (law["note"].is_string()) notes += law["note"].get<std::string>() + '\n';
      if (law["obeyed"] != false) continue;
      const std::string breach = law["breach"];
      EXPECT_NE(breach.find(fault.says), std::string::npos) << breach;
      EXPECT_EQ(breach.find_first_of("\n["), std::string::npos) << breach;
    }
  EXPECT_EQ(broken, fault.law.empty() ? Words{} : Words{fault.law}) << outcome.out;
  EXPECT_NE(notes.find(fault.note), std::string::npos) << notes;
  EXPECT_EQ(notes.empty(), fault.note.empty()) << notes;
}

std::string plain_name(const testing::TestParamInfo<Fault>& tried) {
  return replaced(tried.param.file, "-", "_");
}

const std::string kOrder = "no operator<=>: it can only be sampled";
const std::string kCounts = "its memory grows without bound: exact only in short matches";

// One of each kind; the others are of the same kinds, or nothing is wrong with them.
INSTANTIATE_TEST_SUITE_P(
    OfEachKind, Faults,
    testing::Values(
        Fault{"mistake-14", 1, "", ": the names of détente, such as Info and Move, are not visible; write 'using"},
        Fault{"no-return", 1, "", ": in line 19 a function may end without a return; every path needs one"},
        Fault{"mistake-07", 1, "", ": a strategy is a small value that is copied often: its fields take at most 1 MiB"},
        Fault{"endless", 1, "stays_in_range",
              "in round 3 its play() did not return within 1 s; look for an infinite loop", "", "1"},
        Fault{"mistake-26", 1, "uses_its_own_memory", "its see() used a null pointer (line 28); keep values"},
        Fault{"mistake-20", 1, "uses_its_own_memory", "in round 51 its see() used an index outside its array"},
        Fault{"mistake-28", 1, "depends_on_nothing_outside", "it calls time(); a strategy must not read clocks"},
        Fault{"uninit", 1, "has_first_values", "a field has no initial value"},
        Fault{"throw-int", 1, "stays_in_range",
              "in round 2 it threw an exception: something that is not a std::exception"},
        Fault{"mersenne", 0, "", "",
              "has its own random generator (std::mt19937), which gives the same numbers in every match"}),
    plain_name);

INSTANTIATE_TEST_SUITE_P(
    Long, Faults,
    testing::Values(
        Fault{"bad-move", 1, "stays_in_range", "in round 3"},  //
        Fault{"move-two", 1, "stays_in_range", "in round 3"},
        Fault{"level-high", 1, "stays_in_range", "in round 3 it played level 2 in a game whose top level is 1"},
        Fault{"lib-rand", 1, "depends_on_nothing_outside",
              "it calls rand(); a strategy must not use its own random generator"},
        Fault{"mistake-01", 0, "", "", kOrder},
        Fault{"mistake-02", 1, "repeats_itself", "copies of it share memory; its fields must hold values"},
        Fault{"mistake-03", 1, "repeats_itself", "it keeps data outside its fields"},
        Fault{"mistake-05", 1, "stays_in_range", "its see() did not return within 4 s; look for an infinite loop"},
        Fault{"mistake-08", 1, "has_first_values", "initialise every field, as in 'int count = 0;'"},
        Fault{"mistake-09", 1, "plays_its_example", "in round 4 of its example it plays D, but info.plays says C"},
        Fault{"mix-big", 1, "stays_in_range", "in round 2 it returned the probability 1.1"},
        Fault{"mix-nan", 1, "stays_in_range", "in round 2 it returned the probability"},
        Fault{"no-order", 0, "", "", kOrder},
        Fault{"null-deref", 1, "uses_its_own_memory", "in round 3 its play() used a null pointer (line 20)"},
        Fault{"oom", 1, "is_its_automaton", "used more than 1024 MiB of memory; limit how much it stores", "", "60"},
        Fault{"patience", 0, "", "", kCounts}, Fault{"random-watcher", 0, ""}, Fault{"shy", 0, "", "", kCounts},
        Fault{"stepper", 0, ""}, Fault{"syntax", 1, "", "; the compiler says:\n"},
        Fault{"threshold-sixty", 0, "", "", kCounts},
        Fault{"thrower", 1, "stays_in_range",
              "in round 2 it threw an exception: list index out of range; a strategy must not throw"},
        Fault{"two-hundred", 1, "stays_in_range", "in round 201 it threw an exception: array::at: __n (which is 200)"},
        Fault{"whole-history", 0, "", "", kCounts},
        Fault{"wrong-args", 1, "", ": a strategy needs: detente::Move (or detente::Mix) play() const"},
        // Not met yet, but of their kind.
        Fault{"abort", 1, "stays_in_range", "in round 3 its play() called abort()"},
        Fault{"divides", 1, "uses_its_own_memory", "in round 3 its play() divided by zero"},
        Fault{"exit-zero", 1, "depends_on_nothing_outside", "it calls exit(); a strategy must not start, end"},
        Fault{"errx", 1, "stays_in_range", "in round 3 its play() ended the program with exit status 3"},
        Fault{"freed", 1, "uses_its_own_memory", "in round 3 its play() used memory that it had freed (line "},
        Fault{"no-header", 1, "",
              ": it does not declare the namespace detente; write '#include <detente/strategy.hpp>'"},
        Fault{"noexcept", 1, "stays_in_range", "in round 3 its play() threw an exception of type double out"},
        Fault{"one-of-two", 1, "stays_in_range", "in round 1 its see() called abort()"},
        Fault{"recursion", 1, "uses_its_own_memory", "in round 3 its play() overflowed the stack"},
        Fault{"slow", 1, "stays_in_range", "it did not finish within 4 s; it is slow"},
        Fault{"throw-begin", 1, "stays_in_range", "it threw"},
        Fault{"unset-local", 1, "depends_on_nothing_outside",
              "two processes gave different results for the same match"}),
    plain_name);

TEST(FaultFiles, are_all_tried) {
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(std::string(DETENTE_TEST_DIR) + "/faults"))
    files.insert(replaced(entry.path().stem().string(), "-", "_"));
  for (int i = 0; i < testing::UnitTest::GetInstance()->total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *testing::UnitTest::GetInstance()->GetTestSuite(i);
    if (!std::string(suite.name()).ends_with("/Faults")) continue;
    for (int test = 0; test < suite.total_test_count(); ++test) {
      const std::string name = suite.GetTestInfo(test)->name();
      files.erase(name.substr(name.find('/') + 1));
    }
  }
  files.erase("throw_loading");  // see below
  EXPECT_EQ(files, std::set<std::string>{});
}

TEST_F(Check, TellsOneFaultOnceInATable) {
  const std::string module = std::string(DETENTE_MODULE_DIR) + "/thrower.so";
  const Outcome table = detente({"check", module});
  EXPECT_EQ(table.status, 1) << table.err;
  EXPECT_NE(table.out.find("in round 3 it threw"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("were not tested, because one fault can break many.\n"), std::string::npos) << table.out;
  const Outcome csv = detente({"check", module, "--format", "csv"});
  EXPECT_TRUE(csv.out.starts_with("strategy,law,obeyed,breach,note\n")) << csv.out;
  EXPECT_NE(csv.out.find(",stays_in_range,no,\"in round 3 it threw"), std::string::npos) << csv.out;
  EXPECT_NE(csv.out.find(",repeats_itself,untried,\"\",\"\"\n"), std::string::npos) << csv.out;
  EXPECT_FALSE(is_left());
}

TEST_F(Check, TakesPatienceInSeconds) {
  for (const char* const patience : {"-1", "soon", "1e9", "nan"})
    expect_refused(detente({"check", "tft", "--patience", patience}));
  for (const char* const patience : {"60", "0"})
    EXPECT_EQ(detente({"check", "tft", "--patience", patience}).status, 0) << patience;
}

// Whoever asks for an end gets it, whatever a strategy does, and nothing stays behind.
TEST_F(Check, EndsWhenItIsAsked) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const std::string stage = signal == SIGINT ? "--try-laws" : "-o";  // law processes, or compilers
    const pid_t child = start({DETENTE_EXECUTABLE, "check", fault("endless"), "--patience", "600"});
    ASSERT_TRUE(comes([&] { return processes(stage) >= 2; }));
    kill(child, signal);
    const Outcome outcome = finish(child);
    EXPECT_EQ(outcome.status, 130);
    EXPECT_EQ(outcome.out + outcome.err, "");
    EXPECT_TRUE(comes([&] { return processes() == 0; }));
    EXPECT_FALSE(is_left());
  }
}

TEST_F(Check, EndsItsProcessesWithItselfAndSweepsNextTime) {
  const pid_t child = start({DETENTE_EXECUTABLE, "check", fault("endless"), "--patience", "600"});
  ASSERT_TRUE(comes([&] { return processes("--try-laws") >= 2; }));
  kill(child, SIGKILL);
  EXPECT_EQ(finish(child).status, 128 + SIGKILL);
  EXPECT_TRUE(comes([&] { return processes() == 0; }));
  EXPECT_TRUE(is_left());
  EXPECT_EQ(detente({"check", fault("syntax")}).status, 1);
  EXPECT_FALSE(is_left());
}

TEST_F(Check, LeavesTheFoldersOfOthersAlone) {
  fs::create_directory(temporary_ / "detente-check-others");
  write(temporary_ / "detente-check-others" / "strategy.so", "");
  EXPECT_EQ(detente({"check", fault("syntax")}).status, 1);
  EXPECT_TRUE(fs::exists(temporary_ / "detente-check-others" / "strategy.so"));
}

TEST_F(Check, TellsWhatFailsWhenItIsLoaded) {
  const Outcome outcome = detente({"check", fault("throw-loading")});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("detente: '" + fault("throw-loading") + "' cannot be tested: ")) << outcome.err;
  EXPECT_FALSE(is_left());
}

}  // namespace
