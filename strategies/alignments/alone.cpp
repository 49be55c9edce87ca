// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Alone {
  static constexpr Info info{.name = "alone",
                             .about = "Stands by nobody of its own accord; the pledges of the scenario hold.",
                             .source = "the case without an alliance game: Snyder (1984)"};
  auto operator<=>(const Alone&) const = default;

  Stance stance(State) const { return Stance::none; }
  void see(const News&) {}
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Alone>();
}
