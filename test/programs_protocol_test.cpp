// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Whatever a program answers becomes a sentence that names it.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <detente/error.hpp>
#include <detente/strategy/registry.hpp>
#include <nlohmann/json.hpp>

#include "programs/answers.hpp"
#include "programs/asking.hpp"
#include "programs/start_programs.hpp"

using namespace detente;
using namespace detente::cli;
using Json = nlohmann::json;

namespace {

/// A program that answers as it is told: its arguments are what is asked, what to answer then, and so on. "!" and
/// Python runs it.
constexpr const char* kPuppet = R"(
import json, os, sys, time
told = dict(zip(sys.argv[1::2], sys.argv[2::2]))
usual = {
    "hello": '{"detente":1,"strategies":[{"name":"puppet","about":"A.","source":"B","against":"C","plays":"C","enumerable":true}]}',
    "seat": '{"moves":"CC"}', "see": '{"moves":"CC"}', "leave": "{}", "memories": '{"memories":[0,0]}',
    "rows": '{"rows":[{"play":"C","next":[0,0,0,0,-1,-1,-1,-1]}]}', "after": '{"memory":0}',
}
for line in sys.stdin:
    do = json.loads(line)["do"]
    answer = told.get(do, usual.get(do))
    if answer.startswith("!"):
        exec(answer[1:])
    else:
        sys.stdout.write(answer + "\n")
    sys.stdout.flush()
)";

class ProgramProtocol : public testing::Test {
 protected:
  ProgramProtocol() {
    std::string name = (std::filesystem::temp_directory_path() / "detente-puppet-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    std::ofstream(folder_ / "puppet.py") << kPuppet;
  }
  ~ProgramProtocol() override { std::filesystem::remove_all(folder_); }

  std::shared_ptr<Program> puppet(const std::string& what = "", const std::string& answer = "",
                                  double patience = 10) const {
    ProgramCommand command{.text = "puppet",
                           .program = "python3",
                           .words = {"/usr/bin/python3", (folder_ / "puppet.py").string(), what, answer},
                           .files = {},
                           .label = "puppet"};
    return std::make_shared<Program>(std::move(command),
                                     ProgramManner{.is_boxed = false, .patience = patience, .environment = {}});
  }
  /// What is said when a strategy of it plays two matches, and is walked; "" where nothing is wrong.
  static std::string said_of(const std::shared_ptr<Program>& program) {
    try {
      for (const auto& prototype : program_prototypes(program)) {
        const auto seats = prototype->seat(2);
        Choices choices;
        seats->play(choices, 2);
        LaneBytes cooperation;
        const std::array<std::uint64_t, kLanes> repetitions{};
        seats->see({.meant = &cooperation,
                    .mine = &cooperation,
                    .theirs = &cooperation,
                    .verified = &cooperation,
                    .repetitions = repetitions.data(),
                    .seed = 1,
                    .seat = 0,
                    .round = 1},
                   2);
        seats->play(choices, 2);
        static_cast<void>(seats->order(0, 1));
        if (const auto memories = prototype->memories(2)) {
          for (std::size_t memory = 0; memory < memories->size() && memory < 40; ++memory) {
            static_cast<void>(memories->play(memory));
            for (const Level meant : {C, D})
              for (const Level theirs : {C, D}) memories->see(memory, {meant, meant, theirs, false});
          }
        }
      }
      return "";
    } catch (const ProgramFailure& failure) {
      return failure.what();
    }
  }

  std::filesystem::path folder_;
};

struct Bad {
  const char* asked;
  std::string answer;
  std::string sentence;  ///< what follows "its program 'puppet' "
};

std::string hello(const std::string& more, const std::string& without = "") {
  Json strategy{{"name", "puppet"}, {"about", "A."}, {"source", "B"},
                {"against", "C"},   {"plays", "C"},  {"enumerable", true}};
  strategy.update(Json::parse("{" + more + "}"));
  strategy.erase(without);
  return Json{{"detente", 1}, {"strategies", {strategy}}}.dump();
}

TEST_F(ProgramProtocol, PlaysWhereNothingIsWrong) {
  EXPECT_EQ(said_of(puppet()), "");
}

TEST_F(ProgramProtocol, HasASentenceForEachBadAnswer) {
  const std::string row = R"({"play":"C","next":[0,0,0,0,-1,-1,-1,-1]})";
  const std::vector<Bad> all{
      {"hello", "hello", "answered 'hello', which is not JSON; only answers may be written to standard output"},
      {"hello", "[]", "answered '[]', which is no JSON object"},
      {"hello", "{}", "does not answer \"hello\" as the protocol détente/1 has it: \"detente\" is missing"},
      {"hello", R"({"detente":2})", "speaks version 2 of the protocol; this détente speaks version 1"},
      {"hello", R"({"detente":1})", "names no strategy"},
      {"hello", R"({"detente":1,"strategies":[7]})", "says that strategy 1 of its list is no JSON object"},
      {"hello", hello("", "name"), "says that strategy 1 of its list has no \"name\"; it must be a text"},
      {"hello", hello(R"("name":"Puppet")"),
       "says that strategy 'Puppet' has a name that is not made of a-z, 0-9 and -"},
      {"hello", hello("", "source"), "says that strategy 'puppet' has no \"source\"; it must be a text"},
      {"hello", hello(R"("about":"\u001b[2J")"), "says that strategy 'puppet' has a \"about\" with control characters"},
      {"hello", hello(R"("about":"\u202e")"), "says that strategy 'puppet' has a \"about\" with control characters"},
      {"hello", hello(R"("plays":"CC")"),
       R"(says that strategy 'puppet' has an example whose "against" and "plays" differ in length)"},
      {"hello", hello(R"("levels":17)"), "says that strategy 'puppet' has \"levels\" that are no whole number in 2…16"},
      {"hello", hello(R"("graded":"yes")"),
       "says that strategy 'puppet' has a \"graded\" that is neither true nor false"},
      {"hello", hello(R"("parameters":[{"name":"a","meaning":"A.","low":0}])"),
       "says that strategy 'puppet' has a parameter without a number as \"high\""},
      {"hello", hello(R"("parameters":[{"name":"a","meaning":"A.","low":0,"high":1,"kind":"real"}])"),
       "says that strategy 'puppet' has parameter a of kind 'real'; a kind is number, whole or moves"},
      {"hello", hello(R"("parameters":[{"name":"a","meaning":"A.","low":0,"high":1,"value":"C"}])"),
       "says that strategy 'puppet' has parameter a without a value"},
      {"seat", "{}", "answered without \"moves\""},
      {"seat", R"({"moves":7})", "answered \"moves\" that is no text"},
      {"seat", R"({"moves":"C"})", "answered 1 letters of \"moves\" for 2 matches"},
      {"see", R"({"moves":"CCC"})", "answered 3 letters of \"moves\" for 2 matches"},
      {"see", R"({"moves":"Cc"})", "answered the move 'c'; a move is C or D"},
      {"see", R"({"moves":"C\u0007"})", "answered the move '?'; a move is C or D"},
      {"see", R"({"chances":[1,0]})",
       R"(answered chances for a strategy of which "hello" does not say "chances": true)"},
      {"see", R"({"error":"it is tired\u001b"})", "says: it is tired?"},
      {"see", R"({"error":7})", "says: an error without a sentence"},
      {"see", std::string(R"({"moves":"CC")"),
       "answered '{\"moves\":\"CC\"', which is not JSON; only answers may be "
       "written to standard output"},
      {"see", "!sys.stdout.write('\\xff\\n')",
       "answered 'ÿ', which is not JSON; only answers may be written to "
       "standard output"},
      {"see", R"(!sys.stdout.write('{"moves":"CC"}\nand more\n'); sys.stdout.flush(); time.sleep(0.1))",
       "wrote 'and more', for which it was not asked; only answers may be written to standard output"},
      {"see", "!sys.stdout.write('x' * (17 << 20))", "wrote a line of more than 16 MiB"},
      {"see", "!sys.exit(3)", "ended with exit status 3"},
      {"see", "!raise ValueError('no')", "ended with exit status 1; its last words: ValueError: no"},
      {"see", "!os.kill(os.getpid(), 9)", "ended by signal 9"},
      {"see", "!os.close(1); time.sleep(60)", "closed its standard output"},
      {"memories", R"({"memories":[0]})", "answered 1 items of \"memories\" for 2 matches"},
      {"memories", R"({"memories":[0,-1]})", "answered -1 in place of the number of a memory"},
      {"rows", "{}", "answered without \"rows\""},
      {"rows", R"({"rows":[]})", "named memory 0, of which it gives no row"},
      {"rows", R"({"rows":[7]})", "answered 7 in place of an object with \"play\""},
      {"rows", R"({"rows":[{"play":"E","next":[]}]})", "answered the move 'E'; a move is C or D"},
      {"rows", R"({"rows":[{"play":1.01,"next":[]}]})", "answered the chance 1.01; a chance lies in 0…1"},
      {"rows", R"({"rows":[{"play":[1,0],"next":[]}]})", "answered [1,0] in place of what a memory plays"},
      {"rows", R"({"rows":[{"play":"C","next":[0,0]}]})",
       "answered 2 memories that follow one; there are 8 kinds of rounds"},
      {"rows", R"({"rows":[{"play":"C","next":[0,0,0,0.5,-1,-1,-1,-1]}]})",
       "answered 0.5 in place of the number of a memory"},
      {"rows", R"({"rows":[{"play":"C","next":[0,0,0,-2,-1,-1,-1,-1]}]})",
       "answered -2 in place of the number of a memory"},
      {"rows", R"({"rows":[{"play":"C","next":[0,0,0,99999999999,-1,-1,-1,-1]}]})",
       "answered 99999999999 in place of the number of a memory"},
      {"after", R"({"memory":null})", "answered null in place of the number of a memory"},
      {"after", R"({"memory":5})", ""},
  };
  for (const Bad& bad : all)
    EXPECT_EQ(said_of(puppet(bad.asked, bad.answer)),
              bad.sentence.empty() ? "" : "its program 'puppet' " + bad.sentence)
        << bad.asked << ' ' << bad.answer.substr(0, 200);
}

TEST_F(ProgramProtocol, NamesAMemoryThatDoesNotExist) {
  const std::string all =
      "!rows = [{'play': 'C', 'next': [0, 7, 0, 7, -1, -1, -1, -1]}] if json.loads(line)['from'] == "
      "0 else []; sys.stdout.write(json.dumps({'rows': rows}) + '\\n')";
  EXPECT_EQ(said_of(puppet("rows", all)), "its program 'puppet' named memory 7, of which it gives no row");
}

TEST_F(ProgramProtocol, EndsWhoIsLateAndDoesNotStartItAgain) {
  const auto program = puppet("see", "!time.sleep(60)", 0.3);
  const std::string late =
      "its program 'puppet' did not answer within 0.3 s by the clock, which may be otherwise on another day; "
      "--patience "
      "SECONDS sets another limit";
  EXPECT_EQ(said_of(program), late);
  EXPECT_EQ(said_of(program), late);
}

TEST_F(ProgramProtocol, ReadsWhatIsWrittenToStandardErrorWithoutEnd) {
  EXPECT_EQ(said_of(puppet("see", "!sys.stderr.write('x' * 1000000 + '\\n'); print('{\"moves\":\"CC\"}')")), "");
}

TEST_F(ProgramProtocol, TakesCommandsApartAsAShellDoes) {
  const ProgramCommand command = read_command(R"(python3  'a b'"c" d\ e '')", false);
  EXPECT_EQ(std::vector<std::string>(command.words.begin() + 1, command.words.end()),
            (std::vector<std::string>{"a bc", "d e", ""}));
  EXPECT_EQ(command.anywhere(), "python3 'a bc' 'd e' ''");
  EXPECT_THROW(read_command("python3 'a", false), Error);
  EXPECT_THROW(read_command("", false), Error);
}

/// Valid answers, and what reads them.
struct Valid {
  std::string answer;
  std::function<void(const Json&)> read;
};

/// Something else in the place of a part of an answer.
void mutate(Json& json, std::mt19937_64& random) {
  static const std::vector<Json> others{nullptr,
                                        true,
                                        -1,
                                        0,
                                        1e300,
                                        2147483648U,
                                        "",
                                        "C",
                                        "CDCDC",
                                        Json::array(),
                                        Json::object(),
                                        Json::array({1, "x"}),
                                        std::string(300, 'C')};
  if (json.is_structured() && !json.empty() && random() % 4 != 0) {
    auto at = json.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(random() % json.size()));
    if (random() % 8 == 0)
      json.erase(at);
    else
      mutate(*at, random);
    return;
  }
  json = others[random() % others.size()];
}

TEST_F(ProgramProtocol, SurvivesAnyAnswer) {
  const auto program = puppet();
  const auto descriptions = read_hello(
      *program, Json::parse(hello(R"("chances":true,"speaks":true,"opens":true,"listens":true,"verified":true)")));
  const auto graded = read_hello(*program, Json::parse(hello(R"("chances":true,"graded":true,"speaks":true)")));
  const Answering binary{*program, *descriptions.front(), 2};
  const Answering levels{*program, *graded.front(), 3};
  const std::string next = Json(std::vector<int>(16, 0)).dump();
  const std::string next_graded = Json(std::vector<int>(27, 0)).dump();
  LaneAnswers read;
  const std::vector<Valid> all{
      {hello(
           R"("parameters":[{"name":"a","meaning":"A.","low":0,"high":1,"value":0.5}],"presets":[{"name":"b","settings":"a=1"}])"),
       [&](const Json& json) { read_hello(*program, json); }},
      {R"({"moves":"CD","open":"o-"})", [&](const Json& json) { read_choices(binary, json, 2, read); }},
      {R"({"chances":[0.5,1],"open":"o-"})", [&](const Json& json) { read_choices(binary, json, 2, read); }},
      {R"({"chances":[[0.5,0.25,0.25],[0,0,1]]})", [&](const Json& json) { read_choices(levels, json, 2, read); }},
      {R"({"say":{"kind":"rt","level":"CD","rounds":[1,255]}})",
       [&](const Json& json) { read_said(binary, json, 2, read); }},
      {R"({"memories":[0,5]})", [&](const Json& json) { read_equalities(binary, json, 2); }},
      {R"({"rows":[{"play":0.5,"say":["r","C",3],"open":true,"silent":0,"next":)" + next + "}]}",
       [&](const Json& json) { read_rows(binary, json, 4); }},
      {R"({"rows":[{"play":[0,1,0],"say":null,"next":)" + next_graded + "}]}",
       [&](const Json& json) { read_rows(levels, json, 4); }},
      {R"({"memory":3})", [&](const Json& json) { read_memory(binary, json); }},
  };
  std::mt19937_64 random(20);
  std::size_t refused = 0;
  for (const Valid& valid : all) {
    EXPECT_NO_THROW(valid.read(Json::parse(valid.answer))) << valid.answer;
    for (int time = 0; time < 3000; ++time) {
      Json json = Json::parse(valid.answer);
      if (time % 2 == 0) {
        mutate(json, random);
      } else {  // bytes of the line
        std::string text = valid.answer;
        for (std::size_t i = 0; i <= random() % 3; ++i) text[random() % text.size()] = static_cast<char>(random());
        json = Json::parse(text, nullptr, false);
        if (json.is_discarded() || !json.is_object()) continue;
      }
      if (!json.is_object()) continue;  // refused before
      try {
        valid.read(json);
      } catch (const ProgramFailure& failure) {
        ++refused;
        const std::string sentence = failure.what();
        EXPECT_TRUE(sentence.starts_with("its program 'puppet' ")) << sentence;
        EXPECT_LT(sentence.size(), 400U) << sentence;
        for (const char letter : sentence) EXPECT_GE(static_cast<unsigned char>(letter), 0x20) << sentence;
      }
    }
  }
  EXPECT_GT(refused, 10'000U);
}

}  // namespace
