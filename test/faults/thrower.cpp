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
      .name = "thrower", .about = "Workshop trial.", .source = "workshop trial", .against = "C", .plays = "C"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    if (n >= 1) throw std::out_of_range("list index out of range");
    return C;
  }
  void see(Seen) {
    if (n < 1) ++n;
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
