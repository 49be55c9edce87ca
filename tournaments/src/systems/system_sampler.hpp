// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <detente/systems/system_design.hpp>
#include <detente/systems/table_play.hpp>

#include "systems/block_watch.hpp"

namespace detente::systems {

/// Plays blocks of a system, on any number of threads: from tables where it can, else by the reference engine.
class SystemSampler {
 public:
  /// By the engine that was asked for. Throws `Error` where that is `tables`, and they cannot play the system.
  explicit SystemSampler(const SystemDesign& design);

  /// "tables" or "objects".
  std::string engine() const { return tables_ ? "tables" : "objects"; }
  /// As `SystemMatch::play`; somebody may watch.
  bool play(std::uint64_t first_repetition, std::size_t lanes, SystemTally& tally, const SystemMatch::Pulse& pulse,
            BlockWatch* watch = nullptr) const;

 private:
  const System& system_;
  std::optional<SystemTables> tables_;
};

}  // namespace detente::systems
