// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>

#include "support/command.hpp"

/// `detente play`, from a pipe.
namespace {

using namespace command;

class Play : public Cli {
 protected:
  /// Plays what is typed; it is read from a file, so that it may hold anything.
  Outcome play(const std::string& keys, const std::string& words) const {
    write(folder_ / "keys", keys);
    return shell("$D play " + words + " < keys");
  }
  Json played(const std::string& keys, const std::string& words) const {
    const Outcome outcome = play(keys, words + " --format json");
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return Json::parse(outcome.out, nullptr, false);
  }
};

/// What a person types who does as a seat did.
std::string keys_of(const Json& match) {
  const std::string moves = match["row_meant"], signals = match["row_signals"], open = match["row_open"];
  std::string keys;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    if (open[i] == 'o') keys += 'o';
    if (signals[i] != '-') keys += signals[i];
    keys += moves[i];
  }
  return keys;
}

/// The lines of a text from one that begins so, without a name and the blanks after it.
std::string strips(const std::string& text, const std::string& name) {
  std::string part = text.substr(text.find("Repetition "));
  part = part.substr(0, part.find("\nScore of this match"));
  const std::size_t at = part.find('\n' + name) + 1;
  return part.replace(at, name.size(), std::string(name.size(), '_'));
}

/// Moves, misperceptions, signals and openness that follow from what a strategy did are those of its match.
TEST_F(Play, gives_the_rounds_that_a_strategy_gets_who_decides_alike) {
  for (const auto& [row, column, options] : std::vector<std::array<std::string, 3>>{
           {"tit-for-tat", "grit", "--rounds 60"},
           {"tit-for-tat", "grit", "--rounds 300 --misperception 0.1/0.05 --tremble 0.05 --seed 7"},
           {"tit-for-tat", "generous-tit-for-tat", "--rounds 300 --misperception 0.1 --repetition 3"},
           {"tit-for-tat", "random", "--rounds 50 --monitoring public --misperception 0.2 --tremble 0.1"},
           {"grim", "grit", "--continuation 0.97 --misperception 0.05 --seed 11 --start crisis:3"},
           {"tit-for-tat", "hawk@greedy", "--rounds 40 --known-length yes --tremble-of hawk@greedy=0.3"},
           {"tit-for-tat", "grit", "--rounds 40 --misperception 1-10:0.5,11-30:0,31-:0.1 --game chicken"},
           {"empathic", "offensive-realist", "--rounds 200 --misperception 0.1 --signal-noise 0.3 --tremble 0.1"},
           {"grit:open=1,announce=0", "grit:open=1", "--rounds 200 --misperception 0.2 --signal-noise 0.1"},
           {"matcher", "grit-graded", "--rounds 100 --game arms-race:levels=16 --misperception 0.2 --tremble 0.1"},
           {"matcher", "grit", "--rounds 100 --game arms-race:levels=5,signal-cost=0.5,open-cost=1 --tremble 0.3"}}) {
    SCOPED_TRACE(row + " " + column + " " + options);
    const Outcome match = shell("$D match '" + row + "' '" + column + "' --trace --format json " + options);
    ASSERT_EQ(match.status, 0) << match.err;
    const Json right = Json::parse(match.out);
    const std::string keys = keys_of(right);
    const std::string other = "'" + column + "' " + options;
    const Json mine = played(keys, other);
    for (const char* const seat : {"row", "column"})
      for (const char* const part : {"moves", "meant", "seen", "signals", "heard", "open"}) {
        const std::string key = std::string(seat) + "_" + part;
        EXPECT_EQ(mine[key], right[key]) << key;
      }
    EXPECT_EQ(mine["row_moves"].get<std::string>().size(), right["row_moves"].get<std::string>().size());
    EXPECT_EQ(mine["repetition"], right["repetition"]);
    EXPECT_EQ(mine["peeked"], false);
    const std::string pair = "'" + row + "' " + other;
    EXPECT_EQ(play(keys, other + " --format csv").out, shell("$D match --trace --format csv " + pair).out);
    // Both names take as much room as the least that there is.
    const std::string table = replaced(strips(shell("$D match --trace " + pair).out, "grim"), "____", "___ ");
    EXPECT_TRUE(row != "grim" || strips(play(keys, other).out, "you") == table) << table;
  }
}

TEST_F(Play, pays_what_the_match_pays) {
  const std::string options =
      "--repetitions 1 --game prisoners-dilemma:signal-cost=0.25,open-cost=0.5 --tremble 0.1 "
      "--misperception 1-20:0.3,21-50:0 --rounds 50 --motive-of grit:open=1=T=4,R=3,P=1,S=-1 "
      "--engine objects --trace --format json";
  const Outcome match = shell("$D match empathic grit:open=1 " + options);
  ASSERT_EQ(match.status, 0) << match.err;
  const Json right = Json::parse(match.out);
  const std::string own =
      replaced(replaced(options, "--repetitions 1 ", ""), "--engine objects --trace --format json", "");
  const Json mine = played(keys_of(right), "grit:open=1 " + own);
  for (const std::size_t seat : {0U, 1U}) EXPECT_NEAR(mine["score"][seat], right["score"][seat], 1e-12);
  EXPECT_NE(right["score"][0], right["score"][1]);
}

TEST_F(Play, reads_letters_of_any_size_and_no_blanks) {
  const Json plain = played("CCDC", "grit");
  EXPECT_EQ(plain["row_meant"], "CCDC");
  EXPECT_EQ(plain["format"], "detente-play-1");
  EXPECT_EQ(plain["column"], "grit");
  EXPECT_EQ(played("c c\n\td\r\nC\n\n", "grit")["row_meant"], "CCDC");
  EXPECT_EQ(played("ccqdd", "grit")["row_meant"], "CC") << "q ends the match";
  EXPECT_EQ(played("ccd!this is never read", "grit --rounds 3")["row_meant"], "CCD");
  EXPECT_EQ(played("", "grit")["row_meant"], "");
  EXPECT_TRUE(played("", "grit")["column_moves"] == "");
  EXPECT_NE(play("", "grit").out.find("\nNo round was played.\n"), std::string::npos);
  EXPECT_EQ(played("ooc", "grit")["row_open"], "-") << "twice is not at all";
}

TEST_F(Play, shows_a_round_as_its_seat_sees_it) {
  const std::string out =
      play("cd", "dove --rounds 2 --misperception 1/0 --tremble-of you=1/0 --game prisoners-dilemma").out;
  EXPECT_NE(out.find("\n    1  C      D    D           1  execution error\n"
                     "    2  D      D    D           1\n"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find("Score of this match, mean payoff per round by the payoffs of each: you 5.000,\ndove 0.000."),
            std::string::npos)
      << out;
  const std::string grit = play("d d nc oc tc", "grit:open=1 --misperception 0.01 --rounds 5 --seed 3").out;
  EXPECT_NE(grit.find("    2  D      D    D           1\n"
                      "       you say nothing; you hear a reassurance (at most C for 3 rounds)\n"
                      "    3  C      C    C           3  the other was open: verified\n"
                      "       in round 4 you are open: the other sees what you do\n"
                      "    4  C      C    C           3  the other was open: verified; you were open\n"
                      "       you say a threat (answers what is above C); you hear nothing\n"),
            std::string::npos)
      << grit;
  EXPECT_NE(
      play("d d c", "grit").out.find("    3  C      C    C           3  you heard a reassurance (at most C for 3"),
      std::string::npos);
}

TEST_F(Play, tells_that_somebody_looked_at_the_truth) {
  const std::string options = "dove --misperception 1/0 --rounds 3";
  EXPECT_EQ(played("ccuc", options)["peeked"], true);
  const std::string out = play("ccuc", options).out;
  const std::size_t peek = out.find("\nround    1\nyou      CC\n");
  EXPECT_NE(peek, std::string::npos) << out;
  EXPECT_LT(peek, out.find("\n    3  C"));
  EXPECT_TRUE(out.ends_with("\nYou looked at what truly happened during the match.\n")) << out;
  EXPECT_EQ(play("ccc", options).out.find("You looked"), std::string::npos);
}

TEST_F(Play, refuses_what_is_no_key_and_says_where) {
  const auto refusal = [&](const std::string& keys, const std::string& words) {
    const Outcome outcome = play(keys, words);
    EXPECT_EQ(outcome.status, 2);
    return outcome.err;
  };
  EXPECT_EQ(refusal("cc\nx", "grit"),
            "detente: standard input, character 4: 'x' is not a key; the keys are c, d, o, r, t, n, u and q\n");
  EXPECT_EQ(refusal("c\x01", "grit"),
            "detente: standard input, character 2: this is not a key; the keys are c, d, o, r, t, n, u and q\n");
  EXPECT_EQ(refusal("0", "grit"),
            "detente: standard input, character 1: '0' is not a key; the keys are c, d, o, r, t, n, u and q\n");
  EXPECT_EQ(refusal("05c", "grit --game arms-race:levels=5"),
            "detente: standard input, character 2: '5' is not a key; the keys are 0…4, o, r, t, n, u and q\n");
  EXPECT_EQ(refusal("rn", "grit"),
            "detente: standard input, character 2: one signal is sent in a round, and round 1 has one\n");
}

TEST_F(Play, plays_levels_by_the_digits_of_traces) {
  EXPECT_EQ(played("0cdFA9", "matcher --game arms-race:levels=16")["row_meant"], "0cdfa9");
  EXPECT_EQ(played("021", "matcher --game offence-defence")["row_meant"], "021");
}

TEST_F(Play, asks_who_it_was) {
  const std::string options = "--mystery --field classic --seed 4 --rounds 30 ";
  const std::string keys = "ccdccddcccdccddccdcdcddd";
  const Json silent = played(keys, options)["mystery"];
  EXPECT_EQ(silent["guess"], nullptr);
  EXPECT_EQ(silent["is_right"], nullptr);
  EXPECT_EQ(silent["field"], "classic");
  const std::string name = played(keys, options)["column"];
  const Json right = played(keys + "\n" + name + "\n", options);
  EXPECT_EQ(right["mystery"]["guess"], name);
  EXPECT_EQ(right["mystery"]["is_right"], true);
  EXPECT_EQ(right["row_meant"].get<std::string>().size(), keys.size());
  EXPECT_EQ(right["design"]["strategies"], (Words{"you", name}));
  const Json wrong = played("\n\n" + keys + "\n\n  always-nothing:x=1\n", options + "|| true");
  EXPECT_TRUE(wrong.is_discarded()) << "a name that no strategy has";
  const Json by_alias = played(keys + "\ntft", options);
  EXPECT_EQ(by_alias["mystery"]["guess"], "tit-for-tat");
  EXPECT_EQ(by_alias["mystery"]["is_right"], name == "tit-for-tat");
  const std::string out = play(keys + "\n" + name, options).out;
  EXPECT_NE(out.find("\nRight: it was " + name + ".\n"), std::string::npos) << out;
  EXPECT_LT(out.find("You play against one of the"), out.find("\nround  meant"));
  EXPECT_EQ(out.substr(out.find("\nround  meant"), out.find("Right:") - out.find("\nround  meant")).find(name),
            std::string::npos)
      << "the name is hidden as long as the match lasts";
}

TEST_F(Play, ends_a_mystery_by_rounds_or_by_the_first_line) {
  const std::string options = "--mystery --seed 2 --rounds 3";
  for (const char* const keys : {"ccc\ngrit\n", "ccccc?x\ngrit", "\n\nccc\n\ngrit\nmore"}) {
    const Json match = played(keys, options);
    EXPECT_EQ(match["row_meant"], "CCC") << keys;
    EXPECT_EQ(match["mystery"]["guess"], "grit") << keys;
  }
  EXPECT_EQ(played("cc\ngrit", options)["row_meant"], "CC");
}

TEST_F(Play, tells_who_would_have_played_so) {
  std::set<std::string> drawn;
  for (int seed = 1; seed <= 12; ++seed) {
    const Json match = played("ccdccddcccdccddccdcdcddd", "--mystery --seed " + std::to_string(seed));
    const std::string name = match["column"];
    drawn.insert(name);
    double sum = 0;
    bool is_there = false;
    for (const Json& one : match["mystery"]["explanations"]) {
      sum += one["probability"].get<double>();
      if (one["strategy"] != name) continue;
      is_there = true;
      // Nothing is misread and few throw dice: who played cannot be ruled out, and mostly is certain.
      ASSERT_TRUE(one["log_likelihood"].is_number()) << name;
      const bool throws_dice = name == "generous-tit-for-tat";
      EXPECT_TRUE(throws_dice || one["log_likelihood"] == 0) << name;
    }
    EXPECT_TRUE(is_there);
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_EQ(match["mystery"]["explanations"].size(), 16U);
  }
  EXPECT_GE(drawn.size(), 5U);
  const std::string out = play("dccc", "--mystery --seed 1").out;
  EXPECT_NE(out.find("Would have played exactly what you saw, in every round: "), std::string::npos) << out;
  const std::string noisy = play("dccc", "--mystery --seed 1 --misperception 0.1").out;
  EXPECT_NE(noisy.find("Most probable after what you saw"), std::string::npos) << noisy;
}

TEST_F(Play, draws_a_seed_that_it_tells) {
  const Json first = played("ccdcd", "--mystery --misperception 0.2 --field noise");
  const Json again = Json::parse(
      shell("printf ccdcd | " + replaced(first["command"], "detente ", "$D ") + " --format json").out, nullptr, false);
  EXPECT_EQ(again, first);
  std::set<Json> seeds;
  for (int i = 0; i < 4; ++i) seeds.insert(played("c", "--mystery")["design"]["seed"]);
  EXPECT_GE(seeds.size(), 2U);  // fails by chance once in 10^18
}

TEST_F(Play, plays_against_a_module) {
  const std::string module = std::string("--module ") + DETENTE_MODULE_DIR + "/tit_for_tat.so";
  const Outcome outcome = play("cdcc", "tit-for-tat " + module + " --format json");
  // The module's name is taken by the library: a module that can be loaded must have another one.
  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.err.find("needs another name"), std::string::npos) << outcome.err;
}

TEST_F(Play, refuses_wrong_usage_in_one_sentence) {
  for (const auto& [words, sentence] : std::vector<std::array<std::string, 2>>{
           {"", "'detente play' needs a strategy; usage: detente play STRATEGY, or detente play --mystery"},
           {"grit --mystery", "--mystery draws the strategy from --field; leave 'grit' out"},
           {"grit --field classic", "--field names the strategies that --mystery draws from; give --mystery too"},
           {"tft,grit", "'detente play' takes one strategy, not 2: tft,grit"},
           {"you", "no strategy is named 'you'; 'detente list' shows them all"},
           {"grit --rounds infinite",
            "a match by hand has a last round, so that infinite rounds cannot be played; give a number of rounds, and "
            "end the match with q"},
           {"grit --repetition -1", "--repetition takes a whole number from 0 to 999999999, not '-1'"},
           {"grit --tremble 1e-12", ""},
           {"grit --engine exact", ""},
           {"grit --discount 0.9", ""},
           {"grit --repetitions 5", ""}}) {
    SCOPED_TRACE(words);
    const Outcome outcome = play("ccc", words);
    expect_refused(outcome);
    EXPECT_TRUE(sentence.empty() || outcome.err == "detente: " + sentence + '\n') << outcome.err;
  }
}

}  // namespace
