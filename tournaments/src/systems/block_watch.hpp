// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include "systems/front_watch.hpp"
#include "systems/power_watch.hpp"

namespace detente::systems {

/// All that is watched in a block of repetitions, beside what is counted anyway.
class BlockWatch final : public SystemObserver, public ActObserver {
 public:
  BlockWatch(const SystemDesign& design, const Block& block) : fronts(design), powers(design.system, block) {
    fronts.begin(block);
  }

  bool see(const SystemRound& round) override {
    powers.see(round);
    return fronts.see(round);
  }
  void see_acts(std::int64_t round, std::size_t lanes, const std::vector<std::uint64_t>& hostile) override {
    if (round == 1) powers.see_constant(lanes);
    fronts.see_acts(round, lanes, hostile);
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
