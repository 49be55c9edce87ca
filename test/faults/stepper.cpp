// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct Stepper {
  static constexpr Info info{.name = "stepper",
                             .about = "Moves one level towards what it saw.",
                             .source = "mine (2025)",
                             .against = "033300",
                             .plays = "001232",
                             .levels = 4};
  Level level = 0;
  auto operator<=>(const Stepper&) const = default;
  Level play() const { return level; }
  void see(LevelSeen r) {
    if (r.theirs > level)
      ++level;
    else if (r.theirs < level)
      --level;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Stepper>();
}
