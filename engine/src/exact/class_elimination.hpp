// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include <detente/exact/exact.hpp>

#include "exact/chain_classes.hpp"
#include "numerics/thin_elimination.hpp"

namespace detente {

/// Calls `act(target, chance)` for each branch from a point.
template <class Act>
void each_branch(const Chain& chain, std::size_t point, Act act) {
  const std::uint32_t end = chain.outcomes[chain.first_outcome[point + 1]].first_branch;
  for (std::uint32_t b = chain.outcomes[chain.first_outcome[point]].first_branch; b < end; ++b)
    act(std::size_t{chain.branches[b].target}, chain.branches[b].chance);
}

/// One class of points that all reach each other, taken apart. Each round the match goes on with chance `survival`.
class ClassElimination {
 public:
  ClassElimination(const Chain& chain, const Classes& classes, std::uint32_t number, double survival,
                   const GiveUp& give_up)
      : chain_(chain), classes_(classes), number_(number), points_(classes.members[number]), survival_(survival) {
    std::vector<std::vector<ThinElimination::Entry>> chances(points_.size());
    std::vector<double> escape(points_.size(), 1 - survival);
    for (std::size_t i = 0; i < points_.size(); ++i)
      each_branch(chain, points_[i], [&](std::size_t target, double chance) {
        if (is_outside(target)) {
          escape[i] += survival * chance;
          return;
        }
        const auto place =
            static_cast<std::uint32_t>(std::lower_bound(points_.begin(), points_.end(), target) - points_.begin());
        if (place == i) return;
        const auto known = std::find_if(chances[i].begin(), chances[i].end(),
                                        [&](const ThinElimination::Entry& entry) { return entry.first == place; });
        if (known == chances[i].end())
          chances[i].emplace_back(place, survival * chance);
        else
          known->second += survival * chance;
      });
    elimination_.emplace(std::move(chances), std::move(escape), give_up);
  }

  std::vector<double> stationary() const { return elimination_->stationary(); }

  /// Turns arrivals into expected rounds at the points of the class, and passes on what leaves it.
  void visit(std::vector<double>& arrivals) const {
    std::vector<double> start(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) start[i] = arrivals[points_[i]];
    const std::vector<double> visits = elimination_->visits(start);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      arrivals[points_[i]] = visits[i];
      each_branch(chain_, points_[i], [&](std::size_t target, double chance) {
        if (is_outside(target)) arrivals[target] += visits[i] * survival_ * chance;
      });
    }
  }

  /// Turns the gain of a round at the points of the class into the gain of all rounds from there; values of what it
  /// leads to are known.
  void value(std::vector<double>& gains) const {
    std::vector<double> gain(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) {
      gain[i] = gains[points_[i]];
      each_branch(chain_, points_[i], [&](std::size_t target, double chance) {
        if (is_outside(target)) gain[i] += survival_ * chance * gains[target];
      });
    }
    const std::vector<double> values = elimination_->values(gain);
    for (std::size_t i = 0; i < points_.size(); ++i) gains[points_[i]] = values[i];
  }

 private:
  bool is_outside(std::size_t point) const { return classes_.class_of[point] != number_; }

  const Chain& chain_;
  const Classes& classes_;
  std::uint32_t number_;
  const std::vector<std::size_t>& points_;  // in order
  double survival_;
  std::optional<ThinElimination> elimination_;
};

/// All classes of a chain, taken apart.
class ChainElimination {
 public:
  ChainElimination(const Chain& chain, const Classes& classes, double survival, const GiveUp& give_up)
      : size_(chain.size()) {
    for (std::uint32_t number = 0; number < classes.members.size(); ++number)
      pieces_.emplace_back(chain, classes, number, survival, give_up);
  }

  /// Expected rounds at each point.
  std::vector<double> visits() const {
    std::vector<double> rounds(size_, 0.0);
    rounds[0] = 1;
    for (const ClassElimination& piece : pieces_) piece.visit(rounds);
    return rounds;
  }
  /// Turns the gain of a round into the gain of all rounds from each point.
  void value(std::vector<double>& gains) const {
    for (std::size_t i = pieces_.size(); i-- > 0;) pieces_[i].value(gains);
  }

 private:
  std::size_t size_;
  std::deque<ClassElimination> pieces_;
};

}  // namespace detente
