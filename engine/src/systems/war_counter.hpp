// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include <detente/systems/play.hpp>

#include "systems/wars.hpp"

namespace detente::systems {

/// Counts in how many rounds of a block there is war, who fights in it, and from when on.
class WarCounter {
 public:
  explicit WarCounter(const System& system);

  void begin();
  /// A round. `conflict`: by front, in which of the lanes that have the round; `alive`: by state, at least in these
  /// lanes; null where all are.
  void count(std::int64_t round, const std::vector<std::uint64_t>& conflict, const std::vector<std::uint64_t>* alive,
             SystemTally& tally);

 private:
  const System& system_;
  std::vector<std::uint64_t> fighting_;  // by state
  std::vector<std::uint64_t> peaceful_;  // by state: lanes in which it never fought
  Wars wars_;
};

}  // namespace detente::systems
