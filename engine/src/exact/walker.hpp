// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <detente/exact/chain.hpp>

#include "world/lens.hpp"
#include "world/shifts.hpp"

namespace detente {

/// What a seat may do in a round: a level meant, the level done, and how likely that is.
struct Act {
  Level meant, done;
  double chance;
};

/// What a seat does with a memory, in the game's levels.
struct Stance {
  std::vector<Act> acts;
  bool is_open = false;
};

/// One seat of a walk through joint memories. Levels are the game's; a binary strategy in a graded game sits behind the
/// lens.
class Walker {
 public:
  /// Acts are told apart by the level meant where a peace level is given.
  Walker(const Rules& rules, const Seated& seated, bool may_hear, std::optional<int> peace_level = {});

  /// Sits down: false where there is nothing to walk.
  bool sit();
  /// The same memories by the same numbers as those of another walker, which sits, and what they are numbers of:
  /// whether there is anything to hear there, it hears.
  void sit(const Walker& alike) {
    memories_ = alike.memories_;
    automaton_ = alike.automaton_;
    listens_ = alike.listens_;
    is_table_ = alike.is_table_;
  }

  /// The memory after so many forced rounds of full hostility.
  std::size_t first(std::int64_t crisis);
  const std::string& name() const { return side_.name; }
  bool listens() const { return listens_; }
  const Payoffs& payoffs() const { return side_.payoffs; }

  Signal say(std::size_t memory) const { return traits_.speaks ? lens_.out(memories_->say(memory)) : Signal{}; }
  std::size_t hear(std::size_t memory, Signal heard) {
    return listens_ ? memories_->hear(memory, lens_.in(heard)) : memory;
  }
  const Stance& stance(std::size_t memory) {
    if (memory >= stances_.size()) stances_.resize(memory + 1);
    if (!stances_[memory]) stances_[memory] = std::make_unique<Stance>(stand(memory));
    return *stances_[memory];
  }
  /// The memory after it was told what holds from now on.
  std::size_t turn(std::size_t memory, const Briefing& briefing) { return memories_->turn(memory, briefing); }
  /// The chance that it means peace.
  double meant_peace(std::size_t memory, int peace_level);
  std::span<const Likely> seen(Level theirs) const { return misperception_.from(theirs); }
  std::size_t see(std::size_t memory, const LevelSeen& round) {
    const LevelSeen own = lens_.in(round);
    const auto wide = static_cast<std::size_t>(lens_.own());
    const std::size_t inputs = wide * wide * wide * 2;
    const std::size_t place =
        memory * inputs + ((own.meant * wide + own.mine) * wide + own.theirs) * 2 + (own.verified ? 1 : 0);
    if (place >= next_.size()) next_.resize(std::max((memory + 1) * inputs, next_.size() * 2), kUnknown);
    if (next_[place] == kUnknown) next_[place] = static_cast<std::uint32_t>(memories_->see(memory, own));
    return next_[place];
  }

 private:
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;

  bool lead_alike(std::size_t memory, const Act& a, const Act& b) const;
  void merge(std::size_t memory, std::vector<Act>& acts) const;
  Stance stand(std::size_t memory) const;

  const Side& side_;
  int levels_;
  Lens lens_;
  Shifts tremble_, misperception_;
  Traits traits_;
  bool listens_;
  bool is_table_;
  const Automaton* automaton_;
  std::optional<int> peace_level_;
  std::shared_ptr<Memories> memories_;
  std::vector<std::unique_ptr<Stance>> stances_;  // by memory
  std::vector<std::uint32_t> next_;               // [memory][input], as it is asked for
};

}  // namespace detente
