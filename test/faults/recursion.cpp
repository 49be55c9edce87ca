// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "recursion", .about = "Asks itself.", .source = "These tests", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  int depth(int from) const {
    volatile int deeper = from + 1;
    return n < 2 ? 0 : depth(deeper) + deeper;
  }
  Move play() const { return depth(0) < 0 ? D : C; }
  void see(Seen) {
    if (n < 2) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
