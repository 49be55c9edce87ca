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
      .name = "no-order", .about = "Workshop trial.", .source = "workshop trial", .against = "CDC", .plays = "CCD"};
  Move last = C;
  Move play() const { return last; }
  void see(Seen r) { last = r.theirs; }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
