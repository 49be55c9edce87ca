// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

/// What states know of each other in a system of states, as alignments are told.
namespace detente {

/// How a state stands to another in the coming round.
enum class Stance : std::uint8_t {
  none,    ///< nothing is said: the pledge of the scenario holds, if there is one
  defend,  ///< stands by the other as long as the other is in good standing
  back,    ///< stands by the other, whatever it does
  oppose   ///< is hostile to the other at the top level
};

/// A place in a neighbourhood: a state and its neighbours, in the order of the system.
using State = std::int8_t;

/// No state at all.
inline constexpr State nobody = -1;
/// States in the largest neighbourhood: oneself and 63 neighbours.
inline constexpr int kMostNeighbourhood = 64;
/// The greatest strength that an alignment may want: that of the largest neighbourhood. Its means limit it anyway.
inline constexpr int kMostArms = kMostNeighbourhood * 255;

/// The set of this one state, as a bit.
constexpr std::uint64_t bit_of(State state) {
  return std::uint64_t{1} << state;
}

/// All that a state learns of its neighbourhood at the end of a round. Strengths and pledges are public; of acts it
/// knows what their victims saw.
struct News {
  int size = 0;  ///< states in the neighbourhood, oneself included
  State me = 0;  ///< one's own place

  /// What is public of one state.
  struct Public {
    std::uint8_t strength = 0;     ///< 0: ruined, for good
    std::uint8_t means = 0;        ///< strength that it could hold
    std::uint8_t deterrent = 0;    ///< strength that each of its attackers loses when it falls
    bool is_good = true;           ///< in good standing: in this round it was hostile to nobody who was
    std::uint64_t victims = 0;     ///< bit j: j saw it hostile to j in this round
    std::uint64_t protectors = 0;  ///< bit i: i stood by it in this round
  };
  std::array<Public, kMostNeighbourhood> of{};  ///< by place

  /// What is public of a state.
  const Public& at(State state) const { return of[static_cast<std::uint8_t>(state)]; }
  /// The state is not ruined.
  bool is_alive(State state) const { return at(state).strength > 0; }
  /// Both stand by each other, the state and oneself.
  bool is_ally(State state) const {
    return (at(state).protectors & bit_of(me)) != 0 && (at(me).protectors & bit_of(state)) != 0;
  }
  /// The first saw the second hostile to it.
  bool is_attacked(State victim, State by) const { return (at(by).victims & bit_of(victim)) != 0; }
  /// The strength of a state and of those who stand by it, without one's own.
  int side(State state) const {
    int sum = at(state).strength;
    for (std::uint64_t left = at(state).protectors & ~(bit_of(me) | bit_of(state)); left != 0; left &= left - 1)
      sum += at(static_cast<State>(std::countr_zero(left))).strength;
    return sum;
  }
};

}  // namespace detente
