// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <string>
#include <thread>

#include <detente/exact/chain.hpp>
#include <detente/play/round_robin.hpp>

#include "support/command.hpp"

/// Long work that is not yet a match ends when somebody asks for it.
namespace {

using namespace detente;
using command::Cli;

/// Says stop when it is asked for the n-th time.
class Patience {
 public:
  explicit Patience(int times) : times_(times) {}

  GiveUp give_up() {
    return [this] { return ++asked_ >= times_; };
  }
  int asked() const { return asked_; }

 private:
  int times_;
  int asked_ = 0;
};

/// A machine that counts to its end: no two of its states are alike, which takes as many refinements to find out.
Automaton counter(std::size_t states) {
  Automaton automaton;
  automaton.states.resize(states);
  for (std::size_t state = 0; state < states; ++state) {
    automaton.states[state].play = LevelMix(state + 1 == states ? Level{1} : Level{0});
    for (std::size_t input = 0; input < automaton.inputs(); ++input)
      automaton.next.push_back(static_cast<std::uint32_t>(std::min(state + 1, states - 1)));
  }
  return automaton;
}

TEST(Stopping, ends_a_walk_through_memories) {
  Patience patience(3);
  EXPECT_FALSE(derive(Registry::built_in().strategy("average-copier"), 2, {}, 1'000'000, patience.give_up()));
  EXPECT_EQ(patience.asked(), 3);
}

TEST(Stopping, ends_a_refinement_and_leaves_the_automaton) {
  const Automaton slow = counter(30'000);
  Patience patience(3);
  EXPECT_EQ(minimised(slow, patience.give_up()), slow);
  EXPECT_EQ(patience.asked(), 3);
  EXPECT_EQ(minimised(counter(40)).size(), 40U);
}

TEST(Stopping, ends_a_walk_through_joint_memories) {
  Request request;
  request.strategies = "average-copier,gradual";
  request.exact_limit = 1'000'000;
  request.misperception = {0.1, 0.1};
  const Design design = make_design(request, Registry::built_in());
  Patience patience(3);
  EXPECT_FALSE(join(design.rules, {design.entrants[0].side}, {design.entrants[1].side}, 1'000'000, patience.give_up()));
  EXPECT_EQ(patience.asked(), 3);
}

// Processor time, since others may keep the machine busy. Each of these entrants takes seconds to be read.
TEST(Stopping, ends_the_reading_of_automata) {
  for (const char* const engine : {"auto", "tables"}) {
    Request request;
    request.strategies =
        "average-copier,average-copier,average-copier,average-copier,first-by-downing,first-by-downing,"
        "average-copier,average-copier,average-copier,average-copier,first-by-downing,first-by-downing";
    request.engine = engine;
    request.exact_limit = 1'000'000;
    const Design design = make_design(request, Registry::built_in());
    const std::clock_t begin = std::clock();
    EXPECT_THROW(
        play(design, round_robin(design.entrants.size(), true), 2, {.progress = {}, .stop = [] { return true; }}),
        Stopped);
    EXPECT_LT(std::clock() - begin, 5 * CLOCKS_PER_SEC) << engine;
  }
}

using StoppingTheCommand = Cli;

TEST_F(StoppingTheCommand, works_while_automata_are_read) {
  const pid_t child = start({DETENTE_EXECUTABLE, "run", "--field", "all", "--exact-limit", "1000000"});
  std::this_thread::sleep_for(std::chrono::seconds(2));
  kill(child, SIGINT);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(finish(child).status, 130);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));  // it took 50
}

}  // namespace
