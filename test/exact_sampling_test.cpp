// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <detente/text/text.hpp>
#include <limits>
#include <set>

#include "support/memory_size.hpp"
#include "support/pair_sample.hpp"
#include "support/subjects.hpp"

/// Every pair of the library, played by `exact` and by `objects`.
namespace {

using namespace detente;
using pair_sample::Trial;

struct World {
  std::string name;
  Request request;
};

void PrintTo(const World& world, std::ostream* out) {
  *out << world.name;
}

std::vector<World> worlds() {
  const Rates slips{0.03, 0.02};
  const Rates sight{0.08, 0.05};
  std::vector<World> all{
      {"two_levels", {.game = "prisoners-dilemma", .tremble = slips, .misperception = sight}},
      {"one_sided", {.game = "prisoners-dilemma", .tremble = {0, 0.04}, .misperception = {0.1, 0}}},
      {"arms_race", {.game = "arms-race:levels=5", .tremble = slips, .misperception = sight}},
      {"offence_defence", {.game = "offence-defence:distinguishability=0.7", .tremble = slips, .misperception = sight}},
      {"signals",
       {.game = "security-dilemma:signal-cost=0.1,open-cost=0.1",
        .tremble = slips,
        .misperception = sight,
        .signal_noise = 0.2}},
      {"crisis", {.game = "stag-hunt", .tremble = slips, .misperception = sight, .start = "crisis:3"}},
      {"random_length",
       {.game = "prisoners-dilemma",
        .continuation = 0.97,
        .tremble = slips,
        .misperception = sight,
        .exact_limit = 1200}},
      {"public_monitoring",
       {.game = "prisoners-dilemma", .tremble = slips, .misperception = sight, .monitoring = "public"}},
      {"own_rates",
       {.game = "chicken",
        .tremble = slips,
        .misperception = {0.05, 0.05},
        .tremble_of = {{"tit-for-tat", {0.2, 0}}, {"grit", {0, 0.3}}},
        .misperception_of = {{"win-stay-lose-shift", {0.3, 0.1}}, {"tit-for-tat", {0, 0.2}}}}},
      {"everything",
       {.game = "arms-race:levels=3,signal-cost=0.2,open-cost=0.3",
        .continuation = 0.95,
        .tremble = slips,
        .misperception = sight,
        .signal_noise = 0.3,
        .monitoring = "public",
        .exact_limit = 1200,
        .start = "crisis:2"}},
  };
  for (World& world : all) world.request.rounds = 60;
  return all;
}

/// All strategies that do not refuse the game, and the subjects of these tests.
Design design_of(const World& world) {
  const Registry registry = Registry::built_in();
  Request request = world.request;
  // Pairs grow as the square of the library: the states, the textbook and the graded stand for it.
  std::set<std::string> names{"all-or-none", "capri", "memory-one", "tft-atft", "zd-extortion"};
  for (const char* field : {"states", "classic", "noise", "graded"})
    for (const std::string& name : split(find_field(field, registry).strategies, ','))
      if (name.find_first_of("@=") == std::string::npos) names.insert(registry.strategy(name).name());
  for (const std::string& name : names) {
    Request alone;
    alone.game = request.game;
    alone.strategies = name;
    try {
      make_design(alone, registry);
    } catch (const Error&) {
      continue;
    }
    request.strategies += (request.strategies.empty() ? "" : ",") + name;
  }
  Design design = make_design(request, registry);
  for (const Strategy& subject :
       {subjects::as_strategy<subjects::Envoy>(), subjects::as_strategy<subjects::Climber>()}) {
    Side side = design.entrants.front().side;
    side.name = subject.name();
    side.tremble = Errors::everywhere(request.tremble.up, request.tremble.down);
    side.misperception = design.game.misperception(request.misperception.up, request.misperception.down);
    Briefing briefing;
    briefing.payoffs = side.payoffs;
    side.strategy = subject.briefed(briefing);
    design.entrants.push_back(
        {.name = side.name, .motive = "game", .strategy = subject, .material = side.payoffs, .side = side});
  }
  return design;
}

/// Two of a kind would be too many joint memories for the design, or the strategy counts without end.
bool is_large(const Design& design, std::size_t entrant) {
  const auto most = static_cast<std::size_t>(std::sqrt(static_cast<double>(design.request.exact_limit)));
  return !has_memories_up_to(design.entrants[entrant].side.strategy, design.game.levels, most);
}

/// One misread round in its first ones decides a match against some: four thousand matches cannot tell their variance.
bool is_any_of_those_that_settle(const std::string& name) {
  return name.find("prober") != std::string::npos || name == "graded-reassurer" || name == "graded-opportunist";
}

/// Memories of a strategy, whatever it hears; absent where there is no end of them.
std::optional<std::size_t> memories(const Design& design, std::size_t entrant) {
  const auto machine = derive(design.entrants[entrant].side.strategy, design.game.levels, {}, 4096);
  return machine ? std::optional(machine->size()) : std::nullopt;
}

/// A strategy that counts without end, or a pair that may have more joint memories than the world allows.
bool may_be_sampled(const Design& design, const PairResult& pair) {
  const auto row = memories(design, pair.row);
  const auto column = memories(design, pair.column);
  const auto listens = [&](std::size_t entrant) { return design.entrants[entrant].side.strategy.traits().listens; };
  // What was heard makes memories of its own, of which silence knows nothing.
  const std::size_t words = listens(pair.row) || listens(pair.column) ? 64 : 1;
  return !row || !column || *row * *column * words > static_cast<std::size_t>(design.request.exact_limit);
}

std::vector<PairResult> exact_pairs(const Design& design, const Results& results) {
  std::vector<PairResult> exact;
  for (const PairResult& pair : results.pairs)
    if (pair.engine == "exact")
      exact.push_back(pair);
    else
      EXPECT_TRUE(may_be_sampled(design, pair))
          << design.entrants[pair.row].name << " - " << design.entrants[pair.column].name << " was sampled";
  return exact;
}

class EveryPair : public testing::TestWithParam<World> {};
using LongEveryPair = EveryPair;

TEST_P(EveryPair, stands_the_engine_that_checks) {
  Design design = design_of(GetParam());
  design.request.engine = "check";
  design.request.repetitions = 1000;
  const Results results = play(design, round_robin(design.entrants.size(), true), 2);
  for (const PairResult& pair : exact_pairs(design, results)) {
    ASSERT_TRUE(pair.check);
    EXPECT_LT(pair.check->standard_errors, pair.check->bound)
        << design.entrants[pair.row].name << " - " << design.entrants[pair.column].name;
  }
}

constexpr double kChecks = 1e5;  // no more than this in this file, all together

/// Whether everything about a pair agrees. An error of a quarter of a match's deviation in a score and of an eighth in
/// a share must not pass, nor one of `sharpness` in a variance: a share of it.
void judge(const Trial& trial, double sharpness) {
  const auto& quantities = trial.quantities();
  const std::array deviations{std::sqrt(quantities[2].expected), std::sqrt(quantities[4].expected)};
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    const double catches = i < 2   ? 0.25 * (deviations[i] + trial.step())
                           : i < 5 ? sharpness * deviations[i < 4 ? 0 : 1] * deviations[i < 3 ? 0 : 1]
                                   : 0.125;
    EXPECT_TRUE(statistics::mean_agrees(quantities[i].observed(trial.repetitions()), quantities[i].expected,
                                        {.checks = kChecks, .catches = catches}))
        << trial.name() << ": " << quantities[i].what;
  }
}

std::vector<Trial> sampled(const Design& design, const Climate& climate, const std::vector<Meeting>& schedule,
                           std::uint64_t blocks) {
  Design solved = design;
  solved.request.repetitions = 1;
  return pair_sample::sampled(design, climate, exact_pairs(solved, play(solved, schedule, 2)), blocks);
}

// Where errors are rare a sample says little of a variance, but for most pairs this one would show a double one. Those
// that settle for ever on what one match in some thousands shows them, because they remember much or because an
// opening decides all that follows, are left out: a variance is then made of matches that the sample has not seen, and
// `Quantity::event` allows for one round only.
TEST_P(LongEveryPair, has_the_moments_of_its_repetitions) {
  const Design design = design_of(GetParam());
  const Climate climate = pair_sample::climate_of(design);
  std::vector<std::size_t> settling;
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (is_large(design, i) || is_any_of_those_that_settle(design.entrants[i].name)) settling.push_back(i);
  std::vector<Meeting> schedule;
  for (const Meeting& meeting : round_robin(design.entrants.size(), true))
    if (std::none_of(settling.begin(), settling.end(),
                     [&](std::size_t one) { return one == meeting.row || one == meeting.column; }))
      schedule.push_back(meeting);
  ASSERT_GE(schedule.size(), 400U);
  double variances = 0;
  double sharp = 0;
  for (const Trial& trial : sampled(design, climate, schedule, 96)) {
    judge(trial, std::numeric_limits<double>::infinity());
    for (const std::size_t i : {2U, 4U}) {
      const auto& variance = trial.quantities()[i];
      if (variance.expected == 0) continue;
      ++variances;
      if (statistics::mean_agrees(variance.observed(trial.repetitions()), variance.expected,
                                  {.checks = kChecks, .catches = variance.expected}))
        ++sharp;
    }
  }
  EXPECT_GT(sharp, 0.8 * variances);
}

const auto name_of_world = [](const testing::TestParamInfo<World>& tried) { return tried.param.name; };
INSTANTIATE_TEST_SUITE_P(Of, EveryPair, testing::ValuesIn(worlds()), name_of_world);
INSTANTIATE_TEST_SUITE_P(Of, LongEveryPair, testing::ValuesIn(worlds()), name_of_world);

std::size_t place(const Design& design, const std::string& name) {
  for (std::size_t i = 0; i < design.entrants.size(); ++i)
    if (design.entrants[i].name == name) return i;
  throw Error("no entrant is named " + name);
}

World world(const std::string& name) {
  for (const World& one : worlds())
    if (one.name == name) return one;
  throw Error("no world is named " + name);
}

struct Close {
  std::string world;
  std::uint64_t blocks;
  double sharpness;  ///< the error of a variance that must not pass
  std::vector<std::pair<std::string, std::string>> pairs;
};

void PrintTo(const Close& close, std::ostream* out) {
  *out << close.world;
}

class CloseLook : public testing::TestWithParam<Close> {};

TEST_P(CloseLook, shows_the_same_moments) {
  const Design design = design_of(world(GetParam().world));
  const Climate climate = pair_sample::climate_of(design);
  std::vector<Meeting> schedule;
  for (const auto& [row, column] : GetParam().pairs) schedule.push_back({place(design, row), place(design, column)});
  for (const Trial& trial : sampled(design, climate, schedule, GetParam().blocks)) judge(trial, GetParam().sharpness);
}

INSTANTIATE_TEST_SUITE_P(
    At, CloseLook,
    testing::Values(Close{"two_levels",
                          1700,
                          0.1,
                          {{"tit-for-tat", "tit-for-tat"},
                           {"generous-tit-for-tat", "win-stay-lose-shift"},
                           {"grit", "contrite-tit-for-tat"},
                           {"zd-extortion", "random"},
                           {"reassurance-seeker", "tit-for-tat"},
                           {"envoy", "envoy"}}},
                    Close{"arms_race", 1300, 0.1, {{"climber", "climber"}, {"envoy", "climber"}}},
                    Close{"signals", 1200, 0.1, {{"envoy", "envoy"}, {"envoy", "climber"}, {"climber", "climber"}}},
                    Close{"public_monitoring", 1200, 0.1, {{"envoy", "climber"}, {"tit-for-tat", "tft-atft"}}},
                    Close{"random_length", 2400, 0.2, {{"tit-for-tat", "win-stay-lose-shift"}, {"envoy", "climber"}}},
                    Close{"everything", 2400, 0.2, {{"envoy", "climber"}, {"climber", "climber"}}}),
    [](const auto& tried) { return tried.param.world; });

/// The exact results of pairs of a world.
struct Planted {
  Design design;
  Climate climate;
  PairResult exact;

  explicit Planted(const std::string& row, const std::string& column)
      : design(design_of(world("two_levels"))),
        climate(pair_sample::climate_of(design)),
        exact(play(design, {{place(design, row), place(design, column)}}, 1).pairs[0]) {}

  /// How many of the quantities of a pair disagree.
  int disagreements(const Design& played, const PairResult& claimed) const {
    const Climate weather = pair_sample::climate_of(played);
    const std::vector<Trial> trials = pair_sample::sampled(played, weather, {claimed}, 1200);
    int count = 0;
    for (const auto& quantity : trials.front().quantities())
      if (!statistics::mean_agrees(quantity.observed(trials.front().repetitions()), quantity.expected,
                                   {.checks = kChecks, .catches = 1e9}))
        ++count;
    return count;
  }
};

TEST(PlantedFault, of_a_variance_a_tenth_off_is_caught_by_the_repetitions) {
  const Planted planted("tit-for-tat", "generous-tit-for-tat");
  EXPECT_EQ(planted.disagreements(planted.design, planted.exact), 0);
  for (const double factor : {0.9, 1.1}) {
    PairResult wrong = planted.exact;
    wrong.score_sd[1] = *wrong.score_sd[1] * std::sqrt(factor);
    EXPECT_EQ(planted.disagreements(planted.design, wrong), 1) << factor;
    wrong = planted.exact;
    wrong.score_covariance =
        *wrong.score_covariance + 0.1 * (factor - 1) * *wrong.score_sd[0] * *wrong.score_sd[1] * 10;
    EXPECT_EQ(planted.disagreements(planted.design, wrong), 1) << factor;
  }
}

TEST(PlantedFault, of_a_misperception_a_tenth_off_is_caught_by_the_repetitions) {
  const Planted planted("tit-for-tat", "generous-tit-for-tat");
  Design other = planted.design;
  for (Entrant& entrant : other.entrants) entrant.side.misperception.down[1] *= 1.1;
  EXPECT_GT(planted.disagreements(other, planted.exact), 2);
}

/// Walks through the memories of one strategy and sits down as another.
class Impostor final : public Prototype {
 public:
  Impostor(Strategy walked, Strategy seated) : walked_(std::move(walked)), seated_(std::move(seated)) {}

  const Info& info() const override { return walked_.info(); }
  Traits traits() const override { return walked_.traits(); }
  std::vector<Parameter> parameters() const override { return {}; }
  std::shared_ptr<const Prototype> with(std::size_t, const ParameterValue&) const override { return nullptr; }
  std::shared_ptr<const Prototype> briefed(const Briefing&) const override { return nullptr; }
  std::unique_ptr<Seats> seat(int levels) const override { return seated_.seat(levels); }
  std::unique_ptr<Memories> memories(int levels) const override { return walked_.memories(levels); }

 private:
  Strategy walked_, seated_;
};

TEST(PlantedFault, of_an_automaton_that_plays_otherwise_is_caught_by_the_engine_that_checks) {
  Request request{.strategies = "gtft:generosity=0.3,gtft:generosity=0.33,tft",
                  .game = "prisoners-dilemma",
                  .repetitions = 40'000,
                  .engine = "check"};
  Design design = make_design(request, Registry::built_in());
  const auto check = [&] { return *play(design, {{0, 2}}, 2).pairs[0].check; };
  EXPECT_LT(check().standard_errors, check().bound);
  design.entrants[0].side.strategy =
      Strategy(std::make_shared<Impostor>(design.entrants[0].side.strategy, design.entrants[1].side.strategy));
  EXPECT_GT(check().standard_errors, check().bound);
}

}  // namespace
