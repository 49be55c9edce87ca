// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include "systems/system_sampler.hpp"

#include <detente/error.hpp>

namespace detente::systems {

SystemSampler::SystemSampler(const SystemDesign& design) : system_(design.system) {
  const std::string& asked = design.request.base.engine;
  if (asked == "objects") return;
  tables_.emplace(system_);
  if (tables_->hindrance().empty()) return;
  if (asked == "tables")
    throw Error("the system cannot be played from tables: " + tables_->hindrance() +
                "; leave --engine out, which chooses the engine");
  tables_.reset();
}

bool SystemSampler::play(std::uint64_t first_repetition, std::size_t lanes, SystemTally& tally,
                         const SystemMatch::Pulse& pulse, BlockWatch* watch) const {
  if (tables_) return tables_->play(first_repetition, lanes, tally, pulse, watch);
  return SystemMatch(system_).play(first_repetition, lanes, tally, pulse, watch);
}

}  // namespace detente::systems
