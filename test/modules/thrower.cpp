// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
//
// Throws in its third round, from inside a module.
#include <stdexcept>

#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Thrower {
  static constexpr Info info{
      .name = "thrower", .about = "Throws after two rounds.", .source = "These tests", .against = "C", .plays = "C"};
  int rounds = 0;
  auto operator<=>(const Thrower&) const = default;
  Move play() const {
    if (rounds == 2) throw std::runtime_error("enough of this");
    return C;
  }
  void see(Seen) { ++rounds; }
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Thrower>();
}
