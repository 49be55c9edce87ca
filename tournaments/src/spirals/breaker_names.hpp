// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <detente/spirals/spirals.hpp>

namespace detente {

using Breakers = std::vector<const Breaker*>;

/// Who is who in a report, both of which outlive this.
class BreakerNames {
 public:
  BreakerNames(const SpiralDesign& design, const SpiralReport& report) : design_(design), report_(report) {}

  const std::string& name(const Breaker& breaker) const { return entrant(breaker).name; }
  /// As people know it.
  const std::string& shown(const Breaker& breaker) const { return entrant(breaker).shown; }
  /// Those of its role and motive that behave like it here, in the order of the report; itself alone at least.
  Breakers alike(const Breaker& breaker) const;
  /// It is the baseline, or behaves like it.
  bool is_baseline(const Breaker& breaker) const;

 private:
  const Entrant& entrant(const Breaker& breaker) const { return design_.design.entrants[breaker.entrant]; }

  const SpiralDesign& design_;
  const SpiralReport& report_;
};

}  // namespace detente
