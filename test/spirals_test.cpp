// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <detente/error.hpp>
#include <detente/spirals/spirals.hpp>
#include <map>

namespace {

using namespace detente;

const Registry& library() {
  static const Registry registry = Registry::built_in();
  return registry;
}

struct Inquiry {
  SpiralDesign design;
  Results results;
  SpiralReport report;

  const Breaker& breaker(const std::string& name) const {
    return *std::find_if(report.breakers.begin(), report.breakers.end(),
                         [&](const Breaker& breaker) { return design.design.entrants[breaker.entrant].name == name; });
  }
  const PairSpirals& pair(const std::string& row, const std::string& column) const {
    return *std::find_if(report.pairs.begin(), report.pairs.end(), [&](const PairSpirals& pair) {
      return design.design.entrants[pair.row].name == row && design.design.entrants[pair.column].name == column;
    });
  }
};

Inquiry ask(const Request& request, const SpiralRequest& spiral_request = {}, Detail detail = Detail::full,
            int threads = 2) {
  const Design design = make_design(request, library());
  Inquiry inquiry{make_spiral_design(spiral_request, design, library()),
                  play(design, round_robin(design.entrants.size(), request.self_play), threads),
                  {}};
  inquiry.report = spirals(inquiry.design, inquiry.results, library(), detail, threads);
  return inquiry;
}

Request dilemma(const std::string& strategies) {
  Request request;
  request.strategies = strategies;
  request.game = "prisoners-dilemma";
  request.misperception = {0.05, 0.05};
  return request;
}

Request by_slips(Request request) {
  request.tremble = request.misperception;
  request.misperception = {};
  return request;
}

template <class Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

// LITERATURE D.4, at 5 %, r = 1, baseline tit-for-tat.
TEST(Counterfactuals, are_split_as_in_the_literature) {
  Request request = dilemma("grit,contrite-tit-for-tat,generous-tit-for-tat,tit-for-tat");
  request.endless = true;
  request.calm = 1;
  const Inquiry slips = ask(by_slips(request));
  const auto split = [](const Inquiry& inquiry, const std::string& row, const std::string& column) {
    const auto& shapley = inquiry.pair(row, column).shapley;
    return std::array{shapley[0].value_or(NAN), shapley[1].value_or(NAN)};
  };
  EXPECT_NEAR(split(slips, "grit", "contrite-tit-for-tat")[0], 20.3088, 5e-5);
  EXPECT_NEAR(split(slips, "grit", "contrite-tit-for-tat")[1], 8.3051, 5e-5);
  for (const std::size_t seat : {0U, 1U})
    EXPECT_NEAR(split(slips, "contrite-tit-for-tat", "contrite-tit-for-tat")[seat], 14.2951, 5e-5);
  EXPECT_NEAR(split(slips, "grit", "generous-tit-for-tat")[0], 15.6474, 5e-5);
  EXPECT_NEAR(split(slips, "grit", "generous-tit-for-tat")[1], 12.8840, 5e-5);
  const Inquiry misreads = ask(request);
  EXPECT_NEAR(split(misreads, "grit", "contrite-tit-for-tat")[0], 28.3440, 5e-5);
  EXPECT_EQ(split(misreads, "grit", "contrite-tit-for-tat")[1], 0);  // contrition is worthless here
  for (const std::size_t seat : {0U, 1U})
    EXPECT_NEAR(split(misreads, "generous-tit-for-tat", "generous-tit-for-tat")[seat], 13.9348, 5e-5);
}

TEST(Counterfactuals, of_the_baseline_in_its_own_seat_are_exactly_nothing) {
  Request request;
  request.strategies = "tit-for-tat,grit,win-stay-lose-shift,hawk,reassurance-seeker";
  request.tremble_of = {{"grit", {0.1, 0}}, {"tit-for-tat", {0.02, 0.3}}};
  const Inquiry inquiry = ask(request);
  for (const PairSpirals& pair : inquiry.report.pairs)
    for (const std::size_t seat : {0U, 1U}) {
      if (inquiry.design.design.entrants[seat == 0 ? pair.row : pair.column].name != "tit-for-tat") continue;
      EXPECT_EQ(pair.counterfactual_share[seat], 0);
      if (pair.counterfactual[seat]) {
        EXPECT_EQ(*pair.counterfactual[seat], 0);
      }
    }
  const Breaker& baseline = inquiry.breaker("tit-for-tat");
  EXPECT_EQ(baseline.lift, 0);
  EXPECT_EQ(baseline.lift_worst, 0);
  EXPECT_EQ(baseline.lift_up_only, 0);
  EXPECT_EQ(baseline.crisis_lift, 0);
  EXPECT_FALSE(baseline.break_even);
}

// LITERATURE D.5: seekers tit-for-tat, contrite and generous tit-for-tat; aggressor hawk; 5 %, for ever.
TEST(Alarms, are_those_of_the_literature) {
  struct Row {
    const char* strategy;
    double alarm, trust, loss;  // 1 − a, b, R − payoff against the hawk
  };
  const auto check = [](const Request& request, const std::vector<Row>& rows) {
    SpiralRequest roles;
    roles.seekers = "tft,ctft,gtft";
    roles.aggressors = "hawk";
    const Inquiry inquiry = ask(request, roles, Detail::verdict);
    for (const Row& row : rows) {
      const Breaker& found = inquiry.breaker(row.strategy);
      EXPECT_NEAR(found.false_alarm, 1 - row.alarm, 5.1e-5) << row.strategy;
      EXPECT_NEAR(found.false_trust, row.trust, 5.1e-5) << row.strategy;
      if (found.worst_aggressor == "hawk") {
        EXPECT_NEAR(found.victim_value, row.loss, 5.1e-5) << row.strategy;
      }
    }
  };
  Request request = dilemma("tit-for-two-tats,ctft,tft-atft,tft,grit,zd-generous,gtft,wsls,grim");
  request.endless = true;
  check(by_slips(request), {{"tit-for-two-tats", .9403, .1377, 1.0554},
                            {"contrite-tit-for-tat", .8054, .0974, 1.0978},
                            {"tft-atft", .7764, .1342, 1.0591},
                            {"tit-for-tat", .6439, .0950, 1.1002},
                            {"grit", .9142, .4064, .7733},
                            {"zd-generous", .7824, .2789, .9071},
                            {"generous-tit-for-tat", .8544, .3800, .8010},
                            {"win-stay-lose-shift", .5702, .5000, .6750},
                            {"grim", .0500, .0500, 1.1475}});
  check(request, {{"tit-for-two-tats", .9859, .0975, .9025},
                  {"contrite-tit-for-tat", .6087, .0500, .9500},
                  {"tft-atft", .6087, .0500, .9500},
                  {"tit-for-tat", .6087, .0500, .9500},
                  {"grit", .9329, .3959, .6041},
                  {"zd-generous", .7848, .2570, .7430},
                  {"generous-tit-for-tat", .8804, .3667, .6333},
                  {"win-stay-lose-shift", .5661, .5000, .5000},
                  {"grim", 0, 0, 1}});
}

TEST(Clones, are_those_that_the_noise_cannot_tell_apart) {
  const auto groups = [](const Request& request) {
    const Inquiry inquiry = ask(request, {}, Detail::verdict);
    std::vector<std::vector<std::string>> names;
    for (const auto& group : inquiry.report.clones) {
      names.emplace_back();
      for (const std::size_t entrant : group) names.back().push_back(inquiry.design.design.entrants[entrant].name);
    }
    return names;
  };
  const Request request = dilemma("tft,ctft,tft-atft,grit,memory-one,hawk,hawk@greedy");
  EXPECT_EQ(groups(request),
            (std::vector<std::vector<std::string>>{{"tit-for-tat", "contrite-tit-for-tat", "tft-atft", "memory-one"},
                                                   {"hawk", "hawk@greedy"}}));
  EXPECT_EQ(groups(by_slips(request)),
            (std::vector<std::vector<std::string>>{{"tit-for-tat", "memory-one"}, {"hawk", "hawk@greedy"}}));
  Request of_its_own = request;  // who errs in another way is no clone
  of_its_own.misperception_of = {{"tft-atft", {0.1, 0.1}}};
  EXPECT_EQ(groups(of_its_own)[0].size(), 3U);
}

// An opponent that is entered twice counts once.
TEST(Lift, does_not_count_clones) {
  const Inquiry once = ask(dilemma("tft,grit,wsls,grim,gtft,tf2t"), {}, Detail::verdict);
  const Inquiry twice = ask(dilemma("tft,grit,wsls,grim,gtft,tf2t,grim,ctft"), {}, Detail::verdict);
  EXPECT_EQ(once.breaker("grit").lift, twice.breaker("grit").lift);
  EXPECT_TRUE(once.breaker("grit").lift_error);
  EXPECT_EQ(once.breaker("grit").lift_error, twice.breaker("grit").lift_error);
}

TEST(Lift, is_the_mean_of_what_durable_peace_gains_over_the_baseline) {
  const Inquiry inquiry = ask(dilemma("tft,grit,wsls,gtft,grim,tf2t"));
  const auto escape = [&](const std::string& row, const std::string& column) {
    return inquiry.pair(row, column).trials.escape.recovery->durable_peace;
  };
  std::vector<double> gains{escape("tit-for-tat", "grit") - escape("tit-for-tat", "tit-for-tat"),
                            escape("grit", "grit") - escape("tit-for-tat", "grit")};
  for (const char* const other : {"win-stay-lose-shift", "generous-tit-for-tat", "grim", "tit-for-two-tats"})
    gains.push_back(escape("grit", other) - escape("tit-for-tat", other));
  double mean = 0, squares = 0;
  for (const double gain : gains) mean += gain / 6;
  for (const double gain : gains) squares += (gain - mean) * (gain - mean);
  const Breaker& grit = inquiry.breaker("grit");
  EXPECT_NEAR(*grit.lift, mean, 1e-12);
  EXPECT_NEAR(*grit.lift_error, 2.5705818366147395 * std::sqrt(squares / 5 / 6), 1e-9);  // Student, 5 degrees
  EXPECT_NEAR(*grit.lift_worst, *std::min_element(gains.begin(), gains.end()), 1e-12);
}

// With errors towards hostility alone nobody ends a spiral by mistake: two tits for tat never do.
TEST(Lift, tells_luck_apart) {
  Request request = dilemma("tft,grit");
  request.misperception = {0.05, 0};
  const Inquiry inquiry = ask(request);
  const PairSpirals& tits = inquiry.pair("tit-for-tat", "tit-for-tat");
  EXPECT_EQ(tits.trials.escape.recovery->durable_peace, 0);
  EXPECT_NEAR(tits.trials.escape.reached, 1, 1e-12);
  EXPECT_FALSE(tits.trials.proximate);
  EXPECT_EQ(*inquiry.breaker("grit").lift, *inquiry.breaker("grit").lift_up_only);
  EXPECT_GT(*inquiry.breaker("grit").lift, 0.4);
}

TEST(Price, of_being_exploited_is_taken_from_the_worst) {
  Request request;
  const Inquiry inquiry = ask(request, {}, Detail::verdict);
  const Breaker& dove = inquiry.breaker("dove");
  EXPECT_NEAR(dove.victim_value, 0.75, 1e-12);  // S, to hawk and to the best response alike
  EXPECT_NEAR(dove.loss_to_worst, 2.25, 1e-12);
  EXPECT_NEAR(*dove.responder_gain, 5, 1e-12);  // T of the greedy
  EXPECT_EQ(dove.bound, "exact");
  EXPECT_EQ(dove.conduct, "always restrained");
  EXPECT_EQ(inquiry.breaker("hawk").conduct, "always hostile");
  EXPECT_NEAR(inquiry.breaker("hawk").loss_to_worst, 2, 1e-12);
  EXPECT_EQ(inquiry.breaker("grit").bound, "omniscient");
  for (const Breaker& breaker : inquiry.report.breakers) {
    EXPECT_NEAR(breaker.loss_to_worst + breaker.victim_value,
                inquiry.design.design.entrants[breaker.entrant].material.reward(), 1e-12);
    EXPECT_LE(*breaker.held_to, breaker.victim_value + 1e-9);
  }
}

// p* is where the two straight lines cross.
TEST(Price, breaks_even_where_the_advantages_balance) {
  const Inquiry inquiry = ask({}, {}, Detail::verdict);
  const Breaker& grit = inquiry.breaker("grit");
  const double share = *grit.break_even;
  EXPECT_NEAR((1 - share) * grit.advantage[0] + share * grit.advantage[1], 0, 1e-12);
  EXPECT_GT(share, 0);
  EXPECT_LT(share, 1);
}

TEST(Front, holds_nobody_that_a_seeker_beats_twice) {
  const Inquiry inquiry = ask({}, {}, Detail::verdict);
  std::size_t members = 0;
  for (const Breaker& one : inquiry.report.breakers) {
    if (one.role != "seeker") {
      EXPECT_FALSE(one.pareto);
    }
    if (one.pareto) ++members;
    const bool is_beaten =
        std::any_of(inquiry.report.breakers.begin(), inquiry.report.breakers.end(), [&](const Breaker& other) {
          return other.role == "seeker" && *other.lift > *one.lift + 1e-9 &&
                 other.loss_to_worst < one.loss_to_worst - 1e-9;
        });
    if (is_beaten) {
      EXPECT_FALSE(one.pareto);
    }
  }
  EXPECT_GE(members, 2U);
}

TEST(Roles, go_by_payoffs_and_can_be_named) {
  const auto names = [](const SpiralDesign& design) {
    std::vector<std::string> aggressors;
    for (const Entrant& aggressor : design.aggressors) aggressors.push_back(aggressor.name);
    return std::pair(design.seekers, aggressors);
  };
  const auto made = [&](const std::string& strategies, const SpiralRequest& request = {}) {
    Request tournament;
    tournament.strategies = strategies;
    return names(make_spiral_design(request, make_design(tournament, library()), library()));
  };
  using Seekers = std::vector<std::size_t>;
  using Names = std::vector<std::string>;
  EXPECT_EQ(made("hawk,tft,dove@greedy"),
            std::pair(Seekers({0, 1}), Names({"hawk@greedy", "opportunist@greedy", "dove@greedy"})));
  EXPECT_EQ(made("hawk,tft,grim@T=4,R=3,P=1,S=0"),
            std::pair(Seekers({0, 1}), Names({"hawk@greedy", "opportunist@greedy", "grim@T=4,R=3,P=1,S=0"})));
  EXPECT_EQ(made("hawk,tft,dove@greedy", {.aggressors = "alld"}), std::pair(Seekers({1}), Names({"hawk"})));
  EXPECT_EQ(made("hawk,tft,grit", {.seekers = "tft,grit", .aggressors = "random"}),
            std::pair(Seekers({1, 2}), Names({"random"})));
}

TEST(Roles, refuse_nonsense_in_one_sentence) {
  const auto refused = [](const SpiralRequest& request, const std::string& strategies = "tft,grit") {
    Request tournament;
    tournament.strategies = strategies;
    const Design design = make_design(tournament, library());
    return refusal([&] { make_spiral_design(request, design, library()); });
  };
  EXPECT_EQ(refused({.trial = {.horizon = 0}}), "horizon is 0; it must lie in 1…10000");
  EXPECT_EQ(refused({.trial = {.durable = 20, .horizon = 12}}), "durable is 20; it must lie in 1…horizon, which is 12");
  EXPECT_EQ(refused({.trial = {.crisis_rounds = {9, 4}}}), "the longest of crisis-rounds is 4; it must lie in 9…1000");
  EXPECT_EQ(refused({.trial = {.burst = 0}}), "burst is 0; it must lie in 1…10000");
  EXPECT_EQ(refused({.seekers = "tft,hawk"}),
            "seekers names 'hawk', which is not an entrant; the entrants are tit-for-tat, grit");
  EXPECT_EQ(refused({}, "hawk@greedy,dove@greedy"),
            "seekers is empty, because every entrant counts as an aggressor; name entrants that count as seekers");
  EXPECT_EQ(refused({.baseline = "hawk@greedy"}),
            "baseline is 'hawk@greedy'; it must be a strategy without motive or number, because it takes the payoffs "
            "and the errors of the seat that it is given");
  EXPECT_TRUE(refused({.aggressors = "hawkk"}).starts_with("aggressors: no strategy is named 'hawkk'"));
  EXPECT_TRUE(refused({.seekers = "tft,gritt"}).starts_with("seekers: no strategy is named 'gritt'"));
  EXPECT_TRUE(refused({.baseline = "tit"}).starts_with("baseline: no strategy is named 'tit'"));
}

TEST(Spirals, are_the_same_for_any_number_of_threads) {
  Request request;
  request.strategies = "tft,grit,gtft,gradual,hawk@greedy";
  request.repetitions = 130;
  const Inquiry one = ask(request, {}, Detail::full, 1);
  for (const int threads : {2, 3}) {
    const Inquiry many = ask(request, {}, Detail::full, threads);
    ASSERT_EQ(one.report.breakers.size(), many.report.breakers.size());
    for (std::size_t i = 0; i < one.report.breakers.size(); ++i) {
      const Breaker& a = one.report.breakers[i];
      const Breaker& b = many.report.breakers[i];
      EXPECT_EQ(std::tie(a.entrant, a.lift, a.lift_error, a.lift_up_only, a.crisis_lift, a.victim_value, a.break_even,
                         a.false_alarm, a.reaction, a.proximate),
                std::tie(b.entrant, b.lift, b.lift_error, b.lift_up_only, b.crisis_lift, b.victim_value, b.break_even,
                         b.false_alarm, b.reaction, b.proximate));
    }
  }
}

// The long report asks the same of pairs, the seats' own rates and all.
TEST(Spirals, give_the_credit_that_the_full_report_gives) {
  const Registry registry = Registry::built_in();
  Request request;
  request.strategies = "grit,tft,gtft,grim,gradual,hawk@greedy";
  request.repetitions = 130;
  request.misperception = {.up = 0.1, .down = 0.02};
  const Inquiry full = ask(request, {}, Detail::full, 1);
  const SpiralDesign asked = make_spiral_design({}, make_design(request, registry), registry);
  const std::vector<Credit> found = credits(asked, 1);
  ASSERT_EQ(found.size(), 6U);
  for (const Breaker& breaker : full.report.breakers) {
    const Credit& credit = found[breaker.entrant];
    EXPECT_NEAR(credit.share[0], (*breaker.proximate)[0], 1e-12) << breaker.entrant;
    EXPECT_NEAR(credit.share[3], (*breaker.proximate)[1], 1e-12) << breaker.entrant;
    double other = 0, both = 0;
    for (const PairSpirals& pair : full.report.pairs)
      for (const std::size_t seat : {0U, 1U})
        if ((seat == 0 ? pair.row : pair.column) == breaker.entrant && pair.trials.proximate) {
          other += pair.trials.proximate->share[1 - seat] / static_cast<double>(credit.pairs);
          both += pair.trials.proximate->share[2] / static_cast<double>(credit.pairs);
        }
    EXPECT_NEAR(credit.share[2], other, 1e-12);
    EXPECT_NEAR(credit.share[1], both, 1e-12);
  }
  const std::vector<Credit> again = credits(asked, 3);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(again[i].share, found[i].share);
  for (const Breaker& breaker : ask(request, {}, Detail::verdict, 1).report.breakers) EXPECT_FALSE(breaker.proximate);
}

// Each seat's own rates count: who misreads matters.
TEST(Spirals, tell_the_seats_apart) {
  Request request = dilemma("grit,tft");
  request.misperception = {};
  request.misperception_of = {{"tit-for-tat", {0.1, 0}}};
  const Inquiry inquiry = ask(request);
  const auto& recovery = *inquiry.pair("grit", "tit-for-tat").trials.escape.recovery;
  EXPECT_NE(recovery.loss[0], recovery.loss[1]);
}

// Without noise among the nice no spiral ever comes about, and there is nothing to break.
TEST(Spirals, may_not_come_about) {
  Request request = dilemma("tft,grit,dove");
  request.misperception = {};
  const Inquiry inquiry = ask(request);
  for (const Breaker& breaker : inquiry.report.breakers) {
    EXPECT_FALSE(breaker.lift);
    EXPECT_FALSE(breaker.pareto);
  }
  EXPECT_FALSE(inquiry.pair("tit-for-tat", "grit").trials.escape.recovery);
  EXPECT_FALSE(inquiry.pair("tit-for-tat", "grit").trials.proximate);
}

}  // namespace
