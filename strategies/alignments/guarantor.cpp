// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <detente/systems/alignment.hpp>

using namespace detente;

namespace {

struct Guarantor {
  static constexpr Info info{.name = "guarantor",
                             .about = "Defends every neighbour that is weaker than itself.",
                             .source = "extended deterrence: Huth (1988)"};
  std::uint64_t weaker = 0;
  auto operator<=>(const Guarantor&) const = default;

  Stance stance(State other) const { return (weaker & bit_of(other)) != 0 ? Stance::defend : Stance::none; }
  void begin(const News& news) { see(news); }
  void see(const News& news) {
    weaker = 0;
    for (State state = 0; state < news.size; ++state)
      if (state != news.me && news.is_alive(state) && news.at(state).strength < news.at(news.me).strength)
        weaker |= bit_of(state);
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Guarantor>();
}
