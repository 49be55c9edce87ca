// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include <detente/design/other_noise.hpp>
#include <detente/spirals/spirals.hpp>

#include "support/command.hpp"

/// The same world with other noise: what becomes of whose rates, and the worlds of a robustness table.
namespace {

using namespace detente;
using namespace command;
using Noise = Robustness::Noise;
using Toward = OtherNoise::Toward;

const Registry& library() {
  static const Registry registry = Registry::built_in();
  return registry;
}

Request noisy() {
  Request request;
  request.strategies = "tit-for-tat,grit,generous-tit-for-tat";
  request.tremble = {0.01, 0.02};
  request.misperception = {0.05, 0.08};
  request.tremble_of = {{"grit", {0.03, 0.04}}};
  request.misperception_of = {{"tit-for-tat", {0.1, 0.2}}};
  request.signal_noise = 0.3;
  request.game = "offence-defence:distinguishability=0.5";
  return request;
}

TEST(OtherNoise, of_no_kind_changes_nothing) {
  Request request = noisy();
  request.misperception_schedule = "1-:0.05/0.08";
  const Request same = with_noise(request, {});
  EXPECT_EQ(same.tremble, request.tremble);
  EXPECT_EQ(same.misperception, request.misperception);
  EXPECT_EQ(same.misperception_schedule, request.misperception_schedule);
  EXPECT_EQ(same.tremble_of, request.tremble_of);
  EXPECT_EQ(same.misperception_of, request.misperception_of);
}

TEST(OtherNoise, at_other_common_rates_leaves_everybody_their_own) {
  Request request = noisy();
  request.misperception_schedule = "1-:0.05/0.08";
  const Request other = with_noise(request, {.misperception = CommonRates{.rates = {0.3, 0.1}}});
  EXPECT_EQ(other.misperception, (Rates{0.3, 0.1}));
  EXPECT_EQ(other.misperception_schedule, "");  // or it would hold in place of the rates
  EXPECT_EQ(other.tremble, request.tremble);
  EXPECT_EQ(other.tremble_of, request.tremble_of);
  EXPECT_EQ(other.misperception_of, request.misperception_of);
  EXPECT_EQ(with_noise(request, {.tremble = CommonRates{.schedule = "1-9:0.1,10-:0"}}).tremble_schedule,
            "1-9:0.1,10-:0");
}

TEST(OtherNoise, of_one_direction_is_so_for_everybody_and_everything_but_the_game) {
  Request request = noisy();
  request.tremble_schedule = "1-9:0.01/0.02,10-:0.5";
  const Request up = with_noise(request, {.toward = Toward::hostility});
  EXPECT_EQ(up.tremble, (Rates{0.01, 0}));
  EXPECT_EQ(up.misperception, (Rates{0.05, 0}));
  EXPECT_EQ(up.tremble_schedule, "1-9:0.01/0,10-:0.5/0");
  EXPECT_EQ(up.tremble_of[0].second, (Rates{0.03, 0}));
  EXPECT_EQ(up.misperception_of[0].second, (Rates{0.1, 0}));
  EXPECT_EQ(up.signal_noise, 0.3);
  EXPECT_EQ(up.game, request.game);
  const Request down = with_noise(request, {.toward = Toward::restraint});
  EXPECT_EQ(down.misperception, (Rates{0, 0.08}));
  EXPECT_EQ(down.tremble_of[0].second, (Rates{0, 0.04}));
  EXPECT_EQ(down.tremble_schedule, "1-9:0/0.02,10-:0/0.5");
}

struct Asked {
  SpiralDesign design;
  SpiralReport report;
};

Asked ask(const Request& request, Detail detail = Detail::full) {
  const Design design = make_design(request, library());
  Asked asked{make_spiral_design({}, design, library()), {}};
  asked.report =
      spirals(asked.design, play(design, round_robin(design.entrants.size(), true), 2), library(), detail, 2);
  return asked;
}

/// Rows of one world by entrant.
std::vector<Robustness> rows(const SpiralReport& report, const std::optional<double>& offence, Noise noise) {
  std::vector<Robustness> found;
  for (const Robustness& row : report.robustness)
    if (row.offence == offence && row.noise == noise && !row.is_endless) found.push_back(row);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.entrant < b.entrant; });
  return found;
}

void expect_own_point(const Request& request, const std::optional<double>& offence, Noise noise) {
  const Asked asked = ask(request);
  const std::vector<Robustness> own = rows(asked.report, offence, noise);
  ASSERT_EQ(own.size(), asked.design.design.entrants.size()) << request.game;
  for (const Breaker& breaker : asked.report.breakers) {
    const Robustness& row = own[breaker.entrant];
    EXPECT_EQ(row.lift, breaker.lift);
    EXPECT_EQ(row.loss_to_worst, breaker.loss_to_worst);
    EXPECT_EQ(row.misperception, asked.design.design.request.misperception);
    EXPECT_EQ(row.tremble, asked.design.design.request.tremble);
  }
}

Request plain(const std::string& game, const Rates& misperception, const Rates& tremble = {}) {
  Request request;
  request.strategies = "tft,gtft,grit,hawk@greedy";
  request.game = game;
  request.misperception = misperception;
  request.tremble = tremble;
  return request;
}

TEST(Robustness, holds_the_design_to_the_last_digit) {
  expect_own_point(plain("security-dilemma", {0.05, 0.08}), 0.25, Noise::as_designed);
  expect_own_point(plain("security-dilemma:offence=0.3", {0.05, 0.05}), 0.3, Noise::as_designed);
  expect_own_point(plain("prisoners-dilemma", {0.05, 0.02}, {0.01, 0.01}), std::nullopt, Noise::as_designed);
  expect_own_point(plain("stag-hunt", {}, {0.02, 0.02}), std::nullopt, Noise::as_designed);
  Request own = plain("security-dilemma:offence=0.5", {0.05, 0.05});
  own.misperception_of = {{"grit", {0.2, 0.01}}};
  expect_own_point(own, 0.5, Noise::both_ways);
  expect_own_point(plain("security-dilemma:offence=1,greed=0.5", {0.1, 0}), 1, Noise::towards_hostility);
}

// Where the design is one of the usual worlds, there is no other row of it.
TEST(Robustness, holds_no_world_twice) {
  const SpiralReport usual = ask(plain("security-dilemma", {0.05, 0.05})).report;
  EXPECT_EQ(usual.robustness.size(), 12U * 4);
  EXPECT_TRUE(rows(usual, 0.25, Noise::as_designed).empty());
  EXPECT_EQ(ask(plain("security-dilemma", {0.05, 0.08})).report.robustness.size(), 13U * 4);
  EXPECT_EQ(ask(plain("stag-hunt", {0.05, 0.05})).report.robustness.size(), 6U * 4);
}

/// A world of the table, asked as a design of its own.
void expect_design(const Asked& asked, const std::optional<double>& offence, Noise noise, const Request& request) {
  const SpiralReport alone = ask(request, Detail::verdict).report;
  const std::vector<Robustness> row = rows(asked.report, offence, noise);
  ASSERT_EQ(row.size(), asked.design.design.entrants.size());
  for (const Breaker& breaker : alone.breakers) {
    EXPECT_EQ(row[breaker.entrant].lift, breaker.lift) << breaker.entrant;
    EXPECT_NEAR(row[breaker.entrant].loss_to_worst, breaker.loss_to_worst, 1e-12) << breaker.entrant;
  }
}

TEST(Robustness, is_what_a_design_of_that_world_gives_own_rates_and_trembles_included) {
  Request request = plain("security-dilemma", {0.05, 0.08}, {0.01, 0.02});
  request.misperception_of = {{"grit", {0.2, 0.1}}};
  request.tremble_of = {{"tit-for-tat", {0.03, 0.05}}};
  const Asked asked = ask(request);
  Request both = request;
  both.misperception = {0.08, 0.08};
  expect_design(asked, 0.25, Noise::both_ways, both);
  Request up = request;
  up.game = "security-dilemma:offence=0.5";
  up.misperception = {0.08, 0};
  up.tremble = {0.01, 0};
  up.misperception_of = {{"grit", {0.2, 0}}};
  up.tremble_of = {{"tit-for-tat", {0.03, 0}}};
  expect_design(asked, 0.5, Noise::towards_hostility, up);
  Request down = request;
  down.game = "security-dilemma:offence=1";
  down.misperception = {0, 0.08};
  down.tremble = {0, 0.02};
  down.misperception_of = {{"grit", {0, 0.1}}};
  down.tremble_of = {{"tit-for-tat", {0, 0.05}}};
  expect_design(asked, 1, Noise::towards_restraint, down);
}

// What has only errors towards hostility has one lift, wherever it is told.
TEST(Robustness, of_errors_towards_hostility_alone_is_the_lift_under_such_errors) {
  Request request = plain("security-dilemma", {0.08, 0.05}, {0.01, 0.02});
  request.misperception_of = {{"grit", {0.2, 0.1}}};
  const Asked asked = ask(request);
  const std::vector<Robustness> up = rows(asked.report, 0.25, Noise::towards_hostility);
  for (const Breaker& breaker : asked.report.breakers) EXPECT_EQ(up[breaker.entrant].lift, breaker.lift_up_only);
}

// A schedule of one value for the whole match holds in place of the rate, which must not bring it back.
TEST(Robustness, knows_schedules_of_one_value) {
  Request request = plain("security-dilemma", {0.05, 0.05});
  const SpiralReport known = ask(request).report;
  request.misperception_schedule = "1-:0.05";
  const SpiralReport found = ask(request).report;
  ASSERT_EQ(known.breakers.size(), found.breakers.size());
  for (std::size_t i = 0; i < known.breakers.size(); ++i) {
    EXPECT_EQ(found.breakers[i].lift, known.breakers[i].lift);
    EXPECT_EQ(found.breakers[i].lift_up_only, known.breakers[i].lift_up_only);
  }
  EXPECT_EQ(rows(found, 0.5, Noise::towards_restraint)[1].lift, rows(known, 0.5, Noise::towards_restraint)[1].lift);
}

// A sweep over misperception makes the same worlds.
TEST_F(Cli, SweepsAndRobustnessAgreeOnAWorld) {
  const Words field = words_of("--strategies tft,gtft,grit,hawk@greedy --misperception-of grit=0.2/0.1");
  const Json table = json(with(words_of("spirals --misperception 0.05/0.08"), field));
  const Json sweep = json(with(words_of("sweep --over misperception=0.05/0.08,0.08"), field));
  int compared = 0;
  for (const Json& row : table["robustness"]) {
    if (row["rounds"] != 200 || row["offence"] != 0.25 ||
        (row["noise"] != "as designed" && row["noise"] != "both ways"))
      continue;
    const Json& point = sweep["points"][row["noise"] == "both ways" ? 1 : 0];
    for (const Json& breaker : point["breakers"])
      if (breaker["strategy"] == row["strategy"]) {
        EXPECT_EQ(breaker["lift"], row["lift"]) << row;
        EXPECT_NEAR(breaker["loss_to_worst"], row["loss_to_worst"], 1e-12) << row;
        ++compared;
      }
  }
  EXPECT_EQ(compared, 8);
}

}  // namespace
