// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/systems/contest.hpp>
#include <detente/systems/standing.hpp>
#include <detente/systems/triads.hpp>

#include "support/statistics.hpp"

/// What war costs, who may be punished for it, and balanced triads.
namespace {

using namespace detente;

// Computed by another program from the formula; three to one is even odds at 1/4, a rule of thumb.
TEST(Contest, is_as_computed_elsewhere) {
  struct Case {
    double offence, decisive, force, strength, chance;
  };
  const std::vector<Case> cases{{0.25, 2, 1, 1, 0.1},
                                {0.25, 2, 2, 1, 0.3076923076923},
                                {0.25, 2, 3, 1, 0.5},
                                {0.25, 2, 5, 3, 0.2358490566038},
                                {0.25, 2, 6, 3, 0.3076923076923},
                                {0.25, 2, 1.5, 1, 0.2},
                                {0.25, 2, 4, 1, 0.64},
                                {0.5, 2, 1, 1, 0.5},
                                {0.5, 2, 2, 1, 0.8},
                                {0.5, 2, 3, 1, 0.9},
                                {0.25, 1, 1, 1, 0.25},
                                {0.25, 1, 3, 1, 0.5}};
  for (const Case& one : cases) {
    EXPECT_NEAR(loss_chance({1, one.offence, one.decisive}, one.force, one.strength), one.chance, 1e-13);
    EXPECT_NEAR(loss_chance({0.1, one.offence, one.decisive}, one.force, one.strength), one.chance / 10, 1e-14);
  }
}

TEST(Contest, is_known_at_the_edges) {
  EXPECT_EQ(loss_chance({.war = 1}, 0, 1), 0);
  EXPECT_EQ(loss_chance({.war = 1, .decisive = 0}, 0, 1), 0);
  EXPECT_EQ(loss_chance({.war = 0}, 5, 1), 0);
  EXPECT_EQ(loss_chance({.war = 0.6, .offence = 1}, 1e-30, 1e30), 0.6);
  EXPECT_EQ(loss_chance({.war = 0.6, .offence = 0}, 1e30, 1e-30), 0);
  EXPECT_EQ(loss_chance({.war = 0.6, .offence = 0, .decisive = 2.5}, 1e30, 1e-30), 0);
  EXPECT_EQ(loss_chance({.war = 0.6, .decisive = 0}, 9, 1), 0.3);
  EXPECT_EQ(loss_chance({.war = 1, .decisive = 8}, 1e30, 1e-30), 1);
  EXPECT_EQ(loss_chance({.war = 1, .decisive = 1e30}, 3, 2), 1);
  EXPECT_EQ(loss_chance({.war = 1, .decisive = 1e30}, 2, 3), 0);
  // Where both powers vanish.
  EXPECT_NEAR(loss_chance({.war = 1, .offence = 1 - 0x1p-53, .decisive = 8}, 1e-60, 1e-30), 0, 1e-100);
  EXPECT_NEAR(loss_chance({.war = 1, .offence = 1 - 0x1p-53, .decisive = 8}, 1e-46, 1e-30),
              1 / (1 + std::pow(0x1p-53 * 1e16, 8)), 1e-12);
}

TEST(Contest, does_not_jump_where_powers_are_no_longer_multiplied) {
  for (int m = 1; m <= 9; ++m)
    for (const double force : {0.5, 1.0, 2.0, 7.0}) {
      const double here = loss_chance({1, 0.3, static_cast<double>(m)}, force, 2);
      EXPECT_NEAR(loss_chance({1, 0.3, m + 1e-9}, force, 2), here, 1e-8) << m;
      EXPECT_NEAR(here, std::pow(0.3 * force, m) / (std::pow(0.3 * force, m) + std::pow(0.7 * 2, m)), 1e-14) << m;
    }
}

// The published digits of no machine: one rounding of a fraction of whole numbers, as multiplication gives it.
TEST(Contest, is_rounded_once_where_offence_is_a_quarter) {
  for (int force = 1; force <= 16; ++force)
    for (int strength = 1; strength <= 16; ++strength)
      for (int m = 0; m <= 8; ++m) {
        std::int64_t attack = 1;
        std::int64_t defence = 1;
        for (int i = 0; i < m; ++i) attack *= force;
        for (int i = 0; i < m; ++i) defence *= 3 * strength;
        if (attack + defence >= std::int64_t{1} << 53) continue;
        ASSERT_EQ(loss_chance({1, 0.25, static_cast<double>(m)}, force, strength),
                  static_cast<double>(attack) / static_cast<double>(attack + defence));
      }
}

TEST(Contest, refuses_what_is_out_of_range) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(loss_chance({.war = 1.1}, 1, 1), Error);
  EXPECT_THROW(loss_chance({.war = nan}, 1, 1), Error);
  EXPECT_THROW(loss_chance({.war = 1, .offence = -0.1}, 1, 1), Error);
  EXPECT_THROW(loss_chance({.war = 1, .decisive = -1}, 1, 1), Error);
  EXPECT_THROW(loss_chance({.war = 1}, -1, 1), Error);
  EXPECT_THROW(loss_chance({.war = 1}, 1, 0), Error);
  EXPECT_THROW(loss_chance({.war = 1}, 1, nan), Error);
}

// Tullock (1980): n equal contestants for a prize of 1 spend m(n−1)/n² each. Hirshleifer (1995): of a resource of 1,
// those who keep what they make from what they do not fight with fight with m(n−1)/(1 + m(n−1)).
TEST(Contest, has_the_equilibria_of_the_literature) {
  const auto best = [](auto&& worth) {
    double result = 0;
    for (int i = 1; i <= 20000; ++i)
      if (worth(i / 20000.0) >= worth(result)) result = i / 20000.0;
    return result;
  };
  struct Case {
    double n, m, spent, fought;
  };
  for (const Case& one : {Case{2, 1, 1.0 / 4, 1.0 / 2}, {3, 1, 2.0 / 9, 2.0 / 3}, {5, 1, 4.0 / 25, 4.0 / 5}}) {
    const auto chance = [&](double own, double other) {
      return loss_chance({1, 0.5, one.m}, own, (one.n - 1) * other);
    };
    EXPECT_NEAR(best([&](double x) { return chance(x, one.spent) - x; }), one.spent, 1e-4);
    EXPECT_NEAR(best([&](double x) { return chance(x, one.fought) * (1 - x + (one.n - 1) * (1 - one.fought)); }),
                one.fought, 1e-4);
  }
  EXPECT_NEAR(best([&](double x) { return loss_chance({1, 0.5, 2}, x, 0.5) - x; }), 0.5, 1e-4);
  EXPECT_NEAR(best([&](double x) {
                return loss_chance({1, 0.5, 0.5}, x, 1.0 / 3) * (1 - x + 2.0 / 3);
              }),
              1.0 / 3, 1e-4);
}

using Acts = std::vector<std::pair<std::size_t, std::size_t>>;
struct Script {
  const char* what;
  std::vector<Acts> rounds;  ///< by, upon
  std::vector<std::string> standings;
};

// Written by hand from Sugden's (1986) rule, and checked with another program.
std::vector<Script> scripts() {
  const Acts everybody{{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 0}, {2, 1}};
  return {{"0 attacks 1 for three rounds, 1 and 2 punish from the second on, 2 once too long",
           {{{0, 1}}, {{0, 1}, {1, 0}, {2, 0}}, {{0, 1}, {1, 0}, {2, 0}}, {{1, 0}, {2, 0}}, {{2, 0}}, {}},
           {"bgg", "bgg", "bgg", "ggg", "ggb", "ggg"}},
          {"echo of two tit-for-tats after 0 struck by mistake",
           {{{0, 1}}, {{1, 0}}, {{0, 1}}, {{1, 0}}},
           {"bgg", "ggg", "bgg", "ggg"}},
          {"all strike at once", {everybody, everybody, everybody}, {"bbb", "ggg", "bbb"}}};
}

TEST(Standing, follows_the_scripts) {
  for (const Script& script : scripts()) {
    std::uint64_t mask = ~std::uint64_t{0};
    std::vector<std::uint64_t> lanes(3, ~std::uint64_t{0});
    for (std::size_t round = 0; round < script.rounds.size(); ++round) {
      std::vector<std::uint64_t> victims(3);
      std::vector<Hostility> acts;
      for (const auto& [by, upon] : script.rounds[round]) {
        victims[by] |= std::uint64_t{1} << upon;
        acts.push_back({.by = by, .upon = upon, .repetitions = ~std::uint64_t{0}});
      }
      mask = good_after(victims, mask);
      lanes = good_after(acts, lanes);
      for (std::size_t i = 0; i < 3; ++i) {
        const bool is_good = script.standings[round][i] == 'g';
        EXPECT_EQ((mask >> i & 1) != 0, is_good) << script.what << ", round " << round + 1 << ", state " << i;
        EXPECT_EQ(lanes[i], is_good ? ~std::uint64_t{0} : 0) << script.what << ", round " << round + 1;
      }
      EXPECT_EQ(mask >> 3, ~std::uint64_t{0} >> 3);
    }
  }
}

TEST(Standing, is_the_same_by_masks_and_by_repetitions) {
  constexpr std::size_t kStates = 64;
  std::vector<std::uint64_t> lanes(kStates, ~std::uint64_t{0});
  std::vector<std::uint64_t> masks(64, ~std::uint64_t{0});  // by repetition
  for (std::uint32_t round = 1; round <= 20; ++round) {
    std::vector<Hostility> acts;
    std::vector<std::vector<std::uint64_t>> victims(64, std::vector<std::uint64_t>(kStates));
    Rng rng({.seed = 3, .round = round});
    for (std::size_t front = 0; front < 100; ++front) {
      const std::size_t by = rng() % kStates;
      const std::size_t upon = rng() % kStates;
      const std::uint64_t repetitions = std::uint64_t{rng()} << 32 | rng();
      acts.push_back({by, upon, repetitions});
      for (std::size_t lane = 0; lane < 64; ++lane) victims[lane][by] |= (repetitions >> lane & 1) << upon;
    }
    lanes = good_after(acts, lanes);
    for (std::size_t lane = 0; lane < 64; ++lane) {
      masks[lane] = good_after(victims[lane], masks[lane]);
      for (std::size_t i = 0; i < kStates; ++i) ASSERT_EQ(masks[lane] >> i & 1, lanes[i] >> lane & 1) << round;
    }
  }
}

TEST(Standing, refuses_states_that_there_are_not) {
  EXPECT_THROW(good_after(std::vector<std::uint64_t>(65), 0), Error);
  EXPECT_THROW(good_after(std::vector<Hostility>{{.by = 0, .upon = 2}}, {1, 1}), Error);
  EXPECT_THROW(good_after(std::vector<Hostility>{{.by = 2, .upon = 0}}, {1, 1}), Error);
}

Triads count_triads(std::size_t states, const std::vector<FrontSign>& fronts) {
  std::vector<int> signs(states * states);
  for (const FrontSign& front : fronts)
    signs[front.a * states + front.b] = signs[front.b * states + front.a] = front.is_peaceful ? 1 : -1;
  Triads result;
  for (std::size_t a = 0; a < states; ++a)
    for (std::size_t b = a + 1; b < states; ++b)
      for (std::size_t c = b + 1; c < states; ++c) {
        const int product = signs[a * states + b] * signs[b * states + c] * signs[a * states + c];
        result.all += product != 0 ? 1 : 0;
        result.balanced += product > 0 ? 1 : 0;
      }
  return result;
}

TEST(Triads, agree_with_counting_them_one_by_one) {
  for (std::uint32_t trial = 0; trial < 60; ++trial) {
    Rng rng({.seed = 4, .repetition = trial});
    const std::size_t states = rng() % (trial < 50 ? 12 : 140);
    const double density = 0.25 * (1 + trial % 4);
    std::vector<FrontSign> fronts;
    for (std::size_t a = 0; a < states; ++a)
      for (std::size_t b = a + 1; b < states; ++b)
        if (rng.chance(density)) fronts.push_back(rng() % 2 == 0 ? FrontSign{a, b, rng() % 3 == 0} : FrontSign{b, a});
    const Triads found = triads(states, fronts);
    const Triads expected = count_triads(states, fronts);
    ASSERT_EQ(found.all, expected.all) << trial;
    ASSERT_EQ(found.balanced, expected.balanced) << trial;
  }
}

// Cartwright & Harary (1956): a complete graph is balanced if and only if it is two cliques at enmity, in one of
// 2^(n−1) ways.
TEST(Triads, are_all_balanced_in_two_cliques_alone) {
  for (std::size_t n = 3; n <= 5; ++n) {
    const std::size_t pairs = n * (n - 1) / 2;
    int balanced = 0;
    for (std::uint32_t signs = 0; signs < std::uint32_t{1} << pairs; ++signs) {
      std::vector<FrontSign> fronts;
      for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = a + 1; b < n; ++b) fronts.push_back({a, b, (signs >> fronts.size() & 1) != 0});
      balanced += triads(n, fronts).share() == 1 ? 1 : 0;
    }
    EXPECT_EQ(balanced, 1 << (n - 1));
  }
}

TEST(Triads, are_known_at_the_edges) {
  EXPECT_EQ(triads(0, {}).share(), std::nullopt);
  EXPECT_EQ(triads(4, {{0, 1}, {1, 2}, {2, 3}}).share(), std::nullopt);
  EXPECT_EQ(triads(3, {{0, 1}, {1, 2}, {2, 0}}).share(), 1);
  EXPECT_EQ(triads(3, {{0, 1}, {1, 2}, {2, 0, false}}).share(), 0);
  EXPECT_THROW(triads(2, {{0, 2}}), Error);
  EXPECT_THROW(triads(2, {{1, 1}}), Error);
  EXPECT_THROW(triads(2, {{0, 1}, {1, 0}}), Error);
}

// Local triad dynamics: an unbalanced triad is mended, one with one unfriendly front by making peace on it with chance
// p, else by spoiling one of its friendly fronts.
struct Dynamics {
  Dynamics(std::size_t size, const Draw& draw) : states(size), rng(draw), peaceful(size * size) {
    for (std::size_t a = 0; a < states; ++a)
      for (std::size_t b = 0; b < a; ++b) at(a, b) = static_cast<char>(rng() >> 31);
  }

  char& at(std::size_t a, std::size_t b) { return peaceful[std::max(a, b) * states + std::min(a, b)]; }
  std::size_t below(std::size_t most) { return std::uint64_t{rng()} * most >> 32; }

  void step(double p) {
    const std::size_t a = below(states);
    std::size_t b = below(states - 1);
    if (b >= a) ++b;
    std::size_t c = below(states - 2);
    if (c >= std::min(a, b)) ++c;
    if (c >= std::max(a, b)) ++c;
    const std::array<char*, 3> triad{&at(a, b), &at(b, c), &at(a, c)};
    const int friendly = *triad[0] + *triad[1] + *triad[2];
    if (friendly % 2 != 0) return;
    std::size_t which = below(3);
    if (friendly == 2) {
      const std::size_t odd = *triad[0] == 0 ? 0 : *triad[1] == 0 ? 1 : 2;
      which = rng.chance(p) ? odd : (odd + 1 + below(2)) % 3;
    }
    *triad[which] = *triad[which] == 0 ? 1 : 0;
  }

  std::vector<FrontSign> fronts() {
    std::vector<FrontSign> result;
    for (std::size_t a = 0; a < states; ++a)
      for (std::size_t b = 0; b < a; ++b) result.push_back({a, b, at(a, b) != 0});
    return result;
  }

  std::size_t states;
  Rng rng;
  std::vector<char> peaceful;
};

struct Settled {
  double friendly, balanced;  // shares
};
Settled settled(std::size_t states, double p, const Draw& draw) {
  Dynamics dynamics(states, draw);
  const std::size_t pairs = states * (states - 1) / 2;
  for (std::size_t step = 0; step < 11 * pairs; ++step) dynamics.step(p);
  const std::vector<FrontSign> fronts = dynamics.fronts();
  double peaceful = 0;
  for (const FrontSign& front : fronts) peaceful += front.is_peaceful ? 1 : 0;
  return {peaceful / static_cast<double>(pairs), *triads(states, fronts).share()};
}

struct Moments {
  double sum = 0, squares = 0, count = 0;
  void add(double value) {
    sum += value;
    squares += value * value;
    ++count;
  }
  statistics::Sample sample() const {
    const double mean = sum / count;
    return {mean, std::sqrt((squares / count - mean * mean) * count / (count - 1)), count};
  }
};

// Antal, Krapivsky & Redner (2005): below p = 1/2 the share of friendly fronts settles at 1/(1 + √(3(1 − 2p))). Among
// infinitely many states fronts are independent, so that balanced triads have no unfriendly front or two of three.
// Among n, some 1/(2n) more are balanced, which two sizes show.
TEST(Triads, are_as_many_as_local_triad_dynamics_leave) {
  struct Case {
    double p, published;
  };
  for (const Case& one : {Case{0, 0.3660}, {0.25, 0.4495}, {1.0 / 3, 0.5}}) {
    const double rho = 1 / (1 + std::sqrt(3 * (1 - 2 * one.p)));
    EXPECT_NEAR(rho, one.published, 5e-5);
    Moments friendly, balanced;
    for (std::uint64_t repetition = 0; repetition < 200; ++repetition) {
      const Settled large = settled(48, one.p, {.seed = 5, .repetition = repetition});
      const Settled small = settled(24, one.p, {.seed = 6, .repetition = repetition});
      friendly.add(large.friendly);
      balanced.add(2 * large.balanced - small.balanced);
    }
    const double independent = rho * rho * rho + 3 * rho * (1 - rho) * (1 - rho);
    const statistics::Aim aim{.checks = 6, .catches = 0.012};
    EXPECT_TRUE(statistics::mean_is(friendly.sample(), rho, aim)) << one.p;
    EXPECT_TRUE(statistics::mean_is(balanced.sample(), independent, aim)) << one.p;
    EXPECT_FALSE(statistics::mean_is(friendly.sample(), rho + 0.012, aim)) << one.p;
    EXPECT_FALSE(statistics::mean_is(balanced.sample(), independent + 0.012, aim)) << one.p;
  }
}

}  // namespace
