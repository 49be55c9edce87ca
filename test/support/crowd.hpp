// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <detente/strategy/registry.hpp>
#include <detente/world/game.hpp>
#include <memory>
#include <string>

/// Strategies that are told rounds instead of meeting anybody.
namespace told {

/// A strategy of the library, briefed for a game and for as many rounds, or for an unknown number if 0.
inline detente::Strategy briefed(const std::string& name, std::int64_t rounds = 0,
                                 const std::string& game = "prisoners-dilemma") {
  return detente::Registry::built_in().strategy(name).briefed(
      {.payoffs = detente::parse_game(game).payoffs(), .tremble = {}, .misperception = {}, .rounds = rounds});
}

/// `size` of a strategy at once, each told the same moves and throwing its own dice.
class Crowd {
 public:
  explicit Crowd(const detente::Strategy& ready, std::size_t size = detente::kLanes, std::uint64_t first_repetition = 0,
                 std::uint64_t seed = 1)
      : seats_(ready.seat(2)), size_(size), seed_(seed) {
    for (std::size_t lane = 0; lane < size_; ++lane) repetitions_[lane] = first_repetition + lane;
  }

  double cooperation(std::size_t lane = 0) const { return seats_->chances(lane).chance[0]; }
  /// It does `mine`, whether it means to or not, and sees `theirs`.
  void live(detente::Move meant, detente::Move mine, detente::Move theirs) {
    detente::LaneBytes meant_then, done, seen, nobody;
    meant_then.at.fill(meant);
    done.at.fill(mine);
    seen.at.fill(theirs);
    seats_->hear({}, size_);
    seats_->see({.meant = &meant_then,
                 .mine = &done,
                 .theirs = &seen,
                 .verified = &nobody,
                 .repetitions = repetitions_.data(),
                 .seed = seed_,
                 .seat = 0,
                 .round = ++round_},
                size_);
  }

 private:
  std::unique_ptr<detente::Seats> seats_;
  std::size_t size_;
  std::uint64_t seed_;
  std::array<std::uint64_t, detente::kLanes> repetitions_{};
  std::uint32_t round_ = 0;
};

/// One of a strategy.
class Seat : public Crowd {
 public:
  explicit Seat(const detente::Strategy& ready, std::uint64_t seed = 1) : Crowd(ready, 1, 0, seed) {}
  explicit Seat(const std::string& name, std::int64_t rounds = 0) : Seat(briefed(name, rounds)) {}

  using Crowd::live;
  /// Without slips, and with what is likelier where a die falls; its moves.
  std::string live(const std::string& theirs) {
    std::string moves;
    for (const char move : theirs) {
      const detente::Move mine = cooperation() >= 0.5 ? detente::C : detente::D;
      moves += mine == detente::C ? 'C' : 'D';
      live(mine, mine, move == 'C' ? detente::C : detente::D);
    }
    return moves;
  }
};

}  // namespace told
