// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>

#include <detente/error.hpp>
#include <detente/evolution/evolution.hpp>

#include "support/evolution_values.hpp"

/// The long run of fields, from strategies to shares.
namespace {

using namespace detente;
using namespace evolution_values;

const std::string kSeven =
    "tft,generous-tit-for-tat:generosity=0.3333333333333333,win-stay-lose-shift,grit,hawk,dove,grim";
const std::vector<std::string> kNames{"tft", "gtft", "wsls", "grit", "hawk", "dove", "grim"};

const Registry& registry() {
  static const Registry all = Registry::built_in();
  return all;
}

Request seven_at(const std::string& game, const std::string& noise, double rate) {
  Request request;
  request.strategies = kSeven;
  request.game = game;
  request.misperception = noise == "perc" ? Rates{rate, rate} : Rates{};
  request.tremble = noise == "impl" ? Rates{rate, rate} : Rates{};
  return request;
}

/// Every entrant its own strategy, as the check values have it.
Evolution evolved(const Request& request, EvolutionRequest asked = {}) {
  const Design design = materially_paid(make_design(request, registry()));
  asked.clones_each = true;
  require_evolution(asked, design, registry());
  return evolve(asked, play_field(design, 1), registry(), 1);
}

double share(const Evolution& evolution, std::size_t strategy) {
  return std::exp(evolution.worlds.front().world.strategies[strategy].ln_share);
}

TEST(FieldPayoffs, are_the_check_values) {
  for (const auto& [key, rows] : values()["two_types"]["payoffs"].items()) {
    const std::string game = key.substr(0, key.find(' '));
    const std::string noise = key.substr(key.find(' ') + 1, 4);
    const Evolution evolution = evolved(seven_at(game, noise, std::stod(key.substr(key.rfind(' ')))));
    for (std::size_t i = 0; i < 7; ++i)
      for (std::size_t j = 0; j < 7; ++j) {
        EXPECT_NEAR(evolution.payoffs.known.payoff(i, j), rows[i][j], 1e-10) << key << i << j;
        EXPECT_EQ(evolution.payoffs.known.error(i, j), 0);
      }
    EXPECT_EQ(evolution.payoffs.sampled, 0U);
  }
}

TEST(LongRun, has_the_worlds_of_every_level_of_noise) {
  for (const auto& row : values()["questions"]["q2"]) {
    const Evolution evolution = evolved(seven_at(row["game"], row["noise"], row["rate"]));
    const LongRun& world = evolution.worlds.front().world;
    EXPECT_NEAR(world.peace, row["peace"], 1e-8) << row.dump();
    EXPECT_NEAR(world.cooperation, row["cooperation"], 1e-8) << row.dump();
    EXPECT_NEAR(world.payoff, row["payoff"], 1e-8) << row.dump();
    for (const auto& leader : row["leaders"])
      EXPECT_NEAR(share(evolution, place(leader[1])), leader[0], 1e-8) << row.dump();
  }
}

TEST(LongRun, has_the_cooperation_and_payoffs_of_all_populations_and_selections) {
  for (const auto& row : values()["chains"]["small_mutation"]) {
    if (row["noise"] != "perc" || row["rate"] != 0.05) continue;
    EvolutionRequest asked;
    asked.populations = {row["population"].get<std::int64_t>()};
    asked.selections = {row["selection"].get<double>()};
    const Evolution evolution = evolved(seven_at(row["game"], "perc", 0.05), asked);
    const double tolerance = 1e-10 * asked.selections[0] * static_cast<double>(asked.populations[0]) + 1e-9;
    for (std::size_t i = 0; i < 7; ++i)
      EXPECT_NEAR(evolution.worlds.front().world.strategies[i].ln_share, row["ln_share"][i],
                  tolerance * std::max(1.0, std::abs(row["ln_share"][i].get<double>())));
    EXPECT_NEAR(evolution.worlds.front().world.peace, row["peace"], tolerance);
  }
}

TEST(LongRun, has_who_enters_whom_and_what_topples_peace) {
  for (const auto& row : values()["questions"]["q4"]) {
    const Evolution evolution = evolved(seven_at(row["game"], "perc", row["misperception"]));
    const LongRun& world = evolution.worlds.front().world;
    for (std::size_t i = 0; i < 7; ++i) {
      std::vector<std::string> entering;
      for (const std::size_t mutant : world.strategies[i].entered_by) entering.push_back(kNames[mutant]);
      EXPECT_EQ(entering, row["invaders_N100_selection1"][kNames[i]].get<std::vector<std::string>>()) << kNames[i];
      EXPECT_EQ(world.strategies[i].robust, entering.empty() ? Favour::yes : Favour::no);
    }
    std::vector<std::vector<std::string>> closed;
    for (const std::vector<std::size_t>& members : world.closed_classes) {
      closed.emplace_back();
      for (const std::size_t member : members) closed.back().push_back(kNames[member]);
    }
    EXPECT_EQ(closed, row["closed_classes_finite"].get<std::vector<std::vector<std::string>>>());
    for (const auto& [name, topples] : row["hawk_share_that_topples"].items())
      EXPECT_NEAR(*world.strategies[place(name)].toppling_share, topples, 1e-9) << name;
    for (const MutantInvasion& invasion : world.invasions)
      if (invasion.mutant == place("hawk")) {
        EXPECT_NEAR(invasion.ln_rho, row["ln_rho_hawk"][kNames[invasion.resident]], 1e-7);
      }
  }
}

TEST(LongRun, has_the_passages_between_war_and_peace) {
  for (const auto& row : values()["chains"]["first_passage"]) {
    if (!row["without"].is_null()) continue;
    const Evolution whole = evolved(seven_at(row["game"], "perc", row["misperception"]));
    const LongRun& world = whole.worlds.front().world;
    EXPECT_NEAR(std::exp(*world.ln_to_peace) / row["mutants_from_hawk_to_peace"].get<double>(), 1, 1e-7);
    EXPECT_NEAR(std::exp(*world.ln_to_war) / row["mutants_from_peace_to_war"].get<double>(), 1, 1e-7);
    for (const auto& other : values()["chains"]["first_passage"])
      if (!other["without"].is_null() && other["game"] == row["game"] &&
          other["misperception"] == row["misperception"]) {
        EXPECT_NEAR(std::exp(*world.strategies[place(other["without"])].ln_to_peace_without) /
                        other["mutants_from_hawk_to_peace"].get<double>(),
                    1, 1e-7)
            << other.dump();
      }
  }
}

TEST(LongRun, has_the_longest_absorption) {
  for (const auto& row : values()["validity_of_small_mutation"]["longest"]) {
    EvolutionRequest asked;
    asked.populations = {row["population"].get<std::int64_t>()};
    asked.selections = {row["selection"].get<double>()};
    const Evolution evolution = evolved(seven_at(row["game"], "perc", 0.05), asked);
    EXPECT_NEAR(std::exp(evolution.worlds.front().world.ln_longest_absorption) / row["steps"].get<double>(), 1, 1e-6)
        << row.dump();
  }
}

/// Peace of a small world, by names.
double peace_with(const Evolution& evolution, const std::vector<std::string>& all,
                  const std::vector<std::string>& joining) {
  std::vector<std::size_t> wanted;
  for (const std::string& name : joining)
    wanted.push_back(static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin()));
  std::sort(wanted.begin(), wanted.end());
  for (const SmallWorld& small : evolution.small_worlds)
    if (small.breakers == wanted) return small.peace;
  return -1;
}

TEST(SmallWorlds, have_the_check_values) {
  std::size_t checked = 0;
  for (const auto& row : values()["coalitions"]["exact_values"]) {
    const std::vector<std::string> world = row["world"];
    if (world.size() < 2 || world[0] != "hawk" || world[1] != "dove" || world.size() > 4) continue;
    const std::vector<std::string> joining(world.begin() + 2, world.end());
    if (std::any_of(joining.begin(), joining.end(), [](const std::string& name) { return place(name) == 7; })) continue;
    const Evolution evolution = evolved(seven_at(row["game"], "perc", row["misperception"]));
    EXPECT_NEAR(peace_with(evolution, kNames, joining), row["peace"], 1e-9) << row.dump();
    ++checked;
  }
  EXPECT_GE(checked, 20U);
}

TEST(SmallWorlds, with_an_opportunist_have_the_check_values) {
  const auto& given = values()["coalitions"]["with_opportunist"];
  const std::vector<std::string> names = given["names"];
  const PayoffMatrix payoffs = matrix(given["payoffs"]);
  FieldPayoffs field{.known = {payoffs, PayoffMatrix(names.size()), PayoffMatrix(names.size())},
                     .cooperation = PayoffMatrix(names.size()),
                     .peace = PayoffMatrix(names.size())};
  for (std::size_t i = 0; i < names.size(); ++i) field.peace(i, i) = given["peace_at_home"][i];
  const auto at = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  const LongRunQuestion question{.process = {}, .mutation = {}, .mutants = {}, .hostile = {at("hawk")}};
  const LongRun world = solve_long_run(field, question, 1);
  const std::vector<SmallWorld> all = small_worlds(world, field, question, {at("dove"), at("opportunist")});
  std::size_t checked = 0;
  for (const auto& row : given["worlds"]) {
    std::vector<std::size_t> joining;
    for (std::size_t i = 3; i < row["world"].size(); ++i) joining.push_back(at(row["world"][i]));
    std::sort(joining.begin(), joining.end());
    for (const SmallWorld& small : all)
      if (small.breakers == joining) {
        EXPECT_NEAR(small.peace, row["peace"], 1e-11) << row.dump();
        ++checked;
      }
  }
  EXPECT_EQ(checked, given["worlds"].size());
}

TEST(Conducts, are_grouped_by_what_they_earn_and_are_earned_from) {
  Request request = seven_at("security-dilemma", "perc", 0.05);
  request.strategies = "tft,contrite-tit-for-tat,gtft,dove,hawk,hawk@greedy,grit";
  const Design design = materially_paid(make_design(request, registry()));
  const EvolutionRequest asked;
  const Evolution evolution = evolve(asked, play_field(design, 1), registry(), 1);
  // In the security dilemma generous tit-for-tat's own generosity makes it a dove, and greed pays hawks no more.
  EXPECT_EQ(evolution.entrants, (std::vector<std::vector<std::size_t>>{{0, 1}, {2, 3}, {4, 5}, {6}}));
  EXPECT_EQ(evolution.names.size(), 4U);
  EXPECT_EQ(evolution.hostile, std::vector<std::size_t>{2});
  EXPECT_EQ(evolution.trusting_names, std::vector<std::string>{"dove"});
}

TEST(Material, payoffs_are_the_games_whatever_motives_steer) {
  Request request = seven_at("security-dilemma:relative-gains=0.5", "perc", 0.05);
  request.strategies = "tft,hawk@greedy,grit@security-seeker,deterrer@T=9,R=3,P=1,S=0";
  const Design asked = make_design(request, registry());
  const Design paid = materially_paid(asked);
  const FieldPayoffs payoffs = field_payoffs(paid, play_field(paid, 1).results.pairs);
  const Played own = play_field(asked, 1);
  const Payoffs material = asked.game.material("");
  for (const PairResult& pair : own.results.pairs) {  // the same rounds, paid otherwise
    double row = 0;
    for (std::uint8_t i = 0; i < 2; ++i)
      for (std::uint8_t j = 0; j < 2; ++j) row += pair.joint[2U * i + j] * material.at(Level{i}, Level{j});
    EXPECT_NEAR(payoffs.known.payoff(pair.row, pair.column), row, 1e-9);
  }
}

TEST(Sampled, payoffs_carry_their_errors) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  request.strategies = "tft,grit,hawk,dove,reassurance-seeker,deterrer,grit-graduated";
  request.repetitions = 200;
  const Design design = materially_paid(make_design(request, registry()));
  EvolutionRequest asked;
  asked.draws = 60;
  const Played played = play_field(design, 1);
  const Evolution evolution = evolve(asked, played, registry(), 1);
  ASSERT_GT(evolution.payoffs.sampled, 0U);
  const LongRun& world = evolution.worlds.front().world;
  ASSERT_TRUE(world.peace_interval);
  EXPECT_LE(world.peace_interval->low, world.peace);
  EXPECT_GE(world.peace_interval->high, world.peace);
  bool has_open = false;
  for (const MutantInvasion& invasion : world.invasions) {
    const UncertainPayoffs& known = evolution.payoffs.known;
    const bool is_sampled =
        known.error(invasion.mutant, invasion.mutant) > 0 || known.error(invasion.mutant, invasion.resident) > 0 ||
        known.error(invasion.resident, invasion.mutant) > 0 || known.error(invasion.resident, invasion.resident) > 0;
    EXPECT_EQ(invasion.ln_rho_error > 0, is_sampled);
    has_open = has_open || invasion.favoured == Favour::open;
    if (!is_sampled) {
      EXPECT_NE(invasion.favoured, Favour::open);
    }
  }
  // Drawn matrices move sampled pairs alone, and by their errors: mean and spread over 2,000 draws are within five
  // standard errors of what they are drawn from (a false alarm of 10⁻⁶ each).
  const UncertainPayoffs& known = evolution.payoffs.known;
  const int draws = 2000;
  for (std::size_t i = 0; i < known.payoff.size(); ++i)
    for (std::size_t j = 0; j < known.payoff.size(); ++j) {
      double sum = 0;
      double squares = 0;
      for (int draw = 0; draw < draws; ++draw) {
        const double off = drawn_payoffs(known, 1, static_cast<std::uint64_t>(draw))(i, j) - known.payoff(i, j);
        sum += off;
        squares += off * off;
      }
      const double error = known.error(i, j);
      EXPECT_LE(std::abs(sum / draws), 5 * error / std::sqrt(draws));
      EXPECT_LE(std::abs(squares / draws - error * error), 5 * error * error * std::sqrt(2.0 / draws));
    }
  EXPECT_EQ(drawn_payoffs(known, 1, 7)(0, 4), drawn_payoffs(known, 1, 7)(0, 4));
  for (std::size_t i = 0; i < known.payoff.size(); ++i)
    for (std::size_t j = 0; j < known.payoff.size(); ++j)
      EXPECT_EQ(drawn_payoffs(known, 1, 7)(i, j) != drawn_payoffs(known, 1, 8)(i, j), known.error(i, j) > 0);
}

TEST(Evolution, is_the_same_to_the_last_bit_on_any_number_of_threads) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  request.strategies = "";
  request.repetitions = 64;
  const Design design = materially_paid(make_design(request, registry()));
  EvolutionRequest asked;
  asked.draws = 20;
  const Played played = play_field(design, 1);
  const Evolution one = evolve(asked, played, registry(), 1);
  const Evolution three = evolve(asked, played, registry(), 3);
  for (std::size_t i = 0; i < one.names.size(); ++i) {
    const LongRunStrategy& a = one.worlds[0].world.strategies[i];
    const LongRunStrategy& b = three.worlds[0].world.strategies[i];
    EXPECT_EQ(a.ln_share, b.ln_share);
    EXPECT_EQ(a.share->low, b.share->low);
    EXPECT_EQ(a.ln_to_peace_without, b.ln_to_peace_without);
  }
  EXPECT_EQ(one.worlds[0].world.peace_interval->high, three.worlds[0].world.peace_interval->high);
}

TEST(Evolution, refuses_what_cannot_be_asked) {
  const auto refusal = [](const Request& request, const EvolutionRequest& asked) -> std::string {
    try {
      const Design design = materially_paid(make_design(request, registry()));
      require_evolution(asked, design, registry());
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  const Request field = seven_at("prisoners-dilemma", "perc", 0.05);
  EXPECT_EQ(refusal(field, {}), "");
  Request alone = field;
  alone.self_play = false;
  EXPECT_EQ(refusal(alone, {}), "self-play is no, but every entrant of a population meets its own kind; leave it out");
  EvolutionRequest asked;
  asked.hostile = "hauk";
  EXPECT_EQ(refusal(field, asked), "hostile names 'hauk', which is no entrant; did you mean 'hawk'?");
  asked.hostile = "tit-for-tat,grim";
  EXPECT_EQ(refusal(field, asked), "");
  asked.shares = "hawk=0.9,tft=0.2";
  EXPECT_EQ(refusal(field, asked), "shares sum to 1.1; they must not exceed 1");
  asked.shares = "hawk=0.9,gtft:generosity=0.3333333333333333=0.05";
  EXPECT_EQ(refusal(field, asked), "");
  asked.shares = "all";
  EXPECT_EQ(refusal(field, asked), "shares is 'all'; it must be: equal, hostile:H with H from 0 to 1, or NAME=X,...");
  asked.shares = "equal";
  asked.mutants = MutantTable{{"tft", "hawk"}, {{0, 1}, {-1, 0}}};
  asked.clones_each = true;
  EXPECT_EQ(refusal(field, asked), "mutants has the chance -1 of 'tft' among 'hawk'; a chance must not be negative");
  asked.mutants = MutantTable{{"tft", "hawk"}, {{0, 1}, {1, 0}}};
  EXPECT_EQ(refusal(field, asked),
            "mutants has no row of 'generous-tit-for-tat:generosity=0.3333333333333333'; each entrant needs one");
}

TEST(Mutants, of_a_table_steer_the_chain) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  request.strategies = "tft,grit,hawk";
  EvolutionRequest asked;
  asked.mutants = MutantTable{{"hawk", "tft", "grit"}, {{0, 1, 0}, {0.5, 0, 0.5}, {0.5, 0.5, 0}}};
  const Evolution steered = evolved(request, asked);
  const Evolution uniform = evolved(request);
  EXPECT_NE(share(steered, 1), share(uniform, 1));
  asked.mutants = MutantTable{{"hawk", "tft", "grit"}, {{0, 0.5, 0.5}, {0.5, 0, 0.5}, {0.5, 0.5, 0}}};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(share(evolved(request, asked), i), share(uniform, i));
}

TEST(LongRun, holds_at_extremes) {
  for (const char* const game : {"prisoners-dilemma", "T=1,R=1,P=1,S=1", "T=1e6,R=3,P=1,S=-1e6"})
    for (const std::int64_t population : {2, 100})
      for (const double selection : {0.0, 100.0, 1e6}) {
        EvolutionRequest asked;
        asked.wanted = {Dynamics::world, Dynamics::invasion};
        asked.populations = {population};
        asked.selections = {selection};
        const Evolution evolution = evolved(seven_at(game, "perc", 0.05), asked);
        double all = 0;
        for (std::size_t i = 0; i < 7; ++i) {
          EXPECT_GE(share(evolution, i), 0);
          all += share(evolution, i);
        }
        EXPECT_NEAR(all, 1, 1e-9) << game << population << " " << selection;
        for (const MutantInvasion& invasion : evolution.worlds.front().world.invasions) {
          EXPECT_LE(invasion.ln_rho, 1e-9);
          EXPECT_FALSE(std::isnan(invasion.ln_rho) || std::isnan(invasion.ln_steps_if_fixed) ||
                       std::isnan(invasion.ln_steps_until_absorbed));
        }
        EXPECT_FALSE(std::isnan(evolution.worlds.front().world.peace));
      }
}

TEST(LongLongRun, of_a_million_states_has_shares_that_sum_to_one) {
  for (const double selection : {0.0, 1.0, 100.0}) {
    EvolutionRequest asked;
    asked.populations = {1'000'000};
    asked.selections = {selection};
    const Evolution evolution = evolved(seven_at("prisoners-dilemma", "perc", 0.05), asked);
    double all = 0;
    for (std::size_t i = 0; i < 7; ++i) all += share(evolution, i);
    EXPECT_NEAR(all, 1, 1e-9) << selection;
  }
}

TEST(MutationLaw, of_three_strategies_is_the_check_value_and_near_the_limit_where_mutants_are_rare) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  request.strategies = "tft,grit,hawk";
  std::size_t checked = 0;
  for (const auto& row : values()["chains"]["full_chain"]) {
    if (row["process"] != "fermi" || row["names"] != nlohmann::json({"tft", "grit", "hawk"})) continue;
    EvolutionRequest asked;
    asked.populations = {row["population"].get<std::int64_t>()};
    asked.selections = {row["selection"].get<double>()};
    asked.mutation = row["mutation"].get<double>();
    const Evolution evolution = evolved(request, asked);
    const LongRun& world = evolution.worlds.front().world;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(share(evolution, i), row["mean_share"][i], 1e-8) << row.dump();
    EXPECT_NEAR(*world.law->monomorphic, row["monomorphic"], 1e-8);
    EXPECT_FALSE(world.law->is_sampled);
    double peace = 0;  // of a world in which nearly all are alike
    for (std::size_t i = 0; i < 3; ++i) peace += share(evolution, i) * evolution.payoffs.peace(i, i);
    EXPECT_NEAR(world.peace, peace, 2 * (1 - *world.law->monomorphic) + 1e-9);
    ++checked;
  }
  EXPECT_GE(checked, 5U);
}

TEST(MutationLaw, that_is_sampled_is_near_the_exact_one) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  request.strategies = "tft,grit,hawk";
  EvolutionRequest asked;
  asked.populations = {20};
  asked.mutation = 0.02;
  const Evolution exact = evolved(request, asked);
  asked.state_limit = 10;
  const Evolution sampled = evolved(request, asked);
  const MutationLaw& law = *sampled.worlds.front().world.law;
  ASSERT_TRUE(law.is_sampled);
  // Sixteen runs: Student's quantile of a false alarm of 10⁻⁶, two-sided, 15 degrees of freedom.
  constexpr double kQuantile = 7.7;
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_LE(std::abs(law.share[i] - share(exact, i)), kQuantile * law.share_error[i]);
  EXPECT_NEAR(law.peace, exact.worlds.front().world.peace, 0.05);
}

TEST(MutationLaw, of_a_large_chain_is_the_limit_where_mutants_are_rare_enough) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  EvolutionRequest asked;
  const Evolution limit = evolved(request, asked);
  asked.mutation = 1e-9;
  const Evolution rare = evolved(request, asked);
  ASSERT_TRUE(rare.worlds.front().world.law->is_limit);
  EXPECT_FALSE(rare.worlds.front().world.law->is_sampled);
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(share(rare, i), share(limit, i));
  EXPECT_NEAR(rare.worlds.front().world.peace, limit.worlds.front().world.peace, 1e-14);
  asked.mutation = 0.05;
  asked.populations = {20};
  EXPECT_FALSE(evolved(request, asked).worlds.front().world.law->is_limit);
}

TEST(WrightFisher, worlds_are_solved_like_others) {
  Request request = seven_at("prisoners-dilemma", "perc", 0.05);
  request.strategies = "tft,hawk";
  for (const auto& row : values()["chains"]["wright_fisher"]) {
    if (row["mutant"] != "tft" || row["fitness"] != "exponential") continue;
    EvolutionRequest asked;
    asked.imitation = Imitation::wright_fisher;
    asked.populations = {row["population"].get<std::int64_t>()};
    asked.selections = {row["selection"].get<double>()};
    const Evolution evolution = evolved(request, asked);
    for (const MutantInvasion& invasion : evolution.worlds.front().world.invasions)
      if (invasion.mutant == 0) {
        EXPECT_NEAR(std::exp(invasion.ln_rho) / row["rho"].get<double>(), 1, 1e-8);
        EXPECT_NEAR(std::exp(invasion.ln_steps_until_absorbed) / row["population"].get<double>() /
                        row["generations_until_absorbed"].get<double>(),
                    1, 1e-8);
      }
  }
}

TEST(Structured, founders_have_the_check_values_on_a_ring_and_a_lattice) {
  for (const auto& row : values()["graphs"]["breakers_on_a_ring"]) {
    if (row["selection"] != 1.0 || row["misperception"] != 0.05) continue;
    EvolutionRequest asked;
    asked.wanted = {Dynamics::structure};
    asked.structure.name = "ring:" + row["population"].dump();
    asked.structure.graph = describe_graph(asked.structure.name);
    asked.structure.blocks = {1};
    const Evolution evolution = evolved(seven_at(row["game"], "perc", 0.05), asked);
    for (const FoundersFate& fate : evolution.structure->founders)
      if (fate.breaker == place(row["breaker"]) && row.contains("rho_DB")) {
        EXPECT_NEAR(fate.share / row["rho_DB"].get<double>(), 1, 1e-7) << row.dump();
      }
    for (const FavouredOnStructure& one : evolution.structure->favoured)
      EXPECT_EQ(*one.is_favoured, one.sigma_needed && *evolution.structure->sigma > *one.sigma_needed);
  }
  EvolutionRequest asked;
  asked.wanted = {Dynamics::structure};
  asked.structure.name = "torus:31x31,8";
  asked.structure.graph = describe_graph(asked.structure.name);
  asked.structure.copies_best = true;
  asked.structure.blocks = {1, 2, 3};
  const Evolution evolution = evolved(seven_at("prisoners-dilemma", "perc", 0.05), asked);
  std::size_t pictured = 0;
  for (const FoundersFate& fate : evolution.structure->founders) {
    if (fate.breaker == place("grit")) {
      EXPECT_EQ(*fate.spreads, fate.block >= 2) << fate.block;
    }
    if (fate.breaker == place("wsls")) {
      EXPECT_EQ(*fate.spreads, fate.block >= 3) << fate.block;
    }
    if (fate.breaker == place("dove")) {
      EXPECT_FALSE(*fate.spreads);
    }
    pictured += fate.frames.empty() ? 0U : 1U;
  }
  EXPECT_EQ(pictured, 6U);
}

TEST(Deterministic, rest_points_and_replicator_have_the_check_values) {
  EvolutionRequest asked;
  asked.wanted = {Dynamics::replicator, Dynamics::rest_points};
  asked.ecology.generations = 10;
  for (const auto& row : values()["infinite"]["rest_points"]) {
    const Evolution evolution = evolved(seven_at(row["game"], "perc", row["misperception"]), asked);
    EXPECT_EQ(evolution.rest_points->size(), row["count_all"].get<std::size_t>()) << row["game"];
    double all = evolution.basins.none;
    for (std::size_t i = 0; i < evolution.rest_points->size(); ++i) all += evolution.basins.share[i];
    EXPECT_NEAR(all, 1, 1e-9);
    for (const auto& course : values()["infinite"]["replicator"])
      if (course["game"] == row["game"] && course["misperception"] == row["misperception"] &&
          course["start"] == "equal" && course["mutation"] == 0)
        for (std::size_t time = 0; time < course["times"].size(); ++time)
          if (course["times"][time] == 10) {
            for (std::size_t i = 0; i < 7; ++i)
              EXPECT_NEAR(evolution.replicator->share.back()[i], course["share"][time][i], 1e-7);
          }
  }
}

TEST(Walked, strategies_are_those_of_the_check_values_within_their_errors) {
  for (const auto& row : values()["adaptive"]["walk"]) {
    Request request = seven_at("prisoners-dilemma", "perc", row["misperception"]);
    EvolutionRequest asked;
    asked.wanted = {Dynamics::walk};
    asked.space = row["space"] == "reactive" ? WalkSpace::reactive : WalkSpace::memory_one;
    asked.walk_length = 2'000'000;
    asked.populations = {row["population"].get<std::int64_t>()};
    asked.selections = {row["selection"].get<double>()};
    const Walk walk = *evolved(request, asked).walk;
    // The check value is one of 60,000 mutants and has no error of its own: that of ours, scaled to its length.
    const double error = *walk.cooperation_error * std::sqrt(1 + 2e6 / row["mutants"].get<double>());
    EXPECT_LE(std::abs(walk.cooperation - row["cooperation"].get<double>()), 5.5 * error) << row.dump();
  }
}

// Of 221 strategies, nearly half the pairs are sampled.
TEST(LongLongRun, of_all_strategies_is_that_of_the_check_values) {
  for (const std::string game : {"prisoners-dilemma", "security-dilemma"}) {
    const auto& expected = values()["field_" + game];
    const auto& resampled = expected["resampled"];
    Request request;
    request.field = "all";
    request.game = game;
    request.misperception = {0.05, 0.05};
    const Design design = materially_paid(make_design(request, registry()));
    const Evolution evolution = evolve({}, play_field(design, 0), registry(), 0);
    const LongRun& world = evolution.worlds.front().world;
    ASSERT_TRUE(world.peace_interval);
    // Both intervals are estimates from samples of their own: they must overlap.
    EXPECT_LT(world.peace_interval->low, resampled["peace_95"][1]) << game;
    EXPECT_GT(world.peace_interval->high, resampled["peace_95"][0]) << game;
    for (const auto& top : resampled["top_95"])
      for (std::size_t i = 0; i < evolution.names.size(); ++i)
        if (evolution.names[i] == top[0]) {
          EXPECT_LT(world.strategies[i].share->low, top[3]) << top.dump();
          EXPECT_GT(world.strategies[i].share->high, top[2]) << top.dump();
        }
    EXPECT_EQ(expected["clone_groups"].size(), 221 - evolution.names.size()) << game;
  }
}

}  // namespace
