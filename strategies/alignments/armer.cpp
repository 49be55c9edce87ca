// SPDX-FileCopyrightText: The détente authors
// SPDX-License-Identifier: MIT
#include <algorithm>

#include <detente/systems/alignment.hpp>
#include <detente/systems/fear.hpp>

using namespace detente;

namespace {

struct Armer {
  static constexpr Info info{.name = "armer",
                             .about = "Wants as much strength as the side that it fears, and else little.",
                             .source = "internal balancing: Waltz (1979)"};
  static constexpr auto params() {
    return std::array{Param<Armer>{"least", &Armer::least, 1, 255, "Strength that it wants when it fears nobody."},
                      Param<Armer>{"calm", &Armer::calm, 1, 100, "Rounds of good standing that end a threat."}};
  }
  int least = 1;
  int calm = 10;
  Fear fear;
  int feared = 0;  // strength of the side that it fears
  auto operator<=>(const Armer&) const = default;

  Stance stance(State) const { return Stance::none; }
  int arms() const { return std::max(least, feared); }
  void see(const News& news) {
    fear.see(news, calm);
    feared = fear.who == nobody ? 0 : news.side(fear.who);
  }
};

}  // namespace

DETENTE_ALIGNMENTS(catalogue) {
  catalogue.add<Armer>();
}
