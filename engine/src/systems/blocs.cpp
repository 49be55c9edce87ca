// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cmath>

#include <detente/error.hpp>
#include <detente/systems/blocs.hpp>
#include <detente/text/text.hpp>

#include "systems/front_check.hpp"

namespace detente {
namespace {

constexpr double kMostSum = 1e300;

void check_landscape(const Landscape& landscape) {
  if (landscape.sizes.empty()) throw Error("a landscape is one of at least one state, not of none");
  for (std::size_t i = 0; i < landscape.sizes.size(); ++i)
    if (!(landscape.sizes[i] >= 0 && std::isfinite(landscape.sizes[i])))
      throw Error("the size of state " + std::to_string(i) + " is " + shortest(landscape.sizes[i]) +
                  "; it must be a number of at least 0");
  FrontCheck check_front(landscape.sizes.size());
  double sum = 0;
  for (const FrontValue& pair : landscape.propensities) {
    check_front(pair.a, pair.b);
    if (!std::isfinite(pair.value))
      throw Error("the propensity of front " + std::to_string(pair.a) + "-" + std::to_string(pair.b) + " is " +
                  shortest(pair.value) + "; it must be a number");
    sum += std::abs(landscape.sizes[pair.a] * landscape.sizes[pair.b] * pair.value);
  }
  if (!(sum <= kMostSum)) throw Error("the propensities times sizes add up to more than 1e300, which is the most");
}

double energy_of(const Landscape& landscape, const Sides& sides) {
  double result = 0;
  for (const FrontValue& pair : landscape.propensities)
    if (sides[pair.a] != sides[pair.b]) result += 2 * (landscape.sizes[pair.a] * landscape.sizes[pair.b] * pair.value);
  return result;
}

// The energies of divisions in whole quanta, so that their order does not depend on how an division was reached. A
// quantum is too small to matter beside the rounding of propensities themselves.
class Division {
 public:
  explicit Division(const Landscape& landscape) : sides_(landscape.sizes.size()), ties_(sides_.size()) {
    double sum = 0;
    std::vector<double> weights;
    for (const FrontValue& pair : landscape.propensities) {
      weights.push_back(landscape.sizes[pair.a] * landscape.sizes[pair.b] * pair.value);
      sum += std::abs(weights.back());
    }
    // Twice the sum of all, as a change of side may need, must stay below 2⁶³.
    const int scale = sum > 0 ? 60 - std::ilogb(sum) : 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const FrontValue& pair = landscape.propensities[i];
      const std::int64_t quanta = std::llround(std::ldexp(weights[i], scale));
      if (quanta == 0) continue;
      ties_[pair.a].push_back({pair.b, quanta});
      ties_[pair.b].push_back({pair.a, quanta});
      ++rounding_;
    }
    together();
  }

  std::size_t states() const { return sides_.size(); }
  const Sides& sides() const { return sides_; }
  /// In quanta, each pair once.
  std::int64_t energy() const { return energy_; }
  /// What a change of side of one state adds to it.
  std::int64_t change(std::size_t state) const { return changes_[state]; }
  /// Energies that differ by no more are equal.
  std::int64_t rounding() const { return rounding_; }

  /// Puts all states on side 0.
  void together() {
    sides_.assign(states(), false);
    energy_ = 0;
    changes_.assign(states(), 0);
    for (std::size_t i = 0; i < states(); ++i)
      for (const Tie& tie : ties_[i]) changes_[i] += tie.quanta;
  }

  /// Puts a state on the other side.
  void move(std::size_t state) {
    energy_ += changes_[state];
    changes_[state] = -changes_[state];
    sides_[state] = !sides_[state];
    for (const Tie& tie : ties_[state])
      changes_[tie.other] += sides_[state] == sides_[tie.other] ? 2 * tie.quanta : -2 * tie.quanta;
  }

  /// Whether no change of side lowers energy.
  bool is_minimum() const {
    return std::all_of(changes_.begin(), changes_.end(), [&](std::int64_t change) { return change >= -rounding_; });
  }

 private:
  struct Tie {
    std::size_t other;
    std::int64_t quanta;
  };
  static constexpr std::int64_t kRounding = 1 << 14;  // 2⁻⁴⁶ of 2⁶⁰

  Sides sides_;
  std::vector<std::vector<Tie>> ties_;
  std::vector<std::int64_t> changes_;
  std::int64_t energy_ = 0;
  std::int64_t rounding_ = kRounding;
};

// Calls `see(mask)` for every division with state 0 on side 0, each one change from the one before (Gray 1953). Bit i
// of a mask is the side of state i.
template <typename See>
void for_each_division(Division& division, const See& see) {
  division.together();
  std::uint32_t mask = 0;
  see(mask);
  for (std::uint32_t step = 1; step < std::uint32_t{1} << (division.states() - 1); ++step) {
    const int state = std::countr_zero(step) + 1;
    division.move(static_cast<std::size_t>(state));
    mask ^= std::uint32_t{1} << state;
    see(mask);
  }
}

Split compare_all(const Landscape& landscape) {
  Division division(landscape);
  std::int64_t least = 0;
  std::int64_t minima = 0;
  for_each_division(division, [&](std::uint32_t) {
    least = std::min(least, division.energy());
    minima += division.is_minimum() ? 1 : 0;
  });
  // Which divisions are equal to the best is known only now.
  std::uint32_t first = ~std::uint32_t{0};
  for_each_division(division, [&](std::uint32_t mask) {
    if (division.energy() <= least + division.rounding()) first = std::min(first, mask);
  });
  Sides sides(division.states());
  for (std::size_t i = 0; i < sides.size(); ++i) sides[i] = (first >> i & 1) != 0;
  return {sides, energy_of(landscape, sides), true, minima};
}

void descend(Division& division) {
  while (true) {
    std::size_t steepest = 0;
    for (std::size_t i = 1; i < division.states(); ++i)
      if (division.change(i) < division.change(steepest)) steepest = i;
    if (division.change(steepest) >= -division.rounding()) return;
    division.move(steepest);
  }
}

bool comes_first(const Sides& a, const Sides& b) {
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

}  // namespace

double energy(const Landscape& landscape, const Sides& sides) {
  check_landscape(landscape);
  if (sides.size() != landscape.sizes.size())
    throw Error("an division has " + std::to_string(sides.size()) + " states and its landscape has " +
                std::to_string(landscape.sizes.size()) + "; they must be the same");
  return energy_of(landscape, sides);
}

Split best_split(const Landscape& landscape) {
  check_landscape(landscape);
  return landscape.sizes.size() <= kMostCompared ? compare_all(landscape) : steepest_descent(landscape);
}

Split steepest_descent(const Landscape& landscape) {
  check_landscape(landscape);
  Division division(landscape);
  struct End {
    std::int64_t energy;
    Sides sides;
  };
  std::vector<End> ends;
  for (std::size_t alone = 0; alone <= division.states(); ++alone) {
    division.together();
    if (alone > 0) division.move(alone - 1);
    descend(division);
    Sides sides = division.sides();
    if (sides[0]) sides.flip();
    ends.push_back({division.energy(), std::move(sides)});
  }
  const auto lower = [](const End& a, const End& b) { return a.energy < b.energy; };
  const std::int64_t most = std::min_element(ends.begin(), ends.end(), lower)->energy + division.rounding();
  const End* first = nullptr;
  for (const End& end : ends)
    if (end.energy <= most && (first == nullptr || comes_first(end.sides, first->sides))) first = &end;
  return {first->sides, energy_of(landscape, first->sides), false, std::nullopt};
}

Blocs blocs(std::size_t states, const std::vector<FrontValue>& hostility, const std::vector<double>& sizes) {
  Landscape landscape{sizes.empty() ? std::vector<double>(states, 1) : sizes, hostility};
  if (landscape.sizes.size() != states)
    throw Error(std::to_string(sizes.size()) + " sizes are given for " + std::to_string(states) +
                " states; there must be one for each");
  for (FrontValue& front : landscape.propensities) {
    if (!(front.value >= 0 && front.value <= 1))
      throw Error("the share of hostile rounds on front " + std::to_string(front.a) + "-" + std::to_string(front.b) +
                  " is " + shortest(front.value) + "; it must lie in 0…1");
    front.value = 1 - 2 * front.value;
  }
  Blocs result{.split = best_split(landscape), .across = 0, .within = 0, .polarisation = 0};
  double across = 0;
  double within = 0;
  for (const FrontValue& front : hostility) {
    const bool is_across = result.split.sides[front.a] != result.split.sides[front.b];
    (is_across ? result.across : result.within) += front.value;
    (is_across ? across : within) += 1;
  }
  if (across > 0) result.across /= across;
  if (within > 0) result.within /= within;
  result.polarisation = result.across - result.within;
  return result;
}

}  // namespace detente
