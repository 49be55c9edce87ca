// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include <detente/play/round_robin.hpp>

#include "support/sampled_pair.hpp"
#include "support/statistics.hpp"

/// Sampled trials: by hand, and against a recount of every repetition.
namespace {

using namespace detente;
using namespace sampled_pair;

/// What follows is known without playing: no noise, prisoner's dilemma 5, 3, 1, 0.
Design quiet(const std::string& strategies) {
  return pair(strategies, {.game = "prisoners-dilemma", .repetitions = 70, .misperception = {}});
}

std::vector<Impulse> impulses(const std::string& strategies) {
  const Design design = quiet(strategies);
  return *sampled(design, trial_of(design), only(&Wanted::impulse)).impulses;
}

// Win-stay, lose-shift: D C, D D, and then C C; whoever is misread does not notice, and the misreader plays D next.
TEST(SampledImpulse, of_two_win_stay_lose_shifts_is_over_in_two_rounds) {
  const auto list = impulses("win-stay-lose-shift,win-stay-lose-shift");
  ASSERT_EQ(list.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    const Impulse& impulse = list[i];
    EXPECT_EQ(impulse.error, i < 2 ? Impulse::Error::tremble : Impulse::Error::misperception);
    EXPECT_EQ(impulse.by, i % 2);
    EXPECT_EQ(impulse.recovery, 1);
    EXPECT_EQ(impulse.rounds_lost, 2);
    EXPECT_EQ(impulse.conflict_rounds, 1);
    EXPECT_EQ(impulse.half_life, i < 2 ? 1 : 2);
    std::array<double, 2> loss{(3 - 0) + (3 - 1), (3 - 5) + (3 - 1)};
    if (i % 2 == 0) std::swap(loss[0], loss[1]);  // the row did it
    EXPECT_EQ(impulse.loss, loss);
  }
}

TEST(SampledImpulse, echoes_for_ever_between_two_tits_for_tat) {
  for (const Impulse& impulse : impulses("tit-for-tat,tit-for-tat")) {
    EXPECT_EQ(impulse.recovery, 0);
    EXPECT_FALSE(impulse.rounds_lost || impulse.conflict_rounds || impulse.loss || impulse.half_life);
  }
}

TEST(SampledImpulse, that_nobody_answers_costs_one_round_or_none) {
  const auto list = impulses("tit-for-tat,dove");
  EXPECT_EQ(list[0].rounds_lost, 1);  // tit-for-tat slips
  EXPECT_EQ(list[0].half_life, 0);
  EXPECT_EQ(list[1].rounds_lost, 2);  // dove slips, and tit-for-tat answers
  EXPECT_EQ(list[1].half_life, 1);
  EXPECT_EQ(list[2].rounds_lost, 1);  // tit-for-tat misreads dove
  EXPECT_EQ(list[2].half_life, 1);
  EXPECT_EQ(list[3].rounds_lost, 0);  // dove does not look
  EXPECT_EQ(list[3].half_life, 0);
  EXPECT_EQ(list[3].loss, (std::array<double, 2>{0, 0}));
}

TEST(SampledTrials, need_established_peace) {
  const Design design = quiet("hawk,dove");
  const PairTrials trials = sampled(design, trial_of(design));
  EXPECT_EQ(trials.engine, "objects");
  EXPECT_FALSE(trials.impulses);
  EXPECT_FALSE(trials.burst);
  EXPECT_FALSE(trials.proximate);
  EXPECT_EQ(trials.escape.reached, 1);
  ASSERT_TRUE(trials.escape.recovery);
  EXPECT_EQ(trials.escape.recovery->durable_peace, 0);
  EXPECT_FALSE(trials.escape.recovery->median_rounds);
  EXPECT_EQ(trials.escape.recovery->loss, (std::array<double, 2>{-200, 300}));
  EXPECT_EQ(trials.escape.recovery->sucker_rounds, (std::array<double, 2>{0, 100}));
}

TEST(SampledTrials, of_two_doves_never_meet_a_spiral) {
  const Design design = quiet("dove,dove");
  const PairTrials trials = sampled(design, trial_of(design));
  EXPECT_EQ(trials.escape.reached, 0);
  EXPECT_FALSE(trials.escape.recovery);
  ASSERT_EQ(trials.crisis.size(), 10U);
  for (const Recovery& recovery : trials.crisis) {
    EXPECT_EQ(recovery.durable_peace, 1);
    EXPECT_EQ(recovery.median_rounds, 10);
    EXPECT_EQ(recovery.loss, (std::array<double, 2>{0, 0}));
  }
  EXPECT_EQ(trials.burst->peace, 1);
}

// One slip is enough for grim; without one peace goes on.
TEST(SampledBurst, leaves_grim_hostile_as_often_as_it_saw_an_error) {
  const Design design =
      pair("grim,dove", {.game = "prisoners-dilemma", .repetitions = 20'000, .misperception = {0.05, 0}});
  Trial trial = trial_of(design);
  trial.burst = 7;
  const Burst burst = *sampled(design, trial, only(&Wanted::burst)).burst;
  const double expected = std::pow(0.95, 7);
  EXPECT_TRUE(statistics::mean_is({burst.peace, std::sqrt(expected * (1 - expected)), 20'000}, expected,
                                  {.checks = 10, .catches = 0.05}));
  EXPECT_NEAR(burst.peace_error, 1.96 * std::sqrt(expected * (1 - expected) / 20'000), 1e-4);
}

using Levels = std::pair<int, int>;

std::vector<std::vector<Levels>> traces(const Design& design, std::int64_t rounds, std::int64_t crisis) {
  Design longer = design;
  longer.rules.rounds = rounds;
  longer.rules.crisis = crisis;
  std::vector<std::vector<Levels>> all;
  for (std::int64_t repetition = 0; repetition < design.request.repetitions; ++repetition) {
    const Trace trace = detente::trace(longer, {0, 1}, static_cast<std::uint64_t>(repetition));
    all.emplace_back();
    for (std::size_t t = 0; t < trace.seats[0].done.size(); ++t)
      all.back().emplace_back(trace.seats[0].done[t], trace.seats[1].done[t]);
  }
  return all;
}

bool is_hostile(const Levels& round, const Peace& peace) {
  return std::max(round.first, round.second) > peace.level;
}

/// The round in which the first spiral reaches its age; 0 where none does.
std::size_t first_spiral(const std::vector<Levels>& rounds, const Trial& trial) {
  std::size_t begun = 0;
  std::size_t last = 0;
  for (std::size_t t = 1; t <= rounds.size(); ++t) {
    if (begun != 0 && t - last > static_cast<std::size_t>(trial.peace.calm)) begun = 0;
    if (!is_hostile(rounds[t - 1], trial.peace)) continue;
    if (begun == 0) begun = t;
    last = t;
    if (t - begun + 1 >= static_cast<std::size_t>(trial.ages.spiral)) return t;
  }
  return 0;
}

/// Recovery from the rounds after `start` of each match.
Recovery recounted(const std::vector<std::vector<Levels>>& matches, const std::vector<std::size_t>& starts,
                   const Material& material, const Trial& trial) {
  Recovery recovery;
  std::vector<std::int64_t> completed;
  const auto all = static_cast<double>(matches.size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    int calm = 0;
    std::optional<std::int64_t> durable;
    for (int t = 1; t <= trial.horizon; ++t) {
      const Levels& round = matches[i].at(starts[i] + static_cast<std::size_t>(t) - 1);
      const auto [row, column] = round;
      calm = is_hostile(round, trial.peace) ? 0 : calm + 1;
      if (calm == trial.durable && !durable) durable = t;
      recovery.loss[0] += (material[0].reward() - material[0].at(row, column)) / all;
      recovery.loss[1] += (material[1].reward() - material[1].at(column, row)) / all;
      if (row <= trial.peace.level && column > trial.peace.level) recovery.sucker_rounds[0] += 1 / all;
      if (column <= trial.peace.level && row > trial.peace.level) recovery.sucker_rounds[1] += 1 / all;
    }
    if (durable) completed.push_back(*durable);
  }
  std::sort(completed.begin(), completed.end());
  recovery.durable_peace = static_cast<double>(completed.size()) / all;
  const std::size_t half = (matches.size() + 1) / 2;
  if (completed.size() >= half) recovery.median_rounds = completed[half - 1];
  return recovery;
}

void expect_same(const Recovery& value, const Recovery& expected, const std::string& who) {
  EXPECT_EQ(value.durable_peace, expected.durable_peace) << who;
  EXPECT_EQ(value.median_rounds, expected.median_rounds) << who;
  for (const std::size_t seat : {0U, 1U}) {
    EXPECT_NEAR(value.loss[seat], expected.loss[seat], 1e-9) << who;
    EXPECT_NEAR(value.sucker_rounds[seat], expected.sucker_rounds[seat], 1e-9) << who;
  }
}

struct World {
  std::string name;
  std::string strategies;
  Request request;
  Trial trial = {};
};

void PrintTo(const World& world, std::ostream* out) {
  *out << world.name;
}

std::vector<World> worlds() {
  std::vector<World> all{
      {"two_tits_for_tat", "tit-for-tat,tit-for-tat", {}},
      {"generous", "tit-for-tat,generous-tit-for-tat", {}},
      {"shifts", "win-stay-lose-shift,tit-for-tat", {.tremble = {0.03, 0.1}}},
      {"random", "random,win-stay-lose-shift", {.calm = 3}, {.durable = 4, .horizon = 37}},
      {"calm_1", "tit-for-tat,grit", {.calm = 1, .ages = {.spiral = 2}}, {.durable = 1, .horizon = 12}},
      {"no_spirals", "dove,dove", {.misperception = {}}},
      {"rare_spirals",
       "dove,dove",
       {.tremble = {0.006, 0}, .misperception = {}, .ages = {.spiral = 3}},
       {.durable = 100, .horizon = 200}},
      {"three_levels", "grit,random", {.game = "offence-defence", .tremble = {0.1, 0.1}, .ages = {.spiral = 6}}},
      {"five_levels", "tit-for-tat,grit", {.game = "arms-race:levels=5", .tremble = {0.2, 0.2}, .peace_level = 1}},
      {"crisis_design", "tit-for-tat,generous-tit-for-tat", {.start = "crisis:4"}},
      {"random_length", "tit-for-tat,win-stay-lose-shift", {.continuation = 0.9}}};
  for (World& world : all) {
    world.request.repetitions = 70;
    world.trial.crisis_rounds = {1, 3};
  }
  return all;
}

class SampledRecovery : public testing::TestWithParam<World> {};

TEST_P(SampledRecovery, equals_a_recount_of_every_repetition) {
  Design design = pair(GetParam().strategies, GetParam().request);
  Trial trial = GetParam().trial;
  trial.peace = design.peace;
  trial.ages = design.request.ages;
  const PairTrials trials = sampled(design, trial);
  design.rules.continuation.reset();

  auto matches = traces(design, 10'000 + trial.horizon, 0);
  std::vector<std::size_t> starts;
  for (std::size_t i = matches.size(); i-- > 0;) {
    const std::size_t start = first_spiral(matches[i], trial);
    if (start == 0 || start > 10'000)
      matches.erase(matches.begin() + static_cast<std::ptrdiff_t>(i));
    else
      starts.insert(starts.begin(), start);
  }
  EXPECT_EQ(trials.escape.reached,
            static_cast<double>(starts.size()) / static_cast<double>(design.request.repetitions));
  ASSERT_EQ(trials.escape.recovery.has_value(), !starts.empty());
  if (!starts.empty())
    expect_same(*trials.escape.recovery, recounted(matches, starts, material(design), trial), "escape");

  ASSERT_EQ(trials.crisis.size(), 3U);
  for (int rounds = 1; rounds <= 3; ++rounds) {
    const auto crises = traces(design, trial.horizon, rounds);
    expect_same(trials.crisis[static_cast<std::size_t>(rounds) - 1],
                recounted(crises, std::vector<std::size_t>(crises.size()), material(design), trial),
                "crisis of " + std::to_string(rounds));
  }
}

INSTANTIATE_TEST_SUITE_P(Of, SampledRecovery, testing::ValuesIn(worlds()),
                         [](const auto& tried) { return tried.param.name; });

/// What a state that remembers one round means after it.
using Rule = std::function<int(int mine, int theirs)>;

Rule rule(const std::string& name) {
  if (name == "tit-for-tat") return [](int, int theirs) { return theirs; };
  if (name == "win-stay-lose-shift") return [](int mine, int theirs) { return mine == theirs ? 0 : 1; };
  return [](int, int) { return 0; };  // dove
}

/// Who ended the episodes of matches on two levels.
std::optional<Proximate> credited(const Design& design) {
  const std::array rules{rule(design.entrants[0].strategy.name()), rule(design.entrants[1].strategy.name())};
  std::array<double, 4> credit{};
  for (std::int64_t repetition = 0; repetition < design.request.repetitions; ++repetition) {
    const Trace trace = detente::trace(design, {0, 1}, static_cast<std::uint64_t>(repetition));
    const std::size_t rounds = trace.seats[0].done.size();
    const auto done = [&](std::size_t t, std::size_t seat) { return trace.seats[seat].done[t]; };
    const auto is_earned = [&](std::size_t t, std::size_t seat) {
      return trace.seats[seat].meant[t] == C && done(t, seat) == C &&
             (t == 0 || rules[seat](done(t - 1, seat), done(t - 1, 1 - seat)) == C);
    };
    for (std::size_t t = 0; t + static_cast<std::size_t>(design.peace.calm) < rounds; ++t) {
      bool is_turn = done(t, 0) == D || done(t, 1) == D;
      for (std::size_t after = 1; after <= static_cast<std::size_t>(design.peace.calm); ++after)
        is_turn = is_turn && done(t + after, 0) == C && done(t + after, 1) == C;
      if (!is_turn) continue;
      const std::size_t conceder = done(t, 0) == C ? 0 : done(t, 1) == C ? 1 : 2;
      const bool has_turned = is_earned(t + 1, 0) && is_earned(t + 1, 1);
      ++credit[has_turned && (conceder == 2 || is_earned(t, conceder)) ? conceder : 3];
    }
  }
  const double all = credit[0] + credit[1] + credit[2] + credit[3];
  if (all == 0) return std::nullopt;
  for (double& share : credit) share /= all;
  return Proximate{credit};
}

TEST(SampledProximate, equals_a_recount_of_every_repetition) {
  for (const std::string strategies : {"tit-for-tat,tit-for-tat", "tit-for-tat,win-stay-lose-shift",
                                       "win-stay-lose-shift,win-stay-lose-shift", "dove,tit-for-tat", "dove,dove"})
    for (const int calm : {1, 2, 3})
      for (const std::string start : {"peace", "crisis:2"})
        for (const std::optional<double> continuation : {std::optional<double>{}, std::optional<double>{0.97}}) {
          const Design design = pair(strategies, {.continuation = continuation,
                                                  .repetitions = 70,
                                                  .tremble = {0.05, 0.1},
                                                  .misperception = {0.05, 0.1},
                                                  .start = start,
                                                  .calm = calm});
          const auto found = sampled(design, trial_of(design), only(&Wanted::proximate)).proximate;
          const auto expected = credited(design);
          ASSERT_TRUE(found && expected) << strategies;
          EXPECT_EQ(found->share, expected->share) << strategies << ", calm " << calm << ", " << start;
        }
}

TEST(SampledTrials, stop_when_they_are_told_to) {
  const Design design = quiet("dove,dove");
  EXPECT_THROW(sampled(design, trial_of(design), {}, {.progress = {}, .stop = [] { return true; }}), Stopped);
}

}  // namespace
