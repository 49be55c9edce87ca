// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/spirals/recovery.hpp>
#include <numeric>

#include "support/histories.hpp"
#include "support/small_worlds.hpp"

/// Escapes, crises and turns, counted forwards from what a round is.
namespace {

using namespace detente;
using namespace small_worlds;
using histories::History;
using histories::Spell;
using histories::Spot;

constexpr std::size_t kLimit = 100'000;

/// Two states, and the chances of where they stand and what happened to them, round by round.
class Crowd {
 public:
  Crowd(const Rules& rules, const Side& row, const Side& column, const Trial& trial)
      : table_(rules, row, column), payoffs_{row.payoffs, column.payoffs}, trial_(trial) {}

  /// Waits for the first spiral, then watches. Absent where none comes.
  Escape escape() {
    const std::size_t start = explore(table_.begin(0));
    waiting_.assign(spots_.size() * stages(), 0.0);
    arrived_.assign(spots_.size(), 0.0);
    waiting_[start * stages()] = 1;
    Escape result;
    for (int round = 1; round <= 10'000; ++round) {
      result.reached += wait();
      if (std::accumulate(waiting_.begin(), waiting_.end(), 0.0) < 1e-16) break;
    }
    if (result.reached > 0) result.recovery = watch(result.reached);
    return result;
  }
  Recovery crisis(int rounds) {
    const std::size_t start = explore(table_.begin(rounds));
    arrived_.assign(spots_.size(), 0.0);
    arrived_[start] = 1;
    return watch(1);
  }

 private:
  struct Step {
    histories::Round round;
    bool is_calm;
    std::size_t next;
    double chance;
  };

  std::size_t number(const Spot& spot) {
    const auto [place, is_new] = numbers_.try_emplace(spot, spots_.size());
    if (is_new) spots_.push_back(spot);
    return place->second;
  }
  /// Finds all that may come after a spot.
  std::size_t explore(const Spot& first) {
    const std::size_t start = number(first);
    for (std::size_t i = steps_.size(); i < spots_.size(); ++i) {
      std::vector<Step> steps;
      for (const histories::Turn& turn : table_.turns(spots_[i]))
        steps.push_back({turn.round, histories::is_peace(turn.round, trial_.peace), number(turn.next), turn.chance});
      steps_.push_back(std::move(steps));
    }
    return start;
  }

  /// Stages on the way to a spiral: an episode's age (0 in peace, at most that of a spiral) and the rounds of peace
  /// just seen in it.
  std::size_t stages() const { return static_cast<std::size_t>((trial_.ages.spiral + 1) * trial_.peace.calm); }
  std::size_t stage(int age, int calm) const { return static_cast<std::size_t>(age * trial_.peace.calm + calm); }

  /// One round on; what became a spiral in it.
  double wait() {
    std::vector<double> next(waiting_.size());
    double spirals = 0;
    for (std::size_t spot = 0; spot < spots_.size(); ++spot)
      for (int age = 0; age <= trial_.ages.spiral; ++age)
        for (int calm = 0; calm < trial_.peace.calm; ++calm) {
          const double chance = waiting_[spot * stages() + stage(age, calm)];
          if (chance == 0) continue;
          const int older = std::min(age + 1, trial_.ages.spiral);
          for (const Step& step : steps_[spot]) {
            const double met = chance * step.chance;
            const bool is_over = step.is_calm && (age == 0 || calm + 1 == trial_.peace.calm);
            double* const there = &next[step.next * stages()];
            if (is_over) {
              there[0] += met;
            } else if (step.is_calm) {
              there[stage(older, calm + 1)] += met;
            } else if (older < trial_.ages.spiral) {
              there[stage(older, 0)] += met;
            } else {
              arrived_[step.next] += met;
              spirals += met;
            }
          }
        }
    waiting_ = std::move(next);
    return spirals;
  }

  Recovery watch(double whole) {
    Recovery result;
    const auto durable = static_cast<std::size_t>(trial_.durable);
    const std::size_t wide = durable + 1;  // rounds of peace just seen, until they are durable
    std::vector<double> now(spots_.size() * wide);
    for (std::size_t spot = 0; spot < spots_.size(); ++spot) now[spot * wide] = arrived_[spot] / whole;
    for (int round = 1; round <= trial_.horizon; ++round) {
      std::vector<double> next(now.size());
      for (std::size_t i = 0; i < now.size(); ++i)
        for (const Step& step : steps_[i / wide]) {
          const double met = now[i] * step.chance;
          const std::size_t calm = i % wide;
          const std::size_t after = calm == durable ? durable : step.is_calm ? calm + 1 : 0;
          if (calm < durable && after == durable) result.durable_peace += met;
          next[step.next * wide + after] += met;
          pay(step.round, met, result);
        }
      now = std::move(next);
      if (!result.median_rounds && result.durable_peace > 0.5 - 1e-11) result.median_rounds = round;
    }
    return result;
  }

  void pay(const histories::Round& round, double chance, Recovery& result) const {
    for (const std::size_t seat : {0U, 1U}) {
      const auto [own, other] = std::pair{round.done[seat], round.done[1 - seat]};
      result.loss[seat] += chance * (payoffs_[seat].at(0, 0) - payoffs_[seat].at(own, other));
      if (own <= trial_.peace.level && other > trial_.peace.level) result.sucker_rounds[seat] += chance;
    }
  }

  histories::Table table_;
  Material payoffs_;
  Trial trial_;
  std::map<Spot, std::size_t> numbers_;
  std::vector<Spot> spots_;
  std::vector<std::vector<Step>> steps_;  // by spot
  std::vector<double> waiting_;           // [spot][stage]
  std::vector<double> arrived_;           // by spot
};

double gap(double a, double b) {
  return std::abs(a - b) / std::max({1.0, std::abs(a), std::abs(b)});
}

void expect_alike(const Recovery& found, const Recovery& expected, const std::string& which) {
  EXPECT_LT(gap(found.durable_peace, expected.durable_peace), 1e-12) << which;
  EXPECT_EQ(found.median_rounds, expected.median_rounds) << which;
  EXPECT_EQ(found.durable_error, 0) << which;
  for (const std::size_t seat : {0U, 1U}) {
    EXPECT_LT(gap(found.loss[seat], expected.loss[seat]), 1e-12) << which;
    EXPECT_LT(gap(found.sucker_rounds[seat], expected.sucker_rounds[seat]), 1e-12) << which;
  }
}

/// Calls `act(row, column)` for all pairs.
template <class Act>
void each_pair(const World& world, Act act) {
  for (const Side& row : sides(world))
    for (const Side& column : sides(world)) act(row, column);
}

std::vector<Trial> trials(int levels) {
  const int level = peace_level(levels);
  Trial one{.peace = {.level = level, .calm = 1}, .ages = {.spiral = 2}, .durable = 1, .horizon = 1};
  Trial two{.peace = {.level = level, .calm = 2}, .ages = {.spiral = 3}, .durable = 2, .horizon = 6};
  Trial three{.peace = {.level = 0, .calm = 3}, .ages = {.spiral = 3}, .durable = 3, .horizon = 5};
  Trial four{.peace = {.level = level, .calm = 3}, .ages = {.spiral = 1}, .durable = 4, .horizon = 4};
  Trial five{.peace = {.level = level, .calm = 5}, .ages = {.spiral = 3}, .durable = 2, .horizon = 3};
  Trial usual{.peace = {.level = level, .calm = 2}, .ages = {.spiral = 4}, .durable = 3, .horizon = 4};
  one.crisis_rounds = {1, 1};
  two.crisis_rounds = {2, 4};
  three.crisis_rounds = {1, 3};
  four.crisis_rounds = {7, 7};
  five.crisis_rounds = usual.crisis_rounds = {1, 2};
  return {one, two, three, four, five, usual};
}

constexpr Wanted kRecoveries{.escape = true, .crisis = true, .impulse = false, .burst = false, .proximate = false};
constexpr Wanted kCredit{.escape = false, .crisis = false, .impulse = false, .burst = false, .proximate = true};

std::string named(const World& world, const Side& row, const Side& column) {
  return world.game + ", " + row.name + " - " + column.name;
}

void expect_recoveries(const World& world, const Side& row, const Side& column, const Trial& trial) {
  const Rules rules = rules_of(world);
  const auto found = exact_trials(rules, {row}, {column}, {row.payoffs, column.payoffs}, trial, kRecoveries, kLimit);
  const std::string which = named(world, row, column) + ", durable " + std::to_string(trial.durable);
  ASSERT_TRUE(found) << which;
  const Escape expected = Crowd(rules, row, column, trial).escape();
  EXPECT_LT(gap(found->escape.reached, expected.reached), 1e-12) << which;
  ASSERT_EQ(found->escape.recovery.has_value(), expected.recovery.has_value()) << which;
  if (expected.recovery) expect_alike(*found->escape.recovery, *expected.recovery, which + ", escape");
  const auto [shortest, longest] = trial.crisis_rounds;
  ASSERT_EQ(found->crisis.size(), static_cast<std::size_t>(longest - shortest + 1)) << which;
  for (int rounds = shortest; rounds <= longest; ++rounds)
    expect_alike(found->crisis[static_cast<std::size_t>(rounds - shortest)],
                 Crowd(rules, row, column, trial).crisis(rounds), which + ", crisis " + std::to_string(rounds));
}

TEST(Recoveries, are_those_of_a_crowd_that_walks_forwards) {
  const std::vector<std::string> names{"tit-for-tat", "win-stay-lose-shift", "generous-tit-for-tat", "grim"};
  for (const World& world :
       {World{"prisoners-dilemma", {}, kBoth, names},
        World{"chicken", {.rounds = 3, .crisis = 4}, misreads(0.3), {"suspicious-tit-for-tat", "random", "hawk"}},
        World{"prisoners-dilemma", {.continuation = 0.5}, {}, {"tit-for-tat", "suspicious-tit-for-tat", "dove"}}})
    each_pair(world, [&](const Side& row, const Side& column) {
      for (const Trial& trial : trials(2)) expect_recoveries(world, row, column, trial);
    });
}

TEST(Recoveries, are_those_of_a_crowd_with_signals_and_on_levels) {
  for (const World& world :
       {World{"stag-hunt:signal-cost=0.3,open-cost=0.7", {.signal_noise = 0.3}, slips(0.2), {}, true},
        World{"prisoners-dilemma", {.public_monitoring = true}, kBoth, {"contrite-tit-for-tat"}},
        World{kThreeLevels, {}, kBoth, {"tit-for-tat"}, false, true}})
    each_pair(world, [&](const Side& row, const Side& column) {
      expect_recoveries(world, row, column, trials(rules_of(world).levels)[1]);
    });
}

// Where spirals take their time, patience ends at 10,000 rounds.
TEST(Recoveries, of_rare_spirals_wait_as_long_as_a_crowd) {
  for (const double rate : {1e-3, 1e-6}) {
    const World world{"prisoners-dilemma", {}, {.misperception = {rate, rate / 2}}, {"tit-for-tat", "grim"}};
    const Trial trial{.peace = {.calm = 1}, .ages = {.spiral = 2}, .durable = 2, .horizon = 4, .crisis_rounds = {1, 1}};
    each_pair(world, [&](const Side& row, const Side& column) {
      const auto found =
          exact_trials(world.rules, {row}, {column}, {row.payoffs, column.payoffs}, trial, kRecoveries, kLimit);
      const Escape expected = Crowd(world.rules, row, column, trial).escape();
      const std::string which = named(world, row, column) + " at " + std::to_string(rate);
      EXPECT_LT(std::abs(found->escape.reached / expected.reached - 1), 1e-12) << which;
      expect_alike(*found->escape.recovery, *expected.recovery, which);
    });
  }
}

/// A seat that needs no walk.
Automaton spared(const Rules& rules, const Side& side, bool is_verified, const Trial& trial, const Wanted& wanted) {
  return minimised(*derive(side.strategy, rules.levels, possible(rules, side, is_verified, trial, wanted), 10'000));
}

void expect_alike(const Impulse& found, const Impulse& expected, const std::string& which) {
  EXPECT_LT(gap(found.recovery, expected.recovery), 1e-12) << which;
  EXPECT_EQ(found.half_life, expected.half_life) << which;
  EXPECT_EQ(found.path, expected.path) << which;
  ASSERT_EQ(found.rounds_lost.has_value(), expected.rounds_lost.has_value()) << which;
  if (!expected.rounds_lost) return;
  EXPECT_LT(gap(*found.rounds_lost, *expected.rounds_lost), 1e-12) << which;
  EXPECT_LT(gap(*found.conflict_rounds, *expected.conflict_rounds), 1e-12) << which;
  for (const std::size_t seat : {0U, 1U}) EXPECT_LT(gap((*found.loss)[seat], (*expected.loss)[seat]), 1e-12) << which;
}

void expect_alike(const PairTrials& found, const PairTrials& expected, const std::string& which) {
  EXPECT_LT(gap(found.escape.reached, expected.escape.reached), 1e-12) << which;
  ASSERT_EQ(found.escape.recovery.has_value(), expected.escape.recovery.has_value()) << which;
  if (expected.escape.recovery) expect_alike(*found.escape.recovery, *expected.escape.recovery, which);
  ASSERT_EQ(found.crisis.size(), expected.crisis.size()) << which;
  for (std::size_t i = 0; i < expected.crisis.size(); ++i) {
    expect_alike(found.crisis[i], expected.crisis[i], which);
    EXPECT_EQ(found.crisis[i].path, expected.crisis[i].path) << which;
  }
  ASSERT_EQ(found.impulses.has_value(), expected.impulses.has_value()) << which;
  for (std::size_t i = 0; expected.impulses && i < 4; ++i)
    expect_alike((*found.impulses)[i], (*expected.impulses)[i], which + ", impulse " + std::to_string(i));
  ASSERT_EQ(found.burst.has_value(), expected.burst.has_value()) << which;
  if (expected.burst) {
    EXPECT_LT(gap(found.burst->peace, expected.burst->peace), 1e-12) << which;
  }
  ASSERT_EQ(found.proximate.has_value(), expected.proximate.has_value()) << which;
  for (std::size_t i = 0; expected.proximate && i < 4; ++i)
    EXPECT_NEAR(found.proximate->share[i], expected.proximate->share[i], 1e-12) << which;
}

void expect_spared(const World& world, const Side& row, const Side& column, const Wanted& wanted) {
  const Rules rules = rules_of(world);
  Trial trial;
  trial.peace.level = peace_level(rules.levels);
  const Automaton of_row = spared(rules, row, column.strategy.traits().opens, trial, wanted);
  const Automaton of_column = spared(rules, column, row.strategy.traits().opens, trial, wanted);
  const Material material{row.payoffs, column.payoffs};
  const auto expected = exact_trials(rules, {row}, {column}, material, trial, wanted, kLimit);
  ASSERT_TRUE(expected);
  expect_alike(*exact_trials(rules, {row, &of_row}, {column, &of_column}, material, trial, wanted, kLimit), *expected,
               named(world, row, column));
  expect_alike(*exact_trials(rules, {row, &of_row}, {column}, material, trial, wanted, kLimit), *expected,
               named(world, row, column) + ", row alone");
}

TEST(Trials, are_the_same_by_automata) {
  const std::vector<std::string> names{"tit-for-tat", "contrite-tit-for-tat", "tft-atft", "generous-tit-for-tat",
                                       "grit:guard=1"};
  constexpr Wanted kNoImpulse{.escape = true, .crisis = true, .impulse = false, .burst = true, .proximate = true};
  for (const World& world :
       {World{"prisoners-dilemma", {.rounds = 20, .crisis = 2}, kBoth, names},
        World{"chicken", {.rounds = 20}, misreads(0.1), names},
        World{"prisoners-dilemma", {.continuation = 0.9, .public_monitoring = true}, misreads(0.1), names},
        World{"stag-hunt", {.rounds = 20}, kBoth, {"tit-for-tat", "contrite-tit-for-tat"}, true},
        World{kThreeLevels, {.rounds = 20}, kBoth, {"contrite-tit-for-tat"}, false, true}})
    each_pair(world, [&](const Side& row, const Side& column) {
      expect_spared(world, row, column, {});
      expect_spared(world, row, column, kNoImpulse);
    });
}

TEST(Trials, of_machines_that_numbers_name_are_the_same_by_automata) {
  const World world{"prisoners-dilemma", {.rounds = 7}, kBoth, {}};
  const Game game = parse_game(world.game);
  for (int number = 0; number < 12; ++number) {
    const Side row = seated(subjects::numbered(number, 5, 2), game, number % 2 == 0 ? kBoth : misreads(0.2));
    const Side column = seated(subjects::numbered(number + 100, 4), game, kBoth);
    expect_spared(world, row, column, {});
    expect_spared(world, row, column, kCredit);
  }
}

/// Who gets the credit of an episode that is over: 0 row, 1 column, 2 both, 3 chance.
std::size_t credited(const History& history, const Spell& spell, const Peace& peace) {
  const histories::Round& last = history[spell.last];
  const histories::Round& turn = history[spell.last + 1];
  if (!turn.is_earned[0] || !turn.is_earned[1]) return 3;
  const std::array rests{last.done[0] <= peace.level, last.done[1] <= peace.level};
  if (!rests[0] && !rests[1]) return 2;
  const std::size_t conceder = rests[0] ? 0 : 1;
  return last.is_earned[conceder] ? conceder : 3;
}

using Credits = std::array<long double, 4>;

void expect_credit(const World& world, const Side& row, const Side& column, const Peace& peace,
                   const Credits& credits) {
  const long double all = credits[0] + credits[1] + credits[2] + credits[3];
  Trial trial;
  trial.peace = peace;
  const auto found =
      exact_trials(rules_of(world), {row}, {column}, {row.payoffs, column.payoffs}, trial, kCredit, kLimit);
  const std::string which = named(world, row, column) + ", " + std::to_string(world.rules.rounds) + " rounds, calm " +
                            std::to_string(peace.calm) + ", level " + std::to_string(peace.level);
  ASSERT_TRUE(found) << which;
  ASSERT_EQ(found->proximate.has_value(), all > 0) << which;
  for (std::size_t i = 0; i < 4 && all > 0; ++i)
    EXPECT_NEAR(found->proximate->share[i], static_cast<double>(credits[i] / all), 1e-12) << which << ", " << i;
}

void expect_credit(const World& world, const Side& row, const Side& column, int level, std::int64_t depth) {
  std::array<Credits, 3> credits{};  // by calm
  histories::each(rules_of(world), row, column, level, depth, [&](const History& history, double chance) {
    for (int calm = 1; calm <= 3; ++calm) {
      const Peace peace{.level = level, .calm = calm};
      for (const Spell& spell : histories::spells(history, peace))
        if (spell.is_over) credits[static_cast<std::size_t>(calm - 1)][credited(history, spell, peace)] += chance;
    }
  });
  // What is cut off of matches of random length matters more the more peace must follow.
  for (int calm = 1; calm <= (world.rules.continuation ? 2 : 3); ++calm)
    expect_credit(world, row, column, {.level = level, .calm = calm}, credits[static_cast<std::size_t>(calm - 1)]);
}

TEST(Credit, is_that_of_every_history_of_a_match) {
  const std::vector<std::string> pure{"tit-for-tat", "win-stay-lose-shift", "contrite-tit-for-tat"};
  const std::vector<std::string> mixing{"generous-tit-for-tat", "tft-atft", "memory-one:dd=0.3,cd=0.6,dc=0.1"};
  for (int rounds = 1; rounds <= 5; ++rounds)
    for (const World& world : {World{"prisoners-dilemma", {.rounds = rounds}, kBoth, pure},
                               World{"chicken", {.rounds = std::min(rounds, 4)}, kBoth, mixing},
                               World{"chicken", {.rounds = rounds, .crisis = 3}, {}, {"grit", "hawk", "tit-for-tat"}},
                               World{"prisoners-dilemma", {.rounds = rounds}, misreads(0.2), {"tit-for-tat", "grit"}}})
      each_pair(world,
                [&](const Side& row, const Side& column) { expect_credit(world, row, column, 0, world.rules.rounds); });
}

TEST(Credit, is_that_of_every_history_with_signals_and_on_levels) {
  for (const World& world :
       {World{"stag-hunt", {.rounds = 3, .signal_noise = 0.3}, kBoth, {"grit"}, true},
        World{"prisoners-dilemma", {.rounds = 4, .public_monitoring = true}, kBoth, {"tft-atft"}, true},
        World{kThreeLevels, {.rounds = 4, .crisis = 1}, kBoth, {"tit-for-tat", "random"}},
        World{kThreeLevels, {.rounds = 3}, kBoth, {"tit-for-tat"}, false, true}})
    each_pair(world, [&](const Side& row, const Side& column) {
      for (int level = 0; level <= peace_level(rules_of(world).levels); ++level)
        expect_credit(world, row, column, level, world.rules.rounds);
    });
}

// Histories of more rounds than these have no weight.
TEST(Credit, is_that_of_every_history_of_random_length) {
  const World world{"prisoners-dilemma",
                    {.continuation = 1e-5, .crisis = 2},
                    kBoth,
                    {"tit-for-tat", "grit", "memory-one:dd=0.3,cd=0.6,dc=0.1"}};
  each_pair(world, [&](const Side& row, const Side& column) { expect_credit(world, row, column, 0, 5); });
}

TEST(Credit, of_a_match_without_end_is_that_of_a_long_one) {
  World world{"prisoners-dilemma", {.rounds = 20'000}, kBoth, {"tit-for-tat", "grit", "generous-tit-for-tat"}};
  each_pair(world, [&](const Side& row, const Side& column) {
    const Material material{row.payoffs, column.payoffs};
    const auto lasting = exact_trials(world.rules, {row}, {column}, material, {}, kCredit, kLimit);
    const auto found = exact_trials(endless(), {row}, {column}, material, {}, kCredit, kLimit);
    for (std::size_t i = 0; i < 4; ++i)
      EXPECT_NEAR(found->proximate->share[i], lasting->proximate->share[i], 1e-3) << named(world, row, column);
  });
}

}  // namespace
