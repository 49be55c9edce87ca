// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include <detente/dice.hpp>
#include <detente/systems/news.hpp>

namespace detente {

/// A life in a system of states as one of them learns of it, drawn at random: strengths rise and fall, states are
/// ruined for good, pledges change, and wars break out and end. Each life is a function of its number alone.
class DrawnNews {
 public:
  /// Lives that differ by a multiple of this are of as many states: 3 for 0.
  static constexpr std::uint64_t kKinds = 8;

  /// Before round 1.
  explicit DrawnNews(std::uint64_t life);

  /// What is known now.
  const News& news() const { return news_; }
  /// Goes on to the end of the next round.
  void go_on();

 private:
  using Row = std::array<std::uint32_t, kMostNeighbourhood>;

  Row row(std::uint32_t purpose, int state) const;
  std::uint32_t draw(std::uint32_t purpose, int state, int other = 0) const;
  bool happens(std::uint32_t purpose, double chance, int state, int other = 0) const;
  void draw_protectors();

  std::uint64_t life_;
  std::uint32_t round_ = 0;
  News news_;
};

}  // namespace detente
