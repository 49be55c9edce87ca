// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "spirals/absorption.hpp"

#include "exact/class_elimination.hpp"
#include "spirals/hostility.hpp"

namespace detente {
namespace {

/// Marks points, classes of what they lead to first: `of_class` says it for the points of a class by what its rounds
/// are and by what it leads to.
template <class OfClass>
std::vector<bool> marked(const Chain& chain, const Classes& classes, OfClass of_class) {
  std::vector<bool> marks(chain.size());
  for (std::size_t c = classes.members.size(); c-- > 0;) {
    const bool mark = of_class(classes.members[c], static_cast<std::uint32_t>(c), marks);
    for (const std::size_t point : classes.members[c]) marks[point] = mark;
  }
  return marks;
}

}  // namespace

Absorption absorption(const Chain& chain, const Material& material, const Peace& peace, const GiveUp& give_up) {
  const Classes classes = communicating_classes(chain);
  const auto leads_on = [&](const std::vector<std::size_t>& points, std::uint32_t c, const auto& holds) {
    for (const std::size_t point : points) {
      bool all = true;
      each_branch(chain, point, [&](std::size_t target, double) {
        if (classes.class_of[target] != c && !holds(target)) all = false;
      });
      if (!all) return false;
    }
    return true;
  };
  const auto is_peaceful = [&](const std::vector<std::size_t>& points) {
    for (const std::size_t point : points)
      for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o)
        if (!is_peace(chain.kinds[chain.outcomes[o].kind], peace)) return false;
    return true;
  };

  Absorption result;
  result.is_settled = marked(chain, classes, [&](const auto& points, std::uint32_t c, const std::vector<bool>& marks) {
    return is_peaceful(points) && leads_on(points, c, [&](std::size_t target) { return marks[target]; });
  });
  result.is_certain = marked(chain, classes, [&](const auto& points, std::uint32_t c, const std::vector<bool>& marks) {
    if (classes.is_closed[c]) return static_cast<bool>(result.is_settled[points.front()]);
    return leads_on(points, c, [&](std::size_t target) { return marks[target]; });
  });

  result.recovery.assign(chain.size(), 0.0);
  std::array<std::vector<double>, 4> sums;
  sums.fill(std::vector<double>(chain.size()));
  for (std::size_t point = 0; point < chain.size(); ++point) {
    if (!result.is_certain[point] || result.is_settled[point]) continue;
    for (std::uint32_t o = chain.first_outcome[point]; o < chain.first_outcome[point + 1]; ++o) {
      const Chain::Kind& kind = chain.kinds[chain.outcomes[o].kind];
      const double chance = chain.outcomes[o].chance;
      if (!is_peace(kind, peace)) sums[0][point] += chance;
      if (kind.row > peace.level && kind.column > peace.level) sums[1][point] += chance;
      sums[2][point] += chance * (material[0].reward() - material[0].at(kind.row, kind.column));
      sums[3][point] += chance * (material[1].reward() - material[1].at(kind.column, kind.row));
    }
  }
  for (std::size_t c = classes.members.size(); c-- > 0;) {
    const std::vector<std::size_t>& points = classes.members[c];
    if (classes.is_closed[c]) {
      for (const std::size_t point : points) result.recovery[point] = result.is_settled[point] ? 1 : 0;
      continue;
    }
    const ClassElimination piece(chain, classes, static_cast<std::uint32_t>(c), 1, give_up);
    if (result.is_certain[points.front()]) {
      for (const std::size_t point : points) result.recovery[point] = 1;
      for (std::vector<double>& sum : sums) piece.value(sum);
    } else {
      piece.value(result.recovery);
    }
  }
  for (std::size_t point = 0; point < chain.size(); ++point)
    result.sums.push_back({sums[0][point], sums[1][point], sums[2][point], sums[3][point]});
  return result;
}

}  // namespace detente
