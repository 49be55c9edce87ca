// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/text/text.hpp>

#include "support/exact_pair.hpp"
#include "support/field_names.hpp"
#include "support/formula.hpp"
#include "support/golden.hpp"

/// Formulas of the literature, against the endless match.
namespace {

using namespace detente;
using namespace exact_pair;

constexpr std::array kRates{0.001, 0.01, 0.05, 0.1, 0.2, 0.37};

double row_coop(const Exact& result) {
  return result.joint[0] + result.joint[1];
}
double column_coop(const Exact& result) {
  return result.joint[0] + result.joint[2];
}

TEST(Formula, binds_as_python_does) {
  const auto value = [](const char* text) { return Formula::value(text, {{'e', 2}, {'q', 3}}); };
  EXPECT_EQ(value("1 + 2*3 - 4/2"), 5);
  EXPECT_EQ(value("-e**2"), -4);
  EXPECT_EQ(value("2**-1"), 0.5);
  EXPECT_EQ(value("2**3**2"), 512);
  EXPECT_EQ(value("-(e - 1)*(2*e*q - -q) / 3"), -5);
  EXPECT_EQ(value("8/2/2*.5"), 1);
  for (const char* text : {"", "1 +", "(1", "1)", "x", "e e", "2 ** ", "*1"})
    EXPECT_THROW(value(text), std::invalid_argument) << text;
}

std::string name_of(const std::string& in_the_field, double q) {
  return in_the_field == "GTFTq" ? "generous-tit-for-tat:generosity=" + shortest(q) : field_names().at(in_the_field);
}

/// How far an endless match is from the formulas of a pair: the furthest of shares and cooperation.
double distance(const Exact& result, const nlohmann::json& formulas, double e, double q) {
  const std::map<std::string, double> seen{{"CC", result.joint[0]},        {"CD", result.joint[1]},
                                           {"DC", result.joint[2]},        {"DD", result.joint[3]},
                                           {"coop_row", row_coop(result)}, {"coop_col", column_coop(result)}};
  double worst = 0;
  for (const auto& [what, share] : seen)
    worst =
        std::max(worst, std::abs(share - Formula::value(formulas.at(what).get<std::string>(), {{'e', e}, {'q', q}})));
  return worst;
}

TEST(ClosedForms, of_shares_and_cooperation_are_met) {
  double worst = 0;
  const nlohmann::json table = golden("closed_forms.json");
  for (const auto& [pair, formulas] : table.items()) {
    const std::vector<std::string> parts = split(pair, '|');
    for (const double e : kRates)
      for (const double q : {1.0 / 3, 0.1}) {
        const Noise noise = parts[2] == "impl" ? slips(e) : misreads(e);
        const double off =
            distance(solved(endless(), name_of(parts[0], q), name_of(parts[1], q), noise), formulas, e, q);
        EXPECT_LT(off, 1e-12) << pair << ", e = " << e << ", q = " << q;
        worst = std::max(worst, off);
      }
  }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
}

TEST(PlantedFault, of_a_wrong_coefficient_is_caught_by_the_formulas) {
  nlohmann::json formulas = golden("closed_forms.json").at("CTFT|CTFT|impl");
  const Exact result = solved(endless(), "contrite-tit-for-tat", "contrite-tit-for-tat", slips(0.001));
  EXPECT_LT(distance(result, formulas, 0.001, 0), 1e-12);
  formulas["coop_row"] = "1/(2.00000001*e + 1)";
  EXPECT_GT(distance(result, formulas, 0.001, 0), 1e-12);
}

// Two tit-for-tats, n rounds from peace: cooperation is 1/2 + x(1−xⁿ)/(2n(1−x)) under trembles, x = 1 − 2ε, and one
// factor x less under misperception.
TEST(ClosedForms, of_tit_for_tats_in_a_finite_match_are_met) {
  for (const double rate : {0.001, 0.01, 0.05, 0.1, 0.2, 0.37})
    for (const std::int64_t n : {1, 2, 7, 200, 3000})
      for (const bool slip : {true, false}) {
        const double x = 1 - 2 * rate;
        const double expected =
            0.5 + (slip ? x : 1) * (1 - std::pow(x, static_cast<double>(n))) / (2 * static_cast<double>(n) * (1 - x));
        const Exact result = solved({.rounds = n}, "tft", "tft", slip ? slips(rate) : misreads(rate));
        EXPECT_NEAR(row_coop(result), expected, 1e-12) << rate << ", " << n << " rounds";
        EXPECT_NEAR(column_coop(result), expected, 1e-12) << rate << ", " << n << " rounds";
      }
  EXPECT_NEAR(solved({}, "tft", "tft", slips(0.05)).score[0], 2.289671053, 1e-9);
}

TEST(ClosedForms, under_public_monitoring_are_met) {
  Rules rules = endless();
  rules.public_monitoring = true;
  for (const double e : kRates) {
    const auto coop = [&](const std::string& strategy) {
      return row_coop(solved(rules, strategy, strategy, misreads(e)));
    };
    EXPECT_NEAR(coop("contrite-tit-for-tat"), (1 + e) / (1 + 2 * e), 1e-12) << e;
    EXPECT_NEAR(coop("win-stay-lose-shift"), 1 - 2 * e + 2 * e * e, 1e-12) << e;
    EXPECT_NEAR(coop("tit-for-tat"), 0.5, 1e-12) << e;
    EXPECT_NEAR(coop("memory-one:cc=1,cd=0,dc=0,dd=0"), e / 2, 1e-12) << e;
  }
}

// Who misreads only the other never knows of a slip of its own: contrition has nothing to repent.
TEST(Contrition, under_private_misperception_is_tit_for_tat) {
  for (const std::string other : {"tit-for-tat", "generous-tit-for-tat", "win-stay-lose-shift", "grit", "grim",
                                  "all-or-none", "random", "capri", "hawk", "zd-generous"})
    for (const Rules& rules : {Rules{}, endless(), endless(0.9), Rules{.continuation = 0.95}}) {
      const Exact contrite = solved(rules, "contrite-tit-for-tat", other, misreads(0.07));
      const Exact plain = solved(rules, "tit-for-tat", other, misreads(0.07));
      for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(contrite.joint[i], plain.joint[i], 1e-13) << other;
      for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(contrite.covariance[i], plain.covariance[i], 1e-12) << other;
    }
  const Exact slipping = solved(endless(), "contrite-tit-for-tat", "tit-for-tat", slips(0.07));
  EXPECT_GT(std::abs(slipping.joint[0] - solved(endless(), "tit-for-tat", "tit-for-tat", slips(0.07)).joint[0]), 0.1);
}

/// A memory-one strategy with chances drawn by its number.
std::string drawn(std::uint32_t number) {
  std::string name = "memory-one";
  std::uint32_t purpose = 0;
  for (const char* chance : {":first=", ",cc=", ",cd=", ",dc=", ",dd="})
    name += chance + shortest(word({.seed = 2012, .round = number, .purpose = purpose++}) / 4294967296.0);
  return name;
}

/// How far a pair is from the line s_X − κ = χ (s_Y − κ).
double off_line(const std::string& zero_determinant, const std::string& other, double kappa, double chi) {
  const Exact result = solved(endless(), zero_determinant, other, {});
  return std::abs(result.score[0] - kappa - chi * (result.score[1] - kappa));
}

// Press & Dyson (2012): the line is enforced whoever the other is.
TEST(ZeroDeterminant, enforces_its_line_against_everyone) {
  for (std::uint32_t number = 1; number <= 120; ++number) {
    const std::string other = drawn(number);
    EXPECT_LT(off_line("zd-extortion", other, 1, 2), 1e-12) << other;
    EXPECT_LT(off_line("zd-extortion:chi=3,phi=1/26", other, 1, 3), 1e-12) << other;
    EXPECT_LT(off_line("zd-generous", other, 3, 2), 1e-12) << other;
    EXPECT_LT(off_line("zd-generous:chi=3,phi=0.05", other, 3, 3), 1e-12) << other;
  }
  EXPECT_GT(off_line("zd-extortion:chi=2.000001", drawn(1), 1, 2), 1e-9);
}

TEST(ZeroDeterminant, meets_the_scores_that_are_known) {
  const auto scores = [](const std::string& row, const std::string& column) {
    return solved(endless(), row, column, {}).score;
  };
  EXPECT_NEAR(scores("zd-extortion", "dove")[0], 3.5, 1e-13);
  EXPECT_NEAR(scores("zd-extortion", "dove")[1], 2.25, 1e-13);
  EXPECT_NEAR(scores("zd-extortion", "win-stay-lose-shift")[0], 2.25, 1e-13);
  EXPECT_NEAR(scores("zd-extortion", "win-stay-lose-shift")[1], 1.625, 1e-13);
  EXPECT_NEAR(scores("zd-generous", "hawk")[0], 7.0 / 9, 1e-13);
  EXPECT_NEAR(scores("zd-generous", "hawk")[1], 17.0 / 9, 1e-13);
}

}  // namespace
