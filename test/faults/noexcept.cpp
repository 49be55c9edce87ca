// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "noexcept", .about = "Promises not to throw.", .source = "These tests", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const noexcept {
    if (n == 2) throw 4.2;
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
