// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <pty.h>
#include <map>

#include <array>
#include <chrono>
#include <csignal>
#include <regex>
#include <thread>

#include "support/command.hpp"

namespace {

using namespace command;

/// Compares with a file of test/golden/cli; DETENTE_ACCEPT=1 rewrites it.
void expect_golden(const std::string& name, const std::string& text) {
  const fs::path path = fs::path(DETENTE_TEST_DIR) / "golden" / "cli" / name;
  if (std::getenv("DETENTE_ACCEPT") != nullptr) write(path, text);
  EXPECT_EQ(contents(path), text) << "DETENTE_ACCEPT=1 rewrites " << path;
}

void expect_eighty_columns(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }), 80) << line;
}

const Words kSmall = {"--strategies", "tft,hawk,dove,gtft:generosity=0.3", "--repetitions", "100", "--rounds", "50"};

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
  EXPECT_GE(count, 80);
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
  for (const char* const command :
       {"run", "match", "play", "spirals", "sweep", "list", "show", "report", "new", "check"}) {
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
  EXPECT_TRUE(std::regex_match(detente({"--version"}).out,
                               std::regex("detente 0\\.1\\.0( \\(commit [0-9a-f]{12}(-modified)?\\))?\n")));
}

TEST_F(Cli, TournamentHasTheKeysOfTheContract) {
  const Json results = json(with({"run", "--game", "prisoners-dilemma"}, kSmall));
  EXPECT_EQ(results["format"], "detente-tournament-1");
  const Json& design = results["design"];
  EXPECT_EQ(design["payoffs"], Json::parse("[[3,0],[5,1]]"));
  EXPECT_EQ(design["misperception"], Json::parse("[0.05,0.01]"));
  EXPECT_EQ(design["continuation"], nullptr);
  EXPECT_EQ(design["strategies"], words_of("tit-for-tat hawk dove generous-tit-for-tat:generosity=0.3"));
  EXPECT_EQ(design["parameters"]["generous-tit-for-tat:generosity=0.3"]["generosity"], 0.3);
  EXPECT_EQ(design["rounds"], 50);
  EXPECT_EQ(design["discount"], nullptr);
  EXPECT_EQ(design["monitoring"], "private");
  EXPECT_EQ(design["exact_limit"], 4096);
  EXPECT_EQ(design["peace_level"], 0);
  EXPECT_EQ(design["calm"], 2);
  EXPECT_EQ(design["spiral"], 4);
  EXPECT_EQ(design["lock_in"], 50);
  for (const std::string& key : words_of("game levels repetitions tremble signal_noise start engine seed"))
    EXPECT_TRUE(design.contains(key)) << key;
  for (const char* const key : {"threads", "output", "modules", "motives"}) EXPECT_FALSE(design.contains(key)) << key;
  EXPECT_FALSE(results.contains("check"));
  const Json sampled = json(with({"run", "--game", "prisoners-dilemma", "--engine", "objects"}, kSmall));
  ASSERT_EQ(results["pairs"].size(), 10U);
  ASSERT_EQ(sampled["pairs"].size(), 10U);
  for (const Json& pair : results["pairs"]) {
    EXPECT_EQ(pair["engine"], "exact");
    EXPECT_EQ(pair["repetitions"], 0);
    EXPECT_EQ(pair["score_error"], Json::parse("[0.0,0.0]"));
    EXPECT_GE(pair["joint_memories"], 1);
    EXPECT_TRUE(pair["score_covariance"].is_number());
  }
  for (const Json& pair : sampled["pairs"]) {
    EXPECT_EQ(pair["engine"], "objects");
    EXPECT_EQ(pair["repetitions"], 100);
    EXPECT_EQ(pair["joint_memories"], nullptr);
    EXPECT_TRUE(pair["score_covariance"].is_number());
  }
  for (const Json& document : {results, sampled})
    for (const Json& pair : document["pairs"]) {
      EXPECT_FALSE(pair.contains("check"));
      for (const std::string& key :
           words_of("rupture_rate episode_length spiral_share lock_in_share cost cost_by_seat survival kind"))
        EXPECT_TRUE(pair["spirals"].contains(key)) << key;
      double sum = 0;
      for (const Json& row : pair["joint"])
        for (const double share : row) sum += share;
      EXPECT_NEAR(sum, 1, 1e-9);
    }
  const Json once =
      json({"run", "--strategies", "tft,hawk@greedy", "--repetitions", "1", "--rounds", "5", "--engine", "objects"});
  EXPECT_EQ(once["standings"][0]["score_error"], nullptr);
  EXPECT_EQ(once["standings"][0]["rank_interval"], nullptr);
  EXPECT_EQ(once["pairs"][0]["score_covariance"], nullptr);
  EXPECT_TRUE(once["design"]["motives"].contains("hawk@greedy"));
}

/// One design for each way to play: exact, sampled, some of each, both; fixed, random, discounted, endless.
const std::vector<Words> kDesigns = {
    words_of("--strategies tft,grim,hawk --rounds 50 --tremble 0.02"),
    words_of("--strategies tft,grim,hawk --rounds 50 --tremble 0.02 --repetitions 100 --engine objects"),
    words_of("--strategies tft,gradual,hawk --misperception 0.05 --repetitions 100"),
    words_of("--strategies tft,gradual,hawk --misperception 0.05 --repetitions 100 --engine check"),
    words_of("--strategies ctft,grit,hawk@greedy --monitoring public --rounds infinite --exact-limit 300"),
    words_of("--strategies gtft,grit,opportunist --discount 0.95 --signal-noise 0.1 --rounds 60 --engine exact"),
    words_of("--strategies gtft,grit --discount 0 --continuation 0.9 --start crisis:3")};

TEST_F(Cli, ThreadsChangeNoByte) {
  for (const Words& design : kDesigns)
    for (const char* const format : {"json", "table"}) {
      const Words words = with({"run", "--format", format}, design);
      const Outcome one = detente(with(words, {"--threads", "1"}));
      EXPECT_EQ(one.status, 0) << one.err;
      EXPECT_EQ(detente(with(words, {"--threads", "2"})).out, one.out);
    }
  const Words sampled = with({"run", "--format", "csv", "--engine", "objects"}, kSmall);
  EXPECT_NE(detente(with(sampled, {"--seed", "2"})).out, detente(sampled).out);
}

TEST_F(Cli, ADesignIsReplayedToTheSameBytes) {
  for (const Words& design : kDesigns) {
    const Outcome first = detente(with({"run", "--output", "first", "--format", "json"}, design));
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(detente({"run", "--config", "first/design.ini", "--output", "again", "--format", "json"}).out, first.out);
    for (const char* const file : {"results.json", "standings.csv", "pairs.csv", "design.ini", "report.html"})
      EXPECT_EQ(contents(folder_ / "first" / file), contents(folder_ / "again" / file)) << file;
  }
}

TEST_F(Cli, AMatchWithoutEndIsExact) {
  const Words words = words_of("match tft tft --game prisoners-dilemma --tremble 0.01 --rounds infinite");
  const Json match = json(words);
  EXPECT_EQ(match["design"]["rounds"], "infinite");
  EXPECT_NEAR(match["score"][0].get<double>(), 2.25, 1e-12);  // all four outcomes come equally often
  EXPECT_NEAR(match["score_sd"][0].get<double>(), 0, 1e-9);
  EXPECT_EQ(match["joint_memories"], 4);
  const std::string table = detente(words).out;
  for (const char* const line : {"Match: rounds infinite, start peace\n", "Engine: exact, 4 joint memories\n",
                                 "row     tit-for-tat    2.250      0.000        50.0%\n"})
    EXPECT_NE(table.find(line), std::string::npos) << line << table;
  write(folder_ / "plan.ini", "rounds = infinite\ndiscount = 9/10\nmonitoring = public\nexact-limit = 9\n");
  const Json design = json({"match", "tft", "ctft", "--config", "plan.ini"})["design"];
  EXPECT_EQ(design["rounds"], "infinite");
  EXPECT_EQ(design["discount"], 0.9);
  EXPECT_EQ(design["monitoring"], "public");
  EXPECT_EQ(design["exact_limit"], 9);
  EXPECT_EQ(json({"match", "tft", "ctft", "--config", "plan.ini", "--continuation", "0.5"})["design"]["rounds"],
            nullptr);
  EXPECT_EQ(json({"match", "tft", "ctft", "--config", "plan.ini", "--rounds", "7"})["design"]["rounds"], 7);
}

TEST_F(Cli, TablesTellWhatIsExact) {
  const auto table = [&](const std::string& words) { return detente(words_of(words)).out; };
  const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != text.npos; };
  const std::string exact = table("run --strategies tft,grim,hawk --discount 0.9 --monitoring public --rounds 30");
  EXPECT_TRUE(has(exact, "misperception 0.05 up / 0.01 down, 30\nrounds, discount 0.9, public monitoring\n")) << exact;
  EXPECT_TRUE(has(exact, "Exact: all 6 pairs, so scores have no sampling error\n")) << exact;
  const std::string& standings = exact;
  for (const char* const part : {"±", "95%", "seed", "repetition"}) EXPECT_FALSE(has(standings, part)) << exact;
  const std::string sampled = table("run --strategies tft,grim,hawk --engine objects --repetitions 50 --seed 7");
  EXPECT_TRUE(has(sampled, "Sampled (objects): all 6 pairs, 50 repetitions, seed 7\n")) << sampled;
  for (const char* const part : {"±", "95%"}) EXPECT_TRUE(has(sampled, part)) << sampled;
  const std::string mixed = table("run --strategies tft,gradual,hawk,dove --repetitions 50");
  EXPECT_TRUE(has(mixed, "Exact: 6 of 10 pairs; 4 sampled (objects) with 50 repetitions, seed 1: those of\ngradual\n"))
      << mixed;
  // Only hawk meets nobody with whom it has more than three joint memories.
  const std::string partly = table("run --strategies tft,grim,hawk --exact-limit 3 --repetitions 50");
  EXPECT_TRUE(has(partly,
                  "Exact: 3 of 6 pairs; 3 sampled (tables) with 50 repetitions, seed 1: tit-for-tat\n"
                  "– tit-for-tat, tit-for-tat – grim, grim – grim\n"))
      << partly;
  EXPECT_TRUE(has(partly, " hawk         1.012          0.0%")) << partly;
  const std::string match = table("match tft gradual --misperception 0.05 --repetitions 50");
  EXPECT_TRUE(has(match, "Engine: objects, 50 repetitions, seed 1 (more than 4096 joint memories)\n")) << match;
  EXPECT_TRUE(has(
      match, "\nStd. dev.: standard deviation of the score per round of one match; correlation\nof the two scores 0."))
      << match;
  for (const std::string& text : {exact, sampled, mixed, partly, match}) expect_eighty_columns(text);
}

TEST_F(Cli, PairsKeepTheirColumns) {
  const std::string known =
      "row,column,engine,repetitions,row_score,column_score,row_score_error,column_score_error,row_score_sd,"
      "column_score_sd,row_cooperation,column_cooperation,joint_CC,joint_CD,joint_DC,joint_DD,score_covariance,"
      "joint_memories";
  const std::string episodes =
      ",rupture_rate,episode_length,hostile_share,spiral_share,lock_in_share,row_cost,column_cost,row_reaction,"
      "column_reaction";
  const Words words = words_of("match tft gradual --misperception 0.05 --repetitions 50 --format csv");
  for (const char* const engine : {"auto", "check"}) {
    const std::string csv = detente(with(words, {"--engine", engine})).out;
    EXPECT_TRUE(csv.starts_with(known)) << csv;
    const std::size_t end = csv.find('\n');
    EXPECT_TRUE(csv.substr(0, end).ends_with(episodes)) << csv;
    EXPECT_EQ(std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(end), ','),
              std::count(csv.begin(), csv.end(), ',') / 2);
  }
  EXPECT_TRUE(detente(words_of("match tft hawk --engine check --repetitions 50 --format csv"))
                  .out.find(",2,0.99875,1.00875,0,,0,") !=
              std::string::npos);  // no difference, so that no bound is needed
}

TEST_F(Cli, SpiralsHaveTheKeysOfTheContract) {
  const Words words = words_of(
      "spirals --strategies tft,gtft,grit,hawk,opportunist@greedy --game prisoners-dilemma --misperception 0.05 "
      "--crisis-rounds 3-5 --horizon 50");
  const Json results = json(words);
  EXPECT_EQ(results["format"], "detente-spirals-1");
  const Json& design = results["design"];
  EXPECT_EQ(design["crisis_rounds"], Json::parse("[3,5]"));
  EXPECT_EQ(design["horizon"], 50);
  EXPECT_EQ(design["durable"], 10);
  EXPECT_EQ(design["burst"], 10);
  EXPECT_EQ(design["baseline"], "tit-for-tat");
  EXPECT_EQ(design["seekers"], words_of("tit-for-tat generous-tit-for-tat grit hawk"));
  for (const std::string& key : words_of("spiral calm lock_in peace_level aggressors clones"))
    EXPECT_TRUE(design.contains(key)) << key;
  ASSERT_EQ(results["strategies"].size(), 5U);
  const std::map<std::string, int> kClasses{{"ends", 0},  {"mixed", 1},      {"like", 2},
                                            {"worse", 3}, {"restrained", 4}, {"hostile", 5}};
  double before = 0;
  for (const Json& breaker : results["strategies"]) {
    for (const std::string& key : words_of(
             "ends ends_baseline gain better worse least least_with reached in_spirals keeps cost pays_up_to class "
             "front robust shown strategy lift lift_error lift_worst lift_up_only loss_to_worst worst_aggressor "
             "responder_gain "
             "victim_value held_to bound break_even reaction pareto escape crisis_lift conduct role margin"))
      EXPECT_TRUE(breaker.contains(key)) << key;
    const double place = breaker["role"] == "aggressor" ? 9 : kClasses.at(breaker["class"]);
    EXPECT_GE(place, before);
    before = place;
    if (breaker["strategy"] == "tit-for-tat") {
      EXPECT_EQ(breaker["lift"], 0);
      EXPECT_EQ(breaker["gain"], 0);
    }
  }
  EXPECT_EQ(results["escape"].size(), 15U);
  EXPECT_EQ(results["broke"].size(), 15U);
  ASSERT_EQ(results["crisis"].size(), 45U);
  for (const char* const test : {"escape", "crisis"})
    for (const Json& pair : results[test]) {
      for (const std::string& key : words_of("row column engine durable_peace durable_error median_rounds"))
        EXPECT_TRUE(pair.contains(key)) << key;
      for (const char* const key : {"loss", "sucker_rounds"}) EXPECT_EQ(pair[key].size(), 2U) << key;
    }
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(results["crisis"][i]["rounds"], 3 + i);
  for (const Json& impulse : results["impulse"])
    EXPECT_EQ(impulse["rounds_lost"].is_null(), impulse["recovery"] != 1.0) << impulse;
  for (const Json& broke : results["broke"]) {
    EXPECT_EQ(broke["counterfactual"].size(), 2U);
    if (broke["row"] == "tit-for-tat") {
      EXPECT_EQ(broke["counterfactual_share"][0], 0.0) << broke;
    }
  }
  for (const Json& world : results["robustness"])
    for (const std::string& key : words_of("offence misperception strategy lift loss_to_worst"))
      EXPECT_TRUE(world.contains(key)) << key;
  EXPECT_FALSE(results["verdict"].empty());
  const std::string csv = detente(with(words, {"--format", "csv"})).out;
  EXPECT_TRUE(csv.starts_with("strategy,motive,role,conduct,lift,lift_error,")) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 6);
}

TEST_F(Cli, SpiralsAreReplayedByTheirDesign) {
  const Words words = words_of(
      "spirals --strategies tft,gtft,grit,hawk --misperception 0.05/0 --rounds 60 --calm 3 --spiral 5 --lock-in 20 "
      "--baseline hawk --seekers grit,tft --aggressors opportunist --durable 8 --horizon 40 --crisis-rounds 4-6 "
      "--burst 7");
  const Outcome first = detente(with(words, {"--output", "a", "--format", "json"}));
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(files(), (std::set<std::string>{"a", "a/spirals.json", "a/breakers.csv", "a/design.ini", "a/report.html"}));
  EXPECT_EQ(contents(folder_ / "a/spirals.json"), first.out);
  const Words again = {"spirals", "--config", "a/design.ini"};
  EXPECT_EQ(detente(with(again, {"--format", "json", "--threads", "1"})).out, first.out);
  EXPECT_EQ(detente(with(again, {"--format", "csv", "--threads", "2"})).out, contents(folder_ / "a/breakers.csv"));
  const Outcome run = detente({"run", "--config", "a/design.ini", "--output", "b", "--format", "json"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(detente({"run", "--config", "b/design.ini", "--format", "json"}).out, run.out);
  EXPECT_EQ(Json::parse(run.out)["design"]["lock_in"], 20);
}

TEST_F(Cli, ARunEndsWithAVerdictOrWhyThereIsNone) {
  const Json answered = json({"run", "--strategies", "tft,grit,hawk@greedy"});
  EXPECT_EQ(answered["breakers"].size(), 3U);
  ASSERT_FALSE(answered["verdict"].empty());
  EXPECT_TRUE(
      answered["verdict"][0].get<std::string>().starts_with("grit ends 99.9% of the spirals that can be ended, "))
      << answered["verdict"];
  const Words greedy = {"run", "--strategies", "hawk@greedy,opportunist@greedy"};
  const Json refused = json(greedy);
  EXPECT_EQ(refused["breakers"], Json::array());
  ASSERT_EQ(refused["verdict"].size(), 1U);
  const std::string why = refused["verdict"][0];
  EXPECT_TRUE(why.starts_with("No verdict on spirals: ")) << why;
  const std::string table = detente(greedy).out;
  EXPECT_NE(table.find("\nNo verdict on spirals: "), std::string::npos) << table;
  expect_refused(detente(with(greedy, {"--horizon", "50"})));  // asked for in so many words
}

TEST_F(Cli, AMatchTellsOfItsEpisodes) {
  const auto table = [&](const std::string& words) { return detente(words_of(words)).out; };
  const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != text.npos; };
  const std::string echo = table("match tft tft --misperception 0.05 --rounds infinite");
  EXPECT_TRUE(has(echo,
                  "\nEpisodes of hostility: peace ruptures 2.20 times per 100 rounds; episodes last\n"
                  "34.2 rounds on average. "))
      << echo;
  EXPECT_TRUE(has(table("match tft tft"), "\nEpisodes of hostility: none.\n"));
  const std::string hawks = table("match hawk hawk --rounds 100");
  EXPECT_TRUE(has(hawks, "peace never ruptures, every match begins in hostility; no\nepisode ever ends.")) << hawks;
  const Json echoes = json(words_of("match tft tft --misperception 0.05 --rounds infinite"))["spirals"];
  EXPECT_NEAR(echoes["episode_length"].get<double>(), 34.20136, 1e-5);
  EXPECT_NEAR(echoes["kind"]["echo"].get<double>(), 0.5 / echoes["hostile_share"].get<double>(), 1e-9);
  EXPECT_NEAR(echoes["kind"]["feud"].get<double>(), 0.25 / echoes["hostile_share"].get<double>(), 1e-9);
  EXPECT_EQ(echoes["kind"]["aggression"], 0.0);
  const Json prey = json(words_of("match hawk@greedy dove --rounds 100"))["spirals"];
  EXPECT_EQ(prey["kind"], Json::parse(R"({"echo": 0.0, "feud": 0.0, "aggression": 1.0})"));
  EXPECT_EQ(prey["episode_length"], nullptr);
  EXPECT_EQ(prey["rupture_rate"], 0.0);
  EXPECT_EQ(prey["left_truncated"], 1.0);
  EXPECT_EQ(prey["survival"], Json::parse(R"({"4": 1.0, "10": 1.0, "50": 1.0})"));
  EXPECT_EQ(prey["reaction"], Json::parse("[null, null]"));
  EXPECT_EQ(json(words_of("match tft tft"))["spirals"]["kind"]["echo"], nullptr);
}

TEST_F(Cli, CheckPlaysBothWays) {
  const Words words = words_of("run --strategies tft,gradual,grim --engine check --repetitions 200");
  const Json results = json(words);
  for (const char* const key : {"row", "column", "standard_errors", "bound"})
    EXPECT_TRUE(results["check"].contains(key)) << key;
  double worst = 0;
  for (const Json& pair : results["pairs"]) {
    ASSERT_TRUE(pair.contains("check"));
    EXPECT_EQ(pair["check"].is_null(), pair["engine"] == "objects");
    if (pair["engine"] == "objects") continue;
    EXPECT_NEAR(pair["check"]["score"][0].get<double>(), pair["score"][0].get<double>(), 0.1);
    worst = std::max(worst, pair["check"]["standard_errors"].get<double>() / pair["check"]["bound"].get<double>());
  }
  EXPECT_EQ(results["check"]["standard_errors"].get<double>() / results["check"]["bound"].get<double>(), worst);
  EXPECT_NE(detente(words).out.find("\n\nCheck: 3 pairs solved exactly and sampled with 200 repetitions, seed 1; the\n"
                                    "largest difference is "),
            std::string::npos)
      << detente(words).out;
  EXPECT_EQ(json(words_of("run --strategies gradual --engine check --repetitions 9"))["check"], nullptr);
  const Json match = json(words_of("match hawk dove --engine check --repetitions 9"));
  EXPECT_EQ(match["check"], Json::parse(R"({"score": [2.75, 0.75], "standard_errors": 0.0, "bound": null})"));
}

// Its comparison leaves out the counter that it acts on, so that its automaton is another strategy.
TEST_F(Cli, CheckFailsWhereTheEnginesDisagree) {
  const std::string build = detente({"new", "liar"}).out;
  const std::string order = "auto operator<=>(const Liar&) const = default;";
  const std::string text = contents(folder_ / "liar.cpp");
  ASSERT_NE(text.find(order), std::string::npos);
  write(folder_ / "liar.cpp",
        replaced(replaced(text, order,
                          "int rounds = 0;\n"
                          "  bool operator==(const Liar& other) const { return next == other.next; }\n"
                          "  auto operator<=>(const Liar& other) const { return next <=> other.next; }"),
                 "next = round.theirs", "next = ++rounds > 20 ? D : round.theirs"));
  std::istringstream lines(build);
  std::string line;
  for (int i = 0; i < 4; ++i) std::getline(lines, line);
  ASSERT_EQ(shell(line).status, 0);
  const Words words = words_of("--module liar.so --engine check --repetitions 100 --output results --format json");
  for (const char* const pair : {"run --strategies liar,dove --misperception 0.05", "match liar dove"}) {
    SCOPED_TRACE(pair);
    const Outcome outcome = detente(with(words_of(pair), words));
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(contents(folder_ / "results/results.json"), outcome.out);
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_TRUE(outcome.err.starts_with("detente: exact and sampled scores of ")) << outcome.err;
    const Json check = Json::parse(outcome.out)["check"];
    EXPECT_TRUE(check["standard_errors"].is_null() || check["standard_errors"] > check["bound"]) << check;
  }
}

TEST_F(Cli, TablesFitEightyColumns) {
  for (const Words& words :
       {Words{"run"}, words_of("spirals --strategies tft,grit,hawk@greedy --game arms-race:levels=6"),
        words_of("run --strategies tft,grit,hawk@greedy --rounds infinite --discount 0.9 --monitoring public"),
        Words{"match", "grit", "hawk", "--trace"},
        words_of("match grit hawk --engine check --misperception 0.05 --repetitions 50")}) {
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
  const pid_t child =
      start({DETENTE_EXECUTABLE, "run", "--engine", "objects", "--repetitions", "100000000"}, "", shown);
  close(shown);
  std::string seen;
  std::array<char, 512> part{};
  bool is_asked = false;
  for (ssize_t count = 0; (count = read(terminal, part.data(), part.size())) > 0;) {
    seen.append(part.data(), static_cast<std::size_t>(count));
    if (!is_asked && seen.find("left") != std::string::npos) is_asked = kill(child, SIGINT) == 0;
  }
  EXPECT_EQ(finish(child).status, 130);
  EXPECT_NE(seen.find('%'), std::string::npos) << seen;
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
  EXPECT_EQ(json(with(base, {"--field", "security"}))["design"]["strategies"].size(), 16U);
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
  const std::set<std::string> written = {"keep.txt",
                                         "a",
                                         "a/b",
                                         "a/b/results.json",
                                         "a/b/standings.csv",
                                         "a/b/pairs.csv",
                                         "a/b/breakers.csv",
                                         "a/b/design.ini",
                                         "a/b/report.html"};
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
  const Json discounted = json(words_of("match tft stft --rounds 6 --discount 0.5 --trace"));
  EXPECT_EQ(discounted["row_moves"], "CDCDCD");
  const Words noisy = {"match", "grit", "hawk", "--rounds", "60", "--tremble", "0.1", "--trace", "--repetition", "3"};
  const Outcome table = detente(with(noisy, {"--signal-noise", "0.2"}));
  for (const char* const words : {"Repetition 3, 60 rounds", "! execution error", "r reassures", "says", "hears"})
    EXPECT_NE(table.out.find(words), std::string::npos) << words << '\n' << table.out;
  const Outcome graded = detente(words_of("match dove hawk --game arms-race:levels=16 --rounds 12 --trace"));
  for (const char* const words : {"0000000000 00", "ffffffffff ff"})
    EXPECT_NE(graded.out.find(words), std::string::npos) << graded.out;
}

TEST_F(Cli, AMatchIsReplayedByItsDesign) {
  const Words words = words_of("match tft gradual --misperception 0.05 --repetitions 80 --rounds 60");
  const std::set<std::string> written = {"a", "a/results.json", "a/pairs.csv", "a/design.ini", "a/report.html"};
  for (const Words& more : {Words{}, words_of("--trace --repetition 3"), words_of("--engine check --monitoring public"),
                            words_of("--exact-limit 100000 --discount 0.99")}) {
    const Outcome first = detente(with(with(words, more), {"--output", "a", "--format", "json"}));
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_EQ(files(), written);
    EXPECT_EQ(contents(folder_ / "a/results.json"), first.out);
    EXPECT_EQ(detente({"match", "--config", "a/design.ini", "--format", "json"}).out, first.out);
    const Outcome pairs = detente({"match", "--config", "a/design.ini", "--format", "csv"});
    EXPECT_EQ(pairs.out == contents(folder_ / "a/pairs.csv"),
              !json({"match", "--config", "a/design.ini"}).contains("row_moves"));
  }
  EXPECT_EQ(detente(words_of("match gradual hawk --misperception 0.05 --rounds infinite --output b/c")).status, 2);
  EXPECT_EQ(files(), written);
}

TEST_F(Cli, ListsAndShows) {
  const Json first = json({"list"})["strategies"][0];
  for (const std::string& key : words_of("name aliases about source parameters graded origin"))
    EXPECT_TRUE(first.contains(key)) << key;
  EXPECT_FALSE(json({"list", "games"})["games"].empty());
  EXPECT_EQ(json({"list", "fields"})["fields"][0]["name"], "axelrod-1980");
  EXPECT_EQ(json({"list", "fields"})["fields"][0]["strategies"].size(), 15U);
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
  const std::string sampled = "run --engine objects --repetitions 100000000 --output results";
  const std::string exact = "run --field all --exact-limit 1000000 --output results";
  const std::string spirals = "spirals" + sampled.substr(3);
  for (const auto& [words, signal] :
       {std::pair(sampled, SIGINT), {sampled, SIGTERM}, {exact, SIGINT}, {spirals, SIGINT}}) {
    const pid_t child = start(with({DETENTE_EXECUTABLE}, words_of(words)));
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
