// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{.name = "exit-zero",
                             .about = "Ends the program as if all were well.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    if (n == 2) std::exit(0);
    return C;
  }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
