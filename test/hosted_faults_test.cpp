// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "support/command.hpp"

/// `detente match` and `detente run` with strategies that fail in every way that we have met, each a file of
/// test/faults. What `detente check` says of them is in check_test.cpp.
namespace {

using namespace command;

enum class End {
  plays,      ///< a result and exit status 0
  fails,      ///< one sentence that names it, and exit status 1
  undefined,  ///< one of both: what it does has no meaning in C++, so that compilers and machines may differ
  refused,    ///< it does not compile: a sentence, the compiler's words, and exit status 1
};

struct Hosted {
  std::string file;
  End end;
  std::string says = "";  ///< in the sentence, of match and run
  std::string name = "";  ///< of the strategy, where it is not that of the file
};

class HostedFaults : public Cli, public testing::WithParamInterface<Hosted> {
 protected:
  static std::string file() { return std::string(DETENTE_TEST_DIR) + "/faults/" + GetParam().file + ".cpp"; }
  static std::string name() {
    if (!GetParam().name.empty()) return GetParam().name;
    const bool is_mistake = GetParam().file.starts_with("mistake-");
    return is_mistake ? "b" + GetParam().file.substr(8) : GetParam().file;
  }
  /// `line`: of the shell, up to the options that all commands take.
  void expect_end(const std::string& line) const {
    const Outcome outcome =
        shell("ulimit -v 1500000; " + line + " --rounds 300 --format csv --patience 2 --module " + file());
    SCOPED_TRACE(line + ": " + outcome.err);
    const bool has_played = outcome.status == 0;
    EXPECT_TRUE(GetParam().end == End::undefined || has_played == (GetParam().end == End::plays));
    EXPECT_EQ(outcome.out.empty(), !has_played);
    if (has_played) {
      EXPECT_NE(outcome.out.find(name()), std::string::npos) << outcome.out;
      EXPECT_EQ(outcome.err, "");
      return;
    }
    EXPECT_EQ(outcome.status, 1);
    const bool is_refused = GetParam().end == End::refused;
    const bool is_loaded = GetParam().file != "throw-loading";
    const std::string begin = is_refused  ? "detente: '" + file() + "' does not compile"
                              : is_loaded ? "detente: strategy '" + name() + "' failed "
                                          : "detente: module '" + file() + "' failed ";
    const std::size_t at = outcome.err.find(begin);
    ASSERT_NE(at, std::string::npos);
    EXPECT_NE(outcome.err.find(GetParam().says, at), std::string::npos) << GetParam().says;
    EXPECT_TRUE(is_refused || outcome.err.find('\n', at) == outcome.err.size() - 1);
  }
};

TEST_P(HostedFaults, are_told_by_match_and_run) {
  expect_end("$D match " + name() + " tft");
  expect_end("$D run --repetitions 20 --strategies " + name() + ",tft,hawk");
}

std::string plain_name(const testing::TestParamInfo<Hosted>& tried) {
  return replaced(tried.param.file, "-", "_");
}

const std::string kWalked = "when its memories were enumerated: ";

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, HostedFaults,
    testing::Values(Hosted{"bad-move", End::fails, ", round 3: it played move 254; a move is C (0) or D (1)"},
                    Hosted{"mistake-26", End::fails, kWalked + "it accessed invalid memory (SIGSEGV)"},
                    Hosted{"exit-zero", End::fails, kWalked + "it called exit"}, Hosted{"shy", End::plays}),
    plain_name);

INSTANTIATE_TEST_SUITE_P(
    Long, HostedFaults,
    testing::Values(
        Hosted{"abort", End::fails, kWalked + "it called abort(), or its memory is corrupted (SIGABRT)"},
        Hosted{"divides", End::undefined}, Hosted{"endless", End::fails, kWalked + "it did not return within 2 s"},
        Hosted{"errx", End::fails, kWalked + "it called exit"}, Hosted{"freed", End::undefined},
        Hosted{"level-high", End::fails, ", round 3: it played level 2 in a game whose top level is 1"},
        Hosted{"lib-rand", End::plays}, Hosted{"mersenne", End::plays}, Hosted{"mistake-01", End::plays},
        Hosted{"mistake-02", End::plays}, Hosted{"mistake-03", End::plays},
        Hosted{"mistake-05", End::fails, kWalked + "it did not return within 2 s"},
        Hosted{"mistake-07", End::refused, "its fields take at most 1 MiB"}, Hosted{"mistake-08", End::undefined},
        Hosted{"mistake-09", End::plays}, Hosted{"mistake-14", End::refused, "write 'using namespace detente;'"},
        Hosted{"mistake-20", End::undefined}, Hosted{"mistake-28", End::plays},
        Hosted{"mix-big", End::fails, ", round 2: it returned the probability 1.1; a probability lies in 0…1"},
        Hosted{"mix-nan", End::fails, ", round 2: it returned the probability"},
        Hosted{"move-two", End::fails, ", round 3: it played move 2; a move is C (0) or D (1)"},
        Hosted{"no-header", End::refused, "write '#include <detente/strategy.hpp>' at the top"},
        Hosted{"no-order", End::plays}, Hosted{"no-return", End::undefined},
        Hosted{"noexcept", End::fails, kWalked + "an exception left a function that must not throw"},
        Hosted{"null-deref", End::fails, kWalked + "it accessed invalid memory (SIGSEGV)"},
        Hosted{"one-of-two", End::fails, kWalked + "it called abort()", "a-fails"},
        Hosted{"oom", End::fails, kWalked + "it ran out of memory"}, Hosted{"patience", End::plays},
        Hosted{"random-watcher", End::plays},
        Hosted{"recursion", End::fails, kWalked + "it overflowed the stack (SIGSEGV)"}, Hosted{"slow", End::plays},
        Hosted{"stepper", End::plays}, Hosted{"syntax", End::refused, "expected ';' before '}' token"},
        Hosted{"threshold-sixty", End::plays},
        Hosted{"throw-begin", End::fails, "when it was given the game: something that is not a std::exception"},
        Hosted{"throw-int", End::fails, ", round 2: something that is not a std::exception"},
        Hosted{"throw-loading", End::fails, "when its strategies were registered: something that is not"},
        Hosted{"thrower", End::fails, ", round 2: list index out of range"},
        Hosted{"two-hundred", End::fails, "round 201: array::at"}, Hosted{"uninit", End::undefined},
        Hosted{"unset-local", End::undefined}, Hosted{"whole-history", End::plays},
        Hosted{"wrong-args", End::refused, "a strategy needs: detente::Move (or detente::Mix) play() const"}),
    plain_name);

TEST(HostedFaultFiles, are_all_tried) {
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(std::string(DETENTE_TEST_DIR) + "/faults"))
    files.insert(replaced(entry.path().stem().string(), "-", "_"));
  for (int i = 0; i < testing::UnitTest::GetInstance()->total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *testing::UnitTest::GetInstance()->GetTestSuite(i);
    if (!std::string(suite.name()).ends_with("/HostedFaults")) continue;
    for (int test = 0; test < suite.total_test_count(); ++test) {
      const std::string name = suite.GetTestInfo(test)->name();
      files.erase(name.substr(name.find('/') + 1));
    }
  }
  EXPECT_EQ(files, std::set<std::string>{});
}

}  // namespace
