// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

#include <detente/round.hpp>

namespace detente {

/// What a finite state machine does once it has seen a move: where it goes, and what it plays then.
struct Edge {
  std::uint8_t to;  ///< the state that follows
  Move play;        ///< the move with which it is entered
};
/// What it does in a state after a seen C, and after a seen D.
using Edges = std::array<Edge, 2>;

/// A strategy that is a finite state machine driven by the other's moves alone, as the literature prints them. S has
/// the constants `opening`, its first move, and `edges`, an array of what it does in each state; it begins in state 0.
///
///     struct Thumper : Machine<Thumper> {
///       static constexpr Info info{…};
///       static constexpr Move opening = C;
///       static constexpr std::array edges{Edges{{{0, C}, {1, D}}}, Edges{{{0, D}, {0, D}}}};
///       auto operator<=>(const Thumper&) const = default;
///     };
template <class S>
struct Machine {
  std::uint8_t state = 0;  ///< now
  Move next = C;           ///< the move of the next round
  auto operator<=>(const Machine&) const = default;

  constexpr Machine() {
    static_assert(is_closed(), "each edge leads to a state that exists");
    next = S::opening;
  }
  /// This round's move.
  Move play() const { return next; }
  /// Takes the step that the other's move, as seen, leads to.
  void see(Seen round) {
    const Edge& edge = S::edges[state][round.theirs];
    state = edge.to;
    next = edge.play;
  }

 private:
  static constexpr bool is_closed() {
    for (const Edges& edges : S::edges)
      for (const Edge& edge : edges)
        if (edge.to >= S::edges.size()) return false;
    return true;
  }
};

}  // namespace detente
