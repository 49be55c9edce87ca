// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <detente/strategy.hpp>
#include <iostream>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>
using namespace detente;
namespace {
struct S {
  static constexpr Info info{
      .name = "lib-rand", .about = "Workshop trial.", .source = "workshop trial", .against = "C", .plays = "C"};
  int n = 0;
  auto operator<=>(const S&) const = default;
  Move play() const { return n == 0 || std::rand() % 2 ? C : D; }
  void see(Seen) { n = 1; }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
