// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{.name = "divides",
                             .about = "Divides by what may be nothing.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const { return 7 / (2 - n) == 100 ? D : C; }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
