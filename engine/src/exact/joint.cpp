// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "exact/joint.hpp"

#include <algorithm>

#include "world/channel.hpp"

namespace detente {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr std::size_t kWide = 4096;      // memories of a seat that are looked up in a table
constexpr std::size_t kPatience = 1024;  // points that are walked before a stop is asked for

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

bool speaks(const Rules& rules, const Seated& seated) {
  return seated.side.strategy.traits().speaks || rules.signal_noise > 0;
}

}  // namespace

std::pair<std::uint32_t, bool> Joint::Points::number(const Memory& memory, std::size_t next) {
  const auto [row, column] = memory.of;
  const bool is_plain = memory.true_of[0] == Memory::kSame && memory.true_of[1] == Memory::kSame;
  if (is_plain && row < kWide && column < kWide) {
    if (row >= near_.size()) near_.resize(row + 1);
    if (column >= near_[row].size()) near_[row].resize(std::max<std::size_t>(column + 1, near_[row].size() * 2), kNone);
    std::uint32_t& number = near_[row][column];
    if (number != kNone) return {number, false};
    number = static_cast<std::uint32_t>(next);
    return {number, true};
  }
  const auto wide = [](std::uint32_t high, std::uint32_t low) { return (std::uint64_t{high} << 32) | low; };
  const auto [place, is_new] = far_.try_emplace(Key{wide(row, column), wide(memory.true_of[0], memory.true_of[1])},
                                                static_cast<std::uint32_t>(next));
  return {place->second, is_new};
}

Joint::Joint(const Rules& rules, const Seated& row, const Seated& column, bool is_endless, std::optional<int> watched)
    : rules_(rules),
      is_endless_(is_endless),
      watched_(watched),
      walkers_{Walker(rules, row, speaks(rules, column), watched), Walker(rules, column, speaks(rules, row), watched)},
      kind_of_(static_cast<std::size_t>(rules.levels * rules.levels) << 6U, kNone),
      has_signals_(walkers_[0].listens() || walkers_[1].listens() || rules.signal_cost != 0) {
  chain_.levels = rules.levels;
  // As large as most chains of two short memories, which would grow step by step.
  chain_.first_outcome.reserve(32);
  chain_.memories.reserve(32);
  chain_.first_round.reserve(32);
  chain_.outcomes.reserve(128);
  chain_.branches.reserve(384);
}

bool Joint::sit() {
  for (acting_ = 0; acting_ < 2; ++acting_)
    if (!walkers_[acting_].sit()) return false;
  acting_ = 0;
  return true;
}

void Joint::sit(const Joint& alike) {
  for (const std::size_t seat : {0U, 1U}) walkers_[seat].sit(alike.walkers_[seat]);
  has_signals_ = alike.has_signals_;
}

std::uint32_t Joint::begin(std::int64_t crisis) {
  Memory memory;
  round_ = -crisis;
  for (acting_ = 0; acting_ < 2; ++acting_)
    memory.of[acting_] = static_cast<std::uint32_t>(walkers_[acting_].first(crisis));
  acting_ = 0;
  return reach(memory, 1);
}

std::uint32_t Joint::begin(const std::array<std::uint32_t, 2>& memories) {
  return reach({.of = memories}, 1);
}

std::uint32_t Joint::turn(const std::array<std::uint32_t, 2>& memories,
                          const std::array<std::optional<Briefing>, 2>& briefings) {
  Memory memory{.of = memories};
  for (acting_ = 0; acting_ < 2; ++acting_)
    if (const auto& news = briefings[acting_])
      memory.of[acting_] = static_cast<std::uint32_t>(walkers_[acting_].turn(memories[acting_], *news));
  acting_ = 0;
  return reach(memory, 1);
}

bool Joint::walk(std::size_t limit, const GiveUp& give_up) {
  if (!chain_.first_outcome.empty()) chain_.first_outcome.pop_back();
  if (!chain_.outcomes.empty()) chain_.outcomes.pop_back();
  for (std::size_t point = chain_.first_outcome.size(); point < chain_.size(); ++point) {
    if (chain_.size() > limit) return false;
    if (point % kPatience == kPatience - 1 && give_up && give_up()) return false;
    chain_.first_outcome.push_back(static_cast<std::uint32_t>(chain_.outcomes.size()));
    expand(point);
  }
  chain_.first_outcome.push_back(static_cast<std::uint32_t>(chain_.outcomes.size()));
  chain_.outcomes.push_back({0, static_cast<std::uint32_t>(chain_.branches.size()), 0});
  return true;
}

std::vector<std::pair<std::uint32_t, Chain::Branch>> Joint::fallout(std::uint32_t point, const Slip& slip) {
  collect(point, &slip);
  std::vector<std::pair<std::uint32_t, Chain::Branch>> list;
  for (const std::uint32_t kind : order_) {
    for (const Chain::Branch& branch : by_kind_[kind].branches) list.emplace_back(kind, branch);
    by_kind_[kind] = {};
  }
  order_.clear();
  return list;
}

std::uint32_t Joint::reach(const Memory& memory, std::int64_t round) {
  const auto [number, is_new] = points_.number(memory, chain_.size());
  if (is_new) {
    chain_.memories.push_back(memory.of);
    chain_.first_round.push_back(round);
    if (watched_) true_of_.push_back(memory.true_of);
  }
  return number;
}

void Joint::expand(std::size_t point) {
  collect(point, nullptr);
  for (const std::uint32_t kind : order_) {
    Found& found = by_kind_[kind];
    chain_.outcomes.push_back({kind, static_cast<std::uint32_t>(chain_.branches.size()), found.chance});
    chain_.branches.insert(chain_.branches.end(), found.branches.begin(), found.branches.end());
    found.branches.clear();
    found.chance = 0;
  }
  order_.clear();
}

/// Leaves what may come of the round at a point in `by_kind_`, and its kinds in `order_`.
void Joint::collect(std::size_t point, const Slip* slip) {
  ++steps_;
  round_ = chain_.first_round[point];
  is_last_ = !is_endless_ && !rules_.continuation && !rules_.endless && round_ == rules_.rounds;
  const std::array<std::size_t, 2> memory{chain_.memories[point][0], chain_.memories[point][1]};
  std::array<std::size_t, 2> truth = memory;
  for (const std::size_t seat : {0U, 1U})
    if (watched_ && true_of_[point][seat] != Memory::kSame) truth[seat] = true_of_[point][seat];
  std::array<Signal, 2> said;
  if (has_signals_)
    for (acting_ = 0; acting_ < 2; ++acting_) said[acting_] = walkers_[acting_].say(memory[acting_]);
  if (!walkers_[0].listens() && !walkers_[1].listens()) {
    play(memory, truth, said, 1, slip);
    std::sort(order_.begin(), order_.end());
    return;
  }
  const auto heard = [&](std::size_t seat) {
    return walkers_[seat].listens() ? arrivals(said[1 - seat], rules_.signal_noise)
                                    : std::vector<Arrival>{{Signal{}, 1}};
  };
  const auto to_column = heard(1);
  for (const auto& [row_signal, row_chance] : heard(0))
    for (const auto& [column_signal, column_chance] : to_column) {
      std::array<std::size_t, 2> told{}, told_truth{};
      const std::array<Signal, 2> signals{row_signal, column_signal};
      for (acting_ = 0; acting_ < 2; ++acting_) {
        told[acting_] = walkers_[acting_].hear(memory[acting_], signals[acting_]);
        told_truth[acting_] = truth[acting_] == memory[acting_]
                                  ? told[acting_]
                                  : walkers_[acting_].hear(truth[acting_], signals[acting_]);
      }
      play(told, told_truth, said, row_chance * column_chance, slip);
    }
  std::sort(order_.begin(), order_.end());
}

/// Leaves what a seat may do in `acts_`.
void Joint::judge(std::size_t seat, std::size_t memory, std::size_t true_memory) {
  Walker& walker = walkers_[seat];
  const std::vector<Act>& acts = walker.stance(memory).acts;
  double truly = 1;
  bool is_all_earned = true;
  if (watched_ && memory != true_memory) {
    truly = walker.meant_peace(true_memory, *watched_);
    is_all_earned = truly >= walker.meant_peace(memory, *watched_);
  }
  std::vector<Judged>& list = acts_[seat];
  list.clear();
  for (const Act& act : acts) {
    const bool is_restraint = watched_ && act.meant <= *watched_ && act.done <= *watched_;
    if (!is_restraint) {
      list.push_back({act, false});
      continue;
    }
    // One die falls for what is meant and for what would have been; levels are chosen from restraint upwards.
    double below = 0;
    double meant = 0;
    for (const Act& other : acts) {
      if (other.meant < act.meant) below += other.chance;
      if (other.meant == act.meant) meant += other.chance;
    }
    const double earned = is_all_earned ? 1 : below >= truly ? 0 : std::min((truly - below) / meant, 1.0);
    if (earned > 0) list.push_back({{act.meant, act.done, act.chance * earned}, true});
    if (earned < 1) list.push_back({{act.meant, act.done, act.chance * (1 - earned)}, false});
  }
}

void Joint::play(const std::array<std::size_t, 2>& memory, const std::array<std::size_t, 2>& true_memory,
                 const std::array<Signal, 2>& said, double chance, const Slip* slip) {
  std::array<bool, 2> open{};
  for (acting_ = 0; acting_ < 2; ++acting_) {
    judge(acting_, memory[acting_], true_memory[acting_]);
    open[acting_] = walkers_[acting_].stance(memory[acting_]).is_open;
    if (slip != nullptr && slip->is_tremble && slip->by == acting_)
      for (Judged& one : acts_[acting_])
        one.act.done = static_cast<Level>(std::min<int>(one.act.done + 1, rules_.levels - 1));
  }
  for (const Judged& a : acts_[0])
    for (const Judged& b : acts_[1]) {
      const double met = chance * (a.act.chance * b.act.chance);
      if (met == 0) continue;  // rates below what a double can multiply
      const std::uint32_t kind = kind_of(a, b, said, open);
      Found& found = by_kind_[kind];
      if (found.chance == 0) order_.push_back(kind);
      if (is_last_)
        found.chance += met;
      else
        meet(memory, a.act, b.act, open, found, met, slip);
    }
}

void Joint::meet(const std::array<std::size_t, 2>& memory, const Act& a, const Act& b, const std::array<bool, 2>& open,
                 Found& found, double chance, const Slip* slip) {
  for (const Likely& seen_by_row : seen(0, b.done, open[1], slip))
    for (const Likely& seen_by_column : seen(1, a.done, open[0], slip)) {
      const bool is_public = rules_.public_monitoring;
      Memory next;
      acting_ = 0;
      next.of[0] = static_cast<std::uint32_t>(
          walkers_[0].see(memory[0], {a.meant, is_public ? seen_by_column.level : a.done, seen_by_row.level, open[1]}));
      if (watched_)
        next.true_of[0] = true_memory(0, next.of[0], walkers_[0].see(memory[0], {a.meant, a.done, b.done, open[1]}));
      acting_ = 1;
      next.of[1] = static_cast<std::uint32_t>(
          walkers_[1].see(memory[1], {b.meant, is_public ? seen_by_row.level : b.done, seen_by_column.level, open[0]}));
      if (watched_)
        next.true_of[1] = true_memory(1, next.of[1], walkers_[1].see(memory[1], {b.meant, b.done, a.done, open[0]}));
      add(found, reach(next, round_ + 1), chance * (seen_by_row.chance * seen_by_column.chance));
    }
}

/// What stands for the memory that a seat would have, had it seen the truth.
std::uint32_t Joint::true_memory(std::size_t seat, std::size_t memory, std::size_t truth) {
  if (truth == memory) return Memory::kSame;
  Walker& walker = walkers_[seat];
  if (walker.listens()) return static_cast<std::uint32_t>(truth);  // signals may still change what they mean
  const double truly = walker.meant_peace(truth, *watched_);
  if (truly >= walker.meant_peace(memory, *watched_)) return Memory::kSame;
  for (const auto& [chance, stand_in] : like_[seat])
    if (chance == truly) return stand_in;
  like_[seat].emplace_back(truly, static_cast<std::uint32_t>(truth));
  return static_cast<std::uint32_t>(truth);
}

std::span<const Likely> Joint::seen(std::size_t seat, Level theirs, bool is_open, const Slip* slip) {
  const bool misreads = slip != nullptr && !slip->is_tremble && slip->by == seat && !is_open;
  if (!is_open && !misreads) return walkers_[seat].seen(theirs);
  const int level = misreads ? std::min<int>(theirs + 1, rules_.levels - 1) : theirs;
  certain_[seat] = {static_cast<Level>(level), 1};
  return {&certain_[seat], 1};
}

void Joint::add(Found& found, std::uint32_t target, double chance) {
  found.chance += chance;
  for (Chain::Branch& branch : found.branches)
    if (branch.target == target) {
      branch.chance += chance;
      return;
    }
  found.branches.push_back({target, chance});
}

std::uint32_t Joint::kind_of(const Judged& a, const Judged& b, const std::array<Signal, 2>& said,
                             const std::array<bool, 2>& open) {
  const Level row = a.act.done;
  const Level column = b.act.done;
  std::size_t place = static_cast<std::size_t>(row) * static_cast<std::size_t>(rules_.levels) + column;
  for (const std::size_t seat : {0U, 1U}) {
    place = place * 2 + (rules_.signal_cost != 0 && said[seat].kind != Signal::none ? 1 : 0);
    place = place * 2 + (rules_.open_cost != 0 && open[seat] ? 1 : 0);
    place = place * 2 + ((seat == 0 ? a : b).is_earned ? 1 : 0);
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
    earned_.push_back({a.is_earned, b.is_earned});
    by_kind_.emplace_back();
  }
  return kind_of_[place];
}

}  // namespace detente
