// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include "support/exact_pair.hpp"
#include "support/subjects.hpp"

/// What must hold of every pair, tried on small machines drawn at random in noise drawn at random.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::uint32_t kPairs = 240;

struct Pair {
  Side row, column;
};

/// Rates of every kind: none, rare, common, certain; each direction and each seat for itself.
Rates drawn_rates(std::uint32_t pair, std::uint32_t which) {
  constexpr std::array<double, 8> rates{0, 0, 0, 0.01, 0.05, 0.3, 0.5, 1};
  const auto rate = [&](std::uint32_t i) {
    return rates[word({.seed = 8, .round = pair, .purpose = which * 2 + i}) % 8];
  };
  return {rate(0), rate(1)};
}

Pair drawn(std::uint32_t pair, std::uint32_t idlers = 1, int states = 6) {
  static const Game game = parse_game("security-dilemma:open-cost=0.125");
  const auto side = [&](std::uint32_t seat) {
    return seated(subjects::numbered(static_cast<int>(2 * pair + seat), states, idlers), game,
                  {.tremble = drawn_rates(pair, 2 * seat), .misperception = drawn_rates(pair, 2 * seat + 1)});
  };
  return {side(0), side(1)};
}

Rules with_price(Rules rules) {
  rules.open_cost = 0.125;
  return rules;
}

double distance(const Exact& a, const Exact& b) {
  double worst = 0;
  for (std::size_t i = 0; i < 2; ++i) worst = std::max(worst, std::abs(a.score[i] - b.score[i]));
  for (std::size_t i = 0; i < 4; ++i) worst = std::max(worst, std::abs(a.joint[i] - b.joint[i]));
  return worst;
}
double spread_distance(const Exact& a, const Exact& b) {
  double worst = 0;
  for (std::size_t i = 0; i < 3; ++i) worst = std::max(worst, std::abs(a.covariance[i] - b.covariance[i]));
  return worst;
}

Exact mirrored(const Exact& exact) {
  return {.score = {exact.score[1], exact.score[0]},
          .covariance = {exact.covariance[2], exact.covariance[1], exact.covariance[0]},
          .joint = {exact.joint[0], exact.joint[2], exact.joint[1], exact.joint[3]}};
}

/// Every way in which a match may end or not.
std::vector<Rules> lengths() {
  std::vector<Rules> all{{.rounds = 1},
                         {.rounds = 37},
                         {.rounds = 37, .discount = 0.8},
                         {.continuation = 0.9},
                         {.continuation = 0.9, .discount = 0.7},
                         {.rounds = 20, .public_monitoring = true, .crisis = 3},
                         endless(),
                         endless(0.95)};
  for (Rules& rules : all) rules = with_price(rules);
  return all;
}

TEST(Exact, is_a_distribution_with_a_covariance) {
  double worst = 0;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i);
    for (const Rules& rules : lengths()) {
      const Exact result = solved(rules, pair.row, pair.column);
      double sum = 0;
      for (const double share : result.joint) {
        EXPECT_GE(share, 0);
        sum += share;
      }
      EXPECT_NEAR(sum, 1, 1e-12) << "pair " << i;
      worst = std::max(worst, std::abs(sum - 1));
      const auto [row, both, column] = result.covariance;
      EXPECT_GE(row, 0);
      EXPECT_GE(column, 0);
      EXPECT_LE(both * both, row * column * (1 + 1e-9) + 1e-24) << "pair " << i;
    }
  }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

TEST(Exact, means_are_the_same_without_the_covariance) {
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i, 1, i % 4 == 0 ? 15 : 6);
    for (const Rules& rules : lengths()) {
      const Chain chain = joined(rules, pair.row, pair.column);
      EXPECT_LT(distance(*exact(chain, rules), *exact_means(chain, rules)), 1e-12) << "pair " << i;
    }
  }
}

TEST(Exact, of_swapped_seats_is_mirrored) {
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i);
    for (const Rules& rules : lengths()) {
      const Exact there = solved(rules, pair.row, pair.column);
      const Exact back = mirrored(solved(rules, pair.column, pair.row));
      EXPECT_LT(distance(there, back), 1e-12) << "pair " << i;
      EXPECT_LT(spread_distance(there, back), 1e-12) << "pair " << i;
    }
  }
}

TEST(Exact, is_the_same_from_an_automaton_and_from_its_smallest) {
  std::size_t merged = 0;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i, 2);
    for (const Rules& rules : lengths()) {
      const Possible possible{.slips = true, .verified = true, .crisis = rules.crisis};
      const Automaton row = *derive(pair.row.strategy, 2, possible, 100);
      const Automaton column = *derive(pair.column.strategy, 2, possible, 100);
      const Automaton small_row = minimised(row);
      const Automaton small_column = minimised(column);
      merged += row.size() - small_row.size();
      const Exact raw = solved(rules, pair.row, pair.column);
      for (const auto& [a, b] : {std::pair{&row, &column}, {&small_row, &small_column}, {&row, &small_column}}) {
        const Exact same = *exact(*join(rules, {pair.row, a}, {pair.column, b}, 4096), rules);
        EXPECT_LT(distance(raw, same), 1e-12) << "pair " << i;
        EXPECT_LT(spread_distance(raw, same), 1e-12) << "pair " << i;
      }
    }
  }
  EXPECT_GT(merged, 0U);  // or nothing was tried
}

TEST(Exact, of_a_match_that_never_goes_on_is_that_of_one_round) {
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i);
    const Exact once = solved(with_price({.rounds = 1}), pair.row, pair.column);
    for (const Rules& rules : {Rules{.continuation = 0}, endless(0), Rules{.rounds = 50, .discount = 0}}) {
      const Exact same = solved(with_price(rules), pair.row, pair.column);
      EXPECT_LT(distance(once, same), 1e-14) << "pair " << i;
      EXPECT_LT(spread_distance(once, same), 1e-14) << "pair " << i;
    }
  }
}

// What fades in the end is as good as a match that was cut off then: two ways of solving, one answer.
TEST(Exact, of_fading_payoffs_is_that_of_a_match_long_enough) {
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i, 1, i % 4 == 0 ? 15 : 6);
    const Exact whole = solved(with_price(endless(0.9)), pair.row, pair.column);
    const Exact part = solved(with_price({.rounds = 400, .discount = 0.9}), pair.row, pair.column);
    EXPECT_LT(distance(whole, part), 1e-12) << "pair " << i;
    EXPECT_LT(spread_distance(whole, part), 1e-12) << "pair " << i;
  }
}

// A match of random length is a mixture of matches of every length: with n rounds at chance w^(n−1)(1−w),
// E[(S − sL)²] = Σ chance · n² (variance of n rounds + (mean of n rounds − s)²).
TEST(Exact, of_random_length_is_a_mixture_of_fixed_lengths) {
  constexpr double w = 0.8;
  for (std::uint32_t i = 0; i < kPairs; i += 4) {
    const Pair pair = drawn(i);
    const Exact random = solved(with_price({.continuation = w}), pair.row, pair.column);
    Exact mixed{.joint = {0, 0, 0, 0}};
    double chance = 1 - w;
    for (std::int64_t n = 1; n <= 180; ++n, chance *= w) {
      const Exact fixed = solved(with_price({.rounds = n}), pair.row, pair.column);
      const double weight = chance * static_cast<double>(n) * (1 - w);  // over the expected length
      const std::array off{fixed.score[0] - random.score[0], fixed.score[1] - random.score[1]};
      for (const std::size_t seat : {0U, 1U}) mixed.score[seat] += weight * fixed.score[seat];
      for (std::size_t cell = 0; cell < 4; ++cell) mixed.joint[cell] += weight * fixed.joint[cell];
      const double square = weight * static_cast<double>(n) * (1 - w);
      mixed.covariance[0] += square * (fixed.covariance[0] + off[0] * off[0]);
      mixed.covariance[1] += square * (fixed.covariance[1] + off[0] * off[1]);
      mixed.covariance[2] += square * (fixed.covariance[2] + off[1] * off[1]);
    }
    EXPECT_LT(distance(random, mixed), 1e-12) << "pair " << i;
    EXPECT_LT(spread_distance(random, mixed), 1e-12) << "pair " << i;
  }
}

TEST(Exact, of_an_endless_match_is_the_limit_of_patience) {
  double worst = 0;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i);
    const Exact forever = solved(with_price(endless()), pair.row, pair.column);
    const Exact patient = solved(with_price(endless(1 - 1e-9)), pair.row, pair.column);
    EXPECT_LT(distance(forever, patient), 1e-6) << "pair " << i;
    EXPECT_LT(spread_distance(forever, patient), 1e-6) << "pair " << i;
    worst = std::max({worst, distance(forever, patient), spread_distance(forever, patient)});
  }
  RecordProperty("worst", std::to_string(worst * 1e9) + "e-9");
}

/// Shares of the first 2^40 rounds, by squaring the matrix of the chain again and again.
std::vector<double> by_squaring(const Chain& chain) {
  const std::size_t size = chain.size();
  std::vector<double> leap(size * size);
  for (std::size_t point = 0; point < size; ++point)
    for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch;
         b < chain.outcomes[chain.first_outcome[point + 1]].first_branch; ++b)
      leap[point * size + chain.branches[b].target] += chain.branches[b].chance;
  std::vector<double> spent(size);
  spent[0] = 1;
  for (int doubling = 0; doubling < 40; ++doubling) {
    std::vector<double> later(size), twice(size * size);
    for (std::size_t i = 0; i < size; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < size; ++k) sum += leap[i * size + k];
      for (std::size_t k = 0; k < size; ++k) leap[i * size + k] /= sum;  // or rounding would double as well
    }
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t k = 0; k < size; ++k) {
        const double chance = leap[i * size + k];
        if (chance == 0) continue;
        later[k] += spent[i] * chance;
        for (std::size_t j = 0; j < size; ++j) twice[i * size + j] += chance * leap[k * size + j];
      }
    for (std::size_t i = 0; i < size; ++i) spent[i] = (spent[i] + later[i]) / 2;
    leap = std::move(twice);
  }
  std::vector<double> joint(4);
  for (std::size_t point = 0; point < size; ++point)
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      const Chain::Kind& kind = chain.kinds[chain.outcomes[o].kind];
      joint[static_cast<std::size_t>(2 * kind.row + kind.column)] += spent[point] * chain.outcomes[o].chance;
    }
  return joint;
}

TEST(Exact, of_an_endless_match_is_the_mean_of_very_many_rounds) {
  double worst = 0;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    const Pair pair = drawn(i);
    const Chain chain = joined(with_price(endless()), pair.row, pair.column);
    const Exact forever = *exact(chain, endless());
    const std::vector<double> shares = by_squaring(chain);
    for (std::size_t cell = 0; cell < 4; ++cell) {
      EXPECT_NEAR(forever.joint[cell], shares[cell], 1e-9) << "pair " << i;
      worst = std::max(worst, std::abs(forever.joint[cell] - shares[cell]));
    }
  }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

TEST(PlantedFault, of_a_slightly_other_noise_is_caught_by_the_limits) {
  std::size_t caught = 0;
  for (std::uint32_t i = 0; i < kPairs; ++i) {
    Pair pair = drawn(i);
    const std::vector<double> shares = by_squaring(joined(with_price(endless()), pair.row, pair.column));
    pair.row.misperception.up[0] = 0.99 * pair.row.misperception.up[0] + 0.001;
    const Exact other = solved(with_price(endless()), pair.row, pair.column);
    if (std::abs(other.joint[0] - shares[0]) > 1e-6) ++caught;
  }
  EXPECT_GT(caught, kPairs / 4);
}

}  // namespace
