// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/play/round_robin.hpp>

#include "support/exact_pair.hpp"

/// Rare errors and long matches must not cost digits.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::array kRare{1e-3, 1e-6, 1e-9, 1e-12};

/// How far a value is off, as a share of what it should be.
double relative(double value, double expected) {
  return std::abs(value / expected - 1);
}

/// Share of rounds in which row is hostile: 1 − cooperation, with all its digits.
double hostility(const Exact& result) {
  return result.joint[2] + result.joint[3];
}

TEST(Digits, of_rare_hostility_in_self_play_are_kept) {
  const double q = 1.0 / 3;
  for (const double e : kRare) {
    const auto endless_with = [&](const std::string& strategy, const Noise& noise) {
      return hostility(solved(endless(), strategy, strategy, noise));
    };
    const double generous = q + 2 * e - 2 * e * q;
    EXPECT_LT(relative(endless_with("generous-tit-for-tat", slips(e)), e / generous), 1e-10) << e;
    EXPECT_LT(relative(endless_with("generous-tit-for-tat", misreads(e)), e * (1 - q) / generous), 1e-10) << e;
    const double shifting = e * (3 - 6 * e + 4 * e * e);  // 1 − (1 − ε)(1 − 2ε + 4ε²)
    EXPECT_LT(relative(endless_with("win-stay-lose-shift", slips(e)), shifting), 1e-10) << e;
    EXPECT_LT(relative(endless_with("win-stay-lose-shift", misreads(e)), shifting), 1e-10) << e;
    EXPECT_LT(relative(endless_with("contrite-tit-for-tat", slips(e)), 2 * e / (1 + 2 * e)), 1e-10) << e;
    EXPECT_LT(relative(endless_with("contrite-tit-for-tat", misreads(e)), 0.5), 1e-10) << e;
    EXPECT_LT(relative(endless_with("tit-for-tat", slips(e)), 0.5), 1e-10) << e;
    EXPECT_LT(relative(endless_with("tit-for-tat", misreads(e)), 0.5), 1e-10) << e;
    Rules rules = endless();
    rules.public_monitoring = true;
    EXPECT_LT(relative(hostility(solved(rules, "contrite-tit-for-tat", "contrite-tit-for-tat", misreads(e))),
                       e / (1 + 2 * e)),
              1e-10)
        << e;
  }
}

TEST(Digits, of_outcomes_rarer_than_an_error_are_kept) {
  for (const double e : kRare) {
    const Exact contrite = solved(endless(), "contrite-tit-for-tat", "contrite-tit-for-tat", slips(e));
    EXPECT_LT(relative(contrite.joint[1], e * (2 - 3 * e + 2 * e * e) / (1 + 2 * e)), 1e-10) << e;
    EXPECT_LT(relative(contrite.joint[3], e * e * (3 - 2 * e) / (1 + 2 * e)), 1e-10) << e;
    const Exact shifting = solved(endless(), "win-stay-lose-shift", "win-stay-lose-shift", slips(e));
    EXPECT_LT(relative(shifting.joint[1], e * (1 - e)), 1e-10) << e;
    EXPECT_LT(relative(shifting.joint[3], e * (2 - 5 * e + 4 * e * e)), 1e-10) << e;
    const Exact doves = solved({}, "dove", "dove", slips(e));
    EXPECT_LT(relative(doves.joint[1], e * (1 - e)), 1e-10) << e;
    EXPECT_LT(relative(doves.joint[3], e * e), 1e-10) << e;
  }
}

// Each round by itself pays 3, 0, 5 or 1: 3 less 3 or more 2 after one slip, less 2 after two.
TEST(Digits, of_a_small_variance_are_kept) {
  for (const double e : kRare) {
    const double mean = -e - e * e;  // less 3
    const double variance = 13 * e * (1 - e) + 4 * e * e - mean * mean;
    const double covariance = -12 * e * (1 - e) + 4 * e * e - mean * mean;
    for (const std::int64_t rounds : {1, 7, 200}) {
      const Exact doves = solved({.rounds = rounds}, "dove", "dove", slips(e));
      const auto n = static_cast<double>(rounds);
      EXPECT_LT(relative(doves.covariance[0], variance / n), 1e-10) << e << ", " << rounds << " rounds";
      EXPECT_LT(relative(doves.covariance[1], covariance / n), 1e-10) << e << ", " << rounds << " rounds";
      EXPECT_LT(relative(doves.covariance[2], variance / n), 1e-10) << e << ", " << rounds << " rounds";
    }
    // Rounds alike and by themselves, ended by chance or fading: E[Σ c²] of so many squares.
    const Exact random = solved({.continuation = 0.9}, "dove", "dove", slips(e));
    EXPECT_LT(relative(random.covariance[0], variance * 0.1), 1e-10) << e;
    const Exact fading = solved(endless(0.9), "dove", "dove", slips(e));
    EXPECT_LT(relative(fading.covariance[0], variance * 0.1 * 0.1 / (1 - 0.81)), 1e-10) << e;
  }
}

TEST(Digits, of_a_match_that_hardly_ever_ends_are_kept) {
  const double w = 0.999999;
  for (const double e : kRare) {
    const Exact result = solved({.continuation = w}, "contrite-tit-for-tat", "contrite-tit-for-tat", slips(e));
    EXPECT_LT(hostility(result), 2 * e / (1 + 2 * e)) << e;  // it begins in peace
    EXPECT_GT(hostility(result), 2 * e / (1 + 2 * e) * (1 - 1e-5)) << e;
  }
}

// Whatever a long match may not do to what is certain. Means add up millions of rounds.
TEST(Digits, of_what_is_certain_do_not_wear_off_in_long_matches) {
  for (const std::int64_t rounds : {200, 10'000, 1'000'000})
    for (const Noise& noise : {misreads(0.05), misreads(0.1), slips(0.07), Noise{.tremble = {0.1, 0.3}}}) {
      const Exact doves = solved({.rounds = rounds}, "dove", "dove", noise);
      const double e = noise.tremble.up;
      const double sum = doves.joint[0] + doves.joint[1] + doves.joint[2] + doves.joint[3];
      EXPECT_NEAR(sum, 1, 1e-12) << rounds << " rounds";
      EXPECT_NEAR(doves.score[0], 3 - e - e * e, 1e-12) << rounds << " rounds";
      const double variance = 13 * e * (1 - e) + 4 * e * e - (e + e * e) * (e + e * e);
      const double deviation = std::sqrt(variance / static_cast<double>(rounds));
      EXPECT_NEAR(std::sqrt(doves.covariance[0]), deviation, 1e-12) << rounds << " rounds";
    }
}

// Without errors of doing, two doves are at peace: no round of it is a matter of chance.
TEST(Digits, of_what_cannot_vary_show_no_spread) {
  for (const std::int64_t rounds : {1, 200, 10'000}) {
    const Exact doves = solved({.rounds = rounds}, "dove", "dove", misreads(0.05));
    EXPECT_LT(std::sqrt(doves.covariance[0]), 1e-14) << rounds << " rounds";
    EXPECT_NEAR(doves.score[0], 3, 1e-14) << rounds << " rounds";
  }
}

// Fates: with chance 1/4 two grim halves both begin in peace and stay there, else they end in war.
TEST(Digits, of_diverging_fates_are_their_spread) {
  const std::string grim_half = "memory-one:first=0.5,cc=1,cd=0,dc=0,dd=0";
  const Exact fates = solved(endless(), grim_half, grim_half, {});
  EXPECT_NEAR(fates.score[0], 1.5, 1e-15);
  for (const double value : fates.covariance) EXPECT_NEAR(value, 0.75, 1e-15);
  const Exact settled = solved(endless(), grim_half, grim_half, slips(1e-12));
  for (const double value : settled.covariance) EXPECT_EQ(value, 0);
}

// Three errors at once are then rarer than any double: such rates may be refused, but must not give nonsense.
TEST(Digits, of_errors_beyond_doubles_are_refused_or_right) {
  for (const double e : {1e-60, 1e-100, 1e-150, 1e-300})
    for (const std::string other : {"capri", "tit-for-two-tats", "all-or-none", "contrite-tit-for-tat"}) {
      Request request;
      request.strategies = "grim,opportunist," + other;
      request.tremble = {e, e};
      request.misperception = {0, 0};
      request.endless = true;
      try {
        const Design design = make_design(request, Registry::built_in());
        for (const PairResult& pair : play(design, round_robin(3, true), 1).pairs) {
          const double sum = pair.joint[0] + pair.joint[1] + pair.joint[2] + pair.joint[3];
          EXPECT_NEAR(sum, 1, 1e-12) << design.entrants[pair.row].name << " - " << design.entrants[pair.column].name
                                     << " at " << e;
        }
      } catch (const Error& refusal) {
        EXPECT_NE(std::string(refusal.what()), "");
      }
    }
}

// Large chains are taken apart in another order than small ones. Shares that a round leaves as they are, each to all
// its digits, are the right ones.
TEST(Digits, of_rare_points_of_large_chains_are_kept) {
  for (const double e : {0.05, 1e-3, 1e-9}) {
    const Chain chain = joined(endless(), seated("grit", misreads(e)), seated("deterrer", misreads(e)));
    ASSERT_GT(chain.size(), 256U);
    const std::vector<double> shares = *long_run(chain);
    std::vector<double> next(chain.size());
    for (std::size_t point = 0; point < chain.size(); ++point)
      for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
           b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
        next[chain.branches[b].target] += shares[point] * chain.branches[b].chance;
    for (std::size_t point = 0; point < chain.size(); ++point) {
      if (shares[point] == 0) continue;
      EXPECT_LT(relative(next[point], shares[point]), 1e-12) << point << " at " << e;
    }
  }
}

TEST(PlantedFault, of_a_lost_digit_is_caught) {
  const double e = 1e-9;
  const Exact result = solved(endless(), "contrite-tit-for-tat", "contrite-tit-for-tat", slips(e));
  const double cooperation = result.joint[0] + result.joint[1];
  EXPECT_GT(relative(1 - cooperation, 2 * e / (1 + 2 * e)), 1e-10);  // by subtraction
}

}  // namespace
