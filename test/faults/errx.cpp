// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <err.h>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "errx", .about = "Ends the program in words.", .source = "These tests", .against = "CC", .plays = "CC"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const {
    if (n == 2) errx(3, "that was it");
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
