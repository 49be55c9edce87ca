// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <detente/strategy/registry.hpp>

namespace detente {

/// What stands between a strategy and a game: nothing, but for a binary strategy in a game of more levels. Its D is the
/// top level, in what it plays and in what it says, and it sees and hears a level as D from the middle on: 2·level ≥ L.
class Lens {
 public:
  Lens(const Strategy& strategy, int levels) : levels_(levels), own_(own_levels(strategy, levels)) {}

  bool is_there() const { return own_ != levels_; }
  /// Levels that the strategy knows.
  int own() const { return own_; }
  /// A level of the strategy's, as the game has it.
  Level out(Level level) const { return is_there() ? static_cast<Level>(level * (levels_ - 1)) : level; }
  /// A level of the game's, as the strategy has it.
  Level in(Level level) const { return is_there() ? static_cast<Level>(2 * level >= levels_ ? 1 : 0) : level; }
  /// What is said, as the others hear it, and what is heard, as the strategy does.
  Signal out(Signal said) const {
    said.level = out(said.level);
    return said;
  }
  Signal in(Signal heard) const {
    heard.level = in(heard.level);
    return heard;
  }
  LevelSeen in(const LevelSeen& round) const {
    return {in(round.meant), in(round.mine), in(round.theirs), round.verified};
  }

 private:
  int levels_, own_;
};

}  // namespace detente
