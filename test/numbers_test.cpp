// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <regex>

#include "support/command.hpp"

/// How numbers are written: with a true minus for people, with a hyphen for programs, and without the noise of their
/// binary digits.
namespace {

using namespace command;

using Figures = Cli;

const Words kNegative = words_of("--game T=1,R=-1,P=-2,S=-3 --rounds 5");

TEST_F(Figures, have_no_noise_in_sentences) {
  const Outcome run = detente(words_of("run --strategies tft,hawk@greedy --game security-dilemma:offence=0.7"));
  EXPECT_NE(run.out.find("With the motive greedy (T 5 R 3 P 1 S 0.3):"), std::string::npos) << run.out;
  const Outcome refused =
      detente(words_of("run --game offence-defence:distinguishability=0.7 --field graded --misperception 0.9"));
  expect_refused(refused);
  EXPECT_NE(refused.err.find("misperception towards hostility and towards restraint are 0.15 and 0.9;"),
            std::string::npos)
      << refused.err;
  EXPECT_NE(detente(words_of("show tft --game security-dilemma:offence=0.7,greed=0.1")).out.find("greedy: T 5"),
            std::string::npos);
}

TEST_F(Figures, have_a_true_minus_for_people_alone) {
  const std::regex hyphen("(^|[ (])-[0-9]");
  for (const Words& words :
       {words_of("run --strategies tft,hawk,random --repetitions 20"), words_of("match tft random --repetitions 20"),
        words_of("spirals --strategies tft,hawk"), words_of("sweep --strategies tft,hawk --over tremble=0,0.1")}) {
    const std::string text = detente(with(words, kNegative)).out;
    EXPECT_FALSE(std::regex_search(text, hyphen)) << text;
    EXPECT_NE(text.find("R −1 P −2 S −3"), std::string::npos) << text;
    EXPECT_EQ(detente(with(with(words, kNegative), {"--format", "csv"})).out.find("−"), std::string::npos);
  }
  const std::string shown = detente(words_of("show hawk --game T=1,R=-1,P=-2,S=-3 --against classic")).out;
  EXPECT_FALSE(std::regex_search(shown, hyphen)) << shown;
  EXPECT_NE(shown.find("Its lowest payoff against any opponent is −2.0000."), std::string::npos) << shown;
}

TEST_F(Figures, have_a_true_minus_on_the_axes_of_a_page) {
  ASSERT_EQ(detente(words_of("match tft hawk --rounds 5 --output out")).status, 0);
  EXPECT_NE(contents(folder_ / "out/report.html").find("minus: \"−\""), std::string::npos);
}

}  // namespace
