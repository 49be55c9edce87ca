// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <thread>

#include "support/command.hpp"

/// `detente search`, and strategies without code, as their users type them.
namespace {

using namespace command;

class SearchCommand : public Cli {
 protected:
  const Words small_{"search", "--states", "2", "--against", "tft,grit,empathic,hawk@greedy"};
};

TEST_F(SearchCommand, prints_the_best_and_the_field) {
  const Outcome outcome = detente(small_);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_TRUE(outcome.out.starts_with("Which automata of at most 2 states are best in ends and cost?\n"))
      << outcome.out;
  EXPECT_NE(outcome.out.find("Of all 26 different automata of at most 2 states"), std::string::npos);
  EXPECT_NE(outcome.out.find("\nC/0/1_D/0/1 "), std::string::npos);
  EXPECT_NE(outcome.out.find("\nThe field\n"), std::string::npos);
  const Outcome novel = detente(with(small_, {"--novel"}));
  EXPECT_NE(novel.out.find("Like: the strategy"), std::string::npos) << novel.out;
}

TEST_F(SearchCommand, writes_json_csv_and_a_design_that_repeats_it) {
  const Words asked = with(
      small_, {"--over", "misperception=0.05/0.01,0.05", "--objective", "ends,cost,in-spirals", "--output", "found"});
  const Json json = Json::parse(detente(with(asked, {"--format", "json"})).out);
  EXPECT_EQ(files(), (std::set<std::string>{"found", "found/search.json", "found/front.csv", "found/design.ini",
                                            "found/report.html"}));
  EXPECT_EQ(Json::parse(contents(folder_ / "found/search.json")), json);
  EXPECT_EQ(json["format"], "detente-search-1");
  EXPECT_EQ(json["space"]["canonical"], 50);
  EXPECT_EQ(json["space"]["minimal"], 26);
  EXPECT_EQ(json["space"]["evaluated"], 26);
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["worlds"], Json::parse(R"(["misperception=0.05/0.01", "misperception=0.05"])"));
  EXPECT_EQ(json["over_worlds"], "worst");
  for (const Json& find : json["front"]) {
    ASSERT_EQ(find["worlds"].size(), 2U);
    if (!find["ends"].is_null()) {
      EXPECT_EQ(find["ends"].get<double>(),
                std::min(find["worlds"][0]["ends"].get<double>(), find["worlds"][1]["ends"].get<double>()));
    }
    EXPECT_EQ(find["cost"].get<double>(),
              std::max(find["worlds"][0]["cost"].get<double>(), find["worlds"][1]["cost"].get<double>()));
  }
  const std::string csv = contents(folder_ / "found/front.csv");
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')), 1 + 2 * json["front"].size());
  const Outcome again = detente({"search", "--config", "found/design.ini", "--format", "json"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(Json::parse(again.out), json);
  const Outcome command = shell("$D " + json["command"].get<std::string>().substr(8) + " --format json");
  EXPECT_EQ(Json::parse(command.out), json) << json["command"] << command.err;
  EXPECT_EQ(detente({"report", "found/search.json", "-o", "page.html"}).status, 0);
}

TEST_F(SearchCommand, threads_change_no_byte) {
  const Outcome one = detente(with(small_, {"--threads", "1", "--format", "json"}));
  const Outcome two = detente(with(small_, {"--threads", "2", "--format", "json"}));
  EXPECT_EQ(one.out, two.out);
}

TEST_F(SearchCommand, numbers_are_those_of_spirals) {
  const Json found = json(small_);
  for (const Json& find : found["front"]) {
    const std::string automaton = find["automaton"];
    const Json spirals = json({"spirals", "--strategies", small_[4] + ",automaton:" + automaton});
    for (const Json& strategy : spirals["strategies"])
      if (strategy["strategy"].get<std::string>().find(automaton) != std::string::npos) {
        for (const char* const key : {"ends", "cost", "in_spirals", "least", "least_with", "keeps", "class"})
          EXPECT_EQ(find[key], strategy[key]) << automaton << " " << key;
        EXPECT_EQ(find["best_response"], strategy["responder_gain"]) << automaton;
        EXPECT_EQ(find["worst_aggressor"], strategy["worst_aggressor"]) << automaton;
      }
  }
}

TEST_F(SearchCommand, is_taken_up_where_it_was_stopped) {
  const Words whole_words{"search", "--against",  small_[4], "--method", "evolve", "--states",
                          "6",      "--restarts", "16",      "--steps",  "100"};
  const Words words = with(whole_words, {"--checkpoint", "so-far.json"});
  const std::string whole = detente(with(whole_words, {"--format", "json"})).out;
  Words started{DETENTE_EXECUTABLE};
  started.insert(started.end(), words.begin(), words.end());
  const pid_t child = start(started);
  while (!fs::exists(folder_ / "so-far.json")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  kill(child, SIGINT);
  const Outcome stopped = finish(child);
  if (stopped.status != 0) {  // else it was faster than the signal
    EXPECT_EQ(stopped.status, 130) << stopped.err;
    EXPECT_NE(stopped.out.find("Stopped: "), std::string::npos) << stopped.out;
    EXPECT_NE(stopped.err.find("goes on from 'so-far.json'"), std::string::npos) << stopped.err;
  }
  const Outcome resumed = detente(with(words, {"--format", "json"}));
  EXPECT_EQ(resumed.status, 0) << resumed.err;
  EXPECT_EQ(resumed.out, whole);
  expect_refused(detente(with(words, {"--steps", "101"})));
  const Words other = with({"search", "--states", "2"}, {"--checkpoint", "so-far.json"});
  expect_refused(detente(other));
  EXPECT_NE(detente(other).err.find("is the checkpoint of another search"), std::string::npos);
  write(folder_ / "so-far.json", "{}");
  expect_refused(detente(words));
}

TEST_F(SearchCommand, writes_what_was_found_though_it_was_stopped) {
  const pid_t child = start({DETENTE_EXECUTABLE, "search", "--states", "5", "--against", "tft,hawk@greedy", "--output",
                             "found", "--checkpoint", "so-far.json"});
  while (!fs::exists(folder_ / "so-far.json")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  kill(child, SIGINT);
  const Outcome stopped = finish(child);
  EXPECT_EQ(stopped.status, 130) << stopped.err;
  EXPECT_NE(stopped.out.find("Stopped after "), std::string::npos) << stopped.out;
  EXPECT_EQ(Json::parse(contents(folder_ / "found/search.json"))["complete"], false);
  // What somebody changes is refused.
  write(folder_ / "so-far.json", replaced(contents(folder_ / "so-far.json"), "\"minimal\": ", "\"minimal\": 1"));
  const Outcome changed =
      detente({"search", "--states", "5", "--against", "tft,hawk@greedy", "--checkpoint", "so-far.json"});
  expect_refused(changed);
  EXPECT_NE(changed.err.find("was changed"), std::string::npos) << changed.err;
}

TEST_F(SearchCommand, takes_words_that_others_use_of_submissions) {
  for (const char* const line :
       {"search --memory 1 --against tft,grit,hawk@greedy --rounds 60",
        "search --method gradient --memory 1 --steps 20 --restarts 1 --against tft,hawk@greedy --rounds 60"}) {
    SCOPED_TRACE(line);
    const Outcome found = detente(words_of(line));
    EXPECT_EQ(found.status, 0) << found.err;
  }
}

TEST_F(SearchCommand, refuses_in_one_sentence) {
  for (const char* const line : {"search --states 0",
                                 "search --states 65",
                                 "search --states 6",
                                 "search --memory 3",
                                 "search --chances 4",
                                 "search --memory 1 --states 2",
                                 "search --objective ends,ends",
                                 "search --objective luck",
                                 "search --objective ''",
                                 "search --method guess",
                                 "search --method gradient",
                                 "search --restarts 3",
                                 "search --memory 1 --chances 0",
                                 "search --against nobody",
                                 "search --against ''",
                                 "search --worlds best",
                                 "search --over states=2,3",
                                 "search --over strategies=tft,grit",
                                 "search --over tft=grit,hawk",
                                 "search --against tft,gradual",
                                 "search --game offence-defence",
                                 "search --checkpoint .",
                                 "search extra",
                                 "show reassurance-seeker --automaton",
                                 "show tft --automaton --dot",
                                 "run --strategies tft,automaton:C/2",
                                 "run --strategies tft,automaton:none.automaton",
                                 "run --strategies tft,lookup:table=CDC",
                                 "run --strategies automaton:levels:3_0/0,tft",
                                 "search --known-length yes",
                                 "search --states 64 --method evolve",
                                 "search --checkpoint /dev/null",
                                 "search --checkpoint nowhere/file",
                                 "search --memory 2 --chances 3",
                                 "check automaton:C/0",
                                 "sweep --strategies tft,automaton:C/0 --over automaton:C/0=tft,grit",
                                 "search --against tft,grit --misperception 0 --states 1",
                                 "search --against tft,grit --exact-limit 30 --states 3"}) {
    SCOPED_TRACE(line);
    expect_refused(detente(words_of(line)));
  }
}

TEST_F(SearchCommand, automata_play_in_every_command) {
  write(folder_ / "peace.automaton", detente({"show", "grit", "--automaton"}).out);
  const Json run = json({"run", "--strategies", "automaton:peace.automaton,grit,automaton:C/0/1_D/0/1,hawk"});
  EXPECT_EQ(run["standings"][0]["score"], run["standings"][1]["score"]);
  const std::string name = run["design"]["strategies"][0];
  EXPECT_TRUE(name.starts_with("automaton:name:peace_C/")) << name;
  const Outcome table = detente({"run", "--strategies", "automaton:peace.automaton,tft,hawk"});
  EXPECT_NE(table.out.find("peace.automaton "), std::string::npos) << table.out;
  EXPECT_EQ(table.out.find("name:peace"), std::string::npos) << table.out;
  for (const Words& words : {Words{"match", "automaton:peace.automaton", "tft", "--trace"},
                             {"show", "automaton:peace.automaton"},
                             {"show", "automaton:peace.automaton", "--dot"},
                             {"show", "best-response-to:automaton:C/0/1_D/0/1"},
                             {"spirals", "--strategies", "automaton:C/0/1_D/0/1,lookup:table=CDCD,first=D,hawk"},
                             {"spirals", "--strategies", "tft,hawk", "--baseline", "automaton:C/0/1/0/1_D/0/1"},
                             {"sweep", "--strategies", "automaton:peace.automaton,tft", "--over", "rounds=20,30"}}) {
    const Outcome outcome = detente(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
  }
  // Read and written again, it is the same but for its name.
  const auto states = [](const std::string& file) { return file.substr(file.find("\n0: ")); };
  EXPECT_EQ(states(detente({"show", "automaton:peace.automaton", "--automaton"}).out),
            states(contents(folder_ / "peace.automaton")));
}

}  // namespace
