// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdlib>
#include <detente/strategy.hpp>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "endless", .about = "Workshop trial.", .source = "workshop trial", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    volatile int x = 0;
    while (n >= 2) x = x + 1;
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
