// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <detente/strategy.hpp>
#include <limits>
#include <stdexcept>
#include <vector>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{.name = "level-high",
                             .about = "Arms one more each round.",
                             .source = "workshop trial",
                             .against = "00",
                             .plays = "01",
                             .levels = 6};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Level play() const { return static_cast<Level>(n); }
  void see(LevelSeen) {
    if (n < 12) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
