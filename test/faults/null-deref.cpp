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
      .name = "null-deref", .about = "Workshop trial.", .source = "workshop trial", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    if (n > 1) {
      volatile int* p = nullptr;
      return *p ? C : D;
    }
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
