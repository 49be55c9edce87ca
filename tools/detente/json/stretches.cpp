// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "json/stretches.hpp"

#include <fmt/core.h>
#include <detente/text/text.hpp>

#include "terminal/table.hpp"
#include "terminal/terminal.hpp"

namespace detente::cli {

std::array<std::int64_t, 2> rounds_of_stretch(const Design& design, std::size_t stretch) {
  const auto& turns = design.rules.turns;
  return {stretch == 0 ? 1 : turns[stretch - 1], stretch < turns.size() ? turns[stretch] - 1 : design.rules.rounds};
}

double peace(const Design& design, const std::vector<double>& joint) {
  const auto levels = static_cast<std::size_t>(design.game.levels);
  const auto peaceful = static_cast<std::size_t>(design.peace.level);
  double share = 0;
  for (std::size_t row = 0; row <= peaceful; ++row)
    for (std::size_t column = 0; column <= peaceful; ++column) share += joint[row * levels + column];
  return share;
}

std::string stretches_line(const Design& design, const PairResults& pairs, int width) {
  if (design.rules.turns.empty()) return "";
  std::vector<std::string> parts;
  for (std::size_t stretch = 0; stretch <= design.rules.turns.size(); ++stretch) {
    double share = 0;
    for (const PairResult& pair : pairs) share += peace(design, pair.stretches[stretch]);
    const auto [first, last] = rounds_of_stretch(design, stretch);
    const std::string rounds = first == last ? std::to_string(first) : fmt::format("{}–{}", first, last);
    parts.push_back(fmt::format("{} in rounds {}", percent(share / static_cast<double>(pairs.size())), rounds));
  }
  return wrapped(fmt::format("Peace{}: {}.", pairs.size() > 1 ? ", over all pairs" : "", joined(parts)),
                 static_cast<std::size_t>(width), 0) +
         '\n';
}

}  // namespace detente::cli
