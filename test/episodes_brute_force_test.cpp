// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <detente/spirals/episodes.hpp>

#include "support/histories.hpp"
#include "support/small_worlds.hpp"

/// Episodes of short matches, counted history by history.
namespace {

using namespace detente;
using namespace small_worlds;
using histories::History;
using histories::Spell;

/// Expectations that episodes are made of.
class Count {
 public:
  Count(int levels, const Material& material, const Peace& peace, const Ages& ages)
      : levels_(levels),
        material_(material),
        peace_(peace),
        ages_(ages),
        lasted_(static_cast<std::size_t>(ages.lock_in) + 1),
        ended_(lasted_.size()) {}

  void add(const History& history, double chance) {
    const long double weight = chance;
    rounds_ += weight * static_cast<long double>(history.size());
    for (const Spell& spell : histories::spells(history, peace_)) add(history, spell, weight);
    for (std::size_t round = 0; round + 1 < history.size(); ++round)
      for (const std::size_t seat : {0U, 1U}) {
        const bool is_hostile = history[round].done[seat] > peace_.level;
        after_[seat][is_hostile] += weight;
        if (history[round + 1].done[1 - seat] > peace_.level) answered_[seat][is_hostile] += weight;
      }
  }

  Episodes result() const {
    const auto share = [&](long double sum) { return static_cast<double>(sum / rounds_); };
    Episodes episodes;
    episodes.rupture_rate = share(ruptures_);
    episodes.left_truncated = static_cast<double>(truncated_);
    episodes.hostile_share = share(in_episodes_);
    episodes.spiral_share = share(in_spirals_);
    episodes.lock_in_share = share(in_lock_ins_);
    episodes.cost = {share(cost_[0]), share(cost_[1])};
    if (all_ended_ > 0) episodes.length = static_cast<double>(in_episodes_ / all_ended_);
    if (in_episodes_ > 0) {
      episodes.depth = static_cast<double>(levels_done_ / (2 * (levels_ - 1)) / in_episodes_);
      episodes.conflict = static_cast<double>(conflict_ / in_episodes_);
    }
    episodes.survival = survival();
    for (const std::size_t seat : {0U, 1U}) {
      const auto& after = after_[seat];
      if (after[0] > 0 && after[1] > 0)
        episodes.reaction[seat] = static_cast<double>(answered_[seat][1] / after[1] - answered_[seat][0] / after[0]);
    }
    return episodes;
  }

 private:
  void add(const History& history, const Spell& spell, long double weight) {
    const std::size_t length = spell.length();
    (spell.first == 0 ? truncated_ : ruptures_) += weight;
    in_episodes_ += weight * static_cast<long double>(length);
    if (length >= static_cast<std::size_t>(ages_.spiral)) in_spirals_ += weight * static_cast<long double>(length);
    if (length >= static_cast<std::size_t>(ages_.lock_in)) in_lock_ins_ += weight * static_cast<long double>(length);
    for (std::size_t age = 1; age <= length && age < lasted_.size(); ++age) lasted_[age] += weight;
    if (spell.is_over) all_ended_ += weight;
    if (spell.is_over && length < ended_.size()) ended_[length] += weight;
    for (std::size_t round = spell.first; round <= spell.last; ++round) {
      const auto [row, column] = history[round].done;
      cost_[0] += weight * (material_[0].at(0, 0) - material_[0].at(row, column));
      cost_[1] += weight * (material_[1].at(0, 0) - material_[1].at(column, row));
      levels_done_ += weight * (row + column);
      if (row > peace_.level && column > peace_.level) conflict_ += weight;
    }
  }

  /// Of those whose end or further life at an age is seen, the part that lives on.
  std::vector<double> survival() const {
    std::vector<double> list;
    long double alive = 1;
    for (std::size_t age = 1; age < lasted_.size() && lasted_[1] > 0; ++age) {
      list.push_back(static_cast<double>(alive));
      if (alive == 0) continue;  // and stays so
      if (age + 1 == lasted_.size() || ended_[age] + lasted_[age + 1] <= 0) break;
      alive *= lasted_[age + 1] / (ended_[age] + lasted_[age + 1]);
    }
    return list;
  }

  int levels_;
  Material material_;
  Peace peace_;
  Ages ages_;
  long double rounds_ = 0, ruptures_ = 0, truncated_ = 0, in_episodes_ = 0, in_spirals_ = 0, in_lock_ins_ = 0;
  long double all_ended_ = 0, levels_done_ = 0, conflict_ = 0;
  std::array<long double, 2> cost_{};
  std::array<std::array<long double, 2>, 2> after_{}, answered_{};  // by seat, after restraint and hostility
  std::vector<long double> lasted_, ended_;                         // by age, and by length
};

/// Where two numbers differ, relative to what is larger than 1.
double gap(double a, double b) {
  return std::abs(a - b) / std::max({1.0, std::abs(a), std::abs(b)});
}
double gap(const std::optional<double>& a, const std::optional<double>& b) {
  if (a.has_value() != b.has_value()) return 1;
  return a ? gap(*a, *b) : 0;
}

void expect_alike(const Episodes& found, const Episodes& expected, double tolerance, const std::string& which) {
  EXPECT_LT(gap(found.rupture_rate, expected.rupture_rate), tolerance) << which;
  EXPECT_LT(gap(found.left_truncated, expected.left_truncated), tolerance) << which;
  EXPECT_LT(gap(found.length, expected.length), tolerance)
      << which << ": " << found.length.value_or(-1) << " " << expected.length.value_or(-1);
  EXPECT_LT(gap(found.hostile_share, expected.hostile_share), tolerance) << which;
  EXPECT_LT(gap(found.spiral_share, expected.spiral_share), tolerance) << which;
  EXPECT_LT(gap(found.lock_in_share, expected.lock_in_share), tolerance) << which;
  EXPECT_LT(gap(found.depth, expected.depth), tolerance) << which;
  EXPECT_LT(gap(found.conflict, expected.conflict), tolerance) << which;
  for (const std::size_t seat : {0U, 1U}) {
    EXPECT_LT(gap(found.cost[seat], expected.cost[seat]), tolerance) << which;
    EXPECT_LT(gap(found.reaction[seat], expected.reaction[seat]), tolerance) << which;
  }
  ASSERT_EQ(found.survival.size(), expected.survival.size()) << which;
  for (std::size_t age = 0; age < found.survival.size(); ++age)
    EXPECT_LT(gap(found.survival[age], expected.survival[age]), tolerance) << which << ", age " << age + 1;
}

/// What is asked of each world.
struct Question {
  Peace peace;
  Ages ages;
};

std::vector<Question> questions(int levels) {
  const int level = peace_level(levels);
  return {{{.level = level, .calm = 1}, {.spiral = 2, .lock_in = 3}},
          {{.level = level, .calm = 2}, {.spiral = 2, .lock_in = 4}},
          {{.level = level, .calm = 3}, {.spiral = 3, .lock_in = 5}},
          {{.level = 0, .calm = 2}, {.spiral = 1, .lock_in = 1}},
          {{.level = level, .calm = 4}, {.spiral = 1, .lock_in = 9}}};
}

void expect_histories_add_up(const World& world, const Side& row, const Side& column, std::int64_t depth) {
  const Rules rules = rules_of(world);
  const Material material{row.payoffs, column.payoffs};
  std::vector<Question> asked = questions(rules.levels);
  if (rules.continuation) asked.pop_back();  // its ages are too long for what is cut off
  std::vector<Count> counts;
  for (const Question& question : asked) counts.emplace_back(rules.levels, material, question.peace, question.ages);
  histories::each(rules, row, column, {}, depth, [&](const History& history, double chance) {
    for (Count& count : counts) count.add(history, chance);
  });
  const Chain chain = joined(rules, row, column);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto found = episodes(chain, rules, material, asked[i].peace, asked[i].ages);
    const std::string which = world.game + ", " + std::to_string(rules.rounds) + " rounds, " + row.name + " - " +
                              column.name + ", question " + std::to_string(i);
    expect_alike(*found, counts[i].result(), 1e-12, which);
  }
}

TEST(EpisodesOfEveryHistory, add_up_in_matches_of_fixed_length) {
  const std::vector<std::string> pure{"tit-for-tat", "win-stay-lose-shift", "suspicious-tit-for-tat", "hawk"};
  const std::vector<std::string> mixing{"generous-tit-for-tat", "random", "tft-atft"};
  for (std::int64_t rounds = 1; rounds <= 6; ++rounds)
    for (const World& world :
         {World{"prisoners-dilemma", {.rounds = rounds}, kBoth, pure}, World{"chicken", {.rounds = rounds}, {}, pure},
          World{"chicken", {.rounds = std::min<std::int64_t>(rounds, 4)}, slips(0.3), mixing}})
      for (const Side& row : sides(world))
        for (const Side& column : sides(world)) expect_histories_add_up(world, row, column, world.rules.rounds);
}

TEST(EpisodesOfEveryHistory, add_up_after_a_crisis_with_signals_and_on_levels) {
  for (const World& world :
       {World{"stag-hunt:signal-cost=0.3,open-cost=0.7",
              {.rounds = 4, .crisis = 2, .signal_noise = 0.3},
              kBoth,
              {"grit", "contrite-tit-for-tat"},
              true},
        World{"prisoners-dilemma", {.rounds = 4, .public_monitoring = true}, kBoth, {"tft-atft"}, true},
        World{kThreeLevels, {.rounds = 4, .crisis = 1}, kBoth, {"tit-for-tat"}, false, true},
        World{kThreeLevels, {.rounds = 3, .signal_noise = 0.2}, kBoth, {"grit"}, true, true},
        World{"arms-race:levels=5", {.rounds = 2}, kBoth, {"opportunist"}, false, true}})
    for (const Side& row : sides(world))
      for (const Side& column : sides(world)) expect_histories_add_up(world, row, column, world.rules.rounds);
}

// Histories of more rounds than these have no weight.
TEST(EpisodesOfEveryHistory, add_up_in_matches_of_random_length) {
  const std::vector<std::string> names{"tit-for-tat", "suspicious-tit-for-tat", "generous-tit-for-tat"};
  for (const World& world : {World{"prisoners-dilemma", {.continuation = 0}, kBoth, names},
                             World{"prisoners-dilemma", {.continuation = 1e-7, .crisis = 3}, kBoth, names, true}})
    for (const Side& row : sides(world))
      for (const Side& column : sides(world)) expect_histories_add_up(world, row, column, 6);
}

/// Totals of one match, which lengths add up to.
struct Totals {
  double ruptures, hostile, spiral, lock_in, row_cost, levels, conflict, ended;

  void add(const Totals& other, double weight) {
    ruptures += weight * other.ruptures;
    hostile += weight * other.hostile;
    spiral += weight * other.spiral;
    lock_in += weight * other.lock_in;
    row_cost += weight * other.row_cost;
    levels += weight * other.levels;
    conflict += weight * other.conflict;
    ended += weight * other.ended;
  }
};

Totals totals(const Episodes& found, double rounds) {
  const double hostile = rounds * found.hostile_share;
  return {.ruptures = rounds * found.rupture_rate,
          .hostile = hostile,
          .spiral = rounds * found.spiral_share,
          .lock_in = rounds * found.lock_in_share,
          .row_cost = rounds * found.cost[0],
          .levels = hostile * found.depth,
          .conflict = hostile * found.conflict,
          .ended = found.length ? hostile / *found.length : 0};
}

Totals solved_totals(const World& world, const Side& row, const Side& column, const Question& question) {
  const Rules rules = rules_of(world);
  const double rounds = rules.continuation ? 1 / (1 - *rules.continuation) : static_cast<double>(rules.rounds);
  return totals(
      *episodes(joined(rules, row, column), rules, {row.payoffs, column.payoffs}, question.peace, question.ages),
      rounds);
}

void expect_mixture(World world, const Side& row, const Side& column, const Question& question, double continuation) {
  Totals mixed{};
  double weight = 1 - continuation;
  world.rules.rounds = 1;
  while (weight > 1e-17) {
    mixed.add(solved_totals(world, row, column, question), weight);
    ++world.rules.rounds;
    weight *= continuation;
  }
  world.rules.continuation = continuation;
  const Totals found = solved_totals(world, row, column, question);
  const std::string which = row.name + " - " + column.name;
  EXPECT_LT(gap(found.ruptures, mixed.ruptures), 1e-12) << which;
  EXPECT_LT(gap(found.hostile, mixed.hostile), 1e-12) << which;
  EXPECT_LT(gap(found.spiral, mixed.spiral), 1e-12) << which;
  EXPECT_LT(gap(found.lock_in, mixed.lock_in), 1e-12) << which;
  EXPECT_LT(gap(found.row_cost, mixed.row_cost), 1e-12) << which;
  EXPECT_LT(gap(found.levels, mixed.levels), 1e-12) << which;
  EXPECT_LT(gap(found.conflict, mixed.conflict), 1e-12) << which;
  EXPECT_LT(gap(found.ended, mixed.ended), 1e-12) << which;
}

TEST(Episodes, of_random_length_are_a_mixture_of_lengths) {
  for (const World& world : {World{"prisoners-dilemma", {}, kBoth, {"tit-for-tat", "contrite-tit-for-tat", "random"}},
                             World{kThreeLevels, {}, kBoth, {"grim"}, false, true}})
    for (const Side& row : sides(world))
      for (const Side& column : sides(world))
        for (const std::size_t asked : {1U, 2U})
          expect_mixture(world, row, column, questions(rules_of(world).levels)[asked], 0.5);
}

TEST(Episodes, of_a_match_without_end_are_those_of_a_long_one) {
  World world{"prisoners-dilemma", {.rounds = 20'000}, kBoth, {"tit-for-tat", "grit", "generous-tit-for-tat", "hawk"}};
  const Peace peace{.calm = 2};
  const Ages ages{.spiral = 3, .lock_in = 8};
  for (const Side& row : sides(world))
    for (const Side& column : sides(world)) {
      const Material material{row.payoffs, column.payoffs};
      const Episodes lasting = *episodes(joined(world.rules, row, column), world.rules, material, peace, ages);
      const Chain chain = joined(endless(), row, column);
      const Episodes found = *episodes(chain, endless(), material, peace, ages);
      const std::string which = row.name + " - " + column.name;
      expect_alike(found, lasting, 1e-3, which);
      const EpisodeRates rates = *episode_rates(chain, peace, 8);
      EXPECT_LT(gap(found.rupture_rate, rates.onset), 1e-10) << which;
      EXPECT_LT(gap(found.length, rates.length), 1e-10) << which;
      EXPECT_NEAR(rates.onset * (*rates.stretch + *found.length), 1, 1e-10) << which;
      ASSERT_EQ(found.survival.size(), rates.survival.size()) << which;
      for (std::size_t age = 0; age < rates.survival.size(); ++age)
        EXPECT_NEAR(found.survival[age], rates.survival[age], 1e-10) << which;
    }
}

// Between two of grim peace is rare, and so are its ruptures.
TEST(Episodes, that_are_rare_keep_their_digits) {
  for (const double rate : {0.1, 0.01, 0.001, 1e-6}) {
    const Side grim = seated("grim", slips(rate));
    const Chain chain = joined(endless(), grim, grim);
    const Ages ages{.spiral = 4, .lock_in = 50};
    const Episodes found = *episodes(chain, endless(), {grim.payoffs, grim.payoffs}, {}, ages);
    const EpisodeRates rates = *episode_rates(chain, {}, 50);
    EXPECT_LT(std::abs(found.rupture_rate / rates.onset - 1), 1e-12) << rate;
    ASSERT_EQ(found.survival.size(), rates.survival.size()) << rate;
    EXPECT_NEAR(found.survival[49], rates.survival[49], 1e-12) << rate;
  }
}

// What automata spare is memories, not episodes.
TEST(Episodes, are_the_same_by_automata) {
  const World world{"stag-hunt", {.rounds = 12, .crisis = 2}, kBoth, {"grit", "contrite-tit-for-tat", "forgiver"}};
  for (const Side& row : sides(world))
    for (const Side& column : sides(world)) {
      const auto minimal = [&](const Side& side) {
        return minimised(*derive(side.strategy, 2, {.slips = true, .verified = false, .crisis = 2}, 1000));
      };
      const std::array automata{minimal(row), minimal(column)};
      const Chain small = *join(world.rules, {row, &automata[0]}, {column, &automata[1]}, 100'000);
      const Material material{row.payoffs, column.payoffs};
      const Ages ages{.spiral = 3, .lock_in = 6};
      expect_alike(*episodes(small, world.rules, material, {}, ages),
                   *episodes(joined(world.rules, row, column), world.rules, material, {}, ages), 1e-12,
                   row.name + " - " + column.name);
    }
}

}  // namespace
