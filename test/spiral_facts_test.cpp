// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/spirals/recovery.hpp>

#include "support/exact_pair.hpp"
#include "support/memory_size.hpp"
#include "support/subjects.hpp"

/// What must hold of spirals, whatever the numbers.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::size_t kLimit = 100'000;
constexpr int kPromise = 2;  // rounds of restraint

/// Tit-for-tat that concedes once mutual cooperation stays away for two rounds.
struct Conceder {
  static constexpr Info info{.name = "conceder",
                             .about = "Concedes after two rounds without mutual cooperation.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  Move mirror = C;
  std::uint8_t strain = 0;   // rounds in a row without mutual cooperation
  std::uint8_t promise = 0;  // rounds of restraint to come
  auto operator<=>(const Conceder&) const = default;

  Move play() const { return promise > 0 ? C : mirror; }
  void see(Seen round) {
    mirror = round.theirs;
    if (promise > 0) {
      --promise;
      return;
    }
    strain = round.mine == C && round.theirs == C ? 0 : static_cast<std::uint8_t>(strain + 1);
    if (strain < 2) return;
    promise = kPromise;
    strain = 0;
  }
};

/// The same, but what it waits for is hostility seen twice in a row.
struct Forbearer {
  static constexpr Info info{.name = "forbearer",
                             .about = "Concedes after two seen D in a row.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  Move mirror = C;
  std::uint8_t strain = 0;   // seen D in a row
  std::uint8_t promise = 0;  // rounds of restraint to come
  auto operator<=>(const Forbearer&) const = default;

  Move play() const { return promise > 0 ? C : mirror; }
  void see(Seen round) {
    mirror = round.theirs;
    if (promise > 0) {
      --promise;
      return;
    }
    strain = round.theirs == C ? 0 : static_cast<std::uint8_t>(strain + 1);
    if (strain < 2) return;
    promise = kPromise;
    strain = 0;
  }
};

PairTrials examined(const Side& row, const Side& column, const Wanted& wanted = {}) {
  return *exact_trials({}, {row}, {column}, {row.payoffs, column.payoffs}, {}, wanted, kLimit);
}
PairTrials examined(const std::string& row, const std::string& column, const Noise& noise = {}) {
  return examined(seated(row, noise), seated(column, noise));
}
template <class S>
Side subject() {
  return seated(subjects::as_strategy<S>(), parse_game("prisoners-dilemma"), {});
}

const Impulse& of(const PairTrials& trials, Impulse::Error error, std::size_t by) {
  for (const Impulse& impulse : *trials.impulses)
    if (impulse.error == error && impulse.by == by) return impulse;
  throw std::runtime_error("no such impulse");
}
const Impulse& slip_of(const PairTrials& trials, std::size_t by) {
  return of(trials, Impulse::Error::tremble, by);
}

TEST(SpiralFacts, contrition_repairs_its_own_slip_and_not_the_others) {
  const PairTrials trials = examined("contrite-tit-for-tat", "tit-for-tat");
  EXPECT_EQ(slip_of(trials, 0).recovery, 1);
  EXPECT_EQ(slip_of(trials, 1).recovery, 0);
  EXPECT_EQ(slip_of(examined("tit-for-tat", "contrite-tit-for-tat"), 1).recovery, 1);
  const PairTrials echoes = examined("tit-for-tat", "tit-for-tat");
  for (const Impulse& impulse : *echoes.impulses) EXPECT_EQ(impulse.recovery, 0);
}

// Who knows all that it did cannot tell its own mistakes from the other's: contrition has nothing to go by.
TEST(SpiralFacts, contrition_is_tit_for_tat_where_only_sight_errs) {
  const Noise noise{.misperception = {0.07, 0.03}};
  const Side plain = seated("tit-for-tat", noise);
  const auto minimal = [](const Side& side) { return minimised(*derive(side.strategy, 2, {.slips = false}, 1000)); };
  const std::vector<Strategy> library = Registry::built_in().strategies();
  std::size_t pairs = 0;
  for (const std::string contrite : {"contrite-tit-for-tat", "tft-atft"}) {
    const Side side = seated(contrite, noise);
    EXPECT_EQ(minimal(side), minimal(plain)) << contrite;
    for (const Strategy& other : library) {
      const Side opponent = seated(other.name(), noise);
      const Rules rules{.rounds = 60};
      const auto chain = join(rules, {side}, {opponent}, 20'000);
      const auto plain_chain = join(rules, {plain}, {opponent}, 20'000);
      if (!chain || !plain_chain) {
        EXPECT_FALSE(has_memories_up_to(opponent.strategy, 2, 1000)) << other.name();
        continue;
      }
      ++pairs;
      const Exact found = *exact_means(*chain, rules);
      const Exact expected = *exact_means(*plain_chain, rules);
      for (const std::size_t seat : {0U, 1U}) EXPECT_NEAR(found.score[seat], expected.score[seat], 1e-12) << contrite;
      for (std::size_t cell = 0; cell < 4; ++cell) EXPECT_NEAR(found.joint[cell], expected.joint[cell], 1e-12);
    }
  }
  EXPECT_GE(pairs, 60U);
}

TEST(SpiralFacts, a_concession_must_heed_missing_cooperation) {
  const Side plain = seated("tit-for-tat");
  for (const bool is_row : {true, false}) {
    const auto impulses = [&](const Side& side) {
      return *(is_row ? examined(side, plain) : examined(plain, side)).impulses;
    };
    const std::vector<Impulse> heeded = impulses(subject<Conceder>());
    const std::vector<Impulse> unheeded = impulses(subject<Forbearer>());
    for (const Impulse& impulse : heeded) {
      EXPECT_EQ(impulse.recovery, 1) << impulse.path;
      EXPECT_TRUE(impulse.rounds_lost);
    }
    for (const Impulse& impulse : unheeded)
      EXPECT_EQ(impulse.recovery, 0) << impulse.path;  // an echo never shows two D in a row
  }
}

TEST(SpiralFacts, two_of_grit_do_not_deadlock) {
  const PairTrials trials = examined("grit", "grit");
  for (const Impulse& impulse : *trials.impulses) EXPECT_EQ(impulse.recovery, 1);
  ASSERT_EQ(trials.crisis.size(), 10U);
  for (const Recovery& crisis : trials.crisis) EXPECT_EQ(crisis.durable_peace, 1) << crisis.path;
}

TEST(SpiralFacts, tit_for_tat_escapes_only_by_luck) {
  const PairTrials silent = examined("tit-for-tat", "tit-for-tat");
  EXPECT_EQ(silent.escape.reached, 0);
  EXPECT_FALSE(silent.escape.recovery);
  EXPECT_FALSE(silent.proximate);
  for (const Recovery& crisis : silent.crisis) {
    EXPECT_EQ(crisis.durable_peace, 0);
    EXPECT_FALSE(crisis.median_rounds);
    EXPECT_EQ(crisis.path.substr(0, 11), "DD DD DD DD");
  }
  for (const Impulse& impulse : *silent.impulses) EXPECT_FALSE(impulse.rounds_lost);
}

TEST(SpiralFacts, fear_keeps_tit_for_tat_in_its_spirals) {
  const Noise fear{.misperception = {0.05, 0}};
  const PairTrials trials = examined("tit-for-tat", "tit-for-tat", fear);
  EXPECT_NEAR(trials.escape.reached, 1, 1e-12);
  EXPECT_EQ(trials.escape.recovery->durable_peace, 0);
  EXPECT_FALSE(trials.proximate);
  const Side side = seated("tit-for-tat", fear);
  const Rules rules{.rounds = 50};
  const Episodes found = *episodes(joined(rules, side, side), rules, {side.payoffs, side.payoffs}, {}, {});
  EXPECT_GT(found.rupture_rate, 0);
  EXPECT_FALSE(found.length);
  for (const double survival : found.survival) EXPECT_EQ(survival, 1);
  for (const Noise& noise : {misreads(0.05), slips(0.05)}) {
    const PairTrials lucky = examined("tit-for-tat", "tit-for-tat", noise);
    EXPECT_GT(lucky.escape.recovery->durable_peace, 0);
    EXPECT_NEAR(lucky.proximate->share[3], 1, 1e-12);
  }
}

// Rounds that are no peace.
TEST(SpiralFacts, seats_matter) {
  const PairTrials trials = examined("grit", "win-stay-lose-shift");
  EXPECT_EQ(slip_of(trials, 0).rounds_lost, 9);
  EXPECT_EQ(slip_of(trials, 1).rounds_lost, 2);
  const PairTrials turned = examined("win-stay-lose-shift", "grit");
  EXPECT_EQ(slip_of(turned, 0).rounds_lost, 2);
  EXPECT_EQ(slip_of(turned, 1).rounds_lost, 9);
}

// A trade of seats turns every result around.
TEST(SpiralFacts, seats_trade_places) {
  const Noise noise{.tremble = {0.02, 0.05}, .misperception = {0.04, 0.01}};
  for (const auto& [row, column] : {std::pair{"grit", "tit-for-tat"}, {"contrite-tit-for-tat", "random"}}) {
    const PairTrials trials = examined(row, column, noise);
    const PairTrials turned = examined(column, row, noise);
    EXPECT_NEAR(trials.escape.recovery->durable_peace, turned.escape.recovery->durable_peace, 1e-12);
    EXPECT_NEAR(trials.escape.recovery->loss[0], turned.escape.recovery->loss[1], 1e-10);
    EXPECT_NEAR(trials.escape.recovery->sucker_rounds[0], turned.escape.recovery->sucker_rounds[1], 1e-10);
    EXPECT_NEAR(trials.proximate->share[0], turned.proximate->share[1], 1e-12);
    EXPECT_NEAR(trials.proximate->share[2], turned.proximate->share[2], 1e-12);
  }
}

}  // namespace
