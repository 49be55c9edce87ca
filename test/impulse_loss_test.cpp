// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include <detente/spirals/recovery.hpp>

#include "support/histories.hpp"
#include "support/sampled_pair.hpp"
#include "support/small_worlds.hpp"

/// What one error costs until peace has come for good, propagated forwards from what a round is.
namespace {

using namespace detente;
using histories::Spot;
using histories::Turn;
using small_worlds::World;

constexpr std::size_t kLimit = 100'000;
constexpr Wanted kImpulses{.escape = false, .crisis = false, .impulse = true, .burst = false, .proximate = false};
constexpr int kBurnIn = 3000;
constexpr int kWindow = 2520;  // rounds; every period up to ten divides it

/// One pair in silence, and what an error does to it.
class Silence {
 public:
  Silence(const World& world, const Side& row, const Side& column, const Trial& trial)
      : table_(small_worlds::rules_of(world), row, column),
        payoffs_{row.payoffs, column.payoffs},
        peace_(trial.peace),
        start_(table_.begin(0)) {
    reach(start_);
  }

  /// The mean loss of either seat, where peace comes back for certain; absent otherwise, and without any peace.
  std::optional<std::array<double, 2>> loss(std::size_t by, bool is_tremble) {
    std::map<Spot, double> peace = established();
    double whole = 0;
    for (const auto& [spot, chance] : peace) whole += chance;
    if (whole < 1e-9) return std::nullopt;
    const Errors always = Errors::everywhere(1, 0);
    table_.err(by, is_tremble ? always : Errors{}, is_tremble ? Errors{} : always);
    std::array<double, 2> sum{};
    std::map<Spot, double> now;
    for (const auto& [spot, chance] : peace)
      for (const Turn& turn : table_.turns(spot)) {
        pay(turn, chance / whole * turn.chance, sum);
        now[turn.next] += chance / whole * turn.chance;
      }
    table_.err(by, {}, {});
    for (const auto& [spot, chance] : now) reach(spot);
    find_settled();
    for (int round = 0; round < kBurnIn; ++round) {
      std::map<Spot, double> next;
      for (const auto& [spot, chance] : now) {
        if (settled_.contains(spot)) continue;
        for (const Turn& turn : turns_.at(spot)) {
          pay(turn, chance * turn.chance, sum);
          next[turn.next] += chance * turn.chance;
        }
      }
      now = std::move(next);
    }
    double left = 0;
    for (const auto& [spot, chance] : now)
      if (!settled_.contains(spot)) left += chance;
    return left < 1e-12 ? std::optional(sum) : std::nullopt;
  }

 private:
  void reach(const Spot& first) {
    std::vector<Spot> open{first};
    while (!open.empty()) {
      const Spot spot = open.back();
      open.pop_back();
      const auto [place, is_new] = turns_.try_emplace(spot);
      if (!is_new) continue;
      place->second = table_.turns(spot);
      for (const Turn& turn : place->second) open.push_back(turn.next);
    }
  }

  /// Spots after which nothing but peace can come: all, less those of which this is not so.
  void find_settled() {
    settled_.clear();
    for (const auto& [spot, turns] : turns_) settled_.insert(spot);
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (const auto& [spot, turns] : turns_) {
        const bool holds = std::all_of(turns.begin(), turns.end(), [&](const Turn& turn) {
          return histories::is_peace(turn.round, peace_) && settled_.contains(turn.next);
        });
        if (!holds && settled_.erase(spot) > 0) has_changed = true;
      }
    }
  }

  /// Where lasting peace is to be found after very long, each spot as often as it is there.
  std::map<Spot, double> established() {
    find_settled();
    std::map<Spot, double> now{{start_, 1.0}}, sum;
    for (int round = 0; round < kBurnIn + kWindow; ++round) {
      std::map<Spot, double> next;
      for (const auto& [spot, chance] : now)
        for (const Turn& turn : turns_.at(spot)) next[turn.next] += chance * turn.chance;
      now = std::move(next);
      if (round >= kBurnIn)
        for (const auto& [spot, chance] : now)
          if (chance > 1e-12 && settled_.contains(spot)) sum[spot] += chance / kWindow;
    }
    return sum;
  }

  void pay(const Turn& turn, double chance, std::array<double, 2>& sum) const {
    for (const std::size_t seat : {0U, 1U})
      sum[seat] +=
          chance * (payoffs_[seat].at(0, 0) - payoffs_[seat].at(turn.round.done[seat], turn.round.done[1 - seat]));
  }

  histories::Table table_;
  std::array<Payoffs, 2> payoffs_;
  Peace peace_;
  Spot start_;
  std::map<Spot, std::vector<Turn>> turns_;
  std::set<Spot> settled_;
};

/// Compares all four errors of all pairs of a world; how many losses there were, and how many of them at peace levels.
int compare(const World& world, int level) {
  int known = 0;
  const Rules rules = small_worlds::rules_of(world);
  const Trial trial{.peace = {.level = level}};
  for (const Side& row : small_worlds::sides(world))
    for (const Side& column : small_worlds::sides(world)) {
      const Material material{row.payoffs, column.payoffs};
      const auto trials = exact_trials(rules, {row}, {column}, material, trial, kImpulses, kLimit);
      if (!trials->impulses) continue;
      for (const Impulse& impulse : *trials->impulses) {
        const bool is_tremble = impulse.error == Impulse::Error::tremble;
        const auto expected = Silence(world, row, column, trial).loss(impulse.by, is_tremble);
        const std::string which = world.game + ", level " + std::to_string(level) + ", " + row.name + " - " +
                                  column.name + (is_tremble ? ", tremble" : ", misperception") +
                                  (impulse.by == 0 ? " by row" : " by column");
        EXPECT_EQ(impulse.loss.has_value(), expected.has_value()) << which;
        if (!impulse.loss || !expected) continue;
        ++known;
        for (const std::size_t seat : {0U, 1U}) EXPECT_NEAR((*impulse.loss)[seat], (*expected)[seat], 1e-9) << which;
      }
    }
  return known;
}

const std::vector<std::string> kGraded{"matcher", "generous-matcher:generosity=0.2", "graded-reassurer", "tit-for-tat",
                                       "grit"};

TEST(ImpulseLoss, is_the_sum_until_peace_for_good_on_levels) {
  for (const std::string game : {"arms-race:levels=3", "arms-race:levels=4,base=prisoners-dilemma",
                                 "arms-race:levels=6", "offence-defence:offence=0.5"}) {
    const World world{game, {}, {}, kGraded};
    const int usual = peace_level(small_worlds::rules_of(world).levels);
    EXPECT_GE(usual, 1);
    for (const int level : {0, usual}) EXPECT_GE(compare(world, level), 30) << game << ", level " << level;
  }
}

TEST(ImpulseLoss, is_the_sum_until_peace_for_good_on_two_levels) {
  EXPECT_GE(compare({"prisoners-dilemma",
                     {},
                     {},
                     {"tit-for-tat", "generous-tit-for-tat", "win-stay-lose-shift", "grit", "contrite-tit-for-tat"}},
                    0),
            60);
}

// An error of one level is still peace, and one that answers it in kind or not is in settled peace from then on.
TEST(ImpulseLoss, of_an_error_within_peace_is_that_of_its_own_round) {
  const World world{
      "arms-race:levels=4,base=prisoners-dilemma", {}, {}, {"matcher", "generous-matcher:generosity=0.2"}};
  const std::vector<Side> sides = small_worlds::sides(world);
  for (const Side& row : sides)
    for (const Side& column : sides) {
      const auto trials = exact_trials(small_worlds::rules_of(world), {row}, {column}, {row.payoffs, column.payoffs},
                                       {.peace = {.level = 1}}, kImpulses, kLimit);
      for (const Impulse& impulse : *trials->impulses) {
        const bool is_tremble = impulse.error == Impulse::Error::tremble;
        ASSERT_TRUE(impulse.loss);
        EXPECT_NEAR((*impulse.loss)[impulse.by], is_tremble ? -2.0 / 3 : 0, 1e-12) << row.name << " " << column.name;
        EXPECT_NEAR((*impulse.loss)[1 - impulse.by], is_tremble ? 1 : 0, 1e-12) << row.name << " " << column.name;
        EXPECT_EQ(impulse.rounds_lost, 0);
      }
    }
}

// Sampled, peace for good begins after the last round that was none: the same where nobody throws dice.
TEST(ImpulseLoss, is_the_same_sampled_where_nobody_throws_dice) {
  for (const std::string game : {"arms-race:levels=4", "arms-race:levels=6,base=prisoners-dilemma", "stag-hunt"}) {
    int known = 0;
    for (const std::string strategies :
         {"matcher,graded-reassurer", "grit,tit-for-tat", "matcher,matcher", "grit,grit"}) {
      const Design design = sampled_pair::pair(strategies, {.game = game, .repetitions = 70, .misperception = {}});
      const Trial trial = sampled_pair::trial_of(design);
      const auto sampled = sampled_pair::sampled(design, trial, kImpulses).impulses;
      const auto exact = exact_trials(design.rules, {design.entrants[0].side}, {design.entrants[1].side},
                                      sampled_pair::material(design), trial, kImpulses, kLimit)
                             ->impulses;
      ASSERT_EQ(sampled.has_value(), exact.has_value()) << game << ", " << strategies;
      for (std::size_t i = 0; exact && i < 4; ++i) {
        const auto& found = (*sampled)[i].loss;
        const auto& expected = (*exact)[i].loss;
        ASSERT_EQ(found.has_value(), expected.has_value()) << game << ", " << strategies << ", " << i;
        if (!expected) continue;
        ++known;
        for (const std::size_t seat : {0U, 1U})
          EXPECT_NEAR((*found)[seat], (*expected)[seat], 1e-9) << game << ", " << strategies << ", " << i;
      }
    }
    EXPECT_GE(known, 4) << game;
  }
}

}  // namespace
