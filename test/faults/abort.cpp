// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "abort", .about = "Gives up.", .source = "These tests", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    if (n == 2) std::abort();
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
