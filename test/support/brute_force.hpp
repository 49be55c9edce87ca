// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/exact/exact.hpp>
#include <utility>

/// Every history of a short match, one after another, with its chance: no chain, no algebra.
namespace brute_force {

using namespace detente;

/// Where an error takes a level, and how likely.
inline std::vector<std::pair<Level, double>> erred(Level level, const Errors& errors, int levels) {
  const double up = level + 1 < levels ? errors.up[level] : 0;
  const double down = level > 0 ? errors.down[level] : 0;
  return {{level, 1 - up - down}, {level + 1, up}, {level - 1, down}};
}

/// What a state says in the game's levels, and what it hears in its own: a binary strategy's D is the top level, and
/// half the levels are D to it.
inline Signal said_by(Signal signal, bool is_behind_lens, int levels) {
  if (is_behind_lens && signal.level == 1) signal.level = static_cast<Level>(levels - 1);
  return signal;
}
inline Signal heard_by(Signal signal, bool is_behind_lens, int levels) {
  if (is_behind_lens) signal.level = 2 * signal.level >= levels ? 1 : 0;
  return signal;
}

inline std::vector<std::pair<Signal, double>> heard(Signal sent, double noise) {
  std::vector<std::pair<Signal, double>> list{{sent, 1 - noise}};
  for (const auto kind : {Signal::none, Signal::reassure, Signal::threaten}) {
    if (kind == sent.kind) continue;
    Signal other = sent.kind == Signal::none ? Signal{.kind = kind, .level = 0, .rounds = 1} : sent;
    other.kind = kind;
    list.emplace_back(kind == Signal::none ? Signal{} : other, noise / 2);
  }
  return list;
}

class Enumeration {
 public:
  /// A match of random length is cut off after `depth` rounds: continuation to that power must not matter.
  Enumeration(const Rules& rules, const Side& row, const Side& column, std::int64_t depth)
      : rules_(rules), sides_{row, column}, depth_(depth) {
    joint_.assign(static_cast<std::size_t>(rules.levels * rules.levels), 0.0L);
    std::array<std::size_t, 2> memory{};
    const auto top = static_cast<Level>(rules.levels - 1);
    for (const std::size_t seat : {0U, 1U}) {
      memories_[seat] = sides_[seat].strategy.memories(is_behind_lens(seat) ? 2 : rules.levels);
      for (std::int64_t round = 0; round < rules.crisis; ++round)
        memory[seat] = see(seat, memory[seat], {top, top, top, false});
    }
    round(1, memory, 1, 1, {});
  }

  Exact result() const {
    Exact exact;
    const long double length = sums_[2];
    for (const std::size_t seat : {0U, 1U}) exact.score[seat] = static_cast<double>(sums_[seat] / length);
    for (const long double weight : joint_) exact.joint.push_back(static_cast<double>(weight / length));
    // E[(S₁ − s₁L)(S₂ − s₂L)] / E[L]²
    const auto product = [&](std::size_t i, std::size_t j) {
      const long double a = sums_[i] / length;
      const long double b = sums_[j] / length;
      const long double centred = products_[i][j] - b * products_[i][2] - a * products_[2][j] + a * b * products_[2][2];
      return static_cast<double>(centred / (length * length));
    };
    exact.covariance = {product(0, 0), product(0, 1), product(1, 1)};
    return exact;
  }

 private:
  struct Totals {
    std::array<double, 3> of{};  // row's score, column's score, length; discounted
  };

  bool is_behind_lens(std::size_t seat) const { return !sides_[seat].strategy.traits().graded && rules_.levels > 2; }
  std::size_t see(std::size_t seat, std::size_t memory, LevelSeen seen) {
    if (is_behind_lens(seat))
      for (Level* const level : {&seen.meant, &seen.mine, &seen.theirs}) *level = 2 * *level >= rules_.levels ? 1 : 0;
    return memories_[seat]->see(memory, seen);
  }
  Signal say(std::size_t seat, std::size_t memory) const {
    return said_by(memories_[seat]->say(memory), is_behind_lens(seat), rules_.levels);
  }
  std::size_t hear(std::size_t seat, std::size_t memory, Signal signal) {
    return memories_[seat]->hear(memory, heard_by(signal, is_behind_lens(seat), rules_.levels));
  }

  void round(std::int64_t t, std::array<std::size_t, 2> memory, double chance, double weight, Totals totals) {
    if (stretch(t) > 0 && rules_.turns[stretch(t) - 1] == t)
      for (const std::size_t seat : {0U, 1U})
        if (!(sides_[seat].in(stretch(t)) == sides_[seat].in(stretch(t) - 1)))
          memory[seat] = memories_[seat]->turn(memory[seat], briefing(rules_, sides_[seat].in(stretch(t))));
    const std::array<Signal, 2> said{say(0, memory[0]), say(1, memory[1])};
    for (const auto& [to_row, row_chance] : hears(0, said[1]))
      for (const auto& [to_column, column_chance] : hears(1, said[0])) {
        const double met = chance * row_chance * column_chance;
        if (met == 0) continue;
        const std::array told{hear(0, memory[0], to_row), hear(1, memory[1], to_column)};
        Totals paid = totals;
        for (const std::size_t seat : {0U, 1U}) {
          if (said[seat].kind != Signal::none) paid.of[seat] -= weight * rules_.signal_cost;
          if (memories_[seat]->open(told[seat])) paid.of[seat] -= weight * rules_.open_cost;
        }
        moves(t, told, met, weight, paid);
      }
  }
  std::vector<std::pair<Signal, double>> hears(std::size_t seat, Signal said) const {
    if (!sides_[seat].strategy.traits().listens) return {{Signal{}, 1}};
    return heard(said, rules_.signal_noise);
  }

  void moves(std::int64_t t, const std::array<std::size_t, 2>& memory, double chance, double weight,
             const Totals& totals) {
    std::array<std::vector<std::array<Level, 2>>, 2> acts;  // meant, done
    std::array<std::vector<double>, 2> chances;
    for (const std::size_t seat : {0U, 1U}) {
      const LevelMix mix = memories_[seat]->play(memory[seat]);
      for (Level own = 0; own < (is_behind_lens(seat) ? 2 : rules_.levels); ++own) {
        const auto meant = static_cast<Level>(is_behind_lens(seat) ? own * (rules_.levels - 1) : own);
        for (const auto& [done, likely] : erred(meant, sides_[seat].in(stretch(t)).tremble, rules_.levels)) {
          acts[seat].push_back({meant, done});
          chances[seat].push_back(mix.chance[own] * likely);
        }
      }
    }
    for (std::size_t i = 0; i < acts[0].size(); ++i)
      for (std::size_t j = 0; j < acts[1].size(); ++j)
        if (const double met = chance * chances[0][i] * chances[1][j]; met > 0)
          sights(t, memory, {acts[0][i], acts[1][j]}, met, weight, totals);
  }

  void sights(std::int64_t t, const std::array<std::size_t, 2>& memory, const std::array<std::array<Level, 2>, 2>& acts,
              double chance, double weight, Totals totals) {
    const auto [row, column] = std::pair{acts[0][1], acts[1][1]};
    joint_[static_cast<std::size_t>(row * rules_.levels + column)] += chance * weight;
    totals.of[0] += weight * sides_[0].in(stretch(t)).payoffs.at(row, column);
    totals.of[1] += weight * sides_[1].in(stretch(t)).payoffs.at(column, row);
    totals.of[2] += weight;
    const double another = t >= depth_ ? 0 : rules_.continuation.value_or(1);
    if (another < 1) end(chance * (1 - another), totals);
    if (another == 0) return;
    const std::array open{memories_[0]->open(memory[0]), memories_[1]->open(memory[1])};
    for (const auto& [by_row, row_chance] : views(0, t, column, open[1]))
      for (const auto& [by_column, column_chance] : views(1, t, row, open[0])) {
        const double met = chance * another * row_chance * column_chance;
        if (met == 0) continue;
        const Level row_learns = rules_.public_monitoring ? by_column : row;
        const Level column_learns = rules_.public_monitoring ? by_row : column;
        round(t + 1,
              {see(0, memory[0], {acts[0][0], row_learns, by_row, open[1]}),
               see(1, memory[1], {acts[1][0], column_learns, by_column, open[0]})},
              met, weight * rules_.discount, totals);
      }
  }
  std::vector<std::pair<Level, double>> views(std::size_t seat, std::int64_t t, Level theirs, bool is_open) const {
    if (is_open) return {{theirs, 1.0}};
    return erred(theirs, sides_[seat].in(stretch(t)).misperception, rules_.levels);
  }
  std::size_t stretch(std::int64_t t) const {
    std::size_t number = 0;
    while (number < rules_.turns.size() && t >= rules_.turns[number]) ++number;
    return number;
  }

  void end(double chance, const Totals& totals) {
    for (std::size_t i = 0; i < 3; ++i) {
      const long double here = static_cast<long double>(chance) * totals.of[i];
      sums_[i] += here;
      for (std::size_t j = 0; j < 3; ++j) products_[i][j] += here * totals.of[j];
    }
  }

  Rules rules_;
  std::array<Side, 2> sides_;
  std::int64_t depth_;
  std::array<std::unique_ptr<Memories>, 2> memories_;
  std::vector<long double> joint_;  // many small terms
  std::array<long double, 3> sums_{};
  std::array<std::array<long double, 3>, 3> products_{};
};

inline Exact solved(const Rules& rules, const Side& row, const Side& column, std::int64_t depth) {
  return Enumeration(rules, row, column, depth).result();
}

}  // namespace brute_force
