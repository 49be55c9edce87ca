// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/populations/structured_process.hpp>
#include <detente/populations/walk.hpp>

#include "support/evolution_values.hpp"

/// Adaptive dynamics and walks among memory-one strategies.
namespace {

using namespace detente;

constexpr OutcomePayoffs kDilemma{3, 0, 5, 1};

double drawn(std::uint64_t seed, std::uint32_t at) {
  return (static_cast<double>(word({.seed = seed, .round = at})) + 0.5) / 4294967296.0;
}
MemoryOne drawn_strategy(std::uint64_t seed) {
  return {drawn(seed, 0), drawn(seed, 1), drawn(seed, 2), drawn(seed, 3)};
}

TEST(MemoryOne, has_the_law_of_its_chain) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const MemoryOne p = drawn_strategy(2 * seed);
    const MemoryOne q = drawn_strategy(2 * seed + 1);
    const MemoryOneNoise noise{seed % 2 == 0 ? 0 : .05, seed % 3 == 0 ? 0 : .03};
    const MemoryOneLaw law = memory_one_law(p, q, kDilemma, noise);
    // One step of the chain, errors one by one, leaves the shares as they are.
    std::array<double, 4> next{};
    const std::size_t as_other[4] = {0, 2, 1, 3};
    const auto chance = [&](const MemoryOne& s, std::size_t state) {
      const double read = (1 - noise.misperception) * s[state] + noise.misperception * s[state ^ 1];
      return read * (1 - noise.tremble) + (1 - read) * noise.tremble;
    };
    for (std::size_t s = 0; s < 4; ++s) {
      const double x = chance(p, s);
      const double y = chance(q, as_other[s]);
      next[0] += law.shares[s] * x * y;
      next[1] += law.shares[s] * x * (1 - y);
      next[2] += law.shares[s] * (1 - x) * y;
      next[3] += law.shares[s] * (1 - x) * (1 - y);
    }
    for (std::size_t s = 0; s < 4; ++s) EXPECT_NEAR(next[s], law.shares[s], 1e-14);
    const MemoryOneLaw turned = memory_one_law(q, p, kDilemma, noise);
    EXPECT_NEAR(turned.payoff, law.other_payoff, 1e-13);
    EXPECT_NEAR(turned.shares[1], law.shares[2], 1e-13);
  }
}

TEST(MemoryOne, keeps_the_digits_of_rare_outcomes) {
  // Two grims, nearly: one in 10⁹ defects, and one in 10¹⁵ forgives.
  const MemoryOne grim{1 - 1e-9, 1e-15, 1e-15, 1e-15};
  const MemoryOneLaw law = memory_one_law(grim, grim, kDilemma, {});
  for (const double share : law.shares) EXPECT_GT(share, 0);
  EXPECT_NEAR(law.payoff, 1, 1e-9);
}

TEST(Gradient, of_reactive_strategies_is_that_of_the_check_values) {
  const auto check = golden("evolution.json")["adaptive"];
  for (const auto& row : check["reactive_gradient"]["values"]) {
    const double b = row["b"];
    const double c = row["c"];
    const auto gradient = reactive_gradient(row["p"], row["q"], {b - c, -c, b, 0}, {});
    for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(gradient[i], row["gradient"][i], 1e-12);
  }
  // By differences in the check values, which have nine digits.
  for (const auto& row : check["reactive_gradient_5310"]) {
    const auto gradient = reactive_gradient(row["p"], row["q"], kDilemma, {0, row["eps_impl"]});
    for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(gradient[i], row["gradient"][i], 1e-8);
  }
}

TEST(Gradient, of_memory_one_strategies_is_that_of_the_check_values) {
  for (const auto& row : evolution_values::values()["adaptive"]["memory_one_gradient"]) {
    const double rate = row["eps"];
    const MemoryOneNoise noise = row["model"] == "perc" ? MemoryOneNoise{rate, 0} : MemoryOneNoise{0, rate};
    const MemoryOne p{row["p"][0], row["p"][1], row["p"][2], row["p"][3]};
    const auto gradient = memory_one_gradient(p, kDilemma, noise);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(gradient[i], row["gradient"][i], 1e-8) << row.dump();
  }
}

// Nowak & Sigmund (1992): on p → 1 cooperation pays up to q = 1/3 in 5, 3, 1, 0.
TEST(Gradient, vanishes_at_generous_tit_for_tat) {
  double low = 0.1;
  double high = 0.6;
  for (int i = 0; i < 60; ++i) {
    const double q = (low + high) / 2;
    (reactive_gradient(1 - 1e-6, q, kDilemma, {})[0] > 0 ? low : high) = q;
  }
  EXPECT_NEAR(low, golden("evolution.json")["adaptive"]["q_where_gradient_p_vanishes_at_p=1"], 1e-5);
}

// What the best of the sixteen deterministic memory-one strategies earns against a strategy, with rare trembles: no
// strategy earns more in the end (Press & Dyson 2012 reduce longer memories to one).
double best_reply(const MemoryOne& strategy, const MemoryOneNoise& noise) {
  double best = 0;
  for (unsigned bits = 0; bits < 16; ++bits) {
    MemoryOne reply;
    for (unsigned s = 0; s < 4; ++s) reply[s] = bits >> s & 1;
    best = std::max(best, memory_one_law(reply, strategy, kDilemma, noise).payoff);
  }
  return best;
}

TEST(Partner, is_whom_nobody_exploits) {
  int partners = 0;
  int others = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    MemoryOne p = drawn_strategy(seed);
    p[0] = 1;
    if (seed % 2 == 0) {
      p[2] *= .5;
      p[3] *= .5;
    }
    const double best = best_reply(p, {0, 1e-7});
    // Nearly on the border, trembles decide.
    if (std::abs(best - 3) > 1e-5 || is_partner(p, kDilemma)) {
      EXPECT_EQ(is_partner(p, kDilemma), best < 3 + 1e-5) << best;
      ++(is_partner(p, kDilemma) ? partners : others);
    }
  }
  EXPECT_GT(partners, 50);
  EXPECT_GT(others, 50);
}

TEST(Partner, need_not_be_exact_by_the_tolerance) {
  EXPECT_FALSE(is_partner({.95, 0, .5, .5}, kDilemma));
  EXPECT_TRUE(is_partner({.95, 0, .5, .5}, kDilemma, .1));
  EXPECT_FALSE(is_partner({.85, 0, .5, .5}, kDilemma, .1));
  EXPECT_FALSE(is_partner({1, .8, .5, 0}, kDilemma));  // 2 · .5 > 3 · .2
  EXPECT_FALSE(is_partner({1, 0, 0, 1}, kDilemma));    // win-stay-lose-shift: 2 · 1 is not below 2
  EXPECT_TRUE(is_rival({.3, .4, .6, 0}));
  EXPECT_FALSE(is_rival({.3, .4, .7, 0}));
  EXPECT_FALSE(is_rival({.3, .4, .6, .05}));
  EXPECT_TRUE(is_rival({.3, .4, .6, .05}, .1));
}

TEST(Rival, is_whom_nobody_beats) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    MemoryOne p = drawn_strategy(seed);
    p[3] = 0;
    const bool rival = is_rival(p);
    double worst = 1;
    for (unsigned bits = 0; bits < 16; ++bits) {
      MemoryOne other;
      for (unsigned s = 0; s < 4; ++s) other[s] = bits >> s & 1;
      const MemoryOneLaw law = memory_one_law(p, other, kDilemma, {0, 1e-7});
      worst = std::min(worst, law.payoff - law.other_payoff);
    }
    EXPECT_TRUE(!rival || worst > -1e-5) << worst;
  }
}

// Each mutant by itself, with sums of all terms in logarithms by the C library.
struct PlainWalk {
  std::int64_t replacements = 0;
  double cooperation = 0;
  MemoryOne last = {};
};
PlainWalk plain_walk(const WalkRules& rules, std::int64_t mutants, std::uint64_t seed) {
  PlainWalk result;
  result.last = drawn_mutant(rules.space, seed, 0);
  const auto n = static_cast<double>(rules.population);
  for (std::int64_t i = 1; i <= mutants; ++i) {
    const auto number = static_cast<std::uint64_t>(i);
    const MemoryOne mutant = drawn_mutant(rules.space, seed, number);
    const MemoryOneLaw meeting = memory_one_law(mutant, result.last, rules.payoffs, rules.noise);
    const double a = memory_one_law(mutant, mutant, rules.payoffs, rules.noise).payoff;
    const double d = memory_one_law(result.last, result.last, rules.payoffs, rules.noise).payoff;
    double exponent = 0;
    double sum = 1;
    for (double k = 1; k < n; ++k) {
      const double own = ((k - 1) * a + (n - k) * meeting.payoff) / (n - 1);
      const double other = (k * meeting.other_payoff + (n - k - 1) * d) / (n - 1);
      exponent -= rules.selection * (own - other);
      sum += std::exp(exponent);
    }
    const auto bits = [&](std::uint32_t round) {
      return std::uint64_t{word({.seed = seed,
                                 .repetition = number,
                                 .round = round,
                                 .purpose = static_cast<std::uint32_t>(StructurePurpose::mutant_enters)})};
    };
    const double u = (static_cast<double>((bits(0) << 32 | bits(1)) >> 11) + 0.5) / 9007199254740992.0;
    if (u < 1 / sum) {
      result.last = mutant;
      ++result.replacements;
    }
    const auto home = memory_one_law(result.last, result.last, rules.payoffs, rules.noise).shares;
    result.cooperation += (home[0] + (home[1] + home[2]) / 2) / static_cast<double>(mutants);
  }
  return result;
}

TEST(Walk, decides_as_the_whole_sum_does) {
  std::int64_t replacements = 0;
  for (const std::int64_t population : {2, 3, 10, 100, 700})
    for (const double selection : {0.0, 0.1, 1.0, 30.0})
      for (const WalkSpace space : {WalkSpace::reactive, WalkSpace::memory_one}) {
        const WalkRules rules{space, kDilemma, {.01, .002}, population, selection, .1};
        const std::int64_t mutants = population == 700 ? 500 : 2003;
        const PlainWalk plain = plain_walk(rules, mutants, 11);
        const Walk fast = walk(rules, mutants, 11);
        EXPECT_EQ(fast.replacements, plain.replacements) << population << " " << selection;
        EXPECT_EQ(fast.last, plain.last);
        EXPECT_NEAR(fast.cooperation, plain.cooperation, 1e-12);
        replacements += fast.replacements;
      }
  EXPECT_GT(replacements, 1000);
}

TEST(Walk, of_the_check_values_has_their_cooperation) {
  for (const auto& row : evolution_values::values()["adaptive"]["walk"]) {
    const WalkRules rules{row["space"] == "reactive" ? WalkSpace::reactive : WalkSpace::memory_one,
                          kDilemma,
                          {row["misperception"], 0},
                          row["population"],
                          row["selection"],
                          .1};
    const std::int64_t mutants = row["mutants"];
    const Walk result = walk(rules, mutants, 3);
    const double theirs = row["se_20_blocks"];
    const double error = std::sqrt(theirs * theirs + *result.cooperation_error * *result.cooperation_error);
    // Student's law with 19 degrees: beyond 5 errors in one of 10,000 cases. The sample tells apart what differs by .4.
    EXPECT_NEAR(result.cooperation, row["cooperation"], 5 * error);
    EXPECT_LT(5 * error, .5);
    // Replacements come in bursts; twice as many, or half, are rare.
    const double expected = row["replacements"];
    EXPECT_GT(static_cast<double>(result.replacements), expected / 2);
    EXPECT_LT(static_cast<double>(result.replacements), expected * 2);
  }
}

TEST(Walk, without_selection_is_a_mean_over_the_space) {
  // Each mutant takes over with chance 1 / N whoever it is; the mean cooperation of p, p is ½ by symmetry. The bound of
  // 5 errors is passed in less than 1 of 10,000 cases.
  const Walk result = walk({WalkSpace::memory_one, kDilemma, {}, 10, 0, .1}, 100'000, 5);
  EXPECT_NEAR(result.cooperation, .5, 5 * *result.cooperation_error);
  EXPECT_NEAR(static_cast<double>(result.replacements), 10'000, 5 * std::sqrt(9'000));
  // p_CC ≥ .9 and the rest by chance: partners are some of a tenth; rivals are p_DD ≤ .1 and half of them.
  EXPECT_NEAR(result.rivals, .05, .01);
  EXPECT_GT(result.partners, .005);
  EXPECT_LT(result.partners, .1);
}

TEST(Walk, has_a_course_whose_mean_is_its_own) {
  const Walk result = walk({}, 12'345, 2);
  ASSERT_EQ(result.course.size(), 500U);
  EXPECT_EQ(result.course.back().mutants, 12'345);
  double sum = 0;
  std::int64_t before = 0;
  for (const WalkPoint& point : result.course) {
    sum += point.cooperation * static_cast<double>(point.mutants - before);
    before = point.mutants;
  }
  EXPECT_NEAR(sum / 12'345, result.cooperation, 1e-12);
  EXPECT_EQ(walk({}, 7, 2).course.size(), 7U);
  EXPECT_FALSE(walk({}, 7, 2).cooperation_error.has_value());
  EXPECT_TRUE(walk({}, 20, 2).cooperation_error.has_value());
}

TEST(Walk, begins_where_it_is_told_and_depends_on_the_seed) {
  const MemoryOne hawk{0, 0, 0, 0};
  const Walk result = walk({.noise = {.01, .01}}, 1, 1, hawk);
  EXPECT_EQ(result.last, hawk);
  EXPECT_NEAR(result.cooperation, .01, 1e-12);
  EXPECT_NE(walk({}, 100, 1).cooperation, walk({}, 100, 2).cooperation);
  EXPECT_EQ(walk({}, 5000, 1).cooperation, walk({}, 5000, 1).cooperation);
}

TEST(Walk, works_at_the_extremes) {
  EXPECT_NO_THROW(walk({.population = 1'000'000, .selection = 1e6}, 1000, 1));
  EXPECT_NO_THROW(walk({.population = 2, .selection = 1e6}, 1000, 1));
  // Neutral mutants in a million states hardly ever take over.
  EXPECT_LT(walk({.population = 1'000'000, .selection = 0}, 1000, 1).replacements, 3);
}

TEST(Walk, is_refused_with_a_reason) {
  EXPECT_THROW(walk({}, 0, 1), Error);
  EXPECT_THROW(walk({}, kMostMutants + 1, 1), Error);
  EXPECT_THROW(walk({.population = 1}, 5, 1), Error);
  EXPECT_THROW(walk({.population = 1'000'001}, 5, 1), Error);
  EXPECT_THROW(walk({.selection = -1}, 5, 1), Error);
  EXPECT_THROW(walk({.selection = std::nan("")}, 5, 1), Error);
  EXPECT_THROW(walk({.tolerance = 2}, 5, 1), Error);
  EXPECT_THROW(walk({.noise = {.6, 0}}, 5, 1), Error);
  EXPECT_THROW(walk({.payoffs = {std::nan(""), 0, 0, 0}}, 5, 1), Error);
  EXPECT_THROW(walk({}, 5, 1, MemoryOne{0, 0, 0, 0}), Error);
  EXPECT_THROW(walk({.noise = {.1, 0}}, 5, 1, MemoryOne{0, 0, 0, 0}), Error);
  EXPECT_THROW(walk({.noise = {.1, .1}}, 5, 1, MemoryOne{0, 0, 1.5, 0}), Error);
}

}  // namespace
