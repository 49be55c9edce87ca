// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <detente/spirals/episodes.hpp>

#include "brute_force.hpp"

/// Histories of matches, round by round, straight from what a round is: no chain and no walk of the engine's.
namespace histories {

using namespace detente;

/// What shows of a round: the levels done, and whose restraint was earned.
struct Round {
  std::array<Level, 2> done{};
  std::array<bool, 2> is_earned{};

  auto operator<=>(const Round&) const = default;
};
using History = std::vector<Round>;

/// Where both seats stand before a round: their memories, and those that they would have had they seen the round
/// before as it was.
struct Spot {
  std::array<std::size_t, 2> memory{}, truth{};

  auto operator<=>(const Spot&) const = default;
};

/// A round that may come, and what follows.
struct Turn {
  Round round;
  Spot next;
  double chance;
};

/// Two states at a table.
class Table {
 public:
  /// Restraint is told apart as earned where a peace level is given.
  Table(const Rules& rules, const Side& row, const Side& column, std::optional<int> peace_level = {})
      : rules_(rules), sides_{row, column}, peace_level_(peace_level) {
    for (const std::size_t seat : {0U, 1U})
      memories_[seat] = sides_[seat].strategy.memories(has_lens(seat) ? 2 : rules.levels);
  }

  /// From now on a state errs in another way; it was told nothing of it.
  void err(std::size_t seat, const Errors& tremble, const Errors& misperception) {
    sides_[seat].tremble = tremble;
    sides_[seat].misperception = misperception;
  }

  Spot begin(std::int64_t crisis) {
    Spot spot;
    const auto top = static_cast<Level>(rules_.levels - 1);
    for (const std::size_t seat : {0U, 1U})
      for (std::int64_t round = 0; round < crisis; ++round)
        spot.memory[seat] = see(seat, spot.memory[seat], {top, top, top, false});
    spot.truth = spot.memory;
    return spot;
  }

  std::vector<Turn> turns(const Spot& spot) {
    std::map<std::pair<Round, Spot>, double> merged;
    const std::array said{brute_force::said_by(memories_[0]->say(spot.memory[0]), has_lens(0), rules_.levels),
                          brute_force::said_by(memories_[1]->say(spot.memory[1]), has_lens(1), rules_.levels)};
    for (const auto& [to_row, row_chance] : heard(0, said[1]))
      for (const auto& [to_column, column_chance] : heard(1, said[0])) {
        const std::array signals{to_row, to_column};
        Spot told = spot;
        for (const std::size_t seat : {0U, 1U}) {
          const Signal signal = brute_force::heard_by(signals[seat], has_lens(seat), rules_.levels);
          told.memory[seat] = memories_[seat]->hear(spot.memory[seat], signal);
          told.truth[seat] = memories_[seat]->hear(spot.truth[seat], signal);
        }
        play(told, row_chance * column_chance, merged);
      }
    std::vector<Turn> list;
    for (const auto& [what, chance] : merged)
      if (chance > 0) list.push_back({what.first, what.second, chance});
    return list;
  }

 private:
  struct Deed {
    Level meant, done;
    bool is_earned;
    double chance;
  };
  using Merged = std::map<std::pair<Round, Spot>, double>;

  bool has_lens(std::size_t seat) const { return !sides_[seat].strategy.traits().graded && rules_.levels > 2; }
  std::size_t see(std::size_t seat, std::size_t memory, LevelSeen seen) {
    if (has_lens(seat))
      for (Level* const level : {&seen.meant, &seen.mine, &seen.theirs}) *level = 2 * *level >= rules_.levels ? 1 : 0;
    return memories_[seat]->see(memory, seen);
  }
  std::vector<std::pair<Signal, double>> heard(std::size_t seat, Signal said) const {
    if (!sides_[seat].strategy.traits().listens) return {{Signal{}, 1}};
    return brute_force::heard(said, rules_.signal_noise);
  }
  Level level(std::size_t seat, int own) const {
    return static_cast<Level>(has_lens(seat) ? own * (rules_.levels - 1) : own);
  }

  /// The chance that a die below which levels are chosen, from restraint upwards, falls to peace.
  double peace_of(std::size_t seat, std::size_t memory) const {
    const LevelMix mix = memories_[seat]->play(memory);
    double sum = 0;
    for (int own = 0; own < (has_lens(seat) ? 2 : rules_.levels); ++own)
      if (level(seat, own) <= *peace_level_) sum += mix.chance[static_cast<std::size_t>(own)];
    return sum;
  }

  /// One die falls for what is meant and for what would have been.
  std::vector<Deed> deeds(std::size_t seat, std::size_t memory, std::size_t truth) const {
    std::vector<Deed> list;
    const LevelMix mix = memories_[seat]->play(memory);
    const double truly = memory == truth || !peace_level_ ? 1 : peace_of(seat, truth);
    double below = 0;
    for (int own = 0; own < (has_lens(seat) ? 2 : rules_.levels); ++own) {
      const double chance = mix.chance[static_cast<std::size_t>(own)];
      const Level meant = level(seat, own);
      const double earned = std::clamp(truly - below, 0.0, chance);
      below += chance;
      for (const auto& [done, likely] : brute_force::erred(meant, sides_[seat].tremble, rules_.levels)) {
        const bool rests = peace_level_ && meant <= *peace_level_ && done <= *peace_level_;
        list.push_back({meant, done, false, likely * (rests ? chance - earned : chance)});
        if (rests) list.push_back({meant, done, true, likely * earned});
      }
    }
    return list;
  }

  void play(const Spot& told, double chance, Merged& merged) {
    const std::array open{memories_[0]->open(told.memory[0]), memories_[1]->open(told.memory[1])};
    for (const Deed& row : deeds(0, told.memory[0], told.truth[0]))
      for (const Deed& column : deeds(1, told.memory[1], told.truth[1])) {
        const double met = chance * row.chance * column.chance;
        if (met > 0) look(told, {row, column}, open, met, merged);
      }
  }

  void look(const Spot& told, const std::array<Deed, 2>& deeds, const std::array<bool, 2>& open, double chance,
            Merged& merged) {
    const auto views = [&](std::size_t seat) {
      const Level theirs = deeds[1 - seat].done;
      return open[1 - seat] ? std::vector<std::pair<Level, double>>{{theirs, 1.0}}
                            : brute_force::erred(theirs, sides_[seat].misperception, rules_.levels);
    };
    const auto of_column = views(1);
    for (const auto& [by_row, row_chance] : views(0))
      for (const auto& [by_column, column_chance] : of_column) {
        if (row_chance * column_chance <= 0) continue;
        const std::array seen{by_row, by_column};
        Spot next;
        for (const std::size_t seat : {0U, 1U}) {
          const Deed& own = deeds[seat];
          const Level learnt = rules_.public_monitoring ? seen[1 - seat] : own.done;
          next.memory[seat] = see(seat, told.memory[seat], {own.meant, learnt, seen[seat], open[1 - seat]});
          next.truth[seat] =
              peace_level_ ? see(seat, told.memory[seat], {own.meant, own.done, deeds[1 - seat].done, open[1 - seat]})
                           : next.memory[seat];
        }
        const Round round{{deeds[0].done, deeds[1].done}, {deeds[0].is_earned, deeds[1].is_earned}};
        merged[{round, next}] += chance * row_chance * column_chance;
      }
  }

  Rules rules_;
  std::array<Side, 2> sides_;
  std::optional<int> peace_level_;
  std::array<std::unique_ptr<Memories>, 2> memories_;
};

/// Visits every history of up to `depth` rounds, with its chance.
class Tree {
 public:
  using Visit = std::function<void(const History&, double)>;

  Tree(Table& table, std::int64_t depth, Visit visit) : table_(table), depth_(depth), visit_(std::move(visit)) {}

  void grow(const std::map<Spot, double>& spots) {
    std::map<Round, std::map<Spot, double>> branches;
    for (const auto& [spot, chance] : spots)
      for (const Turn& turn : turns(spot)) branches[turn.round][turn.next] += chance * turn.chance;
    for (const auto& [round, next] : branches) {
      double all = 0;
      for (const auto& [spot, chance] : next) all += chance;
      history_.push_back(round);
      visit_(history_, all);
      if (static_cast<std::int64_t>(history_.size()) < depth_) grow(next);
      history_.pop_back();
    }
  }

 private:
  const std::vector<Turn>& turns(const Spot& spot) {
    const auto [place, is_new] = turns_.try_emplace(spot);
    if (is_new) place->second = table_.turns(spot);
    return place->second;
  }

  Table& table_;
  std::int64_t depth_;
  Visit visit_;
  std::map<Spot, std::vector<Turn>> turns_;
  History history_;
};

/// Every history of a match under these rules weighs as often as a match ends with it. A match of random length is cut
/// off after `depth` rounds: continuation to that power must not matter.
inline void each(const Rules& rules, const Side& row, const Side& column, std::optional<int> peace_level,
                 std::int64_t depth, const Tree::Visit& visit) {
  Table table(rules, row, column, peace_level);
  const double again = rules.continuation.value_or(1);
  Tree tree(table, depth, [&](const History& history, double chance) {
    const auto rounds = static_cast<std::int64_t>(history.size());
    if (!rules.continuation && rounds < depth) return;
    double lasting = 1;
    for (std::int64_t round = 1; round < rounds; ++round) lasting *= again;
    visit(history, chance * lasting * (rules.continuation ? 1 - again : 1));
  });
  tree.grow({{table.begin(rules.crisis), 1.0}});
}

/// An episode as a history shows it; rounds from 0.
struct Spell {
  std::size_t first, last;  ///< hostile rounds
  bool is_over;             ///< the history shows enough peace after it

  std::size_t length() const { return last - first + 1; }
};

inline bool is_peace(const Round& round, const Peace& peace) {
  return round.done[0] <= peace.level && round.done[1] <= peace.level;
}

inline std::vector<Spell> spells(const History& history, const Peace& peace) {
  std::vector<Spell> list;
  for (std::size_t round = 0; round < history.size(); ++round) {
    if (is_peace(history[round], peace)) {
      if (!list.empty() && round - list.back().last == static_cast<std::size_t>(peace.calm)) list.back().is_over = true;
    } else if (list.empty() || list.back().is_over) {
      list.push_back({round, round, false});
    } else {
      list.back().last = round;
    }
  }
  return list;
}

}  // namespace histories
