// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/search/space.hpp>

#include <cmath>

#include <detente/automata/notation.hpp>
#include <detente/automata/spelled.hpp>
#include <detente/text/text.hpp>

namespace detente {
namespace {

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
  if (space_.kind == SearchSpace::Kind::tables) return canonical(table(number, space_.memory));
  if (space_.kind == SearchSpace::Kind::chances) return canonical(chances(number, space_.grid));
  auto part = by_states_.begin();
  for (; number >= static_cast<std::uint64_t>(part->count()); ++part)
    number -= static_cast<std::uint64_t>(part->count());
  const PlainAutomaton plain = part->at(number);
  if (!is_minimal(plain)) return std::nullopt;
  return automaton_of(plain);
}

}  // namespace detente
