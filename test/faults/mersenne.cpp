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
      .name = "mersenne", .about = "Workshop trial.", .source = "workshop trial", .against = "C", .plays = "C"};
  std::mt19937 g{42};
  int n = 0;
  bool operator==(const S&) const = default;
  Move play() const {
    auto h = g;
    return n == 0 || h() % 2 ? C : D;
  }
  void see(Seen) {
    n = 1;
    g();
  }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
