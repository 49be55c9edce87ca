// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Programs in other languages play what their twins in C++ play, digit for digit.
#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "support/command.hpp"

using namespace command;

namespace {

const fs::path kClients = fs::path(DETENTE_TEST_DIR).parent_path() / "tools" / "clients";

struct Language {
  std::string prefix, program, ending;
};

void PrintTo(const Language& language, std::ostream* out) {
  *out << language.ending;
}

const Language kPython{"py-", "python3 " + (kClients / "python" / "examples.py").string(), "python"};
const Language kJavascript{"js-", "node " + (kClients / "javascript" / "examples.mjs").string(), "javascript"};
const Language kR{"r-", "Rscript " + (kClients / "r" / "examples.R").string(), "r"};

class Programs : public Cli, public testing::WithParamInterface<Language> {
 protected:
  std::string csv(Words words) const {
    const Outcome outcome = detente(with(std::move(words), {"--format", "csv"}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }
  /// The same match of the twin in C++.
  void expect_twins(const std::string& name, const Words& words) const {
    const Language& language = GetParam();
    const std::string theirs =
        csv(with({"match", language.prefix + name, "grim", "--program", language.program}, words));
    EXPECT_EQ(replaced(theirs, "\"" + language.prefix, "\""), csv(with({"match", name, "grim"}, words))) << name;
  }
};

using LongPrograms = Programs;

const auto name_of_language = [](const testing::TestParamInfo<Language>& one) { return one.param.ending; };
INSTANTIATE_TEST_SUITE_P(Languages, Programs, testing::Values(kPython, kJavascript, kR), name_of_language);
INSTANTIATE_TEST_SUITE_P(Languages, LongPrograms, testing::Values(kPython, kJavascript, kR), name_of_language);

const Words kTwins{"tit-for-tat", "two-tits-for-tat", "generous-tit-for-tat", "go-by-majority"};

TEST_P(LongPrograms, HaveTheExactResultsOfTheirTwins) {
  for (const std::string& name : kTwins)
    expect_twins(name, {"--game", "prisoners-dilemma", "--tremble", "0.02", "--misperception", "0.05/0.01"});
  expect_twins("tit-for-tat", {"--rounds", "infinite", "--misperception", "0.05"});
  expect_twins("generous-tit-for-tat", {"--start", "crisis:4", "--misperception", "0.05"});
}

TEST_P(Programs, HaveTheSampledBitsOfTheirTwins) {
  for (const std::string& name : kTwins)
    expect_twins(name, {"--game", "prisoners-dilemma", "--tremble", "0.02", "--misperception", "0.05/0.01", "--engine",
                        "objects", "--repetitions", "70", "--continuation", "0.95", "--start", "crisis:2"});
}

TEST_P(Programs, TakeParameters) {
  const Language& language = GetParam();
  const Words words{"--misperception", "0.1",   "--game",        "prisoners-dilemma",
                    "--engine",        "check", "--repetitions", "64"};
  const std::string name = "generous-tit-for-tat:generosity=0.3";
  EXPECT_EQ(replaced(csv(with({"match", language.prefix + name, "hawk", "--program", language.program}, words)),
                     "\"" + language.prefix, "\""),
            csv(with({"match", name, "hawk"}, words)));
}

TEST_P(Programs, BeginAsATemplateThatObeysEveryLaw) {
  const Outcome made = detente({"new", "mine", "--language", GetParam().ending});
  ASSERT_EQ(made.status, 0) << made.err;
  const std::string command = made.out.substr(made.out.find("  detente check "), made.out.find('\n'));
  const Outcome checked = shell(replaced(command.substr(0, command.find('\n')), "detente ", "$D "));
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  EXPECT_NE(checked.out.find("It obeys all 13 laws."), std::string::npos) << checked.out;
  EXPECT_NE(checked.out.find("its memory closes: 2 memories were walked"), std::string::npos) << checked.out;
  const std::size_t run = made.out.find("detente run");
  const Outcome played = shell(replaced(made.out.substr(run), "detente run", "$D run --show standings"));
  EXPECT_EQ(played.status, 0) << played.err;
  EXPECT_NE(played.out.find("mine"), std::string::npos) << played.out;
}

/// A file of Python beside the client.
class Scripts : public Cli {
 protected:
  Scripts() {
    fs::copy_file(kClients / "python" / "detente_strategy.py", folder_ / "detente_strategy.py");
    write(folder_ / "fair.py", script("fair", "return self.next", "self.next = theirs"));
  }
  static std::string script(const std::string& name, const std::string& play, const std::string& see,
                            const std::string& more = "") {
    return "import os, sys, time\nfrom detente_strategy import *\nclass S:\n    name, about, source = '" + name +
           "', 'A test.', 'test'\n    against, plays = 'C', 'C'\n    rounds = 0\n" + more +
           "    def __init__(self):\n        self.next, self.count = C, 0\n    def play(self):\n        " + play +
           "\n    def see(self, meant, mine, theirs):\n        " + see + "\nserve(S)\n";
  }
  const Words kField{"run", "--strategies", "tit-for-tat,hawk", "--show", "standings"};
};

using LongScripts = Scripts;

TEST_F(LongScripts, GiveTheSameBytesWithAnyNumberOfThreads) {
  const Words words{"run",
                    "--program",
                    kPython.program,
                    "--program",
                    "python3 fair.py",
                    "--program",
                    kJavascript.program,
                    "--strategies",
                    "tit-for-tat,hawk",
                    "--engine",
                    "objects",
                    "--repetitions",
                    "32",
                    "--rounds",
                    "30",
                    "--format",
                    "json"};
  const Outcome one = detente(with(words, {"--threads", "1"}));
  ASSERT_EQ(one.status, 0) << one.err;
  EXPECT_EQ(detente(with(words, {"--threads", "3"})).out, one.out);
}

TEST_F(Scripts, AreToldApartWhereTheirNamesClash) {
  write(folder_ / "other.py", script("fair", "return D", "pass", "    plays = 'D'\n"));
  const Outcome outcome = detente(with(kField, {"--program", "python3 fair.py", "--program", "python3 other.py"}));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("fair@fair"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("fair@other"), std::string::npos) << outcome.out;
}

TEST_F(Scripts, AreLeftOutWhereTheyFailAndTheOthersPlayOn) {
  write(folder_ / "dies.py",
        script("dies", "return C if self.count < 7 else sys.exit(3)", "self.count += 1", "    enumerable = False\n"));
  write(folder_ / "raises.py", script("raises", "return C if self.count < 7 else 1 / 0", "self.count += 1"));
  const Outcome outcome = detente(with(kField, {"--program", "python3 fair.py", "--program", "python3 dies.py",
                                                "--program", "python3 raises.py", "--repetitions", "10"}));
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("fair"), std::string::npos) << outcome.out;
  EXPECT_EQ(outcome.out.find("dies "), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.err.find("strategy 'dies' failed in the pair"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("its program 'python3 dies.py' ended with exit status 3"), std::string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("strategy 'raises' failed"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("says: ZeroDivisionError in play() (raises.py, line 10)"), std::string::npos)
      << outcome.err;
}

TEST_F(Scripts, AreLeftOutWhereTheyDoNotStart) {
  write(folder_ / "typo.py", "import detente_strateg\n");
  const Outcome outcome = detente(with(kField, {"--program", "python3 typo.py"}));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(
      outcome.err,
      "detente: program 'python3 typo.py' is left out: its program 'python3 typo.py' ended with exit status 1; its "
      "last words: ModuleNotFoundError: No module named 'detente_strateg'\n");
  expect_refused(detente(with(kField, {"--program", "no-such-program mine.py"})));
  expect_refused(detente(with(kField, {"--program", "python3 'mine.py"})));
  expect_refused(detente(with(kField, {"--program", "''"})));
  expect_refused(detente(with(kField, {"--trust-programs"})));
}

TEST_F(Scripts, AreLateByTheClock) {
  write(folder_ / "slow.py", script("slow", "time.sleep(30)", "pass"));
  const Outcome outcome = detente(with(kField, {"--program", "python3 slow.py", "--patience", "2"}));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("did not answer within 2 s by the clock"), std::string::npos) << outcome.err;
}

TEST_F(Scripts, SeeOnlyTheirFolderInTheBox) {
  write(folder_ / "curious.py",
        "import os, socket\nfound = []\n"
        "for path in ['here.txt', '/usr/here.txt', '/etc/here.txt']:\n"
        "    try:\n        open(path, 'w').close()\n        found.append(path)\n    except OSError:\n        pass\n"
        "for path in ['/etc/passwd', '/root', '/home', '" +
            captured_.string() +
            "']:\n    if os.path.exists(path):\n        found.append(path)\n"
            "try:\n    socket.create_connection(('127.0.0.1', 22), 1)\n    found.append('network')\n"
            "except ConnectionRefusedError:\n    pass\nexcept OSError:\n    pass\n"
            "if len(os.listdir('/sys/class/net') if os.path.exists('/sys') else []) > 1:\n    found.append('net')\n"
            "open('/tmp/own', 'w').close()\n" +
            replaced(script("curious", "return C", "pass"), "class S:",
                     "if found:\n    raise SystemExit('found ' + "
                     "' '.join(found))\nclass S:"));
  const Outcome outcome = detente(with(kField, {"--program", "python3 curious.py"}));
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_FALSE(fs::exists("/tmp/own"));
}

TEST_F(Scripts, AreNotPlayedUnboxedWhereThereIsNoBox) {
  fs::create_directory(folder_ / "bin");
  fs::create_symlink("/usr/bin/python3", folder_ / "bin" / "python3");
  const std::string path = "PATH='" + (folder_ / "bin").string() + "' ";
  const Outcome outcome = shell(path + "$D run --program 'python3 fair.py' --show standings");
  expect_refused(outcome);
  EXPECT_NE(outcome.err.find("apt-get install bubblewrap, or use --trust-programs"), std::string::npos) << outcome.err;
  EXPECT_EQ(shell(path + "$D match fair hawk --program 'python3 fair.py' --trust-programs").status, 0);
}

TEST_F(Scripts, EndWithTheCommand) {
  write(folder_ / "watched.py", "import os\nopen('" + (captured_ / "pid").string() +
                                    "', 'w').write(str(os.getpid()))\n" +
                                    script("watched", "return C", "pass", "    enumerable = False\n"));
  const pid_t child = start({DETENTE_EXECUTABLE, "match", "watched", "hawk", "--program", "python3 watched.py",
                             "--trust-programs", "--repetitions", "100000000"});
  std::string pid;
  for (int tries = 0; tries < 400 && pid.empty(); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    pid = contents(captured_ / "pid");
  }
  ASSERT_NE(pid, "");
  kill(child, SIGINT);
  EXPECT_EQ(finish(child).status, 130);
  bool is_gone = false;
  for (int tries = 0; tries < 100 && !is_gone; ++tries) {
    is_gone = kill(std::stoi(pid), 0) != 0 || contents("/proc/" + pid + "/stat").find(") Z") != std::string::npos;
    if (!is_gone) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_TRUE(is_gone);
}

TEST_F(Scripts, AreKeptInAStoreWhereTheyCanBeRepeated) {
  const Words words = with(kField, {"--program", kPython.program, "--store", "pairs.db", "--rounds", "20"});
  const Outcome first = detente(words);
  ASSERT_EQ(first.status, 0) << first.err;
  const Outcome second = detente(words);
  EXPECT_EQ(second.out, first.out);
  EXPECT_NE(second.err, first.err);  // which says what is played
  write(folder_ / "dim.py", script("dim", "return C", "pass", "    enumerable = False\n"));
  const Outcome refused = detente(with(kField, {"--program", "python3 dim.py", "--store", "pairs.db"}));
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("cannot be enumerated"), std::string::npos) << refused.err;
}

TEST_F(Scripts, AreRepeatedByDesignIni) {
  const Outcome first = detente(with(kField, {"--program", "python3 fair.py", "--output", "out"}));
  ASSERT_EQ(first.status, 0) << first.err;
  const Outcome again = shell("cd / && $D run --config '" + (folder_ / "out" / "design.ini").string() +
                              "' --output ''" + folder_.string() + "/again");
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(contents(folder_ / "again" / "standings.csv"), contents(folder_ / "out" / "standings.csv"));
  EXPECT_EQ(contents(folder_ / "again" / "design.ini"), contents(folder_ / "out" / "design.ini"));
}

constexpr const char* kTwinsInPython = R"(from detente_strategy import *
class Talker:
    name, about, source, against, plays = "py-talker", "Talks.", "test", "C", "C"
    def __init__(self):
        self.next, self.hostile = C, 0
    def play(self):
        return self.next
    def say(self):
        return reassure(C, 2) if self.next == C else threaten(D, 1)
    def hear(self, signal):
        if signal and signal.kind == "t":
            self.next = D
    def open(self):
        return self.hostile < 2
    def see(self, meant, mine, theirs, verified):
        self.hostile = min(self.hostile + 1, 3) if theirs == D else 0
        self.next = theirs if verified else C if mine == D else theirs
class Climber:
    name, about, source, against, plays = "py-climber", "Climbs.", "test", "0", "0"
    levels, graded, chances = 4, True, True
    def __init__(self):
        self.level, self.top = 0, None
    def begin(self, briefing):
        self.top = briefing.levels - 1
    def play(self):
        mix = [0.0] * (self.top + 1)
        mix[0] += 0.25
        mix[self.level] += 0.75
        return mix
    def see(self, meant, mine, theirs):
        self.level = theirs
class Turner:
    name, about, source, against, plays = "py-turner", "Turns.", "test", "C", "D"
    chances = True
    def __init__(self):
        self.mood, self.memory = C, 0
    def begin(self, briefing):
        self.turn(briefing)
    def turn(self, briefing):
        self.mood = D if briefing.temptation > briefing.reward else C
    def play(self):
        return self.mood if self.memory == 0 else 0.3
    def see(self, meant, mine, theirs):
        self.memory = 1 if theirs == D and meant == C else 0
serve(Talker, Climber, Turner)
)";

TEST_F(LongScripts, PlayAllPartsOfTheContractAsTheirTwinsDo) {
  write(folder_ / "twins.py", kTwinsInPython);
  const Words noise{"--misperception", "0.1", "--tremble", "0.05/0.02", "--rounds", "50"};
  const std::vector<Words> all{
      {"talker", "talker", "--signal-noise", "0.2"},
      {"talker", "hawk", "--start", "crisis:3"},
      {"talker", "grit"},
      {"talker", "talker", "--game", "arms-race:levels=4"},
      {"climber", "climber", "--game", "arms-race:levels=4"},
      {"climber", "talker", "--game", "arms-race:levels=3", "--start", "crisis:2"},
      {"turner", "turner", "--game", "1-20:prisoners-dilemma,21-:stag-hunt"},
      {"turner", "talker", "--game", "1-20:stag-hunt,21-:prisoners-dilemma", "--monitoring", "public"},
  };
  for (const Words& words : all)
    for (const Words& engine : {Words{}, Words{"--engine", "objects", "--repetitions", "70"}}) {
      const auto played = [&](const std::string& prefix, const Words& source) {
        Words match{"match"};
        for (std::size_t i = 0; i < 2; ++i)
          match.push_back((words[i] == "hawk" || words[i] == "grit" ? "" : prefix) + words[i]);
        match.insert(match.end(), words.begin() + 2, words.end());
        const Outcome outcome = detente(with(with(with(with(match, noise), engine), source), {"--format", "csv"}));
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        return replaced(outcome.out, prefix, "");
      };
      EXPECT_EQ(played("py-", {"--program", "python3 twins.py"}),
                played("cpp-", {"--module", DETENTE_MODULE_DIR "/contract_twins.so"}))
          << testing::PrintToString(words);
    }
  const Outcome checked = detente({"check", "twins.py"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
}

/// The law that a planted fault breaks.
struct Fault {
  std::string play, see, more, law, word;
};

TEST_F(LongScripts, BreakLawsByName) {
  const std::vector<Fault> faults{
      {"return D if time.time_ns() // 1000 % 7 == 0 else C", "pass", "    plays = 'C'\n", "repeats_itself", "clock"},
      {"return D if os.environ['PYTHONHASHSEED'] == '20' else C", "pass", "    plays = 'c'\n",
       "depends_on_nothing_outside", "two processes"},
      {"return list({'C', 'D'})[0]", "pass", "    plays = 'c'\n", "depends_on_nothing_outside", "two processes"},
      {"return self.next", "S.rounds += 1; self.next = D if S.rounds % 3 == 0 else C", "",
       "remembers_nothing_between_matches", "outside"},
      {"return 1.5", "pass", "    chances = True\n", "stays_in_range", "chance 1.5"},
      {"return D", "pass", "", "plays_its_example", "it plays D, but info.plays says C"},
  };
  int number = 0;
  for (const Fault& fault : faults) {
    const std::string file = "fault-" + std::to_string(++number) + ".py";
    write(folder_ / file, script("faulty", fault.play, fault.see, fault.more));
    const Outcome outcome = detente({"check", file, "--format", "json", "--trust-programs"});
    EXPECT_EQ(outcome.status, 1) << fault.play << outcome.err << outcome.out;
    const Json json = Json::parse(outcome.out, nullptr, false);
    ASSERT_FALSE(json.is_discarded()) << outcome.err;
    for (const Json& law : json["strategies"][0]["laws"])
      if (law["obeyed"] == false) {
        EXPECT_EQ(law["law"], fault.law) << fault.play << law["breach"];
        EXPECT_NE(law["breach"].get<std::string>().find(fault.word), std::string::npos) << law["breach"];
      }
  }
}

TEST_F(Scripts, AreListedAndShown) {
  const Outcome listed = detente({"list", "--program", "python3 fair.py", "--where", "states=2"});
  EXPECT_NE(listed.out.find("From python3 fair.py"), std::string::npos) << listed.out << listed.err;
  EXPECT_NE(listed.out.find("fair"), std::string::npos) << listed.out;
  const Outcome shown = detente({"show", "fair", "--program", "python3 fair.py", "--automaton"});
  EXPECT_EQ(replaced(shown.out, "# fair", "# tit-for-tat"), detente({"show", "tit-for-tat", "--automaton"}).out)
      << shown.err;
}

}  // namespace
