// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <detente/spirals/opponent.hpp>

#include "numerics/ordered_sums.hpp"

namespace detente {

/// The joint states of a small automaton and an opponent, with what leads from and to each, told apart by whether the
/// round was one of peace. Memory is kept from one pair to the next.
class PairingChain {
 public:
  /// Another point and a chance.
  struct Branch {
    std::uint32_t point;
    double chance;
  };
  /// Branches by point.
  struct Branches {
    std::vector<std::uint32_t> first;  // one more at the end
    std::vector<Branch> all;
  };

  /// The same turned around: of each point that any lead to, where they come from.
  struct Backward {
    std::vector<std::uint32_t> targets;  // those that few lead to first
    std::vector<std::uint32_t> first;    // by place among the targets, one more at the end
    std::vector<Branch> all;
  };

  /// Starts anew with both in their first states.
  void begin(std::size_t most, std::size_t opponents);
  std::size_t size() const { return states_.size(); }
  const std::pair<std::uint32_t, std::uint32_t>& states(std::size_t point) const { return states_[point]; }
  void open_point();
  /// What is done in a round from the point that is open.
  void count(std::uint32_t own, std::uint32_t others, double chance) { kinds_.back()[own * 2 + others] += chance; }
  /// Where it leads.
  void add(bool is_peace, std::uint32_t own, std::uint32_t others, double chance);
  void close_point();
  /// Turns branches around.
  void finish();

  /// By point: chances of CC, CD, DC, DD.
  const std::vector<std::array<double, 4>>& kinds() const { return kinds_; }
  /// [0] after peace, [1] after other rounds: where points lead to, and from where they are come to.
  const std::array<Branches, 2>& onward() const { return onward_; }
  const std::array<Backward, 2>& backward() const { return backward_; }

 private:
  std::uint32_t number(std::uint32_t own, std::uint32_t others);

  std::size_t opponents_ = 0;
  std::vector<std::uint32_t> number_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> states_;
  std::vector<std::array<double, 4>> kinds_;
  std::array<Branches, 2> onward_;
  std::array<Backward, 2> backward_;
  std::vector<std::uint32_t> counts_, place_;  // by point
};

/// What flows through such a chain.
class PairingFlows {
 public:
  /// A match of so many rounds: `joint` and `spiral_share`.
  void play(const PairingChain& chain, std::int64_t rounds, Pairing& pairing);
  /// The first spiral, and what follows: `reached` and `ended`.
  void escape(const PairingChain& chain, int durable, int horizon, double precision, Pairing& pairing);

 private:
  void find_short_episodes(const PairingChain& chain);
  void arrive(const PairingChain& chain, double precision);
  void look_ahead(const PairingChain& chain, int durable, int horizon);

  std::vector<FourAnywhere> now_, next_, sums_;
  std::array<std::vector<FourAnywhere>, 2> out_;  // by point: what a round of peace, and another, take along
  std::array<std::vector<double>, 5> short_;      // by rounds still to come, 4 for more; by point
  std::vector<double> arrived_, ahead_, next_ahead_;
};

}  // namespace detente
