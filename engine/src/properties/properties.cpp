// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/properties/properties.hpp>

#include <algorithm>
#include <vector>

#include "numerics/communicating_classes.hpp"

namespace detente {
namespace {

constexpr std::size_t kMostCompared = 1500;  // states; their pairs are a million

/// Levels that a state may mean.
std::vector<Level> meant_in(const Automaton& automaton, std::size_t state) {
  std::vector<Level> levels;
  for (Level level = 0; level < automaton.levels; ++level)
    if (automaton.states[state].play.chance[level] > 0) levels.push_back(level);
  return levels;
}

double hostility(const Automaton& automaton, std::size_t state, int peace_level) {
  double sum = 0;
  for (int level = peace_level + 1; level < automaton.levels; ++level)
    sum += automaton.states[state].play.chance[static_cast<std::size_t>(level)];
  return sum;
}

/// The state after a round without a slip.
std::size_t plainly(const Automaton& automaton, std::size_t state, Level own, Level other) {
  return automaton.after(state, {.meant = own, .mine = own, .theirs = other, .verified = false});
}

bool is_nice(const Automaton& automaton, int peace_level) {
  std::vector<std::size_t> peaceful{0};
  std::vector<bool> met(automaton.size());
  met[0] = true;
  for (std::size_t i = 0; i < peaceful.size(); ++i) {
    if (hostility(automaton, peaceful[i], peace_level) > 0) return false;
    for (const Level own : meant_in(automaton, peaceful[i]))
      for (Level other = 0; other <= peace_level; ++other) {
        const std::size_t next = plainly(automaton, peaceful[i], own, other);
        if (!met[next]) peaceful.push_back(next);
        met[next] = true;
      }
  }
  return true;
}

/// The chances of each state one round later, when the other does `other`.
std::vector<double> later(const Automaton& automaton, const std::vector<double>& now, Level other) {
  std::vector<double> next(now.size());
  for (std::size_t state = 0; state < now.size(); ++state) {
    if (now[state] == 0) continue;
    for (const Level own : meant_in(automaton, state))
      next[plainly(automaton, state, own, other)] += now[state] * automaton.states[state].play.chance[own];
  }
  return next;
}

bool is_retaliating(const Automaton& automaton, int peace_level) {
  std::vector<double> provoked(automaton.size()), indulged(automaton.size());
  provoked[0] = indulged[0] = 1;
  // Every state that either can lead to is met within as many rounds as there are states.
  for (std::size_t round = 0; round <= automaton.size(); ++round) {
    double difference = 0;
    for (std::size_t state = 0; state < automaton.size(); ++state)
      difference += (provoked[state] - indulged[state]) * hostility(automaton, state, peace_level);
    if (difference > 1e-12) return true;
    provoked = later(automaton, provoked, static_cast<Level>(automaton.levels - 1));
    indulged = later(automaton, indulged, 0);
  }
  return false;
}

bool is_forgiving(const Automaton& automaton, int peace_level) {
  // Where errorless play can lead, whatever the other does.
  std::vector<std::size_t> reached{0};
  std::vector<std::size_t> place(automaton.size(), automaton.size());
  place[0] = 0;
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const Level own : meant_in(automaton, reached[i]))
      for (Level other = 0; other < automaton.levels; ++other) {
        const std::size_t next = plainly(automaton, reached[i], own, other);
        if (place[next] != automaton.size()) continue;
        place[next] = reached.size();
        reached.push_back(next);
      }
  Graph under_restraint;
  for (const std::size_t state : reached) {
    for (const Level own : meant_in(automaton, state))
      under_restraint.to.push_back(static_cast<std::uint32_t>(place[plainly(automaton, state, own, 0)]));
    under_restraint.end_node();
  }
  const Classes classes = communicating_classes(under_restraint);
  for (std::size_t c = 0; c < classes.members.size(); ++c)
    if (classes.is_closed[c])
      for (const std::size_t member : classes.members[c])
        if (hostility(automaton, reached[member], peace_level) > 0) return false;
  return true;
}

/// Where a state may go in a round that it and the other live through, by what is seen of it: own done, other's seen,
/// verified. Kinds of round that all states take alike are one.
using Ways = std::vector<std::vector<std::uint32_t>>;  // by state; more than one where it throws dice for what it means

std::vector<Ways> ways(const Automaton& automaton) {
  std::vector<Ways> kinds;
  for (Level mine = 0; mine < automaton.levels; ++mine)
    for (Level theirs = 0; theirs < automaton.levels; ++theirs)
      for (const bool verified : {false, true}) {
        Ways kind(automaton.size());
        for (std::size_t state = 0; state < automaton.size(); ++state)
          for (const Level meant : meant_in(automaton, state))
            kind[state].push_back(static_cast<std::uint32_t>(automaton.after(state, {meant, mine, theirs, verified})));
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
      }
  return kinds;
}

/// Whether two states come round for ever, each to itself, in rounds that are all of this kind: no number of rounds
/// tells them apart.
bool keeps_states_apart(const Ways& kind) {
  std::vector<bool> reached(kind.size(), true);
  for (std::size_t count = 0, before = kind.size() + 1; count != before;) {
    before = count == 0 ? kind.size() : count;
    std::vector<bool> next(kind.size());
    for (std::size_t state = 0; state < kind.size(); ++state)
      if (reached[state]) next[kind[state].front()] = true;
    reached = std::move(next);
    count = static_cast<std::size_t>(std::count(reached.begin(), reached.end(), true));
    if (count == 1) return false;
  }
  return true;
}

/// The rounds after which a state can no longer be the one it is in, whatever was before: absent where there is no such
/// number, since it can be come back to or be led to from where that is so.
std::vector<std::optional<std::size_t>> last_rounds(const std::vector<Ways>& kinds, std::size_t size) {
  std::vector<std::size_t> arrows(size);
  for (const Ways& kind : kinds)
    for (const auto& targets : kind)
      for (const std::uint32_t target : targets) ++arrows[target];
  std::vector<std::size_t> ready;
  for (std::size_t state = 0; state < size; ++state)
    if (arrows[state] == 0) ready.push_back(state);
  std::vector<std::size_t> rounds(size);
  std::vector<std::optional<std::size_t>> found(size);
  for (std::size_t done = 0; done < ready.size(); ++done) {
    const std::size_t state = ready[done];
    found[state] = rounds[state];
    for (const Ways& kind : kinds)
      for (const std::uint32_t target : kind[state]) {
        rounds[target] = std::max(rounds[target], rounds[state] + 1);
        if (--arrows[target] == 0) ready.push_back(target);
      }
  }
  return found;
}

/// Pairs of states lead to pairs that are still apart after a like round for both. The memory is as deep as the longest
/// way through them, and where one comes round, it has no depth.
std::optional<std::size_t> memory_depth(const Automaton& automaton) {
  const std::size_t size = automaton.size();
  const std::vector<Ways> kinds = ways(automaton);
  if (std::any_of(kinds.begin(), kinds.end(), keeps_states_apart)) return std::nullopt;
  const auto each_after = [&](std::size_t a, std::size_t b, auto act) {
    for (const Ways& kind : kinds)
      for (const std::uint32_t x : kind[a])
        for (const std::uint32_t y : kind[b])
          if (x != y) act(std::min(x, y) * size + std::max(x, y));
  };
  std::vector<std::uint32_t> arrows(size * size), depth(size * size);
  // Who throws dice and remembers what it meant parts from itself unseen.
  const std::vector<std::optional<std::size_t>> last = last_rounds(kinds, size);
  for (const Ways& kind : kinds)
    for (std::size_t state = 0; state < size; ++state)
      for (const std::uint32_t x : kind[state])
        for (const std::uint32_t y : kind[state]) {
          if (x == y) continue;
          if (!last[state]) return std::nullopt;
          std::uint32_t& known = depth[std::min(x, y) * size + std::max(x, y)];
          known = std::max(known, static_cast<std::uint32_t>(*last[state] + 1));
        }
  for (std::size_t a = 0; a < size; ++a)
    for (std::size_t b = a + 1; b < size; ++b) each_after(a, b, [&](std::size_t pair) { ++arrows[pair]; });
  std::vector<std::size_t> ready;
  for (std::size_t a = 0; a < size; ++a)
    for (std::size_t b = a + 1; b < size; ++b)
      if (arrows[a * size + b] == 0) ready.push_back(a * size + b);
  std::size_t deepest = 0, done = 0;
  for (; done < ready.size(); ++done) {
    const std::size_t pair = ready[done];
    const std::uint32_t here = depth[pair] + 1;
    deepest = std::max<std::size_t>(deepest, here);
    each_after(pair / size, pair % size, [&](std::size_t next) {
      depth[next] = std::max(depth[next], here);
      if (--arrows[next] == 0) ready.push_back(next);
    });
  }
  if (done < size * (size - 1) / 2) return std::nullopt;
  return deepest;
}

}  // namespace

Properties properties(const Automaton& automaton, int peace_level) {
  Properties found{};
  found.states = automaton.size();
  found.is_deterministic = true;
  for (std::size_t state = 0; state < automaton.size(); ++state)
    found.is_deterministic = found.is_deterministic && meant_in(automaton, state).size() == 1;
  found.is_nice = is_nice(automaton, peace_level);
  found.is_retaliating = is_retaliating(automaton, peace_level);
  found.is_forgiving = is_forgiving(automaton, peace_level);
  found.is_depth_known = automaton.size() <= kMostCompared;
  if (found.is_depth_known) found.memory_depth = memory_depth(automaton);
  return found;
}

}  // namespace detente
