// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <detente/systems/system.hpp>

namespace detente::systems {

/// Who may stand by or oppose whom, and whose pleas reach which seat. A seat is 2·front + side.
struct Ties {
  /// What a state holds of another.
  struct Tie {
    std::size_t by, to;
    Stance pledge;                    ///< where its alignment says nothing
    std::optional<State> place = {};  ///< of the other in its neighbourhood, where an alignment is asked
  };
  /// A state by whom the seat's state may stand, and its own seat against the same state.
  struct Plea {
    std::size_t tie, seat;
  };
  /// Somebody in a neighbourhood, and its seat or tie.
  struct Witness {
    std::size_t place, source;
  };
  /// States with one neighbourhood: what they learn differs only in who they are.
  struct Circle {
    std::vector<std::size_t> places, members;      ///< states, ascending
    std::vector<State> member_places;              ///< of members
    std::vector<std::vector<Witness>> victims;     ///< by place of who acts: who sees it, by which seat
    std::vector<std::vector<Witness>> protectors;  ///< by place: who may stand by it, by which tie
  };

  explicit Ties(const System& system);

  std::vector<Tie> all;                              ///< in order of who, then of whom
  std::vector<std::vector<std::size_t>> of_state;    ///< ties by state
  std::vector<std::vector<Plea>> pleas;              ///< by seat
  std::vector<std::optional<std::size_t>> to_other;  ///< by seat: its tie to the other, where an alignment is asked
  std::vector<Circle> circles;

 private:
  void add_circles(const System& system, const std::vector<std::vector<std::size_t>>& neighbourhoods);
};

inline bool stands_by(std::uint8_t stance) {
  return stance == static_cast<std::uint8_t>(Stance::defend) || stance == static_cast<std::uint8_t>(Stance::back);
}

}  // namespace detente::systems
