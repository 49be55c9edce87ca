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
      .name = "no-return", .about = "Workshop trial.", .source = "workshop trial", .against = "CC", .plays = "CC"};
  Move last = C;
  auto operator<=>(const S&) const = default;
  Move play() const {
    if (last == C) return C;
  }
  void see(Seen r) { last = r.theirs; }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
