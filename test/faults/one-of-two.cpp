// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <detente/strategy.hpp>
using namespace detente;
namespace {
struct Fails {
  static constexpr Info info{
      .name = "a-fails", .about = "Gives up.", .source = "These tests", .against = "C", .plays = "C"};
  auto operator<=>(const Fails&) const = default;
  Move play() const { return C; }
  void see(Seen) { std::abort(); }
};
struct Plays {
  static constexpr Info info{
      .name = "b-plays", .about = "Cooperates.", .source = "These tests", .against = "C", .plays = "C"};
  auto operator<=>(const Plays&) const = default;
  Move play() const { return C; }
  void see(Seen) {}
};
}  // namespace
DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Fails>();
  catalogue.add<Plays>();
}
