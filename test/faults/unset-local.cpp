// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{.name = "unset-local",
                             .about = "Reads a local variable that it set only sometimes.",
                             .source = "These tests",
                             .against = "CC",
                             .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    int choice[8];
    fill(choice);
    return choice[n] > 1000 ? D : C;
  }
  [[gnu::noinline]] void fill(int* choice) const {
    if (n > 5) *choice = 1;
  }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
