// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>

#include <detente/dice.hpp>
#include <detente/error.hpp>
#include <detente/systems/blocs.hpp>

/// The two sides into which states divide.
namespace {

using namespace detente;
using Mask = std::uint32_t;

Sides sides_of(Mask mask, std::size_t states) {
  Sides result(states);
  for (std::size_t i = 0; i < states; ++i) result[i] = (mask >> i & 1) != 0;
  return result;
}

Mask mask_of(const Sides& sides) {
  Mask result = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) result |= Mask{sides[i]} << i;
  return result;
}

// Strengths and propensities of the public data of Axelrod with Furnas (2016), by their theory (Axelrod & Bennett
// 1993).
const std::vector<std::string> kActors{"US",   "Rus", "Syr",   "Tur",   "S.A.", "Iran",
                                       "ISIS", "Hez", "IqKrd", "Nursa", "Iraq"};
Landscape middle_east() {
  const int propensities[11][11] = {
      {0, -1, -1, 2, 1, -1, -2, -2, 1, -1, 1},     {-1, 0, 1, -1, 0, 0, -2, 0, -1, -1, 1},
      {-1, 1, 0, -2, -1, 1, -2, 1, -2, -1, 0},     {2, -1, -2, 0, 0, -1, -1, 0, -1, -1, 0},
      {1, 0, -1, 0, 0, -2, -2, 0, 0, -1, 0},       {-1, 0, 1, -1, -2, 0, -1, 2, 0, -1, -1},
      {-2, -2, -2, -1, -2, -1, 0, -1, -2, -1, -2}, {-2, 0, 1, 0, 0, 2, -1, 0, 0, -1, 0},
      {1, -1, -2, -1, 0, 0, -2, 0, 0, -1, 0},      {-1, -1, -1, -1, -1, -1, -1, -1, -1, 0, -1},
      {1, 1, 0, 0, 0, -1, -2, 0, 0, -1, 0}};
  Landscape result{{10, 10, 50, 10, 10, 20, 100, 20, 40, 10, 50}, {}};
  for (std::size_t i = 0; i < 11; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_EQ(propensities[i][j], propensities[j][i]);
      if (propensities[i][j] != 0) result.propensities.push_back({i, j, static_cast<double>(propensities[i][j])});
    }
  return result;
}

Sides apart(const std::vector<std::string>& names) {
  Sides result;
  for (const std::string& actor : kActors)
    result.push_back(std::find(names.begin(), names.end(), actor) != names.end());
  return result;
}

TEST(Landscape, has_the_published_energies) {
  const Landscape landscape = middle_east();
  EXPECT_EQ(energy(landscape, apart({"ISIS"})), -80000);
  EXPECT_EQ(energy(landscape, apart({"US"})), -4200);
  EXPECT_EQ(energy(landscape, apart({"US", "Rus"})), -7200);
  EXPECT_EQ(energy(landscape, apart({"Tur", "ISIS"})), -81200);
  EXPECT_EQ(energy(landscape, apart({"Tur", "ISIS", "Nursa"})), -83200);
  EXPECT_EQ(energy(landscape, apart({})), 0);
}

TEST(Landscape, has_the_one_published_minimum) {
  const Split split = best_split(middle_east());
  EXPECT_EQ(split.energy, -83200);
  EXPECT_EQ(split.sides, apart({"Tur", "ISIS", "Nursa"}));
  EXPECT_TRUE(split.is_least);
  EXPECT_EQ(split.local_minima, 1);
  const Split descended = steepest_descent(middle_east());
  EXPECT_EQ(descended.energy, -83200);
  EXPECT_EQ(descended.sides, split.sides);
  EXPECT_FALSE(descended.is_least);
  EXPECT_EQ(descended.local_minima, std::nullopt);
}

// Numbers of states and propensities in tenths, so that all alignments can be compared without rounding.
struct Tenths {
  std::vector<int> sizes;
  std::vector<std::vector<int>> propensity;

  Tenths(Rng& rng, std::size_t states, std::uint32_t most_size, int most) : sizes(states), propensity(states) {
    for (std::size_t i = 0; i < states; ++i) {
      sizes[i] = static_cast<int>(rng() % most_size) + (rng() % 8 == 0 ? 0 : 1);
      propensity[i].resize(states);
      for (std::size_t j = 0; j < i; ++j)
        propensity[j][i] = propensity[i][j] = static_cast<int>(rng() % static_cast<std::uint32_t>(2 * most + 1)) - most;
    }
  }

  Landscape landscape(bool shuffled) const {
    Landscape result{{sizes.begin(), sizes.end()}, {}};
    for (std::size_t i = 0; i < sizes.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (propensity[i][j] != 0) result.propensities.push_back({i, j, propensity[i][j] / 10.0});
    if (shuffled) {
      std::reverse(result.propensities.begin(), result.propensities.end());
      for (FrontValue& pair : result.propensities) std::swap(pair.a, pair.b);
    }
    return result;
  }

  int energy(Mask mask) const {
    int result = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
      for (std::size_t j = 0; j < sizes.size(); ++j)
        if (((mask >> i ^ mask >> j) & 1) != 0) result += sizes[i] * sizes[j] * propensity[i][j];
    return result;
  }
  bool is_minimum(Mask mask) const {
    for (std::size_t i = 0; i < sizes.size(); ++i)
      if (energy(mask ^ Mask{1} << i) < energy(mask)) return false;
    return true;
  }
};

TEST(Landscape, is_searched_as_all_alignments_say) {
  int ties = 0;
  int several = 0;
  for (std::uint32_t trial = 0; trial < 300; ++trial) {
    Rng rng({.seed = 1, .repetition = trial});
    const std::size_t states = 1 + rng() % 9;
    const Tenths tenths(rng, states, trial % 2 == 0 ? 1 : 7, trial % 3 == 0 ? 2 : 10);
    Mask best = 0;
    std::int64_t minima = 0;
    int equal = 0;
    for (Mask mask = 0; mask < Mask{1} << states; mask += 2) {
      if (tenths.energy(mask) < tenths.energy(best)) best = mask;
      minima += tenths.is_minimum(mask) ? 1 : 0;
    }
    for (Mask mask = 0; mask < Mask{1} << states; mask += 2) equal += tenths.energy(mask) == tenths.energy(best);
    ties += equal > 1 ? 1 : 0;
    several += minima > equal ? 1 : 0;
    const Split split = best_split(tenths.landscape(trial % 4 < 2));
    ASSERT_EQ(mask_of(split.sides), best) << trial;
    ASSERT_NEAR(split.energy, tenths.energy(best) / 10.0, 1e-9) << trial;
    ASSERT_EQ(split.local_minima, minima) << trial;
    const Mask other = rng() % (Mask{1} << states);
    ASSERT_NEAR(energy(tenths.landscape(trial % 4 < 2), sides_of(other, states)), tenths.energy(other) / 10.0, 1e-9);
    const Split descended = steepest_descent(tenths.landscape(trial % 4 < 2));
    ASSERT_TRUE(tenths.is_minimum(mask_of(descended.sides))) << trial;
    ASSERT_FALSE(descended.sides[0]);
    ASSERT_GE(descended.energy, split.energy - 1e-9);
  }
  EXPECT_GT(ties, 50);     // in tenths that no double is
  EXPECT_GT(several, 20);  // minima that are not the least
}

TEST(Landscape, of_20_states_is_compared_and_of_21_descended) {
  Rng rng({.seed = 2});
  const Tenths tenths(rng, 20, 5, 10);
  const Landscape landscape = tenths.landscape(false);
  const Split split = best_split(landscape);
  EXPECT_TRUE(split.is_least);
  EXPECT_TRUE(tenths.is_minimum(mask_of(split.sides)));
  // None of many others is better; those of descents are good ones.
  for (int i = 0; i < 10000; ++i) ASSERT_GE(tenths.energy(rng() & 0xffffe), 10 * split.energy - 1e-6);
  EXPECT_GE(steepest_descent(landscape).energy, split.energy);
  Landscape larger = landscape;
  larger.sizes.push_back(1);  // it has no propensity to anybody
  const Split descended = best_split(larger);
  EXPECT_FALSE(descended.is_least);
  EXPECT_EQ(descended.energy, steepest_descent(landscape).energy);
}

// Two pairs of friends: nobody leaves the others alone, but in pairs they part.
TEST(Landscape, is_descended_from_each_state_alone) {
  const Landscape landscape{{1, 1, 1, 1}, {{0, 1, 3}, {2, 3, 3}, {0, 2, -1}, {0, 3, -1}, {1, 2, -1}, {1, 3, -1}}};
  EXPECT_EQ(mask_of(steepest_descent(landscape).sides), 0b1100U);
  EXPECT_EQ(steepest_descent(landscape).energy, -8);
  EXPECT_EQ(best_split(landscape).local_minima, 2);
}

// Two blocs of any sizes, whose least energy has no rival.
TEST(Landscape, of_many_states_shows_the_blocs_that_were_planted) {
  for (std::uint32_t trial = 0; trial < 20; ++trial) {
    Rng rng({.seed = 3, .repetition = trial});
    const std::size_t states = 21 + rng() % 80;
    Sides planted(states);
    for (std::size_t i = 1; i < states; ++i) planted[i] = rng() % (2 + trial % 3) == 0;
    std::vector<FrontValue> hostility;
    for (std::size_t i = 0; i < states; ++i)
      for (std::size_t j = 0; j < i; ++j) hostility.push_back({i, j, planted[i] != planted[j] ? 0.9 : 0.2});
    const Blocs found = blocs(states, hostility);
    EXPECT_EQ(found.split.sides, planted) << trial;
    EXPECT_NEAR(found.across, 0.9, 1e-12);
    EXPECT_NEAR(found.within, 0.2, 1e-12);
    EXPECT_NEAR(found.polarisation, 0.7, 1e-12);
    EXPECT_FALSE(found.split.is_least);
  }
}

// 0.1 + 0.2 is not 0.3 in doubles: state 1 apart is as good as 2 and 4 apart, and comes first.
TEST(Landscape, takes_energies_that_differ_by_rounding_for_equal) {
  for (const double third : {-0.3, -(0.1 + 0.2)})
    for (const double unit : {1.0, 1e-200, 1e200}) {
      const Landscape landscape{
          {1, 1, 1, 1, 1},
          {{0, 1, third * unit}, {0, 2, -0.1 * unit}, {0, 4, -0.2 * unit}, {1, 2, -unit}, {2, 4, 10 * unit}}};
      EXPECT_EQ(mask_of(best_split(landscape).sides), 0b00010U);
      EXPECT_EQ(best_split(landscape).local_minima, 4);  // state 3, whom nobody knows, on either side
      EXPECT_EQ(mask_of(steepest_descent(landscape).sides), 0b00010U);
    }
}

// As another program has them; over unordered pairs, energy is half of this.
TEST(Blocs, are_as_computed_elsewhere) {
  const Blocs two = blocs(4, {{0, 1, 0.1}, {0, 2, 0.8}, {0, 3, 0.9}, {1, 2, 0.7}, {1, 3, 0.8}, {2, 3, 0.2}});
  EXPECT_EQ(mask_of(two.split.sides), 0b1100U);
  EXPECT_NEAR(two.split.energy, -4.8, 1e-12);
  EXPECT_NEAR(two.across, 0.8, 1e-12);
  EXPECT_NEAR(two.within, 0.15, 1e-12);
  EXPECT_NEAR(two.polarisation, 0.65, 1e-12);
  const Blocs peace = blocs(3, {{0, 1, 0}, {0, 2, 0}, {1, 2, 0}});
  EXPECT_EQ(mask_of(peace.split.sides), 0U);
  EXPECT_EQ(peace.split.energy, 0);
  EXPECT_EQ(peace.polarisation, 0);
  const Blocs war = blocs(3, {{0, 1, 1}, {0, 2, 1}, {1, 2, 1}});
  EXPECT_EQ(mask_of(war.split.sides), 0b010U);
  EXPECT_EQ(war.split.energy, -4);
  EXPECT_EQ(war.polarisation, 0);
  EXPECT_EQ(war.split.local_minima, 3);
}

TEST(Blocs, count_the_fronts_that_there_are_and_the_sizes_of_states) {
  // 1 fights both; the larger decides with whom it is not.
  const std::vector<FrontValue> fronts{{0, 1, 0.75}, {1, 2, 0.75}, {2, 0, 1}};
  EXPECT_EQ(mask_of(blocs(3, fronts, {9, 1, 9}).split.sides), 0b100U);
  EXPECT_EQ(mask_of(blocs(3, fronts, {1, 9, 9}).split.sides), 0b100U);
  EXPECT_EQ(mask_of(blocs(3, fronts, {1, 90, 9}).split.sides), 0b010U);
  EXPECT_EQ(blocs(3, {{0, 1, 1}}).polarisation, 1);
  EXPECT_EQ(blocs(3, {{0, 1, 0.25}}).polarisation, -0.25);
  EXPECT_EQ(blocs(1, {}).split.local_minima, 1);
}

TEST(Blocs, refuse_what_is_no_system) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(blocs(0, {}), Error);
  EXPECT_THROW(blocs(2, {{0, 1, 1.1}}), Error);
  EXPECT_THROW(blocs(2, {{0, 1, nan}}), Error);
  EXPECT_THROW(blocs(2, {{0, 2, 1}}), Error);
  EXPECT_THROW(blocs(2, {{1, 1, 1}}), Error);
  EXPECT_THROW(blocs(2, {{0, 1, 1}, {1, 0, 1}}), Error);
  EXPECT_THROW(blocs(2, {{0, 1, 1}}, {1}), Error);
  EXPECT_THROW(blocs(2, {{0, 1, 1}}, {1, -1}), Error);
  EXPECT_THROW(best_split({{1, 1}, {{0, 1, nan}}}), Error);
  EXPECT_THROW(best_split({{1e200, 1e200}, {{0, 1, 1}}}), Error);
  EXPECT_THROW(steepest_descent({{1, nan}, {}}), Error);
  EXPECT_THROW(energy({{1, 1}, {{0, 1, 1}}}, {false}), Error);
}

}  // namespace
