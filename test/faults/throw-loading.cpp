// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{.name = "throw-loading",
                             .about = "Throws something odd when it is made.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  int n = odd();
  static int odd() { throw 42; }
  Move play() const { return C; }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
