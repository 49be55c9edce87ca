// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Strategies that crash, exit, hang or rant: the command names them, and ends as it should.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "support/command.hpp"

namespace {

using namespace command;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
constexpr bool kIsSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kIsSanitized = false;
#endif

std::string module(const std::string& name) {
  return std::string(DETENTE_MODULE_DIR) + "/" + name + ".so";
}

class Unruly : public Cli {
 protected:
  Outcome ask(const Words& words) const { return detente(with(words, {"--module", module("unruly")})); }
};

void expect_failed(const Outcome& outcome, const std::string& sentence) {
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "detente: " + sentence + "\n");
}

TEST_F(Unruly, EndsOfTheProcessNameStrategyPairAndRound) {
  if (kIsSanitized) GTEST_SKIP() << "sanitizers tell of such ends themselves";
  for (const auto& [name, how] : {std::pair<std::string, std::string>{"exits", "it called exit"},
                                  {"exits-quickly", "it called exit"},
                                  {"exits-barely", "it called _exit"},
                                  {"aborts", "it called abort(), or its memory is corrupted (SIGABRT)"},
                                  {"reads-null", "it accessed invalid memory (SIGSEGV)"},
                                  {"divides", "it divided by zero or overflowed (SIGFPE)"},
                                  {"overflows", "it overflowed the stack (SIGSEGV)"}})
    for (const char* const engine : {"exact", "objects"})
      for (const char* const threads : {"1", "3"}) {
        SCOPED_TRACE(name + " " + engine + " " + threads);
        const std::string where = std::string(engine) == "exact"
                                      ? " failed when its memories were enumerated: "
                                      : " failed in the pair 'tit-for-tat' – '" + name + "', round 3: ";
        expect_failed(ask({"match", "tft", name, "--engine", engine, "--threads", threads, "--output", "results"}),
                      "strategy '" + name + "'" + where + how);
        EXPECT_EQ(files(), std::set<std::string>{});
      }
  const Outcome traps = ask({"match", "tft", "traps", "--engine", "objects"});
  EXPECT_EQ(traps.status, 1);
  EXPECT_NE(
      traps.err.find(
          "strategy 'traps' failed in the pair 'tit-for-tat' – 'traps', round 3: it executed an illegal instruction"),
      std::string::npos)
      << traps.err;
  const Outcome damaged =
      ask({"match", "frees-twice", "tft", "--engine", "objects"});  // the C library says a word of its own before
  EXPECT_EQ(damaged.status, 1);
  EXPECT_TRUE(
      damaged.err.ends_with("detente: strategy 'frees-twice' failed in the pair 'frees-twice' – 'tit-for-tat', "
                            "round 3: it called abort(), or its memory is corrupted (SIGABRT)\n"))
      << damaged.err;
}

TEST_F(Unruly, EndsOfTheProcessAreNamedByEveryCommand) {
  if (kIsSanitized) GTEST_SKIP() << "sanitizers tell of such ends themselves";
  const std::string task = "strategy 'exits' failed when its memories were enumerated: it called exit";
  expect_failed(ask({"run", "--strategies", "tft,hawk,exits"}), task);
  expect_failed(ask({"spirals", "--strategies", "tft,hawk,exits"}), task);
  expect_failed(ask({"sweep", "--strategies", "tft,hawk,exits", "--over", "rounds=10,20"}), task);
  expect_failed(ask({"show", "exits"}), task);
  expect_failed(
      detente({"list", "--format", "json", "--module", module("exits_when_registered")}),
      "module '" + module("exits_when_registered") + "' failed when its strategies were registered: it called exit");
}

TEST_F(Unruly, WhateverIsThrownIsNoFaultOfOurs) {
  const std::string thrown = "something that is not a std::exception";
  const std::string pair = "strategy 'throws-42' failed in the pair 'throws-42' – 'tit-for-tat', ";
  expect_failed(ask({"match", "throws-42", "tft"}), pair + "round 3: " + thrown);
  expect_failed(ask({"match", "throws-42", "tft", "--engine", "tables"}), pair + "round 3: " + thrown);
  expect_failed(ask({"match", "throws-42", "tft", "--engine", "objects"}), pair + "repetition 0, round 3: " + thrown);
  const std::string begun = "strategy 'begin-throws' failed when it was given the game: " + thrown;
  expect_failed(ask({"match", "begin-throws", "tft"}), begun);
  expect_failed(ask({"show", "begin-throws"}), begun);
  expect_failed(ask({"match", "copy-throws", "tft"}),
                "strategy 'copy-throws' failed when it was copied: one copy too many");
  expect_failed(detente({"list", "--module", module("throws_when_registered")}),
                "module '" + module("throws_when_registered") +
                    "' failed when its strategies were registered: no room at the inn");
}

TEST_F(Unruly, PatienceEndsWhatDoesNotReturn) {
  if (kIsSanitized) GTEST_SKIP() << "ThreadSanitizer puts signals off until the strategy returns";
  for (const auto& [engine, where] : {std::pair<std::string, std::string>{"exact", "when its memories were enumerated"},
                                      {"objects", "in the pair 'tit-for-tat' – 'hangs', round 3"}}) {
    const auto begin = std::chrono::steady_clock::now();
    const Outcome outcome =
        ask({"match", "tft", "hangs", "--engine", engine, "--patience", "0.5", "--output", "results"});
    expect_failed(outcome, "strategy 'hangs' failed " + where +
                               ": it did not return within 0.5 s; --patience sets another limit, 0 for none");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    EXPECT_EQ(files(), std::set<std::string>{});
  }
  EXPECT_EQ(ask({"match", "tft", "grim", "--rounds", "200000", "--repetitions", "640", "--engine", "objects",
                 "--patience", "0.05"})
                .status,
            0)
      << "it is the single call that is limited, not the match";
}

TEST_F(Unruly, TheFirstSignalEndsACommandWhateverAStrategyDoes) {
  if (kIsSanitized) GTEST_SKIP() << "ThreadSanitizer puts signals off until the strategy returns";
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    for (const char* const engine : {"exact", "objects"}) {
      const pid_t child = start({DETENTE_EXECUTABLE, "match", "tft", "hangs", "--engine", engine, "--module",
                                 module("unruly"), "--patience", "0", "--output", "results/below"});
      for (int i = 0; i < 1000 && !fs::exists(folder_ / "results" / "below"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      kill(child, signal);
      const Outcome outcome = finish(child);  // hangs for ever where it is not ended
      EXPECT_EQ(outcome.status, 130);
      EXPECT_EQ(outcome.out + outcome.err, "");
      EXPECT_EQ(files(), std::set<std::string>{});
    }
  EXPECT_EQ(shell("trap '' HUP; $D match tft grim > /dev/null & sleep 0.01; kill -HUP $!; wait $!").status, 0);
}

TEST_F(Unruly, RantsAreCutAndHarmless) {
  const Outcome outcome =
      ask({"run", "--strategies", "tft,hawk,rants", "--on-failure", "forfeit", "--output", "results"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_LT(outcome.err.size(), 1000U);
  EXPECT_NE(outcome.err.find("round 3: ?]0;taken??[2Jxxx"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("x the end"), std::string::npos) << outcome.err;
  for (const std::string& text : {outcome.err, outcome.out, contents(folder_ / "results" / "results.json")}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\\u001b"), std::string::npos);
    EXPECT_EQ(text.find(std::string(1000, 'x')), std::string::npos);
  }
  const std::string name = "\x1b[2J\x1b]0;taken\x07" + std::string(100'000, 'y');
  for (const Words& words : {Words{"run", "--strategies", name},
                             {"run", "--game", name},
                             {"show", name},
                             {"run", "--config", name},
                             {"run", "--" + name},
                             {name}}) {
    const Outcome refused = detente(words);
    expect_refused(refused);
    EXPECT_LT(refused.err.size(), 20'000U);
    EXPECT_EQ(refused.err.find('\x1b'), std::string::npos);
    EXPECT_EQ(refused.err.find('\x07'), std::string::npos);
  }
}

TEST_F(Unruly, AStandardErrorThatIsFullChangesNoStatus) {
  for (const char* const where : {"2>/dev/full", "2>&-"}) {
    const std::string to = where;
    EXPECT_EQ(shell("$D match tft " + to).status, 2);
    EXPECT_EQ(shell("$D " + to).status, 2);
    EXPECT_EQ(shell("$D match tft thrower --module '" + module("thrower") + "' " + to).status, 1);
    EXPECT_EQ(shell("$D match tft grim --engine tables --kernel plain " + to).status, 0);
    EXPECT_EQ(shell("$D match tft grim --trace --format json > match.json && $D report match.json " + to).status, 0);
  }
}

TEST_F(Unruly, FewerThreadsDoWhereNoMoreAreToBeHad) {
  const Words words = {DETENTE_EXECUTABLE, "run", "--strategies", "tft,hawk,grim",
                       "--threads",        "4",   "--engine",     "objects",
                       "--repetitions",    "200"};
  const Outcome usual = finish(start(words));
  ASSERT_EQ(usual.status, 0);
  // The limit does not hold for root, who becomes nobody for it.
  const std::string out = (captured_ / "out").string(), err = (captured_ / "err").string();
  const pid_t child = fork();
  if (child == 0) {
    dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
    dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
    const rlimit one{1, 1};
    if (setrlimit(RLIMIT_NPROC, &one) != 0 || (getuid() == 0 && setuid(65534) != 0)) _exit(127);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  const Outcome limited = finish(child);
  EXPECT_EQ(limited.status, 0) << limited.err;
  EXPECT_EQ(limited.out, usual.out);
}

TEST_F(Unruly, AModuleThatIsCutShortIsRefused) {
  const std::string whole = contents(module("unruly"));
  for (const std::size_t size : {whole.size() / 4, whole.size() / 2, std::size_t{100}, std::size_t{64}}) {
    write(folder_ / "short.so", whole.substr(0, size));
    const Outcome outcome = detente({"list", "--module", "short.so"});
    expect_refused(outcome);
    EXPECT_NE(outcome.err.find("short.so' is truncated: the file has " + std::to_string(size) + " bytes"),
              std::string::npos)
        << outcome.err;
  }
  write(folder_ / "short.so", "");
  expect_refused(detente({"list", "--module", "short.so"}));
  expect_refused(detente({"list", "--module", "."}));
}

}  // namespace
