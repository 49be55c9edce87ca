// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/design/design.hpp>
#include <detente/spirals/opponent.hpp>

/// The fast way to what an automaton and an opponent come to, against the long one.
namespace {

using namespace detente;

const Registry& registry() {
  static const Registry all = Registry::built_in();
  return all;
}

std::string random_automaton(std::mt19937& dice, std::size_t inputs, bool mixes) {
  const std::size_t size = 1 + dice() % 4;
  std::string text;
  for (std::size_t state = 0; state < size; ++state) {
    text += state == 0 ? "" : "_";
    text += mixes && dice() % 2 == 0 ? "0.25" : dice() % 2 == 0 ? "C" : "D";
    for (std::size_t i = 0; i < inputs; ++i) text += "/" + std::to_string(dice() % size);
  }
  return text;
}

struct World {
  const char* name;
  Rates tremble, misperception;
  std::int64_t rounds;
  bool mixes;
};
void PrintTo(const World& world, std::ostream* out) {
  *out << world.name;
}

class OpponentIn : public testing::TestWithParam<World> {};

TEST_P(OpponentIn, comes_to_what_exact_pairs_come_to) {
  const World& world = GetParam();
  Request request;
  request.strategies =
      "tit-for-tat,grit,grim,win-stay-lose-shift,generous-tit-for-tat:generosity=0.3,empathic,hawk,"
      "contrite-tit-for-tat,grit-graduated";
  request.tremble = world.tremble;
  request.misperception = world.misperception;
  request.rounds = world.rounds;
  const Design design = make_design(request, registry());
  Trial trial;
  trial.peace = design.peace;
  const Wanted wanted{.escape = true, .crisis = false, .impulse = false, .burst = false, .proximate = false};
  Payoffs nothing;
  nothing.levels = 2;
  const Material none{nothing, nothing};
  std::mt19937 dice(3);
  PairingSpace space;
  for (int i = 0; i < 12; ++i) {
    const Automaton automaton = canonical(automaton_of_text(random_automaton(dice, i % 2 == 0 ? 2 : 4, world.mixes)));
    Side side = design.entrants.front().side;
    side.strategy = automaton_strategy(automaton);
    for (const Entrant& entrant : design.entrants) {
      ASSERT_TRUE(Opponent::can_be_met(design.rules, entrant.side, trial)) << entrant.name;
      const Possible rounds = possible(design.rules, entrant.side, false, trial, wanted);
      const Automaton its = minimised(*derive(entrant.side.strategy, 2, rounds, 4096));
      const Opponent opponent(design.rules, entrant.side, its, side.tremble, side.misperception, trial);
      const Pairing fast = opponent.meet(automaton, {}, space);
      const Seated row{side};
      const Seated column{entrant.side};
      const auto trials = exact_trials(design.rules, row, column, none, trial, wanted, 100'000);
      const auto chain = join(design.rules, row, column, 100'000);
      const auto means = exact_means(*chain, design.rules);
      const auto found = episodes(*chain, design.rules, none, design.peace, trial.ages);
      const std::string pair = text_of(automaton) + " – " + entrant.name;
      EXPECT_NEAR(fast.reached, trials->escape.reached, 1e-9) << pair;
      const double ended = trials->escape.recovery ? trials->escape.recovery->durable_peace : 0;
      EXPECT_NEAR(fast.ended, ended, 1e-9) << pair;
      EXPECT_NEAR(fast.spiral_share, found->spiral_share, 1e-9) << pair;
      for (std::size_t kind = 0; kind < 4; ++kind) EXPECT_NEAR(fast.joint[kind], means->joint[kind], 1e-9) << pair;
      const Pairing half = opponent.meet(automaton, {.escape = false, .rounds = true}, space);
      EXPECT_EQ(half.spiral_share, fast.spiral_share);
      EXPECT_EQ(opponent.meet(automaton, {.escape = true, .rounds = false}, space).ended, fast.ended);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, OpponentIn,
    testing::Values(World{"usual", {}, {0.05, 0.01}, 200, false},
                    World{"trembles", {0.02, 0.01}, {0.05, 0.05}, 200, false},
                    World{"mixes", {0.01, 0}, {0.05, 0}, 200, true}, World{"no_noise", {}, {}, 50, false},
                    World{"one_round", {}, {0.1, 0.1}, 1, false}, World{"four_rounds", {}, {0.2, 0.1}, 4, true},
                    World{"long", {}, {0.02, 0.01}, 20'000, false}, World{"rare", {}, {0.0005, 0.0001}, 300, false}),
    [](const auto& test) { return test.param.name; });

TEST(Opponent, is_for_what_it_computes_alone) {
  const auto can = [](auto change, const std::string& strategy = "grit") {
    Request request;
    request.strategies = strategy + ",tft";
    Trial trial;
    change(request, trial);
    const Design design = make_design(request, registry());
    trial.peace = design.peace;
    return Opponent::can_be_met(design.rules, design.entrants.front().side, trial);
  };
  EXPECT_TRUE(can([](Request&, Trial&) {}));
  EXPECT_FALSE(can([](Request& request, Trial&) { request.endless = true; }));
  EXPECT_FALSE(can([](Request& request, Trial&) { request.continuation = 0.9; }));
  EXPECT_FALSE(can([](Request& request, Trial&) { request.discount = 0.9; }));
  EXPECT_FALSE(can([](Request& request, Trial&) { request.monitoring = "public"; }));
  EXPECT_FALSE(can([](Request& request, Trial&) { request.start = "crisis:3"; }));
  EXPECT_FALSE(can([](Request& request, Trial&) { request.calm = 3; }));
  EXPECT_FALSE(can([](Request&, Trial& trial) { trial.ages.spiral = 5; }));
  EXPECT_TRUE(can([](Request& request, Trial&) { request.signal_noise = 0.1; }));  // grit does not listen
  EXPECT_FALSE(can([](Request& request, Trial&) { request.signal_noise = 0.1; }, "reassurance-seeker"));
}

}  // namespace
