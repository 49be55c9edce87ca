// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <detente/automata/notation.hpp>
#include <detente/error.hpp>
#include <detente/search/search.hpp>
#include <detente/text/text.hpp>

/// What a search finds, against loops that know nothing of it.
namespace {

using namespace detente;
using Column = SearchColumn;

const Registry& registry() {
  static const Registry all = Registry::built_in();
  return all;
}

Request field(const std::string& strategies, Rates misperception = {0.05, 0.01}) {
  Request request;
  request.strategies = strategies;
  request.misperception = misperception;
  return request;
}

SpiralDesign world(const Request& request, const SpiralRequest& asked = {}) {
  return make_spiral_design(asked, make_design(request, registry()), registry());
}

SearchRequest states(int most, const std::vector<Column>& objective = {Column::ends, Column::cost}) {
  SearchRequest request;
  request.space.states = most;
  request.objective = objective;
  return request;
}

double value(const SearchFind& find, Column column, std::size_t in_world = 0) {
  return find.values[in_world][static_cast<std::size_t>(column)];
}

std::set<std::string> texts(const SearchReport& report) {
  std::set<std::string> found;
  for (const SearchFind& find : report.front) found.insert(find.automaton);
  return found;
}

/// What `spirals` says of an automaton that enters a field last.
Answer entered(Request request, const std::string& automaton, const SpiralRequest& asked = {}) {
  request.strategies += ",automaton:" + automaton;
  const SpiralDesign question = world(request, asked);
  const SpiralReport report = spirals(question, play_field(question.design, 0).results, registry(), Detail::answer, 0);
  for (const Breaker& breaker : report.breakers)
    if (breaker.entrant == question.design.entrants.size() - 1) return breaker.answer;
  throw std::logic_error("nobody entered");
}

const std::string kField = "tft,grit,empathic,grim,win-stay-lose-shift,hawk@greedy,opportunist@greedy";

/// Every way to fill in two states or one, by itself: nothing of it is the search's.
std::set<std::string> all_of_two_states() {
  std::set<std::string> all{"C/0", "D/0"};
  for (const char* const plays : {"CD", "DC"})
    for (int bits = 0; bits < 16; ++bits) {
      const auto next = [&](int bit) { return std::to_string(bits >> bit & 1); };
      all.insert(text_of(automaton_of_text(std::string(1, plays[0]) + "/" + next(0) + "/" + next(1) + "_" +
                                           std::string(1, plays[1]) + "/" + next(2) + "/" + next(3))));
    }
  return all;
}

TEST(Search, finds_the_front_of_a_loop_over_all_automata) {
  const Request request = field(kField);
  struct One {
    std::string text;
    double ends, cost;
  };
  std::vector<One> all;
  for (const std::string& text : all_of_two_states()) {
    const Answer answer = entered(request, text);
    all.push_back({text, answer.ends.value_or(-1), *answer.cost});
  }
  EXPECT_EQ(all.size(), 26U);
  std::set<std::string> front;
  for (const One& one : all)
    if (std::none_of(all.begin(), all.end(), [&](const One& other) {
          return other.ends >= one.ends - 1e-9 && other.cost <= one.cost + 1e-9 &&
                 (other.ends > one.ends + 1e-9 || other.cost < one.cost - 1e-9);
        }))
      front.insert(one.text);
  const SearchReport report = search(states(2), {world(request)}, registry(), 2);
  EXPECT_EQ(texts(report), front);
  EXPECT_EQ(report.progress.minimal, 26U);
  EXPECT_EQ(report.members, 50);
  EXPECT_TRUE(report.is_complete);
}

void expect_same(const Answer& found, const Answer& alone, const std::string& what) {
  EXPECT_EQ(found.ends, alone.ends) << what;
  EXPECT_EQ(found.ends_baseline, alone.ends_baseline) << what;
  EXPECT_EQ(found.cost, alone.cost) << what;
  EXPECT_EQ(found.keeps, alone.keeps) << what;
  EXPECT_EQ(found.least, alone.least) << what;
  EXPECT_EQ(found.least_with, alone.least_with) << what;
  EXPECT_EQ(found.in_spirals, alone.in_spirals) << what;
  EXPECT_EQ(found.reached, alone.reached) << what;
  EXPECT_EQ(found.kind, alone.kind) << what;
}

TEST(Search, every_number_is_that_of_spirals_with_the_automaton_entered) {
  struct World {
    const char* name;
    Request request;
    SpiralRequest asked;
  };
  const std::string few = "tft,grit,empathic,grim,hawk@greedy";
  std::vector<World> worlds{{"usual", field(kField), {}}};
  worlds.push_back({"trembles", field(few), {}});
  worlds.back().request.tremble = {0.02, 0.01};
  worlds.push_back({"endless", field(few), {}});  // none of these are for the fast way
  worlds.back().request.endless = true;
  worlds.push_back({"calm", field(few), {}});
  worlds.back().request.calm = 3;
  worlds.push_back({"crisis", field(few), {}});
  worlds.back().request.start = "crisis:5";
  worlds.push_back({"alone", field(few), {}});
  worlds.back().request.self_play = false;
  worlds.push_back({"baseline", field(few), {}});
  worlds.back().asked.baseline = "grit";
  for (const auto& [name, request, asked] : worlds) {
    SearchRequest wanted = states(2, {Column::ends, Column::cost, Column::in_spirals});
    const SearchReport report = search(wanted, {world(request, asked)}, registry(), 2);
    ASSERT_FALSE(report.front.empty()) << name;
    for (const SearchFind& find : report.front) {
      const std::string what = std::string(name) + " " + find.automaton;
      const Answer alone = entered(request, find.automaton, asked);
      expect_same(find.answers.front(), alone, what);
      EXPECT_EQ(value(find, Column::ends), alone.ends.value_or(-1)) << what;
      EXPECT_EQ(value(find, Column::cost), *alone.cost) << what;
    }
  }
}

/// The values that decide who is on the front are the fast ones: they agree with those that are reported.
TEST(Search, judges_by_the_numbers_that_it_reports) {
  for (const Column column : {Column::ends, Column::cost, Column::in_spirals, Column::least, Column::keeps,
                              Column::score, Column::peace, Column::best_response}) {
    const Request request = field(kField);
    const SearchReport report = search(states(2, {column}), {world(request)}, registry(), 2);
    ASSERT_EQ(report.front.size(), 1U) << word(column);
    // The best of all, by the numbers that are told of each when it is asked for alone.
    double best = value(report.front.front(), column);
    const double sign = is_more_better(column) ? 1 : -1;
    for (const std::string& text : all_of_two_states()) {
      const Answer answer = entered(request, text);
      const std::optional<double> its = column == Column::ends         ? answer.ends
                                        : column == Column::cost       ? answer.cost
                                        : column == Column::in_spirals ? answer.in_spirals
                                        : column == Column::least      ? answer.least
                                        : column == Column::keeps      ? std::optional(answer.keeps)
                                                                       : std::nullopt;
      if (its) {
        EXPECT_LE(sign * *its, sign * best + 1e-8) << word(column) << " " << text;
      }
    }
  }
}

TEST(Search, counts_scores_as_tournaments_do) {
  Request request = field(kField);
  const SearchReport report = search(states(2, {Column::score}), {world(request)}, registry(), 2);
  ASSERT_EQ(report.front.size(), 1U);
  request.strategies += ",automaton:" + report.front.front().automaton;
  const Design design = make_design(request, registry());
  for (const Standing& standing : play_field(design, 0).results.standings)
    if (standing.entrant == design.entrants.size() - 1) {
      EXPECT_NEAR(value(report.front.front(), Column::score), standing.score, 1e-12);
      EXPECT_NEAR(value(report.front.front(), Column::peace), standing.peace, 1e-12);
    }
}

// Those two are restrained for ever after D, C, C in a row, and hostile else: who knows the password scores best.
TEST(Search, finds_a_planted_best_automaton) {
  Request request = field("automaton:D/0/1_D/2/0_D/3/0_C/3,automaton:D/0/1_D/2/0_D/3/0_C/3", {});
  request.game = "prisoners-dilemma";
  const SearchReport report = search(states(4, {Column::score}), {world(request)}, registry(), 2);
  ASSERT_EQ(report.front.size(), 1U);
  const std::string& best = report.front.front().automaton;
  // D, C, C, then D for ever against who is restrained for ever: 5 a round.
  EXPECT_TRUE(best.starts_with("D/")) << best;
  EXPECT_GT(value(report.front.front(), Column::score), 3.3) << best;
}

TEST(Search, threads_and_stops_change_nothing) {
  const std::vector<SpiralDesign> worlds{world(field("tft,grit,hawk@greedy"))};
  for (const auto method : {SearchRequest::Method::exhaustive, SearchRequest::Method::evolve}) {
    SearchRequest request = states(3);
    request.method = method;
    request.restarts = 6;
    request.steps = 40;
    const SearchReport whole = search(request, worlds, registry(), 1);
    const SearchReport other = search(request, worlds, registry(), 2);
    EXPECT_EQ(texts(whole), texts(other));
    EXPECT_EQ(whole.progress.evaluated, other.progress.evaluated);
    // Killed after what was saved first, and taken up again.
    SearchProgress saved;
    std::atomic<bool> is_over = false;
    const SearchReport cut = search(request, worlds, registry(), 2, {},
                                    {.stop = [&] { return is_over.load(); },
                                     .save =
                                         [&](const SearchProgress& so_far) {
                                           if (is_over.exchange(true)) return;
                                           saved = so_far;
                                         }});
    if (method == SearchRequest::Method::evolve) {
      EXPECT_FALSE(cut.is_complete);
    }
    const SearchReport resumed = search(request, worlds, registry(), 2, saved);
    EXPECT_TRUE(resumed.is_complete);
    EXPECT_EQ(resumed.progress.evaluated, whole.progress.evaluated);
    ASSERT_EQ(resumed.front.size(), whole.front.size());
    for (std::size_t i = 0; i < whole.front.size(); ++i) {
      EXPECT_EQ(resumed.front[i].automaton, whole.front[i].automaton);
      EXPECT_EQ(resumed.front[i].values, whole.front[i].values);
    }
  }
}

TEST(Search, what_evolves_is_never_better_than_the_best_of_all) {
  const std::vector<SpiralDesign> worlds{world(field(kField))};
  SearchRequest request = states(3);
  const SearchReport best = search(request, worlds, registry(), 2);
  request.method = SearchRequest::Method::evolve;
  request.restarts = 8;
  request.steps = 300;
  const SearchReport evolved = search(request, worlds, registry(), 2);
  std::size_t shared = 0;
  for (const SearchFind& find : evolved.front) {
    if (texts(best).contains(find.automaton)) ++shared;
    EXPECT_TRUE(std::any_of(best.front.begin(), best.front.end(), [&](const SearchFind& one) {
      return value(one, Column::ends) >= value(find, Column::ends) - 1e-8 &&
             value(one, Column::cost) <= value(find, Column::cost) + 1e-8;
    })) << find.automaton;
  }
  EXPECT_GT(shared, 3U);
}

TEST(Search, of_several_worlds_the_worst_or_the_mean_counts) {
  const std::vector<SpiralDesign> worlds{world(field(kField)), world(field(kField, {0.05, 0.05}))};
  std::map<bool, double> best;
  for (const bool is_mean : {false, true}) {
    SearchRequest request = states(2, {Column::ends});
    request.is_mean = is_mean;
    const SearchReport report = search(request, worlds, registry(), 2);
    ASSERT_EQ(report.front.size(), 1U);
    const double first = value(report.front[0], Column::ends, 0), second = value(report.front[0], Column::ends, 1);
    best[is_mean] = is_mean ? (first + second) / 2 : std::min(first, second);
  }
  for (const std::string& text : all_of_two_states()) {
    const double first = entered(field(kField), text).ends.value_or(-1);
    const double second = entered(field(kField, {0.05, 0.05}), text).ends.value_or(-1);
    EXPECT_LE(std::min(first, second), best[false] + 1e-8) << text;
    EXPECT_LE((first + second) / 2, best[true] + 1e-8) << text;
  }
}

TEST(Search, mean_needs_a_value_in_each_world) {
  std::vector<SearchValues> worlds(3, SearchValues{0.9});
  static_assert(static_cast<int>(Column::ends) == 0);
  EXPECT_DOUBLE_EQ(over_worlds(Column::ends, true, worlds), 0.9);
  worlds[1][0] = kNothingCompared;
  EXPECT_EQ(over_worlds(Column::ends, true, worlds), kNothingCompared);
}

TEST(Search, tables_and_chances_are_looked_through) {
  const std::vector<SpiralDesign> worlds{world(field("tft,empathic,hawk@greedy"))};
  SearchRequest request = states(1);
  request.space.kind = SearchSpace::Kind::tables;
  const SearchReport tables = search(request, worlds, registry(), 2);
  EXPECT_EQ(tables.members, 32);  // four entries and a first move
  EXPECT_FALSE(tables.front.empty());
  request.space.kind = SearchSpace::Kind::chances;
  request.space.grid = 2;
  const SearchReport grid = search(request, worlds, registry(), 2);
  EXPECT_EQ(grid.members, 243);
  request.method = SearchRequest::Method::gradient;
  request.objective = {Column::score};
  request.restarts = 4;
  request.steps = 60;
  const SearchReport uphill = search(request, worlds, registry(), 2);
  request.method = SearchRequest::Method::exhaustive;
  const SearchReport steps = search(request, worlds, registry(), 2);
  EXPECT_GT(value(uphill.front[0], Column::score), value(steps.front[0], Column::score) - 0.02);
}

TEST(Search, names_the_nearest_of_the_library) {
  const SearchReport report = search(states(2), {world(field(kField))}, registry(), 2);
  for (const SearchFind& find : report.front) {
    if (find.automaton == "C/0/1_D/0/1") {
      EXPECT_EQ(find.like, "tit-for-tat");
    }
    if (find.automaton == "D/0") {
      EXPECT_EQ(find.like, "hawk");
    }
    EXPECT_LE(find.like_share, 1 + 1e-12);
  }
  for (const SearchNamed& named : report.field)
    if (named.name == "win-stay-lose-shift") {
      EXPECT_TRUE(*named.is_surpassed);
    }
}

/// The field `security` with a found automaton entered last.
Breaker found(const std::string& name, std::vector<Breaker>* others = nullptr) {
  const std::string file = std::string(DETENTE_TEST_DIR) + "/../strategies/machines/found/" + name + ".automaton";
  Request request = field(find_field("security", registry()).strategies + ",automaton:" + file);
  const SpiralDesign question = world(request);
  const SpiralReport report = spirals(question, play_field(question.design, 0).results, registry(), Detail::answer, 0);
  Breaker its = report.breakers.front();
  for (const Breaker& breaker : report.breakers) {
    if (breaker.entrant == question.design.entrants.size() - 1)
      its = breaker;
    else if (others != nullptr && breaker.role == "seeker")
      others->push_back(breaker);
  }
  return its;
}

// The numbers of the manual.
TEST(Search, found_what_no_strategy_of_the_field_matches) {
  std::vector<Breaker> others;
  const Answer patient = found("patient-11", &others).answer;
  EXPECT_NEAR(*patient.ends, 0.9995, 0.00005);
  EXPECT_NEAR(*patient.cost, 0.0015, 0.00005);
  EXPECT_EQ(patient.kind, BreakerClass::ends);
  std::size_t cheaper = 0;
  for (const Breaker& other : others) {
    const double ends = other.answer.ends.value_or(0);
    if (ends > 0.001) {
      EXPECT_GT(*patient.ends, ends) << other.entrant;
      EXPECT_LT(*patient.cost, *other.answer.cost) << other.entrant;
    } else {
      ++cheaper;  // grim and hawk, which end nothing
    }
  }
  EXPECT_EQ(cheaper, 2U);
  const Answer cheap = found("cheap-7").answer;
  EXPECT_NEAR(*cheap.ends, 0.9977, 0.00005);
  EXPECT_NEAR(*cheap.cost, 0.0019, 0.00005);
  const Answer champion = found("champion-7").answer;
  EXPECT_NEAR(*champion.ends, 0.9945, 0.00005);
  EXPECT_NEAR(*champion.cost, 0.0037, 0.00005);
}

TEST(Search, found_the_champion_of_the_default_tournament) {
  const std::string file = std::string(DETENTE_TEST_DIR) + "/../strategies/machines/found/champion-7.automaton";
  Request entered = field(find_field("security", registry()).strategies + ",automaton:" + file);
  std::vector<Request> worlds(4, entered);
  worlds[1].game = "security-dilemma:offence=1";
  worlds[2].tremble = {0.01, 0.01};
  worlds[3].misperception = {0.1, 0.02};
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    const Played played = play_field(make_design(worlds[i], registry()), 0);
    const std::vector<Standing>& standings = played.results.standings;
    EXPECT_EQ(standings.front().entrant, played.design.entrants.size() - 1) << i;
    if (i > 0) continue;
    EXPECT_NEAR(standings.front().score, 2.550, 0.0005);
    EXPECT_GT(standings.front().score, standings[1].score + 0.05);
  }
}

TEST(Search, refuses_what_it_cannot_look_through) {
  const auto refusal = [](const SearchRequest& request, const Request& of) -> std::string {
    try {
      search(request, {world(of)}, registry(), 1);
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  Request levels = field("tft,hawk");
  levels.game = "offence-defence";
  EXPECT_NE(refusal(states(2), levels).find("has 3 levels"), std::string::npos);
  EXPECT_NE(refusal(states(6), field("tft,hawk")).find("384.845906 million"), std::string::npos)
      << refusal(states(6), field("tft,hawk"));
  EXPECT_NE(refusal(states(64), field("tft,hawk")).find("more than 10^15"), std::string::npos);
  SearchRequest gradient = states(2);
  gradient.method = SearchRequest::Method::gradient;
  EXPECT_NE(refusal(gradient, field("tft,hawk")).find("method is gradient"), std::string::npos);
  Request sampled = field("tft,hawk");
  sampled.engine = "tables";
  EXPECT_NE(refusal(states(2), sampled).find("which samples"), std::string::npos);
  EXPECT_NE(refusal(states(1), field("tft,gradual,hawk")).find("'gradual' has no automaton"), std::string::npos);
}

}  // namespace
