// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Cautious {
  static constexpr Info info{.name = "cautious", .about = "Stands by nobody.", .source = "for the tests of modules"};
  auto operator<=>(const Cautious&) const = default;

  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Cautious>();
}
