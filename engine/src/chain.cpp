// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>
#include <memory>
#include <unordered_map>

#include <detente/chain.hpp>

#include "channel.hpp"
#include "shifts.hpp"

namespace detente {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// What a seat may do in a round: a level meant, the level done, and how likely that is.
struct Act {
  Level meant, done;
  double chance;
};

/// What a seat does with a memory, in the game's levels.
struct Stance {
  std::vector<Act> acts;
  bool is_open = false;
};

/// One seat of the walk. Levels are the game's; a binary strategy in a graded game sits behind the lens.
class Walker {
 public:
  Walker(const Rules& rules, const Seated& seated, bool may_hear)
      : side_(seated.side),
        levels_(rules.levels),
        own_(own_levels(seated.side.strategy, rules.levels)),
        tremble_(seated.side.tremble, rules.levels),
        misperception_(seated.side.misperception, rules.levels),
        traits_(seated.side.strategy.traits()),
        listens_(traits_.listens && (may_hear || seated.automaton == nullptr)) {
    is_table_ = seated.automaton != nullptr && !listens_;
    automaton_ = seated.automaton;
  }

  /// Sits down: false where there is nothing to walk.
  bool sit() {
    memories_ = is_table_ ? detente::walk(*automaton_) : side_.strategy.memories(own_);
    return memories_ != nullptr;
  }
  /// A forced round; an automaton begins after them.
  void suffer() {
    const auto top = static_cast<Level>(levels_ - 1);
    if (!is_table_)
      first_ = memories_->see(first_, lens({.meant = top, .mine = top, .theirs = top, .verified = false}));
  }

  std::size_t first() const { return first_; }
  const std::string& name() const { return side_.name; }
  bool listens() const { return listens_; }
  const Payoffs& payoffs() const { return side_.payoffs; }

  Signal say(std::size_t memory) const { return traits_.speaks ? memories_->say(memory) : Signal{}; }
  std::size_t hear(std::size_t memory, Signal heard) { return listens_ ? memories_->hear(memory, heard) : memory; }
  const Stance& stance(std::size_t memory) {
    if (memory >= stances_.size()) stances_.resize(memory + 1);
    if (!stances_[memory]) stances_[memory] = std::make_unique<Stance>(stand(memory));
    return *stances_[memory];
  }
  const std::vector<Likely>& seen(Level theirs) const { return misperception_.from(theirs); }
  std::size_t see(std::size_t memory, const LevelSeen& round) {
    const LevelSeen own = lens(round);
    const auto wide = static_cast<std::size_t>(own_);
    const std::size_t inputs = wide * wide * wide * 2;
    const std::size_t place =
        memory * inputs + ((own.meant * wide + own.mine) * wide + own.theirs) * 2 + (own.verified ? 1 : 0);
    if (place >= next_.size()) next_.resize(std::max((memory + 1) * inputs, next_.size() * 2), kNone);
    if (next_[place] == kNone) next_[place] = static_cast<std::uint32_t>(memories_->see(memory, own));
    return next_[place];
  }

 private:
  Level lens(Level level) const { return own_ == levels_ ? level : static_cast<Level>(2 * level >= levels_ ? 1 : 0); }
  LevelSeen lens(const LevelSeen& round) const {
    return {lens(round.meant), lens(round.mine), lens(round.theirs), round.verified};
  }
  /// Acts that leave the same level done and lead to the same memory, whatever is seen, are one.
  void merge(std::size_t memory, std::vector<Act>& acts) const {
    const auto leads_alike = [&](const Act& a, const Act& b) {
      if (a.done != b.done) return false;
      for (Level mine = 0; mine < levels_; ++mine)  // under public monitoring it may learn of another level
        for (Level theirs = 0; theirs < levels_; ++theirs)
          for (const bool verified : {false, true})
            if (memories_->see(memory, lens({a.meant, mine, theirs, verified})) !=
                memories_->see(memory, lens({b.meant, mine, theirs, verified})))
              return false;
      return true;
    };
    std::vector<Act> merged;
    for (const Act& act : acts) {
      const auto like =
          std::find_if(merged.begin(), merged.end(), [&](const Act& one) { return leads_alike(one, act); });
      if (like == merged.end())
        merged.push_back(act);
      else
        like->chance += act.chance;
    }
    acts = std::move(merged);
  }
  Stance stand(std::size_t memory) const {
    Stance stance;
    const LevelMix mix = memories_->play(memory);
    for (int own = 0; own < own_; ++own) {
      const double chance = mix.chance[static_cast<std::size_t>(own)];
      if (chance == 0) continue;
      const auto meant = static_cast<Level>(own_ == levels_ ? own : own * (levels_ - 1));
      for (const Likely& done : tremble_.from(meant)) stance.acts.push_back({meant, done.level, chance * done.chance});
    }
    stance.is_open = traits_.opens && memories_->open(memory);
    if (is_table_) merge(memory, stance.acts);
    return stance;
  }

  const Side& side_;
  int levels_, own_;
  Shifts tremble_, misperception_;
  Traits traits_;
  bool listens_;
  bool is_table_ = false;
  const Automaton* automaton_ = nullptr;
  std::unique_ptr<Memories> memories_;
  std::size_t first_ = 0;
  std::vector<std::unique_ptr<Stance>> stances_;  // by memory
  std::vector<std::uint32_t> next_;               // [memory][input], as it is asked for
};

/// What may arrive of a signal.
struct Arrival {
  Signal signal;
  double chance;
};

std::vector<Arrival> arrivals(Signal said, double noise) {
  std::vector<Arrival> list;
  if (noise < 1) list.push_back({said, 1 - noise});
  if (noise <= 0) return list;
  for (const auto kind : {Signal::none, Signal::reassure, Signal::threaten})
    if (kind != said.kind) list.push_back({garbled(said, kind), noise / 2});
  return list;
}

/// Points by their two memories.
class Points {
 public:
  /// The number of a point, and whether it is new.
  std::pair<std::uint32_t, bool> number(std::size_t row, std::size_t column, std::size_t next) {
    if (row < kWide && column < kWide) {
      if (row >= near_.size()) near_.resize(row + 1);
      if (column >= near_[row].size()) near_[row].resize(std::max(column + 1, near_[row].size() * 2), kNone);
      std::uint32_t& number = near_[row][column];
      if (number != kNone) return {number, false};
      number = static_cast<std::uint32_t>(next);
      return {number, true};
    }
    const auto [place, is_new] =
        far_.try_emplace((std::uint64_t{row} << 32) | column, static_cast<std::uint32_t>(next));
    return {place->second, is_new};
  }

 private:
  static constexpr std::size_t kWide = 4096;
  std::vector<std::vector<std::uint32_t>> near_;
  std::unordered_map<std::uint64_t, std::uint32_t> far_;
};

class Joint {
 public:
  Joint(const Rules& rules, const Seated& row, const Seated& column)
      : rules_(rules),
        walkers_{Walker(rules, row, column.side.strategy.traits().speaks || rules.signal_noise > 0),
                 Walker(rules, column, row.side.strategy.traits().speaks || rules.signal_noise > 0)},
        kind_of_(static_cast<std::size_t>(rules.levels * rules.levels) << 4U, kNone),
        has_signals_(walkers_[0].listens() || walkers_[1].listens() || rules.signal_cost != 0) {}

  std::optional<Chain> walk(std::size_t limit) {
    for (acting_ = 0; acting_ < 2; ++acting_)
      if (!walkers_[acting_].sit()) return std::nullopt;
    for (round_ = -rules_.crisis; round_ < 0; ++round_)
      for (acting_ = 0; acting_ < 2; ++acting_) walkers_[acting_].suffer();
    chain_.levels = rules_.levels;
    reach(walkers_[0].first(), walkers_[1].first(), 1);
    for (std::size_t point = 0; point < chain_.size(); ++point) {
      if (chain_.size() > limit) return std::nullopt;
      chain_.first_outcome.push_back(static_cast<std::uint32_t>(chain_.outcomes.size()));
      expand(point);
    }
    chain_.first_outcome.push_back(static_cast<std::uint32_t>(chain_.outcomes.size()));
    chain_.outcomes.push_back({0, static_cast<std::uint32_t>(chain_.branches.size()), 0});
    return std::move(chain_);
  }

  /// Whose strategy is being asked, and before which round: for messages.
  const Walker& acting() const { return walkers_[acting_]; }
  std::int64_t round() const { return round_; }

 private:
  /// What was found of one kind of outcome.
  struct Found {
    double chance = 0;
    std::vector<Chain::Branch> branches;
  };

  std::uint32_t reach(std::size_t row, std::size_t column, std::int64_t round) {
    const auto [number, is_new] = points_.number(row, column, chain_.size());
    if (is_new) {
      chain_.memories.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)});
      chain_.first_round.push_back(round);
    }
    return number;
  }

  void expand(std::size_t point) {
    round_ = chain_.first_round[point];
    is_last_ = !rules_.continuation && !rules_.endless && round_ == rules_.rounds;
    const std::array<std::size_t, 2> memory{chain_.memories[point][0], chain_.memories[point][1]};
    std::array<Signal, 2> said;
    if (has_signals_)
      for (acting_ = 0; acting_ < 2; ++acting_) said[acting_] = walkers_[acting_].say(memory[acting_]);
    for (const auto& [to_row, row_chance] : heard(0, said[1]))
      for (const auto& [to_column, column_chance] : heard(1, said[0])) {
        std::array<std::size_t, 2> told{};
        acting_ = 0;
        told[0] = walkers_[0].hear(memory[0], to_row);
        acting_ = 1;
        told[1] = walkers_[1].hear(memory[1], to_column);
        play(told, said, row_chance * column_chance);
      }
    std::sort(order_.begin(), order_.end());
    for (const std::uint32_t kind : order_) {
      Found& found = by_kind_[kind];
      chain_.outcomes.push_back({kind, static_cast<std::uint32_t>(chain_.branches.size()), found.chance});
      chain_.branches.insert(chain_.branches.end(), found.branches.begin(), found.branches.end());
      found.branches.clear();
      found.chance = 0;
    }
    order_.clear();
  }

  std::vector<Arrival> heard(std::size_t seat, Signal said) const {
    if (!walkers_[seat].listens()) return {{Signal{}, 1}};
    return arrivals(said, rules_.signal_noise);
  }

  void play(const std::array<std::size_t, 2>& memory, const std::array<Signal, 2>& said, double chance) {
    acting_ = 0;
    const Stance& row = walkers_[0].stance(memory[0]);
    acting_ = 1;
    const Stance& column = walkers_[1].stance(memory[1]);
    for (const Act& a : row.acts)
      for (const Act& b : column.acts) {
        const std::uint32_t kind = kind_of(a.done, b.done, said, {row.is_open, column.is_open});
        Found& found = by_kind_[kind];
        const double met = chance * (a.chance * b.chance);
        if (met == 0) continue;  // rates below what a double can multiply
        if (found.chance == 0) order_.push_back(kind);
        if (is_last_) found.chance += met;
        if (is_last_) continue;
        for (const Likely& seen_by_row : seen(0, b.done, column.is_open))
          for (const Likely& seen_by_column : seen(1, a.done, row.is_open)) {
            const Level row_learns = rules_.public_monitoring ? seen_by_column.level : a.done;
            const Level column_learns = rules_.public_monitoring ? seen_by_row.level : b.done;
            acting_ = 0;
            const std::size_t next_row =
                walkers_[0].see(memory[0], {a.meant, row_learns, seen_by_row.level, column.is_open});
            acting_ = 1;
            const std::size_t next_column =
                walkers_[1].see(memory[1], {b.meant, column_learns, seen_by_column.level, row.is_open});
            add(found, reach(next_row, next_column, round_ + 1), met * (seen_by_row.chance * seen_by_column.chance));
          }
      }
  }

  const std::vector<Likely>& seen(std::size_t seat, Level theirs, bool is_open) {
    if (!is_open) return walkers_[seat].seen(theirs);
    verified_[seat].assign(1, {theirs, 1});
    return verified_[seat];
  }

  static void add(Found& found, std::uint32_t target, double chance) {
    found.chance += chance;
    for (Chain::Branch& branch : found.branches)
      if (branch.target == target) {
        branch.chance += chance;
        return;
      }
    found.branches.push_back({target, chance});
  }

  std::uint32_t kind_of(Level row, Level column, const std::array<Signal, 2>& said, const std::array<bool, 2>& open) {
    std::size_t place = static_cast<std::size_t>(row) * static_cast<std::size_t>(rules_.levels) + column;
    for (const std::size_t seat : {0U, 1U}) {
      place = place * 2 + (rules_.signal_cost != 0 && said[seat].kind != Signal::none ? 1 : 0);
      place = place * 2 + (rules_.open_cost != 0 && open[seat] ? 1 : 0);
    }
    if (kind_of_[place] == kNone) {
      kind_of_[place] = static_cast<std::uint32_t>(chain_.kinds.size());
      Chain::Kind kind{.row = row,
                       .column = column,
                       .reward = {walkers_[0].payoffs().at(row, column), walkers_[1].payoffs().at(column, row)}};
      for (const std::size_t seat : {0U, 1U}) {
        if (said[seat].kind != Signal::none) kind.reward[seat] -= rules_.signal_cost;
        if (open[seat]) kind.reward[seat] -= rules_.open_cost;
      }
      chain_.kinds.push_back(kind);
      by_kind_.emplace_back();
    }
    return kind_of_[place];
  }

  const Rules& rules_;
  std::array<Walker, 2> walkers_;
  Chain chain_;
  Points points_;
  std::vector<std::uint32_t> kind_of_;  // [row][column][row said][row open][column said][column open]
  std::vector<Found> by_kind_;          // of the point at hand
  std::vector<std::uint32_t> order_;    // kinds of the point at hand
  std::array<std::vector<Likely>, 2> verified_;
  std::size_t acting_ = 0;
  std::int64_t round_ = 1;
  bool has_signals_;      // somebody listens, or they have a price
  bool is_last_ = false;  // nothing comes after the round at hand
};

}  // namespace

std::optional<Chain> join(const Rules& rules, const Seated& row, const Seated& column, std::size_t limit) {
  Joint joint(rules, row, column);
  const auto failed = [&](const char* what) {
    return StrategyFailure("strategy '" + joint.acting().name() + "' failed in the pair '" + row.side.name + "' – '" +
                           column.side.name + "', round " + std::to_string(joint.round()) + ": " + what);
  };
  try {
    return joint.walk(limit);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    throw failed(failure.what());
  } catch (...) {
    throw failed("something that is not a std::exception");
  }
}

}  // namespace detente
