// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/exact.hpp>
#include <detente/game.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/field_names.hpp"

namespace {

using namespace detente;

nlohmann::json golden(const std::string& name) {
  std::ifstream file(std::string(DETENTE_TEST_DIR) + "/golden/" + name);
  return nlohmann::json::parse(file);
}

/// A state of that strategy in the prisoner's dilemma, with those errors.
Side seat(const std::string& strategy, const Errors& tremble, const Errors& misperception) {
  Side side{.strategy = Roster::built_in().strategy(strategy),
            .name = strategy,
            .payoffs = parse_game("prisoners-dilemma").payoffs(),
            .tremble = tremble,
            .misperception = misperception};
  side.strategy =
      side.strategy.briefed({.payoffs = side.payoffs, .tremble = tremble, .misperception = misperception});
  return side;
}

TEST(ExactValues, of_the_literature_are_met) {
  const auto rows = golden("exact_values.json")["values"];
  double worst = 0;
  for (const auto& row : rows) {
    const std::string model = row[2];
    const double rate = row[3];
    const Errors errors = Errors::everywhere(rate, rate);
    const Side a = seat(field_names().at(row[0]), model == "impl" ? errors : Errors{}, model == "impl" ? Errors{} : errors);
    const Side b = seat(field_names().at(row[1]), model == "impl" ? errors : Errors{}, model == "impl" ? Errors{} : errors);
    for (const bool endless : {true, false}) {
      Rules rules;
      rules.endless = endless;
      rules.public_monitoring = model == "publ";
      const auto chain = join(rules, {a}, {b}, 4096);
      ASSERT_TRUE(chain);
      const Exact result = *exact(*chain, rules);
      for (std::size_t i = 0; i < 4; ++i) {
        const double expected = row[(endless ? 4 : 8) + i];
        worst = std::max(worst, std::abs(result.joint[i] - expected));
        EXPECT_NEAR(result.joint[i], expected, 1e-9) << row[0] << row[1] << row[2] << row[3] << endless << i;
      }
    }
  }
  RecordProperty("worst", std::to_string(worst));
  std::printf("worst %g\n", worst);
}

}  // namespace
