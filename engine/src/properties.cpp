// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/properties.hpp>

#include <algorithm>
#include <set>
#include <vector>

#include "classes.hpp"

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

/// Pairs of states that a number of equal rounds may leave apart: none is left after as many rounds as the memory is
/// deep, and where some never go, it has no depth.
std::optional<std::size_t> memory_depth(const Automaton& automaton) {
  const std::size_t size = automaton.size();
  const auto top = static_cast<Level>(automaton.levels - 1);
  std::vector<std::vector<Level>> meant;
  for (std::size_t state = 0; state < size; ++state) meant.push_back(meant_in(automaton, state));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;
  for (std::uint32_t a = 0; a < size; ++a)
    for (std::uint32_t b = a + 1; b < size; ++b) apart.emplace_back(a, b);
  for (std::size_t depth = 0;; ++depth) {
    if (apart.empty()) return depth;
    std::vector<bool> still(size * size);
    for (const auto& [a, b] : apart)
      for (const Level meant_by_a : meant[a])
        for (const Level meant_by_b : meant[b])
          for (Level mine = 0; mine <= top; ++mine)
            for (Level theirs = 0; theirs <= top; ++theirs)
              for (const bool verified : {false, true}) {
                const std::size_t x = automaton.after(a, {meant_by_a, mine, theirs, verified});
                const std::size_t y = automaton.after(b, {meant_by_b, mine, theirs, verified});
                if (x != y) still[std::min(x, y) * size + std::max(x, y)] = true;
              }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> next;
    for (const auto& [a, b] : apart)
      if (still[a * size + b]) next.emplace_back(a, b);
    if (next.size() == apart.size()) return std::nullopt;
    apart = std::move(next);
  }
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
