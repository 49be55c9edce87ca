// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/automata/canonical_automata.hpp>

#include <algorithm>
#include <cmath>

namespace detente {

Automaton automaton_of(const PlainAutomaton& plain) {
  Automaton automaton;
  automaton.next.reserve(plain.size() * automaton.inputs());
  for (std::size_t state = 0; state < plain.size(); ++state) {
    automaton.states.push_back({.play = LevelMix(plain.plays[state]), .said = {}, .is_open = false});
    for (std::size_t input = 0; input < automaton.inputs(); ++input) {
      const std::size_t mine = input / 4 % 2, theirs = input / 2 % 2;
      automaton.next.push_back(plain.next[state * plain.inputs + (plain.inputs == 4 ? 2 * mine + theirs : theirs)]);
    }
  }
  return automaton;
}

bool is_minimal(const PlainAutomaton& plain) {
  const std::size_t size = plain.size();
  std::vector<std::uint32_t> group(plain.plays.begin(), plain.plays.end());
  std::vector<std::uint32_t> refined(size);
  std::size_t groups = 0;
  while (true) {
    std::uint32_t count = 0;
    for (std::size_t state = 0; state < size; ++state) {
      std::size_t like = 0;
      const auto are_alike = [&](std::size_t a, std::size_t b) {
        if (group[a] != group[b]) return false;
        for (std::size_t input = 0; input < plain.inputs; ++input)
          if (group[plain.next[a * plain.inputs + input]] != group[plain.next[b * plain.inputs + input]]) return false;
        return true;
      };
      while (like < state && !are_alike(like, state)) ++like;
      refined[state] = like < state ? refined[like] : count++;
    }
    if (count == size) return true;
    if (count == groups) return false;
    groups = count;
    std::swap(group, refined);
  }
}

CanonicalAutomata::CanonicalAutomata(std::size_t states, std::size_t inputs)
    : states_(states),
      inputs_(inputs),
      plays_(std::exp2(static_cast<double>(states))),
      ways_((states * inputs + 1) * states) {
  const std::size_t length = states * inputs;
  ways_[length * states + states - 1] = 1;
  for (std::size_t position = length; position-- > 0;)
    for (std::size_t greatest = 0; greatest < states; ++greatest) {
      if (position % inputs == 0 && position / inputs > greatest) continue;  // a state that nothing led to
      double count = static_cast<double>(greatest + 1) * ways(position + 1, greatest);
      if (greatest + 1 < states) count += ways(position + 1, greatest + 1);
      ways_[position * states + greatest] = count;
    }
}

PlainAutomaton CanonicalAutomata::at(std::uint64_t number) const {
  PlainAutomaton automaton{.inputs = inputs_, .plays = {}, .next = {}};
  const std::uint64_t moves = number % static_cast<std::uint64_t>(plays_);
  number /= static_cast<std::uint64_t>(plays_);
  for (std::size_t state = 0; state < states_; ++state)
    automaton.plays.push_back(static_cast<Level>(moves >> (states_ - 1 - state) & 1));
  std::size_t greatest = 0;
  for (std::size_t position = 0; position < states_ * inputs_; ++position) {
    const auto each = static_cast<std::uint64_t>(ways(position + 1, greatest));
    if (each > 0 && number / each <= greatest) {
      automaton.next.push_back(static_cast<std::uint32_t>(number / each));
      number %= each;
    } else {
      number -= each * (greatest + 1);
      automaton.next.push_back(static_cast<std::uint32_t>(++greatest));
    }
  }
  return automaton;
}

std::uint64_t CanonicalAutomata::number_of(const PlainAutomaton& automaton) const {
  std::uint64_t number = 0;
  std::size_t greatest = 0;
  for (std::size_t position = 0; position < automaton.next.size(); ++position) {
    const std::size_t to = automaton.next[position];
    number += static_cast<std::uint64_t>(ways(position + 1, greatest)) * std::min<std::uint64_t>(to, greatest + 1);
    greatest = std::max(greatest, to);
  }
  for (const Level move : automaton.plays) number = number * 2 + move;
  return number;
}

}  // namespace detente
