// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/strategy.hpp>

using namespace detente;

namespace {

struct Twin {
  static constexpr Info info{
      .name = "twin", .about = "Restrains itself.", .source = "These tests", .against = "CD", .plays = "CC"};
  auto operator<=>(const Twin&) const = default;
  Move play() const { return C; }
  void see(Seen) {}
};

}  // namespace

DETENTE_STRATEGIES(catalogue) {
  catalogue.add<Twin>();
}
