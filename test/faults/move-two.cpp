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
  static constexpr Info info{
      .name = "move-two", .about = "Workshop trial.", .source = "workshop trial", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const { return n < 2 ? C : static_cast<Move>(2); }
  void see(Seen) {
    if (n < 3) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
