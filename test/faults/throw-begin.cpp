// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{.name = "throw-begin",
                             .about = "Throws something odd before it begins.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  void begin(const Briefing&) { throw 42; }
  Move play() const { return C; }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
