// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Hawk {
  static constexpr Info info{.name = "hawk",
                             .alias = "alld,defector,always-defect",
                             .about = "Always defects.",
                             .source = "Axelrod (1984)",
                             .against = "CDCCDD",
                             .plays = "DDDDDD"};
  auto operator<=>(const Hawk&) const = default;

  Move play() const { return D; }
  void see(Seen) {}
};

struct Dove {
  static constexpr Info info{.name = "dove",
                             .alias = "allc,cooperator,always-cooperate",
                             .about = "Always cooperates.",
                             .source = "Axelrod (1984)",
                             .against = "CDCCDD",
                             .plays = "CCCCCC"};
  auto operator<=>(const Dove&) const = default;

  Move play() const { return C; }
  void see(Seen) {}
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Hawk>();
  catalogue.add<Dove>();
}
