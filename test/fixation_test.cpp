// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include <detente/error.hpp>

#include "support/evolution_values.hpp"

/// Two strategies in a finite population: who takes over, how likely and how soon.
namespace {

using namespace detente;
using namespace evolution_values;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double rho(const PairPayoffs& pair, const Process& process, std::int64_t founders = 1) {
  return std::exp(ln_fixation(pair, process, founders));
}

PairPayoffs scaled(const PairPayoffs& pair, double factor, double constant) {
  return {pair.aa * factor + constant, pair.ab * factor + constant, pair.ba * factor + constant,
          pair.bb * factor + constant};
}

PairPayoffs turned(const PairPayoffs& pair) {
  return {pair.bb, pair.ba, pair.ab, pair.aa};
}

/// Games at fixed seeds.
std::vector<PairPayoffs> random_games(int count, double least, double most) {
  std::mt19937_64 bits(27);
  const auto one = [&] { return least + (most - least) * static_cast<double>(bits() >> 11) * 0x1p-53; };
  std::vector<PairPayoffs> games;
  for (int i = 0; i < count; ++i) games.push_back({one(), one(), one(), one()});
  return games;
}

TEST(Fixation, has_the_check_values_of_seven_strategies) {
  std::size_t checked = 0;
  for (const auto& row : values()["two_types"]["fixation"]) {
    const PayoffMatrix payoffs = seven(row["game"], row["noise"], row["rate"]);
    const Process one = process(row["process"], row["population"], row["selection"], row["self_play"]);
    for (std::size_t resident = 0; resident < 7; ++resident)
      for (std::size_t mutant = 0; mutant < 7; ++mutant) {
        const auto& expected = row["ln_rho[resident][mutant]"][resident][mutant];
        if (mutant == resident || expected.is_null()) continue;
        const double ln = expected;
        EXPECT_NEAR(ln_fixation(pair_payoffs(payoffs, mutant, resident), one), ln, 1e-11 * std::max(1.0, std::abs(ln)))
            << row["process"] << " N=" << one.population << " " << mutant << " into " << resident;
        ++checked;
      }
  }
  EXPECT_GT(checked, 1800U);
}

TEST(Fixation, has_the_rational_check_values) {
  for (const auto& row : values()["two_types"]["rational"]) {
    const std::string w = row["w"];
    const double selection = w == "1" ? 1 : 1.0 / (w.back() - '0');
    const auto& p = row["a,b,c,d"];
    EXPECT_NEAR(rho({p[0], p[1], p[2], p[3]}, process("linear", row["population"], selection)), row["value"], 1e-14);
  }
}

TEST(Fixation, holds_at_extremes) {
  for (const auto& row : values()["two_types"]["extremes"]) {
    const Process one = process("fermi", row["population"], row["selection"]);
    const PairPayoffs pair{row["a"], row["b"], row["c"], row["d"]};
    const double ln = row["ln_rho"];
    EXPECT_NEAR(ln_fixation(pair, one), ln, 1e-11 * std::max(1.0, std::abs(ln))) << row["what"];
  }
  // A peer returns 0 for both of these, whose logarithms are ordinary numbers.
  const Process hundred = process("fermi", 100, 1);
  EXPECT_NEAR(ln_fixation({3, 0, 0, 2}, hundred), -42.2, 0.05);
  EXPECT_NEAR(ln_fixation({2, 0, 0, 3}, hundred), -91.2, 0.05);
}

TEST(Fixation, has_the_published_value_of_the_donation_game) {
  const auto& row = values()["published"][0];
  EXPECT_NEAR(rho({1, -1, 2, 0}, process("exp", 50, 0.1)), row["published"], 1e-15);
}

TEST(Fixation, is_drift_where_nothing_is_gained) {
  for (const char* const name : {"fermi", "exp", "linear"})
    for (const std::int64_t population : {2, 3, 10, 100, 1000}) {
      const auto n = static_cast<double>(population);
      EXPECT_NEAR(rho({2, 2, 2, 2}, process(name, population, 1)), 1 / n, 1e-14);
      EXPECT_NEAR(rho({5, 3, 1, 0}, process(name, population, 0)), 1 / n, 1e-14);
      EXPECT_NEAR(rho({2, 2, 2, 2}, process(name, population, 1), population / 2),
                  static_cast<double>(population / 2) / n, 1e-14);
    }
}

TEST(Fixation, of_constant_fitness_is_the_textbook_formula) {
  for (const double r : {0.5, 0.9, 1.1, 2.0})
    for (const std::int64_t population : {2, 7, 50}) {
      const double expected = (1 - 1 / r) / (1 - std::pow(r, -static_cast<double>(population)));
      EXPECT_NEAR(rho({r, r, 1, 1}, process("linear", population, 1)) / expected, 1, 1e-12);
    }
}

TEST(Fixation, obeys_the_ratio_law_and_equal_gains) {
  for (const PairPayoffs& pair : random_games(60, -2, 5))
    for (const std::int64_t population : {2, 9, 100, 700}) {
      const auto n = static_cast<double>(population);
      const Process without = process("fermi", population, 0.3);
      const Process with = process("fermi", population, 0.3, true);
      const double expected = 0.15 * ((pair.aa - pair.bb) * (n - 2) + (pair.ab - pair.ba) * n);
      EXPECT_NEAR(ln_fixation(pair, without) - ln_fixation(turned(pair), without), expected,
                  1e-12 * std::max(1.0, std::abs(expected)));
      const double included = 0.15 * (pair.aa + pair.ab - pair.ba - pair.bb) * (n - 1);
      EXPECT_NEAR(ln_fixation(pair, with) - ln_fixation(turned(pair), with), included,
                  1e-12 * std::max(1.0, std::abs(included)));
      // Equal gains from switching: the difference of payoffs is the same at any share.
      PairPayoffs equal = pair;
      equal.aa = equal.ab + equal.ba - equal.bb;
      const double v = ((equal.ab - equal.bb) * n - (equal.aa - equal.bb)) / (n - 1);
      const Process weak = process("fermi", population, 0.3 / n);  // no power out of range
      const double closed = std::expm1(-0.3 / n * v) / std::expm1(-0.3 * v);
      EXPECT_NEAR(rho(equal, weak) / closed, 1, 1e-10);
    }
}

TEST(Fixation, has_the_slope_of_weak_selection_and_the_one_third_law) {
  for (const PairPayoffs& pair : random_games(60, -2, 5))
    for (const std::int64_t population : {3, 10, 40}) {
      const auto n = static_cast<double>(population);
      const auto [a, b, c, d] = pair;
      const double slope = ((a + 2 * b - c - 2 * d) * n - (2 * a + b + c - 4 * d)) / (6 * n);
      const double w = 1e-6;
      const double up = rho(pair, process("fermi", population, w));
      const auto gradient = ln_fixation_gradient(pair, process("fermi", population, w));
      EXPECT_NEAR((up - 1 / n) / w, slope / (n - 1) * (n - 1), 1e-4 * std::max(1.0, std::abs(slope)));
      EXPECT_EQ(up > 1 / n, a * (n - 2) + b * (2 * n - 1) > c * (n + 1) + d * (2 * n - 4));
      EXPECT_NEAR(gradient[0] + gradient[1] + gradient[2] + gradient[3], 0, 1e-18);
    }
}

TEST(Fixation, depends_on_differences_of_payoffs_times_selection) {
  for (const PairPayoffs& pair : random_games(40, 0, 5)) {
    const Process one = process("fermi", 60, 0.8);
    const double ln = ln_fixation(pair, one);
    EXPECT_NEAR(ln_fixation(scaled(pair, 1, 1000), one), ln, 1e-9 * std::max(1.0, std::abs(ln)));
    EXPECT_NEAR(ln_fixation(scaled(pair, 4, 0), process("fermi", 60, 0.2)), ln, 1e-12 * std::max(1.0, std::abs(ln)));
    EXPECT_EQ(ln_fixation(pair, process("exp", 60, 0.8)), ln);
  }
}

TEST(Fixation, is_the_general_chain_where_both_can_be_had) {
  // Linear fitness of weak selection is exponential fitness up to its square.
  for (const PairPayoffs& pair : random_games(20, 0, 5)) {
    const double w = 1e-7;
    EXPECT_NEAR(ln_fixation(pair, process("linear", 30, w)), ln_fixation(pair, process("exp", 30, w)), 1e-11);
  }
}

TEST(Fixation, of_fitness_zero_is_impossible_and_of_all_zero_is_drift) {
  const Process linear = process("linear", 20, 1);
  EXPECT_EQ(ln_fixation({3, 0, 5, 1}, linear), -kInfinity);  // a lone mutant earns nothing
  EXPECT_EQ(std::exp(ln_fixation({3, 0, 5, 1}, linear)), 0);
  EXPECT_GT(ln_fixation({3, 0, 5, 1}, linear, 2), -kInfinity);
  EXPECT_NEAR(rho({0, 0, 0, 0}, linear), 1.0 / 20, 1e-15);
  EXPECT_EQ(fixation_times({3, 0, 5, 1}, linear).ln_if_fixed, kInfinity);
  EXPECT_NEAR(fixation_times({3, 0, 5, 1}, linear).ln_until_absorbed, std::log(20), 1e-12);
  EXPECT_EQ(founders_needed({0, 0, 1, 1}, linear), std::nullopt);
}

TEST(Fixation, of_founders_is_a_chance_that_grows_to_one) {
  for (const PairPayoffs& pair : random_games(20, 0, 5))
    for (const char* const name : {"fermi", "linear"}) {
      const Process one = process(name, 40, 0.7);
      double before = 0;
      for (std::int64_t founders = 1; founders <= 40; ++founders) {
        const double now = rho(pair, one, founders);
        EXPECT_GE(now, before);
        before = now;
      }
      EXPECT_EQ(before, 1);
      const auto needed = founders_needed(pair, one);
      if (needed) {
        EXPECT_GE(rho(pair, one, *needed), 0.5 - 1e-12);
        if (*needed > 1) {
          EXPECT_LT(rho(pair, one, *needed - 1), 0.5);
        }
      } else {
        EXPECT_LT(rho(pair, one, 39), 0.5);
      }
    }
}

TEST(Fixation, has_the_check_gradient_which_is_that_of_small_changes) {
  const auto& row = values()["errors"]["gradient"];
  const PairPayoffs pair{3, 0.9, 2.5, 1};
  const Process one = process("fermi", 50, 1);
  const auto gradient = ln_fixation_gradient(pair, one);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(gradient[i], row["value"][i], 1e-9);
  const double step = 1e-6;
  for (const char* const name : {"fermi", "linear"})
    for (std::size_t i = 0; i < 4; ++i) {
      const Process here = process(name, 50, 1);
      PairPayoffs more = pair;
      PairPayoffs less = pair;
      (i == 0 ? more.aa : i == 1 ? more.ab : i == 2 ? more.ba : more.bb) += step;
      (i == 0 ? less.aa : i == 1 ? less.ab : i == 2 ? less.ba : less.bb) -= step;
      EXPECT_NEAR((ln_fixation(more, here) - ln_fixation(less, here)) / (2 * step), ln_fixation_gradient(pair, here)[i],
                  1e-5)
          << name << i;
    }
}

TEST(FixationTimes, have_the_check_values) {
  for (const auto& row : values()["two_types"]["times"]) {
    const PayoffMatrix payoffs = seven(row["game"], row["noise"], row["rate"]);
    const PairPayoffs pair = pair_payoffs(payoffs, place(row["mutant"]), place(row["resident"]));
    const FixationTimes times = fixation_times(pair, process(row["process"], row["population"], row["selection"]));
    const double absorbed = row["steps_until_absorbed"];
    const double fixed = row["steps_if_fixed"];
    EXPECT_NEAR(std::exp(times.ln_until_absorbed) / absorbed, 1, 1e-11) << row["mutant"] << row["resident"];
    EXPECT_NEAR(std::exp(times.ln_if_fixed) / fixed, 1, 1e-11) << row["mutant"] << row["resident"];
  }
}

TEST(FixationTimes, of_drift_are_the_closed_forms) {
  for (const std::int64_t population : {2, 5, 40, 300}) {
    const auto n = static_cast<double>(population);
    double harmonic = 0;
    for (double k = 1; k < n; ++k) harmonic += 1 / k;
    const FixationTimes moran = fixation_times({1, 1, 1, 1}, process("exp", population, 1));
    EXPECT_NEAR(std::exp(moran.ln_if_fixed) / (n * (n - 1)), 1, 1e-12);
    EXPECT_NEAR(std::exp(moran.ln_until_absorbed) / (n * harmonic), 1, 1e-12);
    const FixationTimes pairwise = fixation_times({1, 1, 1, 1}, process("fermi", population, 1));
    EXPECT_NEAR(std::exp(pairwise.ln_if_fixed) / (2 * (n - 1) * (n - 1)), 1, 1e-12);
    EXPECT_NEAR(std::exp(pairwise.ln_until_absorbed) / (2 * (n - 1) * harmonic), 1, 1e-12);
  }
}

TEST(FixationTimes, given_takeover_are_the_same_both_ways) {
  for (const PairPayoffs& pair : random_games(30, 0, 5))
    for (const char* const name : {"fermi", "exp", "linear"}) {
      const Process one = process(name, 60, 1);
      EXPECT_NEAR(fixation_times(pair, one).ln_if_fixed, fixation_times(turned(pair), one).ln_if_fixed, 1e-10);
    }
}

TEST(FixationTimes, stay_finite_logarithms_at_extremes) {
  const FixationTimes times = fixation_times({1, 3, 5, 0}, process("fermi", 1000, 10));
  EXPECT_TRUE(std::isfinite(times.ln_until_absorbed));
  EXPECT_GT(times.ln_if_fixed, 700);
}

TEST(Thresholds, have_the_check_values) {
  for (const auto& row : values()["infinite"]["pairs"]) {
    const PairPayoffs pair{row["a"], row["b"], row["c"], row["d"]};
    const Thresholds needs = thresholds(pair);
    EXPECT_EQ(needs.share.has_value(), !row["threshold_share"].is_null()) << row.dump();
    if (needs.share) {
      EXPECT_NEAR(*needs.share, row["threshold_share"].get<double>(), 1e-12);
    }
    EXPECT_EQ(needs.cluster.has_value(), !row["cluster"].is_null()) << row.dump();
    if (needs.cluster) {
      EXPECT_NEAR(*needs.cluster, row["cluster"].get<double>(), 1e-12);
    }
    const Process hundred = process("fermi", 100, 1);
    EXPECT_NEAR(rho(pair, hundred) / row["rho_N100_b1"].get<double>(), 1, 1e-9);
    EXPECT_NEAR(rho(turned(pair), hundred) / row["hawk_back_rho"].get<double>(), 1, 1e-9);
    const auto founders = founders_needed(pair, hundred);
    EXPECT_EQ(founders.has_value(), !row["founders_for_half"].is_null()) << row.dump();
    if (founders) {
      EXPECT_EQ(*founders, row["founders_for_half"].get<std::int64_t>());
    }
  }
}

TEST(Process, refuses_what_cannot_be) {
  PayoffMatrix payoffs(2);
  payoffs(0, 1) = -1.5;
  const auto message = [&](const Process& one) -> std::string {
    try {
      require_process(one, payoffs);
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(message(process("fermi", 100, 1)), "");
  EXPECT_EQ(message(process("fermi", 1, 1)), "population is 1; it must be 2 to 1,000,000 states");
  EXPECT_EQ(message(process("fermi", 100, -1)), "selection is -1; it must be 0 or more");
  EXPECT_EQ(message(process("linear", 100, 2)), "selection is 2; with linear fitness it must be 0 to 1");
  EXPECT_EQ(message(process("linear", 100, 0.5)).find("with linear fitness") != std::string::npos &&
                message(process("linear", 100, 0.5)).find("by 0.5 ") != std::string::npos,
            true)
      << message(process("linear", 100, 0.5));
}

}  // namespace
