// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <detente/objects/match.hpp>

#include "objects/lanes.hpp"

namespace detente {

/// Counts the rounds of a batch of matches: in bytes, lane by lane, and every 255 rounds in the tally.
class RoundCounter {
 public:
  RoundCounter(const Rules& rules, bool has_signals, bool has_open)
      : rules_(rules), has_signals_(has_signals), has_open_(has_open) {}

  /// An empty tally of a block.
  void begin(const Block& block, Tally& tally) {
    tally.levels = rules_.levels;
    tally.block = block;
    tally.joint.assign(cells() * (rules_.turns.size() + 1), {});
    tally.signals.assign(has_signals_ ? 2 : 0, {});
    tally.opened.assign(has_open_ ? 2 : 0, {});
    hostile_ = {};
    signalled_ = opened_ = {};
    rounds_ = 0;
  }

  /// On two levels, hostile rounds since the last flush, for a kernel to count: of the row, of the column, of both.
  std::array<LaneBytes, 3>& hostile() { return hostile_; }
  void add_signals(std::size_t seat, const LaneBytes& kinds, std::size_t lanes) { add(signalled_[seat], kinds, lanes); }
  void add_open(std::size_t seat, const LaneBytes& is_open, std::size_t lanes) { add(opened_[seat], is_open, lanes); }
  /// The levels done, where a game has more than two.
  void count(const LaneBytes& row, const LaneBytes& column, std::size_t lanes, std::size_t stretch, Tally& tally) {
    const auto levels = static_cast<std::size_t>(rules_.levels);
    Tally::Counts* const joint = &tally.joint[stretch * cells()];
    over(lanes, [&](std::size_t l) { ++joint[row.at[l] * levels + column.at[l]][l]; });
  }
  void end_round(std::size_t stretch, Tally& tally) {
    if (++rounds_ == kMostInAByte) flush(stretch, tally);
  }

  /// Until `finish`, the three cells with hostility hold: column hostile, row hostile, both hostile.
  void flush(std::size_t stretch, Tally& tally) {
    const auto move = [](LaneBytes& from, Tally::Counts& to) {
      over(kLanes, [&](std::size_t l) { to[l] += from.at[l]; });
      from = {};
    };
    if (rules_.levels == 2) {
      Tally::Counts* const joint = &tally.joint[stretch * cells()];
      move(hostile_[0], joint[2]);
      move(hostile_[1], joint[1]);
      move(hostile_[2], joint[3]);
    }
    for (std::size_t seat = 0; seat < 2; ++seat) {
      if (has_signals_) move(signalled_[seat], tally.signals[seat]);
      if (has_open_) move(opened_[seat], tally.opened[seat]);
    }
    rounds_ = 0;
  }

  void finish(std::size_t stretch, Tally& tally) {
    flush(stretch, tally);
    if (rules_.levels != 2) return;
    for (std::size_t s = 0; s <= rules_.turns.size(); ++s) {
      Tally::Counts* const joint = &tally.joint[s * cells()];
      const std::int64_t first = s == 0 ? 1 : rules_.turns[s - 1];
      for (std::size_t l = 0; l < tally.block.lanes; ++l) {
        const std::int64_t end = s < rules_.turns.size() ? rules_.turns[s] : tally.block.lengths[l] + 1;
        joint[1][l] -= joint[3][l];
        joint[2][l] -= joint[3][l];
        joint[0][l] = static_cast<std::uint64_t>(end - first) - joint[1][l] - joint[2][l] - joint[3][l];
      }
    }
  }

 private:
  static constexpr int kMostInAByte = 255;

  /// Cells of joint levels in one stretch.
  std::size_t cells() const { return static_cast<std::size_t>(rules_.levels * rules_.levels); }

  /// Counts for each lane how often something was so. Bytes may alias anything, so that compilers must be told what
  /// does not.
  static void add(LaneBytes& times, const LaneBytes& is_so, std::size_t lanes) {
    std::uint8_t* const __restrict sum = times.at.data();
    const std::uint8_t* const __restrict more = is_so.at.data();
    over(lanes, [&](std::size_t l) { sum[l] = static_cast<std::uint8_t>(sum[l] + (more[l] != 0 ? 1 : 0)); });
  }

  Rules rules_;
  bool has_signals_, has_open_;
  std::array<LaneBytes, 3> hostile_;
  std::array<LaneBytes, 2> signalled_, opened_;
  int rounds_ = 0;  // since the last flush
};

}  // namespace detente
