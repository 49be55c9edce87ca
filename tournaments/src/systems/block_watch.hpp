// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include "systems/front_watch.hpp"
#include "systems/power_watch.hpp"

namespace detente::systems {

/// All that is watched in a block of repetitions, beside what is counted anyway.
class BlockWatch final : public SystemObserver {
 public:
  BlockWatch(const SystemDesign& design, const Block& block) : fronts(design), powers(design.system, block) {
    fronts.begin(block);
  }

  bool see(const SystemRound& round) override {
    powers.see(round);
    return fronts.see(round);
  }
  /// The block was played.
  void finish() {
    fronts.finish();
    powers.finish();
  }

  FrontWatch fronts;
  PowerWatch powers;
};

}  // namespace detente::systems
