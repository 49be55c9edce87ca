// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/search/space.hpp>

#include <cmath>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

/// What a hand that never slips does: of the level done only that which was meant.
Automaton without_slips(Automaton automaton) {
  for (std::size_t state = 0; state < automaton.size(); ++state) {
    const auto& chance = automaton.states[state].play.chance;
    if (chance[0] != 1 && chance[1] != 1) continue;
    const Level meant = chance[0] == 1 ? 0 : 1;
    for (std::size_t input = 0; input < automaton.inputs(); ++input) {
      const LevelSeen real{meant, meant, static_cast<Level>(input / 2 % 2), false};
      automaton.next[state * automaton.inputs() + input] = static_cast<std::uint32_t>(automaton.after(state, real));
    }
  }
  return automaton;
}

/// A table of moves by the bits of a number, and first moves by the bits above them.
Automaton table(std::uint64_t number, int memory) {
  const auto entries = std::size_t{1} << (2 * memory);
  std::string rules, first;
  for (std::size_t i = 0; i < entries; ++i) rules += (number >> (entries - 1 - i) & 1) != 0 ? 'D' : 'C';
  for (int i = 0; i < memory; ++i) first += (number >> (entries + static_cast<std::size_t>(i)) & 1) != 0 ? 'D' : 'C';
  return automaton_of_table(rules, first);
}

/// Five chances by the digits of a number: first, after CC, CD, DC, DD.
Automaton chances(std::uint64_t number, int grid) {
  const auto values = static_cast<std::uint64_t>(grid) + 1;
  std::string rules, first;
  for (int i = 0; i < 5; ++i) {
    const std::string chance = shortest(static_cast<double>(number % values) / grid);
    (i == 4 ? first : rules).append(rules.empty() || i == 4 ? "" : "/").append(chance);
    number /= values;
  }
  return automaton_of_table(rules, first);
}

}  // namespace

Automaton in_space(const Automaton& automaton, const SearchSpace& space) {
  return canonical(space.sees_own ? automaton : without_slips(automaton));
}

SearchedSpace::SearchedSpace(const SearchSpace& space) : space_(space) {
  switch (space.kind) {
    case SearchSpace::Kind::automata:
      for (int states = 1; states <= space.states; ++states) {
        by_states_.emplace_back(static_cast<std::size_t>(states), space.sees_own ? 4 : 2);
        size_ += by_states_.back().count();
      }
      break;
    case SearchSpace::Kind::tables:
      size_ = std::exp2((1 << (2 * space.memory)) + space.memory);
      break;
    case SearchSpace::Kind::chances:
      size_ = std::pow(space.grid + 1, 5);
      break;
  }
}

std::optional<Automaton> SearchedSpace::member(std::uint64_t number) const {
  if (space_.kind == SearchSpace::Kind::tables) return in_space(table(number, space_.memory), space_);
  if (space_.kind == SearchSpace::Kind::chances) return in_space(chances(number, space_.grid), space_);
  auto part = by_states_.begin();
  for (; number >= static_cast<std::uint64_t>(part->count()); ++part)
    number -= static_cast<std::uint64_t>(part->count());
  const PlainAutomaton plain = part->at(number);
  if (!is_minimal(plain)) return std::nullopt;
  return automaton_of(plain);
}

}  // namespace detente
