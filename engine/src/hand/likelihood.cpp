// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/hand/likelihood.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "world/channel.hpp"
#include "world/lens.hpp"
#include "world/shifts.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostMemories = 256;
constexpr double kLeastWeight = 1e-12;  // of a memory, next to the others
constexpr const char* kTask = "when it was asked what it would have played";

struct Arrival {
  Signal signal;
  double chance;
};

std::vector<Arrival> arrivals(const Signal& said, double noise) {
  std::vector<Arrival> list{{said, 1 - noise}};
  if (noise == 0) return list;
  for (const auto kind : {Signal::none, Signal::reassure, Signal::threaten})
    if (kind != said.kind) list.push_back({garbled(said, kind), noise / 2});
  return list;
}

double chance_of(const Signal& heard, const Signal& said, double noise) {
  double chance = 0;
  for (const Arrival& arrival : arrivals(said, noise))
    if (arrival.signal == heard) chance += arrival.chance;
  return chance;
}

double chance_of(Level to, Level from, const Shifts& shifts) {
  for (const Likely& likely : shifts.from(from))
    if (likely.level == to) return likely.chance;
  return 0;
}

/// What errors do in one stretch of the match.
struct Noise {
  Noise(const Rules& rules, const Stretch& row, const Stretch& column)
      : row_tremble(row.tremble, rules.levels),
        row_misperception(row.misperception, rules.levels),
        tremble(column.tremble, rules.levels),
        misperception(column.misperception, rules.levels) {}

  Shifts row_tremble, row_misperception, tremble, misperception;
};

/// The memories that the other may be in, each with its probability given what was seen so far.
class Belief {
 public:
  Belief(const Rules& rules, const Side& row, const Side& column, Memories& memories)
      : rules_(rules),
        row_(row),
        column_(column),
        traits_(column.strategy.traits()),
        lens_(column.strategy, rules.levels),
        noise_(rules, row.in(0), column.in(0)),
        memories_(memories) {
    std::size_t memory = 0;
    const auto top = static_cast<Level>(rules.levels - 1);
    for (std::int64_t round = 0; round < rules.crisis; ++round)
      memory = memories_.see(memory, lens_.in(LevelSeen{top, top, top, false}));
    weights_ = {{memory, 1.0}};
  }

  /// The probability of a round, after which the memories are those that it leads to.
  double see(std::int64_t number, const HandRound& round) {
    if (stretch_ < rules_.turns.size() && number == rules_.turns[stretch_]) turn(++stretch_);
    const std::vector<Likely> views = views_of(round);
    std::map<std::size_t, double> next;
    for (const auto& [memory, weight] : weights_) {
      const Signal said = traits_.speaks ? lens_.out(memories_.say(memory)) : Signal{};
      const double met = weight * chance_of(round.heard, said, rules_.signal_noise);
      if (met == 0) continue;
      if (!traits_.listens) {
        follow(memory, met, round, views, next);
        continue;
      }
      for (const Arrival& arrival : arrivals(round.said, rules_.signal_noise))
        if (arrival.chance > 0)
          follow(memories_.hear(memory, lens_.in(arrival.signal)), met * arrival.chance, round, views, next);
    }
    return take(next);
  }

 private:
  void turn(std::size_t stretch) {
    noise_ = Noise(rules_, row_.in(stretch), column_.in(stretch));
    if (!column_.is_told(stretch)) return;
    std::map<std::size_t, double> told;
    for (const auto& [memory, weight] : weights_)
      told[memories_.turn(memory, briefing(rules_, column_.in(stretch)))] += weight;
    weights_ = std::move(told);
  }

  /// What the other may have seen of the person's move. Under public monitoring the person knows it, but not its own
  /// move.
  std::vector<Likely> views_of(const HandRound& round) const {
    std::vector<Likely> views;
    if (!rules_.public_monitoring) {
      if (round.is_open) return {{round.seen.mine, 1}};
      const auto likely = noise_.misperception.from(round.seen.mine);
      return {likely.begin(), likely.end()};
    }
    double chance = 0;
    for (const Likely& done : noise_.row_tremble.from(round.seen.meant))
      chance += done.chance * (round.is_open ? static_cast<double>(done.level == round.seen.mine)
                                             : chance_of(round.seen.mine, done.level, noise_.misperception));
    return {{round.seen.mine, chance}};
  }

  /// Where a memory goes that has heard what there was to hear.
  void follow(std::size_t memory, double weight, const HandRound& round, const std::vector<Likely>& views,
              std::map<std::size_t, double>& next) {
    const bool is_open = traits_.opens && memories_.open(memory);
    if (is_open != round.seen.verified) return;
    const LevelMix mix = memories_.play(memory);
    for (Level own = 0; own < lens_.own(); ++own) {
      if (mix.chance[own] == 0) continue;
      const Level meant = lens_.out(own);
      for (const Likely& done : noise_.tremble.from(meant)) {
        const double sight = is_open ? static_cast<double>(done.level == round.seen.theirs)
                                     : chance_of(round.seen.theirs, done.level, noise_.row_misperception);
        const double met = weight * mix.chance[own] * done.chance * sight;
        if (met == 0) continue;
        const Level mine = rules_.public_monitoring ? round.seen.theirs : done.level;
        for (const Likely& view : views)
          if (view.chance > 0)
            next[memories_.see(memory, lens_.in(LevelSeen{meant, mine, view.level, round.is_open}))] +=
                met * view.chance;
      }
    }
  }

  double take(const std::map<std::size_t, double>& next) {
    std::vector<std::pair<double, std::size_t>> order;
    double sum = 0;
    for (const auto& [memory, weight] : next) {
      sum += weight;
      order.emplace_back(-weight, memory);
    }
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), kMostMemories));
    weights_.clear();
    double kept = 0;
    for (const auto& [weight, memory] : order) kept -= weight;
    for (const auto& [weight, memory] : order)
      if (-weight >= kLeastWeight * kept) weights_[memory] = -weight / kept;
    return sum;
  }

  const Rules& rules_;
  const Side& row_;
  const Side& column_;
  Traits traits_;
  Lens lens_;
  Noise noise_;
  Memories& memories_;
  std::size_t stretch_ = 0;
  std::map<std::size_t, double> weights_;
};

}  // namespace

std::optional<double> log_likelihood(const Rules& rules, const Side& row, const Side& column,
                                     const std::vector<HandRound>& learnt) {
  const Lens lens(column.strategy, rules.levels);
  const std::unique_ptr<Memories> memories = column.strategy.memories(lens.own());
  if (memories == nullptr) return std::nullopt;
  std::optional<Belief> belief;
  asked(column.name, kTask, [&] { belief.emplace(rules, row, column, *memories); });
  double sum = 0;
  for (std::size_t i = 0; i < learnt.size(); ++i) {
    // A question for each round, so that long matches do not look like a strategy that does not return.
    const double chance =
        asked(column.name, kTask, [&] { return belief->see(static_cast<std::int64_t>(i) + 1, learnt[i]); });
    if (chance <= 0) return -std::numeric_limits<double>::infinity();
    sum += std::log(chance);
  }
  return sum;
}

}  // namespace detente
