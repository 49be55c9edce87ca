// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>

#include "crowd.hpp"

/// A strategy that is told rounds instead of meeting anybody, and what it has lived through, for rules that are stated
/// on whole histories.
namespace kin {

/// All rounds so far, in letters.
struct History {
  std::string meant, mine, theirs;
  std::int64_t known = 0;  ///< length of the match; 0 where it is not told

  std::size_t rounds() const { return mine.size(); }
  /// Whether the coming round is known to be the last.
  bool is_last() const { return known > 0 && rounds() + 1 == static_cast<std::size_t>(known); }
};

/// How many of the letters are `letter`.
inline int count(const std::string& moves, char letter) {
  int times = 0;
  for (const char move : moves) times += move == letter;
  return times;
}
/// The letter of so many rounds ago, 1 for the last.
inline char ago(const std::string& moves, std::size_t rounds) {
  return moves[moves.size() - rounds];
}
/// Whether the moves end like this.
inline bool ends(const std::string& moves, const std::string& like) {
  return moves.ends_with(like);
}

using told::briefed;

class Seat {
 public:
  explicit Seat(const std::string& name, std::int64_t known = 0) : crowd_(briefed(name, known), 1) {
    past_.known = known;
  }

  const History& past() const { return past_; }
  double cooperation() const { return crowd_.cooperation(); }
  void live(char meant, char mine, char theirs) {
    const auto move = [](char letter) { return letter == 'D' ? detente::D : detente::C; };
    past_.meant += meant;
    past_.mine += mine;
    past_.theirs += theirs;
    crowd_.live(move(meant), move(mine), move(theirs));
  }
  /// Does what it is likelier to do.
  void live(const std::string& theirs) {
    for (const char move : theirs) {
      const char mine = cooperation() >= 0.5 ? 'C' : 'D';
      live(mine, mine, move);
    }
  }

 private:
  told::Crowd crowd_;
  History past_;
};

/// Lives through `rounds` against moves that keep up for a while, with a share of C of its own; calls `look` before
/// each round.
template <class Look>
void live_at_random(Seat& seat, std::uint32_t seed, int rounds, double slip, Look look) {
  std::mt19937 bits(seed);
  const auto chance = [&](double p) { return static_cast<double>(bits()) < p * 4294967296.0; };
  const double restraint = std::array{0.05, 0.3, 0.5, 0.8, 0.98}[seed % 5];
  const double change = std::array{1.0, 0.5, 0.2}[seed % 3];
  char theirs = chance(restraint) ? 'C' : 'D';
  for (int round = 0; round < rounds; ++round) {
    look();
    const char meant = chance(seat.cooperation()) ? 'C' : 'D';
    const char mine = chance(slip) ? (meant == 'C' ? 'D' : 'C') : meant;
    if (round > 0 && chance(change)) theirs = chance(restraint) ? 'C' : 'D';
    seat.live(meant, mine, theirs);
  }
}

}  // namespace kin
