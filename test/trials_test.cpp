// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/spirals/recovery.hpp>

#include "support/exact_pair.hpp"
#include "support/field_names.hpp"
#include "support/golden.hpp"

namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::size_t kLimit = 100'000;

PairTrials examined(const std::string& row, const std::string& column, const Noise& noise = {}, const Trial& trial = {},
                    const Rules& rules = {}) {
  const Side left = seated(row, noise);
  const Side right = seated(column, noise);
  return *exact_trials(rules, {left}, {right}, {left.payoffs, right.payoffs}, trial, {}, kLimit);
}

std::string ours(const std::string& name) {
  const auto place = field_names().find(name);
  return place != field_names().end() ? place->second : name == "CAPRI" ? "capri" : name;
}

const Impulse& of(const PairTrials& trials, Impulse::Error error, std::size_t by) {
  for (const Impulse& impulse : *trials.impulses)
    if (impulse.error == error && impulse.by == by) return impulse;
  throw std::runtime_error("no such impulse");
}

/// Exact for deterministic and for mixing strategies alike; by name, as the literature has them.
TEST(Impulses, of_the_literature_are_met) {
  const auto rows = golden("impulses.json")["values"];
  EXPECT_EQ(rows.size(), 148U);
  for (const auto& row : rows) {
    const std::string which = row.dump();
    const std::size_t mover = row[3];
    const bool is_slip = row[2] == "impl";
    const PairTrials trials = examined(ours(row[0]), ours(row[1]));
    ASSERT_TRUE(trials.impulses) << which;
    const Impulse& found =
        of(trials, is_slip ? Impulse::Error::tremble : Impulse::Error::misperception, is_slip ? mover : 1 - mover);
    EXPECT_NEAR(found.recovery, row[4], 1e-8) << which;
    if (!row[5].is_null() && row[4] == 1.0) {
      ASSERT_TRUE(found.rounds_lost) << which;
      EXPECT_NEAR(*found.rounds_lost, row[5], 1e-8) << which;
      EXPECT_NEAR(*found.conflict_rounds, row[6], 1e-8) << which;
      EXPECT_NEAR((*found.loss)[0], row[7], 1e-8) << which;
      EXPECT_NEAR((*found.loss)[1], row[8], 1e-8) << which;
    }
    if (!row[9].is_null()) {
      const std::string path = row[9];
      EXPECT_EQ(found.path.substr(0, path.size()), path) << which;
    }
  }
}

// LITERATURE D.3.
TEST(Bursts, of_the_literature_are_met) {
  const double tits = std::pow((1 + std::pow(0.9, 10)) / 2, 2);
  const auto peace = [](const std::string& strategy, const Noise& noise) {
    return examined(strategy, strategy, noise).burst->peace;
  };
  EXPECT_NEAR(peace("tit-for-tat", slips(0.05)), tits, 1e-13);
  EXPECT_NEAR(peace("tit-for-tat", misreads(0.05)), tits, 1e-13);
  EXPECT_NEAR(peace("contrite-tit-for-tat", slips(0.05)), 1, 1e-13);
  EXPECT_NEAR(peace("contrite-tit-for-tat", misreads(0.05)), tits, 1e-13);
  EXPECT_NEAR(peace("forgiver", slips(0.05)), 0.482431, 5e-7);
  EXPECT_NEAR(peace("grim", slips(0.05)), std::pow(0.95, 20), 1e-13);
  EXPECT_NEAR(peace("tit-for-two-tats", slips(0.05)), 0.999841, 5e-7);
  EXPECT_NEAR(peace("tft-atft", slips(0.05)), 0.939067, 5e-7);
  for (const char* strategy : {"win-stay-lose-shift", "generous-tit-for-tat", "all-or-none", "grit"}) {
    EXPECT_NEAR(peace(strategy, slips(0.05)), 1, 1e-12) << strategy;
    EXPECT_NEAR(peace(strategy, misreads(0.05)), 1, 1e-12) << strategy;
  }
}

// LITERATURE D.6, on rises that can be read off.
TEST(Escalation, is_read_off_the_levels_of_both) {
  std::vector<double> halving{0, 8, 4, 2, 1};
  halving.resize(60, 0.0);
  const Escalation back = escalation(halving, 0, 10);
  EXPECT_DOUBLE_EQ(back.peak, 8);
  EXPECT_DOUBLE_EQ(back.depth, 0.8);
  EXPECT_DOUBLE_EQ(back.area, 15);
  EXPECT_DOUBLE_EQ(*back.ratchet, 0);
  EXPECT_EQ(back.half_life, 1);
  std::vector<double> stuck{2, 3, 6};
  stuck.resize(60, 5.0);
  const Escalation ratchet = escalation(stuck, 2, 10);
  EXPECT_DOUBLE_EQ(ratchet.peak, 4);
  EXPECT_DOUBLE_EQ(ratchet.depth, 0.5);
  EXPECT_DOUBLE_EQ(*ratchet.ratchet, 0.75);
  EXPECT_FALSE(ratchet.half_life);
  const Escalation nothing = escalation({2, 2, 1}, 2, 10);
  EXPECT_EQ(nothing.peak, 0);
  EXPECT_EQ(nothing.area, 0);
  EXPECT_FALSE(nothing.ratchet);
}

// One slip between two tits for tat: one of them is hostile in every round from then on. Grit ends it.
TEST(Escalation, stays_with_tit_for_tat_and_goes_with_grit) {
  const Escalation echo = of(examined("tit-for-tat", "tit-for-tat"), Impulse::Error::tremble, 0).escalation;
  EXPECT_DOUBLE_EQ(echo.peak, 1);
  EXPECT_DOUBLE_EQ(echo.depth, 0.5);
  EXPECT_DOUBLE_EQ(echo.area, 100);
  EXPECT_DOUBLE_EQ(*echo.ratchet, 1);
  const Escalation healed = of(examined("grit", "tit-for-tat"), Impulse::Error::tremble, 0).escalation;
  EXPECT_DOUBLE_EQ(*healed.ratchet, 0);
  EXPECT_EQ(healed.area, 2);
  EXPECT_EQ(healed.half_life, 2);
}

// Two tits for tat turn from an echo to peace only when one of them misreads.
TEST(Credit, of_tit_for_tat_is_chance) {
  for (const Noise& noise : {misreads(0.05), slips(0.05)}) {
    const auto credit = examined("tit-for-tat", "tit-for-tat", noise).proximate;
    ASSERT_TRUE(credit);
    EXPECT_NEAR(credit->share[3], 1, 1e-12);
  }
  EXPECT_FALSE(examined("tit-for-tat", "tit-for-tat", {.misperception = {0.05, 0}}).proximate);
}

}  // namespace
