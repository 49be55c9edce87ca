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
      .name = "oom", .about = "Workshop trial.", .source = "workshop trial", .against = "CC", .plays = "CC"};
  std::vector<double> v;
  auto operator<=>(const S&) const = default;
  Move play() const { return C; }
  void see(Seen) { v.resize(v.size() + 1000); }
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<S>();
}
