// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/systems/powers.hpp>

/// Concentration of power, and the states without which some coalition would not win.
namespace {

using namespace detente;
using Mask = std::uint32_t;

// CON is that of Singer, Bremer & Stuckey (1972); the numbers were computed with fractions.
TEST(Concentration, is_as_computed_elsewhere) {
  struct Case {
    std::vector<double> strengths;
    double hhi, con, powers, top;
  };
  const std::vector<Case> cases{{{1, 1, 1}, 0.3333333333333, 0.0, 3.0, 0.3333333333333},
                                {{5, 3, 3, 3, 3}, 0.2110726643599, 0.1176470588235, 4.737704918033, 0.2941176470588},
                                {{4, 3, 2, 1}, 0.3, 0.2581988897472, 3.333333333333, 0.4},
                                {{12, 0, 0, 0, 0}, 1.0, 1.0, 1.0, 1.0},
                                {{6, 5, 4, 3, 1, 1}, 0.22, 0.2529822128135, 4.545454545455, 0.3}};
  for (const Case& one : cases) {
    const Concentration found = *concentration(one.strengths);
    EXPECT_NEAR(found.hhi, one.hhi, 1e-13);
    EXPECT_NEAR(found.con, one.con, 1e-13);
    EXPECT_NEAR(found.powers, one.powers, 1e-12);
    EXPECT_NEAR(found.top, one.top, 1e-13);
  }
}

TEST(Concentration, of_equal_strengths_is_0_without_rounding) {
  for (std::size_t n = 2; n <= 64; ++n) EXPECT_EQ(concentration(std::vector<double>(n, 7))->con, 0) << n;
  EXPECT_EQ(concentration(std::vector<double>(3, 0.1))->con, 0);
}

TEST(Concentration, does_not_depend_on_the_unit) {
  const Concentration one = *concentration({4, 3, 2, 1});
  for (const double unit : {4.9e-324, 0x1p-600, 0x1p300, 0x1p1021}) {
    const Concentration other = *concentration({4 * unit, 3 * unit, 2 * unit, unit});
    EXPECT_EQ(other.hhi, one.hhi) << unit;
    EXPECT_EQ(other.con, one.con) << unit;
    EXPECT_EQ(other.powers, one.powers) << unit;
    EXPECT_EQ(other.top, one.top) << unit;
  }
}

TEST(Concentration, is_known_at_the_edges) {
  EXPECT_EQ(concentration({3})->con, 1);
  EXPECT_EQ(concentration({3})->powers, 1);
  EXPECT_EQ(concentration({0, 0}), std::nullopt);
  EXPECT_THROW(concentration({}), Error);
  EXPECT_THROW(concentration({1, -1}), Error);
  EXPECT_THROW(concentration({1, std::numeric_limits<double>::infinity()}), Error);
  EXPECT_THROW(concentration({1, std::numeric_limits<double>::quiet_NaN()}), Error);
}

// By the definition: every subset is looked at, and every member of it left out.
std::vector<Mask> minimal_winning(const std::vector<int>& strengths) {
  const auto strength_of = [&](Mask members) {
    int sum = 0;
    for (std::size_t i = 0; i < strengths.size(); ++i) sum += (members >> i & 1) != 0 ? strengths[i] : 0;
    return sum;
  };
  const Mask everybody = (Mask{1} << strengths.size()) - 1;
  const auto wins = [&](Mask members) { return 2 * strength_of(members) > strength_of(everybody); };
  std::vector<Mask> result;
  for (Mask members = 1; members <= everybody; ++members) {
    bool is_minimal = wins(members);
    for (std::size_t i = 0; i < strengths.size() && is_minimal; ++i)
      if ((members >> i & 1) != 0 && wins(members & ~(Mask{1} << i))) is_minimal = false;
    if (is_minimal) result.push_back(members);
  }
  return result;
}

std::vector<bool> essential_by_definition(const std::vector<int>& strengths) {
  Mask members = 0;
  for (const Mask coalition : minimal_winning(strengths)) members |= coalition;
  std::vector<bool> result;
  for (std::size_t i = 0; i < strengths.size(); ++i) result.push_back((members >> i & 1) != 0);
  return result;
}

// The concept is that of Niou, Ordeshook & Rose (1989); the coalitions were listed by another program.
TEST(Essential, is_who_is_in_a_minimal_winning_coalition) {
  struct Case {
    std::vector<int> strengths;
    std::vector<bool> essential;
    std::vector<Mask> minimal;  // bit i for state i, in ascending order
  };
  const std::vector<Case> cases{
      {{1, 1, 1}, {true, true, true}, {0b011, 0b101, 0b110}},
      {{3, 2, 1}, {true, true, true}, {0b011, 0b101}},
      {{4, 3, 2, 1}, {true, true, true, true}, {0b0011, 0b0101, 0b1110}},
      {{5, 3, 1, 1}, {true, true, true, true}, {0b0011, 0b0101, 0b1001}},
      {{40, 40, 15, 5}, {true, true, true, false}, {0b0011, 0b0101, 0b0110}},
      {{6, 2, 1, 1}, {true, false, false, false}, {0b0001}},
      {{5, 3, 3, 3, 3},
       {true, true, true, true, true},
       {0b00111, 0b01011, 0b01101, 0b01110, 0b10011, 0b10101, 0b10110, 0b11001, 0b11010, 0b11100}}};
  for (const Case& one : cases) {
    EXPECT_EQ(essential_states(one.strengths), one.essential) << testing::PrintToString(one.strengths);
    EXPECT_EQ(minimal_winning(one.strengths), one.minimal) << testing::PrintToString(one.strengths);
  }
}

TEST(Essential, agrees_with_all_subsets_of_up_to_12_states) {
  std::size_t inessential = 0;
  for (std::uint32_t trial = 0; trial < 600; ++trial) {
    Rng rng({.seed = 1, .repetition = trial});
    const std::size_t n = 1 + rng() % (trial % 10 == 0 ? 12 : 8);
    const std::uint32_t most = std::array<std::uint32_t, 4>{2, 6, 40, 255}[rng() % 4];
    std::vector<int> strengths;
    // Half of them of unequal orders of size, where few are essential.
    const bool is_steep = rng() % 2 == 0;
    for (std::size_t i = 0; i < n; ++i)
      strengths.push_back(static_cast<int>(rng() % (most + 1) >> (is_steep ? rng() % 5 : 0)));
    const std::vector<bool> expected = essential_by_definition(strengths);
    ASSERT_EQ(essential_states(strengths), expected) << testing::PrintToString(strengths);
    for (std::size_t i = 0; i < n; ++i) inessential += strengths[i] > 0 && !expected[i] ? 1U : 0U;
  }
  EXPECT_GT(inessential, 300U);  // that there are both kinds
}

// For many states: every coalition of the others by its sum, one state after another.
std::vector<bool> essential_by_sums(const std::vector<int>& strengths) {
  int total = 0;
  for (const int strength : strengths) total += strength;
  std::vector<bool> result;
  for (std::size_t i = 0; i < strengths.size(); ++i) {
    std::vector<char> has(static_cast<std::size_t>(total) + 1);
    has[0] = 1;
    for (std::size_t j = 0; j < strengths.size(); ++j) {
      const auto strength = static_cast<std::size_t>(strengths[j]);
      if (j != i && strength > 0)
        for (std::size_t sum = has.size(); sum-- > strength;)
          has[sum] = static_cast<char>(has[sum] | has[sum - strength]);
    }
    bool swings = false;
    for (int sum = 0; sum <= total; ++sum)
      swings |= has[static_cast<std::size_t>(sum)] != 0 && 2 * sum <= total && 2 * (sum + strengths[i]) > total;
    result.push_back(swings);
  }
  return result;
}

TEST(Essential, agrees_with_all_sums_of_up_to_70_states) {
  for (std::uint32_t trial = 0; trial < 12; ++trial) {
    Rng rng({.seed = 2, .repetition = trial});
    std::vector<int> strengths;
    const std::size_t n = 13 + rng() % 58;
    // Powers of two apart, and even, so that small odd ones are not needed.
    for (std::size_t i = 0; i < n; ++i) strengths.push_back(static_cast<int>(rng() % 256 >> rng() % 8 << trial % 3));
    ASSERT_EQ(essential_states(strengths), essential_by_sums(strengths)) << testing::PrintToString(strengths);
  }
  std::vector<int> even(63, 254);
  even.push_back(1);
  EXPECT_EQ(essential_states(even), essential_by_sums(even));
  EXPECT_FALSE(essential_states(even).back());
  EXPECT_EQ(essential_states(std::vector<int>(64, 255)), std::vector<bool>(64, true));
}

TEST(Essential, is_known_at_the_edges) {
  EXPECT_EQ(essential_states({}), std::vector<bool>{});
  EXPECT_EQ(essential_states({0, 0}), (std::vector<bool>{false, false}));
  EXPECT_EQ(essential_states({0, 1}), (std::vector<bool>{false, true}));
  EXPECT_EQ(essential_states({1, 1}), (std::vector<bool>{true, true}));  // half is not more than half
  EXPECT_EQ(essential_states({63, 64, 1}), (std::vector<bool>{true, true, true}));
  EXPECT_NO_THROW(essential_states({1 << 24}));
  EXPECT_THROW(essential_states({1 << 24, 1}), Error);
  EXPECT_THROW(essential_states({1, -1}), Error);
}

}  // namespace
